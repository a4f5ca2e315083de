// Builds what nginx serves under /static/: the style sheets, the fonts they name, scripts, images, and the designers that come
// from npm as they are (vendor/).
// Called by conf/dev/www.mk with the target folder; it knows nothing of servers or modules.

import { copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(process.argv[2] ?? join(here, "..", "build", "www", "static"));
const modules = join(here, "node_modules");
const fonts = join(modules, "@fontsource", "be-vietnam-pro");

rmSync(target, { recursive: true, force: true });
mkdirSync(join(target, "fonts"), { recursive: true });

for (const sheet of ["citizen", "officer", "print", "draw"]) {
	const { css } = sass.compile(join(here, "theme", `${sheet}.scss`), {
		loadPaths: [modules],
		style: "compressed",
		quietDeps: true,
	});
	writeFileSync(join(target, `${sheet}.css`), css);
}

for (const subset of ["latin", "latin-ext", "vietnamese"])
	for (const weight of [400, 600]) {
		const name = `be-vietnam-pro-${subset}-${weight}-normal.woff2`;
		copyFileSync(join(fonts, "files", name), join(target, "fonts", name));
	}
copyFileSync(join(fonts, "LICENSE"), join(target, "fonts", "LICENSE"));
cpSync(join(here, "static"), target, { recursive: true });

// bpmn-js and dmn-js: the finished files of their packages, for the back-office pages that draw.
for (const [name, script, sheets, font] of [
	["bpmn-js", "bpmn-modeler", ["diagram-js", "bpmn-js"], "bpmn"],
	["dmn-js", "dmn-modeler", ["dmn-js-shared", "dmn-js-decision-table", "dmn-js-decision-table-controls"], "dmn"],
]) {
	const from = join(modules, name);
	const to = join(target, "vendor", name);
	const files = [
		[`dist/${script}.production.min.js`, `${script}.js`],
		["LICENSE", "LICENSE"],
		...sheets.map(sheet => [`dist/assets/${sheet}.css`, `${sheet}.css`]),
		[`dist/assets/${font}-font/css/${font}.css`, `css/${font}.css`],
		...["woff", "woff2"].map(kind => [`dist/assets/${font}-font/font/${font}.${kind}`, `font/${font}.${kind}`]),
	];

	for (const folder of ["css", "font"])
		mkdirSync(join(to, folder), { recursive: true });
	for (const [source, name] of files)
		copyFileSync(join(from, source), join(to, name));
}
