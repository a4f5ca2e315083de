/* Fee and end of a walk. See result_page.h. Must not know SQL. */
#include "simulate/result_page.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/definition/form/form_view.h"
#include "domain/definition/rule/rule_table.h"
#include "domain/directory/officer_guard.h"
#include "domain/time/calendar.h"
#include "domain/time/local_time.h"
#include "govern/page.h"
#include "govern/sheet.h"
#include "simulate/example_store.h"
#include "simulate/paper_page.h"
#include "simulate/simulation.h"
#include "version/case.h"

struct page_input {
	const char *walk, *name;
};
static const struct field page_fields[] = {
	FIELD(page_input, walk, FIELD_TOKEN, FROM_PATH, .required = true),
};
const struct input simulate_page_input = INPUT(page_input, page_fields);
static const struct field keep_fields[] = {
	FIELD(page_input, walk, FIELD_TOKEN, FROM_PATH, .required = true),
	FIELD(page_input, name, FIELD_TEXT, FROM_FORM, .required = true, .max = 200,
	    .label = "catalogue_simulate.example_name"),
};
const struct input simulate_keep_input = INPUT(page_input, keep_fields);

/* --- the fee ----------------------------------------------------------------------------------------------------------- */

static const struct feel_value *
bound(const struct feel_context *inputs, const char *name)
{
	for (size_t i = 0; i < inputs->count; i++)
		if (strcmp(inputs->bindings[i].name, name) == 0)
			return &inputs->bindings[i].value;
	return NULL;
}

/* A choice in the words that people read. */
static const char *
value_text(struct ctx *c, const struct form_field *field, const struct feel_value *value)
{
	const char *text;

	if (value == NULL || value->type == FEEL_NULL)
		return simulate_text(c, "no_answer");
	text = feel_to_text(c->arena, *value);
	for (size_t i = 0; field != NULL && i < field->option_count; i++)
		if (strcmp(field->options[i].value, text) == 0)
			return arena_printf(c->arena, "%s (%s)", field->options[i].label, text);
	return text;
}

/* What the rule read: the question's own words, and the answer. */
static void
inputs_sheet(struct page *page, const struct simulation *s)
{
	struct ctx *c = page->ctx;
	struct sheet *sheet = sheet_new(c->arena, simulate_text(c, "fee_inputs"));
	struct feel_names names;

	sheet_column(sheet, simulate_text(c, "input"), false);
	sheet_column(sheet, simulate_text(c, "value"), false);
	rule_inputs(s->definitions.rule, &names);
	for (size_t i = 0; i < names.count; i++) {
		const struct form_field *field =
		    s->definitions.form != NULL ? form_field_by_key(s->definitions.form, names.items[i].name) : NULL;
		const struct feel_value *value = bound(&s->trace.inputs, names.items[i].name);
		const char *label = strcmp(names.items[i].name, "channel") == 0 ? simulate_text(c, "channel")
				    : field != NULL                             ? field->label
										: names.items[i].name;

		sheet_text(sheet, label, NULL);
		sheet_text(sheet, value_text(c, field, value), NULL);
	}
	page_sheet(page, sheet, NULL, NULL);
}

static const struct rule_table *
fee_table(struct ctx *c, const struct rule *rule)
{
	const struct rule_table *tables;
	size_t count = rule_tables(c->arena, rule, &tables);

	for (size_t i = 0; i < count; i++)
		if (strcmp(tables[i].id, "fees") == 0)
			return &tables[i];
	return NULL;
}

static const char *
row_text(struct ctx *c, const struct rule_table *table, const struct rule_table_row *row)
{
	const char *text = "";

	for (size_t i = 0; i < table->input_count; i++)
		text = arena_printf(
		    c->arena, "%s%s%s: %s", text, i > 0 ? "; " : "", table->inputs[i].label, row->inputs[i]);
	return text;
}

/* The rows of the table that matched, as they are written there. */
static void
rows_sheet(struct page *page, const struct simulation *s)
{
	struct ctx *c = page->ctx;
	const struct rule_table *table = fee_table(c, s->definitions.rule);
	struct sheet *sheet = sheet_new(c->arena, simulate_text(c, "fee_rows"));

	sheet->empty = simulate_text(c, "fee_rows_none");
	sheet_column(sheet, simulate_text(c, "row"), false);
	sheet_column(sheet, simulate_text(c, "condition"), false);
	sheet_column(sheet, simulate_text(c, "note"), false);
	for (size_t i = 0; table != NULL && i < s->trace.fee_row_count; i++) {
		const size_t row = s->trace.fee_rows[i];

		if (row >= table->row_count)
			continue;
		sheet_text(sheet, arena_printf(c->arena, "%zu", row + 1), NULL);
		sheet_text(sheet, row_text(c, table, &table->rows[row]), NULL);
		sheet_text(sheet, table->rows[row].note, NULL);
	}
	page_sheet(page, sheet, NULL, NULL);
}

static void
lines_sheet(struct page *page, const struct simulation *s)
{
	static const char *const heads[] = { "fee_name", "fee_kind", "fee_price", "fee_quantity", "fee_amount",
		"fee_basis" };
	struct ctx *c = page->ctx;
	struct sheet *sheet = sheet_new(c->arena, simulate_text(c, "fee_lines"));

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, simulate_text(c, heads[i]), i >= 2 && i <= 4);
	for (size_t i = 0; i < s->trace.fees.count; i++) {
		const struct rule_fee *fee = &s->trace.fees.items[i];

		sheet_text(sheet, fee->name, NULL);
		sheet_text(sheet, simulate_text(c, fee->kind == RULE_FEE_PHI ? "phi" : "le_phi"), NULL);
		sheet_number(sheet, fee->price, NULL);
		sheet_number(sheet, fee->quantity, NULL);
		sheet_number(sheet, fee->amount, NULL);
		sheet_text(sheet, fee->basis, NULL);
	}
	page_sheet(page, sheet, NULL, NULL);
}

static const char *
fee_outcome(struct ctx *c, const struct simulation *s)
{
	if (s->definitions.rule == NULL)
		return simulate_text(c, "fee_no_rule");
	switch (s->trace.fee_state) {
	case WALK_FEE_BROKEN: return simulate_text(c, "fee_broken");
	case WALK_FEE_NONE: return simulate_text(c, "fee_none");
	default:
		return s->trace.fees.total == 0 ? simulate_text(c, "fee_exempt")
						: simulate_money(c, s->trace.fees.total);
	}
}

/* Who else must sign before the agency receives anything; at the counter they sign on paper. NULL: nobody. */
static const char *
signers(struct ctx *c, const struct simulation *s)
{
	const struct form *form = s->definitions.form;
	const struct form_co_signer *list;
	const char *names = "";
	size_t count;

	if (form == NULL || strcmp(s->given.channel, "online") != 0)
		return NULL;
	count = form_co_signers(
	    form_state_new(c->arena, form, &s->given.values, local_from_utc(s->given.filed_at).day), &list);
	for (size_t i = 0; i < count; i++)
		names = arena_printf(c->arena, "%s%s%s", names, i > 0 ? ", " : "",
		    list[i].name[0] != '\0' ? list[i].name : simulate_text(c, "no_answer"));
	return count > 0 ? simulate_format(c, "signers_wait", names) : NULL;
}

enum err
handle_simulate_fee(struct ctx *c, const void *input)
{
	const struct page_input *in = input;
	const char *others;
	struct simulation *s;
	struct page page;
	enum err err = simulation_open(c, in->walk, &s);

	if (err)
		return err;
	page = page_new(c, simulate_text(c, "fee_title"), SIMULATE_PATH, SIMULATE_PATH);
	simulation_head(&page, s, "phi");
	others = signers(c, s);
	if (others != NULL)
		page_fact(&page, simulate_text(c, "signers"), others);
	page_fact(&page, simulate_text(c, "fee_total"), fee_outcome(c, s));
	page_fact(&page, simulate_text(c, "fee_time"),
	    simulate_text(c, arena_printf(c->arena, "fee_times.%s", s->version.fee_time)));
	page_fact(&page, simulate_text(c, "fee_told"), *s->channel->fee_text != '\0' ? s->channel->fee_text : NULL);
	if (s->trace.problems.count > 0)
		page_lead(&page,
		    simulate_format(c, "form_unfinished", arena_printf(c->arena, "%zu", s->trace.problems.count)));
	if (s->trace.fee_state == WALK_FEE_LINES)
		lines_sheet(&page, s);
	if (s->definitions.rule != NULL) {
		rows_sheet(&page, s);
		inputs_sheet(&page, s);
	}
	page_action(&page, simulate_text(c, "to_steps"), simulation_url(c, s, "cac-buoc"), false);
	return page_respond(&page);
}

/* --- the end ----------------------------------------------------------------------------------------------------------- */

static void
answers_sheet(struct page *page, const struct simulation *s)
{
	struct ctx *c = page->ctx;
	const struct form_view_options options = { .today = office_day(s->given.filed_at), .language = c->language };
	struct sheet *sheet = sheet_new(c->arena, simulate_text(c, "answers"));
	const struct view *drawn = form_summary_view(c->arena, s->definitions.form, &s->given.values, &options);

	sheet_column(sheet, simulate_text(c, "input"), false);
	sheet_column(sheet, simulate_text(c, "value"), false);
	for (const struct view *part = view_first(view_find(drawn, "pages")); part != NULL; part = view_next(part))
		for (const struct view *answer = view_first(view_find(part, "answers")); answer != NULL;
		     answer = view_next(answer)) {
			const char *value = view_as_text(view_find(answer, "value"));

			sheet_text(sheet, view_as_text(view_find(answer, "label")), NULL);
			sheet_text(
			    sheet, value != NULL && *value != '\0' ? value : simulate_text(c, "no_answer"), NULL);
		}
	page_sheet(page, sheet, NULL, NULL);
}

static const char *
end_text(struct ctx *c, const struct simulation *s)
{
	if (s->trace.end == WALK_STUCK)
		return message_format(c->arena, c->messages, c->language, "catalogue_simulate.stuck_at",
		    MESSAGE_ARGUMENTS({ "why", ctx_text(c, s->trace.stuck) }, { "where", s->trace.stuck_at }));
	return simulate_text(c, arena_printf(c->arena, "ends.%s", walk_end_name(s->trace.end)));
}

static void
papers_links(struct page *page, const struct simulation *s)
{
	struct ctx *c = page->ctx;

	for (size_t i = 0; i < simulate_paper_count; i++)
		if (simulate_paper_is_due(s, i))
			page_action(page, simulate_text(c, arena_printf(c->arena, "papers.%s", simulate_papers[i])),
			    simulation_url(c, s, arena_printf(c->arena, "in/%s", simulate_papers[i])), true);
}

enum err
handle_simulate_end(struct ctx *c, const void *input)
{
	const struct page_input *in = input;
	struct simulation *s;
	struct page page;
	struct view *fields;
	enum err err = simulation_open(c, in->walk, &s);

	if (err)
		return err;
	page = page_new(c, simulate_text(c, "end_title"), SIMULATE_PATH, SIMULATE_PATH);
	simulation_head(&page, s, "ket-thuc");
	page_fact(&page, simulate_text(c, "outcome"), end_text(c, s));
	page_fact(&page, simulate_text(c, "fee_total"), fee_outcome(c, s));
	page_fact(&page, simulate_text(c, "payment"), simulate_payment(c, s));
	page_fact(&page, simulate_text(c, "accepted"), simulate_moment(c, s->trace.accepted_at));
	page_fact(&page, simulate_text(c, "decided"), simulate_moment(c, s->trace.decided_at));
	page_fact(&page, simulate_text(c, "due"), simulate_moment(c, s->trace.clock.due));
	papers_links(&page, s);
	if (s->definitions.form != NULL)
		answers_sheet(&page, s);
	if (officer_drafts(ctx_officer(c), &s->item)) {
		fields = page_form(&page, &(struct page_form){ simulate_text(c, "keep"), simulation_url(c, s, "giu"),
					      simulate_text(c, "keep_button"), NULL, -1, false });
		page_input(
		    &page, fields, &(struct page_field){ "name", "example_name", "keep_hint", false, NULL }, NULL);
	}
	(void)page_form(&page, &(struct page_form){ simulate_text(c, "drop"), simulation_url(c, s, "bo"),
				   simulate_text(c, "drop_button"), simulate_text(c, "drop_confirm"), -1, true });
	return c->errors != NULL ? respond_page_status(c, 422, "catalogue/govern", page.view) : page_respond(&page);
}

struct keeping {
	struct example example;
	int64_t officer_id, now;
};

static enum err
keep_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct keeping *k = arg;
	int64_t id;
	enum err err = example_add(db, &k->example, k->officer_id, k->now, "", &id);

	if (!err)
		(void)snprintf(location, IDEMPOTENCY_LOCATION, EXAMPLES_PATH "/%lld", (long long)id);
	return err;
}

enum err
handle_simulate_keep(struct ctx *c, const void *input)
{
	const struct page_input *in = input;
	struct walk_outcome_record outcome;
	struct keeping keeping = { .officer_id = ctx_officer(c)->id };
	struct simulation *s;
	enum err err = ctx_now(c, &keeping.now);

	if (err || (err = simulation_open(c, in->walk, &s)))
		return err;
	if (!officer_drafts(ctx_officer(c), &s->item))
		return ERR_NOT_FOUND;
	walk_calendars_keep(c->arena, &s->given, &s->record);
	outcome = walk_outcome_of(c->arena, &s->given, &s->trace);
	keeping.example = (struct example){ .code = s->item.code,
		.name = in->name,
		.given = walk_given_write(c->arena, &s->record),
		.expected = walk_outcome_write(c->arena, &outcome) };
	return idempotency_run(c, "catalogue.example", keep_once, &keeping);
}
