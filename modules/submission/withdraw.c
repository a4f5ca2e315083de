/* Withdrawing. See withdraw.h. */
#include "withdraw.h"

#include "core/data/db.h"
#include "core/input/field.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/dossier/door_store.h"
#include "domain/dossier/dossier_store.h"

#include "facts.h"
#include "show.h"

struct withdraw_in {
	const char *number;
};
struct withdraw_send_in {
	const char *number, *reason;
	int64_t version;
};
static const struct field withdraw_fields[] = {
	FIELD(withdraw_in, number, FIELD_CODE, FROM_PATH, .required = true),
};
static const struct field withdraw_send_fields[] = {
	FIELD(withdraw_send_in, number, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(withdraw_send_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX,
	    .label = "submission.withdraw_version"),
	FIELD(withdraw_send_in, reason, FIELD_LINES, FROM_FORM, .max = 1000, .label = "submission.withdraw_reason"),
};
const struct input withdraw_input = INPUT(withdraw_in, withdraw_fields);
const struct input withdraw_send_input = INPUT(withdraw_send_in, withdraw_send_fields);

static const char *
dossier_url(struct ctx *c, const char *number)
{
	return url(c->arena, "/tai-khoan/ho-so/{}", number);
}

static struct view *
withdraw_view(struct ctx *c, const struct dossier *d)
{
	const struct shown_field reason = { .name = "reason",
		.label = words(c, "submission.withdraw_reason"),
		.rows = 3,
		.maxlength = 1000,
		.optional = true };
	const char *number = dossier_number(d);
	struct view *page = view_object(c->arena), *effects;

	show_page(c, page, words(c, "submission.withdraw_title"), dossier_url(c, number));
	view_text(page, "code", number);
	show_procedure(c, page, d->procedure_code, d->procedure_name);
	effects = view_list(page, "effects");
	view_item_text(effects, words(c, "submission.withdraw_stops"));
	view_item_text(effects,
	    words(c, d->received_at == TIME_NONE ? "submission.withdraw_fee_before" : "submission.withdraw_fee_after"));
	view_item_text(effects, words(c, "submission.withdraw_again"));
	view_url(page, "action", url(c->arena, "/tai-khoan/ho-so/{}/rut", number));
	view_int(page, "version", d->version);
	show_field(c, page, &reason);
	return page;
}

static enum err
show(struct ctx *c, const char *number)
{
	struct dossier dossier;
	enum err err = dossier_for_account(c->db, c->session.account_id, number, &dossier);

	if (err)
		return err;
	if (dossier_edge_of(dossier.state, DOSSIER_WITHDRAW) == NULL)
		return respond_redirect(c, dossier_url(c, number));
	return respond_page(c, "submission/withdraw", withdraw_view(c, &dossier));
}

enum err
handle_withdraw(struct ctx *c, const void *input)
{
	const struct withdraw_in *in = input;

	return show(c, in->number);
}

enum err
again_withdraw(struct ctx *c, const void *input)
{
	const struct withdraw_send_in *in = input;

	return show(c, in->number);
}

/* A second click: it is withdrawn, as was wanted. */
static bool
is_withdrawn(struct ctx *c, const char *number)
{
	struct dossier dossier;

	return dossier_for_account(c->db, c->session.account_id, number, &dossier) == OK &&
	       dossier.state == DOSSIER_WITHDRAWN;
}

enum err
handle_withdraw_send(struct ctx *c, const void *input)
{
	const struct withdraw_send_in *in = input;
	struct dossier_act act = {
		.kind = DOSSIER_WITHDRAW,
		.who = { ACTOR_APPLICANT, "citizen", c->session.account_id, 0 },
		.facts = facts_keep(c->arena, json_pack("{s:s*}", "reason", in->reason)),
	};
	struct dossier dossier;
	enum err err;

	if ((err = ctx_now(c, &act.at)) ||
	    (err = dossier_for_account(c->db, c->session.account_id, in->number, &dossier)))
		return err;
	if (dossier.state != DOSSIER_WITHDRAWN)
		err = dossier_apply(c->db, c->arena, &dossier, in->version, &act);
	if (err == ERR_CONFLICT && is_withdrawn(c, in->number)) {
		failure_clear(&c->failure);
		err = OK;
	}
	if (err)
		return err;
	return respond_redirect(c, url_query_add(c->arena, dossier_url(c, in->number), "done", "1"));
}

struct view *
withdraw_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };
	const struct dossier dossier = { .filing_number = "T1",
		.procedure_code = "1.000001",
		.procedure_name = "A",
		.received_at = TIME_NONE,
		.version = 1 };

	return withdraw_view(&c, &dossier);
}
