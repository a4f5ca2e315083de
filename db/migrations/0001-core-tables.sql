-- Core's own tables: sessions, one-time codes, throttles, answered requests, settings. Times are UTC.
-- Text is utf8mb4 and compared byte by byte; a column that people search or sort by declares its own collation.

CREATE TABLE core_session (
	token_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of the cookie',
	kind VARCHAR(16) NOT NULL COMMENT 'citizen or officer',
	account_id BIGINT NOT NULL,
	acting_for BIGINT NULL COMMENT 'organisation or person on whose behalf',
	agent_label VARCHAR(120) NOT NULL DEFAULT '' COMMENT 'browser and system, shown in the list of sessions',
	created_at DATETIME(6) NOT NULL,
	seen_at DATETIME(6) NOT NULL COMMENT 'the idle limit counts from here',
	expires_at DATETIME(6) NOT NULL COMMENT 'the absolute limit',
	second_factor_at DATETIME(6) NULL COMMENT 'NULL: password only so far',
	PRIMARY KEY (token_hash),
	KEY core_session_account (kind, account_id),
	KEY core_session_expiry (expires_at)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE core_one_time_code (
	id BINARY(16) NOT NULL,
	purpose VARCHAR(32) NOT NULL,
	target_hash BINARY(32) NOT NULL COMMENT 'keyed hash of the address or account that it was sent to',
	code_hash BINARY(32) NOT NULL,
	tries_left TINYINT NOT NULL,
	created_at DATETIME(6) NOT NULL,
	expires_at DATETIME(6) NOT NULL,
	used_at DATETIME(6) NULL,
	PRIMARY KEY (id),
	KEY core_one_time_code_target (target_hash, purpose, created_at),
	KEY core_one_time_code_expiry (expires_at)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE core_throttle (
	bucket VARBINARY(96) NOT NULL COMMENT 'what is counted and for whom, hashed where it names a person',
	window_start DATETIME(6) NOT NULL,
	hits INT NOT NULL,
	PRIMARY KEY (bucket),
	KEY core_throttle_age (window_start)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE core_idempotency (
	scope VARBINARY(64) NOT NULL COMMENT 'whose key and for which route',
	key_hash BINARY(32) NOT NULL,
	request_hash BINARY(32) NOT NULL COMMENT 'the same key with another request is refused',
	answer_status INT NULL COMMENT 'NULL: still being answered',
	answer_location VARCHAR(512) NULL,
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (scope, key_hash),
	KEY core_idempotency_age (created_at)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE core_setting (
	name VARCHAR(96) NOT NULL,
	value TEXT NOT NULL,
	version INT NOT NULL DEFAULT 1,
	changed_at DATETIME(6) NOT NULL,
	changed_by VARCHAR(96) NOT NULL,
	PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE core_setting_history (
	name VARCHAR(96) NOT NULL,
	version INT NOT NULL,
	value TEXT NOT NULL,
	changed_at DATETIME(6) NOT NULL,
	changed_by VARCHAR(96) NOT NULL,
	PRIMARY KEY (name, version)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
