/* Who answers for definitions and what they rest on. See routes.h. */
#include "routes.h"

#include "bundle/bundle_page.h"
#include "bundle/tar.h"
#include "choice/choice.h"
#include "define/begin.h"
#include "define/compare.h"
#include "define/definition.h"
#include "define/definitions.h"
#include "define/document.h"
#include "define/steps.h"
#include "define/targets.h"
#include "define/unapproved.h"
#include "domain/directory/officer_guard.h"
#include "domain/site/choice_search.h"
#include "draw/draw.h"
#include "form_design/design.h"
#include "form_design/outline.h"
#include "form_design/preview.h"
#include "form_design/question_page.h"
#include "form_design/source.h"
#include "process_design/process_import.h"
#include "process_design/table_page.h"
#include "rule_design/rule_page.h"
#include "schema/schema.h"
#include "simulate/example_page.h"
#include "simulate/form_page.h"
#include "simulate/paper_page.h"
#include "simulate/result_page.h"
#include "simulate/simulation.h"
#include "simulate/start_page.h"
#include "simulate/step_page.h"

#define WALK       SIMULATE_PATH "/{walk}"
#define EXAMPLE    EXAMPLES_PATH "/{example}"
#define PROCESS    "/can-bo/danh-muc/dinh-nghia/quy-trinh/{code}"
#define DEFINITION DEFINE_PATH "/{kind}/{code}"

/* A form as text, percent-encoded. */
#define PUBLIC_BODY ((size_t)1 << 20)
/* All procedures in force in memory, and a table of them as a file. */
#define FACTS_MEMORY ((size_t)64 << 20)
#define DRAW_PROCESS "/can-bo/danh-muc/dinh-nghia/quy-trinh/{code}/so-do"
#define DRAW_RULE    "/can-bo/danh-muc/dinh-nghia/quy-tac/{code}/bang"
/* A definition at its limits, read, checked and laid beside another. */
#define DEFINE_MEMORY ((size_t)96 << 20)
/* A form of hundreds of rows and its page. */
#define EDIT_MEMORY ((size_t)32 << 20)
/* Thousands of rows pasted from a spreadsheet, beside those that are there. */
#define CHOICE_MEMORY ((size_t)32 << 20)

const struct route definition_routes[] = {
	/* --- rule_design: rules as tables with worked examples --- */
	{ GET, RULE_EXAMPLES_PATH, &rule_examples_input, &guard_catalogue, handle_rule_examples,
	    .memory_limit = EDIT_MEMORY, .summary = "A rule as tables, with worked examples beside them" },
	{ POST, RULE_EXAMPLES_PATH, &rule_try_input, &guard_catalogue, handle_rule_try,
	    .again = handle_rule_examples_again, .memory_limit = EDIT_MEMORY, .summary = "Tries a case, keeps it" },
	{ POST, RULE_EXAMPLES_PATH "/sua", &rule_example_act_input, &guard_drafting, handle_rule_example_act,
	    .again = handle_rule_examples_again, .memory_limit = EDIT_MEMORY,
	    .summary = "Accepts or removes an example" },
	{ POST, RULE_EXAMPLES_PATH "/chay", &rule_run_input, &guard_catalogue, handle_rule_run,
	    .memory_limit = EDIT_MEMORY, .answers = "application/json",
	    .holds = "problems of the document, unreadable, examples with what each gives now",
	    .summary = "Problems and examples of a rule not saved yet, as JSON" },
	{ GET, RULE_ROW_PATH, &rule_row_input, &guard_catalogue, handle_rule_row, .memory_limit = EDIT_MEMORY,
	    .summary = "A row of a rule's table as a form" },
	{ POST, RULE_ROW_PATH, &rule_row_save_input, &guard_drafting, handle_rule_row_save,
	    .again = handle_rule_row_again, .memory_limit = EDIT_MEMORY,
	    .summary = "Changes a row, adds, moves, deletes" },
	{ GET, RULE_COLUMN_PATH, &rule_column_input, &guard_catalogue, handle_rule_column, .memory_limit = EDIT_MEMORY,
	    .summary = "A column of a rule's table as a form" },
	{ POST, RULE_COLUMN_PATH, &rule_column_save_input, &guard_drafting, handle_rule_column_save,
	    .again = handle_rule_column_again, .memory_limit = EDIT_MEMORY,
	    .summary = "Changes a column, adds, moves, deletes" },
	{ GET, RULE_FRAME_PATH, &rule_frame_input, &guard_catalogue, handle_rule_frame, .memory_limit = EDIT_MEMORY,
	    .summary = "Name, hit policy and columns of a rule's table" },
	{ POST, RULE_FRAME_PATH, &rule_frame_save_input, &guard_drafting, handle_rule_frame_save,
	    .again = handle_rule_frame_again, .memory_limit = EDIT_MEMORY,
	    .summary = "Changes name and hit policy of a rule's table" },
	{ POST, RULE_BEGIN_PATH, &rule_begin_input, &guard_drafting, handle_rule_begin,
	    .again = handle_rule_examples_again, .memory_limit = EDIT_MEMORY,
	    .summary = "A first table of fees, papers or routing" },

	/* --- bundle/: procedures on their way between installations */
	{ GET, BUNDLE_PATH, NULL, &guard_administrator, handle_bundles, .summary = "Bundles that came in" },
	{ POST, BUNDLE_PATH, &bundle_upload_input, &guard_administrator, handle_bundle_upload,
	    .again = handle_bundle_upload_again, .body_limit = TAR_BYTES_MAX + BUNDLE_REST,
	    .memory_limit = BUNDLE_MEMORY, .summary = "Takes in a bundle" },
	{ GET, BUNDLE_PATH "/xuat", NULL, &guard_catalogue, handle_bundle_make_form,
	    .summary = "Form: procedures into a bundle" },
	{ POST, BUNDLE_PATH "/xuat", &bundle_make_input, &guard_catalogue, handle_bundle_make,
	    .again = handle_bundle_make_form, .memory_limit = BUNDLE_MEMORY, .answers = ROUTE_FILE,
	    .summary = "A signed bundle of procedures" },
	{ GET, BUNDLE_PATH "/den/{bundle}", &bundle_input, &guard_administrator, handle_bundle,
	    .memory_limit = BUNDLE_MEMORY, .summary = "A bundle held against this catalogue" },
	{ POST, BUNDLE_PATH "/den/{bundle}/ghi", &bundle_apply_input, &guard_administrator, handle_bundle_apply,
	    .again = handle_bundle, .memory_limit = BUNDLE_MEMORY,
	    .summary = "Orders all of it to be written, or nothing" },
	{ POST, BUNDLE_PATH "/den/{bundle}/kiem-tra", &bundle_again_input, &guard_administrator, handle_bundle_again,
	    .summary = "Compares a bundle anew" },
	{ POST, BUNDLE_PATH "/den/{bundle}/bo", &bundle_drop_input, &guard_administrator, handle_bundle_drop,
	    .memory_limit = BUNDLE_MEMORY, .summary = "Leaves it" },

	/* --- simulate/: a sample dossier through a procedure, and the examples kept of it */
	{ GET, SIMULATE_PATH, &simulate_list_input, &guard_drafting, handle_simulate_list,
	    .summary = "Sample dossiers under way" },
	{ GET, SIMULATE_PATH "/moi", &simulate_find_input, &guard_drafting, handle_simulate_find,
	    .again = handle_simulate_list_again, .summary = "On to the form of the procedure that was named" },
	{ GET, SIMULATE_PATH "/{code}/moi", &simulate_new_input, &guard_drafting, handle_simulate_new,
	    .memory_limit = SIMULATE_MEMORY, .summary = "Form: a sample dossier of a procedure" },
	{ POST, SIMULATE_PATH "/{code}/moi", &simulate_begin_input, &guard_drafting, handle_simulate_begin,
	    .again = handle_simulate_new, .memory_limit = SIMULATE_MEMORY, .summary = "Begins a sample dossier" },
	{ GET, WALK "/bieu-mau/{page}", &simulate_form_input, &guard_drafting, handle_simulate_form,
	    .memory_limit = SIMULATE_MEMORY, .summary = "A page of its form, as the citizen has it" },
	{ POST, WALK "/bieu-mau/{page}", &simulate_form_save_input, &guard_drafting, handle_simulate_form_save,
	    .memory_limit = SIMULATE_MEMORY, .summary = "Saves and checks the page" },
	{ GET, WALK "/phi", &simulate_page_input, &guard_drafting, handle_simulate_fee, .memory_limit = SIMULATE_MEMORY,
	    .summary = "Its fee, and how it came" },
	{ GET, WALK "/cac-buoc", &simulate_steps_input, &guard_drafting, handle_simulate_steps,
	    .memory_limit = SIMULATE_MEMORY, .summary = "Its steps and its clock" },
	{ POST, WALK "/cac-buoc", &simulate_act_input, &guard_drafting, handle_simulate_act,
	    .again = handle_simulate_steps_again, .memory_limit = SIMULATE_MEMORY,
	    .summary = "Ends a step, answers a request, lets a term pass" },
	{ POST, WALK "/lui", &simulate_undo_input, &guard_drafting, handle_simulate_undo,
	    .memory_limit = SIMULATE_MEMORY, .summary = "Takes the last act back" },
	{ GET, WALK "/ket-thuc", &simulate_page_input, &guard_drafting, handle_simulate_end,
	    .memory_limit = SIMULATE_MEMORY, .summary = "What came of it, with its papers" },
	{ GET, WALK "/in/{paper}", &simulate_paper_input, &guard_drafting, handle_simulate_paper,
	    .memory_limit = SIMULATE_MEMORY, .summary = "A printed form, marked as a sample" },
	{ POST, WALK "/giu", &simulate_keep_input, &guard_drafting, handle_simulate_keep, .again = handle_simulate_end,
	    .memory_limit = SIMULATE_MEMORY, .summary = "Keeps it as an example" },
	{ POST, WALK "/bo", &simulate_drop_input, &guard_drafting, handle_simulate_drop, .summary = "Throws it away" },
	{ GET, EXAMPLES_PATH, &examples_input, &guard_catalogue, handle_examples, .memory_limit = SIMULATE_MEMORY,
	    .summary = "All examples, walked again" },
	{ GET, EXAMPLE, &example_input, &guard_catalogue, handle_example, .memory_limit = SIMULATE_MEMORY,
	    .summary = "One example: what is otherwise now" },
	{ POST, EXAMPLE "/chap-nhan", &example_accept_input, &guard_drafting, handle_example_accept,
	    .again = handle_example, .memory_limit = SIMULATE_MEMORY,
	    .summary = "Accepts the new outcome, with a reason" },
	{ POST, EXAMPLE "/bo", &example_remove_input, &guard_drafting, handle_example_remove, .again = handle_example,
	    .memory_limit = SIMULATE_MEMORY, .summary = "Removes an example, with a reason" },

	/* --- define/: the life of definitions */
	{ GET, DEFINE_PATH, &definitions_input, &guard_catalogue, handle_definitions,
	    .summary = "Forms, processes and rules: their state and who goes by them" },
	{ GET, DEFINE_NEW_PATH, NULL, &guard_drafting, handle_define_new, .summary = "Form: a new definition" },
	{ POST, DEFINE_NEW_PATH, &define_new_input, &guard_drafting, handle_define_create, .again = handle_define_new,
	    .summary = "Begins the first draft of a definition" },
	{ GET, UNAPPROVED_PATH, &unapproved_input, &guard_catalogue, handle_unapproved,
	    .summary = "Procedures without an approved process, late ones first" },
	{ GET, UNAPPROVED_PATH "/tai-ve", &unapproved_input, &guard_catalogue, handle_unapproved_csv,
	    .memory_limit = FACTS_MEMORY, .answers = "text/csv",
	    .summary = "Procedures without an approved process, as a file" },
	{ GET, DEFINITION, &definition_input, &guard_catalogue, handle_definition, .memory_limit = DEFINE_MEMORY,
	    .summary = "One definition: its draft with what is wrong, its versions, who did what when" },
	{ POST, DEFINITION "/du-thao", &define_begin_input, &guard_drafting, handle_define_begin,
	    .summary = "Begins a draft from what was approved last" },
	{ POST, DEFINITION "/thong-tin", &definition_head_input, &guard_drafting, handle_definition_head,
	    .again = handle_definition_again, .memory_limit = DEFINE_MEMORY,
	    .summary = "Name, number of the quality system and planned day of a draft" },
	{ POST, DEFINITION "/gui", &define_step_input, &guard_drafting, handle_define_submit,
	    .memory_limit = DEFINE_MEMORY, .summary = "The unit sends its draft" },
	{ POST, DEFINITION "/rut", &define_step_input, &guard_drafting, handle_define_take_back,
	    .summary = "The unit takes it back" },
	{ POST, DEFINITION "/bo", &define_step_input, &guard_drafting, handle_define_discard,
	    .summary = "The draft is given up" },
	{ POST, DEFINITION "/kiem-soat", &define_step_input, &guard_controller, handle_define_control,
	    .memory_limit = DEFINE_MEMORY, .summary = "The office found it right" },
	{ GET, DEFINITION "/tra-lai", &define_page_input, &guard_catalogue, handle_define_return_page,
	    .summary = "Form: back to the unit with a reason" },
	{ POST, DEFINITION "/tra-lai", &define_return_input, &guard_catalogue, handle_define_return,
	    .again = handle_define_return_page, .summary = "Back to the unit with a reason" },
	{ GET, DEFINITION "/phe-duyet", &define_page_input, &guard_approver, handle_define_approve_page,
	    .summary = "Form: the decision that approves it" },
	{ POST, DEFINITION "/phe-duyet", &define_approve_input, &guard_approver, handle_define_approve,
	    .again = handle_define_approve_page, .memory_limit = DEFINE_MEMORY,
	    .summary = "Approves it: number and date of the decision, first day in force" },
	{ GET, DEFINITION "/thu-tuc", &define_targets_input, &guard_catalogue, handle_define_targets,
	    .summary = "The procedures that a draft is for, or that go by what was approved" },
	{ POST, DEFINITION "/thu-tuc", &define_targets_change_input, &guard_drafting, handle_define_targets_change,
	    .again = handle_define_targets_again, .summary = "Adds a procedure to a draft, or removes it" },
	{ POST, DEFINITION "/thu-tuc/loc", &define_targets_listed_input, &guard_drafting, handle_define_targets_listed,
	    .again = handle_define_targets_again, .summary = "Adds all procedures of a sector or unit to a draft" },
	{ GET, DEFINITION "/so-sanh", &define_compare_input, &guard_catalogue, handle_define_compare,
	    .memory_limit = DEFINE_MEMORY, .summary = "Two versions of a definition side by side" },
	{ GET, DEFINITION "/van-ban", &document_input, &guard_catalogue, handle_document,
	    .summary = "A definition as files" },
	{ GET, DEFINITION "/van-ban/tai-ve", &document_file_input, &guard_catalogue, handle_document_file,
	    .answers = ROUTE_FILE, .summary = "The draft or a version as a file" },
	{ POST, DEFINITION "/van-ban", &document_upload_input, &guard_drafting, handle_document_upload,
	    .again = handle_document_again, .memory_limit = DEFINE_MEMORY,
	    .summary = "A file takes the place of the draft's content" },

	/* --- draw/: a process as a drawing, a rule as a table */
	{ GET, DRAW_PROCESS, &draw_input, &guard_catalogue, handle_process_drawing, .memory_limit = EDIT_MEMORY,
	    .summary = "The drawing of a process" },
	{ POST, DRAW_PROCESS, &draw_save_input, &guard_drafting, handle_process_drawing_save,
	    .memory_limit = EDIT_MEMORY, .summary = "Saves the drawing of a process" },
	{ POST, DRAW_PROCESS "/kiem-tra", &draw_check_input, &guard_catalogue, handle_process_drawing_check,
	    .memory_limit = EDIT_MEMORY, .answers = "application/json",
	    .holds = "problems: what saving would refuse or remark upon",
	    .summary = "Checks a drawing that is not saved yet" },
	{ GET, DRAW_RULE, &draw_input, &guard_catalogue, handle_rule_drawing, .memory_limit = EDIT_MEMORY,
	    .summary = "The table of a rule" },
	{ POST, DRAW_RULE, &draw_save_input, &guard_drafting, handle_rule_drawing_save, .memory_limit = EDIT_MEMORY,
	    .summary = "Saves the table of a rule" },
	{ POST, DRAW_RULE "/kiem-tra", &draw_check_input, &guard_catalogue, handle_rule_drawing_check,
	    .memory_limit = EDIT_MEMORY, .answers = "application/json",
	    .holds = "problems: what saving would refuse or remark upon",
	    .summary = "Checks a table that is not saved yet" },

	/* --- form_design/: the editor of forms */
	{ GET, FORM_DESIGN_PATH, &form_outline_input, &guard_catalogue, handle_form_outline,
	    .memory_limit = FORM_DESIGN_MEMORY, .summary = "The outline of a form that is drawn up, with its preview" },
	{ POST, FORM_DESIGN_PATH, &form_outline_act_input, &guard_drafting, handle_form_outline_act,
	    .memory_limit = FORM_DESIGN_MEMORY,
	    .summary = "Moves, copies, removes a question, or takes a change back" },
	{ GET, FORM_DESIGN_PATH "/them", &form_add_input, &guard_drafting, handle_form_add,
	    .memory_limit = FORM_DESIGN_MEMORY, .summary = "What a new question asks, and how people answer" },
	{ GET, FORM_DESIGN_PATH "/cau-hoi", &form_question_new_input, &guard_drafting, handle_form_question_new,
	    .memory_limit = FORM_DESIGN_MEMORY, .summary = "A new question, not saved yet" },
	{ POST, FORM_DESIGN_PATH "/cau-hoi", &form_question_create_input, &guard_drafting, handle_form_question_create,
	    .memory_limit = FORM_DESIGN_MEMORY, .summary = "Adds a question" },
	{ GET, FORM_DESIGN_PATH "/cau-hoi/{question}", &form_question_input, &guard_catalogue, handle_form_question,
	    .memory_limit = FORM_DESIGN_MEMORY, .summary = "One question with its settings" },
	{ POST, FORM_DESIGN_PATH "/cau-hoi/{question}", &form_question_save_input, &guard_drafting,
	    handle_form_question_save, .memory_limit = FORM_DESIGN_MEMORY, .summary = "Changes a question" },
	{ GET, FORM_DESIGN_PATH "/nhieu", &form_many_input, &guard_drafting, handle_form_many,
	    .memory_limit = FORM_DESIGN_MEMORY, .summary = "Form: several questions as lines of text" },
	{ POST, FORM_DESIGN_PATH "/nhieu", &form_many_save_input, &guard_drafting, handle_form_many_save,
	    .again = handle_form_many, .memory_limit = FORM_DESIGN_MEMORY, .summary = "Adds several questions" },
	{ GET, FORM_DESIGN_PATH "/xem-thu", &form_preview_input, &guard_catalogue, handle_form_preview,
	    .memory_limit = FORM_DESIGN_MEMORY, .summary = "A form as citizens will fill it in" },
	{ POST, FORM_DESIGN_PATH "/xem-thu", &form_preview_try_input, &guard_catalogue, handle_form_preview_try,
	    .memory_limit = FORM_DESIGN_MEMORY, .summary = "Checks what was typed there; keeps nothing" },
	{ GET, FORM_DESIGN_PATH "/json", &form_source_input, &guard_catalogue, handle_form_source,
	    .memory_limit = FORM_DESIGN_MEMORY, .summary = "A form's document as text" },
	{ POST, FORM_DESIGN_PATH "/json", &form_source_save_input, &guard_drafting, handle_form_source_save,
	    .again = handle_form_source, .body_limit = FORM_DESIGN_BODY, .memory_limit = FORM_DESIGN_MEMORY,
	    .summary = "Puts another document in its place" },
	{ GET, FORM_DESIGN_PATH "/json/tai-ve", &form_source_input, &guard_catalogue, handle_form_source_file,
	    .answers = ROUTE_FILE, .summary = "A form's document as a file" },
	{ GET, FORM_DESIGN_PATH "/nhap", &form_source_input, &guard_drafting, handle_form_bring,
	    .memory_limit = FORM_DESIGN_MEMORY, .summary = "Form: a form out of a file" },
	{ POST, FORM_DESIGN_PATH "/nhap", &form_bring_input, &guard_drafting, handle_form_bring_file,
	    .again = handle_form_bring, .memory_limit = FORM_DESIGN_MEMORY,
	    .summary = "Reads a file of ours or of Form.io and reports; saves nothing" },

	/* --- choice/: shared lists of choices */
	{ GET, CHOICE_PATH, NULL, &guard_catalogue, handle_choice_lists,
	    .summary = "Shared lists of choices for forms" },
	{ POST, CHOICE_PATH, &choice_new_input, &guard_administrator, handle_choice_new, .again = handle_choice_lists,
	    .summary = "Adds a shared list, empty" },
	{ GET, CHOICE_PATH "/{choices}", &choice_list_input, &guard_catalogue, handle_choice_list,
	    .summary = "What a shared list says on a day" },
	{ GET, CHOICE_SEEK_PATH "/{choices}", &choice_search_input, &guard_anyone, handle_choice_search,
	    .flags = ROUTE_PUBLIC | ROUTE_ETAG, .answers = "application/json",
	    .holds = "items: value and label of each; more: there are others, to be sought by words",
	    .summary = "What may be chosen from a shared list" },
	{ GET, CHOICE_PATH "/{choices}/tai-ve", &choice_list_input, &guard_catalogue, handle_choice_csv,
	    .memory_limit = CHOICE_MEMORY, .answers = "text/csv", .summary = "All rows of a shared list as a file" },
	{ POST, CHOICE_PATH "/{choices}/nap", &choice_load_input, &guard_administrator, handle_choice_load,
	    .again = handle_choice_load_again, .memory_limit = CHOICE_MEMORY,
	    .summary = "Takes rows into a shared list from a day on" },

	/* --- schema/: what forms ask, for the programs of partners */
	{ GET, SCHEMAS_PATH, NULL, &guard_anyone, handle_form_schemas, .flags = ROUTE_PUBLIC,
	    .memory_limit = EDIT_MEMORY, .answers = "application/json",
	    .holds = "forms: procedure, procedure_name, form, version, schema (the address of its JSON Schema)",
	    .summary = "By which form each procedure asks today, with its JSON Schema" },
	{ GET, "/bieu-mau/{code}/schema.json", &form_schema_newest_input, &guard_anyone, handle_form_schema_newest,
	    .flags = ROUTE_PUBLIC, .memory_limit = EDIT_MEMORY, .answers = "application/schema+json",
	    .holds = "The JSON Schema 2020-12 of the newest version of the form",
	    .summary = "JSON Schema of a form as it was approved last" },
	{ GET, "/bieu-mau/{code}/{issue}/schema.json", &form_schema_input, &guard_anyone, handle_form_schema,
	    .flags = ROUTE_PUBLIC, .memory_limit = EDIT_MEMORY, .answers = "application/schema+json",
	    .holds = "The JSON Schema 2020-12 of that version of the form",
	    .summary = "JSON Schema 2020-12 of an approved version of a form" },

	/* --- process_design/ */
	{ GET, PROCESS "/bang", &process_table_input, &guard_catalogue, handle_process_table,
	    .memory_limit = EDIT_MEMORY, .summary = "A draft of a process as the table of a quy trinh noi bo" },
	{ POST, PROCESS "/bang", &process_table_save_input, &guard_drafting, handle_process_table_save,
	    .body_limit = PUBLIC_BODY, .memory_limit = EDIT_MEMORY,
	    .summary = "Saves, checks or rearranges that table" },
	{ GET, PROCESS "/bang/in", &process_annex_input, &guard_catalogue, handle_process_annex,
	    .memory_limit = EDIT_MEMORY, .summary = "The table printed as the annex of a decision" },
	{ GET, PROCESS_IMPORT_PATH, NULL, &guard_drafting, handle_process_imports,
	    .summary = "A list of steps to bring in, and those that were" },
	{ POST, PROCESS_IMPORT_PATH, &process_import_file_input, &guard_drafting, handle_process_import_file,
	    .again = again_process_imports, .memory_limit = PROCESS_IMPORT_MEMORY,
	    .summary = "Makes drafts of the processes in a list of steps" },
	{ GET, PROCESS_IMPORT_PATH "/{import}", &process_import_input, &guard_drafting, handle_process_import,
	    .memory_limit = EDIT_MEMORY, .summary = "What a list of steps became, line by line" },
};
const size_t definition_route_count = sizeof(definition_routes) / sizeof(definition_routes[0]);
