-- Bundles are compared and written by a job: what it found, how far it is, what was ordered.

ALTER TABLE bundle_upload
	-- received, waiting (compared), ordered, writing, applied, abandoned, refused (nobody trusts its key any more)
	MODIFY COLUMN state VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT 'received',
	-- how many of its parts were compared: where a comparison that was interrupted goes on
	ADD COLUMN compared INT UNSIGNED NOT NULL DEFAULT 0,
	-- the order: in force by the decision, or as drafts
	ADD COLUMN approved BOOLEAN NOT NULL DEFAULT FALSE,
	ADD COLUMN decision_no VARCHAR(120) NOT NULL DEFAULT '',
	ADD COLUMN decision_date DATE NULL,
	ADD COLUMN from_day DATE NULL,
	ADD COLUMN ordered_by BIGINT UNSIGNED NULL,
	-- why nothing was written: a message key, and what it is about
	ADD COLUMN fault VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	ADD COLUMN fault_about VARCHAR(1000) NOT NULL DEFAULT '',
	ADD COLUMN written INT UNSIGNED NOT NULL DEFAULT 0,
	ADD KEY bundle_upload_state (state, id);

-- Those that waited were never compared by the job.
UPDATE bundle_upload SET state = 'received' WHERE state = 'waiting';

-- What the comparison found, one line for each part.
CREATE TABLE bundle_line (
	upload_id BIGINT UNSIGNED NOT NULL,
	-- what stands in the way comes first
	place INT UNSIGNED NOT NULL,
	kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	code VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	name VARCHAR(1000) NOT NULL,
	-- same, lacking, new, changed, failing, blocked
	state VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
	-- a message key, and the member or element
	why VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
	about VARCHAR(400) NOT NULL DEFAULT '',
	changes INT UNSIGNED NOT NULL DEFAULT 0,
	-- of a changed definition: what the bundle says
	content MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
	PRIMARY KEY (upload_id, place)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

-- How far the writing is: beside the one transaction in which it happens, so that others see it.
CREATE TABLE bundle_progress (
	upload_id BIGINT UNSIGNED NOT NULL,
	done INT UNSIGNED NOT NULL,
	total INT UNSIGNED NOT NULL,
	PRIMARY KEY (upload_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;
