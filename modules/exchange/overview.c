/* The administrator's page over the outbox. See overview.h. */
#include "overview.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/input/field.h"
#include "core/locale/date.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/view.h"
#include "delivery_store.h"
#include "domain/dossier/outbox_store.h"
#include "exchange.h"
#include "overview_store.h"

static const struct field resend_fields[] = {
	FIELD(resend_input, message, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT64_MAX),
};
const struct input resend_input = INPUT(resend_input, resend_fields);

static void
add_count(struct view *list, struct arena *arena, const char *label, int64_t number)
{
	struct view *item = view_item(list);

	view_text(item, "label", label);
	view_text(item, "number", money_text(arena, number));
}

/* "notice.receive" and "code.sms" as administrators call them. */
static const char *
topic_text(struct ctx *c, const char *topic)
{
	static const char notice[] = "notice.";
	const bool told = strncmp(topic, notice, sizeof(notice) - 1) == 0;

	if (strncmp(topic, "cosign.", 7) == 0)
		return ctx_text(c, "exchange.topic.cosign");
	return ctx_text(
	    c, told ? arena_printf(c->arena, "exchange.topic.%s", topic + sizeof(notice) - 1) : "exchange.topic.code");
}

/* once: of the form that sends this row again; NULL where nothing can be sent. */
static void
add_row(struct view *list, struct arena *arena, const struct overview_row *row, const char *topic, const char *once)
{
	struct view *item = view_item(list);

	view_int(item, "id", row->id);
	view_text(item, "topic", topic);
	view_text(item, "number", row->number);
	view_text(item, "channels", row->channels);
	view_text(item, "targets", row->targets);
	view_text(item, "error", row->error);
	view_text(item, "at", moment_text(arena, row->created_at));
	view_text(item, "next_at", row->state[0] == 'w' ? moment_text(arena, row->next_at) : NULL);
	view_int(item, "attempts", row->attempts);
	view_bool(item, "dead", row->state[0] == 'd');
	view_text(item, "once", row->can_resend ? once : NULL);
}

static void
add_counts(struct ctx *c, struct view *page, const struct overview_counts *counts)
{
	struct view *list = view_list(page, "counts");

	add_count(list, c->arena, ctx_text(c, "exchange.waiting"), counts->waiting);
	add_count(list, c->arena, ctx_text(c, "exchange.sent_today"), counts->sent_today);
	add_count(list, c->arena, ctx_text(c, "exchange.failing"), counts->failing);
	add_count(list, c->arena, ctx_text(c, "exchange.dead"), counts->dead);
}

enum err
handle_overview(struct ctx *c, const void *input)
{
	struct view *page = view_object(c->arena), *troubles = view_list(page, "troubles"),
		    *sent = view_list(page, "sent");
	const struct overview_row *rows, *sent_rows;
	struct overview_counts counts;
	size_t row_count, sent_count;
	int64_t now;
	enum err err;

	(void)input;
	if ((err = ctx_now(c, &now)) || (err = overview_counts(c->db, now, &counts)) ||
	    (err = overview_troubles(c->db, &rows, &row_count)) ||
	    (err = overview_sent(c->db, &sent_rows, &sent_count)))
		return err;
	view_text(page, "title", ctx_text(c, "exchange.title"));
	add_counts(c, page, &counts);
	view_bool(page, "any_trouble", row_count > 0);
	for (size_t i = 0; i < row_count; i++)
		add_row(troubles, c->arena, &rows[i], topic_text(c, rows[i].topic), idempotency_key(c));
	view_bool(page, "any_sent", sent_count > 0);
	for (size_t i = 0; i < sent_count; i++)
		add_row(sent, c->arena, &sent_rows[i], topic_text(c, sent_rows[i].topic), NULL);
	view_url(page, "resend_action", OVERVIEW_PATH "/gui-lai");
	return respond_page(c, "exchange/overview", page);
}

struct resend {
	int64_t message, now;
};

static enum err
resend(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct resend *r = arg;
	enum err err = outbox_revive(db, EXCHANGE_CONSUMER, r->message, r->now);

	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s", OVERVIEW_PATH);
	return err ? err : delivery_reopen(db, r->message);
}

enum err
handle_resend(struct ctx *c, const void *input)
{
	const struct resend_input *in = input;
	struct resend r = { .message = in->message };
	enum err err = ctx_now(c, &r.now);

	return err ? err : idempotency_run(c, "exchange.resend", resend, &r);
}

struct view *
overview_sample(struct arena *arena)
{
	const struct overview_row row = { 1, "notice.receive", "dead", "H01-1", "email", "ng***@example.vn", "smtp 550",
		0, 0, 12, true };
	struct view *page = view_object(arena);

	view_text(page, "title", "exchange");
	add_count(view_list(page, "counts"), arena, "waiting", 1);
	view_bool(page, "any_trouble", true);
	add_row(view_list(page, "troubles"), arena, &row, row.topic, "x");
	view_bool(page, "any_sent", true);
	add_row(view_list(page, "sent"), arena, &row, row.topic, NULL);
	view_url(page, "resend_action", OVERVIEW_PATH "/gui-lai");
	return page;
}
