/* Imports from the command line. See import_verb.h. Must not know SQL. */
#include "import/import_verb.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"
#include "core/server/module.h"
#include "core/system/config.h"
#include "core/system/file.h"
#include "import/export.h"
#include "import/import_file.h"
#include "import/import_run.h"
#include "import/said.h"

enum { BAR = 40, NAME_MAX = 255 };
#define FILE_MEMORY (IMPORT_BYTES_MAX + ((size_t)1 << 20))

struct options {
	const char *path;
	bool dry, whole, resume, complete, publish, ministry;
	const char *decision_no;
	int32_t decision_date;
};

static bool
read_option(struct options *o, int argc, char **argv, int *at)
{
	const char *word = argv[*at];

	if (strcmp(word, "--publish") == 0 && *at + 2 < argc) {
		o->publish = true;
		o->decision_no = argv[*at + 1];
		*at += 2;
		return date_parse(argv[*at], &o->decision_date) == OK && *o->decision_no != '\0';
	}
	o->dry = o->dry || strcmp(word, "--dry-run") == 0;
	o->whole = o->whole || strcmp(word, "--all-or-nothing") == 0;
	o->resume = o->resume || strcmp(word, "--resume") == 0;
	o->complete = o->complete || strcmp(word, "--complete") == 0;
	o->ministry = o->ministry || strcmp(word, "--ministry") == 0;
	if (strncmp(word, "--", 2) != 0 && o->path == NULL) {
		o->path = word;
		return true;
	}
	return strcmp(word, "--dry-run") == 0 || strcmp(word, "--all-or-nothing") == 0 ||
	       strcmp(word, "--resume") == 0 || strcmp(word, "--complete") == 0 || strcmp(word, "--ministry") == 0;
}

static bool
read_options(struct options *o, int argc, char **argv)
{
	*o = (struct options){ .decision_no = "", .decision_date = DATE_NONE };
	if (argc < 3 || strcmp(argv[1], "procedures") != 0)
		return false;
	for (int i = 2; i < argc; i++)
		if (!read_option(o, argc, argv, &i))
			return false;
	return o->path != NULL;
}

/* "checking [#####     ] 1200/6000"; in place on a terminal, else at every tenth part. */
static void
show_progress(const char *what, int64_t done, int64_t total)
{
	static int64_t last = -1;
	int64_t tenth = total > 0 ? done * 10 / total : 10;
	int filled = total > 0 ? (int)(done * BAR / total) : BAR;

	if (!isatty(STDERR_FILENO)) {
		if (tenth != last)
			(void)fprintf(stderr, "%s %lld/%lld\n", what, (long long)done, (long long)total);
		last = tenth;
		return;
	}
	(void)fprintf(stderr, "\r%-8s [%-*.*s] %lld/%lld%s", what, BAR, filled,
	    "########################################", (long long)done, (long long)total, done == total ? "\n" : "");
}

/* Makes the run, or finds the one to take up. */
static enum err
find_run(struct verb_ctx *v, const struct options *o, struct bytes file, int64_t now, struct import_run *run)
{
	unsigned char digest[SHA256_SIZE];
	const struct bytes sum = { digest, sizeof(digest) };
	const char *name = strrchr(o->path, '/') != NULL ? strrchr(o->path, '/') + 1 : o->path;
	int64_t id;
	enum err err;

	sha256(file.data, file.size, digest);
	if (o->resume) {
		err = run_unfinished(v->db, sum, run);
		if (err != ERR_NOT_FOUND)
			return err;
		(void)fprintf(stderr, "nothing to take up: a new run begins\n");
	}
	*run = (struct import_run){ .code = import_run_code(v->arena, now),
		.file_name = arena_strndup(v->arena, name, strnlen(name, NAME_MAX)),
		.format = import_format_name(import_format_of(file)),
		.state = "received",
		.runner = "verb",
		.complete = o->complete,
		.officer_id = DB_NULL_INT,
		.created_at = now };
	err = run_add(v->db, run, sum, &id);
	return err ? err : run_by_code(v->db, run->code, run);
}

static enum err
reload(struct verb_ctx *v, struct import_run *run, struct import_counts *counts)
{
	enum err err;

	db_set_arena(v->db, v->arena);
	err = run_by_code(v->db, run->code, run);
	return err ? err : run_counts(v->db, run->id, counts);
}

/* Faults, and what waits for a person, one line each. */
static void
print_line(const struct import_line *line)
{
	json_t *report = json_loads(line->report, 0, NULL);
	const json_t *entry;
	size_t index;

	json_array_foreach(json_object_get(report, "faults"), index, entry)
	{
		const char *member = json_string_value(json_object_get(entry, "member"));

		(void)printf("line %lld %s: %s%s%s\n", (long long)line->place, line->code, member != NULL ? member : "",
		    member != NULL ? " " : "", json_string_value(json_object_get(entry, "reason")));
	}
	json_decref(report);
}

static enum err
print_refused(struct verb_ctx *v, const struct import_run *run)
{
	const struct import_line *lines;
	int64_t after = 0;
	size_t count;
	bool more = true;
	enum err err = OK;

	while (!err && more) {
		err = lines_page(v->db, run->id, "refused", after, &lines, &count, &more);
		for (size_t i = 0; !err && i < count; i++) {
			print_line(&lines[i]);
			after = lines[i].seq;
		}
	}
	return err;
}

static enum err
run_checks(struct verb_ctx *v, struct import_engine *e, struct import_run *run, struct import_counts *counts)
{
	bool more = strcmp(run->state, "read") == 0;
	enum err err = reload(v, run, counts);

	while (!err && more) {
		err = import_check(e, run, &more);
		if (!err)
			err = reload(v, run, counts);
		show_progress("checking", counts->total - counts->unread, counts->total);
	}
	return err;
}

static enum err
run_writes(struct verb_ctx *v, struct import_engine *e, struct import_run *run, struct import_counts *counts)
{
	bool more = true;
	enum err err = OK;

	while (!err && more) {
		err = import_write(e, run, &more);
		if (!err)
			err = reload(v, run, counts);
		show_progress("writing", counts->applied, counts->fresh + counts->changed + counts->off);
	}
	return err;
}

static enum err
order(struct verb_ctx *v, const struct options *o, struct import_run *run, int64_t now)
{
	run->mode = o->publish ? "publish" : "draft";
	run->whole = o->whole;
	run->run_by = o->ministry ? "ministry" : "";
	run->decision_no = o->decision_no;
	run->decision_date = o->decision_date;
	run->effective_from = o->publish ? local_from_utc(now).day : DATE_NONE;
	return run_order(v->db, run);
}

/* From where the run stands to its end; *counts tell. */
static enum err
go_on(struct verb_ctx *v, struct import_engine *e, const struct options *o, struct bytes file, struct import_run *run,
    struct import_counts *counts)
{
	enum err err = strcmp(run->state, "received") == 0 ? import_read(e, run, file) : OK;

	if (!err)
		err = reload(v, run, counts);
	if (!err && strcmp(run->state, "read") == 0)
		err = run_checks(v, e, run, counts);
	if (err || strcmp(run->state, "refused") == 0 || o->dry)
		return err;
	if (strcmp(run->state, "checked") == 0) {
		if (o->whole && counts->refused > 0)
			return OK;
		err = order(v, o, run, e->now);
		if (!err)
			err = reload(v, run, counts);
	}
	return err || strcmp(run->state, "ordered") != 0 ? err : run_writes(v, e, run, counts);
}

static int
print_outcome(const struct import_run *run, const struct import_counts *counts)
{
	(void)printf("%s %s: %lld lines: %lld new, %lld changed, %lld unchanged, %lld switched off, %lld refused, "
		     "%lld wait for a person; %lld written\n",
	    run->code, run->state, (long long)counts->total, (long long)counts->fresh, (long long)counts->changed,
	    (long long)counts->unchanged, (long long)counts->off, (long long)counts->refused, (long long)counts->noted,
	    (long long)counts->applied);
	if (run->complete && counts->nameless > 0)
		(void)printf(
		    "nothing is switched off: %lld lines do not tell whose they are\n", (long long)counts->nameless);
	if (*run->fault != '\0')
		(void)printf("refused: %s, line %lld\n", run->fault, (long long)run->fault_line);
	return counts->refused == 0 && *run->fault == '\0' ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
import_run_verb(struct verb_ctx *v, int argc, char **argv)
{
	struct arena *memory = arena_new(FILE_MEMORY);
	struct import_counts counts = { 0 };
	struct import_engine e;
	struct import_run run;
	struct options o;
	struct bytes file;
	int64_t now;
	int code = EXIT_FAILURE;
	enum err err;

	if (!read_options(&o, argc, argv)) {
		(void)fprintf(stderr, "usage: import %s\n", IMPORT_USAGE);
		arena_free(memory);
		return EXIT_FAILURE;
	}
	arena_set_limit(v->arena, FILE_MEMORY);
	err = file_read(memory, o.path, IMPORT_BYTES_MAX, false, &file, &v->failure);
	if (!err)
		err = db_now(v->db, &now);
	if (!err)
		err = find_run(v, &o, file, now, &run);
	if (!err) {
		import_begin(&e, v->db, v->arena, v->messages, v->config, now);
		err = go_on(v, &e, &o, file, &run, &counts);
		import_end(&e);
	}
	if (!err)
		err = print_refused(v, &run);
	if (!err)
		code = print_outcome(&run, &counts);
	else
		(void)fprintf(stderr, "%s: %s %s\n", o.path, err_name(err), v->failure.log);
	arena_free(memory);
	return code;
}

int
export_run_verb(struct verb_ctx *v, int argc, char **argv)
{
	struct arena *memory = arena_new(EXPORT_MEMORY);
	enum import_format format;
	struct bytes file;
	enum err err;

	if (argc != 3 || strcmp(argv[1], "procedures") != 0 || !export_format_of(argv[2], &format)) {
		(void)fprintf(stderr, "usage: export %s\n", EXPORT_USAGE);
		arena_free(memory);
		return EXIT_FAILURE;
	}
	err = export_procedures(v->db, memory, v->arena, format, &file);
	if (!err)
		err = file_save(argv[2], file, &v->failure);
	if (err)
		(void)fprintf(stderr, "%s: %s %s\n", argv[2], err_name(err), v->failure.log);
	arena_free(memory);
	return err ? EXIT_FAILURE : EXIT_SUCCESS;
}
