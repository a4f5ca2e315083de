-- What a module needs to write the directory (imports of agencies and officers): included by workflow.
GRANT SELECT, INSERT, UPDATE ON {schema}.agency TO {account};
GRANT SELECT, INSERT ON {schema}.agency_history TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.agency_succession TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.calendar TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.calendar_shift TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.calendar_exception TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.account TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.officer TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.role_grant TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.substitute TO {account};
