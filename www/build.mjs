// Builds what nginx serves under /static/: the three style sheets, the fonts they name, scripts and images.
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

for (const sheet of ["citizen", "officer", "print"]) {
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
