/* Messages about signing together. See message.h; the words are in www/messages/<language>/notice.json. */
#include "message.h"

#include <string.h>

#include <jansson.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/system/jobs.h"
#include "domain/dossier/outbox_store.h"
#include "domain/site/site.h"

#define PREFIX "notice.cosign."

/* Which of the texts each topic has. */
static const char *const topics[] = { "ask", "remind", "declined", "expiring" };

struct invitation {
	const char *email, *phone, *procedure, *agency, *link, *code, *until, *language;
};

static void
forget_json(void *object)
{
	json_decref(object);
}

static enum err
read_invitation(struct job_ctx *j, const struct outbox_row *row, struct invitation *in)
{
	json_t *payload = json_loads(row->payload, JSON_REJECT_DUPLICATES, NULL);

	if (payload == NULL)
		return FAILURE(&j->failure, ERR_INVALID, NULL, NULL, "an invitation's payload is no JSON");
	arena_defer(j->arena, forget_json, payload);
	*in = (struct invitation){ NULL, NULL, "", "", "", "", "", MESSAGES_FIRST_LANGUAGE };
	if (json_unpack(payload, "{s?s, s?s, s:s, s?s, s:s, s?s, s?s, s?s}", "email", &in->email, "phone", &in->phone,
		"procedure", &in->procedure, "agency", &in->agency, "link", &in->link, "code", &in->code, "until",
		&in->until, "language", &in->language) != 0)
		return FAILURE(&j->failure, ERR_INVALID, NULL, NULL, "an invitation without link");
	return OK;
}

static enum err
find_topic(struct job_ctx *j, const struct outbox_row *row, const char **ret_name)
{
	for (size_t i = 0; i < sizeof(topics) / sizeof(topics[0]); i++)
		if (strcmp(topics[i], row->topic + strlen("cosign.")) == 0) {
			*ret_name = topics[i];
			return OK;
		}
	return FAILURE(&j->failure, ERR_INVALID, NULL, NULL, "nobody is told of %s", row->topic);
}

static const char *
text_of(struct job_ctx *j, const struct invitation *in, const char *name, const char *part)
{
	const struct province *province = site_province();

	return message_format(j->arena, j->messages, in->language, arena_printf(j->arena, PREFIX "%s.%s", name, part),
	    MESSAGE_ARGUMENTS({ "procedure", in->procedure }, { "agency", in->agency }, { "link", in->link },
		{ "code", in->code }, { "until", in->until }, { "operator", province->operator_name },
		{ "hotline", province->hotline }));
}

enum err
cosign_compose(struct job_ctx *j, const struct outbox_row *row, struct message_out *ret_message)
{
	struct invitation in;
	const char *name;
	enum err err = find_topic(j, row, &name);

	if (err || (err = read_invitation(j, row, &in)))
		return err;
	*ret_message = (struct message_out){ .secret = true };
	if (in.email != NULL) {
		ret_message->mail = in.email;
		ret_message->subject = text_of(j, &in, name, "subject");
		ret_message->text = text_of(j, &in, name, "body");
	} else if (in.phone != NULL) {
		ret_message->phone = in.phone;
		ret_message->sms = text_of(j, &in, name, "sms");
	}
	return OK;
}
