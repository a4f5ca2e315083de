/* Lists by decision as tables and forms. See listing_view.h. */
#include "govern/listing_view.h"

#include <string.h>

#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "govern/fact.h"
#include "govern/listing.h"
#include "govern/listing_diff.h"
#include "govern/listing_store.h"
#include "govern/page.h"
#include "govern/sheet.h"

enum { CANDIDATES_MAX = 50, DIFFERENCES_MAX = 500 };

static const char *const kinds[] = { "centre", "counter", "online", "vertical", "on_spot", NULL };
static const char *const acts[] = { "add", "remove", NULL };

const char *
listing_title(struct ctx *c, const struct listing *l)
{
	const char *kind = govern_word(c, "list_kinds", l->kind);

	if (l->agency_name != NULL)
		kind = arena_printf(c->arena, "%s (%s)", kind, l->agency_name);
	return message_format(c->arena, c->messages, c->language, "catalogue_govern.list_name",
	    MESSAGE_ARGUMENTS({ "kind", kind }, { "year", arena_printf(c->arena, "%lld", (long long)l->year) }));
}

static void
add_columns(struct ctx *c, struct sheet *sheet, const char *const *heads)
{
	for (; *heads != NULL; heads++)
		sheet_column(sheet, govern_text(c, *heads),
		    strcmp(*heads, "list_count") == 0 || strcmp(*heads, "dossiers_year") == 0);
}

struct sheet *
listings_sheet(struct ctx *c, const struct listing *listings, size_t count)
{
	static const char *const heads[] = { "list", "list_edition", "state", "list_count", "decision_no",
		"decision_date", "effective_from", NULL };
	struct sheet *sheet = sheet_new(c->arena, govern_text(c, "lists_all"));

	sheet->empty = govern_text(c, "lists_none");
	add_columns(c, sheet, heads);
	for (size_t i = 0; i < count; i++) {
		const struct listing *l = &listings[i];

		sheet_text(sheet, listing_title(c, l), url(c->arena, LISTING_PATH "/{}", l->code));
		sheet_text(sheet, money_text(c->arena, l->edition), NULL);
		sheet_state(sheet, govern_word(c, "list_states", l->state),
		    strcmp(l->state, "issued") == 0 ? "done" : "waiting");
		sheet_number(sheet, l->items, NULL);
		sheet_text(sheet, l->decision_no, NULL);
		sheet_date(sheet, l->decision_date);
		sheet_date(sheet, l->effective_from);
	}
	return sheet;
}

static void
item_cells(struct ctx *c, struct sheet *sheet, const struct listing_item *item)
{
	sheet_text(sheet, item->code, NULL);
	sheet_text(sheet, item->name, NULL);
	sheet_text(sheet, item->sector_name, NULL);
	sheet_text(sheet, govern_word(c, "levels", item->service_level), NULL);
}

struct sheet *
listing_items_sheet(struct ctx *c, const struct listing_item *items, size_t count)
{
	static const char *const heads[] = { "code", "procedure", "sector", "level", NULL };
	struct sheet *sheet = sheet_new(c->arena, govern_text(c, "list_items"));

	sheet->empty = govern_text(c, "list_items_none");
	add_columns(c, sheet, heads);
	for (size_t i = 0; i < count; i++)
		item_cells(c, sheet, &items[i]);
	return sheet;
}

void
listing_facts(struct page *page, const struct listing *l)
{
	struct ctx *c = page->ctx;

	page_fact(page, govern_text(c, "list_kind"), govern_word(c, "list_kinds", l->kind));
	if (l->agency_name != NULL)
		page_fact(page, govern_text(c, "by_agency"), l->agency_name);
	page_fact(page, govern_text(c, "list_edition"), money_text(c->arena, l->edition));
	page_fact(page, govern_text(c, "state"), govern_word(c, "list_states", l->state));
	page_fact(page, govern_text(c, "list_count"), money_text(c->arena, l->items));
	page_fact(page, govern_text(c, "drafted_by"),
	    arena_printf(c->arena, "%s, %s", l->drafted_name, moment_text(c->arena, l->drafted_at)));
	if (l->issued_name == NULL)
		return;
	page_fact(page, govern_text(c, "decision_no"), l->decision_no);
	page_fact(page, govern_text(c, "decision_date"), date_text(c->arena, l->decision_date));
	page_fact(page, govern_text(c, "effective_from"), date_text(c->arena, l->effective_from));
	page_fact(page, govern_text(c, "issued_by"),
	    arena_printf(c->arena, "%s, %s", l->issued_name, moment_text(c->arena, l->issued_at)));
}

/* --- comparisons --------------------------------------------------------------------------------------------------- */

static const char *
change_words(struct ctx *c, const struct listing_diff *diff)
{
	switch (diff->what) {
	case LISTING_ADDED: return govern_text(c, "change_added");
	case LISTING_REMOVED: return govern_text(c, "change_removed");
	case LISTING_RENAMED: return govern_format(c, "change_renamed", "old", diff->was->name);
	case LISTING_LEVEL: break;
	}
	return govern_format(c, "change_level", "old", govern_word(c, "levels", diff->was->service_level));
}

static void
diff_row(struct ctx *c, struct sheet *sheet, const struct listing_diff *diff, const char *words)
{
	item_cells(c, sheet, diff->is != NULL ? diff->is : diff->was);
	sheet_text(sheet, words, NULL);
}

static const char *const diff_heads[] = { "code", "procedure", "sector", "level", "change", NULL };

struct sheet *
listing_changes_sheet(struct ctx *c, const struct listing *before, const struct listing_sides *s)
{
	struct sheet *sheet = sheet_new(c->arena, govern_format(c, "list_changes", "list", listing_title(c, before)));
	size_t count;
	const struct listing_diff *diffs = listing_compare(c->arena, s->was, s->was_count, s->is, s->is_count, &count);

	sheet->empty = govern_text(c, "list_changes_none");
	add_columns(c, sheet, diff_heads);
	for (size_t i = 0; i < count && i < DIFFERENCES_MAX; i++)
		diff_row(c, sheet, &diffs[i], change_words(c, &diffs[i]));
	return sheet;
}

struct sheet *
listing_against_sheet(struct ctx *c, bool chosen, const struct listing_sides *s)
{
	struct sheet *sheet = sheet_new(c->arena, govern_text(c, "list_against"));
	size_t count;
	const struct listing_diff *diffs = listing_compare(c->arena, s->was, s->was_count, s->is, s->is_count, &count);

	sheet->empty = govern_text(c, "list_against_none");
	add_columns(c, sheet, diff_heads);
	for (size_t i = 0; i < count && sheet_rows(sheet) < DIFFERENCES_MAX; i++) {
		const struct listing_diff *diff = &diffs[i];

		if (diff->what == LISTING_ADDED && chosen)
			continue;
		diff_row(c, sheet, diff,
		    diff->what == LISTING_ADDED     ? govern_text(c, "against_missing")
		    : diff->what == LISTING_REMOVED ? govern_text(c, "against_extra")
						    : change_words(c, diff));
	}
	return sheet;
}

static bool
is_listed(const struct listing_item *items, size_t count, int64_t procedure_id)
{
	for (size_t i = 0; i < count; i++)
		if (items[i].procedure_id == procedure_id)
			return true;
	return false;
}

struct sheet *
listing_candidates_sheet(struct ctx *c, const struct procedure_traffic *traffic, size_t traffic_count,
    const struct listing_item *items, size_t item_count)
{
	static const char *const heads[] = { "code", "procedure", "dossiers_year", NULL };
	struct sheet *sheet = sheet_new(c->arena, govern_text(c, "candidates"));

	sheet->empty = govern_text(c, "candidates_none");
	add_columns(c, sheet, heads);
	for (size_t i = 0; i < traffic_count && sheet_rows(sheet) < CANDIDATES_MAX; i++) {
		if (is_listed(items, item_count, traffic[i].procedure_id))
			continue;
		sheet_text(sheet, traffic[i].code, NULL);
		sheet_text(sheet, traffic[i].name, NULL);
		sheet_number(sheet, traffic[i].dossiers, NULL);
	}
	return sheet;
}

/* --- forms --------------------------------------------------------------------------------------------------------- */

void
listing_draft_form(struct page *page, int year, const struct agency *agencies, size_t agency_count)
{
	struct ctx *c = page->ctx;
	struct view *fields = page_form(page, &(struct page_form){ govern_text(c, "list_draft"), LISTING_PATH,
						  govern_text(c, "list_draft"), NULL, -1, false });
	struct page_select select = page_select(
	    page, fields, &(struct page_field){ "kind", "list_kind", "list_draft_hint", false, NULL }, NULL);

	page_options(page, &select, kinds, "list_kinds");
	page_input(page, fields,
	    &(struct page_field){ "year", "list_year", NULL, false, arena_printf(c->arena, "%d", year) }, "4");
	select = page_select(
	    page, fields, &(struct page_field){ "agency", "by_agency", "list_agency_hint", true, NULL }, "none");
	page_agencies(&select, agencies, agency_count);
}

void
listing_change_form(struct page *page, const struct listing *l)
{
	struct ctx *c = page->ctx;
	struct view *fields = page_form(
	    page, &(struct page_form){ govern_text(c, "list_edit"), url(c->arena, LISTING_PATH "/{}/muc", l->code),
		      govern_text(c, "save"), NULL, l->version, true });
	const struct page_select select =
	    page_select(page, fields, &(struct page_field){ "act", "list_act", NULL, false, NULL }, NULL);

	page_options(page, &select, acts, "list_acts");
	page_input(page, fields, &(struct page_field){ "code", "code", NULL, false, NULL }, "20");
}

void
listing_issue_form(struct page *page, const struct listing *l)
{
	struct ctx *c = page->ctx;
	struct view *fields = page_form(page,
	    &(struct page_form){ govern_text(c, "list_issue"), url(c->arena, LISTING_PATH "/{}/ban-hanh", l->code),
		govern_text(c, "list_issue"), govern_text(c, "list_issue_sure"), l->version, false });

	page_input(page, fields, &(struct page_field){ "decision_no", "decision_no", NULL, false, NULL }, "20");
	page_date(page, fields, &(struct page_field){ "decision_date", "decision_date", NULL, false, NULL }, DATE_NONE);
	page_date(
	    page, fields, &(struct page_field){ "effective_from", "effective_from", NULL, false, NULL }, DATE_NONE);
}
