-- owner: catalogue
-- include: core
-- include: directory
-- writes: sector, procedure_item, procedure_alias, procedure_version, procedure_case, procedure_channel, procedure_requirement, procedure_offering, form_version, process_version, rule_version, search_synonym, publication, procedure_fee, procedure_result, procedure_basis, procedure_agency, procedure_relation, procedure_review, procedure_suspension, import_run, import_piece, import_line
-- writes: search_miss
-- writes: procedure_frozen
-- writes: bulk_edit, bulk_edit_item
-- writes: content_article, content_article_procedure, content_question, content_notice, content_act
GRANT SELECT, INSERT, UPDATE ON {schema}.sector TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.procedure_item TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.procedure_alias TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.procedure_version TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.procedure_case TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.procedure_channel TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.procedure_requirement TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.procedure_offering TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.procedure_fee TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.procedure_result TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.procedure_basis TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.procedure_agency TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.procedure_relation TO {account};
GRANT SELECT, INSERT ON {schema}.procedure_review TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.procedure_suspension TO {account};
GRANT SELECT, INSERT ON {schema}.form_version TO {account};
GRANT SELECT, INSERT ON {schema}.process_version TO {account};
GRANT SELECT, INSERT ON {schema}.rule_version TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.search_synonym TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.search_miss TO {account};
GRANT SELECT, INSERT ON {schema}.publication TO {account};
GRANT SELECT ON {schema}.procedure_in_force TO {account};
-- Orders to publish: an administrator's button writes them, the module's job meets them.
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.outbox TO {account};
-- News, guides, questions, notices.
GRANT SELECT, INSERT, UPDATE ON {schema}.content_article TO {account};
GRANT SELECT, INSERT, DELETE ON {schema}.content_article_procedure TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.content_question TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.content_notice TO {account};
GRANT SELECT, INSERT ON {schema}.content_act TO {account};
-- govern: lists by decision, change requests, targets, deadlines (0130-catalogue-govern.sql); numbers of dossiers, no more.
-- writes: catalogue_traffic, catalogue_target, service_plan, catalogue_list, catalogue_list_item, catalogue_request, catalogue_request_event, publication_rule, decision_track, catalogue_reminder
GRANT SELECT ON {schema}.dossier_traffic TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.catalogue_traffic TO {account};
GRANT SELECT, INSERT ON {schema}.catalogue_target TO {account};
GRANT SELECT, INSERT ON {schema}.service_plan TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.catalogue_list TO {account};
GRANT SELECT, INSERT, DELETE ON {schema}.catalogue_list_item TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.catalogue_request TO {account};
GRANT SELECT, INSERT ON {schema}.catalogue_request_event TO {account};
GRANT SELECT ON {schema}.publication_rule TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.decision_track TO {account};
GRANT SELECT, INSERT ON {schema}.catalogue_reminder TO {account};
-- Agencies through time (0120-catalogue-agency.sql).
-- writes: agency_operation, agency_operation_part, agency_operation_choice, agency_offering_move, offering_setting
-- writes: agency_page, agency_contact
GRANT SELECT, INSERT, UPDATE ON {schema}.agency_operation TO {account};
GRANT SELECT, INSERT ON {schema}.agency_operation_part TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.agency_operation_choice TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.agency_offering_move TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.offering_setting TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.agency_page TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.agency_contact TO {account};
GRANT SELECT ON {schema}.offering_today TO {account};
GRANT SELECT ON {schema}.agency_dossier_move TO {account};
-- Administrators change agencies; an operation moves officers and their rights (domain/directory/agency_write_store.h).
GRANT SELECT, INSERT, UPDATE ON {schema}.agency TO {account};
GRANT SELECT, INSERT ON {schema}.agency_history TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.agency_succession TO {account};
GRANT SELECT, UPDATE ON {schema}.officer TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.role_grant TO {account};
-- Imports.
GRANT SELECT, INSERT, UPDATE ON {schema}.import_run TO {account};
GRANT SELECT, INSERT, DELETE ON {schema}.import_piece TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.import_line TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.bulk_edit TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.bulk_edit_item TO {account};
-- Definitions (0170-catalogue-definition.sql).
-- writes: definition_turn, definition_item, definition_draft, definition_draft_target, definition_act, definition_use, definition_example
GRANT SELECT, INSERT, UPDATE ON {schema}.definition_item TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.definition_draft TO {account};
GRANT SELECT, INSERT, DELETE ON {schema}.definition_draft_target TO {account};
GRANT SELECT, INSERT ON {schema}.definition_act TO {account};
GRANT SELECT, INSERT ON {schema}.definition_use TO {account};
GRANT SELECT, UPDATE ON {schema}.definition_turn TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.definition_example TO {account};
GRANT SELECT ON {schema}.form_today TO {account};
GRANT SELECT ON {schema}.process_today TO {account};
GRANT SELECT ON {schema}.rule_today TO {account};
-- How many dossiers run by which version (0186-door-definition-moved.sql); numbers, no more.
GRANT SELECT ON {schema}.form_running TO {account};
GRANT SELECT ON {schema}.process_running TO {account};
-- Shared lists of choices (0185-catalogue-choice.sql).
-- writes: choice_list, choice_item
GRANT SELECT, INSERT, UPDATE ON {schema}.choice_list TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.choice_item TO {account};
-- Trying a procedure out (0180-catalogue-simulate.sql).
-- writes: definition_walk, definition_example_act
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.definition_walk TO {account};
GRANT SELECT, INSERT ON {schema}.definition_example_act TO {account};
-- writes: process_import
GRANT SELECT, INSERT ON {schema}.process_import TO {account};
-- The editor of forms (0175-catalogue-form-steps.sql).
-- writes: form_design_step
GRANT SELECT, INSERT, DELETE ON {schema}.form_design_step TO {account};
-- Blank forms (0182-catalogue-blank-form.sql).
-- writes: blank_form, blank_form_content
GRANT SELECT, INSERT, UPDATE ON {schema}.blank_form TO {account};
GRANT SELECT, INSERT ON {schema}.blank_form_content TO {account};
-- Bundles (0181-catalogue-bundle.sql, 0183-catalogue-bundle-job.sql).
-- writes: bundle_upload, bundle_piece, bundle_line, bundle_progress
GRANT SELECT, INSERT, DELETE ON {schema}.bundle_line TO {account};
GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.bundle_progress TO {account};
GRANT SELECT, INSERT, UPDATE ON {schema}.bundle_upload TO {account};
GRANT SELECT, INSERT, DELETE ON {schema}.bundle_piece TO {account};
