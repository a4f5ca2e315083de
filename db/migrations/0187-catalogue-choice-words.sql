-- What people may type of a choice to find it in a list of thousands: its name and its code as words, each behind a space, in small
-- letters and with d for đ. The collation knows no marks, so that "ha noi" finds Hà Nội; no punctuation, so that words are words.

ALTER TABLE choice_item
	ADD COLUMN words VARCHAR(400) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_nopad_ci
		AS (CONCAT(' ', REPLACE(REGEXP_REPLACE(LOWER(CONCAT(label, ' ', value)), '[^\\p{L}\\p{N}]+', ' '), 'đ', 'd'))) STORED;
