-- Where each answer of a dossier came from, where it was not simply typed: who told it, when, and under which number of theirs.
-- provenance is one of typed, prefilled, changed (other than what the origin said) and computed.

ALTER TABLE dossier_value
	-- account, sign_on, population, earlier; '': nobody
	ADD COLUMN origin VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	-- the register's number of the request, or the number of the earlier dossier
	ADD COLUMN reference VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	ADD COLUMN taken_at DATETIME(6) NULL;
