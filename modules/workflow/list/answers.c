/*
 * What the dossiers of one procedure were answered, as a table: one line a dossier, one column a question whatever version of the
 * form asked it. The list's own filters and rights say which dossiers; what tells of persons is only for those whose work it is. The
 * answers are read piece by piece, twice: how wide the table is, then its lines.
 */
#include <stdlib.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/log.h"
#include "core/view/csv.h"
#include "domain/definition/form/form.h"
#include "domain/directory/officer_guard.h"
#include "domain/procedure/procedure_store.h"
#include "domain/time/local_time.h"
#include "list/answers_store.h"
#include "list/choices_made.h"
#include "list/list.h"
#include "list/list_store.h"
#include "office.h"

enum {
	DOSSIERS_MAX = 20 * 1000,
	BATCH = 500,
	VALUES_MAX = 200 * 1000, /* of one piece */
	VERSIONS_MAX = 20,       /* of one form among the dossiers of one file */
	LABELS_MAX = 20 * 1000,
	LISTS_MAX = 1000,
	JSON_BYTES_MAX = 4 << 20,
	CSV_BYTES_MAX = 32 << 20
};
/* What one piece needs: its answers, and the lists that they are chosen from. */
#define WORK_MEMORY ((size_t)64 << 20)

struct version {
	int64_t id;
	struct form *form;
};

struct answers {
	const struct list_row *dossiers;
	size_t dossier_count;
	struct arena *work;               /* of one piece of dossiers */
	const struct answers_row *values; /* of the piece, by dossier; of one question the later round comes later */
	size_t value_count;
	struct form_list_rows *rows; /* how far each repeating list was filled, by anybody */
	size_t row_count;
	struct version versions[VERSIONS_MAX]; /* newest first */
	size_t version_count;
	struct form_columns columns;
	enum form_sensitivity shown; /* and what is less private */
	struct buffer *out;
};

/* Dossiers of which the answers are at hand. */
struct piece {
	const struct list_row *dossiers;
	size_t count;
};

/* Who decides on a dossier reads all of it; the counter what identifies people; who only stamps, pays or returns neither. */
static enum form_sensitivity
may_read(const struct officer *officer, const struct list_row *d)
{
	static const enum role deciding[] = { ROLE_PROCESSING, ROLE_SECTION_HEAD, ROLE_LEADER };

	for (size_t i = 0; i < sizeof(deciding) / sizeof(deciding[0]); i++)
		if (officer_may(officer, deciding[i], d->agency_solving_id, d->procedure_code))
			return FORM_SENSITIVE;
	return officer_may(officer, ROLE_INTAKE, d->agency_receiving_id, d->procedure_code) ? FORM_PERSONAL : FORM_OPEN;
}

static int
newest_first(const void *a, const void *b)
{
	const struct version *x = a, *y = b;

	return (x->id < y->id) - (x->id > y->id);
}

static struct version *
version_of(struct answers *a, int64_t id)
{
	for (size_t i = 0; i < a->version_count; i++)
		if (a->versions[i].id == id)
			return &a->versions[i];
	return NULL;
}

static enum err
read_versions(struct ctx *c, struct answers *a)
{
	struct form_error error;
	const char *content;
	enum err err;

	for (size_t i = 0; i < a->dossier_count; i++) {
		int64_t id = a->dossiers[i].form_version_id;
		if (id == DB_NULL_INT || version_of(a, id) != NULL)
			continue;
		if (a->version_count == VERSIONS_MAX)
			return refuse(c, ERR_TOO_LARGE, "workflow.answers_too_many", NULL);
		a->versions[a->version_count++].id = id;
	}
	qsort(a->versions, a->version_count, sizeof(a->versions[0]), newest_first);
	for (size_t i = 0; i < a->version_count; i++) {
		if ((err = definition_content(c->db, DEFINITION_FORM, a->versions[i].id, &content)))
			return err;
		if (form_parse(c->arena, content, strlen(content), &a->versions[i].form, &error))
			return refuse_log(c, ERR_INTERNAL, NULL, NULL, "form of %s: %s at %s",
			    a->dossiers[0].procedure_code, error.message, error.path);
	}
	return OK;
}

static enum err
read_values(struct ctx *c, struct answers *a, const struct piece *piece)
{
	struct buffer ids;
	enum err err;

	buffer_init(&ids, a->work, JSON_BYTES_MAX);
	for (size_t i = 0; i < piece->count; i++)
		buffer_printf(&ids, "%s%lld", i == 0 ? "[" : ",", (long long)piece->dossiers[i].id);
	buffer_text(&ids, piece->count == 0 ? "[]" : "]");
	err = answers_of(c->db, ids.data, VALUES_MAX, &a->values, &a->value_count);
	return err == ERR_TOO_LARGE ? refuse(c, err, "workflow.answers_too_many", NULL) : err;
}

/* Piece by piece; what a piece needed is let go of after it. */
static enum err
each_piece(
    struct ctx *c, struct answers *a, enum err (*use)(struct ctx *c, struct answers *a, const struct piece *piece))
{
	enum err err = OK;

	for (size_t from = 0; !err && from < a->dossier_count; from += BATCH) {
		const size_t left = a->dossier_count - from;
		const struct piece piece = { a->dossiers + from, left < BATCH ? left : BATCH };

		db_set_arena(c->db, a->work);
		err = read_values(c, a, &piece);
		if (!err)
			err = use(c, a, &piece);
		db_set_arena(c->db, c->arena);
		arena_reset(a->work);
	}
	return err;
}

static const struct form_field *
field_of(const struct version *version, const struct answers_row *value)
{
	return version == NULL ? NULL : form_field_by_id(version->form, value->field_id);
}

/* --- what choices of shared lists are called --------------------------------------------------------------------------- */

/* Every choice of a shared list that somebody made. */
static struct choices_made
choices_of(struct answers *a, const struct piece *piece)
{
	struct choices_made made = { 0 };

	for (size_t i = 0; i < piece->count; i++) {
		const struct version *version = version_of(a, piece->dossiers[i].form_version_id);
		size_t count;
		const struct answers_row *values =
		    answers_among(a->values, a->value_count, piece->dossiers[i].id, &count);
		for (size_t k = 0; k < count; k++) {
			const struct form_field *field = field_of(version, &values[k]);
			if (field != NULL && field->list_code != NULL)
				choices_made_add(a->work, &made, field->list_code, values[k].value);
		}
	}
	return made;
}

static struct form_list
list_among(struct arena *arena, const char *code, const struct answers_label *labels, size_t count)
{
	struct form_choice *items = arena_array(arena, count + 1, sizeof(*items));
	struct form_list list = { .code = code, .items = items };

	for (size_t i = 0; i < count; i++) {
		bool known = strcmp(labels[i].list, code) != 0;
		for (size_t k = 0; !known && k < list.count; k++)
			known = strcmp(items[k].value, labels[i].value) == 0;
		if (!known)
			items[list.count++] = (struct form_choice){ labels[i].value, labels[i].label, "" };
	}
	return list;
}

/* In each piece anew, also where nothing was chosen: what the piece before was given went with it. */
static enum err
give_labels(struct ctx *c, struct answers *a, const struct piece *piece)
{
	struct choices_made made = choices_of(a, piece);
	const struct answers_label *labels = NULL;
	const char *json;
	size_t count = 0;

	if (choices_made_json(a->work, &made, LABELS_MAX, &json))
		return refuse(c, ERR_TOO_LARGE, "workflow.answers_too_many", NULL);
	enum err err = made.count > 0 ? answers_labels(c->db, json, LABELS_MAX, &labels, &count) : OK;

	for (size_t i = 0; !err && i < a->version_count; i++) {
		struct form_lists *lists = ARENA_NEW(a->work, struct form_lists);
		const char *const *codes;
		struct form_list *items;
		lists->count = form_lists_needed(a->work, a->versions[i].form, &codes);
		items = arena_array(a->work, lists->count + 1, sizeof(*items));
		for (size_t k = 0; k < lists->count; k++)
			items[k] = list_among(a->work, codes[k], labels, count);
		lists->items = items;
		form_give_lists(a->versions[i].form, lists);
	}
	return err;
}

/* --- the table --------------------------------------------------------------------------------------------------------- */

static void
widen(struct answers *a, const struct form_field *list, int64_t row_no)
{
	size_t at = 0;

	while (at < a->row_count && strcmp(a->rows[at].list_id, list->id) != 0)
		at++;
	if (at == LISTS_MAX)
		return;
	if (at == a->row_count)
		a->rows[a->row_count++] = (struct form_list_rows){ list->id, 0 };
	if (row_no >= a->rows[at].rows)
		a->rows[at].rows = (int)row_no + 1;
}

static enum err
measure(struct ctx *c, struct answers *a, const struct piece *piece)
{
	(void)c;
	for (size_t i = 0; i < piece->count; i++) {
		const struct version *version = version_of(a, piece->dossiers[i].form_version_id);
		size_t count;
		const struct answers_row *values =
		    answers_among(a->values, a->value_count, piece->dossiers[i].id, &count);
		for (size_t k = 0; k < count; k++) {
			const struct form_field *field = field_of(version, &values[k]);
			if (field != NULL && field->list != NULL)
				widen(a, field->list, values[k].row_no);
		}
	}
	return OK;
}

static enum err
make_columns(struct ctx *c, struct answers *a)
{
	const struct form *forms[VERSIONS_MAX];
	enum err err;

	a->rows = arena_array(c->arena, LISTS_MAX, sizeof(*a->rows));
	if ((err = each_piece(c, a, measure)))
		return err;
	for (size_t i = 0; i < a->version_count; i++)
		forms[i] = a->versions[i].form;
	err = form_columns(c->arena, forms, a->version_count, a->rows, a->row_count, &a->columns);
	return err ? refuse(c, err, "workflow.answers_too_many", NULL) : OK;
}

static const char *
shown(struct ctx *c, struct arena *work, const struct form_field *field, const char *value)
{
	if (field->type == FORM_CHECKBOX)
		return ctx_text(c, strcmp(value, "true") == 0 ? "common.yes" : "common.no");
	return form_kept_shown(work, field, value);
}

/* Who told it, in a few words; NULL: it was simply typed. */
static const char *
source_of(struct ctx *c, struct arena *work, const struct answers_row *value)
{
	const char *origin = value->origin[0] != '\0' ? value->origin : "account"; /* "": before origins were kept */
	const char *words = ctx_text(c, arena_printf(work, "workflow.answer_origin.%s", origin));

	if (strcmp(value->provenance, "prefilled") == 0)
		return words;
	if (strcmp(value->provenance, "changed") != 0)
		return NULL;
	return arena_printf(work, "%s %s", ctx_text(c, "workflow.answer_origin_changed"), words);
}

/* "Full name: account; Address: ..." for the questions that this officer may read. */
static const char *
sources_told(const struct answers *a, const char *const *sources)
{
	const char *all = "";

	for (size_t k = 0; k < a->columns.count; k++)
		if (sources[k] != NULL && a->columns.items[k].sensitivity <= a->shown)
			all = arena_printf(a->work, "%s%s%s: %s", all, all[0] != '\0' ? "; " : "",
			    a->columns.items[k].label, sources[k]);
	return all;
}

static void
write_dossier(struct ctx *c, struct answers *a, const struct list_row *d, const char **cells)
{
	const char **sources = cells + a->columns.count;
	const struct version *version = version_of(a, d->form_version_id);
	size_t count;
	const struct answers_row *values = answers_among(a->values, a->value_count, d->id, &count);

	memset(cells, 0, 2 * a->columns.count * sizeof(*cells));
	for (size_t i = 0; i < count; i++) {
		const struct form_field *field = field_of(version, &values[i]);
		for (size_t k = 0; field != NULL && k < a->columns.count; k++)
			if (a->columns.items[k].row == values[i].row_no &&
			    strcmp(a->columns.items[k].field_id, field->id) == 0) {
				cells[k] = shown(c, a->work, field, values[i].value);
				sources[k] = source_of(c, a->work, &values[i]);
			}
	}
	csv_cell(a->out, d->code != NULL ? d->code : d->filing_number, 0);
	csv_cell(a->out, moment_text(a->work, d->filed_at), 1);
	csv_cell(a->out, ctx_text(c, arena_printf(a->work, "workflow.states.%s", d->state_name)), 2);
	for (size_t k = 0; k < a->columns.count; k++)
		if (a->columns.items[k].sensitivity <= a->shown)
			csv_cell(a->out, cells[k], 3 + k);
	csv_cell(a->out, sources_told(a, sources), 3 + a->columns.count);
	csv_row_end(a->out);
}

static enum err
write_piece(struct ctx *c, struct answers *a, const struct piece *piece)
{
	/* What stands in the columns, and then who told it. */
	const char **cells = arena_array(a->work, 2 * a->columns.count + 1, sizeof(*cells));
	enum err err = give_labels(c, a, piece);

	for (size_t i = 0; !err && i < piece->count; i++)
		write_dossier(c, a, &piece->dossiers[i], cells);
	return err;
}

static enum err
write_table(struct ctx *c, struct answers *a)
{
	buffer_init(a->out, c->arena, CSV_BYTES_MAX);
	csv_begin(a->out);
	csv_cell(a->out, ctx_text(c, "workflow.code"), 0);
	csv_cell(a->out, ctx_text(c, "workflow.filed"), 1);
	csv_cell(a->out, ctx_text(c, "workflow.state"), 2);
	for (size_t k = 0; k < a->columns.count; k++)
		if (a->columns.items[k].sensitivity <= a->shown)
			csv_cell(a->out, a->columns.items[k].label, 3 + k);
	csv_cell(a->out, ctx_text(c, "workflow.answer_sources"), 3 + a->columns.count);
	csv_row_end(a->out);
	return each_piece(c, a, write_piece);
}

static enum err
load(struct ctx *c, const struct list_input *in, struct answers *a)
{
	struct list_query query;
	bool more;
	enum err err;

	if ((err = list_query_of(c, in, list_queue_named(ctx_officer(c), in->queue), &query)) ||
	    (err = list_rows(c->db, c->arena, &query, DOSSIERS_MAX, &a->dossiers, &a->dossier_count, &more)))
		return err;
	if (more)
		return refuse(c, ERR_TOO_LARGE, "workflow.answers_too_many", NULL);
	a->shown = FORM_SENSITIVE;
	for (size_t i = 0; i < a->dossier_count; i++) {
		enum form_sensitivity shown_here = may_read(ctx_officer(c), &a->dossiers[i]);
		if (shown_here < a->shown)
			a->shown = shown_here;
	}
	return OK;
}

enum err
handle_answers_export(struct ctx *c, const void *input)
{
	const struct list_input *in = input;
	struct answers *a = ARENA_NEW(c->arena, struct answers);
	struct buffer out;
	enum err err;

	if (in->procedure == NULL)
		return refuse(c, ERR_INVALID, "workflow.answers_need_procedure", "procedure");
	a->work = arena_child(c->arena, WORK_MEMORY);
	a->out = &out;
	if ((err = load(c, in, a)) || (err = read_versions(c, a)) || (err = make_columns(c, a)) ||
	    (err = write_table(c, a)))
		return err;
	if (out.full)
		return refuse(c, ERR_TOO_LARGE, "workflow.answers_too_many", NULL);
	office_note_reading(c, NULL, "answers_export");
	return respond_download(
	    c, arena_printf(c->arena, "to-khai-%s.csv", in->procedure), "text/csv; charset=utf-8", out.data, out.size);
}
