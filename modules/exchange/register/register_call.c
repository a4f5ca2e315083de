/* Calls to the population register within their time. See register_call.h. */
#include "register/register_call.h"

#include <pthread.h>
#include <semaphore.h>
#include <string.h>
#include <time.h>

#include <jansson.h>

#include "core/memory/arena.h"
#include "core/system/clock.h"
#include "exchange.h"
#include "partner.h"
#include "register/breaker.h"

enum { AT_ONCE = 2, STATUS_UNAUTHORISED = 401, TOKEN_MOST = 4096, SPARE_SECONDS = 30 };

/* The process's own: a partner that is away is away for all its threads. `token` is LGSP's until `token_ends`. */
static struct {
	pthread_mutex_t lock;
	struct breaker breaker;
	char token[TOKEN_MOST];
	int64_t token_ends;
	sem_t places;
} shared = { .lock = PTHREAD_MUTEX_INITIALIZER };

void
register_call_start(void)
{
	(void)sem_init(&shared.places, 0, AT_ONCE);
}

/* --- LGSP's token ---------------------------------------------------------------------------------------------------- */

static bool
keep_token(struct partner_call *call)
{
	json_t *answer = json_loadb(call->answer.data, call->answer.size, JSON_REJECT_DUPLICATES, NULL);
	const char *token = json_string_value(json_object_get(answer, "access_token"));
	json_int_t seconds = json_integer_value(json_object_get(answer, "expires_in"));
	size_t size = token != NULL ? strlen(token) : 0;
	bool good = size > 0 && size < TOKEN_MOST && strcspn(token, "\r\n ") == size;

	if (good) {
		(void)pthread_mutex_lock(&shared.lock);
		memcpy(shared.token, token, size + 1);
		shared.token_ends = seconds > SPARE_SECONDS && seconds < 7 * 86400
					? clock_monotonic() + (seconds - SPARE_SECONDS) * INT64_C(1000000)
					: 0;
		(void)pthread_mutex_unlock(&shared.lock);
	}
	json_decref(answer);
	return good;
}

static const char *
kept_token(struct arena *arena, bool although_old)
{
	const char *token = NULL;

	(void)pthread_mutex_lock(&shared.lock);
	if (although_old || shared.token_ends > clock_monotonic())
		token = arena_strdup(arena, shared.token);
	(void)pthread_mutex_unlock(&shared.lock);
	return token;
}

static void
forget_token(void)
{
	(void)pthread_mutex_lock(&shared.lock);
	shared.token_ends = 0;
	(void)pthread_mutex_unlock(&shared.lock);
}

static const char *
escaped(struct partner_call *call, const char *text, size_t size)
{
	return partner_escape(call, (struct bytes){ (const unsigned char *)text, size });
}

/* "" where the register wants none; NULL: none to be had. */
static const char *
token(struct partner_call *call, const struct exchange_config *config)
{
	const struct bytes secret = config->population_secret;
	const char *kept;

	if (config->population_token_url[0] == '\0')
		return "";
	if ((kept = kept_token(call->arena, false)) != NULL)
		return kept;
	if (!partner_send(call, config->population_token_url, "", "application/x-www-form-urlencoded",
		arena_printf(call->arena, "grant_type=client_credentials&client_id=%s&client_secret=%s",
		    escaped(call, config->population_client, strlen(config->population_client)),
		    escaped(call, (const char *)secret.data, secret.size))))
		return NULL;
	if (!keep_token(call)) {
		call->why = "no token in the answer";
		return NULL;
	}
	return kept_token(call->arena, true);
}

/* --- the question ---------------------------------------------------------------------------------------------------- */

static enum population_outcome
ask(struct partner_call *call, const struct exchange_config *config, const struct population_question *question,
    const char **ret_facts)
{
	const char *access = token(call, config);
	enum population_outcome outcome;

	if (access == NULL)
		return POPULATION_DOWN;
	if (!partner_send(call, config->population_url, access, "application/json; charset=utf-8",
		population_body(call->arena, question))) {
		if (call->status == STATUS_UNAUTHORISED)
			forget_token(); /* withdrawn before its time: the next question fetches another */
		return POPULATION_DOWN;
	}
	outcome = population_read(call->arena, question, call->answer.data, call->answer.size, ret_facts);
	if (outcome == POPULATION_DOWN)
		call->why = "an answer that cannot be read";
	return outcome;
}

/* A place, and a register that is not known to be away: nobody waits for either. NULL: go ahead, and tell ended(). */
static const char *
refused(void)
{
	bool allowed;

	if (sem_trywait(&shared.places) != 0)
		return "all places are taken";
	(void)pthread_mutex_lock(&shared.lock);
	allowed = breaker_allows(&shared.breaker, clock_monotonic());
	(void)pthread_mutex_unlock(&shared.lock);
	if (allowed)
		return NULL;
	(void)sem_post(&shared.places);
	return "it has been away, and is left alone for a while";
}

static void
ended(bool answered)
{
	(void)pthread_mutex_lock(&shared.lock);
	breaker_ended(&shared.breaker, answered, clock_monotonic());
	(void)pthread_mutex_unlock(&shared.lock);
	(void)sem_post(&shared.places);
}

enum population_outcome
register_call(struct arena *arena, const struct exchange_config *config, const struct population_question *question,
    const char **ret_facts, const char **ret_why)
{
	struct partner_call call;
	enum population_outcome outcome;

	*ret_facts = NULL;
	if ((*ret_why = refused()) != NULL)
		return POPULATION_DOWN;
	partner_call_begin(&call, arena, REGISTER_LIMIT_MS);
	outcome = ask(&call, config, question, ret_facts);
	ended(outcome != POPULATION_DOWN);
	*ret_why = call.why;
	return outcome;
}
