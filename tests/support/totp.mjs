// The second factor of a sample account: RFC 6238 with SHA-1, 30 s, 6 digits.
import { createHmac } from 'node:crypto';

function base32(text) {
	let bits = '';

	for (const c of text.replace(/[\s=]/g, '').toUpperCase())
		bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0');
	return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

// The code at a moment (milliseconds).
export function totp(secret, at = Date.now()) {
	const step = Buffer.alloc(8);

	step.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
	const hash = createHmac('sha1', base32(secret)).update(step).digest();
	const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;

	return String(number % 1000000).padStart(6, '0');
}
