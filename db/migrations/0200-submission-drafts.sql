-- What citizens write before it becomes a dossier, and how they judge the work afterwards. Written by submission alone.

-- One filing in the making, or the completion of a dossier that was asked for (purpose 'supplement').
CREATE TABLE draft (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	-- what its addresses call it: 128 random bits
	reference CHAR(22) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	account_id BIGINT UNSIGNED NOT NULL,
	-- filing, supplement
	purpose VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- open, sent
	state VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT 'open',
	procedure_version_id BIGINT UNSIGNED NOT NULL,
	procedure_code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	procedure_name VARCHAR(1000) NOT NULL,
	case_no SMALLINT UNSIGNED NOT NULL,
	agency_receiving_id BIGINT UNSIGNED NOT NULL,
	-- the dossier that it became, or that it completes; with asked_seq: the journal entry that asked
	dossier_id BIGINT UNSIGNED NULL,
	asked_seq INT UNSIGNED NULL,
	-- set when sent; the tracking secret sealed, until it is no longer shown
	filing_number VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	sealed_secret VARBINARY(128) NULL,
	created_at DATETIME(6) NOT NULL,
	saved_at DATETIME(6) NOT NULL,
	sent_at DATETIME(6) NULL,
	PRIMARY KEY (id),
	UNIQUE KEY draft_reference (reference),
	UNIQUE KEY draft_asked (dossier_id, purpose, asked_seq),
	KEY draft_account (account_id, state, id),
	KEY draft_age (state, saved_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- One row per answer; a field with several choices has several rows. Keys that begin with '@' are the applicant's page.
CREATE TABLE draft_value (
	draft_id BIGINT UNSIGNED NOT NULL,
	field_key VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	row_no SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	item_no SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	value TEXT NOT NULL,
	PRIMARY KEY (draft_id, field_key, row_no, item_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

CREATE TABLE draft_paper (
	draft_id BIGINT UNSIGNED NOT NULL,
	file_id BIGINT UNSIGNED NOT NULL,
	-- '' for a paper that no requirement asks for
	requirement_code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	PRIMARY KEY (draft_id, file_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- The applicant's rating, once per dossier: 3 very satisfied, 2 satisfied, 1 not satisfied (TT 32/2017/TT-BTTTT, Đ12).
CREATE TABLE rating (
	dossier_id BIGINT UNSIGNED NOT NULL,
	overall TINYINT UNSIGNED NOT NULL,
	convenience TINYINT UNSIGNED NULL,
	punctuality TINYINT UNSIGNED NULL,
	attitude TINYINT UNSIGNED NULL,
	comment VARCHAR(2000) NOT NULL DEFAULT '',
	rated_at DATETIME(6) NOT NULL,
	PRIMARY KEY (dossier_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
