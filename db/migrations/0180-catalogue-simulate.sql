-- Trying a procedure out before it is published (simulate/): walks that officers have under way, and what became of the
-- examples that were kept of them (definition_example, 0170-catalogue-definition.sql).

-- A sample dossier on its way; nothing of it is a dossier. Belongs to the officer who began it.
CREATE TABLE definition_walk (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	reference VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	officer_id BIGINT UNSIGNED NOT NULL,
	procedure_code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	procedure_name VARCHAR(1000) NOT NULL,
	-- which definition of each kind: 'v' and the id of a version, 'd' and the id of a draft, '' for none
	form_pick VARCHAR(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	process_pick VARCHAR(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	rule_pick VARCHAR(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- simulate/walk_record.h, without the calendar
	given MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	created_at DATETIME(6) NOT NULL,
	touched_at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY definition_walk_reference (reference),
	KEY definition_walk_officer (officer_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- What happened to an example: kept, its new outcome accepted with a reason, removed. Never changed.
CREATE TABLE definition_example_act (
	example_id BIGINT UNSIGNED NOT NULL,
	seq SMALLINT UNSIGNED NOT NULL,
	-- create, accept, remove
	kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	at DATETIME(6) NOT NULL,
	officer_id BIGINT UNSIGNED NULL,
	note VARCHAR(2000) NOT NULL DEFAULT '',
	-- what was expected until then; NULL for create
	expected MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	PRIMARY KEY (example_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
