/* Procedures without an approved process. See unapproved.h. */
#include "define/unapproved.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "define/desk.h"
#include "define/overview_store.h"
#include "domain/directory/officer_guard.h"
#include "govern/page.h"
#include "govern/sheet.h"
#include "office/office_filter.h"
#include "version/case.h"

enum { PAGE_ROWS = 100, FILE_ROWS = 20000, KEY_MAX = 200 };

struct unapproved_in {
	const char *unit, *after;
	bool late;
};
static const struct field unapproved_fields[] = {
	FIELD_NAMED(unapproved_in, unit, "don-vi", FIELD_CODE, FROM_QUERY, .max = 35),
	FIELD_NAMED(unapproved_in, late, "qua-han", FIELD_BOOL, FROM_QUERY),
	FIELD_NAMED(unapproved_in, after, "sau", FIELD_TEXT, FROM_QUERY, .max = KEY_MAX),
};
const struct input unapproved_input = INPUT(unapproved_in, unapproved_fields);

static const char *
text(struct ctx *c, const char *key)
{
	return ctx_text(c, arena_printf(c->arena, "catalogue_define.%s", key));
}

static const char *
list_url(struct arena *arena, const char *path, const char *unit, bool late)
{
	return url_query_add(arena, url_query_add(arena, path, "don-vi", unit), "qua-han", late ? "1" : NULL);
}

/* --- by unit ------------------------------------------------------------------------------------------------------ */

/* One row a unit, each number leading to the procedures that it counts. */
static struct sheet *
units_sheet(struct ctx *c, const struct unapproved_unit *units, size_t count)
{
	static const char *const heads[] = { "unit", "without_process", "late", "unplanned" };
	struct sheet *sheet = sheet_new(c->arena, text(c, "by_unit"));

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, text(c, heads[i]), i > 0);
	for (size_t i = 0; i < count; i++) {
		const char *unit = units[i].code != NULL ? units[i].code : OFFICE_OWNER_NONE;

		sheet_text(sheet, units[i].name != NULL ? units[i].name : text(c, "the_office"), NULL);
		sheet_number(sheet, units[i].procedures, list_url(c->arena, UNAPPROVED_PATH, unit, false));
		sheet_number(sheet, units[i].late, list_url(c->arena, UNAPPROVED_PATH, unit, true));
		sheet_number(sheet, units[i].unplanned, NULL);
	}
	return sheet;
}

/* How many procedures the filters leave, as the table by unit counts them. */
static int64_t
total_of(const struct unapproved_in *in, const struct unapproved_unit *units, size_t count)
{
	int64_t total = 0;

	for (size_t i = 0; i < count; i++) {
		const char *unit = units[i].code != NULL ? units[i].code : OFFICE_OWNER_NONE;

		if (in->unit == NULL || strcmp(unit, in->unit) == 0)
			total += in->late ? units[i].late : units[i].procedures;
	}
	return total;
}

/* --- the list ----------------------------------------------------------------------------------------------------- */

static void
add_row(struct ctx *c, struct sheet *sheet, const struct unapproved_row *row, int32_t today)
{
	const bool late = row->planned_on != DATE_NONE && row->planned_on < today;
	const char *draft = row->draft_code == NULL
				? NULL
				: arena_printf(c->arena, "%s (%s)", row->draft_code,
				      text(c, arena_printf(c->arena, "state.%s", row->draft_state)));

	sheet_text(sheet, row->code, url(c->arena, PROCEDURE_PATH, row->code));
	sheet_text(sheet, row->name, NULL);
	sheet_text(sheet, row->owner_name != NULL ? row->owner_name : text(c, "the_office"), NULL);
	sheet_date(sheet, row->planned_on);
	sheet_state(sheet,
	    late                           ? text(c, "is_late")
	    : row->planned_on != DATE_NONE ? text(c, "is_planned")
					   : text(c, "is_unplanned"),
	    late                           ? "bad"
	    : row->planned_on != DATE_NONE ? "active"
					   : "neutral");
	sheet_text(sheet, draft,
	    draft != NULL && officer_sees_draft(ctx_officer(c), row->draft_owner_id)
		? definition_path(c->arena, DEFINITION_PROCESS, row->draft_code, "")
		: NULL);
}

static enum err
list_sheet(struct ctx *c, const struct unapproved_in *in, int32_t today, size_t most, struct sheet **ret_sheet,
    const char **ret_last)
{
	static const char *const heads[] = { "procedure_code", "procedure_name", "unit", "planned_on", "in_time",
		"draft" };
	const struct unapproved_filter filter = { .unit = in->unit, .late = in->late, .today = today };
	struct sheet *sheet = sheet_new(c->arena, text(c, "unapproved"));
	const struct unapproved_row *rows;
	size_t count;
	bool more;
	enum err err = unapproved_list(c->db, &filter, in->after != NULL ? in->after : "", most, &rows, &count, &more);

	if (err)
		return err;
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, text(c, heads[i]), false);
	for (size_t i = 0; i < count; i++)
		add_row(c, sheet, &rows[i], today);
	sheet->empty = text(c, "all_approved");
	*ret_sheet = sheet;
	*ret_last = more ? rows[count - 1].sort_key : NULL;
	return OK;
}

static enum err
today_of(struct ctx *c, int32_t *ret_today)
{
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (!err)
		*ret_today = local_from_utc(now).day;
	return err;
}

enum err
handle_unapproved(struct ctx *c, const void *input)
{
	const struct unapproved_in *in = input;
	const struct unapproved_unit *units;
	struct sheet *sheet;
	struct page page;
	const char *last, *here = list_url(c->arena, UNAPPROVED_PATH, in->unit, in->late);
	int32_t today;
	size_t count;
	enum err err = today_of(c, &today);

	if (err || (err = unapproved_units(c->db, today, &units, &count)) ||
	    (err = list_sheet(c, in, today, PAGE_ROWS, &sheet, &last)))
		return err;
	page = page_new(c, text(c, "unapproved_title"), UNAPPROVED_PATH, NULL);
	page.words = "catalogue_define";
	page_lead(&page, page_text(&page, "unapproved_lead"));
	page_lead(&page, message_format(c->arena, c->messages, c->language, "catalogue_define.unapproved_total",
			     MESSAGE_ARGUMENTS({ "count", money_text(c->arena, total_of(in, units, count)) })));
	if (in->unit == NULL && !in->late && in->after == NULL)
		page_sheet(&page, units_sheet(c, units, count), NULL, NULL);
	else
		page_link(&page, page_text(&page, "unapproved_all"), UNAPPROVED_PATH);
	page_sheet(&page, sheet, NULL, list_url(c->arena, UNAPPROVED_PATH "/tai-ve", in->unit, in->late));
	if (last != NULL)
		page_next(&page, url_query_add(c->arena, here, "sau", last));
	return page_respond(&page);
}

enum err
handle_unapproved_csv(struct ctx *c, const void *input)
{
	const struct unapproved_in *in = input;
	struct sheet *sheet;
	const char *last;
	int32_t today;
	enum err err = today_of(c, &today);

	if (!err)
		err = list_sheet(
		    c, &(struct unapproved_in){ .unit = in->unit, .late = in->late }, today, FILE_ROWS, &sheet, &last);
	return err ? err : page_respond_csv(c, sheet, "chua-co-quy-trinh.csv");
}
