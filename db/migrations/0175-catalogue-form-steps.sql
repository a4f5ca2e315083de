-- What a form said before each of its last changes in the editor of forms, so that a change can be taken back.
CREATE TABLE form_design_step (
	draft_id BIGINT UNSIGNED NOT NULL,
	-- the version of the draft that said it
	version INT UNSIGNED NOT NULL,
	content MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (draft_id, version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
