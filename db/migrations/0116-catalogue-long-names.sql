-- Names of procedures are as long as the law words them: one in force has 1,094 characters.

ALTER TABLE procedure_version MODIFY COLUMN name VARCHAR(2000) NOT NULL;
ALTER TABLE import_line MODIFY COLUMN name VARCHAR(2000) NOT NULL DEFAULT '';
