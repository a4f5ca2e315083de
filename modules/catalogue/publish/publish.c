/* The occasions of publishing: the command, an administrator's order, a date. See publish.h. */
#include "publish/publish.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/server/module.h"
#include "core/system/config.h"
#include "core/system/jobs.h"
#include "core/view/template.h"
#include "domain/dossier/outbox_store.h"
#include "domain/site/site.h"
#include "version/life_store.h"
#include "publish/catalogue.h"
#include "publish/open_data.h"
#include "publish/order.h"
#include "publish/page.h"
#include "publish/tree.h"

#define PUBLISH_MEMORY ((size_t)1 << 30) /* a catalogue of 20,000 procedures with all their parts */
enum { ORDERS_AT_ONCE = 100, LEASE_SECONDS = 600 };

/* The templates as the served pages have them: the province's own first. */
static const struct templates *
load_templates(struct arena *arena, const struct core_config *config, struct failure *failure)
{
	const char *own = arena_printf(arena, "%s/%s/templates", config->provinces, config->province);
	const char *const with_own[] = { own, config->templates, NULL };
	bool has_own = access(own, R_OK) == 0;

	return templates_load(arena, has_own ? with_own : with_own + 1, failure);
}

struct reading {
	struct arena *arena;
	int64_t now;
	const struct catalogue **ret_catalogue;
	const struct page_content **ret_content;
};

/* The catalogue and what its rooms publish besides, of one and the same moment. */
static enum err
read_once(struct db *db, const void *arg)
{
	const struct reading *r = arg;
	enum err err = catalogue_read(db, r->arena, local_from_utc(r->now).day, r->ret_catalogue);

	return err ? err : page_content_read(db, r->arena, r->now, r->ret_content);
}

static enum err
publish_all(struct db *db, struct publishing *publishing, struct publication *ret_publication)
{
	const struct catalogue *catalogue;
	const struct page_content *content;
	uint64_t changed;
	enum err err;

	arena_set_limit(publishing->arena, PUBLISH_MEMORY);
	publishing->db = db;
	publishing->national_portal = site_province()->national_portal;
	publishing->templates = load_templates(publishing->arena, publishing->config, publishing->failure);
	if (publishing->templates == NULL)
		return publishing->failure->code != OK ? publishing->failure->code : ERR_INTERNAL;
	/* The folder before the reading: who reads later must not be overtaken by who read earlier. */
	publishing->tree = tree_begin(publishing->arena, publishing->config->published,
	    arena_printf(publishing->arena, "%lld", (long long)publishing->now), publishing->afresh,
	    publishing->failure);
	if (publishing->tree == NULL)
		return ERR_UNAVAILABLE;
	err = procedures_enter_force(db, local_from_utc(publishing->now).day, &changed);
	if (!err)
		err = db_snapshot(
		    db, read_once, &(struct reading){ publishing->arena, publishing->now, &catalogue, &content });
	if (!err)
		err = publish_tree(publishing, catalogue, content, ret_publication);
	if (!err)
		err = publication_add(db, ret_publication);
	return err ? err : open_data_publish(publishing, catalogue);
}

int
publish_verb(struct verb_ctx *v, int argc, char **argv)
{
	struct publishing publishing = {
		.arena = v->arena, .failure = &v->failure, .config = v->config, .messages = v->messages
	};
	struct publication publication;

	publishing.afresh = argc > 1 && strcmp(argv[1], "afresh") == 0;
	if (argc > (publishing.afresh ? 2 : 1)) {
		(void)fprintf(stderr, "usage: publish [afresh]\n");
		return EXIT_FAILURE;
	}
	if (db_now(v->db, &publishing.now) || publish_all(v->db, &publishing, &publication))
		return EXIT_FAILURE;
	(void)printf("%s: %lld files, %lld changed\n", publication.tree, (long long)publication.pages,
	    (long long)publication.changed_pages);
	return EXIT_SUCCESS;
}

static enum err
publish_now(struct job_ctx *j)
{
	struct publishing publishing = {
		.arena = j->arena, .failure = &j->failure, .config = j->config, .messages = j->messages, .now = j->now
	};
	struct publication publication;

	return publish_all(j->db, &publishing, &publication);
}

/* All orders that wait are met by one publication. */
enum err
publish_ordered(struct job_ctx *j, bool *ret_more)
{
	const struct outbox_row *rows;
	size_t count;
	enum err published = OK, err;

	*ret_more = false;
	err = outbox_lease(j->db, "catalogue", j->now, LEASE_SECONDS, ORDERS_AT_ONCE, &rows, &count);
	if (err || count == 0)
		return err;
	published = publish_now(j);
	for (size_t i = 0; !err && i < count; i++)
		err = published == OK ? outbox_done(j->db, rows[i].id, 0)
				      : outbox_failed(j->db, &rows[i], j->now, err_name(published));
	return published ? published : err;
}

/* The change and the order to publish it are one: a publication that fails is tried again. */
static enum err
enter_force_once(struct db *db, const void *arg)
{
	const struct job_ctx *j = arg;
	const int32_t today = local_from_utc(j->now).day;
	bool turned = false;
	uint64_t changed;
	enum err err = procedures_enter_force(db, today, &changed);

	if (!err)
		err = procedures_turned(db, today, &turned);
	return err || (changed == 0 && !turned) ? err : publish_order(db, j->now);
}

enum err
publish_due(struct job_ctx *j, bool *ret_more)
{
	*ret_more = false;
	return db_transaction(j->db, enter_force_once, j);
}
