-- Bundles bring the shared lists of choices that their forms name. What differs here is taken only if that was ordered.

ALTER TABLE bundle_upload
	ADD COLUMN take_lists BOOLEAN NOT NULL DEFAULT FALSE AFTER approved;
