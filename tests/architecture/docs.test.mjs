// What is written for people agrees with the code: man pages with the options and commands, sample configurations with the
// keys, READMEs with the files and commands that they name. Reads text only; needs nothing built.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const read = (name) => readFileSync(join(root, name), 'utf8');
const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
	.split('\n').filter((name) => name !== '' && existsSync(join(root, name)));
const modules = tracked.filter((name) => /^modules\/\w+\/module\.mk$/.test(name)).map((name) => name.split('/')[1]);
const sources = (room) => tracked.filter((name) => name.startsWith(`modules/${room}/`) && /\.[ch]$/.test(name)).map(read).join('\n');
// A man page without its fonts and escapes.
const page = (module) => read(`conf/man/motcua-${module}.8`).replace(/\\f[A-Z]/g, '').replace(/\\-/g, '-').replace(/"/g, '');
const unique = (matches) => [...new Set([...matches].map(([, name]) => name))].sort();

test('every program has a man page, and every man page a program', () => {
	assert.deepEqual(readdirSync(join(root, 'conf/man')).sort(), modules.map((name) => `motcua-${name}.8`).sort());
});

test('the options of a man page are those that every program understands', () => {
	const options = unique(read('modules/core/server/module_run.c').matchAll(/"(--[a-z]+)"/g));

	assert.ok(options.includes('--check') && options.includes('--listen'));
	for (const module of modules.filter((name) => name !== 'dvcctl')) {
		const [, after] = page(module).split('.SH OPTIONS');

		assert.deepEqual(unique(after.split('.SH ')[0].matchAll(/(--[a-z]+)/g)), options, module);
	}
});

test('every command of dvcctl is in its man page, and whoever it is handed to knows it', () => {
	const table = read('modules/dvcctl/main.c').match(/verbs\[\] = \{([\s\S]*?)\n\};/)[1];
	const rows = [...table.matchAll(/\{ "(\w+)",[\s\S]*?,\s*(\w+),\s*(NULL|"\w+") \}/g)];
	const commands = page('dvcctl').split('.SH COMMANDS')[1].split('.SH ')[0];

	assert.ok(rows.length >= 8);
	for (const [, verb, , owner] of rows) {
		assert.match(commands, new RegExp(`^\\.(B|BI|BR) ${verb}\\b`, 'm'), verb);
		if (owner !== 'NULL') {
			const module = owner.replaceAll('"', '');

			assert.match(sources(module), new RegExp(`(\\.name = |\\{ )"${verb}",`), `${module} knows ${verb}`);
			assert.match(page(module), new RegExp(`^\\.(B|BI) ${verb}\\b`, 'm'), `${module}(8) has ${verb}`);
		}
	}
});

test('sample configurations hold every key, and none that is unknown', () => {
	const keysOf = (room) => unique([...sources(room).matchAll(/CONFIG_KEY\(struct \w*config, (\w+), CONFIG_/g),
		...sources(room).matchAll(/(?:SECRET\(|\{\s*)"(\w+_file)"/g)]);
	const sample = (name) => unique(read(`conf/${name}.conf.sample`).matchAll(/^#?(\w+) = /gm));
	const common = keysOf('core').filter((key) => !key.startsWith('database_user') && key !== 'database_password_file');

	assert.ok(common.includes('secret_file') && common.includes('workers'));
	assert.deepEqual(sample('common'), common);
	for (const module of modules.filter((name) => existsSync(join(root, `conf/${name}.conf.sample`)))) {
		const account = ['database_password_file', 'database_user'];

		assert.deepEqual(sample(module).filter((key) => !account.includes(key)), keysOf(module), module);
	}
});

test('the addresses that nginx hands to a module are in its man page', () => {
	const missing = [];

	for (const module of modules.filter((name) => existsSync(join(root, `conf/nginx/modules.d/${name}.conf`)))) {
		const [told] = page(module).match(/^It is a FastCGI responder.*$/m);
		const handed = read(`conf/nginx/modules.d/${module}.conf`)
			.matchAll(/^location (?:(?:=|\^~) )?(\/[\w/-]+?)\/? \{[^}]*fastcgi_pass/gm);

		for (const [, address] of handed)
			if (!told.match(/\/[\w/-]+/g).some((name) => `${address}/`.startsWith(`${name}/`)))
				missing.push(`${module}: ${address}`);
	}
	assert.deepEqual(missing, []);
});

const readmes = tracked.filter((name) => name.endsWith('README.md'));
const quoted = (text) => [...text.replace(/```[\s\S]*?```/g, '').matchAll(/`([^`\n]+)`/g)].map(([, words]) => words);

// "a/<name>/b*.c" stands for whatever fits it.
function fits(path) {
	const pattern = new RegExp(`^${path.replace(/\/$/, '').replace(/[.+()]/g, '\\$&').replace(/<\w+>|NNNN|…/g, '[^/]+')
		.replace(/\*/g, '[^/]*')}(/|$)`);

	return tracked.some((name) => pattern.test(name));
}

test('the files and folders that a README names are there', () => {
	const missing = readmes.flatMap((readme) => quoted(read(readme))
		.filter((path) => /^(modules|conf|db|tests|www)\/[\w./*<>-]+$/.test(path))
		.filter((path) => !fits(path)).map((path) => `${readme}: ${path}`));

	assert.deepEqual(missing, []);
});

test('the first column of a README\'s table of files names files or rooms of its folder', () => {
	const missing = [];

	for (const readme of readmes) {
		for (const [, rows] of read(readme).matchAll(/^\| (?:file|room) \| what \|\n\|[-|]+\|\n((?:\|.*\n)+)/gm))
			for (const name of rows.split('\n').flatMap((row) => quoted(row.split('|')[1] ?? '')))
				if (!fits(join(dirname(readme), name)) && !fits(`${join(dirname(readme), name)}.c`))
					missing.push(`${readme}: ${name}`);
	}
	assert.deepEqual(missing, []);
});

test('every make command that is written down is one', () => {
	const makefile = read('Makefile');
	const targets = new Set(unique([...makefile.matchAll(/^([a-z][a-z -]*):/gm)].flatMap(([, names]) =>
		names.split(' ').map((name) => ['', name]))).concat('www'));
	const texts = [...readmes, ...tracked.filter((name) => /^conf\/.*\.(sh|mjs)$|^tests\/.*\.mjs$/.test(name))];
	const wrong = texts.flatMap((name) => [...read(name).matchAll(/[`']make ([a-z-]+)/g)]
		.filter(([, target]) => !targets.has(target)).map(([, target]) => `${name}: make ${target}`));

	assert.deepEqual(wrong, []);
	for (const [, target] of makefile.split('\nhelp:')[1].matchAll(/make ([a-z-]+)/g))
		assert.ok(targets.has(target), `make help: ${target}`);
});
