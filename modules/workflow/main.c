/* Workflow: work lists, the counter, a dossier's way through its process, results. */
#include <string.h>

#include "core/security/idempotency_store.h"
#include "core/security/sign_in.h"
#include "core/server/module.h"
#include "core/system/jobs.h"
#include "agency/agency_move.h"
#include "counter/counter.h"
#include "counter/counter_filing.h"
#include "counter/counter_store.h"
#include "domain/directory/agency_write_store.h"
#include "domain/directory/calendar_store.h"
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
#include "dossier/dossier_page.h"
#include "dossier/dossier_page_store.h"
#include "old/import.h"
#include "dossier/intake.h"
#include "list/answers_store.h"
#include "list/list_store.h"
#include "list/list_view.h"
#include "move/move.h"
#include "move/move_store.h"
#include "old/old_dossier.h"
#include "organisation/organisation.h"
#include "print/print.h"
#include "step/process_routes.h"
#include "routes.h"

static const struct page_sample own_pages[] = {
	{ "workflow/list", list_sample },
	{ "workflow/dossier", dossier_sample },
	{ "workflow/intake_form", intake_form_sample },
	{ "workflow/counter", counter_sample },
	{ "workflow/counter_register", counter_register_sample },
	{ "workflow/receipt", receipt_sample },
	{ "workflow/supplement_request", supplement_request_sample },
	{ "workflow/refusal", refusal_sample },
	{ "workflow/control_sheet", control_sheet_sample },
	{ "workflow/form_copy", form_copy_sample },
	{ "workflow/move", move_sample },
};

static const struct job own_jobs[] = {
	{ "counter.forget_secrets", 3600, 0, counter_forget_secrets },
	{ "counter.sweep_scans", 3600, 0, counter_sweep_scans },
};

/* Officers only: codes by mail and accounts of citizens are the public modules' affair. */
static const struct sign_in_provider provider = { SIGN_IN_ACCOUNTS, .officer_home = "/can-bo/ho-so" };

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

int
main(int argc, char **argv)
{
	const struct route_table tables[] = { intake_routes, process_route_table, sign_in_table };
	const struct store stores[] = { calendar_store, counter_store, directory_store, directory_write_store,
		door_create_store, door_journal_store, door_store, dossier_page_store, dossier_store, file_remove_store,
		file_store, list_store, answers_store, move_store, number_store, old_dossier_store, organisation_store,
		outbox_store, outbox_consumer_store, procedure_store, choice_store, step_store, result_store,
		consult_store, agency_move_store, agency_write_store };
	const struct verb verbs[] = { import_verb };
	struct page_sample pages[COUNT(own_pages) + PROCESS_PAGES];
	struct job jobs[COUNT(own_jobs) + PROCESS_JOBS];
	const struct module workflow = {
		.name = "workflow",
		.tables = tables,
		.table_count = COUNT(tables),
		.stores = stores,
		.store_count = COUNT(stores),
		.pages = pages,
		.page_count = COUNT(pages),
		.jobs = jobs,
		.job_count = COUNT(jobs),
		.verbs = verbs,
		.verb_count = COUNT(verbs),
		.sign_in = &provider,
		.shell = site_shell,
		.start = site_start,
	};

	memcpy(pages, own_pages, sizeof(own_pages));
	memcpy(pages + COUNT(own_pages), process_pages, sizeof(process_pages));
	memcpy(jobs, own_jobs, sizeof(own_jobs));
	memcpy(jobs + COUNT(own_jobs), process_jobs, sizeof(process_jobs));
	return module_run(&workflow, argc, argv);
}
