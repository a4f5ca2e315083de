/* Imports and exports in the back office. See import_page.h. Must not know SQL. */
#include "import/import_page.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/input/upload.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "import/export.h"
#include "import/import_file.h"
#include "import/import_run.h"
#include "import/import_view.h"
#include "office/office_nav.h"

enum { HEAD = 64, FILE_NAME_MAX = 255 };

static const char *const modes[] = { "draft", "publish", NULL };
static const char *const outcome_choices[] = { "new", "changed", "unchanged", "off", "refused", "noted", NULL };
static const char *const faults[] = { "skip", "whole", NULL };
/* What libmagic calls the four formats, a table with few rows and an archive whose first entry it does not know. */
static const char *const types[] = { "text/plain", "text/csv", "application/csv", "application/json",
	"application/x-ndjson", "text/xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"application/zip", "application/octet-stream", NULL };
static const char *const formats[] = { "json", "xml", "csv", "xlsx", NULL };

struct import_input {
	const char *run, *before, *outcome, *mode, *fault, *decision_no, *format;
	int64_t after, version;
	int32_t decision_date, effective_from;
	bool complete, ministry;
	struct upload *file;
};
static const struct field runs_fields[] = {
	FIELD_NAMED(import_input, before, "sau", FIELD_CODE, FROM_QUERY),
};
const struct input import_runs_input = INPUT(import_input, runs_fields);
static const struct field upload_fields[] = {
	FIELD(import_input, file, FIELD_FILE, FROM_FORM, .required = true, .max = IMPORT_UPLOAD_MAX, .choices = types,
	    .label = "catalogue_import.file"),
	FIELD(import_input, complete, FIELD_BOOL, FROM_FORM, .label = "catalogue_import.complete"),
};
const struct input import_upload_input = INPUT(import_input, upload_fields);
static const struct field run_fields[] = {
	FIELD(import_input, run, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(import_input, outcome, "loai", FIELD_CHOICE, FROM_QUERY, .choices = outcome_choices),
	FIELD_NAMED(import_input, after, "sau", FIELD_INT, FROM_QUERY, .min = 0, .max = INT32_MAX),
};
const struct input import_run_input = INPUT(import_input, run_fields);
static const struct field order_fields[] = {
	FIELD(import_input, run, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(import_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 0, .max = INT32_MAX),
	FIELD(import_input, mode, FIELD_CHOICE, FROM_FORM, .required = true, .choices = modes,
	    .label = "catalogue_import.mode"),
	FIELD(import_input, fault, FIELD_CHOICE, FROM_FORM, .required = true, .choices = faults,
	    .label = "catalogue_import.on_fault"),
	FIELD(import_input, decision_no, FIELD_TEXT, FROM_FORM, .max = 120, .label = "catalogue_import.decision_no"),
	FIELD(import_input, decision_date, FIELD_DATE, FROM_FORM, .label = "catalogue_import.decision_date"),
	FIELD(import_input, effective_from, FIELD_DATE, FROM_FORM, .label = "catalogue_import.effective_from"),
	FIELD(import_input, ministry, FIELD_BOOL, FROM_FORM, .label = "catalogue_import.ministry"),
};
const struct input import_order_input = INPUT(import_input, order_fields);
static const struct field abandon_fields[] = {
	FIELD(import_input, run, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(import_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 0, .max = INT32_MAX),
};
const struct input import_abandon_input = INPUT(import_input, abandon_fields);
static const struct field export_fields[] = {
	FIELD(import_input, format, FIELD_CHOICE, FROM_PATH, .required = true, .choices = formats),
};
const struct input export_input = INPUT(import_input, export_fields);

static struct import_words
words_of_ctx(struct ctx *c)
{
	return (struct import_words){ c->arena, c->messages, c->language };
}

/* --- the list of runs, and a new file --------------------------------------------------------------------------------- */

static void
upload_form(const struct import_words *w, struct view *page, const char *error, bool complete)
{
	struct view *field = view_child(page, "file");

	part_field(field, "file", import_word(w, "file"), import_word(w, "file_hint"), error, false);
	view_text(field, "accept", ".json,.xml,.csv,.xlsx");
	view_bool(field, "multiple", false);
	field = view_child(page, "complete");
	view_text(field, "id", "complete");
	view_text(field, "name", "complete");
	view_text(field, "label", import_word(w, "complete"));
	view_text(field, "value", "1");
	view_bool(field, "selected", complete);
	view_text(field, "error", NULL);
	view_url(page, "action", IMPORT_PATH);
	view_url(page, "export_url", EXPORT_PATH);
}

static void
runs_list(const struct import_words *w, struct view *page, const struct import_run *runs, size_t count, bool more)
{
	struct view *list = view_list(page, "runs");

	view_text(page, "title", import_word(w, "title"));
	for (size_t i = 0; i < count; i++)
		import_run_row(w, list, &runs[i]);
	view_bool(page, "any", count > 0);
	view_url(page, "next_url",
	    more ? url_query_add(w->arena, arena_strdup(w->arena, IMPORT_PATH), "sau", runs[count - 1].code) : NULL);
}

static enum err
show_runs(struct ctx *c, const char *before, int status)
{
	const struct import_words w = words_of_ctx(c);
	const struct import_run *runs;
	struct import_run last = { .id = INT64_MAX };
	struct view *page = view_object(c->arena);
	size_t count;
	bool more;
	enum err err = before != NULL ? run_by_code(c->db, before, &last) : OK;

	if (!err)
		err = runs_newest(c->db, last.id, &runs, &count, &more);
	if (err)
		return err;
	runs_list(&w, page, runs, count, more);
	upload_form(&w, page, again_error(c, "file"), again_typed(c, "complete", NULL) != NULL);
	again_errors(c, page);
	view_text(page, "once", idempotency_key(c));
	office_nav(c, page, IMPORT_PATH);
	return respond_page_status(c, status, "catalogue/import_runs", page);
}

enum err
handle_import_runs(struct ctx *c, const void *input)
{
	return show_runs(c, ((const struct import_input *)input)->before, 200);
}

enum err
handle_import_upload_again(struct ctx *c, const void *input)
{
	(void)input;
	return show_runs(c, NULL, 422);
}

struct taking {
	struct ctx *c;
	const struct import_input *in;
	int64_t now;
};

/* The file in pieces, none of which is more than a packet may hold. */
static enum err
take_pieces(struct db *db, const struct taking *t, FILE *file, int64_t run_id)
{
	unsigned char *piece = arena_alloc(t->c->arena, IMPORT_PIECE);
	int64_t seq = 0;
	size_t size;
	enum err err = OK;

	while (!err && (size = fread(piece, 1, IMPORT_PIECE, file)) > 0)
		err = piece_add(db, run_id, ++seq, (struct bytes){ piece, size });
	return err || ferror(file) == 0 ? err : ERR_UNAVAILABLE;
}

static const char *
format_of(FILE *file)
{
	unsigned char head[HEAD];
	size_t size = fread(head, 1, sizeof(head), file);

	rewind(file);
	return import_format_name(import_format_of((struct bytes){ head, size }));
}

static enum err
take_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct taking *t = arg;
	const struct upload *upload = t->in->file;
	FILE *file = fopen(upload->path, "rbe");
	struct import_run run = { .code = import_run_code(t->c->arena, t->now),
		.file_name = arena_strndup(t->c->arena, upload->name, strnlen(upload->name, FILE_NAME_MAX)),
		.state = "received",
		.runner = "job",
		.complete = t->in->complete,
		.officer_id = ctx_officer(t->c)->id,
		.created_at = t->now };
	int64_t id;
	enum err err;

	if (file == NULL)
		return ERR_UNAVAILABLE;
	run.format = format_of(file);
	err = run_add(db, &run, (struct bytes){ upload->sha256, sizeof(upload->sha256) }, &id);
	if (!err)
		err = take_pieces(db, t, file, id);
	(void)fclose(file);
	(void)snprintf(location, IDEMPOTENCY_LOCATION, IMPORT_PATH "/%s", run.code);
	return err;
}

enum err
handle_import_upload(struct ctx *c, const void *input)
{
	struct taking taking = { c, input, 0 };
	enum import_format format;
	enum err err = ctx_now(c, &taking.now);

	if (!err && !export_format_of(taking.in->file->name, &format)) {
		err = again_refuse(c, "file", "catalogue_import.file_kind");
		return err ? err : handle_import_upload_again(c, input);
	}
	return err ? err : idempotency_run(c, "catalogue.import", take_once, &taking);
}

/* --- one run ------------------------------------------------------------------------------------------------------------ */

static void
radios(const struct import_words *w, struct view *page, const char *name, const char *label, const char *const *values,
    const char *chosen, const char *error)
{
	struct view *field = view_child(page, name), *options;

	part_field(field, name, import_word(w, label), NULL, error, false);
	view_bool(field, "inline", false);
	options = view_list(field, "options");
	for (size_t i = 0; values[i] != NULL; i++) {
		struct view *option = view_item(options);

		view_text(option, "id", i == 0 ? name : arena_printf(w->arena, "%s-%zu", name, i + 1));
		view_text(option, "value", values[i]);
		view_text(option, "label", import_word(w, arena_printf(w->arena, "%ss.%s", name, values[i])));
		view_text(option, "hint", import_word(w, arena_printf(w->arena, "%ss.%s_hint", name, values[i])));
		view_bool(option, "selected", strcmp(values[i], chosen) == 0);
	}
}

static void
date_field(
    struct ctx *c, const struct import_words *w, struct view *page, const char *name, const char *label, int32_t day)
{
	static const char *const parts[] = { "day", "month", "year" };
	const struct civil civil = day != DATE_NONE ? civil_from_days(day) : (struct civil){ 0, 0, 0 };
	const int numbers[] = { civil.day, civil.month, civil.year };
	struct view *field = view_child(page, name);

	part_field(field, name, import_word(w, label), import_word(w, arena_printf(w->arena, "%s_hint", label)),
	    again_error(c, name), false);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		view_text(field, parts[i],
		    again_typed(c, arena_printf(w->arena, "%s.%s", name, parts[i]),
			day != DATE_NONE ? arena_printf(w->arena, "%d", numbers[i]) : NULL));
	view_bool(field, "birthday", false);
}

static void
order_form(struct ctx *c, const struct import_words *w, struct view *page, const struct import_run *run, int32_t today)
{
	struct view *order = view_child(page, "order"), *field;

	view_url(order, "action", url(w->arena, IMPORT_PATH "/{}/ghi", run->code));
	view_url(order, "abandon_url", url(w->arena, IMPORT_PATH "/{}/bo", run->code));
	view_int(order, "version", run->version);
	view_text(order, "once", idempotency_key(c));
	radios(w, order, "mode", "mode", modes, again_typed(c, "mode", "draft"), again_error(c, "mode"));
	radios(w, order, "fault", "on_fault", faults, again_typed(c, "fault", "skip"), again_error(c, "fault"));
	field = view_child(order, "decision_no");
	part_field(field, "decision_no", import_word(w, "decision_no"), import_word(w, "decision_no_hint"),
	    again_error(c, "decision_no"), false);
	view_text(field, "value", again_typed(c, "decision_no", NULL));
	view_text(field, "type", "text");
	view_text(field, "width", "20");
	view_text(field, "autocomplete", NULL);
	view_text(field, "inputmode", NULL);
	date_field(c, w, order, "decision_date", "decision_date", DATE_NONE);
	date_field(c, w, order, "effective_from", "effective_from", today);
	field = view_child(order, "ministry");
	view_text(field, "id", "ministry");
	view_text(field, "name", "ministry");
	view_text(field, "label", import_word(w, "ministry"));
	view_text(field, "value", "1");
	view_bool(field, "selected", again_typed(c, "ministry", NULL) != NULL);
	view_text(field, "error", NULL);
}

static enum err
show_run(struct ctx *c, const struct import_input *in, const char *outcome, int64_t after, int status)
{
	const struct import_words w = words_of_ctx(c);
	const struct import_line *lines;
	struct import_counts counts;
	struct import_run run;
	struct view *page = view_object(c->arena);
	size_t count;
	bool more;
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (err || (err = run_by_code(c->db, in->run, &run)) || (err = run_counts(c->db, run.id, &counts)) ||
	    (err = lines_page(c->db, run.id, outcome, after, &lines, &count, &more)))
		return err;
	import_run_view(&w, page, &run, &counts, outcome);
	import_lines_view(&w, page, &run, lines, count, more, outcome);
	if (strcmp(run.state, "checked") == 0)
		order_form(c, &w, page, &run, local_from_utc(now).day);
	else
		view_text(page, "order", NULL);
	again_errors(c, page);
	office_nav(c, page, IMPORT_PATH);
	return respond_page_status(c, status, "catalogue/import_run", page);
}

enum err
handle_import_run(struct ctx *c, const void *input)
{
	const struct import_input *in = input;

	return show_run(c, in, in->outcome != NULL ? in->outcome : "", in->after, 200);
}

enum err
handle_import_order_again(struct ctx *c, const void *input)
{
	return show_run(c, input, "", 0, 422);
}

static enum err
order_refused(struct ctx *c, const struct import_input *in, const char *field, const char *message_key)
{
	enum err err = again_refuse(c, field, message_key);

	return err ? err : handle_import_order_again(c, in);
}

static enum err
order_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct import_run *run = arg;

	(void)snprintf(location, IDEMPOTENCY_LOCATION, IMPORT_PATH "/%s", run->code);
	return run_order(db, run);
}

enum err
handle_import_order(struct ctx *c, const void *input)
{
	const struct import_input *in = input;
	bool publish = strcmp(in->mode, "publish") == 0;
	struct import_counts counts;
	struct import_run run;
	enum err err = run_by_code(c->db, in->run, &run);

	if (!err)
		err = run_counts(c->db, run.id, &counts);
	if (err)
		return err;
	if (publish && in->decision_no == NULL)
		return order_refused(c, in, "decision_no", "catalogue_import.needs_decision");
	if (publish && in->effective_from == DATE_ABSENT)
		return order_refused(c, in, "effective_from", "catalogue_import.needs_day");
	if (strcmp(in->fault, "whole") == 0 && counts.refused > 0)
		return order_refused(c, in, "fault", "catalogue_import.not_whole");
	run.mode = in->mode;
	run.whole = strcmp(in->fault, "whole") == 0;
	run.run_by = in->ministry ? "ministry" : "";
	run.decision_no = in->decision_no != NULL ? in->decision_no : "";
	run.decision_date = in->decision_date;
	run.effective_from = publish ? in->effective_from : DATE_NONE;
	run.version = in->version;
	return idempotency_run(c, "catalogue.import_order", order_once, &run);
}

struct abandoning {
	struct import_run run;
	int64_t version, now;
};

static enum err
abandon_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct abandoning *a = arg;

	(void)snprintf(location, IDEMPOTENCY_LOCATION, IMPORT_PATH "/%s", a->run.code);
	return run_abandon(db, a->run.id, a->version, a->now);
}

enum err
handle_import_abandon(struct ctx *c, const void *input)
{
	const struct import_input *in = input;
	struct abandoning abandoning = { .version = in->version };
	enum err err = ctx_now(c, &abandoning.now);

	if (!err)
		err = run_by_code(c->db, in->run, &abandoning.run);
	return err ? err : idempotency_run(c, "catalogue.import_abandon", abandon_once, &abandoning);
}

/* --- export ------------------------------------------------------------------------------------------------------------- */

static void
export_view(const struct import_words *w, struct view *page)
{
	struct view *list = view_list(page, "formats");

	view_text(page, "title", import_word(w, "export_title"));
	for (size_t i = 0; formats[i] != NULL; i++) {
		struct view *item = view_item(list);

		view_text(item, "label", import_word(w, arena_printf(w->arena, "formats.%s", formats[i])));
		view_text(item, "hint", import_word(w, arena_printf(w->arena, "formats.%s_hint", formats[i])));
		view_url(item, "url", url(w->arena, EXPORT_PATH "/{}", formats[i]));
	}
	view_url(page, "schema_url", "/static/luoc-do/procedures-1.xsd");
}

enum err
handle_export(struct ctx *c, const void *input)
{
	const struct import_words w = words_of_ctx(c);
	struct view *page = view_object(c->arena);

	(void)input;
	export_view(&w, page);
	office_nav(c, page, EXPORT_PATH);
	return respond_page(c, "catalogue/import_export", page);
}

enum err
handle_export_file(struct ctx *c, const void *input)
{
	const struct import_input *in = input;
	enum import_format format = IMPORT_JSON;
	struct bytes file;
	int64_t now;
	enum err err = ctx_now(c, &now);

	(void)export_format_of(arena_printf(c->arena, ".%s", in->format), &format);
	if (!err)
		err = export_procedures(c->db, c->arena, c->arena, format, &file);
	if (err)
		return err;
	return respond_download(c,
	    arena_printf(c->arena, "thu-tuc-%s.%s", date_iso(c->arena, local_from_utc(now).day), in->format),
	    export_type(format), file.data, file.size);
}
