-- The catalogue: procedures in versions, the definitions they use, what was published.
-- Written by the catalogue module alone; every other module reads.

CREATE TABLE sector (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	code VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	name VARCHAR(255) NOT NULL,
	slug VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY sector_code (code),
	UNIQUE KEY sector_slug (slug)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- The identity of a procedure through all its versions. (`procedure` is a reserved word.)
CREATE TABLE procedure_item (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	-- mã thủ tục hành chính, for example 2.000635
	code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	slug VARCHAR(160) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	current_version_id BIGINT UNSIGNED NULL,
	PRIMARY KEY (id),
	UNIQUE KEY procedure_item_code (code),
	UNIQUE KEY procedure_item_slug (slug)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

CREATE TABLE procedure_alias (
	alias VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	procedure_id BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (alias)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Everything the law says of a procedure, from a date on; immutable once published.
CREATE TABLE procedure_version (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	procedure_id BIGINT UNSIGNED NOT NULL,
	version_no INT UNSIGNED NOT NULL,
	-- draft, published, superseded, suspended
	state VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	name VARCHAR(1000) NOT NULL,
	sector_id BIGINT UNSIGNED NOT NULL,
	-- province, district, commune; comma separated
	tiers VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- today's vocabulary: information, partial, full
	service_level VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- TT 32/2017/TT-BTTTT: 1..4; NULL when the version was never classed so
	old_level TINYINT UNSIGNED NULL,
	-- standard, internal, pilot: internal and pilot keep the local form with front = national
	kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT 'standard',
	-- comma separated: citizen, organisation
	audience VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- comma separated life events: birth, marriage, business, study, work, health, land, travel, death
	life_events VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	keywords VARCHAR(1000) NOT NULL DEFAULT '',
	steps MEDIUMTEXT NOT NULL,
	conditions MEDIUMTEXT NOT NULL,
	legal_basis MEDIUMTEXT NOT NULL,
	result_name VARCHAR(1000) NOT NULL,
	-- sets of printed forms by date: 2018 (TT 01/2018), 2025 (TT 03/2025)
	decision_no VARCHAR(120) NOT NULL,
	decision_date DATE NULL,
	effective_from DATE NOT NULL,
	effective_to DATE NULL,
	form_version_id BIGINT UNSIGNED NULL,
	process_version_id BIGINT UNSIGNED NULL,
	rule_version_id BIGINT UNSIGNED NULL,
	-- none, at_filing, at_return: when the fee is due
	fee_time VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT 'none',
	version INT UNSIGNED NOT NULL DEFAULT 1,
	PRIMARY KEY (id),
	UNIQUE KEY procedure_version_no (procedure_id, version_no),
	KEY procedure_version_sector (sector_id, state)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- trường hợp: papers, terms and fees can differ by case.
CREATE TABLE procedure_case (
	procedure_version_id BIGINT UNSIGNED NOT NULL,
	case_no SMALLINT UNSIGNED NOT NULL,
	name VARCHAR(500) NOT NULL,
	PRIMARY KEY (procedure_version_id, case_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Term and fee hang on the channel and the case.
CREATE TABLE procedure_channel (
	procedure_version_id BIGINT UNSIGNED NOT NULL,
	case_no SMALLINT UNSIGNED NOT NULL,
	-- online, counter, post
	channel VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- the term as the law words it, for people
	term_text VARCHAR(500) NOT NULL,
	-- the clock policy as text (domain/time/clock.h), for the machine
	clock_policy VARCHAR(500) NOT NULL,
	fee_text VARCHAR(1000) NOT NULL,
	PRIMARY KEY (procedure_version_id, case_no, channel)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- thành phần hồ sơ
CREATE TABLE procedure_requirement (
	procedure_version_id BIGINT UNSIGNED NOT NULL,
	case_no SMALLINT UNSIGNED NOT NULL,
	seq SMALLINT UNSIGNED NOT NULL,
	code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	name VARCHAR(1000) NOT NULL,
	originals SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	certified SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	photocopies SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	required BOOLEAN NOT NULL DEFAULT TRUE,
	-- the paper is only shown, never kept or scanned (TT 03/2025, Đ5(2))
	shown_only BOOLEAN NOT NULL DEFAULT FALSE,
	-- a register or the e-form replaces it online (NĐ 118/2025, Đ4(2a))
	replaced_by VARCHAR(255) NOT NULL DEFAULT '',
	-- file under www/static/mau-don/ that people download and print, '' if none
	template_file VARCHAR(160) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	PRIMARY KEY (procedure_version_id, case_no, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Which agency receives and which solves; one row per receiving agency.
CREATE TABLE procedure_offering (
	procedure_version_id BIGINT UNSIGNED NOT NULL,
	agency_receiving_id BIGINT UNSIGNED NOT NULL,
	agency_solving_id BIGINT UNSIGNED NOT NULL,
	-- the agency consulted by default (co-processing), NULL if none
	agency_consulted_id BIGINT UNSIGNED NULL,
	online BOOLEAN NOT NULL,
	PRIMARY KEY (procedure_version_id, agency_receiving_id),
	KEY procedure_offering_agency (agency_receiving_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Definitions are versions: form-js JSON, BPMN XML, DMN XML; immutable once a published version points to them.
CREATE TABLE form_version (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	version_no INT UNSIGNED NOT NULL,
	content MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	sha256 BINARY(32) NOT NULL,
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY form_version_no (code, version_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

CREATE TABLE process_version (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	version_no INT UNSIGNED NOT NULL,
	name VARCHAR(500) NOT NULL,
	content MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	sha256 BINARY(32) NOT NULL,
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY process_version_no (code, version_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

CREATE TABLE rule_version (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	version_no INT UNSIGNED NOT NULL,
	content MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	sha256 BINARY(32) NOT NULL,
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY rule_version_no (code, version_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Words that citizens use for official ones ("sổ đỏ" -> "giấy chứng nhận quyền sử dụng đất").
CREATE TABLE search_synonym (
	word VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	meaning VARCHAR(255) NOT NULL,
	PRIMARY KEY (word)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

CREATE TABLE publication (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	tree VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	published_at DATETIME(6) NOT NULL,
	pages INT UNSIGNED NOT NULL,
	changed_pages INT UNSIGNED NOT NULL,
	PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- What other modules read: the version in force with its names, one row per procedure.
CREATE VIEW procedure_in_force AS
SELECT procedure_item.id AS procedure_id, procedure_item.code, procedure_item.slug, procedure_version.id AS version_id,
	procedure_version.name, procedure_version.service_level, procedure_version.kind, procedure_version.fee_time,
	procedure_version.form_version_id, procedure_version.process_version_id, procedure_version.rule_version_id,
	procedure_version.result_name, procedure_version.state, procedure_version.sector_id
FROM procedure_item JOIN procedure_version ON procedure_version.id = procedure_item.current_version_id;
