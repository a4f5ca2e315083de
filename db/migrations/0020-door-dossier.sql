-- The dossier and its door: the only tables that say what a dossier is, and only the door
-- (domain/dossier/door_store.c) writes them. See db/grants/door.sql for the modules that use it.

CREATE TABLE dossier (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	-- mã hồ sơ: given on acceptance (NĐ 118/2025, Đ17(3)), NULL before
	code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	-- số tạm: given when the dossier is filed, never reused
	filing_number VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- SHA-256 of the secret printed beside the code for tracking
	secret_hash BINARY(32) NOT NULL,
	state VARCHAR(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	version INT UNSIGNED NOT NULL,
	-- online, counter, post
	channel VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	procedure_version_id BIGINT UNSIGNED NOT NULL,
	procedure_code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	procedure_name VARCHAR(1000) NOT NULL,
	case_no SMALLINT UNSIGNED NOT NULL DEFAULT 1,
	form_version_id BIGINT UNSIGNED NULL,
	process_version_id BIGINT UNSIGNED NULL,
	rule_version_id BIGINT UNSIGNED NULL,
	agency_receiving_id BIGINT UNSIGNED NOT NULL,
	agency_solving_id BIGINT UNSIGNED NOT NULL,
	-- the citizen's account that filed it, NULL at the counter
	account_id BIGINT UNSIGNED NULL,
	applicant_name VARCHAR(255) NOT NULL,
	subject VARCHAR(1000) NOT NULL,
	copies SMALLINT UNSIGNED NOT NULL DEFAULT 1,
	-- how the result is to be handed over: online, counter, post
	result_channel VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- the clock policy in force when it was filed, as text (domain/time/clock.h); a later law does not touch it
	clock_policy VARCHAR(500) NOT NULL,
	filed_at DATETIME(6) NOT NULL,
	received_at DATETIME(6) NULL,
	first_due_at DATETIME(6) NULL,
	due_at DATETIME(6) NULL,
	wait_until DATETIME(6) NULL,
	decided_at DATETIME(6) NULL,
	returned_at DATETIME(6) NULL,
	-- granted, refused: set with decided_at
	outcome VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	supplement_count TINYINT UNSIGNED NOT NULL DEFAULT 0,
	extended BOOLEAN NOT NULL DEFAULT FALSE,
	consulting BOOLEAN NOT NULL DEFAULT FALSE,
	retention_until DATE NULL,
	-- head of the journal
	last_seq INT UNSIGNED NOT NULL DEFAULT 0,
	last_hash BINARY(32) NULL,
	PRIMARY KEY (id),
	UNIQUE KEY dossier_code (code),
	UNIQUE KEY dossier_filing_number (filing_number),
	KEY dossier_account (account_id, id),
	KEY dossier_work (agency_solving_id, state, due_at, id),
	KEY dossier_intake (agency_receiving_id, state, filed_at, id),
	KEY dossier_open_due (state, due_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- The people of a dossier as they were given with it: applicant (người nộp) and owner (chủ hồ sơ).
CREATE TABLE dossier_party (
	dossier_id BIGINT UNSIGNED NOT NULL,
	role VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	name VARCHAR(255) NOT NULL,
	-- số định danh cá nhân, or the registration number of an organisation
	number VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	birth_date DATE NULL,
	address VARCHAR(500) NOT NULL DEFAULT '',
	phone VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	PRIMARY KEY (dossier_id, role),
	KEY dossier_party_number (number, dossier_id),
	KEY dossier_party_phone (phone, dossier_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- The papers handed in, by round of supplement (0 = at filing): bản chính, bản chứng thực, bản photo.
CREATE TABLE dossier_paper (
	dossier_id BIGINT UNSIGNED NOT NULL,
	seq SMALLINT UNSIGNED NOT NULL,
	round TINYINT UNSIGNED NOT NULL DEFAULT 0,
	requirement_code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	name VARCHAR(1000) NOT NULL,
	originals SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	certified SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	photocopies SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	file_id BIGINT UNSIGNED NULL,
	-- uploaded, scanned, reused, paper: where the content came from
	source VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	PRIMARY KEY (dossier_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Answers of the e-form, frozen with the dossier: one row per field and row of a repeating group.
CREATE TABLE dossier_value (
	dossier_id BIGINT UNSIGNED NOT NULL,
	round TINYINT UNSIGNED NOT NULL DEFAULT 0,
	field_id VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	row_no SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	value TEXT NOT NULL,
	-- typed, prefilled, computed
	provenance VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	PRIMARY KEY (dossier_id, round, field_id, row_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- The journal: append only, one hash chain per dossier (domain/dossier/journal.h).
CREATE TABLE dossier_event (
	dossier_id BIGINT UNSIGNED NOT NULL,
	seq INT UNSIGNED NOT NULL,
	kind VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	state_after VARCHAR(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	at DATETIME(6) NOT NULL,
	-- citizen, officer, system, partner
	actor_kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	actor_id BIGINT UNSIGNED NOT NULL,
	actor_agency_id BIGINT UNSIGNED NOT NULL,
	-- JSON text as written; NULL together with its salt when personal data were erased by law
	facts MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	salt BINARY(16) NULL,
	facts_hash BINARY(32) NOT NULL,
	previous_hash BINARY(32) NOT NULL,
	hash BINARY(32) NOT NULL,
	PRIMARY KEY (dossier_id, seq),
	KEY dossier_event_at (at, dossier_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- The clock ledger: what started, paused, resumed, extended and stopped the legal term.
CREATE TABLE dossier_clock (
	dossier_id BIGINT UNSIGNED NOT NULL,
	seq SMALLINT UNSIGNED NOT NULL,
	event_seq INT UNSIGNED NOT NULL,
	kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	at DATETIME(6) NOT NULL,
	reason VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	minutes INT NOT NULL DEFAULT 0,
	PRIMARY KEY (dossier_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Running numbers: per mask, agency and day. The last lock taken before COMMIT.
CREATE TABLE code_counter (
	counter VARBINARY(160) NOT NULL,
	next INT UNSIGNED NOT NULL,
	PRIMARY KEY (counter)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Effects across modules: each consumer drains its own rows.
CREATE TABLE outbox (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	consumer VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	topic VARCHAR(48) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- with consumer and topic: done once, however often it is written
	okey VARBINARY(128) NOT NULL,
	dossier_id BIGINT UNSIGNED NULL,
	payload MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	created_at DATETIME(6) NOT NULL,
	not_before DATETIME(6) NOT NULL,
	not_after DATETIME(6) NULL,
	-- waiting, done, dead
	state VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT 'waiting',
	leased_until DATETIME(6) NULL,
	attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	last_error VARCHAR(500) NOT NULL DEFAULT '',
	PRIMARY KEY (id),
	UNIQUE KEY outbox_once (consumer, topic, okey),
	KEY outbox_due (consumer, state, not_before, id),
	KEY outbox_dossier (dossier_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
