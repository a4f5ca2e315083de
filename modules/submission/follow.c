/* Where a dossier stands. See follow.h. */
#include "follow.h"

#include <string.h>

#include <jansson.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/system/config.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/time/clock_explain.h"

#include "show.h"

enum { ASKED_ITEMS_MOST = 100 };

static const char *
member(struct arena *arena, const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text != NULL && text[0] != '\0' ? arena_strdup(arena, text) : NULL;
}

void
asked_read(struct arena *arena, const char *facts, struct asked *ret_asked)
{
	json_t *root = facts != NULL ? json_loads(facts, 0, NULL) : NULL;
	const json_t *items = json_object_get(root, "items");
	size_t count = json_array_size(items) < ASKED_ITEMS_MOST ? json_array_size(items) : ASKED_ITEMS_MOST;
	const char **texts = arena_array(arena, count + 1, sizeof(*texts));

	*ret_asked = (struct asked){ .items = texts };
	for (size_t i = 0; i < count; i++) {
		const char *text = json_string_value(json_array_get(items, i));

		if (text != NULL)
			texts[ret_asked->count++] = arena_strdup(arena, text);
	}
	ret_asked->reason = member(arena, root, "reason");
	ret_asked->contact = member(arena, root, "contact");
	json_decref(root);
}

bool
follow_waits_for_supplement(const struct dossier *dossier)
{
	return dossier->state == DOSSIER_INTAKE_SUPPLEMENT || dossier->state == DOSSIER_SUPPLEMENT_DUE;
}

enum err
follow_load(struct ctx *c, struct follow *f)
{
	enum err err = dossier_face(c->db, f->dossier.id, &f->face);

	f->clock = f->dossier.received_at != TIME_NONE;
	return err || !f->clock ? err : dossier_due(c->db, c->arena, &f->dossier, &f->due);
}

static void
show_reasons(struct ctx *c, struct view *page, const struct follow *f)
{
	struct view *reasons = view_list(page, "reasons");
	struct clock_explanation explanation = { 0 };

	/* An explanation that ends in an error says so in its last line. */
	if (f->clock && clock_explain(c->arena, &f->due.policy, f->due.calendar, f->due.events, f->due.event_count,
			    &explanation) != OK)
		failure_clear(&c->failure);
	for (size_t i = 0; i < explanation.count; i++)
		view_item_text(reasons, clock_line_text(c->arena, c->messages, c->language, &explanation.lines[i]));
	view_bool(page, "has_reasons", explanation.count > 0);
}

static void
show_asked(struct ctx *c, struct view *page, const struct follow *f)
{
	struct view *out, *items;
	struct asked asked;

	if (!follow_waits_for_supplement(&f->dossier)) {
		view_text(page, "asked", NULL);
		return;
	}
	asked_read(c->arena, f->face.asked_facts, &asked);
	out = view_child(page, "asked");
	view_text(out, "reason", asked.reason);
	view_text(out, "contact", asked.contact);
	view_text(out, "until", words_moment(c, f->dossier.wait_until));
	items = view_list(out, "items");
	for (size_t i = 0; i < asked.count; i++)
		view_item_text(items, asked.items[i]);
}

/* The day, and the hour where the term is counted in hours; what is decided has no due date any more. */
static const char *
due_words(struct ctx *c, const struct dossier *d)
{
	return d->due_at == TIME_NONE || dossier_state_is_end(d->state) ? NULL : words_moment(c, d->due_at);
}

void
follow_show(struct ctx *c, struct view *page, const struct follow *f)
{
	const struct dossier *d = &f->dossier;
	const char *key = arena_printf(c->arena, "submission.status_%s", dossier_state_name(d->state));
	bool before = d->received_at == TIME_NONE;

	show_state(c, page, d->state);
	view_text(page, "status_text",
	    words_with(c, key, MESSAGE_ARGUMENTS({ "agency", before ? f->face.receiving : f->face.solving })));
	view_text(page, "received", words_moment(c, d->received_at));
	view_text(page, "due", due_words(c, d));
	view_int(page, "percent", state_percent(d->state));
	show_way(c, page, d);
	show_reasons(c, page, f);
	show_asked(c, page, f);
}

void
follow_show_left(struct ctx *c, struct view *page, const struct follow *f, bool owner)
{
	const struct dossier *d = &f->dossier;
	const char *number = dossier_number(d);
	bool owes = d->state == DOSSIER_INTAKE_FEE_DUE || d->state == DOSSIER_FEE_DUE;

	if (owes && config_has_word(&c->config->modules, "payment"))
		show_left(page, words(c, "submission.left_pay_text"), url(c->arena, "/thanh-toan/{}", number),
		    words(c, "submission.left_pay_button"));
	else if (follow_waits_for_supplement(d) && !owner)
		show_left(page, words(c, "submission.left_supplement_text"),
		    url(c->arena, "/tai-khoan/ho-so/{}/bo-sung", number),
		    words(c, "submission.left_supplement_button"));
	else
		show_left(page, NULL, NULL, NULL);
}

/* What of an event's facts the applicant is told. */
static const char *
event_text(struct ctx *c, const struct dossier_event *event, enum dossier_event_kind kind)
{
	struct asked asked;
	const char *text = NULL;

	if (kind != DOSSIER_ASK_SUPPLEMENT && kind != DOSSIER_ASK_INTAKE_SUPPLEMENT && kind != DOSSIER_REFUSE_INTAKE &&
	    kind != DOSSIER_DECIDE && kind != DOSSIER_EXTEND && kind != DOSSIER_STOP &&
	    kind != DOSSIER_DEFINITION_CHANGED)
		return NULL;
	asked_read(c->arena, event->facts, &asked);
	for (size_t i = 0; i < asked.count; i++)
		text = text == NULL ? asked.items[i] : arena_printf(c->arena, "%s; %s", text, asked.items[i]);
	if (asked.reason != NULL)
		text = text == NULL ? asked.reason : arena_printf(c->arena, "%s. %s", text, asked.reason);
	return text;
}

/* The steps inside the office are told only where they mean something outside. */
static bool
is_told(enum dossier_event_kind kind)
{
	return kind != DOSSIER_NOTE && kind != DOSSIER_FORWARD_STEP && kind != DOSSIER_AGENCY_CHANGED &&
	       kind != DOSSIER_RATED;
}

void
follow_show_events(struct ctx *c, struct view *page, const struct dossier_event *events, size_t count)
{
	struct view *list = view_list(page, "events");

	for (size_t i = count; i > 0; i--) {
		const struct dossier_event *event = &events[i - 1];
		enum dossier_event_kind kind;
		struct view *item;

		if (dossier_event_by_name(event->kind, &kind) != OK || !is_told(kind))
			continue;
		item = view_item(list);
		view_text(item, "title", words(c, arena_printf(c->arena, "submission.event_%s", event->kind)));
		view_text(item, "when", words_moment(c, event->at));
		view_text(item, "machine_time", moment_iso(c->arena, event->at));
		view_text(item, "who",
		    strcmp(event->actor_kind, "officer") == 0   ? words(c, "submission.who_office")
		    : strcmp(event->actor_kind, "citizen") == 0 ? words(c, "submission.who_applicant")
								: NULL);
		view_text(item, "text", event_text(c, event, kind));
	}
	view_bool(page, "has_events", view_count(list) > 0);
}
