-- What a module needs to use the dossier door (domain/dossier/door_store.h): included by the modules that use it.
-- writes: dossier, dossier_party, dossier_paper, dossier_value, dossier_event, dossier_clock, code_counter, outbox
GRANT SELECT, INSERT, UPDATE ON {schema}.dossier TO {account};
GRANT SELECT, INSERT ON {schema}.dossier_party TO {account};
GRANT SELECT, INSERT ON {schema}.dossier_paper TO {account};
GRANT SELECT, INSERT ON {schema}.dossier_value TO {account};
GRANT SELECT, INSERT ON {schema}.dossier_event TO {account};
GRANT SELECT, INSERT ON {schema}.dossier_clock TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.code_counter TO {account};
GRANT INSERT ON {schema}.outbox TO {account};
