// Each rule of the house catches what it is there for, and lets good code pass.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { RULES, house } from './check.mjs';

const HEAD = '/* A file for the test of the rules: what it is and where it stands. */\n';
const top = ['.ci/run', '.clang-format', '.gitignore', 'LICENSE', 'Makefile', 'README.md', 'conf/a', 'db/a',
	'tests/a', 'www/a'].map((name) => ({ name, text: '' }));
const good = [
	...top,
	{
		name: 'modules/core/a.h',
		text: `${HEAD}#ifndef MOTCUA_CORE_A_H\n#define MOTCUA_CORE_A_H\n\nint a(void);\n\n#endif\n`,
	},
	{
		name: 'modules/workflow/task.c',
		text: `${HEAD}#include "core/a.h"\n\n/* UPDATE of <p> in a comment, and sprintf( too */\nint\ntask(void)\n{\n`
			+ '\treturn text("a < b", "select one", "/can-bo/viec");\n}\n',
	},
	{ name: 'modules/workflow/task_store.c', text: `${HEAD}static const char *s = "SELECT id FROM task WHERE id = ?";\n` },
];

// For each rule by the beginning of its name: a file that breaks it.
const BAD = {
	'SQL stands': ['modules/workflow/list.c', 'static const char *s =\n\t"SELECT id "\n\t"FROM task";\n'],
	'only core/data': ['modules/workflow/list.c', 'int f(void)\n{\n\treturn mysql_ping(0);\n}\n'],
	'only core/server': ['modules/domain/x.c', 'int f(void)\n{\n\treturn FCGX_Accept();\n}\n'],
	'no forbidden': ['modules/core/x.c', 'void f(char *s)\n{\n\tstrcpy(s, s);\n}\n'],
	'no function of ours': ['modules/core/x.c', 'void\nfail(void)\n{\n}\n'],
	'no module reaches': ['modules/workflow/list.c', '#include "payment/demand.h"\n'],
	'core knows': ['modules/core/x.c', 'const char *s = "/tra-cuu/abc";\n'],
	'domain knows': ['modules/domain/x.c', 'long f(void)\n{\n\treturn time(0);\n}\n'],
	'no markup': ['modules/workflow/list.c', 'const char *s = "<p class=x>";\n'],
	'only core makes': ['modules/workflow/list.c', '#include "core/view/view_html.h"\n'],
	'no Vietnamese': ['modules/workflow/list.c', 'const char *s = "hồ sơ";\n'],
	'no function above': ['modules/core/x.c', `void\nf(void)\n{\n${'\tf();\n'.repeat(61)}}\n`],
	'no C file above': ['modules/core/x.c', 'int a;\n'.repeat(500)],
	'every C file': ['modules/core/y.c', null],
	'every header': ['modules/core/b.h', '#pragma once\n'],
	'every script': ['tests/x.mjs', 'const a = 1;\nconst a = 2;\n'],
	'nothing is left': ['modules/core/x.c', '/* TODO: later */\n'],
	'no address': ['www/x.json', '{"resolved": 1}\n'],
	'no path': ['conf/x.sh', 'cd /home/somebody/src\n'],
	'the top level': ['stray.txt', ''],
};

// What another module's header is, for the rule about reaching sideways.
const foreign = {
	name: 'modules/payment/demand.h',
	text: `${HEAD}#ifndef MOTCUA_PAYMENT_DEMAND_H\n#define MOTCUA_PAYMENT_DEMAND_H\n#endif\n`,
};

test('good code breaks no rule', () => {
	for (const [name, rule] of Object.entries(RULES))
		assert.deepEqual(rule(house(good)), [], name);
});

test('every rule is tried here', () => {
	assert.deepEqual(Object.keys(RULES).filter((name) => !Object.keys(BAD).some((start) => name.startsWith(start))), []);
});

for (const [start, [name, text]] of Object.entries(BAD))
	test(`caught: ${start}`, () => {
		const [, rule] = Object.entries(RULES).find(([rule_name]) => rule_name.startsWith(start));
		const bad = { name, text: text === null ? 'int a;\n' : HEAD + text };

		assert.equal(rule(house([...good, foreign, bad])).length > 0, true);
	});
