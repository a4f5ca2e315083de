/* The first steps of every officer's page. See office.h. */
#include "office.h"

#include <inttypes.h>

#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/server/request.h"
#include "core/system/log.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "domain/dossier/dossier_store.h"
#include "domain/dossier/number_store.h"
#include "domain/time/local_time.h"

enum err
office_dossier(struct ctx *c, const char *number, struct dossier *ret_dossier)
{
	int64_t now;
	enum err err = ctx_now(c, &now);

	return err ? err : dossier_for_officer(c->db, ctx_officer(c), number, ret_dossier);
}

enum err
office_need(struct ctx *c, enum role role, int64_t agency_id, const char *procedure_code)
{
	if (officer_may(ctx_officer(c), role, agency_id, procedure_code))
		return OK;
	return refuse(c, ERR_FORBIDDEN, arena_printf(c->arena, "role.needs_%s", role_name(role)), NULL);
}

enum err
office_dossier_at_counter(struct ctx *c, const char *number, struct dossier *ret_dossier)
{
	enum err err = office_dossier(c, number, ret_dossier);

	return err ? err : office_need(c, ROLE_INTAKE, ret_dossier->agency_receiving_id, ret_dossier->procedure_code);
}

struct dossier_who
office_who(const struct ctx *c, enum dossier_actor as)
{
	const struct officer *officer = ctx_officer(c);

	return (struct dossier_who){ .as = as, .kind = "officer", .id = officer->id, .agency_id = officer->agency_id };
}

const char *
office_dossier_url(const struct ctx *c, const struct dossier *dossier, const char *queue)
{
	return url_query_add(c->arena, url(c->arena, "/can-bo/ho-so/{}", dossier_number(dossier)), "queue", queue);
}

static const char *const state_kinds[DOSSIER_STATE__MAX] = {
	[DOSSIER_NEW] = "neutral",
	[DOSSIER_SUBMITTED] = "waiting",
	[DOSSIER_INTAKE_SUPPLEMENT] = "waiting",
	[DOSSIER_INTAKE_FEE_DUE] = "waiting",
	[DOSSIER_INTAKE_REFUSED] = "bad",
	[DOSSIER_RECEIVED] = "active",
	[DOSSIER_IN_PROGRESS] = "active",
	[DOSSIER_SUPPLEMENT_DUE] = "waiting",
	[DOSSIER_FEE_DUE] = "waiting",
	[DOSSIER_STOPPED] = "bad",
	[DOSSIER_WITHDRAWN] = "neutral",
	[DOSSIER_CLOSED] = "neutral",
	[DOSSIER_DECIDED] = "done",
	[DOSSIER_RETURNED] = "done",
};

void
office_add_state(const struct ctx *c, struct view *into, enum dossier_state state)
{
	struct view *tag = view_child(into, "state");

	view_text(tag, "label", ctx_text(c, arena_printf(c->arena, "workflow.states.%s", dossier_state_name(state))));
	view_text(tag, "kind", state_kinds[state]);
}

enum err
office_form_number(
    struct db *db, struct ctx *c, enum dossier_event_kind kind, int64_t agency_id, const char **ret_number)
{
	/* Form 02 is numbered with its symbol (hướng dẫn hồ sơ), form 03 has none. */
	const bool is_refusal = kind == DOSSIER_REFUSE_INTAKE;
	const char *form = is_refusal ? "refusal" : "supplement", *symbol = is_refusal ? "" : "/HDHS";
	const int year = civil_from_days(office_day(c->now)).year;
	int64_t number = 0;
	enum err err =
	    counter_next(db, arena_printf(c->arena, "form:%s:%" PRId64 ":%d", form, agency_id, year), &number);

	*ret_number = arena_printf(c->arena, "%" PRId64 "%s", number, symbol);
	return err;
}

void
office_note_reading(const struct ctx *c, const struct dossier *dossier, const char *what)
{
	log_event(LOG_INFO, "personal_data_read", LOG_TEXT("dossier", dossier != NULL ? dossier_number(dossier) : ""),
	    LOG_TEXT("what", what), LOG_INT("officer", ctx_officer(c)->id), LOG_TEXT("request", c->request->id));
}
