-- owner: example
-- include: core
-- include: directory
-- A notice is put up and stays as it is.
-- writes: example_notice
GRANT SELECT, INSERT ON {schema}.example_notice TO {account};
