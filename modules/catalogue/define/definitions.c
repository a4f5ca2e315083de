/* The list of definitions. See definitions.h. */
#include "define/definitions.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "define/begin.h"
#include "define/definition.h"
#include "define/desk.h"
#include "define/kind.h"
#include "define/overview_store.h"
#include "domain/directory/directory_store.h"
#include "domain/directory/officer_guard.h"
#include "govern/page.h"
#include "govern/sheet.h"
#include "office/office_filter.h"

enum { PAGE_ROWS = 50, CODES_MAX = 8192 };

struct definitions_in {
	const char *q, *kind, *unit, *state;
	const char *after_kind, *after_code;
};
static const struct field definitions_fields[] = {
	FIELD(definitions_in, q, FIELD_TEXT, FROM_QUERY, .max = 200),
	FIELD_NAMED(definitions_in, kind, "loai", FIELD_CHOICE, FROM_QUERY, .choices = definition_kind_names),
	FIELD_NAMED(definitions_in, unit, "don-vi", FIELD_CODE, FROM_QUERY, .max = 35),
	FIELD_NAMED(definitions_in, state, "trang-thai", FIELD_CHOICE, FROM_QUERY, .choices = define_states),
	FIELD_NAMED(definitions_in, after_kind, "sau-loai", FIELD_CHOICE, FROM_QUERY, .choices = definition_kind_names),
	FIELD_NAMED(definitions_in, after_code, "sau", FIELD_CODE, FROM_QUERY),
};
const struct input definitions_input = INPUT(definitions_in, definitions_fields);

/* --- filters ------------------------------------------------------------------------------------------------------ */

static enum err
show_filters(struct page *page, const struct definitions_in *in)
{
	struct view *fields = page_filter(page, DEFINE_PATH, NULL);
	struct page_select select;
	const struct agency *agencies;
	size_t count;
	enum err err = agency_all(page->ctx->db, &agencies, &count);

	if (err)
		return err;
	page_input(page, fields, &(struct page_field){ .name = "q", .label = "words", .value = in->q }, NULL);
	select = page_select(
	    page, fields, &(struct page_field){ .name = "loai", .label = "kind_label", .value = in->kind }, "any");
	page_options(page, &select, definition_kind_names, "kind");
	select = page_select(page, fields,
	    &(struct page_field){ .name = "trang-thai", .label = "state_label", .value = in->state }, "any");
	page_options(page, &select, define_states, "filter_state");
	select = page_select(
	    page, fields, &(struct page_field){ .name = "don-vi", .label = "unit", .value = in->unit }, "any");
	page_option(&select, OFFICE_OWNER_NONE, page_text(page, "the_office"));
	page_agencies(&select, agencies, count);
	return OK;
}

static const char *
next_url(struct arena *arena, const struct definitions_in *in, const struct define_row *last)
{
	const char *to = url_query_add(arena, DEFINE_PATH, "q", in->q);

	to = url_query_add(arena, to, "loai", in->kind);
	to = url_query_add(arena, to, "trang-thai", in->state);
	to = url_query_add(arena, to, "don-vi", in->unit);
	return url_query_add(arena, url_query_add(arena, to, "sau-loai", last->kind), "sau", last->code);
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

/* How many procedures go by each of the rows: one question for each kind that stands on the page. */
struct usages {
	const struct define_usage *of[DEFINITION_KINDS];
	size_t count[DEFINITION_KINDS];
};

static enum err
read_usages(struct ctx *c, const struct define_row *rows, size_t count, struct usages *ret_usages)
{
	enum err err = OK;

	*ret_usages = (struct usages){ .count = { 0 } };
	for (int kind = 0; !err && kind < DEFINITION_KINDS; kind++) {
		struct buffer codes;
		size_t found = 0;

		buffer_init(&codes, c->arena, CODES_MAX);
		for (size_t i = 0; i < count; i++)
			if (strcmp(rows[i].kind, definition_kind_names[kind]) == 0)
				buffer_printf(&codes, "%c\"%s\"", found++ == 0 ? '[' : ',', rows[i].code);
		buffer_char(&codes, ']');
		if (found > 0)
			err = definitions_usage(c->db, (enum definition_kind)kind, codes.data, &ret_usages->of[kind],
			    &ret_usages->count[kind]);
	}
	return err;
}

static const struct define_usage *
usage_of(const struct usages *usages, enum definition_kind kind, const char *code)
{
	for (size_t i = 0; i < usages->count[kind]; i++)
		if (strcmp(usages->of[kind][i].code, code) == 0)
			return &usages->of[kind][i];
	return NULL;
}

static void
add_state(const struct page *page, struct sheet *sheet, const struct define_row *row)
{
	const char *state = row->state != NULL ? row->state : row->version_no != DB_NULL_INT ? "approved" : "none";

	sheet_state(sheet, page_text(page, arena_printf(page->ctx->arena, "list_state.%s", state)),
	    strcmp(state, "approved") == 0 ? "done"
	    : strcmp(state, "draft") == 0  ? "active"
					   : "waiting");
}

static const char *
version_text(const struct page *page, const struct define_row *row)
{
	return row->version_no == DB_NULL_INT ? NULL : definition_version_text(page->ctx, row->version_no);
}

static void
add_row(const struct page *page, struct sheet *sheet, const struct define_row *row, const struct usages *usages)
{
	struct arena *arena = page->ctx->arena;
	const struct define_usage *usage;
	enum definition_kind kind = DEFINITION_FORM;

	(void)definition_kind_by_name(row->kind, &kind);
	usage = usage_of(usages, kind, row->code);
	sheet_text(sheet, row->code, definition_path(arena, kind, row->code, ""));
	sheet_text(sheet, strcmp(row->name, row->code) == 0 && usage != NULL ? usage->example : row->name, NULL);
	sheet_text(sheet, page_text(page, arena_printf(arena, "kind_short.%s", row->kind)), NULL);
	sheet_text(sheet,
	    row->owner_name != NULL                      ? row->owner_name
	    : usage != NULL && usage->owner_name != NULL ? usage->owner_name
							 : page_text(page, "the_office"),
	    NULL);
	add_state(page, sheet, row);
	sheet_text(sheet, version_text(page, row), NULL);
	sheet_text(sheet, row->decision_no, NULL);
	sheet_date(sheet, row->from_day);
	sheet_number(sheet, usage != NULL ? usage->procedures : 0, definition_path(arena, kind, row->code, "/thu-tuc"));
}

static enum err
show_rows(struct page *page, const struct definitions_in *in, const struct define_filter *filter)
{
	static const char *const heads[] = { "code", "name", "kind_label", "unit", "state_label", "newest", "decision",
		"from_day", "procedures" };
	struct ctx *c = page->ctx;
	struct sheet *sheet = sheet_new(c->arena, page_text(page, "list"));
	const struct define_row *rows;
	struct usages usages;
	size_t count;
	bool more;
	enum err err = definitions_list(c->db, filter, in->after_kind != NULL ? in->after_kind : "",
	    in->after_code != NULL ? in->after_code : "", PAGE_ROWS, &rows, &count, &more);

	if (err || (err = read_usages(c, rows, count, &usages)))
		return err;
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, page_text(page, heads[i]), strcmp(heads[i], "procedures") == 0);
	for (size_t i = 0; i < count; i++)
		add_row(page, sheet, &rows[i], &usages);
	sheet->empty = page_text(page, "list_empty");
	page_sheet(page, sheet, NULL, NULL);
	if (more)
		page_next(page, next_url(c->arena, in, &rows[count - 1]));
	return OK;
}

enum err
handle_definitions(struct ctx *c, const void *input)
{
	const struct definitions_in *in = input;
	const struct define_filter filter = {
		.kind = in->kind,
		.words = in->q != NULL ? office_words(c->arena, in->q) : NULL,
		.unit = in->unit,
		.state = in->state,
		.agencies = desk_agencies(c),
	};
	struct page page = page_new(c, ctx_text(c, "catalogue_define.title"), DEFINE_PATH, NULL);
	int64_t total;
	enum err err = definitions_count(c->db, &filter, &total);

	page.words = "catalogue_define";
	if (err || (err = show_filters(&page, in)))
		return err;
	page_lead(&page, message_format(c->arena, c->messages, c->language, "catalogue_define.total",
			     MESSAGE_ARGUMENTS({ "count", money_text(c->arena, total) })));
	if (officer_may_begin(ctx_officer(c)))
		page_action(&page, page_text(&page, "begin_link"), DEFINE_NEW_PATH, false);
	err = show_rows(&page, in, &filter);
	return err ? err : page_respond(&page);
}
