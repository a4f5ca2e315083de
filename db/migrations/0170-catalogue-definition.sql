-- The life of definitions: forms, processes and rules drawn in the back office as drafts, approved by decision, and which of
-- them is in force for a procedure on a day. What was approved stays in form_version, process_version, rule_version.

-- A definition through all its versions: one row for each code of each kind, whoever put its versions there.
CREATE TABLE definition_item (
	-- form, process, rule
	kind VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	name VARCHAR(500) NOT NULL,
	-- the unit that drafts it; NULL: the office of the People's Committee
	owner_agency_id BIGINT UNSIGNED NULL,
	-- NULL: none was approved yet
	newest_version_id BIGINT UNSIGNED NULL,
	PRIMARY KEY (kind, code),
	KEY definition_item_owner (owner_agency_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

INSERT INTO definition_item (kind, code, name, newest_version_id)
	SELECT 'form', code, code, MAX(id) FROM form_version GROUP BY code;
INSERT INTO definition_item (kind, code, name, newest_version_id)
	SELECT 'process', newest.code, newest.name, newest.id FROM process_version newest
	WHERE newest.id IN (SELECT MAX(id) FROM process_version GROUP BY code);
INSERT INTO definition_item (kind, code, name, newest_version_id)
	SELECT 'rule', code, code, MAX(id) FROM rule_version GROUP BY code;

CREATE TRIGGER form_version_item AFTER INSERT ON form_version FOR EACH ROW
INSERT INTO definition_item (kind, code, name, newest_version_id) VALUES ('form', NEW.code, NEW.code, NEW.id)
	ON DUPLICATE KEY UPDATE newest_version_id = NEW.id;
CREATE TRIGGER process_version_item AFTER INSERT ON process_version FOR EACH ROW
INSERT INTO definition_item (kind, code, name, newest_version_id) VALUES ('process', NEW.code, NEW.name, NEW.id)
	ON DUPLICATE KEY UPDATE newest_version_id = NEW.id;
CREATE TRIGGER rule_version_item AFTER INSERT ON rule_version FOR EACH ROW
INSERT INTO definition_item (kind, code, name, newest_version_id) VALUES ('rule', NEW.code, NEW.code, NEW.id)
	ON DUPLICATE KEY UPDATE newest_version_id = NEW.id;

-- A draft on its way: changed while it is `draft`, then submitted, controlled, published (version_id says as what) or discarded.
CREATE TABLE definition_draft (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	kind VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	name VARCHAR(500) NOT NULL,
	state VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT 'draft',
	-- form-js JSON, BPMN XML, DMN XML; '' : nothing is drawn yet
	content MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- the approved version that it began from; NULL: none
	base_version_id BIGINT UNSIGNED NULL,
	owner_agency_id BIGINT UNSIGNED NULL,
	-- ký hiệu and lần ban hành of the quality system (TCVN ISO 9001); '' and 0: not given
	iso_code VARCHAR(60) NOT NULL DEFAULT '',
	issue_no SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	-- the day by which it is to be approved; NULL: none is set
	planned_on DATE NULL,
	decision_no VARCHAR(120) NOT NULL DEFAULT '',
	decision_date DATE NULL,
	from_day DATE NULL,
	version_id BIGINT UNSIGNED NULL,
	created_by BIGINT UNSIGNED NOT NULL,
	created_at DATETIME(6) NOT NULL,
	updated_at DATETIME(6) NOT NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	-- there is one open draft of a definition at most
	open_code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin
		AS (IF(state IN ('draft', 'submitted', 'controlled'), code, NULL)) PERSISTENT,
	PRIMARY KEY (id),
	UNIQUE KEY definition_draft_open (kind, open_code),
	KEY definition_draft_code (kind, code, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- The procedures that a draft is for; case_no 0: all their cases. A case of its own is for processes alone.
CREATE TABLE definition_draft_target (
	draft_id BIGINT UNSIGNED NOT NULL,
	procedure_id BIGINT UNSIGNED NOT NULL,
	case_no SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	PRIMARY KEY (draft_id, procedure_id, case_no),
	KEY definition_draft_target_procedure (procedure_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- What happened to a draft on its way: one line for each act, never changed.
CREATE TABLE definition_act (
	draft_id BIGINT UNSIGNED NOT NULL,
	seq SMALLINT UNSIGNED NOT NULL,
	-- create, edit, targets, submit, take_back, return, control, decide, discard
	kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	at DATETIME(6) NOT NULL,
	officer_id BIGINT UNSIGNED NOT NULL,
	note VARCHAR(2000) NOT NULL DEFAULT '',
	PRIMARY KEY (draft_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- From which day a procedure goes by which version: of several that began, the one with the latest day, then the latest row.
CREATE TABLE definition_use (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	procedure_id BIGINT UNSIGNED NOT NULL,
	-- 0: the procedure as a whole; else that case, before what holds for the whole
	case_no SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	kind VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- NULL: no more one of its own: what the version of the procedure names (a case: what the procedure has)
	version_id BIGINT UNSIGNED NULL,
	from_day DATE NOT NULL,
	decision_no VARCHAR(120) NOT NULL DEFAULT '',
	decision_date DATE NULL,
	PRIMARY KEY (id),
	KEY definition_use_day (procedure_id, kind, case_no, from_day, id),
	KEY definition_use_version (kind, version_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- What a rule, or a walk through a procedure, must come to: kept as a test of every later version.
CREATE TABLE definition_example (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	-- rule, procedure
	kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- of the rule, or of the procedure
	code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	name VARCHAR(500) NOT NULL,
	-- JSON
	given MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	expected MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	created_by BIGINT UNSIGNED NOT NULL,
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY definition_example_code (kind, code, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- What is in force today of definition_use for the procedure as a whole; NULL: what its version names.
ALTER TABLE procedure_item
	ADD COLUMN form_version_id BIGINT UNSIGNED NULL,
	ADD COLUMN process_version_id BIGINT UNSIGNED NULL,
	ADD COLUMN rule_version_id BIGINT UNSIGNED NULL;

CREATE OR REPLACE VIEW procedure_in_force AS
SELECT procedure_item.id AS procedure_id, procedure_item.code, procedure_item.slug, procedure_version.id AS version_id,
	procedure_version.name, procedure_version.service_level, procedure_version.kind, procedure_version.fee_time,
	COALESCE(procedure_item.form_version_id, procedure_version.form_version_id) AS form_version_id,
	COALESCE(procedure_item.process_version_id, procedure_version.process_version_id) AS process_version_id,
	COALESCE(procedure_item.rule_version_id, procedure_version.rule_version_id) AS rule_version_id,
	procedure_version.result_name, procedure_version.state, procedure_version.sector_id
FROM procedure_item JOIN procedure_version ON procedure_version.id = procedure_item.current_version_id;
