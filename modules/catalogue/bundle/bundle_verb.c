/* Bundles from the command line. See bundle_verb.h. Must not know SQL. */
#include "bundle/bundle_verb.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bundle/bundle.h"
#include "bundle/bundle_config.h"
#include "bundle/bundle_make.h"
#include "bundle/bundle_run.h"
#include "bundle/bundle_store.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"
#include "core/server/module.h"
#include "core/system/config.h"
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

/* The codes of the command line, or of all procedures in force. */
static enum err
codes_of(struct verb_ctx *v, int count, char **codes, const char *const **ret_codes, size_t *ret_count)
{
	const char **names = arena_array(v->arena, (size_t)count + 1, sizeof(*names));

	if (count == 1 && strcmp(codes[0], "--all") == 0)
		return bundle_codes(v->db, ret_codes, ret_count);
	for (int i = 0; i < count; i++)
		names[i] = codes[i];
	*ret_codes = names;
	*ret_count = (size_t)count;
	return OK;
}

static int
export_to(struct verb_ctx *v, const char *path, int count, char **codes)
{
	const struct catalogue_config *config = v->module_config;
	struct bundle_wish wish = {
		.province = site_province()->name, .pem = config->bundle_key, .static_files = v->config->static_files
	};
	struct bytes bundle;
	const char *missing = NULL;
	int64_t now = 0;
	enum err err = db_now(v->db, &now);

	wish.today = local_from_utc(now).day;
	if (!err)
		err = codes_of(v, count, codes, &wish.codes, &wish.count);
	if (!err)
		err = bundle_make(v->db, v->arena, &wish, &bundle, &missing);
	if (err)
		return end(v, missing != NULL ? missing : path, err);
	if ((err = file_save(path, bundle, &v->failure)))
		return end(v, path, err);
	(void)printf("%s: %zu procedures, %zu bytes\n", path, wish.count, bundle.size);
	return EXIT_SUCCESS;
}

/* The bundle of a file, opened with the keys that are trusted. */
static enum err
open_file(struct verb_ctx *v, const char *path, struct bundle_run *run)
{
	struct tar_fault fault = { "", "" };
	struct bytes file;
	enum err err = file_read(run->work.lasting, path, TAR_BYTES_MAX, false, &file, &v->failure);

	if (!err && (err = bundle_run_open(run, file, &fault)))
		(void)printf("refused\t%s\t%s\n", fault.reason, fault.member);
	return err;
}

static int
tell_report(const struct bundle_run *run, const struct bundle_report *report)
{
	for (size_t i = 0; i < report->count; i++) {
		const struct bundle_item *item = &report->items[i];

		(void)printf("%s\t%s\t%s\t%s\t%s\n", bundle_state_name(item->state), item->kind, item->code,
		    item->why != NULL ? item->why : "", item->name);
	}
	(void)printf("signer=%s same=%zu new=%zu changed=%zu lacking=%zu failing=%zu blocked=%zu\n", run->bundle.signer,
	    report->of[BUNDLE_SAME], report->of[BUNDLE_NEW], report->of[BUNDLE_CHANGED], report->of[BUNDLE_LACKING],
	    report->of[BUNDLE_FAILING], report->of[BUNDLE_BLOCKED]);
	return report->of[BUNDLE_BLOCKED] > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* On a terminal, how far it is. */
static void
tell_progress(void *of, size_t done, size_t total)
{
	(void)of;
	if (done % 100 == 0 || done == total)
		(void)fprintf(stderr, "\r%zu/%zu%s", done, total, done == total ? "\n" : "");
}

static int
check_file(struct verb_ctx *v, const char *path)
{
	struct bundle_report report = { .count = 0 };
	struct bundle_run run;
	int64_t now = 0;
	int code;
	enum err err = db_now(v->db, &now);

	bundle_run_begin(&run, v->db, v->arena, &v->failure, v->config, v->module_config, now);
	if (isatty(STDERR_FILENO))
		run.work.progress = tell_progress;
	if (!err && !(err = open_file(v, path, &run)))
		err = bundle_compare(&run.work, &report);
	code = err ? end(v, path, err) : tell_report(&run, &report);
	bundle_run_end(&run);
	return code;
}

static int
import_file(struct verb_ctx *v, const char *path, const struct bundle_order *given)
{
	struct bundle_order order = *given;
	struct bundle_refusal refusal = { NULL, NULL };
	struct bundle_run run;
	size_t written = 0;
	enum err err = db_now(v->db, &order.now);

	bundle_run_begin(&run, v->db, v->arena, &v->failure, v->config, v->module_config, order.now);
	if (isatty(STDERR_FILENO))
		run.work.progress = tell_progress;
	if (!err && !(err = open_file(v, path, &run)))
		err = bundle_apply(&run.work, &order, NULL, &written, &refusal);
	bundle_run_end(&run);
	if (!err)
		(void)printf("written=%zu\n", written);
	return end(v, path, err);
}

static bool
read_order(int argc, char **argv, struct bundle_order *order)
{
	*order = (struct bundle_order){ .decision_no = "", .officer_id = DB_NULL_INT };
	if (argc > 3 && strcmp(argv[argc - 1], "--take-lists") == 0) {
		order->take_lists = true;
		argc--;
	}
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
	if (argc >= 3 && strcmp(argv[1], "import") == 0 && read_order(argc, argv, &order))
		return import_file(v, argv[2], &order);
	(void)fprintf(stderr, "usage: bundle %s\n", BUNDLE_USAGE);
	return EXIT_FAILURE;
}
