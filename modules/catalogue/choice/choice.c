/* See choice.h. */
#include "choice/choice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "choice/choice_rows.h"
#include "choice/choice_write_store.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "domain/directory/officer_guard.h"
#include "govern/page.h"
#include "govern/sheet.h"

enum { ROWS_TEXT_MAX = 200000 /* characters of pasted rows */, HTTP_INVALID = 422 };

struct choice_new_input {
	const char *code, *name, *parent;
};
static const struct field new_fields[] = {
	FIELD(choice_new_input, code, FIELD_CODE, FROM_FORM, .required = true, .pattern = "A-Za-z0-9_.-",
	    .label = "catalogue_choice.code"),
	FIELD(choice_new_input, name, FIELD_TEXT, FROM_FORM, .required = true, .label = "catalogue_choice.name"),
	FIELD(choice_new_input, parent, FIELD_CODE, FROM_FORM, .label = "catalogue_choice.above"),
};
const struct input choice_new_input = INPUT(choice_new_input, new_fields);

struct choice_list_input {
	const char *list;
	int32_t day;
	int64_t after;
	bool done;
};
static const struct field list_fields[] = {
	FIELD_NAMED(choice_list_input, list, "choices", FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(choice_list_input, day, "ngay", FIELD_DATE, FROM_QUERY),
	FIELD_NAMED(choice_list_input, after, "sau", FIELD_INT, FROM_QUERY, .max = 1000000),
	FIELD_NAMED(choice_list_input, done, "xong", FIELD_BOOL, FROM_QUERY),
};
const struct input choice_list_input = INPUT(choice_list_input, list_fields);

struct choice_load_input {
	const char *list, *rows;
	int32_t from_day;
	bool whole;
	int64_t version;
};
static const struct field load_fields[] = {
	FIELD_NAMED(choice_load_input, list, "choices", FIELD_CODE, FROM_PATH, .required = true),
	FIELD(choice_load_input, rows, FIELD_LINES, FROM_FORM, .required = true, .max = ROWS_TEXT_MAX,
	    .label = "catalogue_choice.rows"),
	FIELD(
	    choice_load_input, from_day, FIELD_DATE, FROM_FORM, .required = true, .label = "catalogue_choice.from_day"),
	FIELD(choice_load_input, whole, FIELD_BOOL, FROM_FORM, .label = "catalogue_choice.whole"),
	FIELD(choice_load_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX),
};
const struct input choice_load_input = INPUT(choice_load_input, load_fields);

static struct page
page_of(struct ctx *c, const char *title, const char *back)
{
	struct page page = page_new(c, title, CHOICE_PATH, back);

	page.words = "catalogue_choice";
	return page;
}

static const char *
text(struct ctx *c, const char *key)
{
	return ctx_text(c, arena_printf(c->arena, "catalogue_choice.%s", key));
}

static void
heads(struct ctx *c, struct sheet *sheet, const char *const *keys)
{
	for (; *keys != NULL; keys++)
		sheet_column(sheet, text(c, *keys), false);
}

/* --- all lists ---------------------------------------------------------------------------------------------------- */

static void
new_form(struct page *page, const struct choice_list *lists, size_t count)
{
	struct ctx *c = page->ctx;
	struct view *fields =
	    page_form(page, &(struct page_form){ text(c, "new"), CHOICE_PATH, text(c, "new_button"), NULL, -1, true });
	struct page_select above;

	page_input(page, fields, &(struct page_field){ "code", "code", "code_hint", false, NULL }, "20");
	page_input(page, fields, &(struct page_field){ "name", "name", NULL, false, NULL }, NULL);
	above = page_select(page, fields, &(struct page_field){ "parent", "above", "above_hint", true, NULL }, "alone");
	for (size_t i = 0; i < count; i++)
		page_option(&above, lists[i].code, lists[i].name);
}

enum err
handle_choice_lists(struct ctx *c, const void *input)
{
	static const char *const columns[] = { "name", "code", "above", "count", NULL };
	struct sheet *sheet = sheet_new(c->arena, text(c, "title"));
	struct page page = page_of(c, text(c, "title"), NULL);
	const struct choice_list *lists;
	size_t count;
	int64_t now;
	enum err err = ctx_now(c, &now);

	(void)input;
	if (err || (err = choice_lists(c->db, local_from_utc(now).day, &lists, &count)))
		return err;
	heads(c, sheet, columns);
	for (size_t i = 0; i < count; i++) {
		sheet_text(sheet, lists[i].name, url(c->arena, CHOICE_PATH "/{}", lists[i].code));
		sheet_text(sheet, lists[i].code, NULL);
		sheet_text(sheet, lists[i].parent_name, NULL);
		sheet_number(sheet, lists[i].items, NULL);
	}
	page_lead(&page, text(c, "lead"));
	page_sheet(&page, sheet, NULL, NULL);
	if (officer_has_role(ctx_officer(c), ROLE_ADMINISTRATOR))
		new_form(&page, lists, count);
	return page_respond(&page);
}

/* A list that is added, or whose rows are taken in. */
struct putting {
	struct choice_update update;
	struct choice_changes changes;
	bool taken; /* another list has the code */
};

static enum err
put_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct putting *a = arg;
	enum err err;

	(void)snprintf(location, IDEMPOTENCY_LOCATION, CHOICE_PATH "/%s%s", a->update.code,
	    a->update.version > 0 ? "?xong=1" : "");
	err = choice_put(db, &a->update, &a->changes);
	a->taken = err == ERR_CONFLICT && db_duplicate(db);
	return err;
}

enum err
handle_choice_new(struct ctx *c, const void *input)
{
	const struct choice_new_input *in = input;
	struct putting a = { .update = { .arena = c->arena,
				 .code = in->code,
				 .name = in->name,
				 .parent_code = in->parent,
				 .fresh = true } };
	struct choice_list above;
	enum err err = in->parent != NULL ? choice_list_by_code(c->db, in->parent, 0, &above) : OK;

	if (err == ERR_NOT_FOUND)
		return again_refuse(c, "parent", "catalogue_choice.above_unknown");
	if (err || (err = ctx_now(c, &a.update.now)))
		return err;
	err = idempotency_run(c, "catalogue.choice", put_once, &a);
	if (err != ERR_CONFLICT || !a.taken)
		return err;
	failure_clear(&c->failure);
	return again_refuse(c, "code", "catalogue_choice.code_taken");
}

/* --- one list ----------------------------------------------------------------------------------------------------- */

static void
put_items(struct ctx *c, struct sheet *sheet, const struct choice_item *items, size_t count, bool linked)
{
	static const char *const alone[] = { "label", "value", "from", "to", NULL };
	static const char *const below[] = { "label", "value", "parent", "from", "to", NULL };

	heads(c, sheet, linked ? below : alone);
	for (size_t i = 0; i < count; i++) {
		sheet_text(sheet, items[i].label, NULL);
		sheet_text(sheet, items[i].value, NULL);
		if (linked)
			sheet_text(
			    sheet, *items[i].parent_label != '\0' ? items[i].parent_label : items[i].parent, NULL);
		sheet_date(sheet, items[i].from_day);
		sheet_date(sheet, items[i].to_day);
	}
}

static void
load_form(struct page *page, const struct choice_list *list, int32_t today)
{
	static const char *const yes[] = { "1", NULL };
	struct ctx *c = page->ctx;
	struct view *fields =
	    page_form(page, &(struct page_form){ text(c, "load"), url(c->arena, CHOICE_PATH "/{}/nap", list->code),
				text(c, "load_button"), text(c, "load_confirm"), list->version, false });
	struct page_select whole;

	/* The version for two people, the key for two clicks of one. */
	page_hidden(fields, "once", idempotency_key(c));
	page_area(page, fields,
	    &(struct page_field){
		"rows", "rows", list->parent_code != NULL ? "rows_hint_linked" : "rows_hint", false, NULL });
	page_date(
	    page, fields, &(struct page_field){ "from_day", "from_day", "from_day_hint", false, NULL }, today + 1);
	whole = page_select(page, fields, &(struct page_field){ "whole", "whole", NULL, true, NULL }, "whole_no");
	page_options(page, &whole, yes, "whole_yes");
}

static void
show_faults(struct page *page, const struct choice_rows *rows)
{
	static const char *const columns[] = { "line", "reason", NULL };
	struct ctx *c = page->ctx;
	struct sheet *sheet = sheet_new(c->arena, text(c, "faults"));

	heads(c, sheet, columns);
	for (size_t i = 0; i < rows->fault_count; i++) {
		sheet_text(
		    sheet, rows->faults[i].line > 0 ? arena_printf(c->arena, "%zu", rows->faults[i].line) : "-", NULL);
		sheet_text(sheet, ctx_text(c, rows->faults[i].message), NULL);
	}
	page_sheet(page, sheet, NULL, NULL);
}

static enum err
show_list(struct ctx *c, const struct choice_list_input *in, const struct choice_rows *refused)
{
	const struct choice_item *items;
	struct choice_list list;
	struct sheet *sheet;
	struct page page;
	size_t count;
	int64_t now;
	bool more;
	enum err err = ctx_now(c, &now);
	int32_t today = local_from_utc(now).day, day = in->day != DATE_NONE ? in->day : today;

	if (err || (err = choice_list_by_code(c->db, in->list, day, &list)) ||
	    (err = choice_items(c->db, in->list, day, in->after, &items, &count, &more)))
		return err;
	page = page_of(c, list.name, CHOICE_PATH);
	page_notice(&page, in->done, "loaded");
	page_fact(&page, text(c, "code"), list.code);
	if (list.parent_name != NULL)
		page_fact(&page, text(c, "above"), list.parent_name);
	page_fact(&page, text(c, "day"), date_text(c->arena, day));
	page_fact(&page, text(c, "count"), arena_printf(c->arena, "%lld", (long long)list.items));
	page_date(&page, page_filter(&page, url(c->arena, CHOICE_PATH "/{}", list.code), text(c, "day_button")),
	    &(struct page_field){ "ngay", "day", NULL, true, NULL }, day);
	if (refused != NULL)
		show_faults(&page, refused);
	sheet = sheet_new(c->arena, text(c, "items"));
	put_items(c, sheet, items, count, list.parent_code != NULL);
	page_sheet(&page, sheet, NULL, url(c->arena, CHOICE_PATH "/{}/tai-ve", list.code));
	page_next(&page, more ? url_query_add_int(c->arena,
				    url_query_add(c->arena, url(c->arena, CHOICE_PATH "/{}", list.code), "ngay",
					date_iso(c->arena, day)),
				    "sau", items[count - 1].position)
			      : NULL);
	if (officer_has_role(ctx_officer(c), ROLE_ADMINISTRATOR))
		load_form(&page, &list, today);
	return refused != NULL ? respond_page_status(c, HTTP_INVALID, "catalogue/govern", page.view)
			       : page_respond(&page);
}

enum err
handle_choice_list(struct ctx *c, const void *input)
{
	return show_list(c, input, NULL);
}

/* Every row of all days, in the columns that are taken in again. */
enum err
handle_choice_csv(struct ctx *c, const void *input)
{
	static const char *const columns[] = { "value", "label", "parent", "from", "to" };
	const struct choice_list_input *in = input;
	struct sheet *sheet = sheet_new(c->arena, in->list);
	const struct choice_item *items;
	struct choice_list list;
	size_t count;
	enum err err = choice_list_by_code(c->db, in->list, 0, &list);

	if (err || (err = choice_history(c->db, in->list, &items, &count)))
		return err;
	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		sheet_column(sheet, columns[i], false);
	for (size_t i = 0; i < count; i++) {
		sheet_text(sheet, items[i].value, NULL);
		sheet_text(sheet, items[i].label, NULL);
		sheet_text(sheet, items[i].parent, NULL);
		sheet_text(sheet, date_iso(c->arena, items[i].from_day), NULL);
		sheet_text(sheet, items[i].to_day != DATE_NONE ? date_iso(c->arena, items[i].to_day) : "", NULL);
	}
	return page_respond_csv(c, sheet, arena_printf(c->arena, "%s.csv", in->list));
}

/* --- taking rows in ----------------------------------------------------------------------------------------------- */

static int
by_value(const void *a, const void *b)
{
	return strcmp(((const struct choice_item *)a)->value, ((const struct choice_item *)b)->value);
}

/* What rows may hang on: whatever was ever to be chosen above. */
static enum err
parents_of(struct ctx *c, const struct choice_list *list, struct choice_item **ret_parents, size_t *ret_count)
{
	const struct choice_item *items;
	enum err err;

	*ret_parents = NULL;
	*ret_count = 0;
	if (list->parent_code == NULL)
		return OK;
	if ((err = choice_history(c->db, list->parent_code, &items, ret_count)))
		return err;
	*ret_parents = arena_array(c->arena, *ret_count + 1, sizeof(**ret_parents));
	if (*ret_count > 0)
		memcpy(*ret_parents, items, *ret_count * sizeof(*items));
	qsort(*ret_parents, *ret_count, sizeof(**ret_parents), by_value);
	return OK;
}

enum err
handle_choice_load(struct ctx *c, const void *input)
{
	const struct choice_load_input *in = input;
	struct choice_item *parents;
	struct choice_list list;
	struct choice_rows rows;
	size_t parent_count;
	enum err err = choice_list_by_code(c->db, in->list, 0, &list);

	if (err || (err = parents_of(c, &list, &parents, &parent_count)))
		return err;
	choice_rows_read(c->arena, in->rows, parents, parent_count, &rows);
	if (rows.fault_count > 0) {
		(void)again_refuse(c, "rows", "catalogue_choice.not_loaded");
		return show_list(c, &(struct choice_list_input){ .list = in->list, .day = DATE_NONE }, &rows);
	}
	struct putting a = { .update = { .arena = c->arena,
				 .code = list.code,
				 .name = list.name,
				 .parent_code = list.parent_code,
				 .items = rows.items,
				 .count = rows.count,
				 .day = in->from_day,
				 .whole = in->whole,
				 .version = in->version } };
	err = ctx_now(c, &a.update.now);
	return err ? err : idempotency_run(c, "catalogue.choice.load", put_once, &a);
}

enum err
handle_choice_load_again(struct ctx *c, const void *input)
{
	const struct choice_load_input *in = input;

	return show_list(c, &(struct choice_list_input){ .list = in->list, .day = DATE_NONE }, NULL);
}
