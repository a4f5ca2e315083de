-- owner: workflow
-- include: core
-- include: directory
-- include: directory_write
-- include: door
-- include: file
-- include: catalogue_read
-- include: payment_read
-- The steps of the work, results, opinions asked, imports of the organisation (0310-workflow-process.sql).
-- writes: process_instance, task, step_timer, consultation, result, organisation_import
GRANT SELECT, INSERT, UPDATE ON {schema}.process_instance TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.task TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.step_timer TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.consultation TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.result TO {account};
GRANT SELECT, INSERT ON {schema}.organisation_import TO {account};
GRANT SELECT, UPDATE, DELETE ON {schema}.outbox TO {account};
-- The counter (0300-workflow-counter.sql).
-- writes: receipt_secret
GRANT SELECT, INSERT, DELETE ON {schema}.receipt_secret TO {account};
-- An upload whose act was done already by the first of two clicks (domain/file/file_remove_store.h).
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.file TO {account};
-- Open dossiers of agencies that ended, and who answers for them now (0120-catalogue-agency.sql).
GRANT SELECT ON {schema}.agency_dossier_move TO {account};
