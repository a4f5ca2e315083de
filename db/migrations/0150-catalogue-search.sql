-- Search learns from those who use it: one word may stand for several official ones, or for nothing at all; what found
-- nothing is counted by day.

ALTER TABLE search_synonym
	-- '': the word says nothing about what is sought ("ở đâu"), and search passes over it
	MODIFY COLUMN meaning VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	DROP PRIMARY KEY,
	ADD PRIMARY KEY (word, meaning);

-- Who asked is not kept, nor when within the day; numbers are masked before they come here.
CREATE TABLE search_miss (
	day DATE NOT NULL,
	-- folded words, digits as #
	words VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	times INT UNSIGNED NOT NULL,
	PRIMARY KEY (day, words)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
