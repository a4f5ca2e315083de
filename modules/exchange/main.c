/* Exchange: what this house sends into the world and what partners find here. */
#include "core/security/idempotency_store.h"
#include "core/security/sign_in.h"
#include "core/server/module.h"
#include "core/system/config.h"
#include "core/system/jobs.h"
#include "domain/directory/calendar_store.h"
#include "domain/directory/directory_store.h"
#include "domain/directory/sign_in_accounts.h"
#include "domain/dossier/dossier_store.h"
#include "domain/dossier/outbox_store.h"
#include "domain/site/site.h"
#include "deliver.h"
#include "delivery_store.h"
#include "exchange.h"
#include "outbound.h"
#include "overview.h"
#include "overview_store.h"
#include "register/register_call.h"
#include "register/register_page.h"
#include "register/register_store.h"
#include "routes.h"
#include "status.h"

static const struct page_sample pages[] = {
	{ "exchange/overview", overview_sample },
	{ "exchange/status", status_sample },
	{ "exchange/register", register_sample },
};

/* Administrators sign in here where no other module serves officers. */
static const struct sign_in_provider provider = { SIGN_IN_ACCOUNTS, .citizen_home = "/",
	.officer_home = OVERVIEW_PATH };

static enum err
start(const struct core_config *config, struct failure *failure)
{
	enum err err = exchange_config_check(&exchange_config, failure);

	if (!err)
		err = site_start(config, failure);
	register_call_start();
	return err ? err : outbound_start(failure);
}

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

int
main(int argc, char **argv)
{
	const struct route_table tables[] = { exchange_routes, site_office_table, sign_in_table };
	const struct store stores[] = { calendar_store, delivery_store, directory_store, dossier_store,
		outbox_consumer_store, overview_store, register_store };
	/* Every second: a person waits for a code. Each row has a lease of its own, so that after a death others may soon go on. */
	const struct job jobs[] = { { .name = "deliver", .period = 1, .lease = 30, .run = deliver_run }, register_job };
	const struct module exchange = {
		.name = "exchange",
		.tables = tables,
		.table_count = COUNT(tables),
		.stores = stores,
		.store_count = COUNT(stores),
		.pages = pages,
		.page_count = COUNT(pages),
		.config_keys = exchange_config_keys,
		.config_key_count = exchange_config_keys_count,
		.config = &exchange_config,
		.jobs = jobs,
		.job_count = COUNT(jobs),
		.sign_in = &provider,
		.shell = site_shell,
		.start = start,
	};

	return module_run(&exchange, argc, argv);
}
