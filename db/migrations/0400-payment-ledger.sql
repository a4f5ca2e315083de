-- Fees: what is asked for (demand), how somebody tries to pay it (attempt), what a gateway told us (callback_evidence),
-- the books (ledger_*: append only, one row is one balanced posting), what may have to go back (refund), receipts.
-- Amounts are whole đồng. Written by the payment module alone.

-- One for each time that a fee was asked for: the key is the event of the dossier's journal.
CREATE TABLE demand (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	dossier_id BIGINT UNSIGNED NOT NULL,
	event_seq INT UNSIGNED NOT NULL,
	-- who collects
	agency_id BIGINT UNSIGNED NOT NULL,
	payer VARCHAR(255) NOT NULL,
	total BIGINT NOT NULL CHECK (total >= 0),
	-- open, settled, cancelled
	state VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	created_at DATETIME(6) NOT NULL,
	ended_at DATETIME(6) NULL,
	PRIMARY KEY (id),
	UNIQUE KEY demand_once (dossier_id, event_seq),
	KEY demand_open (agency_id, state, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Phí and lệ phí stand apart (Luật Phí và lệ phí 97/2015/QH13, Đ3, Đ12, Đ13); amount 0: exempt.
CREATE TABLE demand_line (
	demand_id BIGINT UNSIGNED NOT NULL,
	line_no SMALLINT UNSIGNED NOT NULL,
	-- phi, le_phi
	kind VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	code VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	name VARCHAR(500) NOT NULL,
	quantity INT UNSIGNED NOT NULL,
	unit_price BIGINT NOT NULL CHECK (unit_price >= 0),
	amount BIGINT NOT NULL CHECK (amount >= 0),
	basis VARCHAR(500) NOT NULL,
	PRIMARY KEY (demand_id, line_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

CREATE TABLE attempt (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	demand_id BIGINT UNSIGNED NOT NULL,
	-- payplat, vnpay, cash
	gateway VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- ours, random: what a gateway knows the attempt by
	merchant_ref VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	amount BIGINT NOT NULL CHECK (amount > 0),
	-- initiated, paid, failed, expired, held, paid_late
	state VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- theirs: NULL until money was taken
	gateway_txn VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	-- yyyyMMddHHmmss GMT+7 exactly as sent: a later query must repeat it
	sent_at_text VARCHAR(14) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- the form's token: two clicks are one attempt
	once_key VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	-- where the payer goes; NULL until the gateway said so
	leave_url VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	payer_address VARCHAR(45) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- cash: what was handed over, and to whom
	received BIGINT NULL,
	officer_id BIGINT UNSIGNED NULL,
	created_at DATETIME(6) NOT NULL,
	expires_at DATETIME(6) NOT NULL,
	begun_at DATETIME(6) NULL,
	captured_at DATETIME(6) NULL,
	-- the next time that the gateway is asked about it; NULL: no longer
	ask_at DATETIME(6) NULL,
	asked SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	PRIMARY KEY (id),
	UNIQUE KEY attempt_ref (merchant_ref),
	UNIQUE KEY attempt_txn (gateway, gateway_txn),
	UNIQUE KEY attempt_click (demand_id, gateway, once_key),
	KEY attempt_ask (ask_at, id),
	KEY attempt_captured (captured_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Every message of a gateway, whatever became of it; the same message again only counts.
CREATE TABLE callback_evidence (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	gateway VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- callback, query
	channel VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	payload_sha256 BINARY(32) NOT NULL,
	payload VARBINARY(8192) NOT NULL,
	-- did its signature hold?
	verified BOOLEAN NOT NULL,
	attempt_id BIGINT UNSIGNED NULL,
	deliveries INT UNSIGNED NOT NULL DEFAULT 1,
	first_at DATETIME(6) NOT NULL,
	last_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY callback_evidence_once (gateway, channel, payload_sha256),
	KEY callback_evidence_attempt (attempt_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

CREATE TABLE ledger_account (
	code VARCHAR(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- asset, revenue, liability
	kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
INSERT INTO ledger_account (code, kind) VALUES
	('GW_PAYPLAT', 'asset'), ('GW_VNPAY', 'asset'), ('CASH', 'asset'), ('FEE_PHI', 'revenue'), ('FEE_LE_PHI', 'revenue'),
	('PAYER_REFUNDABLE', 'liability'), ('SUSPENSE', 'liability'), ('REFUND_CLEARING', 'liability');

-- One row takes `amount` from one account to another, so a posting without its other half cannot exist.
-- The module may only add: a mistake is put right by a row that reverses it, once.
CREATE TABLE ledger_transfer (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	debit VARCHAR(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	credit VARCHAR(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	amount BIGINT NOT NULL CHECK (amount > 0),
	idem_key VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	demand_id BIGINT UNSIGNED NOT NULL,
	attempt_id BIGINT UNSIGNED NOT NULL,
	-- of the demand, for a fee; NULL for money that settles nothing
	line_no SMALLINT UNSIGNED NULL,
	-- what the posting rests on; NULL for cash
	evidence_id BIGINT UNSIGNED NULL,
	reverses_id BIGINT UNSIGNED NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY ledger_transfer_once (idem_key),
	UNIQUE KEY ledger_transfer_reversed (reverses_id),
	KEY ledger_transfer_demand (demand_id),
	KEY ledger_transfer_attempt (attempt_id),
	CHECK (debit <> credit)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- What does not agree and waits for a person: an amount that differs, a second transaction under one reference.
CREATE TABLE ledger_break (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	kind VARCHAR(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	bkey VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	attempt_id BIGINT UNSIGNED NOT NULL,
	expected BIGINT NOT NULL,
	reported BIGINT NOT NULL,
	state VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT 'open',
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY ledger_break_once (kind, bkey),
	KEY ledger_break_open (state, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Money that may have to go back. Whoever asks for it never decides it.
CREATE TABLE refund (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	request_key VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	demand_id BIGINT UNSIGNED NOT NULL,
	attempt_id BIGINT UNSIGNED NOT NULL,
	amount BIGINT NOT NULL CHECK (amount > 0),
	-- double, cancelled, second_transaction, withdrawn
	reason VARCHAR(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- requested
	state VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT 'requested',
	-- an officer's id; 0: the system
	requested_by BIGINT UNSIGNED NOT NULL,
	decided_by BIGINT UNSIGNED NULL,
	requested_at DATETIME(6) NOT NULL,
	decided_at DATETIME(6) NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	PRIMARY KEY (id),
	UNIQUE KEY refund_once (request_key),
	KEY refund_demand (demand_id),
	KEY refund_state (state, id),
	CHECK (decided_by IS NULL OR decided_by <> requested_by)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Numbers of receipts begin at 1 each year (NĐ 254/2026/NĐ-CP, Đ23), per collecting body, form and series.
CREATE TABLE receipt_counter (
	agency_id BIGINT UNSIGNED NOT NULL,
	form VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	series VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	year SMALLINT UNSIGNED NOT NULL,
	next INT UNSIGNED NOT NULL,
	PRIMARY KEY (agency_id, form, series, year)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- A receipt says what it said when it was issued: names are copies.
CREATE TABLE receipt (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	demand_id BIGINT UNSIGNED NOT NULL,
	attempt_id BIGINT UNSIGNED NOT NULL,
	-- phi, le_phi: never on one paper
	kind VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	agency_id BIGINT UNSIGNED NOT NULL,
	form VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	series VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	year SMALLINT UNSIGNED NOT NULL,
	number INT UNSIGNED NOT NULL CHECK (number BETWEEN 1 AND 99999999),
	agency_name VARCHAR(255) NOT NULL,
	agency_code VARCHAR(35) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	dossier_number VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	payer VARCHAR(255) NOT NULL,
	payer_address VARCHAR(500) NOT NULL,
	amount BIGINT NOT NULL CHECK (amount > 0),
	-- the gateway's name, or cash
	method VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	collector VARCHAR(255) NOT NULL,
	issued_at DATETIME(6) NOT NULL,
	-- issued, cancelled, replaced
	state VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT 'issued',
	-- one live receipt for each kind of a demand
	live_key VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin
		AS (IF(state = 'issued', CONCAT(demand_id, ':', kind), NULL)) PERSISTENT,
	PRIMARY KEY (id),
	UNIQUE KEY receipt_number (agency_id, form, series, year, number),
	UNIQUE KEY receipt_live (live_key),
	KEY receipt_demand (demand_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- What other modules may know of a dossier's money: one row for each dossier, computed from the books.
CREATE VIEW payment_balance AS
SELECT dossier.id AS dossier_id,
	(SELECT COALESCE(SUM(demand.total), 0) FROM demand
		WHERE demand.dossier_id = dossier.id AND demand.state <> 'cancelled') AS demanded,
	(SELECT COALESCE(SUM(CASE WHEN ledger_transfer.credit IN ('FEE_PHI', 'FEE_LE_PHI') THEN ledger_transfer.amount
			WHEN ledger_transfer.debit IN ('FEE_PHI', 'FEE_LE_PHI') THEN -ledger_transfer.amount ELSE 0 END), 0)
		FROM demand JOIN ledger_transfer ON ledger_transfer.demand_id = demand.id
		WHERE demand.dossier_id = dossier.id) AS paid,
	(SELECT COALESCE(SUM(CASE WHEN ledger_transfer.credit = 'PAYER_REFUNDABLE' THEN ledger_transfer.amount
			WHEN ledger_transfer.debit = 'PAYER_REFUNDABLE' THEN -ledger_transfer.amount ELSE 0 END), 0)
		FROM demand JOIN ledger_transfer ON ledger_transfer.demand_id = demand.id
		WHERE demand.dossier_id = dossier.id) AS refundable,
	(SELECT COUNT(*) FROM demand WHERE demand.dossier_id = dossier.id AND demand.state = 'open') AS open_demands
FROM dossier;
