// Writes the pages that nginx shows for its own errors, as HTML and as problem+json: loi/<status> and loi/loi for the
// rest. They stand alone, because they are seen when nothing else answers.
// usage: node errors.mjs FOLDER
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const away = {
	title: 'Hệ thống tạm thời gián đoạn',
	text: [
		'Chúng tôi đang khắc phục. Vui lòng thử lại sau ít phút.',
		'Hồ sơ đã nộp và bản nháp đã lưu không bị mất. Nếu bạn vừa bấm nút gửi, hãy tra cứu lại trước khi gửi lần nữa.',
	],
};
const pages = {
	400: { title: 'Yêu cầu không đúng', text: ['Máy chủ không đọc được yêu cầu này. Vui lòng quay lại và thử lại.'] },
	403: { title: 'Không được phép xem', text: ['Bạn không có quyền xem nội dung này.'] },
	404: { title: 'Không tìm thấy trang', text: ['Địa chỉ này không có hoặc đã thay đổi. Hãy kiểm tra lại, hoặc bắt đầu từ trang chủ.'] },
	405: { title: 'Thao tác không được hỗ trợ', text: ['Địa chỉ này không nhận thao tác vừa gửi. Vui lòng quay lại và thử lại.'] },
	408: { title: 'Hết thời gian chờ', text: ['Đường truyền quá chậm nên yêu cầu chưa đến đủ. Vui lòng thử lại.'] },
	413: { title: 'Nội dung gửi lên quá lớn', text: ['Tệp hoặc nội dung vượt quá dung lượng cho phép, nên chưa được lưu. Hãy chọn tệp nhỏ hơn rồi gửi lại.'] },
	414: { title: 'Địa chỉ quá dài', text: ['Địa chỉ vừa mở dài quá mức cho phép.'] },
	429: { title: 'Quá nhiều yêu cầu', text: ['Bạn vừa gửi quá nhiều yêu cầu trong thời gian ngắn. Vui lòng đợi một phút rồi thử lại; nội dung đã lưu không bị mất.'] },
	431: { title: 'Yêu cầu quá lớn', text: ['Phần đầu của yêu cầu vượt quá mức cho phép. Hãy xóa cookie của trang này rồi thử lại.'] },
	loi: away,
};

const html = ({ title, text }) => `<!doctype html>
<html class="govuk-template" lang="vi">
<head>
	<meta charset="utf-8">
	<title>${title} – Cổng dịch vụ công</title>
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<link rel="icon" type="image/svg+xml" href="/static/favicon.svg">
	<link rel="stylesheet" href="/static/citizen.css">
</head>
<body class="govuk-template__body">
	<header class="mc-header">
		<div class="govuk-width-container mc-header__row">
			<a class="mc-header__home" href="/">
				<span class="mc-header__name">Cổng dịch vụ công</span>
			</a>
		</div>
	</header>
	<div class="govuk-width-container">
		<main class="govuk-main-wrapper" id="main">
			<h1 class="govuk-heading-l">${title}</h1>
${text.map((line) => `			<p class="govuk-body">${line}</p>`).join('\n')}
			<p class="govuk-body"><a class="govuk-link" href="/">Về trang chủ</a></p>
		</main>
	</div>
</body>
</html>
`;

const target = join(process.argv[2], 'loi');

mkdirSync(target, { recursive: true });
for (const [name, page] of Object.entries(pages)) {
	const status = name === 'loi' ? 503 : Number(name);

	writeFileSync(join(target, `${name}.html`), html(page));
	writeFileSync(join(target, `${name}.json`), JSON.stringify(
		{ type: 'about:blank', title: page.title, status, detail: page.text.join(' '), errors: [] }) + '\n');
}
