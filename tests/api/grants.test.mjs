// The permission matrix, module × table × verb, measured on the server: what db/grants declares is what each account has and
// can do, no more and no less; nobody can change the schema; each table has one writer. On an instance of its own, for it
// tries what must not succeed.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql as sqlOn } from '../support/db.mjs';
import { root, startInstance } from '../support/env.mjs';

const VERBS = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];
const MODULES = ['catalogue', 'submission', 'workflow', 'payment', 'exchange', 'example'];
const DENIED = new Set(['1142', '1143', '1044', '1227', '1370']);
const NO_DEFAULT = '1364'; // an INSERT that got past its right
let instance;
let tables; // of the live schema: [{ name, view, column }]

const sql = (text) => sqlOn(text, instance);

before(async () => {
	instance = await startInstance('grants', { modules: MODULES, demo: false });
	tables = sql(`SELECT t.TABLE_NAME AS name, t.TABLE_TYPE AS type, (SELECT c.COLUMN_NAME FROM information_schema.COLUMNS c
		WHERE c.TABLE_SCHEMA = t.TABLE_SCHEMA AND c.TABLE_NAME = t.TABLE_NAME AND c.ORDINAL_POSITION = 1) AS col
		FROM information_schema.TABLES t WHERE t.TABLE_SCHEMA = 'motcua' ORDER BY name`)
		.map(({ name, type, col }) => ({ name, view: type === 'VIEW', column: col }));
});
after(() => instance?.reset());

const grantsFile = (name) => readFileSync(join(root, 'db/grants', `${name}.sql`), 'utf8');

// What a file and those it includes declare: Map(table → Set(verbs)). A reader of its own, not dvcctl's.
function declared(name, into = new Map()) {
	for (const line of grantsFile(name).split('\n')) {
		const included = /^-- include: (\w+)$/.exec(line)?.[1];
		const grant = /^GRANT ([A-Z, ]+) ON \{schema\}\.(\w+) TO \{account\};$/.exec(line);

		if (included)
			declared(included, into);
		else if (grant)
			into.set(grant[2], new Set([...into.get(grant[2]) ?? [], ...grant[1].split(', ')]));
		else
			assert.match(line, /^(--.*)?$/, `${name}: ${line}`);
	}
	return into;
}

const asText = (rights) => [...rights].map(([table, verbs]) => `${table}: ${VERBS.filter((v) => verbs.has(v)).join(' ')}`).sort();

// One client as this account runs all statements; the numbers of those that were denied, with any other error.
function attempt(module, statements) {
	const password = readFileSync(join(instance.run_dir, 'secrets', `database-${module}`), 'utf8').trim();
	const { stderr } = spawnSync('mariadb', ['--no-defaults', '--force', `--socket=${instance.database_socket}`,
		`--user=motcua_${module}`, `--password=${password}`, instance.database_name],
	{ input: `${statements.join(';\n')};\n`, encoding: 'utf8', maxBuffer: 64 << 20 });
	const answers = statements.map(() => 'done');

	for (const [, code, line] of stderr.matchAll(/^ERROR (\d+) \(\w+\) at line (\d+)/gm))
		if (code !== NO_DEFAULT)
			answers[Number(line) - 1] = DENIED.has(code) ? 'denied' : code;
	assert.doesNotMatch(stderr, /^ERROR 1045/m, 'the account signs in');
	return answers;
}

// Touches no row, but needs exactly this right.
const harmless = ({ name, column }) => ({
	SELECT: `SELECT 1 FROM \`${name}\` LIMIT 0`,
	INSERT: `INSERT INTO \`${name}\` (\`${column}\`) SELECT 1 FROM DUAL WHERE 1 = 0`,
	UPDATE: `UPDATE \`${name}\` SET \`${column}\` = 1 WHERE 1 = 0`,
	DELETE: `DELETE FROM \`${name}\` WHERE 1 = 0`,
});

for (const module of MODULES) {
	test(`${module}: the rights on record equal the declared matrix exactly`, () => {
		const held = new Map();
		const lines = sql(`SHOW GRANTS FOR 'motcua_${module}'@'localhost'`).map((row) => Object.values(row)[0]);

		for (const line of lines) {
			const grant = /^GRANT ([A-Z, ]+) ON `motcua`\.`(\w+)` TO `motcua_\w+`@`localhost`$/.exec(line);

			if (grant)
				held.set(grant[2], new Set(grant[1].split(', ')));
			else
				assert.match(line, /^GRANT USAGE ON \*\.\* TO `motcua_\w+`@`localhost`( IDENTIFIED BY PASSWORD '[*0-9A-F]+')?$/);
		}
		assert.deepEqual(asText(held), asText(declared(module)));
	});

	test(`${module}: tried for real, every table and verb answers as declared`, () => {
		const matrix = declared(module);
		const cases = tables.flatMap((table) => VERBS.filter((verb) => verb === 'SELECT' || !table.view)
			.map((verb) => ({ table: table.name, verb, statement: harmless(table)[verb] })));
		const answers = attempt(module, cases.map(({ statement }) => statement));

		assert.deepEqual(cases.map(({ table, verb }, i) => `${verb} ${table}: ${answers[i]}`),
			cases.map(({ table, verb }) => `${verb} ${table}: ${matrix.get(table)?.has(verb) ? 'done' : 'denied'}`));
	});

	test(`${module}: cannot drop, change, empty or make anything, nor read what is not its schema's`, () => {
		const statements = [...tables.filter(({ view }) => !view).flatMap(({ name }) => [`DROP TABLE \`${name}\``,
			`ALTER TABLE \`${name}\` COMMENT = 'x'`, `TRUNCATE TABLE \`${name}\``, `CREATE INDEX x ON \`${name}\` (\`x\`)`]),
		'CREATE TABLE x_new (a INT)', 'CREATE VIEW x_view AS SELECT 1', 'DROP DATABASE motcua', 'CREATE DATABASE x_other',
		'SELECT * FROM mysql.global_priv', "CREATE USER 'x'@'localhost'", 'SET GLOBAL read_only = 1',
		`GRANT SELECT ON motcua.outbox TO 'motcua_${module}'@'localhost'`];
		const answers = attempt(module, statements);

		assert.deepEqual(statements.filter((_, i) => answers[i] !== 'denied'), []);
	});
}

test('dvcctl grants finds nothing to change, and says so when something is', () => {
	const dvcctl = (...args) => spawnSync(join(instance.binaries, 'motcua-dvcctl'), ['--config', join(instance.config_dir,
		'common.conf'), '--config', join(instance.config_dir, 'dvcctl.conf'), ...args], { encoding: 'utf8' });

	assert.equal(dvcctl('grants', 'check').status, 0);
	sql("GRANT DELETE ON motcua.dossier TO 'motcua_payment'@'localhost'");
	const checked = dvcctl('grants', 'check');

	assert.equal(checked.status, 1);
	assert.match(checked.stdout, /too much motcua_payment: DELETE on dossier/);
	assert.equal(dvcctl('grants', 'apply').status, 0);
	assert.equal(dvcctl('grants', 'check').status, 0);
});

test('dvcctl owners names one writer for every table', () => {
	const lines = execFileSync(join(instance.binaries, 'motcua-dvcctl'), ['--config', join(instance.config_dir, 'common.conf'),
		'--config', join(instance.config_dir, 'dvcctl.conf'), 'owners'], { encoding: 'utf8' }).trim().split('\n')
		.map((line) => line.split(/\s+/));
	const real = tables.filter(({ view }) => !view).map(({ name }) => name);

	assert.deepEqual(lines.map(([table]) => table).sort(), [...real].sort());
	const known = readdirSync(join(root, 'db/grants')).map((name) => name.replace('.sql', ''));

	for (const [table, writer, ...more] of lines)
		assert.ok(known.includes(writer) && more.length === 0, `${table}: ${writer} ${more}`);
});
