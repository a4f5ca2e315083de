/* An import in steps. See import_run.h. */
#include "import/import_run.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/locale/utf8.h"
#include "core/security/random.h"
#include "core/system/config.h"
#include "core/system/jobs.h"
#include "import/code_text.h"
#include "import/import_file.h"
#include "import/import_line.h"
#include "import/import_report.h"
#include "import/said.h"
#include "publish/order.h"
#include "record/item_store.h"
#include "version/life_store.h"

#define LASTING_MEMORY ((size_t)512 << 20)
#define WORK_MEMORY    ((size_t)256 << 20)
enum { BATCH = 100, NAME_MAX = 2000, RANDOM = 4 };

void
import_begin(struct import_engine *e, struct db *db, struct arena *outer, const struct messages *messages,
    const struct core_config *config, int64_t now)
{
	const char *language = MESSAGES_FIRST_LANGUAGE;

	*e = (struct import_engine){ .db = db,
		.messages = messages,
		.now = now,
		.outer = outer,
		.lasting = arena_new(LASTING_MEMORY),
		.batch = arena_new(WORK_MEMORY),
		.work = arena_new(WORK_MEMORY),
		.texts = { message(messages, language, "catalogue_import.every_case"),
		    message(messages, language, "catalogue_import.no_sector"),
		    message(messages, language, "catalogue_import.no_result"),
		    message(messages, language, "catalogue_import.no_term"),
		    message(messages, language, "catalogue_import.fee_name") } };
	e->schema = arena_printf(e->lasting, "%s/luoc-do/procedures-1.xsd", config->static_files);
}

void
import_end(struct import_engine *e)
{
	db_set_arena(e->db, e->outer);
	arena_free(e->work);
	arena_free(e->batch);
	arena_free(e->lasting);
}

const char *
import_run_code(struct arena *arena, int64_t now)
{
	char moment[COMPACT_SIZE], code[RANDOM + 1];

	if (moment_compact(now, moment) != OK)
		moment[0] = '\0';
	random_code(code, RANDOM);
	code[RANDOM] = '\0';
	return arena_printf(arena, "%.8s-%s-%s", moment, moment[0] != '\0' ? moment + 8 : "", code);
}

/* What the catalogue has, once for a step; names in it stay while lines change. */
static enum err
index_once(struct import_engine *e)
{
	enum err err;

	if (e->indexed)
		return OK;
	db_set_arena(e->db, e->lasting);
	err = import_index_read(e->db, e->lasting, &e->index);
	e->indexed = err == OK;
	return err;
}

/* --- reading --------------------------------------------------------------------------------------------------------- */

struct reading {
	struct import_engine *e;
	const struct import_run *run;
	struct bytes file;
	struct file_fault *fault;
	int64_t *seq;
};

static const char *
text_said(struct arena *arena, const json_t *said, const char *name)
{
	const char *text = json_string_value(json_object_get(said, name));

	return text != NULL ? arena_strndup(arena, text, utf8_cut_points(text, NAME_MAX)) : "";
}

/* A line of a mere list is marked, so that nothing is taken away from what the catalogue has. */
static const char *
said_dumped(struct arena *arena, const struct import_said *one)
{
	json_t *copy = one->listed_only ? said_made(json_object()) : said_made(json_copy((json_t *)one->said));

	if (one->listed_only) {
		json_t *plain = said_made(json_object());

		said_text(copy, "code", json_string_value(json_object_get(one->said, "code")));
		(void)json_object_set_new(plain, "listed_only", said_made(json_true()));
		(void)json_object_set_new(copy, "plain", plain);
		(void)json_object_set_new(copy, "listed", said_made(json_true()));
	}
	return import_report_text(arena, copy);
}

/* Whose line this is although it is at fault: the catalogue's own code of it, else the one that stands there; or "". */
static enum err
code_of_fault(struct import_engine *e, const struct import_said *one, const char **ret_code)
{
	struct procedure_item item;
	const char *alias;
	enum err err;

	*ret_code = "";
	if (one->code == NULL || !code_heal(e->work, one->code, ret_code, &alias)) {
		*ret_code = "";
		return OK;
	}
	err = item_by_code(e->db, *ret_code, &item);
	if (err == OK)
		*ret_code = item.code;
	return err == ERR_NOT_FOUND ? OK : err;
}

static enum err
take_line(void *of, const struct import_said *one)
{
	struct reading *r = of;
	enum err err = OK;
	struct import_line line = { .seq = ++*r->seq,
		.place = (int64_t)one->line,
		.code = "",
		.name = "",
		.said = "",
		.outcome = "refused",
		.report = "" };

	db_set_arena(r->e->db, r->e->work);
	if (one->said != NULL) {
		line.name = text_said(r->e->work, one->said, "name");
		line.said = said_dumped(r->e->work, one);
		line.outcome = "read";
	} else {
		line.report = import_report_fault(r->e->work, &one->fault);
		err = code_of_fault(r->e, one, &line.code);
	}
	return err ? err : line_add(r->e->db, r->run->id, &line);
}

static enum err
read_once(struct db *db, const void *arg)
{
	const struct reading *given = arg;
	int64_t seq = 0;
	struct reading r = { given->e, given->run, given->file, given->fault, &seq };
	struct import_sink sink = { take_line, &r, r.e->work };
	enum err err;

	*r.fault = (struct file_fault){ 0 };
	err = import_file_read(r.file, r.e->schema, r.e->lasting, &sink, r.fault);
	if (!err && seq == 0)
		err = file_refuse(r.fault, 0, "empty");
	if (!err)
		err = pieces_drop(db, r.run->id);
	return err ? err : run_enter(db, r.run->id, "read", TIME_NONE);
}

struct refusing {
	const struct import_run *run;
	const struct file_fault *fault;
	int64_t now;
};

static enum err
refuse_once(struct db *db, const void *arg)
{
	const struct refusing *r = arg;
	enum err err = pieces_drop(db, r->run->id);

	return err ? err : run_refuse(db, r->run->id, r->fault->reason, (int64_t)r->fault->line, r->now);
}

enum err
import_read(struct import_engine *e, const struct import_run *run, struct bytes file)
{
	struct file_fault fault = { 0 };
	enum err err = db_transaction(e->db, read_once, &(struct reading){ e, run, file, &fault, NULL });

	if (err == ERR_INVALID && fault.reason != NULL)
		return db_transaction(e->db, refuse_once, &(struct refusing){ run, &fault, e->now });
	return err;
}

/* --- checking --------------------------------------------------------------------------------------------------------- */

struct batch {
	struct import_engine *e;
	const struct import_run *run;
	bool *more;
	struct record_fault *fault; /* of a whole run: the line that would not go in */
};

static enum err
check_once(struct db *db, const void *arg)
{
	const struct batch *b = arg;
	const struct import_line *lines;
	size_t count;
	enum err err;

	arena_reset(b->e->batch);
	db_set_arena(db, b->e->batch);
	err = lines_to_check(db, b->run->id, BATCH, &lines, &count);
	for (size_t i = 0; !err && i < count; i++) {
		struct import_line line = lines[i];

		db_set_arena(db, b->e->work);
		err = import_line_check(b->e, b->run, &line);
		if (!err)
			err = line_checked(db, b->run->id, &line);
		arena_reset(b->e->work);
	}
	*b->more = count == BATCH;
	if (!err && !*b->more && b->run->complete)
		err = lines_switched_off(db, b->run->id);
	if (!err && !*b->more)
		err = run_enter(db, b->run->id, "checked", TIME_NONE);
	return err;
}

enum err
import_check(struct import_engine *e, const struct import_run *run, bool *ret_more)
{
	enum err err = index_once(e);

	return err ? err : db_transaction(e->db, check_once, &(struct batch){ e, run, ret_more, NULL });
}

/* --- writing ---------------------------------------------------------------------------------------------------------- */

/* The line goes in, or is marked as refused; in a whole run its refusal ends everything. */
static enum err
write_line(
    struct import_engine *e, const struct import_run *run, const struct import_line *given, struct record_fault *whole)
{
	struct import_line line = *given;
	struct record_fault fault = { 0 };
	enum err err;

	db_set_arena(e->db, e->work);
	err = import_line_write(e, run, &line, &fault);
	if (err == ERR_INVALID || err == ERR_CONFLICT) {
		failure_clear(db_failure(e->db));
		if (run->whole) {
			*whole =
			    (struct record_fault){ arena_strdup(e->lasting, fault.member != NULL ? fault.member : ""),
				    "line" };
			return ERR_INVALID;
		}
		line.outcome = "refused";
		line.noted = false;
		line.report = import_report_fault(e->work, &fault);
		err = line_checked(e->db, run->id, &line);
	}
	arena_reset(e->work);
	return err;
}

static enum err
write_lines(struct db *db, const struct batch *b, bool *more)
{
	const struct import_line *lines;
	size_t count;
	enum err err;

	arena_reset(b->e->batch);
	db_set_arena(db, b->e->batch);
	err = lines_to_apply(db, b->run->id, BATCH, &lines, &count);
	for (size_t i = 0; !err && i < count; i++)
		err = write_line(b->e, b->run, &lines[i], b->fault);
	*more = count == BATCH;
	return err;
}

/* Everything is written: what is in force today is looked up anew, and citizens' pages are ordered. */
static enum err
finish(struct db *db, const struct batch *b)
{
	uint64_t changed;
	enum err err = procedures_enter_force(db, local_from_utc(b->e->now).day, &changed);

	if (!err)
		err = publish_order(db, b->e->now);
	return err ? err : run_enter(db, b->run->id, "applied", b->e->now);
}

static enum err
write_some(struct db *db, const void *arg)
{
	const struct batch *b = arg;
	enum err err = write_lines(db, b, b->more);

	while (!err && b->run->whole && *b->more)
		err = write_lines(db, b, b->more);
	return err || *b->more ? err : finish(db, b);
}

enum err
import_write(struct import_engine *e, const struct import_run *run, bool *ret_more)
{
	struct record_fault fault = { 0 };
	enum err err = index_once(e);

	if (!err)
		err = db_transaction(e->db, write_some, &(struct batch){ e, run, ret_more, &fault });
	if (err == ERR_INVALID && fault.reason != NULL) {
		*ret_more = false;
		return run_refuse(e->db, run->id, "line", 0, e->now);
	}
	return err;
}

/* --- the job ---------------------------------------------------------------------------------------------------------- */

static enum err
read_received(struct import_engine *e, const struct import_run *run)
{
	struct bytes file;
	enum err err;

	db_set_arena(e->db, e->lasting);
	err = pieces_read(e->db, e->lasting, run->id, &file);
	return err ? err : import_read(e, run, file);
}

static enum err
step(struct import_engine *e, const struct import_run *run)
{
	bool more;

	if (strcmp(run->state, "received") == 0)
		return read_received(e, run);
	return strcmp(run->state, "read") == 0 ? import_check(e, run, &more) : import_write(e, run, &more);
}

enum err
import_job(struct job_ctx *j, bool *ret_more)
{
	struct import_engine e;
	struct import_run run;
	enum err err = run_next(j->db, &run);

	*ret_more = err == OK;
	if (err == ERR_NOT_FOUND)
		return OK;
	if (err)
		return err;
	import_begin(&e, j->db, j->arena, j->messages, j->config, j->now);
	err = step(&e, &run);
	import_end(&e);
	return err;
}
