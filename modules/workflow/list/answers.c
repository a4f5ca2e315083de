/*
 * What the dossiers of one procedure were answered, as a table: one line a dossier, one column a question whatever version of the
 * form asked it. The list's own filters and rights say which dossiers; what tells of persons is only for those whose work it is.
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
#include "core/view/json.h"
#include "core/view/view.h"
#include "domain/definition/form/form.h"
#include "domain/directory/officer_guard.h"
#include "domain/procedure/procedure_store.h"
#include "domain/time/local_time.h"
#include "list/answers_store.h"
#include "list/list.h"
#include "list/list_export.h"
#include "list/list_store.h"
#include "office.h"

enum {
	DOSSIERS_MAX = 2000,
	VALUES_MAX = 200 * 1000,
	VERSIONS_MAX = 20, /* of one form among the dossiers of one file */
	LABELS_MAX = 20 * 1000,
	LISTS_MAX = 1000,
	JSON_BYTES_MAX = 4 << 20,
	CSV_BYTES_MAX = 12 << 20
};

struct version {
	int64_t id;
	struct form *form;
};

struct answers {
	const struct list_row *dossiers;
	size_t dossier_count;
	const struct answers_row *values; /* by dossier; of one question the later round comes later */
	size_t value_count;
	struct version versions[VERSIONS_MAX]; /* newest first */
	size_t version_count;
	struct form_columns columns;
	enum form_sensitivity shown; /* and what is less private */
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
read_values(struct ctx *c, struct answers *a)
{
	struct buffer ids;
	enum err err;

	buffer_init(&ids, c->arena, JSON_BYTES_MAX);
	for (size_t i = 0; i < a->dossier_count; i++)
		buffer_printf(&ids, "%s%lld", i == 0 ? "[" : ",", (long long)a->dossiers[i].id);
	buffer_text(&ids, a->dossier_count == 0 ? "[]" : "]");
	err = answers_of(c->db, ids.data, VALUES_MAX, &a->values, &a->value_count);
	return err == ERR_TOO_LARGE ? refuse(c, err, "workflow.answers_too_many", NULL) : err;
}

static int
by_dossier(const void *key, const void *element)
{
	const int64_t *id = key;
	const struct answers_row *row = element;

	return (*id > row->dossier_id) - (*id < row->dossier_id);
}

/* The answers of one dossier stand together. */
static const struct answers_row *
values_of(const struct answers *a, int64_t dossier_id, size_t *ret_count)
{
	const struct answers_row *end = a->values + a->value_count;
	const struct answers_row *at =
	    a->value_count == 0 ? NULL
				: bsearch(&dossier_id, a->values, a->value_count, sizeof(*a->values), by_dossier);

	*ret_count = 0;
	if (at == NULL)
		return NULL;
	while (at > a->values && at[-1].dossier_id == dossier_id)
		at--;
	while (at + *ret_count < end && at[*ret_count].dossier_id == dossier_id)
		(*ret_count)++;
	return at;
}

static const struct form_field *
field_of(const struct version *version, const struct answers_row *value)
{
	return version == NULL ? NULL : form_field_by_id(version->form, value->field_id);
}

/* --- what choices of shared lists are called --------------------------------------------------------------------------- */

/* Every choice of a shared list that somebody made; repeated ones do no harm. */
static const char *
choices_made(struct ctx *c, struct answers *a)
{
	struct view *made = view_list(view_object(c->arena), "made");
	struct buffer out;

	for (size_t i = 0; i < a->dossier_count; i++) {
		const struct version *version = version_of(a, a->dossiers[i].form_version_id);
		size_t count;
		const struct answers_row *values = values_of(a, a->dossiers[i].id, &count);
		for (size_t k = 0; k < count; k++) {
			const struct form_field *field = field_of(version, &values[k]);
			char *rest, *choice;
			if (field == NULL || field->list_code == NULL)
				continue;
			for (rest = arena_strdup(c->arena, values[k].value); (choice = strsep(&rest, ",")) != NULL;) {
				struct view *item = view_item(made);
				view_text(item, "list", field->list_code);
				view_text(item, "value", choice);
			}
		}
	}
	if (view_count(made) == 0)
		return NULL;
	buffer_init(&out, c->arena, JSON_BYTES_MAX);
	json_write(&out, made);
	return out.full ? NULL : out.data;
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

static enum err
give_labels(struct ctx *c, struct answers *a)
{
	const char *made = choices_made(c, a);
	const struct answers_label *labels;
	size_t count;
	enum err err = made == NULL ? OK : answers_labels(c->db, made, LABELS_MAX, &labels, &count);

	for (size_t i = 0; !err && made != NULL && i < a->version_count; i++) {
		struct form_lists *lists = ARENA_NEW(c->arena, struct form_lists);
		const char *const *codes;
		struct form_list *items;
		lists->count = form_lists_needed(c->arena, a->versions[i].form, &codes);
		items = arena_array(c->arena, lists->count + 1, sizeof(*items));
		for (size_t k = 0; k < lists->count; k++)
			items[k] = list_among(c->arena, codes[k], labels, count);
		lists->items = items;
		form_give_lists(a->versions[i].form, lists);
	}
	return err;
}

/* --- the table --------------------------------------------------------------------------------------------------------- */

/* How far each repeating list was filled, by anybody. */
static size_t
widest(struct ctx *c, struct answers *a, struct form_list_rows **ret)
{
	struct form_list_rows *rows = arena_array(c->arena, LISTS_MAX, sizeof(*rows));
	size_t count = 0;

	for (size_t i = 0; i < a->dossier_count; i++) {
		const struct version *version = version_of(a, a->dossiers[i].form_version_id);
		size_t value_count, at;
		const struct answers_row *values = values_of(a, a->dossiers[i].id, &value_count);
		for (size_t k = 0; k < value_count; k++) {
			const struct form_field *field = field_of(version, &values[k]);
			if (field == NULL || field->list == NULL)
				continue;
			for (at = 0; at < count && strcmp(rows[at].list_id, field->list->id) != 0;)
				at++;
			if (at == LISTS_MAX)
				continue;
			if (at == count)
				rows[count++] = (struct form_list_rows){ field->list->id, 0 };
			if (values[k].row_no >= rows[at].rows)
				rows[at].rows = (int)values[k].row_no + 1;
		}
	}
	*ret = rows;
	return count;
}

static enum err
make_columns(struct ctx *c, struct answers *a)
{
	const struct form *forms[VERSIONS_MAX];
	struct form_list_rows *rows;
	size_t row_count = widest(c, a, &rows);
	enum err err;

	for (size_t i = 0; i < a->version_count; i++)
		forms[i] = a->versions[i].form;
	err = form_columns(c->arena, forms, a->version_count, rows, row_count, &a->columns);
	return err ? refuse(c, err, "workflow.answers_too_many", NULL) : OK;
}

static const char *
shown(struct ctx *c, const struct form_field *field, const char *value)
{
	if (field->type == FORM_CHECKBOX)
		return ctx_text(c, strcmp(value, "true") == 0 ? "common.yes" : "common.no");
	return form_kept_shown(c->arena, field, value);
}

static void
write_dossier(struct ctx *c, struct answers *a, const struct list_row *d, const char **cells, struct buffer *out)
{
	const struct version *version = version_of(a, d->form_version_id);
	size_t count;
	const struct answers_row *values = values_of(a, d->id, &count);

	memset(cells, 0, a->columns.count * sizeof(*cells));
	for (size_t i = 0; i < count; i++) {
		const struct form_field *field = field_of(version, &values[i]);
		for (size_t k = 0; field != NULL && k < a->columns.count; k++)
			if (a->columns.items[k].row == values[i].row_no &&
			    strcmp(a->columns.items[k].field_id, field->id) == 0)
				cells[k] = shown(c, field, values[i].value);
	}
	list_export_cell(out, d->code != NULL ? d->code : d->filing_number, 0);
	list_export_cell(out, moment_text(c->arena, d->filed_at), 1);
	list_export_cell(out, ctx_text(c, arena_printf(c->arena, "workflow.states.%s", d->state_name)), 2);
	for (size_t k = 0; k < a->columns.count; k++)
		if (a->columns.items[k].sensitivity <= a->shown)
			list_export_cell(out, cells[k], 3 + k);
	buffer_text(out, "\r\n");
}

static void
write_table(struct ctx *c, struct answers *a, struct buffer *out)
{
	const char **cells = arena_array(c->arena, a->columns.count + 1, sizeof(*cells));

	buffer_init(out, c->arena, CSV_BYTES_MAX);
	buffer_text(out, "\xEF\xBB\xBF");
	list_export_cell(out, ctx_text(c, "workflow.code"), 0);
	list_export_cell(out, ctx_text(c, "workflow.filed"), 1);
	list_export_cell(out, ctx_text(c, "workflow.state"), 2);
	for (size_t k = 0; k < a->columns.count; k++)
		if (a->columns.items[k].sensitivity <= a->shown)
			list_export_cell(out, a->columns.items[k].label, 3 + k);
	buffer_text(out, "\r\n");
	for (size_t i = 0; i < a->dossier_count; i++)
		write_dossier(c, a, &a->dossiers[i], cells, out);
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
	if ((err = load(c, in, a)) || (err = read_versions(c, a)) || (err = read_values(c, a)) ||
	    (err = give_labels(c, a)) || (err = make_columns(c, a)))
		return err;
	write_table(c, a, &out);
	if (out.full)
		return refuse(c, ERR_TOO_LARGE, "workflow.answers_too_many", NULL);
	office_note_reading(c, NULL, "answers_export");
	return respond_download(
	    c, arena_printf(c->arena, "to-khai-%s.csv", in->procedure), "text/csv; charset=utf-8", out.data, out.size);
}
