/* Tracking. See track.h. */
#include "track.h"

#include <string.h>

#include "core/data/db.h"
#include "core/input/field.h"
#include "core/memory/arena.h"
#include "core/security/network.h"
#include "core/security/throttle_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/request.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"

#include "follow.h"
#include "show.h"

struct track_in {
	const char *so, *ma;
};
struct track_look_in {
	const char *code, *secret;
};
struct track_number_in {
	const char *number;
};
static const struct field track_fields[] = {
	FIELD(track_in, so, FIELD_TEXT, FROM_QUERY, .max = 64, .label = "submission.track_code"),
	FIELD(track_in, ma, FIELD_TEXT, FROM_QUERY, .max = 40, .label = "submission.track_secret"),
};
static const struct field track_look_fields[] = {
	FIELD(
	    track_look_in, code, FIELD_TEXT, FROM_FORM, .required = true, .max = 64, .label = "submission.track_code"),
	FIELD(track_look_in, secret, FIELD_TEXT, FROM_FORM, .max = 40, .label = "submission.track_secret"),
};
static const struct field track_number_fields[] = {
	FIELD(track_number_in, number, FIELD_CODE, FROM_PATH, .required = true),
};
const struct input track_input = INPUT(track_in, track_fields);
const struct input track_look_input = INPUT(track_look_in, track_look_fields);
const struct input track_number_input = INPUT(track_number_in, track_number_fields);

/* A family behind one connection looks up often enough; a list of guessed numbers does not get far. */
static const struct throttle look_ups = { "tracking", 60, 30 };

static struct view *
form_view(struct ctx *c, const char *code)
{
	const struct shown_field fields[] = {
		{ .name = "code",
		    .label = words(c, "submission.track_code"),
		    .hint = words(c, "submission.track_code_hint"),
		    .value = code,
		    .type = "text",
		    .width = "20",
		    .autocomplete = "off" },
		{ .name = "secret",
		    .label = words(c, "submission.track_secret"),
		    .hint = words(c, "submission.track_secret_hint"),
		    .type = "text",
		    .width = "20",
		    .autocomplete = "off",
		    .optional = true },
	};
	struct view *page = view_object(c->arena);

	show_page(c, page, words(c, "submission.track_title"), NULL);
	view_url(page, "action", "/tra-cuu");
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		show_field(c, page, &fields[i]);
	return page;
}

/* The same words, status and page for what does not exist and for a wrong secret. */
static enum err
answer_nothing(struct ctx *c, const char *code)
{
	if (respond_wants_json(c))
		return refuse(c, ERR_NOT_FOUND, "submission.track_nothing", NULL);
	(void)again_refuse(c, "code", "submission.track_nothing");
	failure_clear(&c->failure);
	return respond_page_status(c, 404, "submission/track", form_view(c, code));
}

static struct view *
result_page(struct ctx *c, const char *number, bool detailed)
{
	struct view *page = view_object(c->arena);

	show_page(c, page, words(c, "submission.result_title"), "/tra-cuu");
	view_text(page, "code", number);
	view_bool(page, "detailed", detailed);
	view_bool(page, "secret_hint", !detailed);
	return page;
}

/* How far it is, and not a word about whose or what it is. */
static struct view *
degree_view(struct ctx *c, const char *number, const struct dossier *dossier)
{
	struct view *page = result_page(c, number, false);

	view_int(page, "percent", state_percent(dossier->state));
	show_way(c, page, dossier);
	return page;
}

static struct view *
status_view(struct ctx *c, const char *number, const struct follow *follow)
{
	struct view *page = result_page(c, number, true);

	follow_show(c, page, follow);
	follow_show_left(c, page, follow, false);
	return page;
}

static enum err
throttled(struct ctx *c)
{
	int64_t now;
	enum err err = ctx_now(c, &now);

	return err ? err : throttle_hit(c->db, &look_ups, network_of(c->arena, c->request->remote_address), now);
}

/* By the number alone; its owner sees it all. */
static enum err
answer_number(struct ctx *c, const char *number)
{
	struct dossier dossier;
	enum err err;

	if ((err = throttled(c)))
		return err;
	err = dossier_by_number(c->db, number, &dossier);
	if (err == ERR_NOT_FOUND)
		return answer_nothing(c, number);
	if (err)
		return err;
	if (c->session.kind == SESSION_CITIZEN && dossier.account_id == c->session.account_id)
		return respond_redirect(c, url(c->arena, "/tai-khoan/ho-so/{}", number));
	return respond_page(c, "submission/track_result", degree_view(c, number, &dossier));
}

/* Only what does not fit counts: the secret has 54 bits, and whoever holds it guesses nothing. */
static enum err
answer_secret(struct ctx *c, const char *number, const char *secret)
{
	struct follow follow = { 0 };
	enum err err = dossier_for_secret(c->db, number, secret, &follow.dossier);

	if (err == ERR_NOT_FOUND)
		return (err = throttled(c)) ? err : answer_nothing(c, number);
	if (err || (err = follow_load(c, &follow)))
		return err;
	return respond_page(c, "submission/track_result", status_view(c, number, &follow));
}

/* As people write it: small letters, blanks. */
static const char *
tidy(struct ctx *c, const char *typed)
{
	char *number = arena_strdup(c->arena, typed), *to = number;

	for (const char *from = typed; *from != '\0'; from++)
		if (*from != ' ')
			*to++ = *from >= 'a' && *from <= 'z' ? (char)(*from - 'a' + 'A') : *from;
	*to = '\0';
	return number;
}

enum err
handle_track(struct ctx *c, const void *input)
{
	const struct track_in *in = input;

	if (in->so != NULL && in->ma != NULL)
		return answer_secret(c, tidy(c, in->so), in->ma);
	if (in->so != NULL)
		return answer_number(c, tidy(c, in->so));
	return respond_page(c, "submission/track", form_view(c, NULL));
}

enum err
handle_track_look(struct ctx *c, const void *input)
{
	const struct track_look_in *in = input;
	const char *number = tidy(c, in->code);

	return in->secret != NULL ? answer_secret(c, number, in->secret) : answer_number(c, number);
}

enum err
again_track(struct ctx *c, const void *input)
{
	(void)input;
	return respond_page_status(c, 422, "submission/track", form_view(c, NULL));
}

enum err
handle_track_number(struct ctx *c, const void *input)
{
	const struct track_number_in *in = input;

	return answer_number(c, in->number);
}

struct view *
track_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };

	return form_view(&c, NULL);
}

struct view *
track_result_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };
	const struct follow follow = {
		.dossier = { .state = DOSSIER_SUPPLEMENT_DUE,
		    .filing_number = "T1",
		    .received_at = 0,
		    .due_at = 0,
		    .wait_until = TIME_NONE },
		.face = { "A", "B", 3, "{\"items\":[\"A\"],\"reason\":\"B\"}" },
	};
	struct view *page = result_page(&c, "T1", true);

	follow_show(&c, page, &follow);
	show_left(page, "A", "/tra-cuu", "A");
	return page;
}
