/* The first page of a filing, and the draft that begins there. See start.h. */
#include "start.h"

#include <string.h>

#include "core/data/db.h"
#include "core/input/field.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/security/random.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "core/view/url.h"
#include "domain/procedure/closure.h"
#include "domain/site/site.h"

#include "filing.h"
#include "show.h"
#include "start_view.h"

struct start_in {
	const char *code;
};
struct begin_in {
	const char *code, *agency;
	int64_t case_no;
};
static const struct field start_fields[] = {
	FIELD(start_in, code, FIELD_CODE, FROM_PATH, .required = true),
};
static const struct field begin_fields[] = {
	FIELD(begin_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(begin_in, agency, FIELD_CODE, FROM_FORM, .label = "submission.agency"),
	FIELD(begin_in, case_no, FIELD_INT, FROM_FORM, .min = 1, .max = 1000, .label = "submission.case"),
};
const struct input start_input = INPUT(start_in, start_fields);
const struct input begin_input = INPUT(begin_in, begin_fields);

/* The procedure's page at the national portal, NULL if the province names none. */
static const char *
national_url(struct ctx *c, const char *code)
{
	static const char slot[] = "{code}";
	const char *pattern = site_province()->national_portal, *at = strstr(pattern, slot);

	if (at == NULL)
		return pattern[0] != '\0' ? pattern : NULL;
	return arena_printf(
	    c->arena, "%.*s%s%s", (int)(at - pattern), pattern, url_encode(c->arena, code), at + sizeof(slot) - 1);
}

static struct start_closed
why_closed(struct ctx *c, const struct start *s, const char *closure, bool has_channel, size_t online)
{
	const char *portal = national_url(c, s->procedure.code);

	if (closure != NULL)
		return (struct start_closed){ closure, NULL, NULL };
	if (filing_is_national(c, &s->procedure))
		return (struct start_closed){ "submission.closed_national", portal,
			portal != NULL ? "submission.national_go" : NULL };
	if (!has_channel || online == 0)
		return (struct start_closed){ "submission.closed_counter", NULL, NULL };
	if (*s->channel.clock_policy == '\0')
		return (struct start_closed){ "procedure.no_clock", NULL, NULL };
	return (struct start_closed){ NULL, NULL, NULL };
}

static enum err
load_offerings(struct ctx *c, struct start *s, size_t *ret_online)
{
	const struct procedure_offering *all;
	struct procedure_offering *online;
	size_t count;
	enum err err = procedure_offerings(c->db, s->procedure.id, &all, &count);

	if (err)
		return err;
	online = arena_array(c->arena, count + 1, sizeof(*online));
	for (size_t i = 0; i < count; i++)
		if (all[i].online)
			online[(*ret_online)++] = all[i];
	s->offerings = *ret_online > 0 ? online : all;
	s->offering_count = *ret_online > 0 ? *ret_online : count;
	return OK;
}

/* The citizen's own unfinished filing of this procedure. */
static enum err
load_draft(struct ctx *c, struct start *s)
{
	const struct draft *drafts;
	size_t count;
	enum err err;

	if (c->session.kind != SESSION_CITIZEN)
		return OK;
	if ((err = drafts_of_account(c->db, c->session.account_id, &drafts, &count)))
		return err;
	for (size_t i = 0; i < count && s->draft == NULL; i++)
		if (drafts[i].procedure_version_id == s->procedure.id)
			s->draft = &drafts[i];
	return OK;
}

/* What keeps dossiers of the procedure out today, in words; NULL: nothing. */
static enum err
load_closure(struct ctx *c, const struct procedure *procedure, const char **ret_text)
{
	struct procedure_closure closure;
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (!err)
		err = procedure_closure(c->db, procedure->code, local_from_utc(now).day, &closure);
	if (!err)
		*ret_text = closure_text(c->arena, c->messages, c->language, &closure);
	return err;
}

static enum err
load(struct ctx *c, const char *code, struct start *s)
{
	const char *closure;
	size_t online = 0;
	bool has_channel;
	enum err err;

	if ((err = procedure_in_force(c->db, code, &s->procedure)) ||
	    (err = load_closure(c, &s->procedure, &closure)) ||
	    (err = procedure_cases(c->db, s->procedure.id, &s->cases, &s->case_count)) ||
	    (err = procedure_requirements(c->db, s->procedure.id, s->case_count > 0 ? s->cases[0].case_no : 1,
		 &s->requirements, &s->requirement_count)) ||
	    (err = load_offerings(c, s, &online)) || (err = load_draft(c, s)))
		return err;
	err = procedure_channel(
	    c->db, s->procedure.id, s->case_count > 0 ? s->cases[0].case_no : 1, "online", &s->channel);
	if (err && err != ERR_NOT_FOUND)
		return err;
	has_channel = err == OK;
	if (!has_channel)
		s->channel = (struct procedure_channel){ "", "", "", "" };
	s->closed = why_closed(c, s, closure, has_channel, online);
	s->once = idempotency_key(c);
	return OK;
}

static enum err
show(struct ctx *c, const char *code)
{
	struct start start = { 0 };
	enum err err = load(c, code, &start);

	return err ? err : respond_page(c, "submission/start", start_view(c, &start));
}

enum err
handle_start(struct ctx *c, const void *input)
{
	const struct start_in *in = input;

	return show(c, in->code);
}

enum err
again_begin(struct ctx *c, const void *input)
{
	const struct begin_in *in = input;

	return show(c, in->code);
}

/* The offering chosen, or the only one. */
static const struct procedure_offering *
chosen_offering(const struct start *s, const char *agency)
{
	if (s->offering_count == 1 && agency == NULL)
		return &s->offerings[0];
	for (size_t i = 0; agency != NULL && i < s->offering_count; i++)
		if (strcmp(s->offerings[i].agency_receiving_code, agency) == 0)
			return &s->offerings[i];
	return NULL;
}

static bool
is_case(const struct start *s, int64_t case_no)
{
	for (size_t i = 0; i < s->case_count; i++)
		if (s->cases[i].case_no == case_no)
			return true;
	return false;
}

struct beginning {
	struct draft draft;
	int64_t now;
};

static enum err
begin_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct beginning *b = arg;
	const struct draft *drafts;
	size_t count;
	enum err err = drafts_of_account(db, b->draft.account_id, &drafts, &count);

	if (err)
		return err;
	if (count >= DRAFTS_MOST)
		return FAILURE(db_failure(db), ERR_CONFLICT, "submission.too_many_drafts", NULL, "%zu drafts", count);
	if ((err = draft_create(db, &b->draft, b->now, &b->draft.id)))
		return err;
	(void)snprintf(
	    location, IDEMPOTENCY_LOCATION, "/nop-ho-so/%s/%s/tiep", b->draft.procedure_code, b->draft.reference);
	return OK;
}

enum err
handle_begin(struct ctx *c, const void *input)
{
	const struct begin_in *in = input;
	const struct procedure_offering *offering;
	struct start s = { 0 };
	struct beginning beginning = { 0 };
	int64_t case_no;
	enum err err;

	if ((err = ctx_now(c, &beginning.now)) || (err = load(c, in->code, &s)))
		return err;
	if (s.closed.reason != NULL)
		return refuse(c, ERR_CONFLICT, s.closed.reason, NULL);
	case_no = in->case_no > 0 || s.case_count == 0 ? in->case_no : s.case_count == 1 ? s.cases[0].case_no : 0;
	if (s.case_count > 0 && !is_case(&s, case_no))
		return refuse(c, ERR_INVALID, "submission.case_needed", "case_no");
	if ((offering = chosen_offering(&s, in->agency)) == NULL)
		return refuse(c, ERR_INVALID, "submission.agency_needed", "agency");
	beginning.draft = (struct draft){
		.reference = random_token(c->arena, 16),
		.account_id = c->session.account_id,
		.purpose = "filing",
		.procedure_version_id = s.procedure.id,
		.procedure_code = s.procedure.code,
		.procedure_name = s.procedure.name,
		.case_no = case_no > 0 ? case_no : 1,
		.agency_receiving_id = offering->agency_receiving_id,
		.dossier_id = DB_NULL_INT,
		.asked_seq = DB_NULL_INT,
	};
	return idempotency_run(c, "submission.begin", begin_once, &beginning);
}
