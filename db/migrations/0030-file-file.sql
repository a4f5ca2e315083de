-- What is stored on disk: one row per file, content-hashed. Written through libdomain's file store (domain/file/).

CREATE TABLE file (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	-- the name it is asked for by: 128 random bits, hexadecimal
	reference CHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	sha256 BINARY(32) NOT NULL,
	size BIGINT UNSIGNED NOT NULL,
	media_type VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	name VARCHAR(255) NOT NULL,
	-- not_scanned, clean, suspect
	scan VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT 'not_scanned',
	-- draft, dossier, result: what it belongs to
	owner_kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	owner_id BIGINT UNSIGNED NOT NULL,
	created_at DATETIME(6) NOT NULL,
	created_by_kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	created_by BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY file_reference (reference),
	KEY file_owner (owner_kind, owner_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
