/* The steps of a walk as a view. See step_view.h. */
#include "simulate/step_view.h"

#include <string.h>

#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "domain/definition/process/process_clock.h"
#include "domain/time/calendar.h"
#include "domain/time/clock_explain.h"
#include "govern/sheet.h"
#include "simulate/simulation.h"

/* PAY_FIELD: apart from the numbers of steps and timers. */
enum { DAYS_OFF_MAX = 10, PAY_FIELD = 1000 };

/* --- why a step is due then -------------------------------------------------------------------------------------------- */

/* "24/11/2026 (Ngày Văn hóa Việt Nam)": what was entered between two days, days off and make-up days. */
static const char *
special_days(struct ctx *c, const struct calendar *calendar, int32_t from, int32_t to)
{
	const char *text = NULL;
	int told = 0;

	for (int32_t day = from; day <= to && told < DAYS_OFF_MAX; day++) {
		const struct calendar_exception *exception = calendar_exception_on(calendar, day);

		if (exception == NULL)
			continue;
		text = arena_printf(c->arena, "%s%s%s (%s)", text != NULL ? text : "", text != NULL ? ", " : "",
		    date_text(c->arena, day),
		    exception->reason != NULL ? exception->reason : simulate_text(c, "special_day"));
		told++;
	}
	return text;
}

/* "0,5 ngày"; of a term that no document prints its days and hours. */
static const char *
term_text(struct ctx *c, const struct process_term *term)
{
	if (term->minutes <= 0)
		return NULL;
	return *term->text != '\0' ? term->text : simulate_minutes(c, term->minutes);
}

static const char *
due_explained(struct ctx *c, const struct simulation *s, const struct walk_visit *visit)
{
	const struct process_term *term = process_step_term(visit->step);
	const char *special, *text;

	if (visit->due_at == TIME_NONE)
		return simulate_text(c, "no_term");
	special = special_days(c, walk_calendar_of(&s->given, visit->step), local_from_utc(visit->counted_from).day,
	    local_from_utc(visit->due_at).day);
	text = message_format(c->arena, c->messages, c->language,
	    term->calendar    ? "catalogue_simulate.due_calendar"
	    : special != NULL ? "catalogue_simulate.due_special"
			      : "catalogue_simulate.due_plain",
	    MESSAGE_ARGUMENTS({ "term", term_text(c, term) }, { "from", simulate_moment(c, visit->counted_from) },
		{ "special", special != NULL ? special : "" }));
	if (visit->stood_still)
		return arena_printf(c->arena, "%s %s", text, simulate_text(c, "due_stood_still"));
	if (visit->counted_from != visit->opened_at)
		return arena_printf(c->arena, "%s %s", text, simulate_text(c, "due_begun_anew"));
	return text;
}

/* --- what is open ------------------------------------------------------------------------------------------------------ */

/* Whose step it is, by name. */
static const char *
unit_of(const struct simulation *s, const struct process_step *step)
{
	const struct walk_place *place = walk_place_of(&s->given, step);

	if (place != NULL)
		return place->name;
	return step->kind == PROCESS_CONSULT && *step->agency != '\0' ? step->agency : s->agency.name;
}

/* Hidden members and the moment of one act's form. */
static void
act_form(struct ctx *c, struct view *form, const struct simulation *s, const char *kind, const char *element,
    int64_t suggested, size_t number)
{
	const char *typed = again_typed(c, "element", NULL);
	const bool is_typed = typed != NULL && strcmp(typed, element) == 0;
	const char *suggestion = moment_text(c->arena, suggested);
	struct view *field = view_child(form, "at");

	view_url(form, "action", simulation_url(c, s, "cac-buoc"));
	view_int(form, "version", s->row.version);
	view_text(form, "once", idempotency_key(c));
	view_text(form, "kind", kind);
	view_text(form, "element", element);
	part_field(field, "at", simulate_text(c, "act_at"), simulate_text(c, "act_at_hint"),
	    is_typed ? again_error(c, "at") : NULL, false);
	view_text(field, "id",
	    is_typed || (typed == NULL && number == 0) ? "at" : arena_printf(c->arena, "at-%zu", number + 1));
	view_text(field, "value", is_typed ? again_typed(c, "at", suggestion) : suggestion);
	view_text(field, "type", "text");
	view_text(field, "width", "20");
	view_text(field, "autocomplete", "off");
	view_text(field, "inputmode", NULL);
}

static void
show_choices(struct ctx *c, struct view *form, const struct simulation *s, const struct process_step *step)
{
	const bool may_refuse_only = s->trace.unpaid && !s->trace.accepted;
	static const char *const plain[] = { "" };
	const char *const *actions = step->action_count > 0 ? step->actions : plain;
	const size_t count = step->action_count > 0 ? step->action_count : 1;
	struct view *choices = view_list(form, "choices");

	for (size_t i = 0; i < count; i++) {
		struct view *choice;

		if (may_refuse_only && strcmp(actions[i], "refuse") != 0)
			continue;
		choice = view_item(choices);
		view_text(choice, "value", actions[i]);
		view_text(choice, "label", simulate_action(c, actions[i]));
		view_bool(choice, "secondary", i > 0);
	}
}

static void
show_open(struct ctx *c, struct view *list, const struct simulation *s, const struct walk_visit *visit)
{
	struct view *item = view_item(list);
	const size_t number = view_count(list) - 1;

	view_text(item, "name", visit->step->name);
	view_text(item, "role", simulate_role(c, visit->step));
	view_text(item, "unit", unit_of(s, visit->step));
	view_text(item, "term", term_text(c, process_step_term(visit->step)));
	view_text(item, "opened", simulate_moment(c, visit->opened_at));
	view_text(item, "due", simulate_moment(c, visit->due_at));
	view_text(item, "explained", due_explained(c, s, visit));
	act_form(c, item, s, walk_act_name(WALK_STEP), visit->step->id, walk_suggested_at(&s->trace, visit), number);
	show_choices(c, item, s, visit->step);
}

static void
show_timer(struct ctx *c, struct view *list, const struct simulation *s, const struct walk_timer *timer, size_t number)
{
	struct view *item = view_item(list);
	const int64_t at = timer->at > s->trace.last_at ? timer->at : s->trace.last_at;

	view_text(item, "name", timer->step->name);
	view_text(item, "text",
	    message_format(c->arena, c->messages, c->language,
		timer->timer->interrupting ? "catalogue_simulate.timer_ends" : "catalogue_simulate.timer_beside",
		MESSAGE_ARGUMENTS({ "term", timer->timer->after.text }, { "at", simulate_moment(c, at) })));
	act_form(c, item, s, walk_act_name(WALK_TIMER), timer->timer->id, at, number);
}

static void
show_waiting(struct ctx *c, struct view *page, const struct simulation *s)
{
	struct view *waiting;

	if (!s->trace.waiting || s->trace.end != WALK_OPEN) {
		view_text(page, "waiting", NULL);
		return;
	}
	waiting = view_child(page, "waiting");
	view_text(waiting, "note",
	    (s->trace.policy.pause_reasons & REASON_BIT(REASON_SUPPLEMENT)) != 0 ? simulate_text(c, "terms_stand_still")
										 : NULL);
	view_text(waiting, "limit", simulate_moment(c, s->trace.clock.wait_limit));
	act_form(c, waiting, s, walk_act_name(WALK_ANSWER), "", s->trace.last_at + DATE_DAY, 0);
}

/* What is due now, and how it may be paid: as citizens choose, and the cashier. */
static void
show_payment(struct ctx *c, struct view *page, const struct simulation *s)
{
	struct view *pay, *choices;

	if (!s->trace.unpaid || s->trace.end != WALK_OPEN) {
		view_text(page, "pay", NULL);
		return;
	}
	pay = view_child(page, "pay");
	view_text(pay, "text", simulate_payment(c, s));
	act_form(c, pay, s, walk_act_name(WALK_PAY), "", s->trace.last_at, PAY_FIELD);
	choices = view_list(pay, "choices");
	for (size_t i = 0; walk_pay_methods[i] != NULL; i++) {
		struct view *choice = view_item(choices);

		view_text(choice, "value", walk_pay_methods[i]);
		view_text(choice, "label", simulate_text(c, arena_printf(c->arena, "pay_by.%s", walk_pay_methods[i])));
		view_bool(choice, "secondary", i > 0);
	}
}

/* --- what was done, and what the clock says ----------------------------------------------------------------------------- */

static void
show_done(struct ctx *c, struct view *page, const struct simulation *s)
{
	static const char *const heads[] = { "step", "role", "opened", "step_due", "closed", "action" };
	struct sheet *sheet = sheet_new(c->arena, simulate_text(c, "steps_done"));
	struct view *item = view_child(page, "done");

	sheet->empty = simulate_text(c, "steps_none");
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, simulate_text(c, heads[i]), false);
	for (size_t i = 0; i < s->trace.visit_count; i++) {
		const struct walk_visit *visit = &s->trace.visits[i];

		sheet_text(sheet, visit->step->name, NULL);
		sheet_text(sheet, simulate_role(c, visit->step), NULL);
		sheet_text(sheet, simulate_moment(c, visit->opened_at), NULL);
		sheet_text(sheet, simulate_moment(c, visit->due_at), NULL);
		sheet_text(sheet, simulate_moment(c, visit->closed_at), NULL);
		if (visit->closed_at == TIME_NONE)
			sheet_state(sheet, simulate_text(c, "is_open"), "active");
		else
			sheet_state(sheet,
			    visit->late ? simulate_format(c, "done_late", simulate_action(c, visit->action))
					: simulate_action(c, visit->action),
			    visit->late ? "bad" : "done");
	}
	sheet_show(sheet, item);
	view_text(item, "note", NULL);
	view_url(item, "csv_url", NULL);
}

/* "3 ngày; theo quy định 3 ngày" and whether it fits. */
static const char *
terms_text(struct ctx *c, const struct simulation *s)
{
	const struct walk_trace *t = &s->trace;

	if (s->definitions.process == NULL)
		return simulate_text(c, "no_process");
	if (t->term_fault != NULL && t->path_minutes == 0)
		return ctx_text(c, t->term_fault);
	if (t->legal_minutes == 0)
		return simulate_format(c, "terms_alone", simulate_minutes(c, t->path_minutes));
	return message_format(c->arena, c->messages, c->language,
	    t->path_minutes > t->legal_minutes ? "catalogue_simulate.terms_exceed" : "catalogue_simulate.terms_fit",
	    MESSAGE_ARGUMENTS(
		{ "steps", simulate_minutes(c, t->path_minutes) }, { "legal", simulate_minutes(c, t->legal_minutes) }));
}

static const char *
judged_text(struct ctx *c, const struct walk_trace *t)
{
	if (t->decided_at == TIME_NONE || t->clock.due == TIME_NONE)
		return NULL;
	return simulate_text(
	    c, arena_printf(c->arena, "judged.%s", clock_judgement_name(clock_judge(t->clock.due, t->decided_at))));
}

static void
show_facts(struct ctx *c, struct view *page, const struct simulation *s)
{
	const struct walk_trace *t = &s->trace;
	struct view *rows = view_list(page, "rows");
	const char *end = t->end == WALK_STUCK
			      ? message_format(c->arena, c->messages, c->language, "catalogue_simulate.stuck_at",
				    MESSAGE_ARGUMENTS({ "why", ctx_text(c, t->stuck) }, { "where", t->stuck_at }))
			      : simulate_text(c, arena_printf(c->arena, "ends.%s", walk_end_name(t->end)));

	part_row(rows, simulate_text(c, "outcome"), end, NULL);
	if (simulate_payment(c, s) != NULL)
		part_row(rows, simulate_text(c, "payment"), simulate_payment(c, s), NULL);
	part_row(rows, simulate_text(c, "accepted"), simulate_moment(c, t->accepted_at), NULL);
	part_row(
	    rows, simulate_text(c, "legal_term"), *s->channel->term_text != '\0' ? s->channel->term_text : NULL, NULL);
	part_row(rows, simulate_text(c, "due"), simulate_moment(c, t->clock.due), NULL);
	part_row(rows, simulate_text(c, "decided"), simulate_moment(c, t->decided_at), NULL);
	if (judged_text(c, t) != NULL)
		part_row(rows, simulate_text(c, "judgement"), judged_text(c, t), NULL);
	part_row(rows, simulate_text(c, "terms"), terms_text(c, s), NULL);
}

static void
show_explanation(struct ctx *c, struct view *page, const struct simulation *s)
{
	struct clock_explanation explanation = { NULL, 0 };
	struct view *list = view_list(page, "explained");

	view_bool(page, "has_explanation", false);
	if (!s->trace.accepted)
		return;
	/* An impossible ledger is told in the last line. */
	if (clock_explain(c->arena, &s->trace.policy, walk_legal_calendar(&s->given), s->trace.events,
		s->trace.event_count, &explanation) != OK &&
	    explanation.count == 0)
		return;
	view_bool(page, "has_explanation", explanation.count > 0);
	for (size_t i = 0; i < explanation.count; i++)
		view_item_text(list, clock_line_text(c->arena, c->messages, c->language, &explanation.lines[i]));
}

static void
show_remarks(struct ctx *c, struct view *page, const struct simulation *s)
{
	struct view *list = view_list(page, "remarks");

	if (s->trace.problems.count > 0)
		view_item_text(list,
		    simulate_format(c, "form_unfinished", arena_printf(c->arena, "%zu", s->trace.problems.count)));
	for (size_t i = 0; i < s->trace.remarks.count; i++)
		if (s->trace.remarks.items[i].stops)
			view_item_text(
			    list, simulate_format(c, "ineligible",
				      s->trace.remarks.items[i].text != NULL ? s->trace.remarks.items[i].text
									     : s->trace.remarks.items[i].field->label));
}

void
simulate_steps_show(struct ctx *c, struct view *page, const struct simulation *s)
{
	const bool goes_on = s->trace.end == WALK_OPEN;
	struct view *open = view_list(page, "open"), *timers = view_list(page, "timers"), *undo;

	for (size_t i = 0; i < s->trace.visit_count && goes_on && !s->trace.waiting; i++)
		if (s->trace.visits[i].closed_at == TIME_NONE)
			show_open(c, open, s, &s->trace.visits[i]);
	for (size_t i = 0; i < s->trace.timer_count && goes_on; i++)
		show_timer(c, timers, s, &s->trace.timers[i], view_count(open) + i + 1);
	view_bool(page, "has_open", view_count(open) > 0);
	view_bool(page, "is_parallel", view_count(open) > 1);
	view_bool(page, "has_timers", view_count(timers) > 0);
	show_waiting(c, page, s);
	show_payment(c, page, s);
	show_remarks(c, page, s);
	show_facts(c, page, s);
	show_done(c, page, s);
	show_explanation(c, page, s);
	view_url(page, "end_url", goes_on ? NULL : simulation_url(c, s, "ket-thuc"));
	if (s->record.acts.count == 0) {
		view_text(page, "undo", NULL);
		return;
	}
	undo = view_child(page, "undo");
	view_url(undo, "action", simulation_url(c, s, "lui"));
	view_int(undo, "version", s->row.version);
	view_text(undo, "once", idempotency_key(c));
}
