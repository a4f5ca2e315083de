/* Accepting, asking, refusing: the counter's decisions. See intake.h. */
#include "dossier/intake.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/input/field.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "domain/dossier/door_store.h"
#include "domain/dossier/dossier.h"
#include "domain/dossier/dossier_store.h"
#include "domain/dossier/number_store.h"
#include "facts.h"
#include "dossier/intake_form.h"
#include "office.h"

#define ON_DOSSIER                                                                                                     \
	FIELD(intake_input, number, FIELD_CODE, FROM_PATH, .required = true),                                          \
	    FIELD(intake_input, queue, FIELD_CODE, FROM_QUERY, .max = 16)
#define ACTING FIELD(intake_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX)

static const struct field page_fields[] = { ON_DOSSIER };
const struct input intake_page_input = INPUT(intake_input, page_fields);

static const struct field receive_fields[] = { ON_DOSSIER, ACTING,
	FIELD(intake_input, note, FIELD_LINES, FROM_FORM, .max = 2000, .label = "workflow.note") };
const struct input receive_input = INPUT(intake_input, receive_fields);

static const struct field refuse_fields[] = { ON_DOSSIER, ACTING,
	FIELD(intake_input, reason, FIELD_LINES, FROM_FORM, .required = true, .min = 10, .max = 2000,
	    .label = "workflow.reason_label") };
const struct input refuse_intake_input = INPUT(intake_input, refuse_fields);

static const struct field ask_fields[] = { ON_DOSSIER, ACTING,
	FIELD(intake_input, items, FIELD_LINES, FROM_FORM, .required = true, .min = 5, .max = 4000,
	    .label = "workflow.supplement_items_label"),
	FIELD(intake_input, reason, FIELD_LINES, FROM_FORM, .required = true, .min = 5, .max = 2000,
	    .label = "workflow.reason_label") };
const struct input ask_intake_input = INPUT(intake_input, ask_fields);

static const struct field hand_over_fields[] = { ON_DOSSIER, ACTING,
	FIELD(intake_input, to, FIELD_TEXT, FROM_FORM, .required = true, .max = 255, .label = "workflow.hand_over_to"),
	FIELD(intake_input, note, FIELD_LINES, FROM_FORM, .max = 2000, .label = "workflow.note") };
const struct input hand_over_input = INPUT(intake_input, hand_over_fields);

/* One decision on its way through the door. */
struct decision {
	struct ctx *c;
	const struct intake_input *in;
	struct dossier dossier;
	enum dossier_event_kind kind;
	/* Writes the facts, in every run of the transaction afresh. */
	void (*tell)(const struct decision *decision, struct view *facts);
};

static void
set_location(const struct decision *d, const struct dossier *after, char location[IDEMPOTENCY_LOCATION])
{
	const char *to = office_dossier_url(d->c, after, d->in->queue);

	(void)snprintf(
	    location, IDEMPOTENCY_LOCATION, "%s", url_query_add(d->c->arena, to, "done", dossier_event_name(d->kind)));
}

/* Forms 02 and 03 go out with a number of their own. */
static enum err
number_form(struct db *db, const struct decision *d, struct view *facts)
{
	const char *number;
	enum err err;

	if (d->kind != DOSSIER_ASK_INTAKE_SUPPLEMENT && d->kind != DOSSIER_REFUSE_INTAKE)
		return OK;
	if (!(err = office_form_number(db, d->c, d->kind, d->dossier.agency_receiving_id, &number)))
		view_text(facts, "number", number);
	return err;
}

static enum err
decide_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct decision *d = arg;
	struct dossier dossier = d->dossier; /* a rerun starts from what was read */
	struct dossier_act act = { .kind = d->kind, .who = office_who(d->c, ACTOR_INTAKE), .at = d->c->now };
	struct view *facts = view_object(d->c->arena);
	enum err err = number_form(db, d, facts);

	if (err)
		return err;
	d->tell(d, facts);
	act.facts = facts_write(d->c->arena, facts);
	if (!(err = dossier_apply(db, d->c->arena, &dossier, d->in->version, &act)))
		set_location(d, &dossier, location);
	return err;
}

static enum err
receive_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct decision *d = arg;
	struct dossier dossier = d->dossier;
	enum err err = intake_receive(db, d->c, &dossier, d->in->version, d->in->note);

	if (!err)
		set_location(d, &dossier, location);
	return err;
}

enum err
intake_receive(struct db *db, struct ctx *c, struct dossier *dossier, int64_t version, const char *note)
{
	int year = civil_from_days(local_from_utc(c->now).day).year;
	struct view *facts = view_object(c->arena);
	struct dossier_act act = { .kind = DOSSIER_RECEIVE, .who = office_who(c, ACTOR_INTAKE), .at = c->now };
	int64_t number;
	enum err err = counter_next(
	    db, arena_printf(c->arena, "book:%" PRId64 ":%d", dossier->agency_receiving_id, year), &number);

	if (err)
		return err;
	view_int(facts, "book", year);
	view_int(facts, "book_number", number);
	if (note != NULL)
		view_text(facts, "note", note);
	act.facts = facts_write(c->arena, facts);
	return dossier_apply(db, c->arena, dossier, version, &act);
}

enum err
handle_receive(struct ctx *c, const void *input)
{
	struct decision d = { .c = c, .in = input, .kind = DOSSIER_RECEIVE };
	enum err err = office_dossier_at_counter(c, d.in->number, &d.dossier);

	return err ? err : idempotency_run(c, "workflow.receive", receive_once, &d);
}

/* NĐ 61/2018/NĐ-CP, Đ17(2)(a): one notice before acceptance; the door refuses a second, the form is not even shown. */
static enum err
check_not_asked(struct ctx *c, const struct dossier *dossier)
{
	struct dossier_event asked;
	enum err err = dossier_event_last(c->db, dossier->id, DOSSIER_ASK_INTAKE_SUPPLEMENT, &asked);

	if (err == OK)
		return refuse(c, ERR_CONFLICT, "dossier.notice_once", NULL);
	return err == ERR_NOT_FOUND ? OK : err;
}

/* Shows a decision's form, if this officer may decide it in this state. */
static enum err
show_form(struct ctx *c, const struct intake_input *in, enum dossier_event_kind kind)
{
	struct dossier dossier;
	enum dossier_state to;
	enum err err = office_dossier_at_counter(c, in->number, &dossier);

	if (err)
		return err;
	if (dossier_next_by(dossier.state, kind, ACTOR_INTAKE, &to) != OK)
		return refuse(c, ERR_CONFLICT, "dossier.not_now", NULL);
	if (kind == DOSSIER_ASK_INTAKE_SUPPLEMENT && (err = check_not_asked(c, &dossier)))
		return err;
	return respond_page(c, "workflow/intake_form", intake_form_view(c, &dossier, kind, in->queue));
}

static enum err
decide(struct ctx *c, const struct intake_input *in, enum dossier_event_kind kind,
    void (*tell)(const struct decision *, struct view *))
{
	struct decision d = { .c = c, .in = in, .kind = kind, .tell = tell };
	enum err err = office_dossier_at_counter(c, in->number, &d.dossier);

	return err ? err
		   : idempotency_run(
			 c, arena_printf(c->arena, "workflow.%s", dossier_event_name(kind)), decide_once, &d);
}

enum err
handle_refuse_page(struct ctx *c, const void *input)
{
	return show_form(c, input, DOSSIER_REFUSE_INTAKE);
}

static void
tell_refusal(const struct decision *d, struct view *facts)
{
	view_text(facts, "reason", d->in->reason);
}

enum err
handle_refuse(struct ctx *c, const void *input)
{
	return decide(c, input, DOSSIER_REFUSE_INTAKE, tell_refusal);
}

enum err
handle_ask_page(struct ctx *c, const void *input)
{
	return show_form(c, input, DOSSIER_ASK_INTAKE_SUPPLEMENT);
}

/* Each line that says something is one item of the request. */
static void
add_items(struct ctx *c, struct view *list, const char *lines)
{
	while (*lines != '\0') {
		size_t size = strcspn(lines, "\n");
		const char *item = arena_strndup(c->arena, lines, size);

		item += strspn(item, " \t-");
		if (item[0] != '\0')
			view_item_text(list, item);
		lines += size + (lines[size] == '\n');
	}
}

static void
tell_request(const struct decision *d, struct view *facts)
{
	add_items(d->c, view_list(facts, "items"), d->in->items);
	view_text(facts, "reason", d->in->reason);
	view_text(facts, "contact", ctx_officer(d->c)->name);
}

enum err
handle_ask(struct ctx *c, const void *input)
{
	const struct intake_input *in = input;

	/* Dashes alone ask for nothing. */
	if (in->items[strspn(in->items, " \t\n-")] == '\0')
		return again_refuse(c, "items", "workflow.items_needed");
	return decide(c, in, DOSSIER_ASK_INTAKE_SUPPLEMENT, tell_request);
}

enum err
handle_take_page(struct ctx *c, const void *input)
{
	return show_form(c, input, DOSSIER_SUPPLEMENT_ANSWERED);
}

static void
tell_note(const struct decision *d, struct view *facts)
{
	if (d->in->note != NULL)
		view_text(facts, "note", d->in->note);
}

enum err
handle_take(struct ctx *c, const void *input)
{
	return decide(c, input, DOSSIER_SUPPLEMENT_ANSWERED, tell_note);
}

enum err
handle_hand_over_page(struct ctx *c, const void *input)
{
	return show_form(c, input, DOSSIER_FORWARD_STEP);
}

static void
tell_hand_over(const struct decision *d, struct view *facts)
{
	view_text(facts, "from", ctx_officer(d->c)->name);
	view_text(facts, "to", d->in->to);
	view_bool(facts, "papers", true);
	tell_note(d, facts);
}

enum err
handle_hand_over(struct ctx *c, const void *input)
{
	return decide(c, input, DOSSIER_FORWARD_STEP, tell_hand_over);
}
