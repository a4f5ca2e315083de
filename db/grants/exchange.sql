-- owner: exchange
-- include: core
-- include: directory
-- Messages to people and how each attempt ended (0500-exchange-delivery.sql).
-- writes: delivery, message_log, account_identity, register_lookup
GRANT SELECT, INSERT, UPDATE ON {schema}.delivery TO {account};
GRANT SELECT, INSERT ON {schema}.message_log TO {account};
-- Who a citizen is by their sign-on, and what the population register was asked (0510-exchange-register.sql).
GRANT SELECT, INSERT, UPDATE ON {schema}.account_identity TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.register_lookup TO {account};
-- Its own rows of the outbox: it consumes and never adds.
GRANT SELECT, UPDATE ON {schema}.outbox TO {account};
-- What a notice tells is read from the dossier and its journal.
GRANT SELECT ON {schema}.dossier TO {account};
GRANT SELECT ON {schema}.dossier_party TO {account};
GRANT SELECT ON {schema}.dossier_paper TO {account};
GRANT SELECT ON {schema}.dossier_value TO {account};
GRANT SELECT ON {schema}.dossier_event TO {account};
GRANT SELECT ON {schema}.dossier_clock TO {account};
-- Whose draft a question to the register is for.
GRANT SELECT ON {schema}.draft_owner TO {account};
