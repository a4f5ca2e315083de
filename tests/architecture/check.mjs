// The rules of the house that a machine can see (README, "Rules"): each is a function that lists what breaks it.
// usage: node tests/architecture/check.mjs      (also a suite of tests/run.mjs)
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const FUNCTION_LINES = 60;
const FILE_LINES = 500;
const TOP_LEVEL = ['.ci', '.clang-format', '.gitignore', 'LICENSE', 'Makefile', 'README.md', 'conf', 'db', 'modules',
	'tests', 'www'];

// C without comments and, if told, without the contents of strings; line numbers stay.
function stripped(text, keepStrings) {
	return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'/g, (found) => {
		if (found.startsWith('/'))
			return found.replace(/[^\n]/g, ' ');
		return keepStrings ? found : found[0] + found[0];
	});
}

// The string literals of a C file, neighbours joined as the compiler joins them: [{ line, text }].
function literals(code) {
	return [...code.matchAll(/"((?:\\.|[^"\\\n])*)"(?:\s*"((?:\\.|[^"\\\n])*)")*/g)].map((match) => ({
		line: code.slice(0, match.index).split('\n').length,
		text: [...match[0].matchAll(/"((?:\\.|[^"\\\n])*)"/g)].map(([, part]) => part).join(''),
	}));
}

function load(root) {
	const names = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' })
		.split('\0').filter(Boolean);
	const read = (name) => {
		try {
			return readFileSync(join(root, name), 'utf8');
		} catch {
			return null; // listed by git, deleted here
		}
	};
	return house(names.map((name) => ({ name, text: read(name) })).filter((file) => file.text !== null));
}

// What the rules look at, from a list of { name, text }: all names, the files that are text of ours, the C of modules.
export function house(all) {
	const names = all.map(({ name }) => name);
	const files = all.filter(({ name }) => /\.(c|h|sh|mjs|mk|json|md|sql|html|conf|cnf|scss|js|1|8)$|Makefile$/.test(name));

	for (const file of files.filter(({ name }) => /\.[ch]$/.test(name))) {
		file.code = stripped(file.text, false);
		file.withStrings = stripped(file.text, true);
	}
	return { names, files, c: files.filter(({ name }) => /^modules\/.*\.[ch]$/.test(name)) };
}

// "file:line: text" for each line of `field` that matches.
function lines(files, field, pattern) {
	return files.flatMap((file) => file[field].split('\n').flatMap((line, i) =>
		(pattern.test(line) ? [`${file.name}:${i + 1}: ${line.trim().slice(0, 120)}`] : [])));
}

const inRoom = (room) => ({ name }) => name.startsWith(`modules/${room}/`);
const not = (predicate) => (file) => !predicate(file);
const isStore = ({ name }) => /_store\.[ch]$/.test(name);
const roomOf = ({ name }) => name.split('/')[1];

function sqlOutsideStores({ c }) {
	const sql = /^\s*(SELECT|INSERT INTO|REPLACE INTO|UPDATE|DELETE FROM|CREATE|ALTER|DROP|TRUNCATE|GRANT|REVOKE)\s/;
	const allowed = ({ name }) => name.startsWith('modules/core/data/') || name.startsWith('modules/dvcctl/');

	return c.filter(not(isStore)).filter(not(allowed)).flatMap((file) => literals(file.withStrings)
		.filter(({ text }) => sql.test(text) && /\s(FROM|INTO|SET|TABLE|VALUES|ON)\s/.test(text))
		.map(({ line, text }) => `${file.name}:${line}: ${text.slice(0, 80)}`));
}

function markup({ c }) {
	return c.filter(({ name }) => name.endsWith('.c')).filter(not(({ name }) => name.startsWith('modules/core/view/')))
		.flatMap((file) => literals(file.withStrings)
			.filter(({ text }) => /<\/?(?:html|body|head|div|span|p|a|ul|ol|li|table|tr|td|th|form|input|button|h[1-6]|br|script|style|img)[\s>/]/i.test(text))
			.map(({ line, text }) => `${file.name}:${line}: ${text.slice(0, 80)}`));
}

function functions({ files }) {
	return files.filter(({ name }) => /^(modules|conf)\/.*\.c$/.test(name)).flatMap((file) => {
		const found = [];
		let start = 0;
		let head = '';

		file.code.split('\n').forEach((line, i, all) => {
			if (line === '{') {
				start = i + 1;
				head = all[i - 1];
			} else if (line === '}' && start > 0) {
				if (i - start > FUNCTION_LINES)
					found.push(`${file.name}:${start}: ${i - start} lines: ${head}`);
				start = 0;
			}
		});
		return found;
	});
}

function sideways({ c }) {
	return c.flatMap((file) => [...file.text.matchAll(/^#include "([^"]+)"/gm)].flatMap(([, path]) => {
		const room = roomOf(file);
		const [first] = path.split('/');
		const reaches = { core: ['core'], domain: ['core', 'domain'] }[room] ?? ['core', 'domain'];
		const foreign = c.some((other) => roomOf(other) === first && first !== room);

		if (path.includes('..'))
			return [`${file.name}: ${path}`];
		return foreign && !reaches.includes(first) ? [`${file.name}: ${path}`] : [];
	}));
}

// A merge can leave a script that no longer begins: every one is parsed, all in one process (modules want node's flag for that).
function unread({ files }) {
	const scripts = files.filter(({ name }) => /\.mjs$|^www\/static\/js\/.*\.js$/.test(name)).map(({ name, text }) => [name, text]);
	const parse = `import { SourceTextModule } from 'node:vm';
		import { readFileSync } from 'node:fs';
		for (const [identifier, text] of JSON.parse(readFileSync(0, 'utf8'))) {
			try { new SourceTextModule(text, { identifier }); } catch (error) { console.log(identifier + ': ' + error.message); }
		}`;

	return execFileSync(process.execPath, ['--experimental-vm-modules', '--no-warnings', '--input-type=module', '--eval', parse],
		{ input: JSON.stringify(scripts), encoding: 'utf8' }).split('\n').filter(Boolean);
}

export const RULES = {
	'SQL stands in stores only': sqlOutsideStores,
	'only core/data touches the MariaDB library': ({ c }) =>
		lines(c.filter(not(({ name }) => name.startsWith('modules/core/data/'))), 'code', /\bmysql_\w+\s*\(|\bMYSQL\b/),
	'only core/server touches libfcgi': ({ c }) =>
		lines(c.filter(not(({ name }) => name.startsWith('modules/core/server/'))), 'code', /\bFCGX_\w+/),
	'no forbidden function': ({ c }) =>
		lines(c, 'code', /\b(sprintf|vsprintf|strcpy|strcat|strncpy|strncat|gets|atoi|atol|system|popen|strtok|tmpnam|mktemp|alloca)\s*\(/),
	'no function of ours is called fail': ({ c }) => lines(c, 'code', /^fail\s*\(/),
	'no module reaches sideways': sideways,
	'core knows no module and no page of the administration': ({ c }) =>
		lines(c.filter(inRoom('core')), 'withStrings', /"\/(nop-ho-so|thu-tuc|tra-cuu|thanh-toan|can-bo\/ho-so|ket-noi)/),
	'domain knows no HTTP and no clock on the wall': ({ c }) => lines(c.filter(inRoom('domain')), 'code',
		/\b(time|gettimeofday|clock_gettime|localtime|localtime_r|gmtime)\s*\(|#include "core\/server\/(respond|response|route)/),
	'no markup in C': markup,
	'only core makes values that templates write unescaped': ({ c }) =>
		lines(c.filter(not(inRoom('core'))), 'text', /#include "core\/view\/view_html\.h"|\bview_html\s*\(/),
	'no Vietnamese text in C': ({ c }) => lines(c.filter(({ name }) => name.endsWith('.c')).filter(
		not(({ name }) => name.startsWith('modules/core/locale/'))), 'withStrings', /[À-ÖØ-öø-ỹ]/),
	[`no function above ${FUNCTION_LINES} lines`]: functions,
	[`no C file above ${FILE_LINES} lines`]: ({ files }) => files.filter(({ name }) => /^(modules|conf)\/.*\.[ch]$/.test(name))
		.filter(({ text }) => text.split('\n').length - 1 > FILE_LINES)
		.map(({ name, text }) => `${name}: ${text.split('\n').length - 1} lines`),
	'every C file says what it is': ({ files }) => files.filter(({ name }) => /\.[ch]$/.test(name))
		.filter(({ text }) => !/^\/\*[\s\S]{20,}?\*\//.test(text)).map(({ name }) => name),
	'every header is guarded by its own name': ({ c }) => c.filter(({ name }) => name.endsWith('.h'))
		.filter(({ text }) => !/^#ifndef MOTCUA_[A-Z0-9_]+_H\n#define MOTCUA_[A-Z0-9_]+_H$/m.test(text)).map(({ name }) => name),
	'every script can be read': unread,
	'nothing is left to do, disabled or dead': ({ files }) => lines(files.filter(({ name }) =>
		/\.(c|h|sql|html|scss|js|mjs|sh)$/.test(name) && !name.startsWith('tests/architecture/')),
	'text', /\b(TODO|FIXME|XXX|HACK)\b|^\s*#\s*if 0\b/),
	'no address of a package registry': ({ files }) => lines(files.filter(not(({ name }) =>
		name.startsWith('tests/architecture/'))), 'text', /registry\.npmjs|npmjs\.org|pypi\.org|deb\.debian|"resolved":/),
	'no path of somebody\'s machine': ({ files }) => lines(files.filter(not(({ name }) =>
		name.startsWith('tests/architecture/'))), 'text', /\/work\/|\/home\/\w+\//),
	'the top level holds what the README lists': ({ names }) => {
		const there = [...new Set(names.map((name) => name.split('/')[0]))];

		return [...there.filter((name) => !TOP_LEVEL.includes(name)).map((name) => `unexpected: ${name}`),
			...TOP_LEVEL.filter((name) => !there.includes(name)).map((name) => `missing: ${name}`)];
	},
};

export async function architecture(root) {
	const all = load(root);

	return Object.entries(RULES).map(([name, rule]) => {
		const start = Date.now();
		const broken = rule(all);

		return { name, ok: broken.length === 0, ms: Date.now() - start, why: broken.slice(0, 40).join('\n') };
	});
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	for (const { name, ok, why } of await architecture(resolve(fileURLToPath(import.meta.url), '../../..')))
		console.log(ok ? `ok      ${name}` : `FAILED  ${name}\n${why.replace(/^/gm, '        ')}`);
}
