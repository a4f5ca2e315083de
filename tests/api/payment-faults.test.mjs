// What breaks around money: gateways that stay silent, a database that dies in the middle, an account that may not change
// the books. Nothing that was acknowledged is lost, nothing is counted twice.
import { after, afterEach, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resetClock, setClock } from '../support/clock.mjs';
import { sql } from '../support/db.mjs';
import { pids, startInstance, until } from '../support/env.mjs';
import { Client } from '../support/http.mjs';
import * as pay from '../support/payments.mjs';
import { canonical, signQuery } from '../simulator/vnpay.mjs';

const MINUTE = 60000;
let instance;
let office;

before(async () => {
	instance = await startInstance('payment-faults', { modules: ['payment'], demo: false, processes: 2 });
	office = pay.agency(instance);
	normalTime();
});
after(() => instance?.stop());
afterEach(() => {
	normalTime();
	assert.match(pay.verb('invariants', instance), /^0 invariants broken/m);
});

// Leases that jobs took in the future would keep them from working now.
function normalTime() {
	resetClock(instance);
	sql('DELETE FROM core_job_lease', instance);
}

const begin = (client, number, method) => pay.begin(client, number, method, instance);
const in_ = (minutes) => setClock(new Date(Date.now() + minutes * MINUTE).toISOString(), instance);
const state = (attempt) => pay.attempt(attempt.merchant_ref, instance).state;

function control(gateway, wish) {
	return new Client(instance).request('POST', instance.gateways[gateway].control_url, {
		body: JSON.stringify(wish), headers: { 'Content-Type': 'application/json' } });
}

function ipnPath(attempt) {
	const fields = {
		vnp_TmnCode: instance.gateways.vnpay.terminal, vnp_Amount: String(Number(attempt.amount) * 100), vnp_BankCode: 'NCB',
		vnp_PayDate: '20261121103000', vnp_OrderInfo: 'Nop phi', vnp_TransactionNo: `1${attempt.id.padStart(8, '0')}`,
		vnp_ResponseCode: '00', vnp_TransactionStatus: '00', vnp_TxnRef: attempt.merchant_ref,
	};

	return `${instance.gateways.vnpay.callback_path}?${canonical(fields)}&vnp_SecureHash=${
		signQuery(fields, instance.gateways.vnpay.secret)}`;
}

for (const gateway of ['payplat', 'vnpay']) {
	test(`${gateway} took the money and said nothing: asked after five minutes, it settles`, async () => {
		const lan = pay.citizen(instance);
		const filed = pay.dossier(lan, office, {}, instance);
		const { attempt, leave } = await begin(lan, filed.number, gateway);

		await control(gateway, { mode: { silent: true } });
		await lan.request('POST', leave, { body: 'ket_qua=thanh-cong' });
		await control(gateway, { mode: {} });
		assert.equal(state(attempt), 'initiated');
		in_(6);
		await until(() => state(attempt) === 'paid', 'the gateway to be asked');
		assert.equal(pay.stateOf(filed.id, instance), 'submitted');
		const [evidence] = sql(`SELECT channel FROM callback_evidence WHERE attempt_id = ${attempt.id}`, instance);

		assert.equal(evidence.channel, 'query');
	});
}

test('nobody ever paid: the attempt expires only after the gateway was asked and its time is up', async () => {
	const lan = pay.citizen(instance);
	const filed = pay.dossier(lan, office, {}, instance);
	const { attempt } = await begin(lan, filed.number, 'vnpay');

	in_(6);
	await until(() => pay.attempt(attempt.merchant_ref, instance).asked === '1', 'the first question');
	assert.equal(state(attempt), 'initiated', 'the payer still has time');
	in_(17);
	await until(() => state(attempt) === 'expired', 'the second question');
	const answer = await new Client(instance).get(ipnPath(attempt));

	assert.equal(JSON.parse(answer.text).RspCode, '00');
	assert.equal(state(attempt), 'paid_late', 'money after expiry is still money');
	assert.equal(pay.receipts(attempt.demand_id, instance).length, 2);
});

test('a gateway that is away is asked again later; a wrong answer settles nothing', async () => {
	const lan = pay.citizen(instance);
	const { attempt } = await begin(lan, pay.dossier(lan, office, {}, instance).number, 'payplat');

	await control('payplat', { mode: { down: true } });
	in_(16);
	await until(() => pay.attempt(attempt.merchant_ref, instance).asked === '1', 'a question');
	assert.equal(state(attempt), 'initiated');
	await control('payplat', { mode: {} });
	in_(61);
	await until(() => pay.attempt(attempt.merchant_ref, instance).asked === '2', 'another question');
	assert.equal(state(attempt), 'initiated', 'a payment that is pending at the gateway stays open here');
});

test('the module\'s account may add to the books and nothing else', () => {
	const socket = `--socket=${instance.database_socket}`;
	const password = readFileSync(join(instance.run_dir, 'secrets/database-payment'), 'utf8').trim();
	const attempt = (statement) => {
		try {
			execFileSync('mariadb', ['--no-defaults', socket, '--user=motcua_payment', `--password=${password}`, 'motcua', '-e', statement],
				{ stdio: 'pipe' });
			return 'done';
		} catch (error) {
			return /denied/.test(String(error.stderr)) ? 'denied' : String(error.stderr);
		}
	};

	for (const statement of ['UPDATE ledger_transfer SET amount = 1', 'DELETE FROM ledger_transfer', 'TRUNCATE ledger_transfer',
		'DROP TABLE ledger_transfer', 'ALTER TABLE ledger_transfer ADD x INT', 'DELETE FROM receipt', 'UPDATE receipt SET amount = 1',
		'DELETE FROM attempt', 'DELETE FROM callback_evidence'])
		assert.equal(attempt(statement), 'denied', statement);
	assert.equal(attempt('SELECT COUNT(*) FROM ledger_transfer'), 'done');
});

test('modules killed under a rain of IPNs: what was answered is in the books, the rest is taken when it comes again', async () => {
	const lan = pay.citizen(instance);
	const attempts = [];

	for (let i = 0; i < 12; i++)
		attempts.push((await begin(lan, pay.dossier(lan, office, {}, instance).number, 'vnpay')).attempt);
	const deliver = (attempt) => new Client(instance).get(ipnPath(attempt))
		.then(({ status, text }) => (status === 200 ? JSON.parse(text).RspCode : status), () => 0);
	const storm = attempts.flatMap((attempt) => Array.from({ length: 5 }, () => deliver(attempt).then((code) => ({ attempt, code }))));

	for (let i = 0; i < 3; i++) {
		process.kill(pids('payment', instance)[0], 'SIGKILL');
		await new Promise((next) => setTimeout(next, 100));
	}
	for (const { attempt, code } of await Promise.all(storm))
		if (code === '00' || code === '02')
			assert.equal(state(attempt), 'paid', 'acknowledged but lost');
	await until(() => pids('payment', instance).length === 2, 'both processes');
	for (const attempt of attempts)
		assert.ok(['00', '02'].includes(await until(() => deliver(attempt).then((code) => typeof code === 'string' && code), 'an answer')));
	for (const attempt of attempts)
		assert.equal(pay.transfers(attempt.merchant_ref, instance).length, 2);
});

test('the database dies in the middle: 99 or 02, never lost, never double', async () => {
	const lan = pay.citizen(instance);
	const attempts = [];

	for (let i = 0; i < 12; i++)
		attempts.push((await begin(lan, pay.dossier(lan, office, {}, instance).number, 'vnpay')).attempt);
	const deliver = (attempt) => new Client(instance).get(ipnPath(attempt))
		.then(({ status, text }) => (status === 200 ? JSON.parse(text).RspCode : String(status)));
	const storm = attempts.map((attempt) => deliver(attempt).then((code) => ({ attempt, code })));

	await instance.stopDatabase();
	const answers = await Promise.all(storm);
	const down = await deliver(attempts[0]);

	assert.equal(down, '99', 'quick, and asks for another delivery');
	await instance.startDatabase();
	for (const { attempt, code } of answers) {
		assert.ok(['00', '99'].includes(code), code);
		if (code === '00')
			assert.equal(state(attempt), 'paid', 'acknowledged but lost');
	}
	for (const attempt of attempts)
		await until(() => deliver(attempt).then((code) => ['00', '02'].includes(code)), 'the repetition');
	for (const attempt of attempts)
		assert.equal(pay.transfers(attempt.merchant_ref, instance).length, 2);
});

test('no secret, signature or name stands in any log', () => {
	const logs = ['payment.log', 'payment-jobs.log', 'nginx-access.log', 'nginx-error.log']
		.map((name) => readFileSync(join(instance.log_dir, name), 'utf8')).join('\n');

	for (const text of [instance.gateways.vnpay.secret, instance.gateways.payplat.secret, 'vnp_SecureHash', 'MaXacThuc', 'Nguyễn Thị Lan'])
		assert.ok(!logs.includes(text), text);
});
