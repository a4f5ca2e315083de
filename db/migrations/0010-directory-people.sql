-- The directory: agencies, their calendars, officers, roles and sign-in accounts.
-- Written through libdomain's directory store (domain/directory/); see db/grants/directory.sql for who may.
-- References are compared byte for byte (utf8mb4_nopad_bin); people's names sort by utf8mb4_vietnamese_ci.

CREATE TABLE agency (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	-- QĐ 20/2020/QĐ-TTg, Đ4: at most 35 characters, groups from left to right
	code VARCHAR(35) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- the statistics code of the administrative unit, used in addresses; never mixed with `code`
	statistics_code VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	parent_id BIGINT UNSIGNED NULL,
	name VARCHAR(255) NOT NULL,
	short_name VARCHAR(120) NOT NULL,
	slug VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- province, department, district, commune, centre, section, vertical
	tier VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	address VARCHAR(500) NOT NULL DEFAULT '',
	working_hours VARCHAR(500) NOT NULL DEFAULT '',
	hotline VARCHAR(60) NOT NULL DEFAULT '',
	email VARCHAR(254) NOT NULL DEFAULT '',
	calendar_id BIGINT UNSIGNED NULL,
	valid_from DATE NOT NULL,
	valid_to DATE NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	PRIMARY KEY (id),
	UNIQUE KEY agency_code (code),
	UNIQUE KEY agency_slug (slug),
	KEY agency_parent (parent_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Which agency took over from which, by what decision.
CREATE TABLE agency_succession (
	agency_id BIGINT UNSIGNED NOT NULL,
	successor_id BIGINT UNSIGNED NOT NULL,
	effective DATE NOT NULL,
	decision VARCHAR(120) NOT NULL,
	PRIMARY KEY (agency_id, successor_id),
	KEY agency_succession_successor (successor_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Every agency, old or new, and who answers for it today (itself, or the end of its chain of successors).
CREATE VIEW agency_current AS
WITH RECURSIVE chain (agency_id, current_id, depth) AS (
	SELECT id, id, 0 FROM agency
	UNION ALL
	SELECT chain.agency_id, agency_succession.successor_id, chain.depth + 1
	FROM chain JOIN agency_succession ON agency_succession.agency_id = chain.current_id
	WHERE chain.depth < 8
)
SELECT chain.agency_id, chain.current_id FROM chain
WHERE NOT EXISTS (SELECT 1 FROM agency_succession later WHERE later.agency_id = chain.current_id);

CREATE TABLE calendar (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	code VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	name VARCHAR(255) NOT NULL,
	valid_from DATE NOT NULL,
	valid_to DATE NOT NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	PRIMARY KEY (id),
	UNIQUE KEY calendar_code (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- The weekly pattern: weekday 1 = Monday .. 7 = Sunday; minutes of the local day.
CREATE TABLE calendar_shift (
	calendar_id BIGINT UNSIGNED NOT NULL,
	weekday TINYINT UNSIGNED NOT NULL,
	from_minute SMALLINT UNSIGNED NOT NULL,
	to_minute SMALLINT UNSIGNED NOT NULL,
	PRIMARY KEY (calendar_id, weekday, from_minute)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- A day off (kind 'off'), or a make-up day worked with the shifts of another weekday (kind 'worked').
CREATE TABLE calendar_exception (
	calendar_id BIGINT UNSIGNED NOT NULL,
	day DATE NOT NULL,
	kind VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	pattern_weekday TINYINT UNSIGNED NULL,
	reason VARCHAR(255) NOT NULL,
	PRIMARY KEY (calendar_id, day)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Sign-in of citizens and officers alike. `login` is a telephone number, an e-mail address or an officer's code.
CREATE TABLE account (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	login VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	name VARCHAR(255) NOT NULL,
	phone VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	-- PHC string; NULL: only one-time codes
	password_hash VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	-- sealed with the installation's key (core/security/seal.h)
	totp_seed VARBINARY(128) NULL,
	totp_last_step BIGINT NOT NULL DEFAULT 0,
	failures SMALLINT UNSIGNED NOT NULL DEFAULT 0,
	locked_until DATETIME(6) NULL,
	created_at DATETIME(6) NOT NULL,
	last_sign_in_at DATETIME(6) NULL,
	active BOOLEAN NOT NULL DEFAULT TRUE,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	PRIMARY KEY (id),
	UNIQUE KEY account_login (kind, login)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

CREATE TABLE officer (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	account_id BIGINT UNSIGNED NOT NULL,
	code VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	name VARCHAR(255) NOT NULL,
	position VARCHAR(255) NOT NULL,
	agency_id BIGINT UNSIGNED NOT NULL,
	phone VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	valid_from DATE NOT NULL,
	valid_to DATE NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	PRIMARY KEY (id),
	UNIQUE KEY officer_account (account_id),
	UNIQUE KEY officer_code (code),
	KEY officer_agency (agency_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- role × agency × procedure: procedure_code '*' means every procedure of the agency.
-- Roles: intake, processing, section_head, leader, clerk, returning, cashier, administrator.
CREATE TABLE role_grant (
	officer_id BIGINT UNSIGNED NOT NULL,
	role VARCHAR(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	agency_id BIGINT UNSIGNED NOT NULL,
	procedure_code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '*',
	valid_from DATE NOT NULL,
	valid_to DATE NULL,
	PRIMARY KEY (officer_id, role, agency_id, procedure_code),
	KEY role_grant_agency (agency_id, role)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

CREATE TABLE substitute (
	officer_id BIGINT UNSIGNED NOT NULL,
	substitute_id BIGINT UNSIGNED NOT NULL,
	valid_from DATE NOT NULL,
	valid_to DATE NOT NULL,
	PRIMARY KEY (officer_id, substitute_id, valid_from)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
