// Shared lists as long as they come: 3,321 communes below the provinces, one of which has more than a page shows, and an
// alphabet of occupations without a list above. `dropLists` takes them away again.
import { quote, sql } from './db.mjs';

export const COMMUNES = 'thu-xa-dai';
export const OCCUPATIONS = 'thu-nghe-dai';
export const MANY = '01'; // the province with 250 communes

const FIRST = ['An', 'Bình', 'Cẩm', 'Đông', 'Đức', 'Gia', 'Hòa', 'Hưng', 'Khánh', 'Long', 'Minh', 'Nam', 'Phú', 'Quảng', 'Sơn', 'Tân', 'Thanh', 'Thuận', 'Vĩnh', 'Xuân', 'Yên'];
const SECOND = ['Ái', 'Bắc', 'Châu', 'Điền', 'Đường', 'Giang', 'Hải', 'Khê', 'Lộc', 'Mỹ', 'Nghĩa', 'Ngọc', 'Phong', 'Sơn', 'Thịnh', 'Thượng', 'Trạch', 'Trung', 'Vân', 'Xá'];
const KINDS = ['Xã', 'Phường', 'Đặc khu'];

function insert(code, name, parent, items) {
	sql(`INSERT INTO choice_list (code, name, parent_code, changed_at) VALUES (${quote(code)}, ${quote(name)}, ${parent === null ? 'NULL' : quote(parent)}, NOW(6));
		INSERT INTO choice_item (list_code, value, from_day, to_day, parent, label, position) VALUES
		${items.map(([value, label, above], i) => `(${quote(code)}, ${quote(value)}, '2020-01-01', NULL, ${quote(above ?? '')}, ${quote(label)}, ${i + 1})`).join(',\n')}`);
}

export function dropLists() {
	for (const code of [COMMUNES, OCCUPATIONS])
		sql(`DELETE FROM choice_item WHERE list_code = ${quote(code)}; DELETE FROM choice_list WHERE code = ${quote(code)}`);
}

export function longLists() {
	const provinces = sql("SELECT value FROM choice_item WHERE list_code = 'tinh' AND value <> 'H01' ORDER BY value").map(({ value }) => value);
	const communes = Array.from({ length: 3320 }, (_, i) => [String(10000 + i),
		`${KINDS[Math.floor(i / 420) % 3]} ${FIRST[i % 21]} ${SECOND[Math.floor(i / 21) % 20]}`,
		i < 250 ? MANY : provinces[1 + i % (provinces.length - 1)]]);

	dropLists();
	insert(COMMUNES, 'Xã, phường để thử', 'tinh', [...communes, ['00004', 'Phường Ba Đình (Hà Nội)', MANY]]);
	insert(OCCUPATIONS, 'Nghề nghiệp để thử', null, Array.from({ length: 640 }, (_, i) => [String(1000 + i), `Thợ ${FIRST[i % 21].toLowerCase()} ${SECOND[Math.floor(i / 21) % 20].toLowerCase()} bậc ${i % 7 + 1}`]));
}

// A form that asks for all of them: linked, on its own, several at once, and in rows.
export const LONG_FORM = {
	type: 'default', id: 'danh-sach-dai', schemaVersion: 16, components: [
		{ type: 'textfield', id: 'f-ten', key: 'ten', label: 'Họ và tên', validate: { required: true }, properties: { kind: 'name', prefill: 'identity.full_name' } },
		{ type: 'select', id: 'f-tinh', key: 'tinh', label: 'Tỉnh, thành phố', validate: { required: true }, properties: { list: 'tinh' } },
		{ type: 'select', id: 'f-xa', key: 'xa', label: 'Xã, phường', validate: { required: true }, properties: { list: COMMUNES, list_parent: 'tinh' } },
		{ type: 'select', id: 'f-que', key: 'que', label: 'Nơi sinh', properties: { list: COMMUNES } },
		{ type: 'checklist', id: 'f-nghe', key: 'nghe', label: 'Nghề đã làm', properties: { list: OCCUPATIONS, max_chosen: '3' } },
		{ type: 'textfield', id: 'f-lam-ro', key: 'lam_ro', label: 'Nói rõ về nơi sinh', conditional: { hide: '=que != "00004" or que = null' } },
		{ type: 'dynamiclist', id: 'f-nguoi', path: 'nguoi', label: 'Người', properties: { max_rows: '100' }, components: [
			{ type: 'textfield', id: 'f-nguoi-ten', key: 'nguoi_ten', label: 'Họ tên' },
			{ type: 'select', id: 'f-nguoi-dan-toc', key: 'nguoi_dan_toc', label: 'Dân tộc', properties: { list: 'dan-toc' } },
			{ type: 'select', id: 'f-nguoi-nuoc', key: 'nguoi_nuoc', label: 'Quốc tịch', properties: { list: 'quoc-gia' } },
			{ type: 'select', id: 'f-nguoi-nghe', key: 'nguoi_nghe', label: 'Nghề', properties: { list: OCCUPATIONS } },
		] },
	],
};
