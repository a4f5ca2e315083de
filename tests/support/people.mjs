// VNeID and the population register of an instance's simulator (tests/simulator/people.mjs), as a person and as a test use them.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { Client } from './http.mjs';

// A woman born on 12 May 1990 whom no other test knows.
export const somebody = (name = 'Nguyễn Thị An') => ({ name, number: `001190${String(randomInt(1e6)).padStart(6, '0')}`, birth: '1990-05-12' });

// What the register is to say of one person: { mode } or { person: {...} }.
export async function tellRegister(instance, number, what) {
	const answer = await new Client(instance).request('POST', `${instance.simulator_url}/population/control`,
		{ body: JSON.stringify({ number, ...what }), headers: { 'Content-Type': 'application/json' } });

	assert.equal(answer.status, 200, answer.text);
}

// The questions that the register was asked about one person.
export async function questionsAbout(instance, number) {
	const { json } = await new Client(instance).request('GET', `${instance.simulator_url}/population/control`);

	return json.filter(({ SoDinhDanh }) => SoDinhDanh === number);
}

// The person signs on at VNeID from the register's page of a draft ("/nop-ho-so/CODE/DRAFT"); resolves to where they come back.
export async function vouch(client, draft, person, outcome = 'ok') {
	const page = await client.get(draft.replace('/nop-ho-so/', '/du-lieu-dan-cu/'));
	const link = /href="([^"]+\/vneid\/authorize[^"]+)"/.exec(page.text)?.[1].replaceAll('&amp;', '&');

	assert.ok(link, page.text);
	const there = await new Client(client.instance).request('POST', link, { body: new URLSearchParams({ ...person, outcome }).toString(),
		headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });

	assert.equal(there.status, 303, there.text);
	return there.location;
}
