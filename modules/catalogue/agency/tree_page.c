/* The tree of agencies on a page. See tree_page.h. */
#include "agency/tree_page.h"

#include "agency/agency_text.h"
#include "agency/tree.h"
#include "agency/tree_store.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/time/local_time.h"
#include "govern/page.h"
#include "govern/sheet.h"

struct tree_input {
	int32_t day;
	const char *words;
	bool ended;
};
static const struct field tree_fields[] = {
	FIELD_NAMED(tree_input, day, "ngay", FIELD_DATE, FROM_QUERY, .label = "catalogue_agency.day"),
	FIELD_NAMED(tree_input, words, "tu", FIELD_TEXT, FROM_QUERY, .max = 120, .label = "catalogue_agency.words"),
	FIELD_NAMED(tree_input, ended, "da-ket-thuc", FIELD_BOOL, FROM_QUERY),
};
const struct input tree_input = INPUT(tree_input, tree_fields);

/* Who listens hears the agency above in a column of its own. */
static const char *
above_of(const struct agency_place *places, size_t index)
{
	for (size_t i = index; i > 0; i--)
		if (places[i - 1].depth < places[index].depth)
			return places[i - 1].node->name;
	return NULL;
}

static const struct sheet *
tree_sheet(struct page *page, const struct agency_place *places, size_t count)
{
	static const char *const columns[] = { "name", "code", "tier", "above", "valid_from", "valid_to", "successor" };
	struct arena *arena = page->ctx->arena;
	struct sheet *sheet = sheet_new(arena, page_text(page, "tree"));

	sheet->empty = page_text(page, "tree_none");
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		sheet_column(sheet, page_text(page, columns[i]), false);
	for (size_t i = 0; i < count; i++) {
		const struct agency_node *node = places[i].node;

		sheet_branch(sheet, node->name, url(arena, AGENCIES_PATH "/{}", node->code), places[i].depth);
		sheet_text(sheet, node->code, NULL);
		sheet_text(sheet, agency_tier(page->ctx, node->tier), NULL);
		sheet_text(sheet, above_of(places, i), NULL);
		sheet_date(sheet, node->valid_from);
		sheet_date(sheet, node->valid_to);
		sheet_text(sheet, node->successors != NULL ? node->successors : node->former, NULL);
	}
	return sheet;
}

static void
add_filter(struct page *page, const struct tree_input *in)
{
	struct view *fields = page_filter(page, AGENCIES_PATH, NULL);
	const char *const yes = in->ended ? "1" : NULL;
	struct page_select ended;

	page_input(page, fields, &(struct page_field){ "tu", "words", NULL, true, in->words }, NULL);
	page_input(page, fields,
	    &(struct page_field){
		"ngay", "day", "day_hint", true, in->day != DATE_ABSENT ? date_text(page->ctx->arena, in->day) : NULL },
	    "10");
	ended =
	    page_select(page, fields, &(struct page_field){ "da-ket-thuc", "ended_too", NULL, true, yes }, "ended_no");
	page_option(&ended, "1", page_text(page, "ended_yes"));
}

/* The way to the places of reception of one procedure. */
static void
add_offering_filter(struct page *page)
{
	struct view *fields = page_filter(page, AGENCIES_PATH "/noi-nhan", page_text(page, "offering_open"));

	page_input(page, fields,
	    &(struct page_field){ "thu-tuc", "procedure_code", "procedure_code_hint", false, NULL }, "10");
}

enum err
handle_tree(struct ctx *c, const void *input)
{
	const struct tree_input *in = input;
	const struct agency_node *nodes;
	const struct agency_place *places;
	struct page page;
	size_t count;
	int64_t now;
	int32_t day;
	enum err err = ctx_now(c, &now);

	if (err)
		return err;
	day = in->day != DATE_ABSENT ? in->day : office_day(now);
	if ((err = tree_on(c->db, day, in->words, in->ended, &nodes, &count)))
		return err;
	places = tree_order(c->arena, nodes, count);
	page = agency_page(c, "agencies", NULL);
	page_lead(&page, agency_format(c, "tree_on", "day", date_text(c->arena, day)));
	page_action(&page, page_text(&page, "add"), AGENCIES_PATH "/them", false);
	page_action(&page, page_text(&page, "operations"), AGENCIES_PATH "/sap-xep", true);
	add_filter(&page, in);
	add_offering_filter(&page);
	page_sheet(&page, tree_sheet(&page, places, count), NULL, NULL);
	return page_respond(&page);
}
