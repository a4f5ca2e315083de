/* The sheet with my answers. See form_copy.h. */
#include "form_copy.h"

#include <string.h>

#include <jansson.h>

#include "core/input/field.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/dossier/dossier_store.h"
#include "domain/site/co_signed_show.h"
#include "domain/time/local_time.h"

#include "check.h"
#include "filing.h"
#include "follow_store.h"
#include "my_dossier.h"
#include "show.h"

struct form_copy_in {
	const char *number;
};
static const struct field form_copy_fields[] = {
	FIELD(form_copy_in, number, FIELD_CODE, FROM_PATH, .required = true),
};
const struct input form_copy_input = INPUT(form_copy_in, form_copy_fields);

struct form_copy {
	struct dossier dossier;
	struct dossier_face face;
	struct form *form;
	struct form_values values;
	const struct dossier_party *parties;
	size_t party_count;
	const struct dossier_event *events;
	size_t event_count;
};

static enum err
load(struct ctx *c, const char *number, struct form_copy *copy)
{
	enum err err;

	if ((err = dossier_for_account(c->db, c->session.account_id, number, &copy->dossier)) ||
	    (err = dossier_answers(c, &copy->dossier, &copy->form, &copy->values)))
		return err;
	if (copy->form == NULL)
		return ERR_NOT_FOUND;
	if ((err = dossier_face(c->db, copy->dossier.id, &copy->face)) ||
	    (err = dossier_parties(c->db, copy->dossier.id, &copy->parties, &copy->party_count)))
		return err;
	return dossier_events(c->db, copy->dossier.id, &copy->events, &copy->event_count);
}

/* Whose dossier it is: its owner, or its applicant where both are one. */
static const char *
owner_of(const struct form_copy *copy)
{
	const char *name = NULL;

	for (size_t i = 0; i < copy->party_count; i++) {
		if (strcmp(copy->parties[i].role, "owner") == 0)
			return copy->parties[i].name;
		if (strcmp(copy->parties[i].role, "applicant") == 0)
			name = copy->parties[i].name;
	}
	return name;
}

/* The digest of the frozen answers, as the journal keeps it; NULL if they were never declared online. */
static const char *
digest_of(struct arena *arena, const struct form_copy *copy)
{
	const char *digest = NULL;

	for (size_t i = 0; digest == NULL && i < copy->event_count; i++) {
		const struct dossier_event *event = &copy->events[i];
		json_t *facts = strcmp(event->kind, "submit") == 0 && event->facts != NULL
				    ? json_loads(event->facts, 0, NULL)
				    : NULL;
		const char *text = json_string_value(json_object_get(facts, "form_sha256"));
		if (text != NULL)
			digest = arena_strdup(arena, text);
		json_decref(facts);
	}
	return digest;
}

/* What the journal keeps of the filing; NULL: nothing, or erased by law. */
static const char *
filing_facts(const struct form_copy *copy)
{
	for (size_t i = 0; i < copy->event_count; i++)
		if (strcmp(copy->events[i].kind, "submit") == 0)
			return copy->events[i].facts;
	return NULL;
}

/* The sheet without its `sections`. */
static struct view *
form_copy_view(struct ctx *c, const struct form_copy *copy)
{
	const struct dossier *d = &copy->dossier;
	struct view *view = view_object(c->arena);

	view_text(view, "title", words(c, "form.copy.title"));
	view_url(view, "back_url", url(c->arena, "/tai-khoan/ho-so/{}", dossier_number(d)));
	view_text(view, "number", NULL);
	view_text(view, "place_date", moment_format(c->arena, words(c, "submission.form_copy_date"), d->filed_at));
	view_text(view, "agency", copy->face.receiving);
	view_text(view, "form", words(c, "submission.form_copy_note"));
	view_text(view, "procedure_name", d->procedure_name);
	view_text(view, "owner", owner_of(copy));
	view_text(view, "code", dossier_number(d));
	view_text(view, "filed", moment_format(c->arena, words(c, "submission.form_copy_moment"), d->filed_at));
	view_text(view, "digest", digest_of(c->arena, copy));
	return view;
}

enum err
handle_my_form_copy(struct ctx *c, const void *input)
{
	const struct form_copy_in *in = input;
	struct form_copy copy = { 0 };
	struct filing filing = { 0 };
	struct view *view, *sections;
	struct form_values filed;
	bool corrected;
	enum err err = load(c, in->number, &copy);

	if (err || (err = dossier_answers_filed(c, &copy.dossier, copy.form, &filed, &corrected)))
		return err;
	filing.form = copy.form;
	filing.values = copy.values;
	filing.today = local_from_utc(copy.dossier.filed_at).day;
	view = form_copy_view(c, &copy);
	sections = view_list(view, "sections");
	check_show_answers(c, sections, &filing, false);
	co_signed_show(c, sections, copy.form, &filed, corrected, filing.today, filing_facts(&copy));
	return respond_page(c, "submission/form_copy", view);
}

struct view *
my_form_copy_sample(struct arena *arena)
{
	static const struct dossier_party party = { "applicant", "person", "A", "1", DATE_NONE, "", "", "" };
	static const struct dossier_event event = {
		.seq = 1, .kind = "submit", .actor_kind = "citizen", .facts = "{\"form_sha256\":\"00\"}"
	};
	struct ctx c = { .arena = arena, .language = "vi" };
	const struct form_copy copy = {
		.dossier = { .filing_number = "T1", .procedure_name = "A", .filed_at = 0 },
		.face = { "A", "B", 0, NULL },
		.parties = &party,
		.party_count = 1,
		.events = &event,
		.event_count = 1,
	};
	struct view *view = form_copy_view(&c, &copy), *section = view_item(view_list(view, "sections"));

	view_text(section, "title", "A");
	show_row(view_list(section, "rows"), "A", "B", NULL);
	return view;
}
