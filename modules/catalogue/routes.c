/* Who answers what nginx does not find as a file. See routes.h. */
#include "routes.h"

#include "content/article.h"
#include "content/ask.h"
#include "content/desk.h"
#include "content/notice.h"
#include "content/question.h"
#include "agency/offering_page.h"
#include "agency/operation_page.h"
#include "agency/public_page.h"
#include "agency/record_page.h"
#include "agency/tree_page.h"
#include "domain/directory/officer_guard.h"
#include "edit/edit.h"
#include "edit/edit_new.h"
#include "edit/edit_summary.h"
#include "edit/review.h"
#include "govern/behind.h"
#include "govern/deadline.h"
#include "govern/listing.h"
#include "govern/plan.h"
#include "govern/quality.h"
#include "govern/request.h"
#include "govern/roadmap.h"
#include "govern/target.h"
#include "guide/guide.h"
#include "office/bulk.h"
#include "import/export.h"
#include "import/import_page.h"
#include "office/office.h"
#include "search/keyword.h"
#include "search/served.h"
#include "search/suggest.h"
#include "version/compare.h"
#include "version/identity.h"
#include "version/procedure.h"
#include "version/steps.h"
#include "version/suspend.h"

#define PROCEDURE "/can-bo/danh-muc/thu-tuc/{code}"

/* Below what is published as files. */
#define MISSING(path_, what)                                                                                           \
	{                                                                                                              \
		GET, (path_), &missing_input, &guard_anyone, handle_missing, .flags = ROUTE_PUBLIC, .summary = (what)  \
	}

/* A regulation and hundreds of people, percent-encoded. */
#define PUBLIC_BODY ((size_t)1 << 20)
/* Up to 10,000 agencies on one page. */
#define TREE_MEMORY ((size_t)64 << 20)
/* All procedures in force in memory, and a table of them as a file. */
#define FACTS_MEMORY ((size_t)64 << 20)

/* A form of hundreds of rows and its page. */
#define EDIT_MEMORY ((size_t)32 << 20)

const struct route catalogue_routes[] = {
	{ GET, "/", NULL, &guard_anyone, handle_home, .flags = ROUTE_PUBLIC,
	    .summary = "Home while nothing is published" },
	/* --- search/ */
	{ GET, "/tim-kiem", &search_input, &guard_anyone, handle_search, .flags = ROUTE_PUBLIC | ROUTE_ETAG,
	    .summary = "Search for procedures" },
	{ GET, "/tim-kiem/goi-y", &suggest_input, &guard_anyone, handle_suggest, .flags = ROUTE_PUBLIC | ROUTE_ETAG,
	    .answers = "application/json", .holds = "suggestions: label, code, url of each procedure",
	    .summary = "Procedures that may be meant, while one is typing" },
	{ GET, "/can-bo/danh-muc/tu-khoa", &keyword_list_input, &guard_administrator, handle_keywords,
	    .summary = "Words that people use for official ones; searches that found nothing" },
	{ POST, "/can-bo/danh-muc/tu-khoa", &keyword_input, &guard_administrator, handle_keyword_add,
	    .again = handle_keywords_again, .summary = "Adds such a word" },
	{ GET, "/can-bo/danh-muc/tu-khoa/sua", &keyword_which_input, &guard_administrator, handle_keyword,
	    .summary = "One such word, to be changed" },
	{ POST, "/can-bo/danh-muc/tu-khoa/sua", &keyword_change_input, &guard_administrator, handle_keyword_change,
	    .again = handle_keyword_again, .summary = "Changes such a word" },
	{ POST, "/can-bo/danh-muc/tu-khoa/xoa", &keyword_input, &guard_administrator, handle_keyword_remove,
	    .again = handle_keywords_again, .summary = "Removes such a word" },
	{ POST, "/can-bo/danh-muc/tu-khoa/nap", &keyword_load_input, &guard_administrator, handle_keyword_load,
	    .again = handle_keywords_again, .summary = "Takes in a list of such words from a file" },

	/* --- office/: the list of procedures and its bulk edits */
	{ GET, "/can-bo/danh-muc", &office_input, &guard_catalogue, handle_office,
	    .summary = "Procedures, their definitions and what is published" },
	{ POST, "/can-bo/danh-muc/cong-bo", NULL, &guard_administrator, handle_publish,
	    .summary = "Orders a publication" },

	{ GET, "/can-bo/danh-muc/sua-hang-loat", &bulk_form_input, &guard_drafting, handle_bulk_form,
	    .summary = "One change for all procedures of a filtered list" },
	{ POST, "/can-bo/danh-muc/sua-hang-loat", &bulk_plan_input, &guard_drafting, handle_bulk_plan,
	    .again = handle_bulk_again, .summary = "Plans it: what will become of each procedure" },
	{ GET, "/can-bo/danh-muc/sua-hang-loat/{code}", &bulk_input, &guard_drafting, handle_bulk,
	    .summary = "A planned, running or finished bulk edit" },
	{ POST, "/can-bo/danh-muc/sua-hang-loat/{code}/thuc-hien", &bulk_act_input, &guard_drafting, handle_bulk_order,
	    .summary = "Orders a planned bulk edit" },
	{ POST, "/can-bo/danh-muc/sua-hang-loat/{code}/bo", &bulk_act_input, &guard_drafting, handle_bulk_drop,
	    .summary = "Drops a planned bulk edit" },

	/* --- version/: the life of a version */
	{ GET, PROCEDURE, &procedure_input, &guard_catalogue, handle_procedure,
	    .summary = "One procedure: its versions, the one at work, who did what when" },
	{ GET, PROCEDURE "/so-sanh", &compare_input, &guard_catalogue, handle_compare,
	    .summary = "Two versions beside each other" },
	{ POST, PROCEDURE "/phien-ban", &draft_begin_input, &guard_catalogue, handle_draft_begin,
	    .summary = "Begins a draft from the version in force" },
	{ POST, PROCEDURE "/phien-ban/{no}/gui", &step_input, &guard_catalogue, handle_submit,
	    .summary = "The unit sends its draft" },
	{ POST, PROCEDURE "/phien-ban/{no}/rut", &step_input, &guard_catalogue, handle_take_back,
	    .summary = "The unit takes it back" },
	{ POST, PROCEDURE "/phien-ban/{no}/bo", &step_input, &guard_catalogue, handle_discard,
	    .summary = "The draft is given up" },
	{ POST, PROCEDURE "/phien-ban/{no}/kiem-soat", &step_input, &guard_controller, handle_control,
	    .summary = "The office found it right" },
	{ GET, PROCEDURE "/phien-ban/{no}/tra-lai", &step_page_input, &guard_catalogue, handle_return_page,
	    .summary = "Form: back to the unit with a reason" },
	{ POST, PROCEDURE "/phien-ban/{no}/tra-lai", &return_input, &guard_catalogue, handle_return,
	    .again = handle_return_page, .summary = "Back to the unit with a reason" },
	{ GET, PROCEDURE "/phien-ban/{no}/cong-bo", &step_page_input, &guard_approver, handle_decide_page,
	    .summary = "Form: the decision" },
	{ POST, PROCEDURE "/phien-ban/{no}/cong-bo", &decide_input, &guard_approver, handle_decide,
	    .again = handle_decide_page, .summary = "The decision: number, date, first day in force" },
	{ GET, PROCEDURE "/tam-ngung", &suspend_page_input, &guard_controller, handle_suspend_page,
	    .summary = "Times in which no dossier is taken" },
	{ POST, PROCEDURE "/tam-ngung", &suspend_input, &guard_controller, handle_suspend, .again = handle_suspend_page,
	    .summary = "No dossier is taken from a day on" },
	{ POST, PROCEDURE "/tam-ngung/ket-thuc", &suspend_page_input, &guard_controller, handle_lift,
	    .summary = "Dossiers are taken again from today on" },
	{ GET, PROCEDURE "/dinh-danh", &identity_page_input, &guard_controller, handle_identity_page,
	    .summary = "Form: unit, days, successor and codes of a procedure" },
	{ POST, PROCEDURE "/dinh-danh", &identity_input, &guard_controller, handle_identity,
	    .again = handle_identity_page, .summary = "Changes unit, days, successor, whether it is listed" },
	{ POST, PROCEDURE "/ma-khac", &alias_input, &guard_controller, handle_alias_add, .again = handle_identity_page,
	    .summary = "Adds another code" },
	{ POST, PROCEDURE "/ma-khac/bo", &alias_input, &guard_controller, handle_alias_remove,
	    .again = handle_identity_page, .summary = "Removes another code" },

	/* --- edit/: the procedure editor */
	{ GET, "/can-bo/danh-muc/thu-tuc-moi", NULL, &guard_drafting, handle_edit_new,
	    .summary = "A procedure that the catalogue does not have yet" },
	{ POST, "/can-bo/danh-muc/thu-tuc-moi", &edit_new_input, &guard_drafting, handle_edit_create,
	    .again = handle_edit_new, .summary = "Adds a procedure with an empty draft" },
	{ GET, "/can-bo/danh-muc/thu-tuc/{code}/sua", &edit_summary_input, &guard_drafting, handle_edit_summary,
	    .summary = "What a draft still lacks, and its sections" },
	{ GET, "/can-bo/danh-muc/thu-tuc/{code}/sua/{section}", &edit_section_input, &guard_drafting,
	    handle_edit_section, .memory_limit = EDIT_MEMORY, .summary = "A section of a draft" },
	{ POST, "/can-bo/danh-muc/thu-tuc/{code}/sua/{section}", &edit_save_input, &guard_drafting, handle_edit_save,
	    .memory_limit = EDIT_MEMORY, .summary = "Saves a section of a draft" },

	{ GET, "/can-bo/danh-muc/thu-tuc/{code}/tham-dinh", &review_input, &guard_catalogue, handle_review,
	    .memory_limit = EDIT_MEMORY, .summary = "A version as the second person sees it, section by section" },
	{ POST, "/can-bo/danh-muc/thu-tuc/{code}/tham-dinh", &review_remark_input, &guard_catalogue,
	    handle_review_remark, .again = handle_review_again, .memory_limit = EDIT_MEMORY,
	    .summary = "A remark on a section of it" },

	/* --- import/: import and export of the catalogue */
	{ GET, IMPORT_PATH, &import_runs_input, &guard_administrator, handle_import_runs,
	    .summary = "Files of procedures that were brought in" },
	{ POST, IMPORT_PATH, &import_upload_input, &guard_administrator, handle_import_upload,
	    .again = handle_import_upload_again, .memory_limit = IMPORT_PAGE_MEMORY,
	    .summary = "Takes a file of procedures to be checked" },
	{ GET, IMPORT_PATH "/{run}", &import_run_input, &guard_administrator, handle_import_run,
	    .summary = "What a file would do or did, line by line" },
	{ POST, IMPORT_PATH "/{run}/ghi", &import_order_input, &guard_administrator, handle_import_order,
	    .again = handle_import_order_again, .summary = "Orders a checked file to be written" },
	{ POST, IMPORT_PATH "/{run}/bo", &import_abandon_input, &guard_administrator, handle_import_abandon,
	    .summary = "Abandons a checked file" },
	{ GET, EXPORT_PATH, NULL, &guard_catalogue, handle_export, .summary = "The whole catalogue as a file" },
	{ GET, EXPORT_PATH "/{format}", &export_input, &guard_catalogue, handle_export_file,
	    .memory_limit = EXPORT_MEMORY, .answers = ROUTE_FILE,
	    .summary = "The catalogue as JSON, XML, CSV or XLSX" },

	/* --- agency/: the tree of agencies */
	{ GET, "/can-bo/danh-muc/co-quan", &tree_input, &guard_administrator, handle_tree, .memory_limit = TREE_MEMORY,
	    .summary = "The tree of agencies on a day" },
	{ GET, "/can-bo/danh-muc/co-quan/them", NULL, &guard_administrator, handle_record_new,
	    .summary = "The form for a new agency" },
	{ POST, "/can-bo/danh-muc/co-quan/them", &record_add_input, &guard_administrator, handle_record_add,
	    .again = handle_record_new, .summary = "Adds an agency" },
	{ GET, "/can-bo/danh-muc/co-quan/sap-xep", &operations_input, &guard_administrator, handle_operations,
	    .summary = "Operations over agencies: merged, split, renamed, dissolved" },
	{ GET, "/can-bo/danh-muc/co-quan/sap-xep/moi", &operation_new_input, &guard_administrator, handle_operation_new,
	    .summary = "The form that plans an operation" },
	{ POST, "/can-bo/danh-muc/co-quan/sap-xep/moi", &operation_add_input, &guard_administrator,
	    handle_operation_add, .again = handle_operation_again, .summary = "Plans an operation" },
	{ GET, "/can-bo/danh-muc/co-quan/sap-xep/{operation}", &operation_input, &guard_administrator, handle_operation,
	    .summary = "What an operation will do: the dry run" },
	{ POST, "/can-bo/danh-muc/co-quan/sap-xep/{operation}/phan-cong", &operation_choose_input, &guard_administrator,
	    handle_operation_choose, .again = handle_operation_choose_again,
	    .summary = "Chooses what goes to which successor" },
	{ POST, "/can-bo/danh-muc/co-quan/sap-xep/{operation}/thuc-hien", &operation_act_input, &guard_administrator,
	    handle_operation_order, .summary = "Orders an operation for its day" },
	{ POST, "/can-bo/danh-muc/co-quan/sap-xep/{operation}/huy", &operation_act_input, &guard_administrator,
	    handle_operation_cancel, .summary = "Calls an operation off" },
	{ GET, "/can-bo/danh-muc/co-quan/noi-nhan", &offering_find_input, &guard_administrator, handle_offering_find,
	    .summary = "Leads to the places of reception of a procedure" },
	{ GET, "/can-bo/danh-muc/co-quan/noi-nhan/{procedure}", &offering_input, &guard_administrator, handle_offering,
	    .summary = "Where a procedure is received, what is inherited and what differs" },
	{ POST, "/can-bo/danh-muc/co-quan/noi-nhan/{procedure}", &offering_set_input, &guard_administrator,
	    handle_offering_set, .again = handle_offering_again,
	    .summary = "Sets what a tier or an agency has of its own in offering a procedure" },
	{ GET, "/can-bo/danh-muc/co-quan/{agency}/trang", &public_input, &guard_administrator, handle_public,
	    .summary = "What an agency's public page says" },
	{ POST, "/can-bo/danh-muc/co-quan/{agency}/trang", &public_save_input, &guard_administrator, handle_public_save,
	    .again = handle_public_again, .body_limit = PUBLIC_BODY,
	    .summary = "Changes what an agency's public page says" },
	{ GET, "/can-bo/danh-muc/co-quan/{agency}", &record_input, &guard_administrator, handle_record,
	    .summary = "One agency: what it is, what it was, who followed" },
	{ POST, "/can-bo/danh-muc/co-quan/{agency}", &record_save_input, &guard_administrator, handle_record_save,
	    .again = handle_record_again, .summary = "Changes an agency" },

	/* --- govern/: lists by decision, change requests, views for managers */
	{ GET, "/can-bo/danh-muc/lo-trinh", &roadmap_input, &guard_catalogue, handle_roadmap,
	    .memory_limit = FACTS_MEMORY, .summary = "Procedures at each level against the plans' targets" },
	{ GET, "/can-bo/danh-muc/lo-trinh/tai-ve", &roadmap_input, &guard_catalogue, handle_roadmap_csv,
	    .memory_limit = FACTS_MEMORY, .answers = "text/csv", .summary = "The roadmap's table as a file" },
	{ GET, "/can-bo/danh-muc/lo-trinh/truc-tuyen", NULL, &guard_catalogue, handle_online,
	    .memory_limit = FACTS_MEMORY, .summary = "Dossiers filed online by unit, against the targets" },
	{ GET, "/can-bo/danh-muc/lo-trinh/truc-tuyen/tai-ve", NULL, &guard_catalogue, handle_online_csv,
	    .memory_limit = FACTS_MEMORY, .answers = "text/csv",
	    .summary = "Dossiers filed online by unit, as a file" },
	{ GET, "/can-bo/danh-muc/lo-trinh/chi-tieu", &targets_input, &guard_catalogue, handle_targets,
	    .summary = "Targets of plans, and everything that was ever set" },
	{ POST, "/can-bo/danh-muc/lo-trinh/chi-tieu", &target_input, &guard_controller, handle_target_put,
	    .again = handle_target_again, .summary = "Sets a target in the place of the one before it" },
	{ GET, "/can-bo/danh-muc/lo-trinh/ke-hoach/{code}", &plan_input, &guard_catalogue, handle_plan,
	    .summary = "What is planned for one service" },
	{ POST, "/can-bo/danh-muc/lo-trinh/ke-hoach/{code}", &plan_put_input, &guard_controller, handle_plan_put,
	    .again = handle_plan_again, .summary = "Changes the plan of one service" },
	{ GET, "/can-bo/danh-muc/chat-luong", &quality_input, &guard_catalogue, handle_quality,
	    .memory_limit = FACTS_MEMORY, .summary = "What is amiss with procedures in force" },
	{ GET, "/can-bo/danh-muc/chat-luong/tai-ve", NULL, &guard_catalogue, handle_quality_csv,
	    .memory_limit = FACTS_MEMORY, .answers = "text/csv", .summary = "The quality report as a file" },
	{ GET, "/can-bo/danh-muc/chat-luong/don-vi/tai-ve", NULL, &guard_catalogue, handle_units_csv,
	    .memory_limit = FACTS_MEMORY, .answers = "text/csv",
	    .summary = "Definitions that units have still to set up, as a file" },
	{ GET, "/can-bo/danh-muc/chat-luong/thu-tuc", &behind_input, &guard_catalogue, handle_behind,
	    .memory_limit = FACTS_MEMORY, .summary = "The procedures behind a number" },
	{ GET, "/can-bo/danh-muc/chat-luong/thu-tuc/tai-ve", &behind_input, &guard_catalogue, handle_behind_csv,
	    .memory_limit = FACTS_MEMORY, .answers = "text/csv",
	    .summary = "The procedures behind a number, as a file" },
	{ POST, "/can-bo/danh-muc/chat-luong/nhac", &remind_input, &guard_controller, handle_remind,
	    .again = handle_quality_again, .memory_limit = FACTS_MEMORY,
	    .summary = "Reminds a unit of forms and processes to be set up" },
	{ GET, "/can-bo/danh-muc/danh-sach", &listings_input, &guard_catalogue, handle_listings,
	    .memory_limit = FACTS_MEMORY, .summary = "Lists by decision, and approval on the spot by agency" },
	{ POST, "/can-bo/danh-muc/danh-sach", &listing_draft_input, &guard_controller, handle_listing_draft,
	    .again = handle_listings_again, .memory_limit = FACTS_MEMORY, .summary = "Draws up a list" },
	{ GET, "/can-bo/danh-muc/danh-sach/tai-cho/tai-ve", NULL, &guard_catalogue, handle_on_spot_csv,
	    .memory_limit = FACTS_MEMORY, .answers = "text/csv",
	    .summary = "Approval on the spot by agency, as a file" },
	{ GET, "/can-bo/danh-muc/danh-sach/{list}", &listing_input, &guard_catalogue, handle_listing,
	    .memory_limit = FACTS_MEMORY, .summary = "A list, what changed, what the catalogue says" },
	{ GET, "/can-bo/danh-muc/danh-sach/{list}/muc", &listing_items_input, &guard_catalogue, handle_listing_items,
	    .memory_limit = FACTS_MEMORY, .summary = "The procedures of a list" },
	{ GET, "/can-bo/danh-muc/danh-sach/{list}/tai-ve", &listing_input, &guard_catalogue, handle_listing_csv,
	    .memory_limit = FACTS_MEMORY, .answers = "text/csv", .summary = "A list as a file" },
	{ POST, "/can-bo/danh-muc/danh-sach/{list}/muc", &listing_change_input, &guard_controller,
	    handle_listing_change, .again = handle_listing_again, .memory_limit = FACTS_MEMORY,
	    .summary = "Adds a procedure to a draft, or removes it" },
	{ POST, "/can-bo/danh-muc/danh-sach/{list}/ban-hanh", &listing_issue_input, &guard_approver,
	    handle_listing_issue, .again = handle_listing_again, .memory_limit = FACTS_MEMORY,
	    .summary = "Issues a list by decision" },
	{ GET, "/can-bo/danh-muc/de-nghi", &requests_input, &guard_catalogue, handle_requests,
	    .summary = "Change requests of units" },
	{ GET, "/can-bo/danh-muc/de-nghi/moi", &request_new_input, &guard_drafter, handle_request_new,
	    .summary = "The form of a change request" },
	{ POST, "/can-bo/danh-muc/de-nghi", &request_file_input, &guard_drafter, handle_request_file,
	    .again = handle_request_again, .summary = "Files a change request" },
	{ GET, "/can-bo/danh-muc/de-nghi/{request}", &request_input, &guard_catalogue, handle_request,
	    .summary = "A change request and its history" },
	{ POST, "/can-bo/danh-muc/de-nghi/{request}/chap-nhan", &request_note_input, &guard_controller,
	    handle_request_accept, .again = handle_request_note_again, .summary = "Accepts a change request" },
	{ POST, "/can-bo/danh-muc/de-nghi/{request}/tu-choi", &request_reason_input, &guard_controller,
	    handle_request_refuse, .again = handle_request_note_again, .summary = "Refuses a change request" },
	{ POST, "/can-bo/danh-muc/de-nghi/{request}/rut", &request_note_input, &guard_drafter, handle_request_withdraw,
	    .again = handle_request_note_again, .summary = "Takes a change request back" },
	{ GET, "/can-bo/danh-muc/han-cong-bo", &deadlines_input, &guard_catalogue, handle_deadlines,
	    .summary = "Decisions and their deadlines of publication" },
	{ GET, "/can-bo/danh-muc/han-cong-bo/tai-ve", &deadlines_input, &guard_catalogue, handle_deadlines_csv,
	    .answers = "text/csv", .summary = "Decisions and their deadlines, as a file" },
	{ POST, "/can-bo/danh-muc/han-cong-bo", &decision_track_input, &guard_controller, handle_decision_track,
	    .again = handle_deadlines_again, .summary = "Says which track a decision goes" },

	/* --- guide/ */
	{ GET, "/can-bo/huong-dan", NULL, &guard_staff, handle_guide_list, .summary = "Guides for officers" },
	{ GET, "/can-bo/huong-dan/{guide}", &guide_input, &guard_staff, handle_guide_page, .summary = "One guide" },

	/* --- content/: news, guides, questions, notices */
	{ GET, "/hoi-dap/gui", &ask_input, &guard_anyone, handle_ask, .summary = "Form to ask the office in public" },
	{ POST, "/hoi-dap/gui", &ask_send_input, &guard_anyone, handle_ask_send, .again = again_ask,
	    .summary = "Asks the office" },
	{ GET, "/hoi-dap/da-gui/{code}", &asked_input, &guard_anyone, handle_asked,
	    .summary = "What became of a question" },
	{ GET, "/can-bo/danh-muc/bai-viet", &articles_input, &guard_catalogue, handle_news, .summary = "News" },
	{ GET, "/can-bo/danh-muc/huong-dan", &articles_input, &guard_catalogue, handle_guides, .summary = "Guides" },
	{ GET, "/can-bo/danh-muc/bai-viet/moi", &article_new_input, &guard_content, handle_article_new,
	    .summary = "Form for news or a guide" },
	{ POST, "/can-bo/danh-muc/bai-viet/moi", &article_create_input, &guard_content, handle_article_create,
	    .again = again_article_create, .summary = "Writes news or a guide, as a draft" },
	{ GET, "/can-bo/danh-muc/bai-viet/{slug}", &article_input, &guard_catalogue, handle_article,
	    .summary = "The editor of news or a guide, with its history" },
	{ POST, "/can-bo/danh-muc/bai-viet/{slug}", &article_save_input, &guard_content, handle_article_save,
	    .again = again_article_save, .summary = "Saves it, or shows it as it will be read" },
	{ POST, "/can-bo/danh-muc/bai-viet/{slug}/dang", &article_act_input, &guard_content, handle_article_publish,
	    .summary = "Publishes it" },
	{ POST, "/can-bo/danh-muc/bai-viet/{slug}/go", &article_act_input, &guard_content, handle_article_withdraw,
	    .summary = "Takes it from the public pages" },
	{ GET, "/can-bo/danh-muc/hoi-dap", &questions_input, &guard_catalogue, handle_questions,
	    .summary = "Questions, those that wait first" },
	{ GET, "/can-bo/danh-muc/hoi-dap/moi", NULL, &guard_content, handle_question_new,
	    .summary = "Form for what is asked often" },
	{ POST, "/can-bo/danh-muc/hoi-dap/moi", &question_create_input, &guard_content, handle_question_create,
	    .again = again_question_create, .summary = "Writes a question and its answer" },
	{ GET, "/can-bo/danh-muc/hoi-dap/{code}", &question_input, &guard_catalogue, handle_question,
	    .summary = "A question and its answer" },
	{ POST, "/can-bo/danh-muc/hoi-dap/{code}", &question_save_input, &guard_content, handle_question_save,
	    .again = again_question_save, .summary = "Saves the answer, or shows it as it will be read" },
	{ POST, "/can-bo/danh-muc/hoi-dap/{code}/dang", &question_act_input, &guard_content, handle_question_publish,
	    .summary = "Publishes the answer" },
	{ POST, "/can-bo/danh-muc/hoi-dap/{code}/go", &question_act_input, &guard_content, handle_question_withdraw,
	    .summary = "Takes the answer from the public pages" },
	{ POST, "/can-bo/danh-muc/hoi-dap/{code}/tu-choi", &question_decline_input, &guard_content,
	    handle_question_decline, .again = again_question_decline,
	    .summary = "Declines a question, with the reason" },
	{ GET, "/can-bo/danh-muc/thong-bao", &notices_input, &guard_catalogue, handle_notices,
	    .summary = "Notices of interruptions" },
	{ GET, "/can-bo/danh-muc/thong-bao/moi", NULL, &guard_notices, handle_notice_new,
	    .summary = "Form for a notice" },
	{ POST, "/can-bo/danh-muc/thong-bao/moi", &notice_create_input, &guard_notices, handle_notice_create,
	    .again = again_notice_create, .summary = "Writes a notice, as a draft" },
	{ GET, "/can-bo/danh-muc/thong-bao/{code}", &notice_input, &guard_catalogue, handle_notice,
	    .summary = "A notice" },
	{ POST, "/can-bo/danh-muc/thong-bao/{code}", &notice_save_input, &guard_notices, handle_notice_save,
	    .again = again_notice_save, .summary = "Saves a notice, or shows it as it will be read" },
	{ POST, "/can-bo/danh-muc/thong-bao/{code}/dang", &notice_act_input, &guard_notices, handle_notice_publish,
	    .summary = "Publishes a notice" },
	{ POST, "/can-bo/danh-muc/thong-bao/{code}/go", &notice_act_input, &guard_notices, handle_notice_end,
	    .summary = "Ends an interruption, or takes its notice back" },

	/* --- publish/: what nginx does not find among the published files */
	MISSING("/thu-tuc/{rest...}", "No such procedure, with the search box; or its page by its code"),
	MISSING("/linh-vuc/{rest...}", "No such sector"),
	MISSING("/co-quan/{rest...}", "No such agency"),
	MISSING("/su-kien/{rest...}", "No such life event"),
	MISSING("/muc-do/{rest...}", "No such level of service"),
	MISSING("/thay-doi/{rest...}", "No such page of changes"),
	MISSING("/du-lieu-mo/{rest...}", "No such open data"),
	MISSING("/nhung/{rest...}", "No such block to embed"),
	MISSING("/tin-tuc/{rest...}", "No such news"),
	MISSING("/huong-dan/{rest...}", "No such guide"),
	MISSING("/hoi-dap/{rest...}", "No such answer"),
	MISSING("/thong-bao/{rest...}", "No such notice"),
};
const size_t catalogue_route_count = sizeof(catalogue_routes) / sizeof(catalogue_routes[0]);
