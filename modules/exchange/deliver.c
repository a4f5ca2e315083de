/* Draining the outbox: compose, write down the attempt, send, write down its end. See deliver.h. */
#include "deliver.h"

#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/security/address_mask.h"
#include "core/security/hash.h"
#include "core/system/config.h"
#include "core/system/jobs.h"
#include "core/system/log.h"
#include "delivery_store.h"
#include "domain/dossier/outbox_store.h"
#include "domain/site/site.h"
#include "exchange.h"
#include "mail.h"
#include "message.h"
#include "outbound.h"
#include "sms.h"

/* Rows are taken one by one, so that a process told to leave holds none back. A lease outlasts the 15 s of both channels. */
enum { ROWS_A_RUN = 20, LEASE_SECONDS = 60 };

/* One row on its way. */
struct passage {
	struct job_ctx *j;
	struct outbound *out;
	const struct outbox_row *row;
	struct message_out message;
	int64_t now;
	size_t sent, failed, lost; /* channels that ended so */
	const char *error;         /* the last one */
};

static struct bytes
keyed_hash(struct passage *p, const void *data, size_t size)
{
	unsigned char *mac = arena_alloc(p->j->arena, SHA256_SIZE);

	hmac_sha256(p->j->config->secret, data, size, mac);
	return (struct bytes){ mac, SHA256_SIZE };
}

static void
send_mail(struct passage *p, const struct delivery *delivery, struct bytes *ret_hash, struct outbound_result *ret)
{
	const struct exchange_config *config = p->j->module_config;
	const struct mail mail = {
		.from = config->mail_from,
		.from_name = site_province()->operator_name,
		.to = p->message.mail,
		.subject = p->message.subject,
		.text = p->message.text,
		.id = arena_printf(p->j->arena, "motcua-%lld", (long long)delivery->id),
		.at = p->row->created_at,
	};
	struct bytes bytes;

	if (mail_write(p->j->arena, &mail, &bytes, &p->j->failure)) {
		*ret = (struct outbound_result){ OUTBOUND_REFUSED, "not a mail that may be sent" };
		*ret_hash = keyed_hash(p, "", 0);
		failure_clear(&p->j->failure);
		return;
	}
	*ret_hash = keyed_hash(p, bytes.data, bytes.size);
	outbound_mail(p->out, mail.to, bytes, ret);
}

static void
send_sms(struct passage *p, struct bytes *ret_hash, struct outbound_result *ret)
{
	*ret_hash = keyed_hash(p, p->message.sms, strlen(p->message.sms));
	if (sms_segments(p->message.sms) > SMS_SEGMENTS_MOST) {
		*ret = (struct outbound_result){ OUTBOUND_REFUSED, "longer than a short message may be" };
		return;
	}
	outbound_sms(p->out, p->message.phone, p->message.sms, ret);
}

static void
log_attempt(const struct passage *p, const char *channel, const struct delivery *delivery, const char *outcome,
    const char *reply)
{
	log_event(strcmp(outcome, DELIVERY_SENT) == 0 ? LOG_INFO : LOG_WARNING, "delivery",
	    LOG_TEXT("topic", p->row->topic), LOG_TEXT("channel", channel), LOG_INT("outbox", p->row->id),
	    LOG_INT("attempt", delivery->attempts), LOG_TEXT("outcome", outcome), LOG_TEXT("reply", reply));
}

static void
count(struct passage *p, const char *state, const char *error)
{
	if (strcmp(state, DELIVERY_SENT) == 0) {
		p->sent++;
		return;
	}
	if (strcmp(state, DELIVERY_FAILED) == 0)
		p->failed++;
	else
		p->lost++;
	p->error = error;
}

static const char *
state_of(enum outbound_end end)
{
	return end == OUTBOUND_SENT ? DELIVERY_SENT : end == OUTBOUND_FAILED ? DELIVERY_FAILED : DELIVERY_REFUSED;
}

/* Of a gateway's reply to a secret ("http 200: ...") only what stands before the colon: it may repeat what it was sent. */
static const char *
shown_reply(const struct passage *p, const struct outbound_result *result)
{
	size_t size = p->message.secret && p->message.sms != NULL ? strcspn(result->reply, ":") : strlen(result->reply);

	return arena_strndup(p->j->arena, result->reply, size);
}

static enum err
over_channel(struct passage *p, const char *channel, const char *target)
{
	const struct delivery_start start = { p->row, channel, keyed_hash(p, target, strlen(target)),
		address_masked(p->j->arena, target), p->now };
	struct delivery delivery;
	struct outbound_result result = { 0 };
	struct delivery_end end = { &delivery, NULL, NULL, { NULL, 0 }, p->now };
	enum err err = delivery_begin(p->j->db, &start, &delivery);

	if (err)
		return err;
	if (delivery.lost > 0)
		log_attempt(p, channel, &delivery, DELIVERY_UNCLEAR, "a process ended within an earlier attempt");
	if (delivery_is_final(&delivery)) {
		count(p, delivery.state, delivery.state);
		return OK;
	}
	if (target == p->message.mail)
		send_mail(p, &delivery, &end.message_hash, &result);
	else
		send_sms(p, &end.message_hash, &result);
	end.state = state_of(result.end);
	end.reply = shown_reply(p, &result);
	count(p, end.state, end.reply);
	log_attempt(p, channel, &delivery, end.state, end.reply);
	return delivery_finish(p->j->db, &end);
}

/* What nobody may read afterwards: one-time codes, and invitations to sign. */
static bool
is_secret(const struct outbox_row *row)
{
	return strncmp(row->topic, "code.", 5) == 0 || strncmp(row->topic, "cosign.", 7) == 0;
}

/* A channel that failed is tried again later; one that never will is no loss while the other has brought the message. */
static enum err
close_row(const struct passage *p)
{
	bool secret = is_secret(p->row);

	if (p->failed > 0)
		return outbox_failed(p->j->db, p->row, p->now, p->error);
	if (p->lost > 0 && p->sent == 0)
		return outbox_give_up(p->j->db, p->row, p->error);
	return outbox_done(p->j->db, p->row->id, secret);
}

static enum err
compose(struct passage *p)
{
	if (strncmp(p->row->topic, "code.", 5) == 0)
		return code_compose(p->j, p->row, &p->message);
	if (strncmp(p->row->topic, "notice.", 7) == 0)
		return notice_compose(p->j, p->row, &p->message);
	if (strncmp(p->row->topic, "cosign.", 7) == 0)
		return cosign_compose(p->j, p->row, &p->message);
	return FAILURE(&p->j->failure, ERR_INVALID, NULL, NULL, "no topic of exchange");
}

static enum err
pass(struct passage *p)
{
	enum err err;

	if (p->row->not_after != TIME_NONE && p->row->not_after <= p->now)
		return outbox_give_up(p->j->db, p->row, "expired before it could be sent");
	if ((err = compose(p)) == ERR_INVALID || err == ERR_NOT_FOUND) {
		const char *why = arena_strdup(p->j->arena, p->j->failure.log);

		failure_clear(&p->j->failure);
		return outbox_give_up(p->j->db, p->row, why);
	}
	if (err || (p->message.mail != NULL && (err = over_channel(p, "email", p->message.mail))) ||
	    (p->message.phone != NULL && (err = over_channel(p, "sms", p->message.phone))))
		return err;
	return close_row(p);
}

enum err
deliver_run(struct job_ctx *j, bool *ret_more)
{
	struct outbound *out = outbound_open(j->arena, j->module_config);

	for (int i = 0; i < ROWS_A_RUN && !j->stopping(); i++) {
		struct passage p = { .j = j, .out = out };
		size_t count_of_rows;
		enum err err;

		if ((err = db_now(j->db, &p.now)) ||
		    (err = outbox_lease(j->db, EXCHANGE_CONSUMER, p.now, LEASE_SECONDS, 1, &p.row, &count_of_rows)))
			return err;
		if (count_of_rows == 0)
			return OK;
		if ((err = pass(&p)))
			return err;
	}
	*ret_more = true;
	return OK;
}
