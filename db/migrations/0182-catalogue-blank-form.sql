-- Files to download and fill in, and forms of results, that came with a bundle: under the name by which records of procedures
-- call them (template_file). A name without a row here is a file that was installed with the program (www/static/mau-don).

-- What is in them, each content once.
CREATE TABLE blank_form_content (
	sha256 BINARY(32) NOT NULL,
	size INT UNSIGNED NOT NULL,
	content MEDIUMBLOB NOT NULL,
	PRIMARY KEY (sha256)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- From which day a name stands for which content: of several that began, the one with the latest day, then the latest row.
CREATE TABLE blank_form (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	name VARCHAR(160) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	media_type VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	sha256 BINARY(32) NOT NULL,
	-- the version of a procedure with which it came
	procedure_version_id BIGINT UNSIGNED NOT NULL,
	-- NULL: from the day on which that version is in force, once it is published
	from_day DATE NULL,
	-- NULL: the command line
	officer_id BIGINT UNSIGNED NULL,
	at DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY blank_form_day (name, from_day, id),
	KEY blank_form_version (procedure_version_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
