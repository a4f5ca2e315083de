-- By which definition each procedure in force goes today, as a whole: what was approved for it, else what its version names.

CREATE VIEW form_today AS
SELECT item.id AS procedure_id, item.code AS procedure_code, item.owner_agency_id, current.name AS procedure_name,
	definition.id AS version_id, definition.code, definition.version_no
FROM procedure_item item JOIN procedure_version current ON current.id = item.current_version_id
	JOIN form_version definition ON definition.id = COALESCE(item.form_version_id, current.form_version_id);

CREATE VIEW process_today AS
SELECT item.id AS procedure_id, item.code AS procedure_code, item.owner_agency_id, current.name AS procedure_name,
	definition.id AS version_id, definition.code, definition.version_no
FROM procedure_item item JOIN procedure_version current ON current.id = item.current_version_id
	JOIN process_version definition ON definition.id = COALESCE(item.process_version_id, current.process_version_id);

CREATE VIEW rule_today AS
SELECT item.id AS procedure_id, item.code AS procedure_code, item.owner_agency_id, current.name AS procedure_name,
	definition.id AS version_id, definition.code, definition.version_no
FROM procedure_item item JOIN procedure_version current ON current.id = item.current_version_id
	JOIN rule_version definition ON definition.id = COALESCE(item.rule_version_id, current.rule_version_id);
