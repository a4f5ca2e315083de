-- What a module needs to keep files (domain/file/file_store.h): included by submission, workflow and payment.
-- writes: file
GRANT SELECT, INSERT, UPDATE ON {schema}.file TO {account};
