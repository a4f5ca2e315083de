-- Imports of procedures from files: what came, what each line would do, what was done. A run can be taken up where it stopped.

CREATE TABLE import_run (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	-- what people see of it
	code VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	file_name VARCHAR(255) NOT NULL,
	file_sha256 BINARY(32) NOT NULL,
	-- json, xml, csv, xlsx
	format VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- received (the file is here), read (lines are), checked (each says what it would do), ordered, applied; refused (the file as
	-- a whole), abandoned
	state VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- job: the module's job takes it on; verb: the command line does
	runner VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- draft: changes become drafts; publish: they are in force by the decision below
	mode VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT 'draft',
	-- all of the lines or none of them; else those at fault are left out
	whole BOOLEAN NOT NULL DEFAULT FALSE,
	-- the file is the whole list of the national base: what it lists no more is switched off
	complete BOOLEAN NOT NULL DEFAULT FALSE,
	run_by VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	decision_no VARCHAR(120) NOT NULL DEFAULT '',
	decision_date DATE NULL,
	effective_from DATE NULL,
	officer_id BIGINT UNSIGNED NULL,
	created_at DATETIME(6) NOT NULL,
	finished_at DATETIME(6) NULL,
	-- why the file as a whole was refused: the last part of a message key, and its line
	fault VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	fault_line INT UNSIGNED NOT NULL DEFAULT 0,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	PRIMARY KEY (id),
	UNIQUE KEY import_run_code (code),
	KEY import_run_state (state, runner)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- The file until its lines are read, in pieces that fit into a packet.
CREATE TABLE import_piece (
	run_id BIGINT UNSIGNED NOT NULL,
	seq INT UNSIGNED NOT NULL,
	content MEDIUMBLOB NOT NULL,
	PRIMARY KEY (run_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

CREATE TABLE import_line (
	run_id BIGINT UNSIGNED NOT NULL,
	seq INT UNSIGNED NOT NULL,
	-- line of the file as a person counts; 0: no line, but a procedure that the file lists no more
	place INT UNSIGNED NOT NULL,
	code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	name VARCHAR(1000) NOT NULL DEFAULT '',
	-- what the line says (import/said.h), as JSON; '' where nothing could be read
	said MEDIUMTEXT NOT NULL,
	-- read (not yet looked at), new, changed, unchanged, off, refused
	outcome VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	applied BOOLEAN NOT NULL DEFAULT FALSE,
	-- something in it waits for a person
	noted BOOLEAN NOT NULL DEFAULT FALSE,
	-- {faults, notes, changes, matches} as JSON, for the report
	report MEDIUMTEXT NOT NULL DEFAULT '',
	PRIMARY KEY (run_id, seq),
	KEY import_line_outcome (run_id, outcome, seq),
	KEY import_line_work (run_id, applied, seq),
	KEY import_line_code (run_id, code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
