-- owner: submission
-- writes: draft draft_value draft_paper cosign cosigner rating
-- include: core
-- include: directory
-- include: door
-- include: file
-- include: catalogue_read
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.draft TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.draft_value TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.draft_paper TO {account};
-- Second signers of a filing (0215-submission-cosign.sql).
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.cosign TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.cosigner TO {account};
GRANT SELECT, INSERT ON {schema}.rating TO {account};
-- A citizen's account is made when an address is proved (domain/directory/citizen_store.h).
GRANT SELECT, INSERT, UPDATE ON {schema}.account TO {account};
-- Papers that were removed, and those of drafts that expired (domain/file/file_remove_store.h).
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.file TO {account};
-- Steps and results as workflow publishes them.
GRANT SELECT ON {schema}.dossier_step TO {account};
GRANT SELECT ON {schema}.published_result TO {account};
-- What fills forms in: who a citizen is by their sign-on, and what the register said of them.
GRANT SELECT ON {schema}.account_identity TO {account};
GRANT SELECT ON {schema}.register_answer TO {account};
