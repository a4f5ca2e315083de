-- What a module needs to read the catalogue: included by submission, workflow, payment and exchange.
GRANT SELECT ON {schema}.sector TO {account};
GRANT SELECT ON {schema}.procedure_item TO {account};
GRANT SELECT ON {schema}.procedure_alias TO {account};
GRANT SELECT ON {schema}.procedure_version TO {account};
GRANT SELECT ON {schema}.procedure_case TO {account};
GRANT SELECT ON {schema}.procedure_channel TO {account};
GRANT SELECT ON {schema}.procedure_requirement TO {account};
GRANT SELECT ON {schema}.procedure_offering TO {account};
GRANT SELECT ON {schema}.procedure_suspension TO {account};
GRANT SELECT ON {schema}.procedure_in_force TO {account};
GRANT SELECT ON {schema}.form_version TO {account};
GRANT SELECT ON {schema}.process_version TO {account};
GRANT SELECT ON {schema}.rule_version TO {account};
GRANT SELECT ON {schema}.offering_today TO {account};
GRANT SELECT ON {schema}.definition_use TO {account};
GRANT SELECT ON {schema}.choice_list TO {account};
GRANT SELECT ON {schema}.choice_item TO {account};
