-- One change carried into the drafts of many procedures: planned over a filtered list, shown, ordered, done one procedure at
-- a time by the module's job. And what a second person remarks on a section of a draft.

CREATE TABLE bulk_edit (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	-- in its address: SL-...
	code VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	officer_id BIGINT UNSIGNED NOT NULL,
	created_at DATETIME(6) NOT NULL,
	-- the list that it acts upon, as its address
	list VARCHAR(2000) NOT NULL,
	-- level, owner, sector, form, process, rule, offer, audience, life_events
	kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	value VARCHAR(255) NOT NULL,
	reason VARCHAR(500) NOT NULL DEFAULT '',
	-- planned, ordered, done, dropped
	state VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT 'planned',
	ordered_at DATETIME(6) NULL,
	finished_at DATETIME(6) NULL,
	PRIMARY KEY (id),
	UNIQUE KEY bulk_edit_code (code),
	KEY bulk_edit_state (state, ordered_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

CREATE TABLE bulk_edit_item (
	bulk_id BIGINT UNSIGNED NOT NULL,
	procedure_id BIGINT UNSIGNED NOT NULL,
	-- planned: to be done; not_theirs, busy: left out from the start or when its turn came; then changed, same, refused
	outcome VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- whether a draft stood there when it was planned
	had_draft BOOLEAN NOT NULL,
	detail VARCHAR(500) NOT NULL DEFAULT '',
	PRIMARY KEY (bulk_id, procedure_id),
	KEY bulk_edit_item_outcome (bulk_id, outcome)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

ALTER TABLE procedure_review
	-- of a remark: the section of the editor that it is about; '' : the version as a whole
	ADD COLUMN section VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '';
