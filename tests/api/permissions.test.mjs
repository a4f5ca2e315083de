// Who may what: every route of every module, asked for by every kind of visitor. What is to be answered follows from the
// guard that --routes tells (NĐ 61/2018: nobody does another's step) and from the declared exceptions below.
import { before, test } from 'node:test';
import assert from 'node:assert/strict';
import { sql } from '../support/db.mjs';
import { Client } from '../support/http.mjs';
import { ROLES } from '../support/office.mjs';
import { address, answers, BACKGROUND, CATALOGUE, counts, forms, rolesOf, routes, sender, settled, STEPS, typicalBody, world } from '../support/world.mjs';

const SIGN_IN = /^(?:GET|POST) \/(?:tai-khoan\/(?:dang-nhap|dang-xuat|ma-xac-thuc)|can-bo\/(?:dang-nhap|dang-xuat))$/;
// A gateway signs its message; no page of ours sends it.
const SIGNED_BY_A_PARTNER = '/thanh-toan/goi-lai/payplat';
// Roles of the visitors from other agencies; the administrator belongs to the province, not to the commune.
const ELSEWHERE = { elsewhere: 'intake', department: 'processing', consulted: 'processing' };
// Not there (yet), whoever asks: no result, no request or notice to print, no opinion asked, nothing paid, no definition drafted.
// Sample dossiers belong to who began them, examples to the unit of their procedure; this one got no receipt.
const WALK = '/can-bo/danh-muc/chay-thu/{walk}';
const NOT_YET = ['/tra-cuu', ...['bieu-mau/{page}', 'phi', 'cac-buoc', 'lui', 'ket-thuc', 'in/{paper}', 'giu', 'bo'].map((what) => `${WALK}/${what}`),
	...['chap-nhan', 'bo'].map((act) => `/can-bo/danh-muc/vi-du/{example}/${act}`),
	...['', '/ghi', '/bo', '/kiem-tra'].map((act) => `/can-bo/danh-muc/goi/den/{bundle}${act}`), '/bang-tin/{reference}', '/thanh-toan/{number}/roi-trang', '/thanh-toan/{number}/bien-lai',
	'/thanh-toan/tro-ve/{gateway}', '/can-bo/thu-ngan/{number}/bien-lai', '/can-bo/y-kien/{number}/{seq}',
	'/can-bo/danh-muc/co-quan/sap-xep/{operation}', ...['phan-cong', 'thuc-hien', 'huy']
		.map((act) => `/can-bo/danh-muc/co-quan/sap-xep/{operation}/${act}`),
	...['', '/thuc-hien', '/bo'].map((act) => `/can-bo/danh-muc/sua-hang-loat/{code}${act}`),
	...['quy-trinh/{code}/so-do', 'quy-tac/{code}/bang'].flatMap((page) => ['', '/kiem-tra'].map((act) => `/can-bo/danh-muc/dinh-nghia/${page}${act}`)),
	...['', '/in'].map((page) => `/can-bo/danh-muc/dinh-nghia/quy-trinh/{code}/bang${page}`),
	...['vi-du', 'vi-du/sua', 'vi-du/chay', 'dong', 'cot', 'khung', 'bang-moi'].map((page) => `/can-bo/danh-muc/dinh-nghia/quy-tac/{code}/${page}`),
	...['thong-tin', 'gui', 'rut', 'bo', 'kiem-soat', 'tra-lai', 'phe-duyet', 'thu-tuc', 'van-ban/tai-ve']
		.map((act) => `/can-bo/danh-muc/dinh-nghia/{kind}/{code}/${act}`),
	'/can-bo/danh-muc/nhap-quy-trinh/{import}',
	...['', '/them', '/cau-hoi', '/cau-hoi/{question}', '/nhieu', '/xem-thu', '/json', '/json/tai-ve', '/nhap']
		.map((page) => `/can-bo/danh-muc/dinh-nghia/bieu-mau/{code}/soan${page}`),
	...['phieu-bo-sung', 'phieu-tu-choi', 'ket-qua', 'phieu-xin-loi', 'thong-bao-dung', 'bien-nhan']
		.map((page) => `/can-bo/ho-so/{number}/${page}`)];
const QUERY = { '/thanh-toan/{number}/roi-trang': '?ma=TT0000000000', '/thanh-toan/tro-ve/{gateway}': '?ma=TT0000000000' };

let all, tables, w, visitors;

before(async () => {
	w = await world();
	await settled();
	all = routes();
	tables = forms();
	visitors = { nobody: new Client(), owner: w.owner, stranger: w.stranger, ...w.staff };
});

const belongsToOne = (path) => /\{(?:number|draft)\}/.test(path);
const isOfficer = (visitor) => ROLES.includes(visitor) || visitor in CATALOGUE || visitor in ELSEWHERE;
const roleOf = (visitor) => ELSEWHERE[visitor] ?? visitor;
const fromOtherAgency = (visitor) => visitor in ELSEWHERE || visitor in CATALOGUE || visitor === 'administrator';

function forCitizens({ path }, visitor) {
	if (visitor !== 'owner' && visitor !== 'stranger')
		return 'sign in';
	return visitor === 'stranger' && belongsToOne(path) ? 'not found' : 'may';
}

function forOfficers({ path, guard }, visitor) {
	const roles = rolesOf(guard);
	const step = /^\/can-bo\/ho-so\/\{number\}\/(.+)$/.exec(path)?.[1];

	if (!isOfficer(visitor))
		return 'sign in';
	if (roles && !roles.includes(roleOf(visitor)))
		return 'forbidden';
	if (belongsToOne(path) && fromOtherAgency(visitor))
		return 'not found';
	if (!roles && STEPS[step] && !STEPS[step].includes(visitor))
		return 'forbidden';
	return 'may';
}

function expected(route, visitor) {
	if (route.guard === 'anyone')
		return 'may';
	return route.guard === 'citizen' ? forCitizens(route, visitor) : forOfficers(route, visitor);
}

function said({ status, location = '' }) {
	if (status === 401 || /^\/(?:tai-khoan|can-bo)\/dang-nhap/.test(location))
		return 'sign in';
	if (status === 403)
		return 'forbidden';
	if (status === 404)
		return 'not found';
	return [200, 303, 409, 422].includes(status) ? 'may' : String(status);
}

const agrees = ({ path }, want, got) => want === got || (want === 'may' && got === 'not found'
	&& (NOT_YET.includes(path) || path.endsWith('/{rest...}')));

async function ask(client, { method, path }, { json = false } = {}) {
	const where = address(path, w) + (QUERY[path] ?? '');

	if (method === 'GET')
		return client.get(where, { json });
	return tables[path].multipart && !json ? client.upload(where, typicalBody(tables[path]), [])
		: client.post(where, typicalBody(tables[path]), { json });
}

// What acts without a version has its effect for whoever may; that it does is proved by the journeys.
const hasEffect = ({ method, path }) => method === 'POST' && tables[path].properties.version === undefined;

test('every declared exception names a route that there is', () => {
	const paths = all.map(({ path }) => path);

	for (const step of Object.keys(STEPS))
		assert.ok(paths.includes(`/can-bo/ho-so/{number}/${step}`), step);
	for (const path of [...NOT_YET, ...Object.keys(QUERY)])
		assert.ok(paths.includes(path) || path.startsWith('/bang-tin/'), path);
	assert.ok(all.length > 100, `${all.length} routes`);
	assert.deepEqual([...new Set(all.map(({ guard }) => guard.split(':')[0]))].sort(), ['anyone', 'citizen', 'officer']);
});

test('every route answers every kind of visitor as its guard says, in the media type that --openapi tells', async () => {
	const wrong = [], types = answers();
	let asked = 0;

	for (const route of all.filter(({ method, path }) => !SIGN_IN.test(`${method} ${path}`)))
		for (const [visitor, client] of Object.entries(visitors)) {
			const want = expected(route, visitor);

			if (want === 'may' && hasEffect(route))
				continue;
			const answer = await ask(client, route);

			asked += 1;
			if (route.method === 'GET' && answer.status === 200
				&& !types[route.path].some((type) => type === '*/*' || answer.headers['content-type'].startsWith(type)))
				wrong.push(`${route.path} answers ${answer.headers['content-type']}, not ${types[route.path]}`);
			if (!agrees(route, want, said(answer)))
				wrong.push(`${route.method} ${route.path} by ${visitor}: ${want}, was ${answer.status} ${answer.location ?? ''}`);
		}
	assert.deepEqual(wrong, []);
	assert.ok(asked > 1000, `${asked} asked`);
});

test('programs are refused with problem documents, never led to a page', async () => {
	for (const route of all.filter(({ guard }) => guard !== 'anyone')) {
		const anonymous = await ask(visitors.nobody, route, { json: true });

		assert.equal(anonymous.status, 401, `${route.method} ${route.path}`);
		assert.match(anonymous.headers['content-type'], /^application\/problem\+json/);
	}
	for (const route of all.filter(({ guard }) => /^officer:(?!clerk)/.test(guard))) {
		const refused = await ask(visitors.clerk, route, { json: true });

		assert.equal(refused.status, 403, `${route.method} ${route.path}`);
		assert.match(refused.headers['content-type'], /^application\/problem\+json/);
	}
});

const writing = () => all.filter(({ method, path }) => method === 'POST' && path !== SIGNED_BY_A_PARTNER);

function send(client, where, headers, fields) {
	return client.request('POST', where, {
		body: new URLSearchParams(fields).toString(),
		headers: { Accept: 'text/html', 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
	});
}

test('nothing is written without the form\'s proof, or from another site', async () => {
	const before = counts(undefined, BACKGROUND);

	for (const route of writing()) {
		const client = sender(route, w);
		const where = address(route.path, w);
		const fields = typicalBody(tables[route.path]);
		const token = await client.csrf();
		const ours = { Origin: client.base };
		const attempts = {
			'without a token': send(client, where, ours, fields),
			'with a wrong token': send(client, where, { ...ours, 'X-CSRF-Token': `A${token.slice(1)}B` }, fields),
			'from another origin': send(client, where, { Origin: 'https://khac.example', 'X-CSRF-Token': token }, fields),
			'from nowhere': send(client, where, { Origin: 'null', 'X-CSRF-Token': token }, fields),
			'from another site': send(client, where, { 'Sec-Fetch-Site': 'cross-site', 'X-CSRF-Token': token }, fields),
		};

		for (const [how, sent] of Object.entries(attempts))
			assert.equal((await sent).status, 403, `POST ${route.path} ${how}`);
	}
	assert.deepEqual(counts(undefined, BACKGROUND), before);
});

test('with an expired token what was typed comes back, to be sent again', async () => {
	for (const route of writing()) {
		const { properties } = tables[route.path];
		const texts = Object.keys(properties).filter((name) => properties[name].type === 'string'
			&& !/^(?:password|binary)$/.test(properties[name].format ?? ''));

		if (texts.length === 0 || tables[route.path].multipart)
			continue;
		const client = sender(route, w);
		const fields = Object.fromEntries(texts.map((name) => [name, `Đã gõ <${name}> & "xong"`]));
		const answer = await send(client, address(route.path, w),
			{ Origin: client.base, 'Sec-Fetch-Site': 'same-origin', 'X-CSRF-Token': 'A'.repeat(64) }, fields);

		assert.equal(answer.status, 403, route.path);
		for (const name of texts)
			assert.match(answer.text, new RegExp(`name="${name}"[^>]*value="Đã gõ &lt;${name}&gt; &amp; &quot;xong&quot;"`), route.path);
		assert.match(answer.text, /name="csrf"[^>]*value="[\w-]+"/, `${route.path}: with a fresh token`);
	}
});

test('a password is never shown again, not even on the page that sends a form again', async () => {
	for (const route of writing()) {
		if (!tables[route.path].properties.password)
			continue;
		const client = sender(route, w);
		const answer = await send(client, address(route.path, w),
			{ Origin: client.base, 'Sec-Fetch-Site': 'same-origin', 'X-CSRF-Token': 'A'.repeat(64) },
			{ login: 'a@example.vn', code: '123456', password: 'MatKhauRieng-77' });

		assert.equal(answer.status, 403, route.path);
		assert.doesNotMatch(answer.text, /MatKhauRieng-77/, route.path);
	}
});

test('an officer whose right is taken away has lost it with the next request', async () => {
	const where = `officer_id = (SELECT id FROM officer WHERE account_id =
		(SELECT id FROM account WHERE login = 'thungan')) AND role = 'cashier'`;

	assert.equal((await visitors.cashier.get('/can-bo/thu-ngan')).status, 200);
	sql(`UPDATE role_grant SET valid_to = '2020-01-01' WHERE ${where}`);
	try {
		assert.equal((await visitors.cashier.get('/can-bo/thu-ngan')).status, 403);
	} finally {
		sql(`UPDATE role_grant SET valid_to = NULL WHERE ${where}`);
	}
});
