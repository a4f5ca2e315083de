-- owner: core
-- writes: core_migration core_session core_one_time_code core_throttle core_idempotency core_setting
-- writes: core_setting_history core_job_lease
-- What every module's account needs of core's tables. core_migration and the settings are written by dvcctl's account.
GRANT SELECT ON {schema}.core_migration TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.core_session TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.core_one_time_code TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.core_throttle TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.core_idempotency TO {account};
GRANT SELECT ON {schema}.core_setting TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.core_job_lease TO {account};
