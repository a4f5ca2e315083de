/* Comparing and writing bundles beside the requests. See bundle_run.h. Must not know SQL. */
#include "bundle/bundle_run.h"

#include <string.h>

#include "bundle/bundle_config.h"
#include "bundle/bundle_store.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/utf8.h"
#include "core/server/module.h"
#include "core/system/clock.h"
#include "core/system/config.h"
#include "core/system/jobs.h"
#include "domain/site/site.h"

#define LASTING_MEMORY ((size_t)1 << 30)
#define WORK_MEMORY    ((size_t)512 << 20)
#define TELL_EVERY     INT64_C(500000) /* microseconds */
enum { BATCH = 40, PLACES = 1000, NAME_MOST = 1000, ABOUT_MOST = 400, CODE_MOST = 255, WHY_MOST = 120 };
#define RANK INT64_C(100000000)

void
bundle_run_begin(struct bundle_run *run, struct db *db, struct arena *outer, struct failure *failure,
    const struct core_config *config, const struct catalogue_config *keys, int64_t now)
{
	*run = (struct bundle_run){ .outer = outer, .keys = keys };
	run->work = (struct bundle_work){ .db = db,
		.arena = arena_new(WORK_MEMORY),
		.lasting = arena_new(LASTING_MEMORY),
		.failure = failure,
		.bundle = &run->bundle,
		.static_files = config->static_files,
		.today = local_from_utc(now).day };
	db_set_arena(db, run->work.arena);
}

void
bundle_run_end(struct bundle_run *run)
{
	const struct failure failure = *run->work.failure;

	/* Giving the arena back begins anew; why something failed is still to be told. */
	db_set_arena(run->work.db, run->outer);
	*run->work.failure = failure;
	arena_free(run->work.arena);
	arena_free(run->work.lasting);
}

enum err
bundle_run_open(struct bundle_run *run, struct bytes archive, struct tar_fault *fault)
{
	struct bundle_keys keys;
	enum err err =
	    bundle_trusted_keys(run->work.lasting, run->keys, site_province()->name, run->work.failure, &keys);

	return err ? FAILURE(run->work.failure, ERR_INTERNAL, NULL, NULL, "%s", "bundle_trusted cannot be read")
		   : bundle_open(run->work.lasting, archive, &keys, &run->bundle, fault);
}

/* --- comparing ----------------------------------------------------------------------------------------------------------- */

struct comparing {
	struct bundle_run *run;
	int64_t id;
	size_t from, to, parts;
	bool *gone;
};

static const char *
cut(struct arena *arena, const char *text, size_t most)
{
	return text != NULL ? arena_strndup(arena, text, utf8_cut_points(text, most)) : "";
}

/* What stands in the way first; below that, in the order of the parts. */
static enum err
add_line(const struct comparing *c, size_t part, size_t number, const struct bundle_item *item)
{
	struct arena *arena = c->run->work.arena;
	const struct bundle_line line = {
		.place = (BUNDLE_BLOCKED - (int64_t)item->state) * RANK + (int64_t)(part * PLACES + number) + 1,
		.kind = item->kind,
		.code = cut(arena, item->code, CODE_MOST),
		.name = cut(arena, item->name, NAME_MOST),
		.state = bundle_state_name(item->state),
		.why = cut(arena, item->why, WHY_MOST),
		.about = cut(arena, item->where, ABOUT_MOST),
		.changes = (int64_t)item->changes,
		.content = item->content,
	};

	return bundle_line_add(c->run->work.db, c->id, &line);
}

static enum err
compare_one(const struct comparing *c, size_t part)
{
	struct bundle_report report = { .count = 0 };
	enum err err = bundle_compare_part(&c->run->work, part, &report);

	for (size_t i = 0; !err && i < report.count && i < PLACES; i++)
		err = add_line(c, part, i, &report.items[i]);
	arena_reset(c->run->work.arena);
	return err;
}

static enum err
compare_once(struct db *db, const void *arg)
{
	const struct comparing *c = arg;
	enum err err = bundle_upload_hold(db, c->id, "received");

	*c->gone = err == ERR_NOT_FOUND;
	for (size_t part = c->from; !err && part < c->to; part++)
		err = compare_one(c, part);
	return err ? err : bundle_upload_compared(db, c->id, (int64_t)c->to, c->to < c->parts ? "received" : "waiting");
}

static enum err
compare(struct job_ctx *j, struct bundle_run *run, const struct bundle_upload *upload, bool *ret_more)
{
	const size_t parts = bundle_parts(&run->bundle.manifest);
	const int64_t id = upload->id;
	size_t from = (size_t)upload->compared;
	bool gone = false;
	enum err err = OK;

	while (!err && !gone && from < parts && !j->stopping()) {
		const size_t to = parts - from > BATCH ? from + BATCH : parts;

		err = db_transaction(j->db, compare_once, &(struct comparing){ run, id, from, to, parts, &gone });
		if (!err)
			err = bundle_progress_put(j->db, id, (int64_t)to, (int64_t)parts);
		from = to;
	}
	/* Another host has it in hand. */
	*ret_more = !gone;
	return gone ? OK : err;
}

/* --- writing ------------------------------------------------------------------------------------------------------------- */

/* Told over a connection beside the transaction: what is in it nobody sees before its end. */
struct telling {
	struct db *beside;
	int64_t id, last;
};

static void
tell_progress(void *of, size_t done, size_t total)
{
	struct telling *t = of;
	const int64_t now = clock_monotonic();

	if (now - t->last < TELL_EVERY)
		return;
	t->last = now;
	/* A bar that stands still hinders nobody. */
	if (bundle_progress_put(t->beside, t->id, (int64_t)done, (int64_t)total))
		failure_clear(db_failure(t->beside));
}

struct writing {
	int64_t id, now;
	bool gone;
};

static enum err
hold_writing(struct db *db, void *of)
{
	struct writing *w = of;
	enum err err = bundle_upload_hold(db, w->id, "writing");

	w->gone = err == ERR_NOT_FOUND;
	return err;
}

static enum err
note_written(struct db *db, void *of, size_t written)
{
	const struct writing *w = of;

	return bundle_upload_applied(db, w->id, (int64_t)written, w->now);
}

/* What was refused is told and compared anew. A fault of ours is told too, and logged: it would be the same each time. */
static enum err
tell_refusal(
    struct job_ctx *j, struct bundle_run *run, int64_t id, enum err cause, const struct bundle_refusal *refusal)
{
	const bool named = refusal->message != NULL && (cause == ERR_CONFLICT || cause == ERR_INVALID);
	const struct failure failure = *run->work.failure;
	enum err err;

	failure_clear(run->work.failure);
	err = bundle_upload_fail(j->db, id, "received", named ? refusal->message : "catalogue_bundle.not_written",
	    named ? cut(run->work.lasting, refusal->about, NAME_MOST) : "");
	if (err || named)
		return err;
	*run->work.failure = failure;
	return cause;
}

static enum err
apply(struct job_ctx *j, struct bundle_run *run, const struct bundle_upload *upload, bool *ret_more)
{
	const struct bundle_order order = { upload->approved, upload->decision_no, upload->decision_date,
		upload->from_day, upload->take_lists, upload->ordered_by, j->now };
	struct writing writing = { upload->id, j->now, false };
	const struct bundle_frame frame = { hold_writing, note_written, &writing };
	struct telling telling = { module_db_open(j->config), upload->id, 0 };
	struct bundle_refusal refusal = { NULL, NULL };
	size_t written;
	enum err err;

	db_set_arena(telling.beside, j->arena);
	run->work.progress = tell_progress;
	run->work.progress_of = &telling;
	err = bundle_apply(&run->work, &order, &frame, &written, &refusal);
	db_close(telling.beside);
	*ret_more = !writing.gone;
	if (writing.gone || err == OK || err == ERR_UNAVAILABLE)
		return writing.gone ? OK : err;
	return tell_refusal(j, run, upload->id, err, &refusal);
}

/* --- the job ------------------------------------------------------------------------------------------------------------- */

/* Who was trusted when it came need not be now. */
static enum err
refuse_bundle(struct job_ctx *j, struct bundle_run *run, int64_t id, const struct tar_fault *fault)
{
	return bundle_upload_fail(j->db, id, "refused",
	    arena_printf(run->work.lasting, "catalogue_bundle.faults.%s", fault->reason),
	    fault->member != NULL ? fault->member : "");
}

static enum err
step(struct job_ctx *j, struct bundle_run *run, const struct bundle_upload *upload, bool *ret_more)
{
	struct tar_fault fault = { NULL, NULL };
	struct bytes content;
	enum err err = bundle_upload_content(j->db, run->work.lasting, upload->id, &content);

	if (err || (err = bundle_run_open(run, content, &fault)))
		return err == ERR_INVALID && fault.reason != NULL ? refuse_bundle(j, run, upload->id, &fault) : err;
	arena_reset(run->work.arena);
	return strcmp(upload->state, "received") == 0 ? compare(j, run, upload, ret_more)
						      : apply(j, run, upload, ret_more);
}

/* What fails otherwise than by a database that is away would fail each time: it is laid aside, and logged. */
static enum err
lay_aside(struct job_ctx *j, const struct bundle_upload *upload, enum err cause)
{
	const struct failure failure = j->failure;
	enum err err;

	if (cause == OK || cause == ERR_UNAVAILABLE || strcmp(upload->state, "received") != 0)
		return cause;
	failure_clear(&j->failure);
	err = bundle_upload_fail(j->db, upload->id, "refused", "catalogue_bundle.not_compared", "");
	j->failure = failure;
	return err ? err : cause;
}

enum err
bundle_job(struct job_ctx *j, bool *ret_more)
{
	struct bundle_upload upload;
	struct bundle_run run;
	enum err err = bundle_upload_next(j->db, &upload);

	*ret_more = err == OK;
	if (err == ERR_NOT_FOUND)
		return OK;
	if (!err && strcmp(upload.state, "ordered") == 0) {
		err = bundle_upload_begin(j->db, upload.id);
		if (err == ERR_CONFLICT) {
			failure_clear(&j->failure);
			return OK; /* it was taken back this moment */
		}
	}
	if (err)
		return err;
	bundle_run_begin(&run, j->db, j->arena, &j->failure, j->config, j->module_config, j->now);
	err = step(j, &run, &upload, ret_more);
	bundle_run_end(&run);
	return lay_aside(j, &upload, err);
}
