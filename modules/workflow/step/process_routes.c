/* The routes of the steps: a form and an act each. See process_routes.h; who may do which act is step_rule.c's table. */
#include "step/process_routes.h"

#include "domain/directory/officer_guard.h"

#include "consult/consult.h"
#include "step/step_act.h"
#include "step/step_file.h"
#include "step/step_form.h"
#include "step/step_print.h"

#define DOSSIER "/can-bo/ho-so/{number}"

/* clang-format off */
#define STEP(action, path, text)                                                                                       \
	{ GET, DOSSIER path, &step_form_input, &guard_staff, handle_step_form, .summary = "Form: " text },             \
	{ POST, DOSSIER path, &step_inputs[action], &guard_staff, handle_step, .again = handle_step_form, .summary = text }

static const struct route routes[] = {
	STEP(STEP_CLAIM, "/nhan-xu-ly", "Take a step; the first one starts the work"),
	STEP(STEP_FORWARD, "/chuyen-buoc", "Pass on to the next step"),
	STEP(STEP_RETURN_BACK, "/tra-lai-buoc", "Give back to the step before"),
	STEP(STEP_ASK_SUPPLEMENT, "/yeu-cau-hoan-thien", "Ask for a supplement after acceptance"),
	STEP(STEP_SUPPLEMENT_BROUGHT, "/nhan-bo-sung/tep", "A supplement was brought to the counter"),
	STEP(STEP_CONSULT, "/lay-y-kien", "Ask another agency's opinion"),
	STEP(STEP_DRAFT, "/du-thao/tep", "Draft the result"),
	STEP(STEP_REFUSE, "/tu-choi-giai-quyet/tep", "Draft a reasoned refusal"),
	STEP(STEP_APPROVE, "/duyet", "Approve the result"),
	STEP(STEP_NUMBER, "/cap-so", "Give number and date"),
	STEP(STEP_PUBLISH, "/phat-hanh", "Publish the result"),
	STEP(STEP_RETURN_RESULT, "/tra-ket-qua", "Return the result"),
	STEP(STEP_EXTEND, "/gia-han", "Apologise and appoint another day"),
	STEP(STEP_STOP, "/dung-giai-quyet", "Stop the work"),
	STEP(STEP_RESUME, "/tiep-tuc", "Go on with the work"),
	{ GET, DOSSIER "/ket-qua", &step_form_input, &guard_staff, handle_step_file, .answers = ROUTE_FILE, .summary = "The result's file" },
	{ GET, DOSSIER "/phieu-xin-loi", &step_form_input, &guard_staff, handle_apology, .summary = "Print: apology" },
	{ GET, DOSSIER "/thong-bao-dung", &step_form_input, &guard_staff, handle_stop_notice,
	    .summary = "Print: notice that the work was stopped" },
	{ GET, DOSSIER "/bien-nhan", &step_form_input, &guard_staff, handle_return_receipt,
	    .summary = "Print: receipt of the result" },
	{ GET, "/can-bo/y-kien", NULL, &guard_staff, handle_consult_list, .summary = "Opinions asked of this agency" },
	{ GET, "/can-bo/y-kien/{number}/{seq}", &consult_page_input, &guard_staff, handle_consult_page,
	    .summary = "Form: answer another agency" },
	{ POST, "/can-bo/y-kien/{number}/{seq}", &consult_answer_input, &guard_staff, handle_consult_answer,
	    .again = handle_consult_page, .summary = "Answer another agency" },
};
/* clang-format on */
const struct route_table process_route_table = ROUTE_TABLE(routes);

const struct page_sample process_pages[PROCESS_PAGES] = {
	{ "workflow/step_action", step_form_sample },
	{ "workflow/consult_list", consult_list_sample },
	{ "workflow/consult_answer", consult_answer_sample },
	{ "workflow/step_apology", step_apology_sample },
	{ "workflow/step_stop_notice", step_stop_notice_sample },
	{ "workflow/return_receipt", return_receipt_sample },
};
