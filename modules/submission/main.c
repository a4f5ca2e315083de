/* motcua-submission: citizens find out what to file, file it, follow it and receive the result. */
#include "core/server/module.h"
#include "domain/directory/calendar_store.h"
#include "domain/directory/citizen_store.h"
#include "domain/directory/directory_store.h"
#include "domain/directory/sign_in_accounts.h"
#include "domain/dossier/door_create_store.h"
#include "domain/dossier/door_journal_store.h"
#include "domain/dossier/door_store.h"
#include "domain/dossier/dossier_store.h"
#include "domain/dossier/number_store.h"
#include "domain/dossier/outbox_store.h"
#include "domain/file/file_remove_store.h"
#include "domain/file/file_store.h"
#include "domain/procedure/choice_store.h"
#include "domain/procedure/procedure_store.h"
#include "domain/site/site.h"

#include "account.h"
#include "applicant.h"
#include "check.h"
#include "confirmation.h"
#include "cosign/cosign_invite.h"
#include "cosign/cosign_job.h"
#include "cosign/cosign_read.h"
#include "cosign/cosign_store.h"
#include "cosign/cosign_wait.h"
#include "draft_store.h"
#include "expiry.h"
#include "follow_store.h"
#include "form_copy.h"
#include "form_page.h"
#include "home.h"
#include "my_dossier.h"
#include "papers.h"
#include "prefill/told_store.h"
#include "rate.h"
#include "routes.h"
#include "settings.h"
#include "start.h"
#include "supplement.h"
#include "track.h"
#include "withdraw.h"

static const struct sign_in_provider sign_in = {
	SIGN_IN_ACCOUNTS,
	.send_code = sign_in_code_queue,
	.create = sign_in_citizen_create,
	.citizen_home = "/tai-khoan",
};

static const struct page_sample pages[] = {
	{ "submission/home", home_sample },
	{ "submission/start", start_sample },
	{ "submission/applicant", applicant_sample },
	{ "submission/form_page", form_page_sample },
	{ "submission/papers", papers_sample },
	{ "submission/check", check_sample },
	{ "submission/confirmation", confirmation_sample },
	{ "submission/cosign_wait", cosign_wait_sample },
	{ "submission/cosign_sheet", cosign_sheet_sample },
	{ "submission/cosign_enter", cosign_enter_sample },
	{ "submission/cosign_invite", cosign_invite_sample },
	{ "submission/cosign_code", cosign_code_sample },
	{ "submission/cosign_read", cosign_read_sample },
	{ "submission/track", track_sample },
	{ "submission/track_result", track_result_sample },
	{ "submission/account", account_sample },
	{ "submission/dossier", my_dossier_sample },
	{ "submission/form_copy", my_form_copy_sample },
	{ "submission/supplement", supplement_sample },
	{ "submission/withdraw", withdraw_sample },
	{ "submission/rate", rate_sample },
	{ "submission/settings", settings_sample },
	{ "submission/address_code", address_code_sample },
};

int
main(int argc, char **argv)
{
	const struct route_table tables[] = { { submission_routes, submission_route_count }, sign_in_table };
	const struct store stores[] = { draft_store, cosign_store, follow_store, calendar_store, citizen_store,
		directory_store, door_create_store, door_journal_store, door_store, dossier_store, number_store,
		outbox_store, file_remove_store, file_store, procedure_store, choice_store, told_store };
	const struct job jobs[] = { expiry_job, cosign_job };
	const struct module submission = {
		.name = "submission",
		.tables = tables,
		.table_count = sizeof(tables) / sizeof(tables[0]),
		.stores = stores,
		.store_count = sizeof(stores) / sizeof(stores[0]),
		.pages = pages,
		.page_count = sizeof(pages) / sizeof(pages[0]),
		.jobs = jobs,
		.job_count = sizeof(jobs) / sizeof(jobs[0]),
		.sign_in = &sign_in,
		.shell = site_shell,
		.start = site_start,
	};

	return module_run(&submission, argc, argv);
}
