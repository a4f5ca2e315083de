/* motcua-payment: fee demands, gateways and their callbacks, the books, receipts, the cashier. See README.md. */
#include "core/security/sign_in.h"
#include "core/server/module.h"
#include "domain/directory/calendar_store.h"
#include "domain/directory/directory_store.h"
#include "domain/directory/sign_in_accounts.h"
#include "domain/dossier/door_journal_store.h"
#include "domain/dossier/door_store.h"
#include "domain/dossier/dossier_store.h"
#include "domain/dossier/number_store.h"
#include "domain/dossier/outbox_store.h"
#include "domain/site/site.h"

#include "attempt_store.h"
#include "demand_store.h"
#include "http_post.h"
#include "invariant_store.h"
#include "jobs.h"
#include "ledger_store.h"
#include "payment.h"
#include "receipt_store.h"
#include "routes.h"
#include "samples.h"

static enum err
start(const struct core_config *config, struct failure *failure)
{
	enum err err = payment_config_check(&payment_config, failure);

	if (err)
		return err;
	http_post_start();
	return site_start(config, failure);
}

/* Accounts of citizens are made by submission or at a counter, never here. */
static const struct sign_in_provider provider = { SIGN_IN_ACCOUNTS, .send_code = sign_in_code_queue,
	.citizen_home = "/thanh-toan", .officer_home = "/can-bo/thu-ngan" };

int
main(int argc, char **argv)
{
	const struct route_table tables[] = { { payment_routes, payment_routes_count }, site_office_table,
		sign_in_table };
	const struct store stores[] = { demand_store, attempt_store, ledger_store, receipt_store, invariant_store,
		door_store, door_journal_store, dossier_store, number_store, outbox_store, outbox_consumer_store,
		directory_store, calendar_store };
	const struct module payment = {
		.name = "payment",
		.tables = tables,
		.table_count = sizeof(tables) / sizeof(tables[0]),
		.stores = stores,
		.store_count = sizeof(stores) / sizeof(stores[0]),
		.pages = payment_samples,
		.page_count = payment_samples_count,
		.config_keys = payment_config_keys,
		.config_key_count = payment_config_keys_count,
		.config = &payment_config,
		.jobs = payment_jobs,
		.job_count = payment_jobs_count,
		.verbs = payment_verbs,
		.verb_count = payment_verbs_count,
		.sign_in = &provider,
		.shell = site_shell,
		.start = start,
	};

	return module_run(&payment, argc, argv);
}
