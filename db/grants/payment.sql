-- owner: payment
-- include: core
-- include: directory
-- include: door
-- include: payment_read
-- writes: demand, demand_line, attempt, callback_evidence, ledger_account, ledger_transfer, ledger_break, refund, receipt_counter, receipt
GRANT SELECT, INSERT, UPDATE ON {schema}.demand TO {account};
GRANT SELECT, INSERT ON {schema}.demand_line TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.attempt TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.callback_evidence TO {account};
GRANT SELECT ON {schema}.ledger_account TO {account};
-- The books are added to, never changed.
GRANT SELECT, INSERT ON {schema}.ledger_transfer TO {account};
GRANT SELECT, INSERT ON {schema}.ledger_break TO {account};
GRANT SELECT, INSERT ON {schema}.refund TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.receipt_counter TO {account};
GRANT SELECT, INSERT ON {schema}.receipt TO {account};
-- Consuming its own rows.
GRANT SELECT, UPDATE, DELETE ON {schema}.outbox TO {account};
