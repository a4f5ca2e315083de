// What we write, the tools that people draw with read and write again without a change: bpmn-moddle is how bpmn-js and the
// Camunda Modeler read and write their files. With our names unknown to it, and with them declared as the designer does.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/env.mjs';

const moddle = join(root, 'www/node_modules/bpmn-moddle');
const program = ['release', 'asan'].map((variant) => join(root, `build/${process.env.VARIANT ?? variant}/tests/support/process_round`))
	.find(existsSync);
const skip = existsSync(moddle) && program ? false : 'needs make test-programs and make www';
const samples = join(root, 'db/seed/definitions/processes');
const files = [...readdirSync(samples).filter((name) => name.endsWith('.bpmn')).map((name) => join(samples, name)),
	join(root, 'tests/fixtures/process-whole.bpmn')];
const round = (xml) => execFileSync(program, { input: xml, encoding: 'utf8' });

// Our names as bpmn-moddle takes them.
const text = (name) => ({ name, type: 'String', isAttr: true });
const ours = {
	name: 'motcua', prefix: 'motcua', uri: 'urn:motcua:bpmn', xml: { tagAlias: 'lowerCase' },
	types: [
		{ name: 'Step', extends: ['bpmn:FlowNode'], properties: ['role', 'term', 'count', 'actions', 'form', 'agency', 'symbol', 'unit',
			'output'].map(text) },
		{ name: 'Sheet', superClass: ['Element'], properties: [...['symbol', 'issue', 'issuedOn', 'quantity', 'term', 'place', 'result',
			'fee'].map(text), ...['Purpose', 'Scope', 'Conditions', 'Basis', 'Paper', 'Record'].map((type) => ({ name: type.toLowerCase(),
			type, isMany: true }))] },
		...['Purpose', 'Scope', 'Conditions', 'Basis'].map((name) => ({ name, superClass: ['Element'], properties: [{ name: 'body',
			type: 'String', isBody: true }] })),
		{ name: 'Paper', superClass: ['Element'], properties: [...['form', 'originals', 'photocopies'].map(text),
			{ name: 'body', type: 'String', isBody: true }] },
		{ name: 'Record', superClass: ['Element'], properties: [...['place', 'keep'].map(text), { name: 'body', type: 'String', isBody: true }] },
	],
};

for (const [known, packages] of [['unknown', {}], ['declared', { motcua: ours }]])
	test(`a process goes through bpmn-moddle unchanged, our names ${known} to it`, { skip }, async () => {
		const { BpmnModdle } = await import(join(moddle, 'dist/index.js'));

		for (const file of files) {
			const before = round(readFileSync(file, 'utf8'));
			const tool = new BpmnModdle(packages);
			const { rootElement, warnings } = await tool.fromXML(before);
			const { xml } = await tool.toXML(rootElement, { format: true });

			assert.deepEqual(warnings.map(({ message }) => message), [], file);
			assert.equal(round(xml), before, file);
			assert.equal(round(before), before, file);
		}
	});
