-- Running dossiers may go over to a newer version of their form or process (domain/dossier/door_store.h: definition_changed).

-- The form by which the answers were declared, where another one asks since; NULL: form_version_id.
ALTER TABLE dossier ADD COLUMN declared_form_version_id BIGINT UNSIGNED NULL AFTER rule_version_id;

-- Which dossiers run by a version of a form or process.
ALTER TABLE dossier ADD KEY dossier_form (form_version_id, state, id), ADD KEY dossier_process (process_version_id, state, id);

-- One row for each running dossier, to be counted by those who draw definitions: they see no dossier, and none is named here.
CREATE VIEW form_running AS
SELECT form_version_id AS version_id, state FROM dossier
WHERE form_version_id IS NOT NULL AND state IN ('submitted', 'intake_supplement', 'intake_fee_due', 'received', 'in_progress',
	'supplement_due', 'fee_due', 'stopped');
CREATE VIEW process_running AS
SELECT process_version_id AS version_id, state FROM dossier
WHERE process_version_id IS NOT NULL AND state IN ('submitted', 'intake_supplement', 'intake_fee_due', 'received', 'in_progress',
	'supplement_due', 'fee_due', 'stopped');
