-- Bundles of procedures that were brought here and wait for an administrator (bundle/).
CREATE TABLE bundle_upload (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	code VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	file_name VARCHAR(255) NOT NULL,
	-- under which name its key is trusted, and which province says that it made it
	signer VARCHAR(400) NOT NULL,
	province VARCHAR(1000) NOT NULL,
	procedures SMALLINT UNSIGNED NOT NULL,
	-- waiting, applied, abandoned
	state VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT 'waiting',
	officer_id BIGINT UNSIGNED NOT NULL,
	created_at DATETIME(6) NOT NULL,
	decided_at DATETIME(6) NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	PRIMARY KEY (id),
	UNIQUE KEY bundle_upload_code (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Its bytes, none more than a packet may hold; gone once it is decided.
CREATE TABLE bundle_piece (
	upload_id BIGINT UNSIGNED NOT NULL,
	seq SMALLINT UNSIGNED NOT NULL,
	content MEDIUMBLOB NOT NULL,
	PRIMARY KEY (upload_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
