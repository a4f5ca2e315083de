-- What a version says changes only while it is a draft. The module's code keeps that rule; here the database keeps it against
-- the module. Only the account that migrates may mend what is published.

-- Nothing is ever in this table: who tries to change a version that is no draft tries to write here, and is refused by the
-- name of the rule.
CREATE TABLE procedure_frozen (
	procedure_version_id BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (procedure_version_id),
	CONSTRAINT a_version_changes_only_as_a_draft CHECK (procedure_version_id IS NULL)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_vietnamese_ci;

ALTER TABLE procedure_version
	-- NULL: a draft whose day nobody has set
	MODIFY COLUMN effective_from DATE NULL;

-- One version of a procedure is at work at a time; the work list of the catalogue asks by state.
CREATE INDEX procedure_version_state ON procedure_version (state, updated_at);

CREATE TRIGGER procedure_version_frozen BEFORE UPDATE ON procedure_version FOR EACH ROW
INSERT INTO procedure_frozen SELECT OLD.id FROM DUAL
WHERE SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1) AND OLD.state <> 'draft'
	AND (OLD.id <> NEW.id OR OLD.procedure_id <> NEW.procedure_id OR OLD.version_no <> NEW.version_no
	OR OLD.name <> NEW.name OR OLD.sector_id <> NEW.sector_id OR OLD.tiers <> NEW.tiers
	OR OLD.service_level <> NEW.service_level OR NOT OLD.old_level <=> NEW.old_level OR OLD.kind <> NEW.kind
	OR OLD.run_by <> NEW.run_by OR OLD.external_url <> NEW.external_url OR OLD.level_reason <> NEW.level_reason
	OR OLD.audience <> NEW.audience OR OLD.audience_note <> NEW.audience_note OR OLD.life_events <> NEW.life_events
	OR OLD.keywords <> NEW.keywords OR OLD.steps <> NEW.steps OR OLD.conditions <> NEW.conditions
	OR OLD.legal_basis <> NEW.legal_basis OR OLD.result_name <> NEW.result_name OR OLD.copies <> NEW.copies
	OR OLD.fee_time <> NEW.fee_time OR NOT OLD.form_version_id <=> NEW.form_version_id
	OR NOT OLD.process_version_id <=> NEW.process_version_id OR NOT OLD.rule_version_id <=> NEW.rule_version_id
	-- the decision and the first day are set by the act that decides, and stand then
	OR (OLD.state IN ('published', 'superseded') AND (OLD.decision_no <> NEW.decision_no
	OR NOT OLD.decision_date <=> NEW.decision_date OR NOT OLD.effective_from <=> NEW.effective_from))
	-- and nothing that was in force goes back into work
	OR (OLD.state IN ('published', 'superseded', 'discarded') AND NEW.state NOT IN ('published', 'superseded', 'discarded')));

CREATE TRIGGER procedure_case_insert_frozen BEFORE INSERT ON procedure_case FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (NEW.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_case_update_frozen BEFORE UPDATE ON procedure_case FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (OLD.procedure_version_id, NEW.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_case_delete_frozen BEFORE DELETE ON procedure_case FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (OLD.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_channel_insert_frozen BEFORE INSERT ON procedure_channel FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (NEW.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_channel_update_frozen BEFORE UPDATE ON procedure_channel FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (OLD.procedure_version_id, NEW.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_channel_delete_frozen BEFORE DELETE ON procedure_channel FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (OLD.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_requirement_insert_frozen BEFORE INSERT ON procedure_requirement FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (NEW.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_requirement_update_frozen BEFORE UPDATE ON procedure_requirement FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (OLD.procedure_version_id, NEW.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_requirement_delete_frozen BEFORE DELETE ON procedure_requirement FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (OLD.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_offering_insert_frozen BEFORE INSERT ON procedure_offering FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (NEW.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_offering_update_frozen BEFORE UPDATE ON procedure_offering FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (OLD.procedure_version_id, NEW.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_offering_delete_frozen BEFORE DELETE ON procedure_offering FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (OLD.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_fee_insert_frozen BEFORE INSERT ON procedure_fee FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (NEW.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_fee_update_frozen BEFORE UPDATE ON procedure_fee FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (OLD.procedure_version_id, NEW.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_fee_delete_frozen BEFORE DELETE ON procedure_fee FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (OLD.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_result_insert_frozen BEFORE INSERT ON procedure_result FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (NEW.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_result_update_frozen BEFORE UPDATE ON procedure_result FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (OLD.procedure_version_id, NEW.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_result_delete_frozen BEFORE DELETE ON procedure_result FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (OLD.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_basis_insert_frozen BEFORE INSERT ON procedure_basis FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (NEW.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_basis_update_frozen BEFORE UPDATE ON procedure_basis FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (OLD.procedure_version_id, NEW.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_basis_delete_frozen BEFORE DELETE ON procedure_basis FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (OLD.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_agency_insert_frozen BEFORE INSERT ON procedure_agency FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (NEW.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_agency_update_frozen BEFORE UPDATE ON procedure_agency FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (OLD.procedure_version_id, NEW.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_agency_delete_frozen BEFORE DELETE ON procedure_agency FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (OLD.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_relation_insert_frozen BEFORE INSERT ON procedure_relation FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (NEW.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_relation_update_frozen BEFORE UPDATE ON procedure_relation FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (OLD.procedure_version_id, NEW.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
CREATE TRIGGER procedure_relation_delete_frozen BEFORE DELETE ON procedure_relation FOR EACH ROW
INSERT INTO procedure_frozen SELECT id FROM procedure_version WHERE id IN (OLD.procedure_version_id) AND state <> 'draft'
	AND SUBSTRING_INDEX(USER(), '@', 1) <> SUBSTRING_INDEX(CURRENT_USER(), '@', 1);
