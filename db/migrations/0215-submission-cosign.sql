-- Second signers: a filing whose form names somebody who must sign too waits as a draft in state 'signing' until all have
-- confirmed. Nothing has reached an agency before; no legal term runs. Written by submission alone.

-- One row per draft that was ever offered for signing.
CREATE TABLE cosign (
	draft_id BIGINT UNSIGNED NOT NULL,
	-- what is signed: SHA-256 over answers, papers, procedure and definitions (modules/submission/cosign/cosign_digest.h)
	digest BINARY(32) NOT NULL,
	-- how often it was offered: part of the keys of its messages
	round INT UNSIGNED NOT NULL,
	asked_at DATETIME(6) NOT NULL,
	-- where the applicant is told of a refusal and before the draft expires
	email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	phone VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	language CHAR(2) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- the applicant was told that it is about to expire
	warned BOOLEAN NOT NULL DEFAULT FALSE,
	PRIMARY KEY (draft_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- One row per person who must sign, in the order of the form.
CREATE TABLE cosigner (
	draft_id BIGINT UNSIGNED NOT NULL,
	position SMALLINT UNSIGNED NOT NULL,
	-- which group, or row of a list, of the form names this person
	group_id VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	row_no SMALLINT UNSIGNED NOT NULL,
	name VARCHAR(255) NOT NULL,
	email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	phone VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- waiting, confirmed, declined
	state VARCHAR(12) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	asked_at DATETIME(6) NOT NULL,
	reminders TINYINT UNSIGNED NOT NULL DEFAULT 0,
	-- SHA-256 of the invitation's code, and the code sealed, to be sent or printed again; NULL: taken back
	link_hash BINARY(32) NULL,
	sealed_link VARBINARY(128) NULL,
	-- who has proved to be this person reads and answers with this token for a while: SHA-256 of it, until when, by what
	-- (code: sent to the address; account: signed in with it), which address
	proof_hash BINARY(32) NULL,
	proof_until DATETIME(6) NULL,
	method VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	address VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	answered_at DATETIME(6) NULL,
	reason VARCHAR(500) NOT NULL DEFAULT '',
	PRIMARY KEY (draft_id, position),
	UNIQUE KEY cosigner_link (link_hash),
	UNIQUE KEY cosigner_proof (proof_hash),
	KEY cosigner_waiting (state, reminders, asked_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
