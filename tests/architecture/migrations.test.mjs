// A migration that some database has had is never edited again, not even its comments: `motcua-dvcctl migrate` refuses to go on
// over it. migrations.sha256 holds the digest of each as it was published (`sha256sum`, paths from the root).
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const here = resolve(fileURLToPath(import.meta.url), '..');
const root = join(here, '../..');
const published = readFileSync(join(here, 'migrations.sha256'), 'utf8').trim().split('\n').map((line) => line.split(/\s+/));

test('no migration that was published has been edited', () => {
	for (const [digest, file] of published)
		assert.equal(createHash('sha256').update(readFileSync(join(root, file))).digest('hex'), digest,
			`${file}: restore it and write a new migration instead`);
});

test('every migration is kept from being edited', () => {
	const known = published.map(([, file]) => file);

	assert.deepEqual(readdirSync(join(root, 'db/migrations')).map((name) => `db/migrations/${name}`)
		.filter((file) => !known.includes(file)), [], 'add it: sha256sum db/migrations/NNNN-name.sql >>tests/architecture/migrations.sha256');
});
