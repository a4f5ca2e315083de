/* Times without new dossiers. See suspend.h. */
#include "version/suspend.h"

#include <stdio.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "domain/directory/officer_guard.h"
#include "govern/page.h"
#include "govern/sheet.h"
#include "publish/order.h"
#include "version/case.h"
#include "version/life_store.h"

enum { AHEAD_DAYS_MAX = 3660 };

struct suspend_in {
	const char *code;
	int32_t from, to;
	const char *reason, *decision;
};
static const struct field page_fields[] = { FIELD(suspend_in, code, FIELD_CODE, FROM_PATH, .required = true) };
const struct input suspend_page_input = INPUT(suspend_in, page_fields);

static const struct field suspend_fields[] = {
	FIELD(suspend_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(suspend_in, from, FIELD_DATE, FROM_FORM, .required = true, .label = "catalogue_version.suspend_from"),
	FIELD(suspend_in, to, FIELD_DATE, FROM_FORM, .label = "catalogue_version.suspend_to"),
	FIELD(suspend_in, reason, FIELD_LINES, FROM_FORM, .required = true, .min = 5, .max = 1000,
	    .label = "catalogue_version.reason"),
	FIELD(suspend_in, decision, FIELD_TEXT, FROM_FORM, .required = true, .max = 120,
	    .label = "catalogue_version.decision_no"),
};
const struct input suspend_input = INPUT(suspend_in, suspend_fields);

static void
show_list(struct page *page, const struct suspension *list, size_t count)
{
	static const char *const heads[] = { "suspend_from", "suspend_to", "reason", "decision_no", "by" };
	struct sheet *sheet = sheet_new(page->ctx->arena, page_text(page, "suspensions"));

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, page_text(page, heads[i]), false);
	for (size_t i = 0; i < count; i++) {
		sheet_date(sheet, list[i].from_day);
		sheet_date(sheet, list[i].to_day);
		sheet_text(sheet, list[i].reason, NULL);
		sheet_text(sheet, list[i].decision_no, NULL);
		sheet_text(sheet, list[i].officer_name, NULL);
	}
	if (count > 0)
		page_sheet(page, sheet, NULL, NULL);
}

static void
show_form(struct page *page, const char *path)
{
	struct view *fields = page_form(page, &(struct page_form){ .title = page_text(page, "suspend_title"),
						  .action = arena_printf(page->ctx->arena, "%s/tam-ngung", path),
						  .button = page_text(page, "suspend_button"),
						  .version = -1 });

	page_date(page, fields, &(struct page_field){ .name = "from", .label = "suspend_from" }, DATE_NONE);
	page_date(page, fields,
	    &(struct page_field){ .name = "to", .label = "suspend_to", .hint = "suspend_to_hint", .optional = true },
	    DATE_NONE);
	page_area(
	    page, fields, &(struct page_field){ .name = "reason", .label = "reason", .hint = "suspend_reason_hint" });
	page_input(page, fields, &(struct page_field){ .name = "decision", .label = "decision_no" }, "20");
}

/* Does one of them last, or begin, after today? */
static bool
any_lasts(const struct suspension *list, size_t count, int32_t today)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].to_day == DATE_NONE || (list[i].to_day > today && list[i].to_day > list[i].from_day))
			return true;
	return false;
}

enum err
handle_suspend_page(struct ctx *c, const void *input)
{
	const struct suspend_in *in = input;
	const struct suspension *list;
	struct procedure_item item;
	struct page page;
	const char *path;
	size_t count;
	int64_t now;
	enum err err;

	if ((err = ctx_now(c, &now)) || (err = item_by_code(c->db, in->code, &item)) ||
	    (err = suspensions_of(c->db, item.id, &list, &count)))
		return err;
	path = url(c->arena, PROCEDURE_PATH, item.code);
	page = page_new(c, ctx_text(c, "catalogue_version.suspend_title"), "/can-bo/danh-muc", path);
	page.words = "catalogue_version";
	page_lead(&page, item.code);
	page_lead(&page, page_text(&page, "suspend_lead"));
	show_list(&page, list, count);
	if (any_lasts(list, count, local_from_utc(now).day))
		(void)page_form(&page, &(struct page_form){ .title = page_text(&page, "lift_title"),
					   .action = arena_printf(c->arena, "%s/tam-ngung/ket-thuc", path),
					   .button = page_text(&page, "lift_button"),
					   .version = -1,
					   .secondary = true });
	show_form(&page, path);
	return page_respond(&page);
}

struct suspending {
	struct ctx *c;
	const struct suspend_in *in;
	int64_t now;
	bool lift;
};

/* The act stands in the history of the newest version: it is of the procedure as it is today. */
static enum err
remember(struct db *db, const struct suspending *s, const struct procedure_item *item)
{
	struct version_line line;
	enum err err = version_newest(db, item->id, &line);

	if (!err)
		err = review_add(db, line.id, s->lift ? "lift" : "suspend", s->now, ctx_officer(s->c)->id,
		    s->lift ? "" : s->in->reason);
	return err == ERR_NOT_FOUND ? OK : err;
}

static enum err
suspend_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct suspending *s = arg;
	const struct suspend_in *in = s->in;
	const struct suspension one = {
		.from_day = in->from, .to_day = in->to, .reason = in->reason, .decision_no = in->decision, .at = s->now
	};
	struct procedure_item item;
	enum err err = item_lock(db, in->code, &item);

	if (err)
		return err;
	err = s->lift ? suspension_lift(db, item.id, local_from_utc(s->now).day)
		      : suspension_add(db, item.id, &one, ctx_officer(s->c)->id);
	if (!err)
		err = remember(db, s, &item);
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s?da-lam=%s", url(s->c->arena, PROCEDURE_PATH, item.code),
	    s->lift ? "lift" : "suspend");
	return err ? err : publish_order(db, s->now);
}

enum err
handle_suspend(struct ctx *c, const void *input)
{
	struct suspending s = { .c = c, .in = input };
	int32_t today;
	enum err err = ctx_now(c, &s.now);

	if (err)
		return err;
	today = local_from_utc(s.now).day;
	if (s.in->from < today)
		return again_refuse(c, "from", "catalogue_version.suspend_past");
	if (s.in->from > today + AHEAD_DAYS_MAX)
		return again_refuse(c, "from", "catalogue_version.too_far");
	if (s.in->to != DATE_ABSENT && s.in->to <= s.in->from)
		return again_refuse(c, "to", "catalogue_version.suspend_order");
	return idempotency_run(c, "catalogue.suspend", suspend_once, &s);
}

enum err
handle_lift(struct ctx *c, const void *input)
{
	struct suspending s = { .c = c, .in = input, .lift = true };
	enum err err = ctx_now(c, &s.now);

	return err ? err : idempotency_run(c, "catalogue.lift", suspend_once, &s);
}
