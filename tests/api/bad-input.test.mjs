// Whatever is sent to a form is either right or named: every POST route and every field that --openapi tells, with each
// fault that input can have. The answer is a refusal that names the field, a page in Vietnamese for people, a problem
// document (RFC 9457) for programs; nothing of the inside shows and nothing is written.
import { before, test } from 'node:test';
import assert from 'node:assert/strict';
import { sql } from '../support/db.mjs';
import { address, BACKGROUND, counts, forms, routes, sender, settled, typicalBody, world } from '../support/world.mjs';

// Whole words: a page holds random tokens too, and in thousands of pages five letters of one come up.
const INSIDE = /\bSELECT\b|\bINSERT\b|MariaDB|\bmysql|\berrno\b|\.[ch]:\d|motcua_|\/tmp\/|modules\/|field_error\.|\{\{/;
// A button's value, which nobody types; the page of a supplement, where none is asked for any more.
const NOT_TYPED = ['add'];
const GONE_ON = '/tai-khoan/ho-so/{number}/bo-sung';
// A gateway's message has its own answers, which its own tests prove.
const A_PARTNERS = '/thanh-toan/goi-lai/payplat';
const VIETNAMESE_HEADING = /<h1[^>]*>[^<]*[àáạảãăằắặẳẵâầấậẩẫèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữỳýỵỷỹđ]/i;
const DEFAULT_LENGTH = 4000;
const FORM = 'application/x-www-form-urlencoded';

let w, tables, writing, wrong;

before(async () => {
	w = await world();
	tables = forms();
	writing = routes().filter(({ method, path }) => method === 'POST' && path !== A_PARTNERS);
	await settled();
});
// One test over many answers: all that are wrong are told at once, and at the end nothing may be written.
function proof(name, visit) {
	test(name, async () => {
		const rows = counts(undefined, BACKGROUND);

		wrong = new Set();
		// Guesses at passwords are limited by source, and all tests come from one.
		sql('DELETE FROM core_throttle');
		await visit();
		assert.deepEqual([...wrong], []);
		assert.deepEqual(counts(undefined, BACKGROUND), rows, 'nothing is written');
	});
}

function holds(is, about) {
	if (!is)
		wrong.add(about);
}

const isFile = ({ format, items }) => (items?.format ?? format) === 'binary';
const encode = (fields) => Object.entries(fields).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
const without = (fields, name) => Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name));

// One request with a body of any bytes, from a page of ours.
async function send(route, body, { json = false, type = json ? 'application/json' : FORM } = {}) {
	const client = sender(route, w);

	return client.request('POST', address(route.path, w), {
		body,
		headers: {
			Accept: json ? 'application/json' : 'text/html', 'Content-Type': type, Origin: client.base,
			'X-CSRF-Token': await client.csrf(),
		},
	});
}

function calm({ status, text }, about) {
	holds(status >= 400 && status < 500, `${about}: answered ${status}`);
	holds(!INSIDE.test(text), `${about}: tells the inside: ${INSIDE.exec(text)?.[0]}`);
}

function calmPage(answer, about) {
	const { headers, text } = answer;

	calm(answer, about);
	holds(/^text\/html; charset=utf-8/i.test(headers['content-type']), `${about}: ${headers['content-type']}`);
	holds(/<html[^>]* lang="vi"/.test(text) && VIETNAMESE_HEADING.test(text), `${about}: no Vietnamese page`);
}

function calmProblem(answer, about) {
	calm(answer, about);
	holds(/^application\/problem\+json/.test(answer.headers['content-type']), `${about}: ${answer.headers['content-type']}`);
	const { status, title, detail } = answer.json ?? {};

	holds(status === answer.status && title && detail, `${about}: an incomplete problem document`);
}

// The fault is told, for the field and in words; resolves to the words.
function names(answer, field, about) {
	calmProblem(answer, about);
	const told = (answer.json?.errors ?? []).find((error) => error.field === field);

	holds(answer.status === 422 && told?.message.length > 5, `${about}: ${answer.status} does not name the field`);
	return told?.message;
}

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

function refusedPage(answer, path, about) {
	if (path !== GONE_ON || answer.status !== 303)
		calmPage(answer, about);
}

// People read the same words, on the page of the form or on the general one. A form whose dossier has gone on cannot be
// shown again; the page says that first. Resolves to whether the page shows the fault.
function pageNames(answer, { path }, name, words, about) {
	refusedPage(answer, path, about);
	if (answer.status !== 422 || NOT_TYPED.includes(name))
		return false;
	holds(words && answer.text.includes(escape(words)), `${about}: the page does not say "${words}"`);
	return true;
}

// The same fault sent by a program and by a page. `bytes` is the value as it stands in a form.
async function bothName(route, table, name, bytes, about) {
	const body = `${encode(without(typicalBody(table), name))}${bytes === null ? '' : `&${name}=${bytes}`}`;
	const words = names(await send(route, body, { json: true, type: FORM }), name, about);

	return pageNames(await send(route, body), route, name, words, about);
}

// Several forms at a time, as several people would: one request waits for nginx, the module, the database in turn.
const LANES = 4;

async function inLanes(items, visit) {
	const queue = [...items];

	await Promise.all(Array.from({ length: LANES }, async () => {
		while (queue.length > 0)
			await visit(queue.shift());
	}));
}

const everyField = (visit) => inLanes(writing.flatMap((route) => {
	const table = tables[route.path];

	return Object.entries(table.properties).filter(([, property]) => !isFile(property))
		.map(([name, field]) => ({ route, table, name, field, about: `POST ${route.path} ${name}` }));
}), visit);

proof('a required field that is missing or empty is named', async () => {
	let pages = 0;

	await everyField(async ({ route, table, name, field, about }) => {
		if (!table.required.includes(name))
			return;
		const shown = [await bothName(route, table, name, null, about), await bothName(route, table, name, '', `${about} empty`)];

		pages += shown.filter(Boolean).length;
		// Spaces may be a password, and of nothing else the value.
		if (field.format !== 'password')
			await bothName(route, table, name, '%20%20', `${about} of spaces`);
		names(await send(route, JSON.stringify(without(typicalBody(table), name)), { json: true }), name, `${about} in JSON`);
	});
	assert.ok(pages > 50, `${pages} pages`);
});

const WRONG = {
	integer: ['mười', '1e3', '01', '99999999999999999999', '1.5', '0x10'],
	boolean: ['có lẽ', '2'],
	date: ['31/02/2026', '2026-13-01', 'hôm qua', '20261101'],
	email: ['không phải', 'a@', 'a@b@c.vn'],
	phone: ['12', 'abc', '00000000000000'],
	choice: ['khac', 'AGREE\u0301'],
	bounds: [],
};

function wrongValues(field) {
	if (field.enum)
		return WRONG.choice;
	if (field.type === 'integer')
		return [...WRONG.integer, ...(field.minimum !== undefined ? [String(field.minimum - 1)] : []),
			...(Number.isSafeInteger(field.maximum) ? [String(field.maximum + 1)] : [])];
	return WRONG[field.type === 'boolean' ? 'boolean' : field.format] ?? [];
}

proof('a value of the wrong kind is named', async () => {
	let tried = 0;

	await everyField(async ({ route, table, name, field, about }) => {
		for (const value of wrongValues(field)) {
			await bothName(route, table, name, encodeURIComponent(value), `${about} = ${value}`);
			names(await send(route, JSON.stringify({ ...typicalBody(table), [name]: value }), { json: true }), name,
				`${about} = ${value} in JSON`);
			tried += 1;
		}
	});
	assert.ok(tried > 150, `${tried} values`);
});

proof('JSON of another shape than the form is refused: objects, lists and null where a text belongs', async () => {
	await everyField(async ({ route, table, name, about }) => {
		for (const value of [{ a: 1 }, [['a']], [{}]])
			calmProblem(await send(route, JSON.stringify({ ...typicalBody(table), [name]: value }), { json: true }),
				`${about} = ${JSON.stringify(value)}`);
	});
	for (const route of writing)
		for (const body of ['[]', '"a"', '{"a":', '{"a":1}x', 'null', '{"__proto__":{"a":1}}', `${'['.repeat(5000)}`])
			if (!tables[route.path].multipart)
				calmProblem(await send(route, body, { json: true }), `POST ${route.path} ${body.slice(0, 20)}`);
});

proof('a text that is too long is named', async () => {
	await everyField(async ({ route, table, name, field, about }) => {
		const { type, maxLength = DEFAULT_LENGTH } = field.items ?? field;

		// A whole document is bounded by its bytes: one byte a letter keeps it below what a body may have.
		const letter = maxLength > 100000 ? 'a' : 'ă';

		if (type === 'string')
			await bothName(route, table, name, encodeURIComponent(letter.repeat(maxLength + 1)), about);
	});
});

proof('broken UTF-8, NUL and control characters are named, wherever they stand', async () => {
	const broken = ['a%C3%28', '%FF', '%ED%A0%80', '%F4%90%80%80', '%C0%AF', 'a%00b', '%00', 'a%08b'];

	await everyField(async ({ route, table, name, field, about }) => {
		// A password is any bytes but NUL.
		for (const bytes of field.format === 'password' ? ['a%00b'] : broken)
			await bothName(route, table, name, bytes, `${about} = ${bytes}`);
		calmProblem(await send(route, Buffer.from(`{"${name}":"a\xff"}`, 'latin1'), { json: true }), `${about} in JSON`);
		calmProblem(await send(route, `{"${name}":"a\\u0000b"}`, { json: true }), `${about} NUL in JSON`);
		calmProblem(await send(route, `{"${name}":"a\\ud800"}`, { json: true }), `${about} half a character in JSON`);
	});
});

proof('bad percent-encoding is refused', async () => {
	await everyField(async ({ route, table, name, about }) => {
		for (const bytes of ['%', '%4', '%zz', 'a%2'])
			refusedPage(await send(route, `${encode(without(typicalBody(table), name))}&${name}=${bytes}`), route.path,
				`${about} = ${bytes}`);
	});
});

proof('a field that comes twice, or a list too often, is named, and one that nobody asked for too', async () => {
	await everyField(async ({ route, table, name, field, about }) => {
		await bothName(route, table, name, Array(field.maxItems ?? 1).fill('1').concat('1').join(`&${name}=`), about);
	});
	for (const route of writing) {
		const table = tables[route.path];

		if (table.multipart || table.open)
			continue;
		names(await send(route, JSON.stringify({ ...typicalBody(table), truong_la: '1' }), { json: true }), 'truong_la',
			`POST ${route.path}`);
		for (const strange of ['truong_la=1', 'version[$ne]=1'])
			refusedPage(await send(route, `${encode(typicalBody(table))}&${strange}`), route.path, `POST ${route.path} with ${strange}`);
	}
});

proof('another media type, too large a body and too long a header are refused', async () => {
	for (const route of writing) {
		const about = `POST ${route.path}`;

		for (const type of ['text/plain', 'application/xml', 'text/html', `${FORM}x`]) {
			const answer = await send(route, 'a=1', { type });

			calmPage(answer, `${about} ${type}`);
			assert.equal(answer.status, 415, `${about} ${type}`);
		}
		if (!tables[route.path].multipart) {
			const large = await send(route, `a=${'a'.repeat((1 << 20) + 4096)}`);

			calmPage(large, about);
			assert.equal(large.status, 413, about);
		}
		const client = sender(route, w);
		const long = await client.request('POST', address(route.path, w), { headers: { 'X-Dai': 'a'.repeat(9000), 'Content-Length': '0' } });

		calm(long, `${about} with a long header`);
	}
});

proof('files that are none, too many or without their name are refused, and none stays behind', async () => {
	for (const route of writing.filter(({ path }) => tables[path].multipart)) {
		const client = sender(route, w);
		const where = address(route.path, w);
		const table = tables[route.path];
		const file = Object.entries(table.properties).find(([, property]) => isFile(property))?.[0];
		const about = `POST ${route.path}`;
		const fields = typicalBody({ ...table, required: table.required.filter((name) => name !== file) });
		const part = (over) => [{ name: file, filename: 'a.pdf', type: 'application/pdf', content: 'không phải PDF', ...over }];

		calmPage(await client.upload(where, fields, part()), `${about} not what it says`);
		calmPage(await client.upload(where, fields, part({ content: '' })), `${about} empty`);
		calmPage(await client.upload(where, fields, [...part(), ...part()]), `${about} twice`);
		calmPage(await client.upload(where, fields, part({ name: 'tep_la' })), `${about} under an unknown name`);
		calmPage(await client.upload(where, fields, part({ content: 'MZ\x90\x00' })), `${about} a program`);
		calmPage(await client.upload(where, { ...fields, [file]: 'chữ' }, []), `${about} a text instead`);
		calmPage(await send(route, '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\ncụt', { type: 'multipart/form-data; boundary=b' }),
			`${about} cut off`);
		calmPage(await send(route, 'a', { type: 'multipart/form-data' }), `${about} without boundary`);
	}
});

proof('an address of the wrong kind is no page, and says nothing of the inside', async () => {
	const wrong = ['a'.repeat(300), '%C3%28', "1'%20OR%20'1'='1", '..%2f..%2fetc%2fpasswd', '%3Cscript%3E', 'a%20b', '-1', '%E2%80%AE'];

	await inLanes(routes().filter(({ path }) => /\{(?!rest|language)/.test(path)), async (route) => {
		const client = sender(route, w);

		for (const value of wrong) {
			const names = [...route.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
			const where = address(route.path, w, Object.fromEntries(names.map((name) => [name, value])));
			const answer = route.method === 'GET' ? await client.get(where) : await client.post(where, typicalBody(tables[route.path]));

			calmPage(answer, `${route.method} ${where}`);
		}
	});
});
