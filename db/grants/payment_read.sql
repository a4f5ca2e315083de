-- What a module needs to show what a dossier owes and has paid: included by submission and workflow.
GRANT SELECT ON {schema}.payment_balance TO {account};
