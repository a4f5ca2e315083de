// A reporter of node:test that writes one JSON line per test, for tests/run.mjs. Works on Node 18 and 20, which wrap
// files differently: what is only a file or a suite is marked, not counted.
export default async function* report(events) {
	for await (const { type, data } of events) {
		if (type !== 'test:pass' && type !== 'test:fail')
			continue;
		const error = data.details?.error;

		yield `${JSON.stringify({
			name: data.name, file: data.file ?? '', ok: type === 'test:pass', nesting: data.nesting,
			skipped: data.skip !== undefined && data.skip !== false,
			wrapper: data.details?.type === 'suite' || /\.test\.mjs$/.test(data.name),
			ms: data.details?.duration_ms ?? 0,
			why: error ? String(error.cause?.stack ?? error.cause?.message ?? error.cause ?? error.message) : '',
		})}\n`;
	}
}
