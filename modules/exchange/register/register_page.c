/* Consent to a question to the population register, and the question. See register_page.h. */
#include "register/register_page.h"

#include <string.h>

#include "core/input/field.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"
#include "core/security/random.h"
#include "core/security/seal.h"
#include "core/security/throttle_store.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/clock.h"
#include "core/system/config.h"
#include "core/system/log.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/site/site.h"
#include "exchange.h"
#include "register/register_call.h"
#include "register/register_store.h"
#include "sign_on/sign_on.h"

enum { REQUEST_BYTES = 16, PAGES_MOST = 500 };
#define FACTS_PURPOSE "register" /* what the answers are sealed for: submission opens them (register_answer) */

/* About oneself, a few drafts a day. */
static const struct throttle asked = { "register", 24 * 60 * 60, 20 };

struct register_in {
	const char *code, *draft;
	int64_t page; /* of the form, to go back to; 0: where the draft stands */
	bool refused; /* back from VNeID, which vouched for nobody */
};
static const struct field register_fields[] = {
	FIELD(register_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(register_in, draft, FIELD_TOKEN, FROM_PATH, .required = true),
	FIELD_NAMED(register_in, page, "trang", FIELD_INT, FROM_QUERY, .min = 1, .max = PAGES_MOST),
	FIELD_NAMED(register_in, refused, REGISTER_REFUSED, FIELD_BOOL, FROM_QUERY),
};
static const struct field ask_fields[] = {
	FIELD(register_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(register_in, draft, FIELD_TOKEN, FROM_PATH, .required = true),
	FIELD_NAMED(register_in, page, "trang", FIELD_INT, FROM_FORM, .min = 1, .max = PAGES_MOST),
};
const struct input register_input = INPUT(register_in, register_fields);
const struct input register_ask_input = INPUT(register_in, ask_fields);

/* This very page. */
static const char *
here(struct ctx *c, const struct register_in *in)
{
	const char *path = url(c->arena, "/du-lieu-dan-cu/{}/{}", in->code, in->draft);

	if (in->page <= 0)
		return path;
	return url_query_add(c->arena, path, "trang", arena_printf(c->arena, "%lld", (long long)in->page));
}

static const char *
back_url(struct ctx *c, const struct register_in *in)
{
	if (in->page <= 0)
		return url(c->arena, "/nop-ho-so/{}/{}/tiep", in->code, in->draft);
	return url(c->arena, "/nop-ho-so/{}/{}/trang/{}", in->code, in->draft,
	    arena_printf(c->arena, "%lld", (long long)in->page));
}

/* `identity` NULL: nobody has vouched for the person yet. */
static struct view *
page_view(struct ctx *c, const struct register_in *in, const struct register_draft *draft,
    const struct register_identity *identity, const char *sign_on)
{
	struct view *page = view_object(c->arena);

	view_text(page, "title", c->messages != NULL ? ctx_text(c, "exchange.register.title") : "A");
	view_text(page, "procedure", draft->procedure_name);
	view_url(page, "back_url", back_url(c, in));
	view_url(page, "action", url(c->arena, "/du-lieu-dan-cu/{}/{}", in->code, in->draft));
	view_int(page, "page", in->page);
	view_bool(page, "has_page", in->page > 0);
	view_bool(page, "is_known", identity != NULL);
	view_text(page, "name", identity != NULL ? identity->full_name : NULL);
	view_text(page, "number",
	    identity != NULL ? arena_printf(c->arena, "%.3s******%s", identity->person_number,
				   identity->person_number + strlen(identity->person_number) - 3)
			     : NULL);
	view_text(page, "refused",
	    in->refused && identity == NULL && c->messages != NULL ? ctx_text(c, "exchange.sign_on.refused") : NULL);
	view_url(page, "sign_on_url", identity == NULL ? sign_on : NULL);
	return page;
}

/* For a draft of one's own, where the register can be asked; all else is as if it were not there. */
static enum err
load(struct ctx *c, const struct register_in *in, struct register_draft *ret_draft)
{
	const struct exchange_config *config = c->module_config;

	if (!site_province()->population_register || config->population_url[0] == '\0')
		return ERR_NOT_FOUND;
	return register_draft(c->db, c->session.account_id, in->code, in->draft, ret_draft);
}

enum err
handle_register(struct ctx *c, const void *input)
{
	const struct register_in *in = input;
	struct register_identity identity;
	struct register_draft draft;
	enum err err = load(c, in, &draft);
	bool known;

	if (err)
		return err;
	err = register_identity(c->db, c->session.account_id, &identity);
	if (err && err != ERR_NOT_FOUND)
		return err;
	known = err == OK;
	return respond_page(c, "exchange/register",
	    page_view(c, in, &draft, known ? &identity : NULL, known ? NULL : sign_on_url(c, here(c, in))));
}

/* --- asking ---------------------------------------------------------------------------------------------------------- */

static struct bytes
number_hash(struct ctx *c, const char *number)
{
	unsigned char *mac = arena_alloc(c->arena, SHA256_SIZE);

	hmac_sha256(c->config->secret, number, strlen(number), mac);
	return (struct bytes){ mac, SHA256_SIZE };
}

static struct bytes
sealed(struct ctx *c, const char *facts)
{
	const struct bytes plain = { (const unsigned char *)facts, facts != NULL ? strlen(facts) : 0 };

	if (facts == NULL)
		return (struct bytes){ NULL, 0 };
	return seal(c->arena, c->config->secret, FACTS_PURPOSE, c->session.account_id, plain);
}

/* The question itself, outside of any transaction; whatever comes of it is written down. */
static enum err
ask(struct ctx *c, const struct register_identity *identity, const char *request, int64_t id)
{
	static const char *const outcomes[POPULATION__MAX] = { "found", "empty", "other_person", "down" };
	const struct exchange_config *config = c->module_config;
	const struct population_question question = {
		.full_name = identity->full_name,
		.person_number = identity->person_number,
		.birth_date = identity->birth_date,
		.request = request,
		.integration = config->population_integration,
		.service = config->population_service,
		.agent = config->population_agent,
	};
	int64_t began = clock_monotonic();
	struct register_end end = { .id = id };
	const char *facts, *why;

	end.outcome = outcomes[register_call(c->arena, config, &question, &facts, &why)];
	end.took_ms = (clock_monotonic() - began) / 1000;
	end.facts = sealed(c, facts);
	log_event(strcmp(end.outcome, "down") == 0 ? LOG_WARNING : LOG_INFO, "register", LOG_TEXT("request", request),
	    LOG_TEXT("outcome", end.outcome), LOG_INT("ms", end.took_ms), LOG_TEXT("why", why));
	return register_finish(c->db, &end);
}

enum err
handle_register_ask(struct ctx *c, const void *input)
{
	const struct register_in *in = input;
	const char *whom = arena_printf(c->arena, "%lld", (long long)c->session.account_id);
	unsigned char number[REQUEST_BYTES];
	struct register_identity identity;
	struct register_draft draft;
	struct register_lookup lookup = {
		.account_id = c->session.account_id, .draft_reference = in->draft, .procedure_code = in->code
	};
	int64_t id;
	enum err err = load(c, in, &draft);

	if (err)
		return err;
	if ((err = register_identity(c->db, c->session.account_id, &identity)))
		return err == ERR_NOT_FOUND ? refuse(c, ERR_FORBIDDEN, "exchange.register.unverified", NULL) : err;
	if ((err = ctx_now(c, &lookup.asked_at)) || (err = throttle_hit(c->db, &asked, whom, lookup.asked_at)))
		return err;
	random_bytes(number, sizeof(number));
	lookup.request = hex_encode(c->arena, number, sizeof(number));
	lookup.number_hash = number_hash(c, identity.person_number);
	if ((err = register_begin(c->db, &lookup, &id)) || (id > 0 && (err = ask(c, &identity, lookup.request, id))))
		return err;
	return respond_redirect(c, back_url(c, in));
}

/* --- forgetting ------------------------------------------------------------------------------------------------------ */

static enum err
forget(struct job_ctx *j, bool *ret_more)
{
	(void)ret_more;
	return register_forget(j->db, j->now - DATE_DAY);
}

const struct job register_job = { .name = "register", .period = 15 * 60, .lease = 60, .run = forget };

struct view *
register_sample(struct arena *arena)
{
	static const struct register_identity identity = { .full_name = "A", .person_number = "001090012345" };
	static const struct register_in in = { "1.000001", "x", 1 };
	static const struct register_draft draft = { "A" };
	struct ctx c = { .arena = arena, .language = "vi" };

	return page_view(&c, &in, &draft, &identity, NULL);
}
