-- What the sample province tells its citizens besides procedures: two guides, two news, answers to what is asked most about
-- 2.000635 and 1.001612. Loading again changes nothing: slugs are unique.
INSERT IGNORE INTO content_article (kind, slug, title, summary, body, video_url, agency_id, state, created_at, updated_at, published_at)
VALUES
('guide', 'nop-ho-so-truc-tuyen-trong-5-buoc', 'Nộp hồ sơ trực tuyến trong 5 bước',
'Từ tìm thủ tục đến nhận kết quả, không phải đến Bộ phận Một cửa. Làm được trên điện thoại.',
'Việc nộp hồ sơ trực tuyến thường mất từ 10 đến 20 phút nếu đã có sẵn giấy tờ. Nội dung đã điền được tự động lưu, có thể dừng lại và làm tiếp sau.

## 1. Tìm thủ tục

Gõ tên việc cần làm vào ô tìm kiếm ở [trang chủ](/), có dấu hay không dấu đều được. Trên trang của thủ tục, xem thời hạn, phí, lệ phí và các giấy tờ phải có.

## 2. Chuẩn bị giấy tờ

Chụp hoặc quét từng giấy tờ, mỗi giấy tờ một tệp:

- rõ chữ, đủ bốn góc, không lóa;
- định dạng PDF, JPG hoặc PNG;
- giấy tờ có nhiều trang thì gộp vào một tệp PDF.

Giấy tờ mà cơ quan nhà nước đã có trong cơ sở dữ liệu thì *không phải nộp lại*: trang thủ tục ghi rõ điều này ở từng giấy tờ.

## 3. Điền tờ khai

Bấm **Nộp hồ sơ trực tuyến**, chọn cơ quan tiếp nhận, điền tờ khai và tải giấy tờ lên. Ô nào sai được báo ngay bên cạnh ô đó kèm cách sửa.

## 4. Kiểm tra, gửi và nộp phí

Đọc lại toàn bộ nội dung trước khi gửi. Nếu thủ tục có phí, lệ phí nộp ngay, hệ thống chuyển sang trang thanh toán; biên lai điện tử được lưu cùng hồ sơ.

Nếu tờ khai có người cùng ký (ví dụ hai bên đăng ký kết hôn), người đó nhận lời mời qua thư điện tử hoặc tin nhắn, hoặc quét mã QR trên phiếu do người nộp in ra. Hồ sơ chỉ được nộp khi mọi người cùng ký đã đọc và xác nhận; trang “Hồ sơ chờ người cùng ký” cho biết ai chưa xác nhận, mời lại được và sửa được.

## 5. Theo dõi và nhận kết quả

Mã hồ sơ có trên giấy tiếp nhận. Dùng mã này ở trang “Tra cứu hồ sơ” để biết hồ sơ đang ở bước nào và ngày trả kết quả. Kết quả điện tử có giá trị như bản giấy; bản giấy nhận tại Bộ phận Một cửa hoặc qua bưu chính công ích.

Cần giúp đỡ, hãy gọi tổng đài hoặc đến Bộ phận Một cửa gần nhất: cán bộ ở đó hướng dẫn và nộp hồ sơ trực tuyến cùng người dân.',
'', NULL, 'published', '2026-09-01 02:00:00', '2026-09-01 02:00:00', '2026-09-01 02:00:00'),
('guide', 'tra-cuu-ho-so-va-nhan-ket-qua', 'Tra cứu hồ sơ và nhận kết quả',
'Xem hồ sơ đang ở bước nào, bổ sung giấy tờ khi được yêu cầu và nhận kết quả.',
'## Xem hồ sơ đang ở đâu

Vào trang “Tra cứu hồ sơ”, nhập mã hồ sơ in trên giấy tiếp nhận.

- Chỉ nhập mã hồ sơ: thấy mức độ hoàn thành.
- Nhập thêm mã tra cứu in kèm mã hồ sơ, hoặc đăng nhập: thấy từng bước, phòng đang xử lý và ngày hẹn trả.

## Khi hồ sơ phải bổ sung

Cơ quan chỉ yêu cầu bổ sung **một lần**, ghi rõ giấy tờ còn thiếu và lý do. Thông báo được gửi qua thư điện tử hoặc tin nhắn. Nộp bổ sung ngay trên trang của hồ sơ; thời hạn giải quyết tính lại từ khi nhận đủ.

## Khi quá hạn trả kết quả

Cơ quan gửi thư xin lỗi, nêu lý do và hẹn lại ngày trả. Nếu không nhận được, hãy phản ánh qua tổng đài.

## Nhận kết quả

1. Bản điện tử: tải về tại trang của hồ sơ.
2. Bản giấy tại Bộ phận Một cửa: mang theo giấy tiếp nhận và giấy tờ tùy thân.
3. Qua bưu chính công ích: trả cước khi nhận.',
'', NULL, 'published', '2026-09-01 02:10:00', '2026-09-01 02:10:00', '2026-09-01 02:10:00'),
('news', 'nop-ho-so-theo-chinh-quyen-dia-phuong-hai-cap', 'Nộp hồ sơ ở đâu khi không còn cấp huyện',
'Từ ngày 01/7/2025, thủ tục trước đây do Ủy ban nhân dân cấp huyện giải quyết được chuyển về cấp tỉnh hoặc cấp xã.',
'Từ ngày **01/7/2025**, tỉnh tổ chức chính quyền địa phương hai cấp: cấp tỉnh và cấp xã. Ủy ban nhân dân thành phố Mẫu, huyện Sông Xanh và huyện Núi Cao kết thúc hoạt động ngày 30/6/2025.

## Nộp hồ sơ ở đâu

- Thủ tục của cấp xã và phần lớn thủ tục trước đây của cấp huyện: nộp tại Bộ phận Một cửa của Ủy ban nhân dân **phường Trung Tâm**, **xã Sông Xanh** hoặc **xã Núi Cao**.
- Thủ tục của sở, ngành: nộp tại Trung tâm Phục vụ hành chính công tỉnh.
- Nộp trực tuyến: như trước, trên trang này.

Trang của từng thủ tục ghi rõ cơ quan tiếp nhận, địa chỉ và giờ làm việc. Xem danh sách tại [Cơ quan giải quyết](/co-quan/).

## Hồ sơ và giấy tờ cũ

Hồ sơ nộp cho cấp huyện trước ngày 01/7/2025 do cơ quan tiếp nhận nhiệm vụ giải quyết tiếp, mã hồ sơ không đổi. Giấy tờ đã được cấp vẫn có giá trị đến hết thời hạn ghi trên giấy tờ, không phải đổi lại chỉ vì tên đơn vị hành chính thay đổi.',
'', NULL, 'published', '2026-10-05 03:00:00', '2026-10-05 03:00:00', '2026-10-05 03:00:00'),
('news', 'nghi-ngay-van-hoa-viet-nam-24-11', 'Bộ phận Một cửa nghỉ ngày 24/11/2026',
'Ngày Văn hóa Việt Nam là ngày nghỉ. Hồ sơ trực tuyến vẫn gửi được; thời hạn giải quyết không tính ngày nghỉ.',
'Theo Nghị quyết số 28/2026/QH16, ngày 24/11 là ngày nghỉ. Trong ngày này:

- Bộ phận Một cửa các cấp và Trung tâm Phục vụ hành chính công tỉnh **không tiếp nhận hồ sơ trực tiếp**;
- hồ sơ nộp trực tuyến vẫn gửi được và được coi là nhận vào đầu giờ ngày làm việc tiếp theo, **25/11/2026**;
- ngày hẹn trả kết quả trên giấy tiếp nhận đã trừ ngày nghỉ.

Trường hợp khẩn cấp như đăng ký khai tử, hãy gọi số điện thoại của Ủy ban nhân dân cấp xã ghi tại trang [Cơ quan giải quyết](/co-quan/).',
'', NULL, 'published', '2026-11-16 02:30:00', '2026-11-16 02:30:00', '2026-11-16 02:30:00');

INSERT IGNORE INTO content_article_procedure (article_id, procedure_id)
SELECT article.id, item.id
FROM content_article article
JOIN procedure_item item ON item.code IN ('2.000635', '1.001612')
WHERE article.slug = 'nop-ho-so-truc-tuyen-trong-5-buoc';

INSERT IGNORE INTO content_question (code, state, origin, asked_at, slug, title, answer, procedure_id, agency_id, updated_at,
	published_at, closed_at)
SELECT asked.code, 'published', 'office', asked.at, asked.slug, asked.title, asked.answer, item.id, agency.id, asked.at, asked.at,
	asked.at
FROM (
	SELECT 'HD-000001' AS code, '2026-09-03 02:00:00' AS at, '2.000635' AS about,
		'xin-ban-sao-giay-khai-sinh-o-noi-khac' AS slug,
		'Tôi có phải về nơi đã đăng ký khai sinh để xin bản sao không?' AS title,
		'Không. Bản sao được cấp **không phụ thuộc nơi cư trú**: nộp trực tuyến, hoặc tại Bộ phận Một cửa của bất kỳ Ủy ban nhân dân cấp xã nào, miễn là việc khai sinh đã được đăng ký và còn lưu trong Sổ hộ tịch hoặc Cơ sở dữ liệu hộ tịch điện tử (Luật Hộ tịch, Điều 63).' AS answer
	UNION ALL SELECT 'HD-000002', '2026-09-03 02:05:00', '2.000635', 'bao-lau-nhan-duoc-ban-sao-giay-khai-sinh',
		'Bao lâu thì nhận được bản sao Giấy khai sinh?',
		'Ngay trong ngày. Hồ sơ nhận sau **15 giờ** mà không giải quyết được ngay thì trả trong ngày làm việc tiếp theo.'
	UNION ALL SELECT 'HD-000003', '2026-09-03 02:10:00', '2.000635', 'ai-duoc-mien-phi-cap-ban-sao-trich-luc',
		'Ai được miễn phí khi xin bản sao trích lục hộ tịch?',
		'Phí là 8.000 đồng cho mỗi bản sao trích lục của một sự kiện hộ tịch (Thông tư số 281/2016/TT-BTC). Được miễn:

- người thuộc gia đình có công với cách mạng;
- người thuộc hộ nghèo;
- người khuyết tật.

Gửi kèm ảnh chụp giấy tờ chứng minh khi nộp hồ sơ.'
	UNION ALL SELECT 'HD-000004', '2026-09-04 02:00:00', '1.001612', 'dang-ky-ho-kinh-doanh-truc-tuyen-co-mat-le-phi',
		'Đăng ký hộ kinh doanh trực tuyến có mất lệ phí không?',
		'Không. Lệ phí 50.000 đồng chỉ thu khi nộp trực tiếp hoặc qua bưu chính; nộp trực tuyến **không thu lệ phí**.'
	UNION ALL SELECT 'HD-000005', '2026-09-04 02:05:00', '1.001612', 'thanh-lap-ho-kinh-doanh-can-giay-to-gi',
		'Thành lập hộ kinh doanh cần những giấy tờ gì?',
		'Cá nhân thành lập chỉ cần **Giấy đề nghị đăng ký hộ kinh doanh**; nộp trực tuyến thì điền ngay trên biểu mẫu điện tử.

Các thành viên hộ gia đình cùng thành lập thì có thêm:

1. bản sao biên bản họp thành viên hộ gia đình;
2. bản sao văn bản ủy quyền cho một thành viên làm chủ hộ kinh doanh, nếu có.

Giấy tờ về địa điểm kinh doanh (hợp đồng thuê, mượn) gửi kèm nếu có.'
	UNION ALL SELECT 'HD-000006', '2026-09-04 02:10:00', '1.001612', 'thoi-han-cap-giay-chung-nhan-ho-kinh-doanh',
		'Sau bao nhiêu ngày thì có Giấy chứng nhận đăng ký hộ kinh doanh?',
		'Trong 03 ngày làm việc kể từ ngày nhận được hồ sơ hợp lệ. Nếu hồ sơ chưa hợp lệ, cơ quan đăng ký kinh doanh cấp xã thông báo bằng văn bản nội dung cần sửa đổi, bổ sung.'
) asked
JOIN procedure_item item ON item.code = asked.about
LEFT JOIN agency ON agency.code = IF(asked.about = '2.000635', 'H01.14', NULL);
