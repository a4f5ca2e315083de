/* The catalogue: procedures in versions, published as files, found by search; the few pages that no file can be. */
#include "publish/catalogue.h"
#include "agency/offering_store.h"
#include "agency/operation_apply.h"
#include "agency/operation_apply_store.h"
#include "agency/operation_store.h"
#include "agency/movable_store.h"
#include "agency/public_store.h"
#include "agency/tree_store.h"
#include "blank_form/blank_form_store.h"
#include "bundle/bundle_config.h"
#include "bundle/bundle_run.h"
#include "bundle/bundle_store.h"
#include "bundle/bundle_verb.h"
#include "choice/choice_write_store.h"
#include "content/act_store.h"
#include "content/article_store.h"
#include "content/notice_store.h"
#include "content/question.h"
#include "content/question_store.h"
#include "core/data/setting_store.h"
#include "core/security/sign_in.h"
#include "core/server/module.h"
#include "define/draft_store.h"
#include "define/overview_store.h"
#include "define/target_store.h"
#include "define/use_store.h"
#include "domain/directory/agency_write_store.h"
#include "domain/directory/calendar_store.h"
#include "domain/directory/directory_store.h"
#include "domain/directory/sign_in_accounts.h"
#include "domain/dossier/outbox_store.h"
#include "domain/procedure/choice_store.h"
#include "domain/procedure/procedure_store.h"
#include "domain/site/site.h"
#include "edit/edit_store.h"
#include "edit/review_store.h"
#include "govern/deadline_store.h"
#include "form_design/form_step_store.h"
#include "govern/fact.h"
#include "govern/govern.h"
#include "govern/listing_store.h"
#include "govern/plan_store.h"
#include "govern/reminder_store.h"
#include "govern/request_store.h"
#include "guide/guide.h"
#include "import/import_run.h"
#include "import/import_store.h"
#include "import/import_verb.h"
#include "load/load.h"
#include "load/load_store.h"
#include "office/bulk_job.h"
#include "office/bulk_store.h"
#include "office/office_store.h"
#include "publish/publish.h"
#include "routes.h"
#include "publish/sample.h"
#include "record/item_store.h"
#include "record/version_store.h"
#include "process_design/process_import_store.h"
#include "rule_design/example_store.h"
#include "schema/schema_store.h"
#include "search/keyword_store.h"
#include "search/miss.h"
#include "search/served.h"
#include "simulate/example_store.h"
#include "simulate/regress.h"
#include "simulate/walk_store.h"
#include "version/life_store.h"

static const struct sign_in_provider sign_in = {
	SIGN_IN_ACCOUNTS,
	.officer_home = "/can-bo/danh-muc",
};

static enum err
start(const struct core_config *config, struct failure *failure)
{
	enum err err = site_start(config, failure);

	return err ? err : guides_start(config, failure);
}

static const struct job jobs[] = {
	{ "ordered", 2, 600, publish_ordered },
	{ "due", 600, 600, publish_due },
	{ "misses", 86400, 600, miss_sweep },
	{ "traffic", 3600, 600, traffic_job },
	{ "agencies", 5, 300, operations_apply },
	{ "bulk", 2, 600, bulk_run },
	{ "forget_askers", 3600, 600, questions_forgotten },
	{ "import", 2, 600, import_job },
	{ "bundle", 2, 60, bundle_job },
};

int
main(int argc, char **argv)
{
	const struct route_table tables[] = { { catalogue_routes, catalogue_route_count },
		{ definition_routes, definition_route_count }, site_office_table, sign_in_table };
	const struct store stores[] = {
		directory_store, calendar_store, setting_store, outbox_store, outbox_consumer_store, /* domain, core */
		catalogue_store, load_store,                                                         /* publish, load */
		item_store, version_store, version_write_store, life_store, /* record, version */
		office_store, edit_store,                                   /* office, edit */
		procedure_store, choice_store, draft_store, target_store, overview_store, schema_store,
		use_store, /* domain, define */
		tree_store, operation_store, movable_store, offering_store, public_store, operation_apply_store,
		agency_write_store,                                                                   /* agency */
		article_store, question_store, content_notice_store, content_act_store,               /* content */
		fact_store, plan_store, reminder_store, request_store, listing_store, deadline_store, /* govern */
		import_store, import_index_store,                                                     /* import */
		choice_write_store, process_import_store, keyword_store, /* choice, process_design, search */
		form_step_store, rule_example_store, walk_store, example_store, bundle_store,
		blank_form_store, /* designs, simulate, bundle */
	};
	static const struct verb verbs[] = {
		{ "load", "FOLDER|FILE...", "loads procedures and definitions from files", load_run },
		{ "import", IMPORT_USAGE, "brings procedures in from a file", import_run_verb },
		{ "export", EXPORT_USAGE, "writes all procedures into a file that imports again", export_run_verb },
		{ "publish", "[afresh]", "publishes what is in force today; afresh: makes every page anew",
		    publish_verb },
		{ "bundle", BUNDLE_USAGE, "takes procedures to another installation and brings them in",
		    bundle_run_verb },
		{ "simulate", SIMULATE_USAGE, "walks the examples of procedures again", simulate_run_verb },
		{ "traffic", "", "counts dossiers anew for the pages of managers", traffic_verb },
	};
	const struct module module = {
		.name = "catalogue",
		.tables = tables,
		.table_count = sizeof(tables) / sizeof(tables[0]),
		.config_keys = catalogue_config_keys,
		.config_key_count = catalogue_config_keys_count,
		.config = &catalogue_config,
		.stores = stores,
		.store_count = sizeof(stores) / sizeof(stores[0]),
		.jobs = jobs,
		.job_count = sizeof(jobs) / sizeof(jobs[0]),
		.verbs = verbs,
		.verb_count = sizeof(verbs) / sizeof(verbs[0]),
		.pages = catalogue_samples,
		.page_count = catalogue_sample_count,
		.sign_in = &sign_in,
		.shell = served_shell,
		.start = start,
	};

	return module_run(&module, argc, argv);
}
