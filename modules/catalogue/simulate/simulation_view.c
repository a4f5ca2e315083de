/* Words and heads of a walk's pages. See simulation.h. */
#include <string.h>

#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "core/server/ctx.h"
#include "core/view/view.h"
#include "domain/time/clock_explain.h"
#include "govern/page.h"
#include "simulate/simulation.h"

static const struct {
	const char *slug, *label;
} tabs[] = { { "bieu-mau/1", "tab_form" }, { "phi", "tab_fee" }, { "cac-buoc", "tab_steps" },
	{ "ket-thuc", "tab_end" } };
enum { TABS = sizeof(tabs) / sizeof(tabs[0]) };

const char *
simulate_text(const struct ctx *c, const char *key)
{
	return ctx_text(c, arena_printf(c->arena, "catalogue_simulate.%s", key));
}

const char *
simulate_format(struct ctx *c, const char *key, const char *what)
{
	return message_format(c->arena, c->messages, c->language, arena_printf(c->arena, "catalogue_simulate.%s", key),
	    MESSAGE_ARGUMENTS({ "what", what }));
}

const char *
simulate_moment(struct ctx *c, int64_t at)
{
	const struct clock_line line = { "catalogue_simulate.moment", 1, { { "at", ARGUMENT_TIME, NULL, at } } };

	return at == TIME_NONE ? NULL : clock_line_text(c->arena, c->messages, c->language, &line);
}

const char *
simulate_minutes(struct ctx *c, int64_t minutes)
{
	const struct clock_line line = { "catalogue_simulate.minutes", 1,
		{ { "minutes", ARGUMENT_MINUTES, NULL, minutes } } };

	return clock_line_text(c->arena, c->messages, c->language, &line);
}

const char *
simulate_money(struct ctx *c, int64_t amount)
{
	return message_format(c->arena, c->messages, c->language, "catalogue_simulate.money",
	    MESSAGE_ARGUMENTS({ "amount", money_text(c->arena, amount) }));
}

const char *
simulate_payment(struct ctx *c, const struct simulation *s)
{
	const struct walk_trace *t = &s->trace;
	const char *amount = simulate_money(c, t->fee_due);

	if (t->fee_due == 0)
		return NULL;
	if (t->paid_at == TIME_NONE)
		return simulate_format(c, "unpaid", amount);
	return message_format(c->arena, c->messages, c->language, "catalogue_simulate.paid",
	    MESSAGE_ARGUMENTS({ "amount", amount },
		{ "method", simulate_text(c, arena_printf(c->arena, "paid_by.%s", t->paid_by)) },
		{ "at", simulate_moment(c, t->paid_at) }));
}

/* The text of the key, or the word itself where the catalogue has none. */
static const char *
known(struct ctx *c, const char *group, const char *word)
{
	const char *key = arena_printf(c->arena, "%s.%s", group, word), *text = ctx_text(c, key);

	return strcmp(text, key) == 0 ? word : text;
}

const char *
simulate_channel(struct ctx *c, const char *channel)
{
	return known(c, "catalogue_draw.script.channel", channel);
}

const char *
simulate_action(struct ctx *c, const char *action)
{
	return known(c, "catalogue_simulate.actions", *action != '\0' ? action : "done");
}

const char *
simulate_role(struct ctx *c, const struct process_step *step)
{
	if (step->kind == PROCESS_CONSULT)
		return simulate_format(c, "consulted", step->agency);
	return known(c, "role", step->role);
}

const char *
simulate_pick_text(struct ctx *c, const struct simulation_pick *pick)
{
	if (*pick->pick == '\0')
		return simulate_text(c, "pick_none");
	if (pick->state != NULL)
		return message_format(c->arena, c->messages, c->language, "catalogue_simulate.pick_draft",
		    MESSAGE_ARGUMENTS({ "code", pick->code },
			{ "state", simulate_text(c, arena_printf(c->arena, "draft_states.%s", pick->state)) }));
	return message_format(c->arena, c->messages, c->language, "catalogue_simulate.pick_version",
	    MESSAGE_ARGUMENTS(
		{ "code", pick->code }, { "number", arena_printf(c->arena, "%lld", (long long)pick->version_no) }));
}

/* "Nộp trực tuyến tại UBND phường ... lúc 09:10, thứ hai 23/11/2026" */
static const char *
filed_text(struct ctx *c, const struct simulation *s)
{
	return message_format(c->arena, c->messages, c->language, "catalogue_simulate.filed",
	    MESSAGE_ARGUMENTS({ "channel", simulate_channel(c, s->record.channel) }, { "agency", s->agency.name },
		{ "at", simulate_moment(c, s->given.filed_at) }));
}

static const char *
picks_text(struct ctx *c, const struct simulation *s)
{
	return message_format(c->arena, c->messages, c->language, "catalogue_simulate.picked",
	    MESSAGE_ARGUMENTS({ "form", simulate_pick_text(c, &s->picks[DEFINITION_FORM]) },
		{ "process", simulate_pick_text(c, &s->picks[DEFINITION_PROCESS]) },
		{ "rule", simulate_pick_text(c, &s->picks[DEFINITION_RULE]) }));
}

static const char *
fault_text(struct ctx *c, const struct simulation *s)
{
	if (s->fault.message == NULL)
		return NULL;
	return message_format(c->arena, c->messages, c->language, "catalogue_simulate.unreadable",
	    MESSAGE_ARGUMENTS({ "message", ctx_text(c, s->fault.message) }, { "place", s->fault.place }));
}

void
simulation_head(struct page *page, const struct simulation *s, const char *current)
{
	struct ctx *c = page->ctx;

	page->words = "catalogue_simulate";
	for (size_t i = 0; i < TABS; i++)
		page_tab(page, simulate_text(c, tabs[i].label), simulation_url(c, s, tabs[i].slug),
		    strcmp(tabs[i].slug, current) == 0);
	page_lead(page, filed_text(c, s));
	page_lead(page, picks_text(c, s));
	if (s->fault.message != NULL)
		page_lead(page, fault_text(c, s));
}

void
simulation_show(struct ctx *c, struct view *page, const struct simulation *s, const char *current)
{
	struct view *list = view_list(page, "tabs");

	for (size_t i = 0; i < TABS; i++) {
		struct view *tab = view_item(list);

		view_text(tab, "label", simulate_text(c, tabs[i].label));
		view_url(tab, "url", simulation_url(c, s, tabs[i].slug));
		view_bool(tab, "current", strcmp(tabs[i].slug, current) == 0);
	}
	view_text(page, "procedure", s->version.name);
	view_text(page, "filed", filed_text(c, s));
	view_text(page, "picked", picks_text(c, s));
	view_text(page, "fault", fault_text(c, s));
}

void
simulation_show_sample(struct view *page)
{
	static const char *const texts[] = { "procedure", "filed", "picked", "fault" };
	struct view *tab = view_item(view_list(page, "tabs"));

	view_text(tab, "label", "sample");
	view_url(tab, "url", SIMULATE_PATH);
	view_bool(tab, "current", true);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		view_text(page, texts[i], "sample");
}
