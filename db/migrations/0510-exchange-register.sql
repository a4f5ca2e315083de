-- Who a citizen is, as a trusted third party vouched for it, and what the population register was asked about them.
-- Written by the exchange module alone; submission reads both to fill forms in.

-- One per account: the claims of the last sign-on (level: its assurance, 1 to 3).
CREATE TABLE account_identity (
	account_id BIGINT UNSIGNED NOT NULL,
	-- vneid
	issuer VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	subject VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	level TINYINT UNSIGNED NOT NULL,
	person_number CHAR(12) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	full_name VARCHAR(255) NOT NULL,
	birth_date DATE NULL,
	verified_at DATETIME(6) NOT NULL,
	PRIMARY KEY (account_id),
	UNIQUE KEY account_identity_subject (issuer, subject)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- Every question to the register, whatever came of it: who asked about whom, for which draft of which procedure. The answer
-- itself is sealed and forgotten after a day (Luật 91/2025/QH15, Đ3: no longer than its purpose needs); the record stays.
CREATE TABLE register_lookup (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
	-- MaYeuCau: the number under which the register knows the question
	request CHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	account_id BIGINT UNSIGNED NOT NULL,
	draft_reference CHAR(22) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	procedure_code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- HMAC-SHA-256 of the personal number under the installation's key
	number_hash BINARY(32) NOT NULL,
	asked_at DATETIME(6) NOT NULL,
	-- asking; found, empty, other_person, down (no answer, none in time, none that could be read)
	outcome VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	took_ms INT UNSIGNED NOT NULL DEFAULT 0,
	-- JSON of the facts, sealed for the account (core/security/seal.h); NULL: none, or forgotten
	facts VARBINARY(4200) NULL,
	PRIMARY KEY (id),
	UNIQUE KEY register_lookup_request (request),
	KEY register_lookup_draft (draft_reference, id),
	KEY register_lookup_age (asked_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- What submission may know of it.
CREATE VIEW register_answer AS
	SELECT id, account_id, draft_reference, request, asked_at, outcome, facts FROM register_lookup;
