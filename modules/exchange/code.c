/* The message that carries a one-time code. See message.h. */
#include "message.h"

#include <string.h>

#include <jansson.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/security/one_time_code_text.h"
#include "core/system/jobs.h"
#include "domain/dossier/outbox_store.h"
#include "domain/site/site.h"

static void
forget_json(void *object)
{
	json_decref(object);
}

enum err
code_compose(struct job_ctx *j, const struct outbox_row *row, struct message_out *ret_message)
{
	json_t *payload = json_loads(row->payload, JSON_REJECT_DUPLICATES, NULL);
	const char *to, *code, *language = MESSAGES_FIRST_LANGUAGE;
	const char *minutes = arena_printf(j->arena, "%d", ONE_TIME_CODE_MINUTES);
	const struct province *province = site_province();

	if (payload == NULL)
		return FAILURE(&j->failure, ERR_INVALID, NULL, NULL, "a code's payload is no JSON");
	arena_defer(j->arena, forget_json, payload);
	if (json_unpack(payload, "{s:s, s:s, s?s}", "to", &to, "code", &code, "language", &language) != 0)
		return FAILURE(&j->failure, ERR_INVALID, NULL, NULL, "a code without address");
	const struct message_argument arguments[] = { { "code", code }, { "minutes", minutes },
		{ "operator", province->operator_name }, { "hotline", province->hotline } };
	const size_t count = sizeof(arguments) / sizeof(arguments[0]);

	*ret_message = (struct message_out){ .secret = true };
	if (strcmp(row->topic, "code.sms") == 0) {
		ret_message->phone = to;
		ret_message->sms = message_format(j->arena, j->messages, language, "notice.code.sms", arguments, count);
		return OK;
	}
	ret_message->mail = to;
	ret_message->subject = message_format(j->arena, j->messages, language, "notice.code.subject", arguments, count);
	ret_message->text = message_format(j->arena, j->messages, language, "notice.code.body", arguments, count);
	return OK;
}
