// A draft of a definition, put into the database where a test is about an editor and not about how drafts begin.
import { quote, sql } from './db.mjs';

const NOW = "(NOW(6) + INTERVAL COALESCE((SELECT value FROM core_setting WHERE name = 'test_clock_offset_us'), 0) MICROSECOND)";

// Owned by the office of the People's Committee, so that administrators and its drafters may change it.
export function givenDraft(instance, kind, code, name, content = '') {
	sql(`INSERT INTO definition_item (kind, code, name) VALUES (${quote(kind)}, ${quote(code)}, ${quote(name)})
	ON DUPLICATE KEY UPDATE name = VALUES(name);
INSERT INTO definition_draft (kind, code, name, content, created_by, created_at, updated_at)
	VALUES (${quote(kind)}, ${quote(code)}, ${quote(name)}, ${quote(content)}, (SELECT MIN(id) FROM officer), ${NOW}, ${NOW});`, instance);
}
