// Where filing stands in other installations: the national portal in front, and a province without catalogue or exchange.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startInstance } from '../support/env.mjs';
import { quote, sql } from '../support/db.mjs';
import { Client } from '../support/http.mjs';
import { CODE } from './citizen.mjs';

let instance;

const kind = (name) => sql(`UPDATE procedure_version JOIN procedure_item ON procedure_item.current_version_id = procedure_version.id
	SET kind = ${quote(name)} WHERE procedure_item.code = ${quote(CODE)}`, instance);

before(async () => {
	instance = await startInstance('submission-front', { modules: ['catalogue', 'submission'], front: 'national' });
	kind('standard');
});
after(() => instance?.stop());

test('with the national portal in front, standard procedures are filed there and the page says so', async () => {
	const client = new Client(instance);
	const page = await client.get(`/nop-ho-so/${CODE}`, { json: true });

	assert.equal(page.status, 200);
	assert.match(page.json.closed.text, /Cổng Dịch vụ công quốc gia/);
	assert.match(page.json.closed.url, new RegExp(`^https://dichvucong\\.gov\\.vn/.*${CODE}`));
	assert.ok(page.json.closed.places.length >= 1, 'and the counters that take it');
	assert.ok(!/action="\/nop-ho-so/.test((await client.get(`/nop-ho-so/${CODE}`)).text), 'no form that leads nowhere');
});

test('an internal procedure keeps its local form', async () => {
	kind('internal');
	assert.equal((await new Client(instance).get(`/nop-ho-so/${CODE}`, { json: true })).json.closed, null);
});

test('without exchange no code can be sent, and the person is told what to do instead', async () => {
	const answer = await new Client(instance).post('/tai-khoan/dang-nhap', { login: 'a@example.vn', by_code: '1' });

	assert.equal(answer.status, 503);
	assert.match(answer.text, /Bộ phận Một cửa/);
});
