/* Bundles from the command line. See bundle_verb.h. Must not know SQL. */
#include "bundle/bundle_verb.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bundle/bundle.h"
#include "bundle/bundle_config.h"
#include "bundle/bundle_make.h"
#include "bundle/bundle_work.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"
#include "core/server/module.h"
#include "core/system/file.h"
#include "domain/site/site.h"
#include "domain/time/local_time.h"

#define VERB_MEMORY ((size_t)512 << 20)

static int
end(const struct verb_ctx *v, const char *what, enum err err)
{
	if (err)
		(void)fprintf(stderr, "bundle: %s: %s %s\n", what, err_name(err), v->failure.log);
	return err ? EXIT_FAILURE : EXIT_SUCCESS;
}

static int
tell_key(struct verb_ctx *v)
{
	unsigned char key[BUNDLE_KEY_SIZE];
	const struct catalogue_config *config = v->module_config;
	enum err err = bundle_public_key(config->bundle_key, key);

	if (!err)
		(void)printf("%s %s\n", site_province()->name, base64url_encode(v->arena, key, sizeof(key)));
	return end(v, "bundle_key_file", err);
}

static int
export_to(struct verb_ctx *v, const char *path, int count, char **codes)
{
	const struct catalogue_config *config = v->module_config;
	const char **names = arena_array(v->arena, (size_t)count + 1, sizeof(*names));
	struct bytes bundle;
	const char *missing = "";
	FILE *out;
	enum err err;

	for (int i = 0; i < count; i++)
		names[i] = codes[i];
	err = bundle_make(
	    v->db, v->arena, names, (size_t)count, site_province()->name, config->bundle_key, &bundle, &missing);
	if (err)
		return end(v, missing != NULL ? missing : path, err);
	out = fopen(path, "wbe");
	if (out == NULL || fwrite(bundle.data, 1, bundle.size, out) != bundle.size || fclose(out) != 0)
		return end(v, path, ERR_UNAVAILABLE);
	(void)printf("%s: %d procedures, %zu bytes\n", path, count, bundle.size);
	return EXIT_SUCCESS;
}

/* The bundle of a file, opened with the keys that are trusted. */
static enum err
open_file(struct verb_ctx *v, const char *path, struct bundle *ret_bundle)
{
	struct bundle_keys keys;
	struct tar_fault fault = { "", "" };
	struct bytes file;
	enum err err = bundle_trusted_keys(v->arena, v->module_config, site_province()->name, &v->failure, &keys);

	if (!err)
		err = file_read(v->arena, path, TAR_BYTES_MAX, false, &file, &v->failure);
	if (!err && (err = bundle_open(v->arena, file, &keys, ret_bundle, &fault)))
		(void)printf("refused\t%s\t%s\n", fault.reason, fault.member);
	return err;
}

static int
check_file(struct verb_ctx *v, const char *path)
{
	struct bundle bundle;
	struct bundle_work work = { v->db, v->arena, &v->failure, &bundle, 0 };
	struct bundle_report report = { .count = 0 };
	int64_t now = 0;
	enum err err = db_now(v->db, &now);

	work.today = office_day(now);
	if (err || (err = open_file(v, path, &bundle)) || (err = bundle_compare(&work, &report)))
		return end(v, path, err);
	for (size_t i = 0; i < report.count; i++) {
		const struct bundle_item *item = &report.items[i];

		(void)printf("%s\t%s\t%s\t%s\t%s\n", bundle_state_name(item->state), item->kind, item->code,
		    item->why != NULL ? item->why : "", item->name);
	}
	(void)printf("signer=%s same=%zu new=%zu changed=%zu failing=%zu blocked=%zu\n", bundle.signer,
	    report.of[BUNDLE_SAME], report.of[BUNDLE_NEW], report.of[BUNDLE_CHANGED], report.of[BUNDLE_FAILING],
	    report.of[BUNDLE_BLOCKED]);
	return report.of[BUNDLE_BLOCKED] > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

static int
import_file(struct verb_ctx *v, const char *path, const struct bundle_order *given)
{
	struct bundle bundle;
	struct bundle_work work = { v->db, v->arena, &v->failure, &bundle, 0 };
	struct bundle_order order = *given;
	size_t written = 0;
	enum err err = db_now(v->db, &order.now);

	work.today = office_day(order.now);
	db_set_statement_time(v->db, 0);
	if (err || (err = open_file(v, path, &bundle)) || (err = bundle_apply(&work, &order, &written)))
		return end(v, path, err);
	(void)printf("written=%zu\n", written);
	return EXIT_SUCCESS;
}

static bool
read_decision(int argc, char **argv, struct bundle_order *order)
{
	*order = (struct bundle_order){ .decision_no = "", .officer_id = DB_NULL_INT };
	if (argc == 3)
		return true;
	if (argc != 7 || strcmp(argv[3], "--decision") != 0 || *argv[4] == '\0' ||
	    date_parse(argv[5], &order->decision_date) || date_parse(argv[6], &order->from_day))
		return false;
	order->approved = true;
	order->decision_no = argv[4];
	return true;
}

int
bundle_run_verb(struct verb_ctx *v, int argc, char **argv)
{
	struct bundle_order order;

	arena_set_limit(v->arena, VERB_MEMORY);
	if (argc == 2 && strcmp(argv[1], "key") == 0)
		return tell_key(v);
	if (argc > 3 && strcmp(argv[1], "export") == 0)
		return export_to(v, argv[2], argc - 3, argv + 3);
	if (argc == 3 && strcmp(argv[1], "check") == 0)
		return check_file(v, argv[2]);
	if (argc >= 3 && strcmp(argv[1], "import") == 0 && read_decision(argc, argv, &order))
		return import_file(v, argv[2], &order);
	(void)fprintf(stderr, "usage: bundle %s\n", BUNDLE_USAGE);
	return EXIT_FAILURE;
}
