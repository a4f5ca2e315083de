// The outside world of a development instance, in one process: payment platforms, mail server, SMS gateway, VNeID, population register.
// usage: node main.mjs CONFIG.json   (written by conf/dev/run.sh)
import http from 'node:http';
import { readFileSync } from 'node:fs';
import { answerJson } from './http.mjs';
import { smsRequest, smtpServer } from './messages.mjs';
import { PayPlat } from './payplat.mjs';
import { People } from './people.mjs';
import { Vnpay } from './vnpay.mjs';

const config = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const secretOf = ({ secret_file: file }) => readFileSync(file, 'utf8').trim();
const ours = (path) => `${config.base_url}${path}`;
const payplat = new PayPlat({
	partner: config.payplat.partner,
	secret: secretOf(config.payplat),
	callbackUrl: ours(config.payplat.callback_path),
	returnUrl: ours(config.payplat.return_path),
	baseUrl: `http://${config.address}:${config.port}`,
});
const vnpay = new Vnpay({
	terminal: config.vnpay.terminal,
	secret: secretOf(config.vnpay),
	callbackUrl: ours(config.vnpay.callback_path),
});
const people = new People({
	population: { ...config.population, secret: secretOf(config.population) },
	vneid: { ...config.vneid, secret: secretOf(config.vneid) },
});

async function route(request, response) {
	const url = new URL(request.url, 'http://simulator');
	const [, first] = url.pathname.split('/');
	const rest = url.pathname.slice(first.length + 1);

	switch (first) {
	case 'payplat': return payplat.handle(request, response, rest, url.searchParams);
	case 'vnpay': return vnpay.handle(request, response, rest, url.searchParams);
	case 'vneid': return people.vneid(request, response, rest, url.searchParams);
	case 'population': return people.population(request, response, rest);
	case 'sms': return smsRequest(config.sms_dir, request, response);
	case '': return answerJson(response, { simulators: ['payplat', 'vnpay', 'vneid', 'population', 'sms', 'smtp'] });
	default: return answerJson(response, { error: 'not found' }, 404);
	}
}

const server = http.createServer((request, response) => {
	route(request, response).catch((error) => {
		console.error(error);
		if (!response.headersSent)
			answerJson(response, { error: 'simulator failed' }, 500);
	});
});
const mail = smtpServer(config.mail_dir);

server.listen(config.port, config.address);
mail.listen(config.smtp_port, config.address);
process.on('SIGTERM', () => process.exit(0));
