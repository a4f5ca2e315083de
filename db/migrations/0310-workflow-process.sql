-- The work on a dossier: where its process stands, who has which step, whom the agency asked, what comes out of it.
-- Written by the workflow module alone. The legal facts are the dossier's journal; these rows are the office's desk:
-- work lists select by the dossier's state and need none of them.

-- One process per accepted dossier: open steps and waiting branches as text (domain/definition/process.h).
CREATE TABLE process_instance (
	dossier_id BIGINT UNSIGNED NOT NULL,
	tokens TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	started_at DATETIME(6) NOT NULL,
	finished_at DATETIME(6) NULL,
	PRIMARY KEY (dossier_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- A step on somebody's desk. At most one open row per dossier and step: closed_no is 0 while it is open, then its id.
CREATE TABLE task (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	dossier_id BIGINT UNSIGNED NOT NULL,
	step_id VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	closed_no BIGINT UNSIGNED NOT NULL DEFAULT 0,
	name VARCHAR(255) NOT NULL,
	-- intake, processing, section_head, leader, clerk, returning, cashier; consult: another agency is asked
	role VARCHAR(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- whose officers may take it, and the officer who did
	agency_id BIGINT UNSIGNED NOT NULL,
	assignee_id BIGINT UNSIGNED NULL,
	opened_at DATETIME(6) NOT NULL,
	due_at DATETIME(6) NULL,
	closed_at DATETIME(6) NULL,
	-- forward, return_back, approve, number, publish, return_result, answered, withdrawn ...
	outcome VARCHAR(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	note VARCHAR(4000) NOT NULL DEFAULT '',
	-- steps opened by the same move share it: the branches of a parallel gateway
	parallel_group INT UNSIGNED NOT NULL DEFAULT 0,
	PRIMARY KEY (id),
	UNIQUE KEY task_open (dossier_id, step_id, closed_no),
	KEY task_desk (agency_id, closed_no, role, due_at),
	KEY task_assignee (assignee_id, closed_no, due_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- An opinion asked of another agency (NĐ 61/2018/NĐ-CP, Đ19(5)): question, deadline, answer.
CREATE TABLE consultation (
	dossier_id BIGINT UNSIGNED NOT NULL,
	seq SMALLINT UNSIGNED NOT NULL,
	-- the step of the process that asks, '' when an officer asked beside it
	step_id VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	agency_id BIGINT UNSIGNED NOT NULL,
	question VARCHAR(4000) NOT NULL,
	deadline_at DATETIME(6) NOT NULL,
	asked_at DATETIME(6) NOT NULL,
	asked_by BIGINT UNSIGNED NULL,
	-- agree, disagree, other
	opinion VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	answer VARCHAR(4000) NULL,
	answered_at DATETIME(6) NULL,
	answered_by BIGINT UNSIGNED NULL,
	PRIMARY KEY (dossier_id, seq),
	KEY consultation_desk (agency_id, answered_at, deadline_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- What the dossier leads to: a paper granted, or a reasoned refusal (NĐ 61/2018/NĐ-CP, Đ19(8)).
CREATE TABLE result (
	dossier_id BIGINT UNSIGNED NOT NULL,
	title VARCHAR(500) NOT NULL,
	-- granted, refused
	outcome VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	reason VARCHAR(4000) NOT NULL DEFAULT '',
	file_id BIGINT UNSIGNED NULL,
	-- of the exact file; the leader approves this and no other
	sha256 BINARY(32) NULL,
	-- draft, approved, numbered, published
	state VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	drafted_at DATETIME(6) NOT NULL,
	drafted_by BIGINT UNSIGNED NOT NULL,
	approved_at DATETIME(6) NULL,
	approved_by BIGINT UNSIGNED NULL,
	number VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	issued_on DATE NULL,
	agency_id BIGINT UNSIGNED NOT NULL,
	published_at DATETIME(6) NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	PRIMARY KEY (dossier_id),
	KEY result_register (agency_id, issued_on, number),
	KEY result_file (file_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- What the applicant may have: read by submission.
CREATE VIEW published_result AS
SELECT dossier_id, file_id, number, issued_on, title, published_at FROM result WHERE state = 'published';

-- Spreadsheets of agencies and officers that were read in: the same file again changes nothing.
CREATE TABLE organisation_import (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	sha256 BINARY(32) NOT NULL,
	imported_at DATETIME(6) NOT NULL,
	agencies INT UNSIGNED NOT NULL,
	officers INT UNSIGNED NOT NULL,
	grants INT UNSIGNED NOT NULL,
	PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
