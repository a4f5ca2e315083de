/* The routes of the work list, the dossier's page, its intake, the counter and its printed forms. See routes.h. */
#include "routes.h"

#include "core/server/module.h"
#include "domain/directory/officer_guard.h"
#include "domain/site/choice_search.h"
#include "counter/counter.h"
#include "dossier/dossier_page.h"
#include "dossier/intake.h"
#include "list/list.h"
#include "move/move.h"
#include "print/print.h"

/* The lines of 20,000 dossiers, and the list of them. */
#define ANSWERS_MEMORY ((size_t)128 << 20)
#define DOSSIER        "/can-bo/ho-so/{number}"
/* Two versions of a definition, the answers of a page of dossiers or the table of all of them. */
#define MOVE_MEMORY ((size_t)64 << 20)

static const struct route routes[] = {
	{ GET, "/", NULL, &guard_anyone, handle_front_page,
	    .summary = "First page where officers' pages are all that is deployed" },
	{ GET, "/can-bo", NULL, &guard_staff, handle_office_home, .summary = "To the work list" },
	{ GET, "/can-bo/ho-so", &list_input, &guard_staff, handle_list, .summary = "Work list: queues and filters" },
	{ GET, "/can-bo/ho-so/tai-ve", &list_input, &guard_staff, handle_list_export, .answers = "text/csv",
	    .summary = "The same list for spreadsheets" },
	{ GET, "/can-bo/ho-so/to-khai/tai-ve", &list_input, &guard_staff, handle_answers_export,
	    .memory_limit = ANSWERS_MEMORY, .answers = "text/csv",
	    .summary = "What the dossiers of one procedure were answered, for spreadsheets" },
	{ GET, "/can-bo/ho-so/tiep-theo", &list_input, &guard_staff, handle_list_next,
	    .summary = "The next dossier of a queue" },
	{ GET, DOSSIER, &dossier_input, &guard_staff, handle_dossier, .summary = "One dossier with everything on it" },
	{ GET, DOSSIER "/tep/{reference}", &dossier_file_input, &guard_staff, handle_dossier_file,
	    .answers = ROUTE_FILE, .summary = "A paper of the dossier" },
	{ POST, DOSSIER "/tiep-nhan", &receive_input, &guard_intake, handle_receive,
	    .summary = "Accept: code, receipt, clock" },
	{ GET, DOSSIER "/yeu-cau-bo-sung", &intake_page_input, &guard_intake, handle_ask_page,
	    .summary = "Form: ask for a supplement before acceptance" },
	{ POST, DOSSIER "/yeu-cau-bo-sung", &ask_intake_input, &guard_intake, handle_ask, .again = handle_ask_page,
	    .summary = "Ask for a supplement before acceptance" },
	{ GET, DOSSIER "/nhan-bo-sung", &intake_page_input, &guard_intake, handle_take_page,
	    .summary = "Form: the supplement was brought to the counter" },
	{ POST, DOSSIER "/nhan-bo-sung", &receive_input, &guard_intake, handle_take, .again = handle_take_page,
	    .summary = "The supplement was brought to the counter" },
	{ GET, DOSSIER "/tu-choi", &intake_page_input, &guard_intake, handle_refuse_page,
	    .summary = "Form: refuse to accept" },
	{ POST, DOSSIER "/tu-choi", &refuse_intake_input, &guard_intake, handle_refuse, .again = handle_refuse_page,
	    .summary = "Refuse to accept" },
	{ GET, DOSSIER "/ban-giao", &intake_page_input, &guard_intake, handle_hand_over_page,
	    .summary = "Form: hand the papers over" },
	{ POST, DOSSIER "/ban-giao", &hand_over_input, &guard_intake, handle_hand_over, .again = handle_hand_over_page,
	    .summary = "Hand the papers over" },
	{ GET, DOSSIER "/giay-tiep-nhan", &print_input, &guard_staff, handle_receipt, .summary = "Form 01: receipt" },
	{ GET, DOSSIER "/phieu-bo-sung", &print_input, &guard_staff, handle_supplement_request,
	    .summary = "Form 02: request for a supplement" },
	{ GET, DOSSIER "/phieu-tu-choi", &print_input, &guard_staff, handle_refusal, .summary = "Form 03: refusal" },
	{ GET, DOSSIER "/to-khai", &print_input, &guard_staff, handle_form_copy,
	    .summary = "The electronic form as it was filed, to be printed" },
	{ GET, DOSSIER "/phieu-kiem-soat", &print_input, &guard_staff, handle_control_sheet,
	    .summary = "Control sheet: form 05 of 2018, 06 of 2025" },
	{ GET, MOVE_PATH, &move_page_input, &guard_staff, handle_move_page, .memory_limit = MOVE_MEMORY,
	    .summary =
		"Running dossiers and a newer version of their form or process: which may move, why others may not" },
	{ POST, MOVE_PATH, &move_act_input, &guard_keeper, handle_move, .again = handle_move_again,
	    .memory_limit = MOVE_MEMORY, .summary = "Moves dossiers to a newer version, each looked at again" },
	{ GET, MOVE_PATH "/tai-ve", &move_page_input, &guard_staff, handle_move_csv, .memory_limit = MOVE_MEMORY,
	    .answers = "text/csv", .summary = "The same, all of them, for spreadsheets" },
	{ GET, "/can-bo/tai-quay", &counter_choose_input, &guard_intake, handle_counter,
	    .summary = "The counter: whose dossier, which procedure" },
	{ GET, "/can-bo/tai-quay/danh-sach/{choices}", &choice_search_input, &guard_anyone, handle_choice_search,
	    .flags = ROUTE_PUBLIC | ROUTE_ETAG, .answers = "application/json",
	    .holds = "items: value and label of each; more: there are others, to be sought by words",
	    .summary = "What may be chosen from a shared list" },
	{ GET, "/can-bo/tai-quay/{procedure}", &counter_page_input, &guard_intake, handle_counter_page,
	    .summary = "Form: register a paper dossier" },
	{ POST, "/can-bo/tai-quay/{procedure}", &counter_register_input, &guard_intake, handle_counter_register,
	    .refuse_more = handle_counter_more, .again = handle_counter_again, .summary = "Register a paper dossier" },
};
const struct route_table intake_routes = ROUTE_TABLE(routes);
