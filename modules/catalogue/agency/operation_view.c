/* The dry run on a page. See operation_view.h. */
#include "agency/operation_view.h"

#include <string.h>

#include "agency/agency_text.h"
#include "agency/movable_store.h"
#include "agency/operation.h"
#include "agency/operation_apply.h"
#include "agency/operation_store.h"
#include "agency/tree_page.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "govern/page.h"
#include "govern/sheet.h"

enum { FIRST_LINES = 20, PAGE_LINES = 200 };

const char *const operation_lists[] = { "procedure", "officer", "guest", "agency", "dossier", NULL };
static enum err (*const readers[])(
    struct db *db, int64_t operation_id, const char *after, size_t most, struct movables *ret) = { movable_procedures,
	movable_officers, movable_guests, movable_agencies, movable_dossiers };

struct showing {
	struct ctx *c;
	struct page page;
	struct operation operation;
	struct operation_plan plan;
	const struct operation_choice *choices;
	size_t choice_count;
};

static const char *
number_text(const struct showing *s, int64_t number)
{
	return arena_printf(s->c->arena, "%lld", (long long)number);
}

static const char *
word(const struct showing *s, const char *group, const char *name)
{
	return agency_text(s->c, arena_printf(s->c->arena, "%s.%s", group, name));
}

void
operation_state_cell(struct page *page, struct sheet *sheet, const struct operation *operation)
{
	static const char *const states[][2] = { { "planned", "neutral" }, { "ordered", "waiting" },
		{ "applied", "done" }, { "cancelled", "bad" } };
	const char *kind = "neutral";

	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (strcmp(states[i][0], operation->state) == 0)
			kind = states[i][1];
	sheet_state(sheet, page_text(page, arena_printf(page->ctx->arena, "states.%s", operation->state)), kind);
}

static const char *
agencies_of(const struct showing *s, const char *side)
{
	const char *text = NULL;

	for (size_t i = 0; i < s->plan.part_count; i++) {
		const struct operation_part *part = &s->plan.parts[i];

		if (strcmp(part->side, side) == 0)
			text = text == NULL ? arena_printf(s->c->arena, "%s (%s)", part->name, part->code)
					    : arena_printf(s->c->arena, "%s; %s (%s)", text, part->name, part->code);
	}
	return text;
}

static void
add_facts(struct showing *s)
{
	const struct operation *o = &s->operation;
	struct page *page = &s->page;
	struct arena *arena = s->c->arena;

	page_fact(page, page_text(page, "state"), word(s, "states", o->state));
	page_fact(page, page_text(page, "kind"), word(s, "kinds", o->kind));
	page_fact(page, page_text(page, "ends"), agencies_of(s, "ends"));
	if (o->new_name == NULL)
		page_fact(page, page_text(page, "succeeds"), agencies_of(s, "succeeds"));
	else
		page_fact(page, page_text(page, "new_name"), o->new_name);
	page_fact(page, page_text(page, "decision"),
	    arena_printf(arena, "%s (%s)", o->decision_no, date_text(arena, o->decision_date)));
	page_fact(page, page_text(page, "effective"), date_text(arena, o->effective));
}

static void
add_events(struct showing *s)
{
	const struct operation *o = &s->operation;
	struct page *page = &s->page;

	page_event(page, page_text(page, "planned_event"), o->created_at, o->created_by_name, NULL);
	if (o->ordered_at != TIME_NONE)
		page_event(page, page_text(page, "ordered_event"), o->ordered_at, o->ordered_by_name, NULL);
	if (o->applied_at != TIME_NONE)
		page_event(page, page_text(page, "applied_event"), o->applied_at, page_text(page, "by_system"), NULL);
}

/* What stands in its way, in plain words; how many. */
static size_t
add_problems(struct showing *s)
{
	struct operation_problem problems[OPERATION_PROBLEMS];
	struct page *page = &s->page;
	size_t count = operation_check(s->c->arena, &s->plan, problems);
	struct sheet *sheet = sheet_new(s->c->arena, page_text(page, "problems"));

	sheet_column(sheet, page_text(page, "problem"), false);
	for (size_t i = 0; i < count; i++)
		sheet_text(sheet,
		    agency_format(s->c, arena_printf(s->c->arena, "problem_words.%s", problems[i].message), "what",
			problems[i].argument != NULL ? problems[i].argument : ""),
		    NULL);
	if (count > 0)
		page_sheet(page, sheet, NULL, NULL);
	if (operation_changes_calendar(&s->plan))
		page_lead(page, page_text(page, "calendar_differs"));
	return count;
}

/* --- what moves ------------------------------------------------------------------------------------------------------ */

static const char *
destination(const struct showing *s, const struct movable *item)
{
	if (item->to_id != DB_NULL_INT)
		return item->to_name;
	if (item->open)
		return agency_text(s->c, "to_be_chosen");
	return strcmp(s->operation.kind, "dissolve") == 0 ? NULL : agency_text(s->c, "every_successor");
}

static enum err
add_list(struct showing *s, size_t which, const char *after, size_t most)
{
	const char *list = operation_lists[which];
	struct page *page = &s->page;
	struct arena *arena = s->c->arena;
	struct sheet *sheet = sheet_new(arena, word(s, "lists", list));
	struct movables items;
	enum err err = readers[which](s->c->db, s->operation.id, after, most, &items);

	if (err || items.count == 0)
		return err;
	sheet_column(sheet, page_text(page, "item_code"), false);
	sheet_column(sheet, page_text(page, strcmp(list, "dossier") == 0 ? "state" : "item_name"), false);
	sheet_column(sheet, page_text(page, "from"), false);
	sheet_column(sheet, page_text(page, "to"), false);
	for (size_t i = 0; i < items.count; i++) {
		const struct movable *item = &items.items[i];

		sheet_text(sheet, item->code, NULL);
		sheet_text(
		    sheet, strcmp(list, "dossier") == 0 ? word(s, "dossier_states", item->name) : item->name, NULL);
		sheet_text(sheet, item->from_name, NULL);
		sheet_text(sheet, destination(s, item), NULL);
	}
	page_sheet(page, sheet, word(s, "list_notes", list), NULL);
	if (items.more) {
		char *more =
		    url_query_add(arena, url(arena, OPERATIONS_PATH "/{}", s->operation.number), "danh-sach", list);

		page_link(page, agency_format(s->c, "more_of", "list", word(s, "lists", list)),
		    most == PAGE_LINES ? url_query_add(arena, more, "sau", items.items[items.count - 1].place) : more);
	}
	return OK;
}

static void
add_counts(struct showing *s)
{
	const struct movable_counts *n = &s->plan.counts;
	const struct {
		const char *label;
		int64_t all, open;
	} rows[] = {
		{ "procedure", n->procedures, n->procedures_open },
		{ "officer", n->officers, n->officers_open },
		{ "guest", n->guests, 0 },
		{ "agency", n->agencies, n->agencies_open },
		{ "dossier", n->dossiers, n->dossiers_open },
		{ "drafted", n->drafted, 0 },
	};
	struct page *page = &s->page;
	struct sheet *sheet = sheet_new(s->c->arena, page_text(page, "dry_run"));

	sheet_column(sheet, page_text(page, "what"), false);
	sheet_column(sheet, page_text(page, "how_many"), true);
	sheet_column(sheet, page_text(page, "without_choice"), true);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		sheet_text(sheet, word(s, "lists", rows[i].label), NULL);
		sheet_number(sheet, rows[i].all, NULL);
		sheet_number(sheet, rows[i].open, NULL);
	}
	page_sheet(page, sheet, page_text(page, "dry_run_note"), NULL);
}

static void
add_choices(struct showing *s)
{
	struct page *page = &s->page;
	struct sheet *sheet = sheet_new(s->c->arena, page_text(page, "choices"));

	sheet_column(sheet, page_text(page, "choice_kind"), false);
	sheet_column(sheet, page_text(page, "item"), false);
	sheet_column(sheet, page_text(page, "to"), false);
	for (size_t i = 0; i < s->choice_count; i++) {
		const struct operation_choice *choice = &s->choices[i];

		sheet_text(sheet, word(s, "lists", choice->kind), NULL);
		sheet_text(sheet,
		    strcmp(choice->item, CHOICE_OF_ALL) == 0 ? page_text(page, "all_others") : choice->item, NULL);
		sheet_text(sheet,
		    choice->successor_name != NULL ? choice->successor_name : page_text(page, "every_successor"), NULL);
	}
	if (s->choice_count > 0)
		page_sheet(page, sheet, NULL, NULL);
}

/* --- what may be done ------------------------------------------------------------------------------------------------ */

static struct view *
begin_form(
    struct showing *s, const char *part, const char *heading, const char *button, const char *confirm, bool secondary)
{
	struct page *page = &s->page;
	struct arena *arena = s->c->arena;
	struct view *fields = page_form(
	    page, &(struct page_form){ page_text(page, heading),
		      arena_printf(arena, "%s/%s", url(arena, OPERATIONS_PATH "/{}", s->operation.number), part),
		      page_text(page, button), confirm != NULL ? page_text(page, confirm) : NULL, -1, secondary });

	page_hidden(fields, "version", again_typed(s->c, "version", number_text(s, s->operation.version)));
	return fields;
}

static void
add_parts(struct showing *s, const struct page_select *select, const char *side)
{
	for (size_t i = 0; i < s->plan.part_count; i++)
		if (strcmp(s->plan.parts[i].side, side) == 0)
			page_option(select, s->plan.parts[i].code, s->plan.parts[i].name);
}

static void
add_choice_form(struct showing *s)
{
	struct page *page = &s->page;
	struct view *fields = begin_form(s, "phan-cong", "choose", "choose_button", NULL, true);
	struct page_select select =
	    page_select(page, fields, &(struct page_field){ .name = "agency", .label = "from" }, NULL);

	add_parts(s, &select, "ends");
	select = page_select(page, fields, &(struct page_field){ .name = "kind", .label = "choice_kind" }, NULL);
	page_options(page, &select, choice_kinds, "lists");
	page_input(page, fields, &(struct page_field){ "item", "item", "item_hint", true, NULL }, "20");
	select = page_select(
	    page, fields, &(struct page_field){ "successor", "to", "to_hint", true, NULL }, "every_successor");
	add_parts(s, &select, "succeeds");
}

static void
add_forms(struct showing *s, size_t problems)
{
	const bool planned = strcmp(s->operation.state, "planned") == 0;

	if (planned && part_count_of(s->plan.parts, s->plan.part_count, "succeeds") > 1)
		add_choice_form(s);
	if (planned && problems == 0)
		(void)begin_form(s, "thuc-hien", "order", "order_button", "order_confirm", false);
	if (planned || strcmp(s->operation.state, "ordered") == 0)
		(void)begin_form(s, "huy", "call_off", "call_off_button", "call_off_confirm", true);
}

static enum err
add_dry_run(struct showing *s, const char *list, const char *after)
{
	size_t problems;
	enum err err = operation_choices(s->c->db, s->operation.id, &s->choices, &s->choice_count);

	if (err)
		return err;
	problems = add_problems(s);
	add_choices(s);
	if (strcmp(s->operation.kind, operation_kinds[OPERATION_RENAME]) != 0) {
		add_counts(s);
		for (size_t i = 0; !err && operation_lists[i] != NULL; i++)
			if (list == NULL || strcmp(list, operation_lists[i]) == 0)
				err =
				    add_list(s, i, after != NULL ? after : "", list == NULL ? FIRST_LINES : PAGE_LINES);
	}
	add_forms(s, problems);
	return err;
}

/* What is left to the job of the other module. */
static enum err
add_outcome(struct showing *s)
{
	const struct movable_state *states;
	size_t count;
	enum err err = movable_states(s->c->db, s->operation.id, &states, &count);
	int64_t left = 0;

	for (size_t i = 0; !err && i < count; i++)
		left += states[i].dossiers;
	if (!err && s->operation.new_name == NULL)
		page_fact(&s->page, page_text(&s->page, "dossiers_left"), number_text(s, left));
	return err;
}

enum err
operation_show(struct ctx *c, const char *number, const char *list, const char *after)
{
	struct showing s = { .c = c };
	bool open;
	enum err err = operation_by_number(c->db, number, &s.operation);

	if (err)
		return err;
	s.page = agency_page(c, "operation", OPERATIONS_PATH);
	open = strcmp(s.operation.state, "planned") == 0 || strcmp(s.operation.state, "ordered") == 0;
	s.plan.operation = &s.operation;
	err = open ? operation_plan_read(c->db, &s.operation, &s.plan)
		   : operation_parts(c->db, s.operation.id, &s.plan.parts, &s.plan.part_count);
	if (err)
		return err;
	view_text(s.page.view, "title", agency_format(c, "operation_title", "number", s.operation.number));
	add_facts(&s);
	err = open ? add_dry_run(&s, list, after) : add_outcome(&s);
	add_events(&s);
	return err ? err : page_respond(&s.page);
}
