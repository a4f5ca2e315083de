/* Rating. See rate.h. */
#include "rate.h"

#include "core/data/db.h"
#include "core/input/field.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/dossier/dossier_store.h"

#include "follow_store.h"
#include "rate_store.h"
#include "show.h"

struct rate_in {
	const char *number;
};
struct rate_send_in {
	const char *number, *comment;
	int64_t overall, convenience, punctuality, attitude;
};
static const struct field rate_fields[] = {
	FIELD(rate_in, number, FIELD_CODE, FROM_PATH, .required = true),
};
static const struct field rate_send_fields[] = {
	FIELD(rate_send_in, number, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(rate_send_in, overall, FIELD_INT, FROM_FORM, .required = true, .offered = true, .min = 1, .max = 3,
	    .label = "submission.rate_overall"),
	FIELD(rate_send_in, convenience, FIELD_INT, FROM_FORM, .min = 1, .max = 3,
	    .label = "submission.rate_convenience"),
	FIELD(rate_send_in, punctuality, FIELD_INT, FROM_FORM, .min = 1, .max = 3, .label = "submission.rate_time"),
	FIELD(rate_send_in, attitude, FIELD_INT, FROM_FORM, .min = 1, .max = 3, .label = "submission.rate_attitude"),
	FIELD(rate_send_in, comment, FIELD_LINES, FROM_FORM, .max = 2000, .label = "submission.rate_comment"),
};
const struct input rate_input = INPUT(rate_in, rate_fields);
const struct input rate_send_input = INPUT(rate_send_in, rate_send_fields);

static struct view *
rate_view(struct ctx *c, const struct dossier *d)
{
	static const char *const questions[][2] = {
		{ "overall", "submission.rate_overall" },
		{ "convenience", "submission.rate_convenience" },
		{ "punctuality", "submission.rate_time" },
		{ "attitude", "submission.rate_attitude" },
	};
	const struct shown_option levels[] = {
		{ "3", words(c, "submission.rate_very_good"), NULL },
		{ "2", words(c, "submission.rate_good"), NULL },
		{ "1", words(c, "submission.rate_bad"), NULL },
	};
	const struct shown_field comment = { .name = "comment",
		.label = words(c, "submission.rate_comment"),
		.rows = 5,
		.maxlength = 2000,
		.optional = true };
	const char *number = dossier_number(d);
	struct view *page = view_object(c->arena), *list;

	show_page(c, page, words(c, "submission.rate"), url(c->arena, "/tai-khoan/ho-so/{}", number));
	view_text(page, "code", number);
	view_url(page, "action", url(c->arena, "/tai-khoan/ho-so/{}/danh-gia", number));
	list = view_list(page, "questions");
	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++) {
		struct view *question = view_item(list);

		show_choice(c, question, questions[i][0], words(c, questions[i][1]), NULL, levels, 3, NULL);
		view_bool(question, "optional", i > 0);
		view_bool(question, "inline", true);
	}
	show_field(c, page, &comment);
	return page;
}

/* The dossier, if it has come to its end for the applicant. */
static enum err
load(struct ctx *c, const char *number, struct dossier *dossier, bool *ret_rated)
{
	enum err err = dossier_for_account(c->db, c->session.account_id, number, dossier);

	if (err)
		return err;
	if (dossier->state != DOSSIER_DECIDED && dossier->state != DOSSIER_RETURNED)
		return refuse(c, ERR_CONFLICT, "submission.rate_not_yet", NULL);
	return rating_exists(c->db, dossier->id, ret_rated);
}

static enum err
done(struct ctx *c, const char *number)
{
	return respond_redirect(c, url_query_add(c->arena, url(c->arena, "/tai-khoan/ho-so/{}", number), "done", "1"));
}

static enum err
show(struct ctx *c, const char *number)
{
	struct dossier dossier;
	bool rated;
	enum err err = load(c, number, &dossier, &rated);

	if (err)
		return err;
	return rated ? done(c, number) : respond_page(c, "submission/rate", rate_view(c, &dossier));
}

enum err
handle_rate(struct ctx *c, const void *input)
{
	const struct rate_in *in = input;

	return show(c, in->number);
}

enum err
again_rate(struct ctx *c, const void *input)
{
	const struct rate_send_in *in = input;

	return show(c, in->number);
}

enum err
handle_rate_send(struct ctx *c, const void *input)
{
	const struct rate_send_in *in = input;
	const struct rating rating = { in->overall, in->convenience, in->punctuality, in->attitude,
		in->comment != NULL ? in->comment : "" };
	struct dossier dossier;
	struct rating_given given = { c->arena, &dossier, &rating, c->session.account_id, 0 };
	bool rated;
	enum err err;

	if ((err = ctx_now(c, &given.now)) || (err = load(c, in->number, &dossier, &rated)))
		return err;
	if (!rated && (err = rating_give(c->db, &given)))
		return err;
	return done(c, in->number);
}

struct view *
rate_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };
	const struct dossier dossier = { .filing_number = "T1" };

	return rate_view(&c, &dossier);
}
