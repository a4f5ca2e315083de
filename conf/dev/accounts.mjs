// The sample accounts of an instance: a line per role, or the six digits that an authenticator app would show now.
// usage: accounts.mjs FILE            FILE is accounts.json of the instance
//        accounts.mjs FILE LOGIN      the second factor of that account, good for the next half minute
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [file, wanted] = process.argv.slice(2);
const accounts = Object.entries(JSON.parse(readFileSync(file, 'utf8')));

// RFC 4648 base32 as authenticator apps take it.
function base32(text) {
	const bits = [...text].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');

	return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

// RFC 6238 with SHA-1, 30 seconds, 6 digits.
function totp(secret) {
	const step = Buffer.alloc(8);

	step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
	const digest = createHmac('sha1', base32(secret)).update(step).digest();
	const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;

	return String(number % 1000000).padStart(6, '0');
}

if (wanted) {
	const account = accounts.map(([, one]) => one).find(({ login }) => login === wanted);

	if (!account?.totp_secret) {
		console.error(`no second factor for '${wanted}'`);
		process.exit(1);
	}
	console.log(totp(account.totp_secret));
} else {
	for (const [role, { login, password }] of accounts)
		console.log(`    ${role.split(':')[0].padEnd(16)} ${String(login).padEnd(22)} ${password}`);
}
