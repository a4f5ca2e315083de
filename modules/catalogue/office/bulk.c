/* A bulk edit: what it will do, its order, what became of it. See bulk.h. */
#include "office/bulk.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "office/bulk_store.h"
#include "office/office_nav.h"

#define BULK_PATH "/can-bo/danh-muc/sua-hang-loat"
enum { PAGE_ROWS = 100 };

struct bulk_input {
	const char *code, *after;
};
static const struct field bulk_fields[] = {
	FIELD(bulk_input, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(bulk_input, after, "sau", FIELD_CODE, FROM_QUERY),
};
const struct input bulk_input = INPUT(bulk_input, bulk_fields);

struct bulk_act_input {
	const char *code;
};
static const struct field act_fields[] = {
	FIELD(bulk_act_input, code, FIELD_CODE, FROM_PATH, .required = true),
};
const struct input bulk_act_input = INPUT(bulk_act_input, act_fields);

static bool
is(const struct bulk_edit *bulk, const char *state)
{
	return strcmp(bulk->state, state) == 0;
}

static void
add_count(struct ctx *c, struct view *list, const char *key, int64_t count)
{
	struct view *item;

	if (count == 0)
		return;
	item = view_item(list);
	view_text(item, "label", ctx_text(c, key));
	view_text(item, "count", money_text(c->arena, count));
}

/* What is planned splits into drafts that are changed and drafts that come to be. Returns how many are still to do. */
static int64_t
add_counts(struct ctx *c, struct view *page, const struct bulk_count *counts, size_t count)
{
	struct view *list = view_list(page, "counts");
	int64_t planned = 0;

	for (size_t i = 0; i < count; i++) {
		if (strcmp(counts[i].outcome, "planned") != 0) {
			add_count(c, list, arena_printf(c->arena, "catalogue_edit.outcomes.%s", counts[i].outcome),
			    counts[i].procedures);
			continue;
		}
		planned = counts[i].procedures;
		add_count(c, list, "catalogue_edit.outcomes.new_draft", counts[i].procedures - counts[i].drafts);
		add_count(c, list, "catalogue_edit.outcomes.old_draft", counts[i].drafts);
	}
	return planned;
}

static void
add_items(struct ctx *c, struct view *page, const struct bulk_item *items, size_t count)
{
	struct view *list = view_list(page, "items");

	for (size_t i = 0; i < count; i++) {
		const char *outcome = strcmp(items[i].outcome, "planned") != 0 ? items[i].outcome
				      : items[i].had_draft                     ? "old_draft"
									       : "new_draft";
		struct view *item = view_item(list);

		view_text(item, "code", items[i].code);
		view_url(item, "url", url(c->arena, "/can-bo/danh-muc/thu-tuc/{}", items[i].code));
		view_text(item, "name", items[i].name);
		view_text(item, "outcome", ctx_text(c, arena_printf(c->arena, "catalogue_edit.outcomes.%s", outcome)));
		view_text(item, "detail", *items[i].detail != '\0' ? items[i].detail : NULL);
	}
	view_bool(page, "any", count > 0);
}

static void
add_head(struct ctx *c, struct view *page, const struct bulk_edit *bulk)
{
	view_text(page, "title", ctx_text(c, arena_printf(c->arena, "catalogue_edit.bulks.%s", bulk->kind)));
	view_text(page, "code", bulk->code);
	view_text(page, "value", bulk_value_text(c, bulk->kind, bulk->value));
	view_text(page, "reason", *bulk->reason != '\0' ? bulk->reason : NULL);
	view_text(page, "who", bulk->officer_name);
	view_text(page, "when", moment_text(c->arena, bulk->created_at));
	view_text(page, "how", ctx_text(c, arena_printf(c->arena, "catalogue_edit.bulk_states.%s", bulk->state)));
	view_url(page, "back_url", bulk->list);
	view_url(page, "again_url", is(bulk, "ordered") ? url(c->arena, BULK_PATH "/{}", bulk->code) : NULL);
}

enum err
handle_bulk(struct ctx *c, const void *input)
{
	const struct bulk_input *in = input;
	struct view *page = view_object(c->arena);
	struct bulk_edit bulk;
	const struct bulk_count *counts;
	const struct bulk_item *items;
	size_t count, item_count;
	int64_t planned;
	bool more, mine;
	enum err err = bulk_by_code(c->db, in->code, &bulk);

	if (err || (err = bulk_counts(c->db, bulk.id, &counts, &count)) ||
	    (err = bulk_items(
		 c->db, bulk.id, in->after != NULL ? in->after : "", PAGE_ROWS, &items, &item_count, &more)))
		return err;
	add_head(c, page, &bulk);
	planned = add_counts(c, page, counts, count);
	add_items(c, page, items, item_count);
	view_url(page, "next_url",
	    more ? url_query_add(c->arena, url(c->arena, BULK_PATH "/{}", bulk.code), "sau", items[item_count - 1].code)
		 : NULL);
	mine = is(&bulk, "planned") && bulk.officer_id == ctx_officer(c)->id;
	view_url(page, "order_url", mine && planned > 0 ? url(c->arena, BULK_PATH "/{}/thuc-hien", bulk.code) : NULL);
	view_url(page, "drop_url", mine ? url(c->arena, BULK_PATH "/{}/bo", bulk.code) : NULL);
	office_nav(c, page, "/can-bo/danh-muc");
	return respond_page(c, "catalogue/bulk", page);
}

/* A second press finds the step taken and leads to the same page. */
static enum err
step(struct ctx *c, const char *code, const char *to)
{
	struct bulk_edit bulk;
	int64_t now;
	enum err err = bulk_by_code(c->db, code, &bulk);

	if (err || (err = ctx_now(c, &now)))
		return err;
	if (bulk.officer_id != ctx_officer(c)->id)
		return ERR_NOT_FOUND;
	if (is(&bulk, "planned")) {
		err = bulk_step(c->db, code, "planned", to, now);
		if (err && err != ERR_CONFLICT)
			return err;
		failure_clear(&c->failure);
	}
	return respond_redirect(c, url(c->arena, BULK_PATH "/{}", code));
}

enum err
handle_bulk_order(struct ctx *c, const void *input)
{
	return step(c, ((const struct bulk_act_input *)input)->code, "ordered");
}

enum err
handle_bulk_drop(struct ctx *c, const void *input)
{
	return step(c, ((const struct bulk_act_input *)input)->code, "dropped");
}

struct view *
bulk_sample(struct arena *arena)
{
	static const char *const texts[] = { "title", "code", "value", "reason", "who", "when", "how" };
	static const char *const urls[] = { "back_url", "again_url", "next_url", "order_url", "drop_url" };
	struct view *page = view_object(arena);
	struct view *item;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		view_text(page, texts[i], "sample");
	for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++)
		view_url(page, urls[i], "/sample");
	item = view_item(view_list(page, "counts"));
	view_text(item, "label", "sample");
	view_text(item, "count", "1");
	item = view_item(view_list(page, "items"));
	view_text(item, "code", "sample");
	view_url(item, "url", "/sample");
	view_text(item, "name", "sample");
	view_text(item, "outcome", "sample");
	view_text(item, "detail", "sample");
	view_bool(page, "any", true);
	office_nav_sample(page);
	return page;
}
