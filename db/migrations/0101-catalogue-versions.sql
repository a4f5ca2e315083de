-- What the loader compares a version by, and which procedure took the place of one that ended.

ALTER TABLE procedure_version
	-- over everything the version says and the ids of its definitions; NULL for versions made before this column
	ADD COLUMN content_sha256 BINARY(32) NULL;

ALTER TABLE procedure_item
	-- code of the procedure that replaced this one; NULL: none
	ADD COLUMN replaced_by VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL;
