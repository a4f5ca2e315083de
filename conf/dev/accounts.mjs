// Prints the sample accounts of an instance, one line per role.
import { readFileSync } from 'node:fs';

const accounts = JSON.parse(readFileSync(process.argv[2], 'utf8'));

for (const [role, { login, password }] of Object.entries(accounts))
	console.log(`    ${role.padEnd(20)} ${String(login).padEnd(28)} ${password}`);
