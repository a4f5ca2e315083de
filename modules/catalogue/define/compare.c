/* Versions of a definition side by side. See compare.h. */
#include "define/compare.h"

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "define/change.h"
#include "define/definition.h"
#include "define/overview_store.h"
#include "define/running.h"
#include "govern/sheet.h"

enum { VERSIONS_MAX = 100000, NOT_GIVEN = -1, THE_DRAFT = 0 };

struct compare_in {
	const char *kind, *code;
	int64_t from, to;
};
static const struct field compare_fields[] = {
	FIELD(compare_in, kind, FIELD_CHOICE, FROM_PATH, .required = true, .choices = definition_kind_slugs),
	FIELD(compare_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(
	    compare_in, from, "tu", FIELD_INT, FROM_QUERY, .min = 1, .max = VERSIONS_MAX, .otherwise = NOT_GIVEN),
	FIELD_NAMED(
	    compare_in, to, "den", FIELD_INT, FROM_QUERY, .min = 0, .max = VERSIONS_MAX, .otherwise = NOT_GIVEN),
};
const struct input define_compare_input = INPUT(compare_in, compare_fields);

/* The two that are compared; `before` 0: there is none. */
struct pair {
	int64_t before, after;
	const char *older, *newer;
};

static const char *
number_text(struct ctx *c, int64_t number)
{
	if (number == THE_DRAFT)
		return ctx_text(c, "catalogue_define.the_draft");
	return definition_version_text(c, number);
}

static enum err
content_of(struct ctx *c, const struct definition_seen *seen, int64_t number, const char **ret_content)
{
	struct definition_version version;
	enum err err;

	if (number == THE_DRAFT && !seen->has_draft)
		return ERR_NOT_FOUND;
	if (number == THE_DRAFT) {
		*ret_content = seen->desk.draft.content;
		return OK;
	}
	err = definition_by_number(c->db, seen->kind, seen->item.code, number, &version);
	if (!err)
		*ret_content = version.content;
	return err;
}

/* What was not asked for: the draft with the newest version; a version with the one before it. */
static void
choose(const struct compare_in *in, const struct definition_seen *seen, const struct define_version *versions,
    size_t count, struct pair *ret_pair)
{
	ret_pair->after = in->to != NOT_GIVEN             ? in->to
			  : seen->has_draft || count == 0 ? THE_DRAFT
							  : versions[0].version_no;
	ret_pair->before = in->from;
	for (size_t i = 0; i < count && ret_pair->before == NOT_GIVEN; i++)
		if (ret_pair->after == THE_DRAFT || versions[i].version_no < ret_pair->after)
			ret_pair->before = versions[i].version_no;
}

static void
add_choice(struct page *page, struct view *fields, const struct page_field *field,
    const struct define_version *versions, size_t count, bool draft)
{
	struct ctx *c = page->ctx;
	struct page_select select = page_select(page, fields, field, NULL);

	if (draft)
		page_option(&select, "0", number_text(c, THE_DRAFT));
	for (size_t i = 0; i < count; i++)
		page_option(&select, arena_printf(c->arena, "%lld", (long long)versions[i].version_no),
		    number_text(c, versions[i].version_no));
}

static void
show_choice(struct page *page, const struct definition_seen *seen, const struct pair *pair,
    const struct define_version *versions, size_t count)
{
	struct arena *arena = page->ctx->arena;
	struct view *fields = page_filter(
	    page, definition_path(arena, seen->kind, seen->item.code, "/so-sanh"), page_text(page, "compare_button"));

	add_choice(page, fields,
	    &(struct page_field){
		.name = "tu", .label = "compare_from", .value = arena_printf(arena, "%lld", (long long)pair->before) },
	    versions, count, false);
	add_choice(page, fields,
	    &(struct page_field){
		.name = "den", .label = "compare_to", .value = arena_printf(arena, "%lld", (long long)pair->after) },
	    versions, count, seen->has_draft);
}

static enum err
show_changes(struct page *page, const struct definition_seen *seen, const struct pair *pair)
{
	struct ctx *c = page->ctx;
	struct sheet *sheet = sheet_new(c->arena, page_text(page, "changes"));
	const struct definition_change *changes;
	size_t count;
	enum err err = definition_changes(c, seen->kind, pair->older, pair->newer, &changes, &count);

	if (err)
		return err;
	sheet_column(sheet, page_text(page, "change"), false);
	sheet_column(sheet, page_text(page, "place"), false);
	sheet_column(sheet, number_text(c, pair->before), false);
	sheet_column(sheet, number_text(c, pair->after), false);
	for (size_t i = 0; i < count; i++) {
		sheet_text(sheet, changes[i].what, NULL);
		sheet_text(sheet, changes[i].where, NULL);
		sheet_text(sheet, changes[i].from, NULL);
		sheet_text(sheet, changes[i].to, NULL);
	}
	sheet->empty = page_text(page, "no_changes");
	page_sheet(page, sheet, NULL, NULL);
	return OK;
}

enum err
handle_define_compare(struct ctx *c, const void *input)
{
	const struct compare_in *in = input;
	struct pair pair = { .older = "", .newer = "" };
	const struct define_version *versions;
	struct definition_seen seen;
	struct page page;
	size_t count;
	enum err err = definition_see(c, in->kind, in->code, &seen);

	if (err || (err = define_versions(c->db, seen.kind, seen.item.code, &versions, &count)))
		return err;
	choose(in, &seen, versions, count, &pair);
	page = definition_page(c, &seen, "/so-sanh");
	if (pair.before == NOT_GIVEN) {
		page_lead(&page, page_text(&page, "nothing_to_compare"));
		return page_respond(&page);
	}
	if ((err = content_of(c, &seen, pair.before, &pair.older)) ||
	    (err = content_of(c, &seen, pair.after, &pair.newer)))
		return err;
	show_choice(&page, &seen, &pair, versions, count);
	if ((err = show_changes(&page, &seen, &pair)) ||
	    (pair.after != THE_DRAFT && (err = running_show(&page, &seen, pair.after))))
		return err;
	return page_respond(&page);
}
