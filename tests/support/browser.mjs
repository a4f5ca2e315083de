// A real browser for tests: one Chromium per test file, one context per person. `shot` looks at a page as people do:
// axe must find nothing, nothing may be logged as an error or refused by the content policy, and pictures of both widths
// are kept.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { env, root } from './env.mjs';
import { Client } from './http.mjs';

const WIDTHS = [1280, 390];
const screens = join(root, 'build/screens');
const Axe = AxeBuilder.default ?? AxeBuilder;
let browser;

export async function openBrowser() {
	browser ??= await chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
			'--disable-sync', '--no-first-run', '--disable-dev-shm-usage', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
	});
	return browser;
}

export async function closeBrowser() {
	await browser?.close();
	browser = undefined;
}

// A new person with an empty browser. `complaints` gathers what the console and the content policy say.
export async function person({ javaScriptEnabled = true, instance = env() } = {}) {
	const context = await (await openBrowser()).newContext({
		baseURL: instance.base_url, javaScriptEnabled, viewport: { width: WIDTHS[0], height: 900 }, locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh',
	});
	const page = await context.newPage();
	const complaints = [];

	page.setDefaultTimeout(30000);
	page.on('pageerror', (error) => complaints.push(String(error)));
	page.on('console', (message) => {
		if (message.type() === 'error' && !/status of (4\d\d|503)/.test(message.text()))
			complaints.push(message.text());
	});
	page.complaints = complaints;
	return page;
}

// Signs the person of this page in, without the pages of sign-in: those have their own test.
export async function signIn(page, role, instance = env()) {
	const client = await new Client(instance).signIn(role);

	await page.context().addCookies([...client.cookies].map(([name, value]) => ({ name, value, url: instance.base_url })));
}

// shot(page, 'citizen', 'home'): both widths as build/screens/citizen-home-390.png ..., and the page's HTML for make lint.
export async function shot(page, role, name) {
	await page.waitForLoadState();
	mkdirSync(join(screens, 'html'), { recursive: true });
	// Before the pictures: taking one leaves its marks on the page.
	writeFileSync(join(screens, 'html', `${role}-${name}.html`), `<!doctype html>\n${await page.evaluate(() => {
		const copy = document.documentElement.cloneNode(true);

		// What a designer from npm draws is not our markup.
		copy.querySelector('[data-draw-canvas]')?.replaceChildren();
		return copy.outerHTML;
	})}\n`);
	for (const width of WIDTHS) {
		await page.setViewportSize({ width, height: 900 });
		await page.evaluate(() => document.fonts?.ready);
		await page.screenshot({ path: join(screens, `${role}-${name}-${width}.png`), fullPage: true });
		const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

		assert.ok(sideways <= 0, `${role}-${name} is ${sideways} px too wide at ${width}`);
	}
	await page.setViewportSize({ width: WIDTHS[0], height: 900 });
	const { violations } = await new Axe({ page }).analyze();

	assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`), [],
		`axe on ${role}-${name} (${page.url()})`);
	assert.deepEqual(page.complaints, [], `console on ${role}-${name}`);
}
