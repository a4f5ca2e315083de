-- The same of answers still in a draft (0210): as it was when the page was saved. NULL: a row of before, or the applicant's page.

ALTER TABLE draft_value
	ADD COLUMN provenance VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	ADD COLUMN origin VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	ADD COLUMN reference VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	ADD COLUMN taken_at DATETIME(6) NULL;
