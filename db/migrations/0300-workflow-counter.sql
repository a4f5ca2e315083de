-- The tracking secret of a paper dossier, sealed, until its receipt is printed: at the counter minutes pass between filing
-- and printing (the fee is taken in between). Rows older than a day are removed; the dossier itself keeps the hash only.

CREATE TABLE receipt_secret (
	dossier_id BIGINT UNSIGNED NOT NULL,
	-- core/security/seal.h, purpose receipt, owner the dossier's id
	sealed VARBINARY(128) NOT NULL,
	created_at DATETIME(6) NOT NULL,
	PRIMARY KEY (dossier_id),
	KEY receipt_secret_age (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
