/* The citizen's side: filing, tracking, the account. See routes.h. */
#include "routes.h"

#include "core/server/route.h"

#include "applicant.h"
#include "check.h"
#include "confirmation.h"
#include "form_page.h"
#include "home.h"
#include "papers.h"
#include "start.h"

#define DRAFT "/nop-ho-so/{code}/{draft}"

const struct route submission_routes[] = {
	{ GET, "/", NULL, &guard_anyone, handle_home, .summary = "First page where no catalogue is published" },

	{ GET, "/nop-ho-so/{code}", &start_input, &guard_anyone, handle_start, .summary = "Before filing" },
	{ POST, "/nop-ho-so/{code}", &begin_input, &guard_citizen, handle_begin, .again = again_begin,
	    .summary = "Begins a draft" },
	{ GET, DRAFT "/tiep", &continue_input, &guard_citizen, handle_continue,
	    .summary = "To where the draft stands" },
	{ GET, DRAFT "/nguoi-nop", &applicant_input, &guard_citizen, handle_applicant, .summary = "The applicant" },
	{ POST, DRAFT "/nguoi-nop", &applicant_save_input, &guard_citizen, handle_applicant_save,
	    .again = again_applicant, .summary = "Saves the applicant" },
	{ GET, DRAFT "/trang/{page}", &form_page_input, &guard_citizen, handle_form_page,
	    .summary = "One page of the form" },
	{ POST, DRAFT "/trang/{page}", &form_save_input, &guard_citizen, handle_form_save, .again = again_form_save,
	    .summary = "Saves and checks one page of the form" },
	{ POST, DRAFT "/luu/{page}", &form_save_input, &guard_citizen, handle_autosave,
	    .summary = "Saves what is typed so far" },
	{ GET, DRAFT "/giay-to", &papers_input, &guard_citizen, handle_papers, .summary = "The papers" },
	{ POST, DRAFT "/giay-to", &papers_input, &guard_citizen, handle_papers_done, .again = again_papers,
	    .summary = "Papers complete" },
	{ POST, DRAFT "/tep", &paper_upload_input, &guard_citizen, handle_paper_upload, .again = again_paper_upload,
	    .summary = "Attaches a file" },
	{ GET, DRAFT "/tep/{file}", &paper_file_input, &guard_citizen, handle_paper_file,
	    .summary = "An attached file" },
	{ POST, DRAFT "/giay-to/{file}/xoa", &paper_remove_input, &guard_citizen, handle_paper_remove,
	    .summary = "Removes an attached file" },
	{ GET, DRAFT "/kiem-tra", &check_input, &guard_citizen, handle_check, .summary = "Check answers" },
	{ POST, DRAFT "/nop", &send_input, &guard_citizen, handle_send, .again = again_send,
	    .summary = "Files the dossier, once" },
	{ GET, DRAFT "/da-nop", &confirmation_input, &guard_citizen, handle_confirmation,
	    .summary = "What was filed and what is next" },
};
const size_t submission_route_count = sizeof(submission_routes) / sizeof(submission_routes[0]);
