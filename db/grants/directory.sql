-- What a module needs to read the directory and to sign people in (domain/directory/): included by every module
-- with guarded pages. Who may write agencies and officers says so in its own grant file.
-- writes: agency, agency_history, agency_succession, calendar, calendar_shift, calendar_exception, calendar_stamp, account, officer, role_grant, substitute
GRANT SELECT ON {schema}.agency TO {account};
GRANT SELECT ON {schema}.agency_history TO {account};
GRANT SELECT ON {schema}.agency_succession TO {account};
GRANT SELECT ON {schema}.agency_current TO {account};
GRANT SELECT ON {schema}.calendar TO {account};
GRANT SELECT ON {schema}.calendar_shift TO {account};
GRANT SELECT ON {schema}.calendar_exception TO {account};
GRANT SELECT ON {schema}.calendar_stamp TO {account};
GRANT SELECT, UPDATE ON {schema}.account TO {account};
GRANT SELECT ON {schema}.officer TO {account};
GRANT SELECT ON {schema}.role_grant TO {account};
GRANT SELECT ON {schema}.substitute TO {account};
