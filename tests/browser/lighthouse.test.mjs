// Lighthouse's scores of the pages that citizens come in by: accessibility and best practices 100. The pages are the
// published ones and search, as a phone on a slow line sees them.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import lighthouse from 'lighthouse';
import { env, until } from '../support/env.mjs';

const PAGES = {
	home: '/',
	search: '/tim-kiem?q=ban+sao+khai+sinh',
	procedure: '/thu-tuc/cap-ban-sao-trich-luc-ho-tich-ban-sao-giay-khai-sinh',
};
const profile = mkdtempSync(join(tmpdir(), 'motcua-lighthouse.'));
let browser, port;

function removed() {
	try {
		rmSync(profile, { recursive: true, force: true });
		return true;
	} catch {
		return false;
	}
}

// Chromium takes a free port and writes it beside its profile.
before(async () => {
	browser = await chromium.launchPersistentContext(profile, {
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: ['--remote-debugging-port=0', '--no-sandbox', '--disable-gpu', '--disable-background-networking',
			'--disable-dev-shm-usage', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
	});
	[port] = (await until(() => existsSync(join(profile, 'DevToolsActivePort'))
		&& readFileSync(join(profile, 'DevToolsActivePort'), 'utf8'), 'the port')).split('\n').map(Number);
});
// The browser's last processes still write while it is closed.
after(async () => {
	await browser?.close();
	await until(removed, 'the browser to leave its profile');
});

for (const [name, path] of Object.entries(PAGES))
	test(`${name}: accessibility and best practices 100`, async () => {
		const { lhr } = await lighthouse(`${env().base_url}${path}`, {
			port, output: 'json', logLevel: 'error', onlyCategories: ['accessibility', 'best-practices'],
		});
		const failed = Object.values(lhr.audits).filter(({ score, scoreDisplayMode }) => score !== null && score < 1 && scoreDisplayMode !== 'informative')
			.map(({ id, title }) => `${id}: ${title}`);

		assert.equal(lhr.runtimeError, undefined);
		for (const category of ['accessibility', 'best-practices'])
			assert.equal(lhr.categories[category].score, 1, `${category}: ${failed.join('; ')}`);
	});
