/* What an applicant is told about a dossier. See message.h; the words are in www/messages/<language>/notice.json. */
#include "message.h"

#include <string.h>

#include <jansson.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/system/config.h"
#include "core/system/jobs.h"
#include "domain/directory/directory_store.h"
#include "domain/dossier/dossier_store.h"
#include "domain/dossier/outbox_store.h"
#include "domain/site/site.h"
#include "sms.h"

enum { TEXT_MOST = 64 * 1024 };
#define PREFIX "notice."

/* Lines of a mail beside procedure, number and agency: label and value, where there is a value. */
enum { SHOW_DUE = 1, SHOW_WAIT = 2, SHOW_REASON = 4, SHOW_ITEMS = 8, SHOW_AMOUNT = 16, SHOW_PAID = 32 };

struct kind {
	const char *event;
	unsigned lines;
	bool important; /* by SMS as well: the applicant has to act, or to come */
	bool pays;      /* the next step is the payment page */
};

static const struct kind kinds[] = {
	{ "submit", 0, false, false },
	{ "receive", SHOW_DUE, true, false },
	{ "refuse_intake", SHOW_REASON, true, false },
	{ "ask_intake_supplement", SHOW_ITEMS | SHOW_REASON | SHOW_WAIT, true, false },
	{ "ask_supplement", SHOW_ITEMS | SHOW_REASON | SHOW_WAIT, true, false },
	{ "demand_intake_fee", SHOW_AMOUNT | SHOW_WAIT, false, true },
	{ "demand_fee", SHOW_AMOUNT | SHOW_WAIT, true, true },
	{ "fee_settled", SHOW_PAID | SHOW_DUE, false, false },
	{ "stop", SHOW_REASON, true, false },
	{ "resume", SHOW_DUE, false, false },
	{ "extend", SHOW_REASON | SHOW_DUE, true, false },
	{ "withdraw", SHOW_REASON, false, false },
	{ "close", SHOW_REASON, true, false },
	{ "publish_result", 0, true, false },
	{ "return_result", 0, false, false },
};

/* All that a notice is made of. */
struct notice {
	struct job_ctx *j;
	const struct kind *kind;
	struct dossier dossier;
	struct agency agency;
	struct account account; /* id 0: filed without one */
	const struct dossier_party *applicant;
	json_t *facts;
	const char *name; /* of its texts: the event's, or a variant */
	const char *page; /* where the applicant goes on; NULL: to the office */
};

static void
forget_json(void *object)
{
	json_decref(object);
}

static json_t *
keep_json(struct arena *arena, json_t *json)
{
	if (json != NULL)
		arena_defer(arena, forget_json, json);
	return json;
}

static enum err
find_kind(struct notice *n, const char *topic)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].event, topic + sizeof(PREFIX) - 1) == 0)
			n->kind = &kinds[i];
	return n->kind != NULL ? OK : FAILURE(&n->j->failure, ERR_INVALID, NULL, NULL, "nobody is told of %s", topic);
}

/* The entry of the journal; its facts may have been erased by law since. */
static enum err
read_facts(struct notice *n, int64_t seq)
{
	const struct dossier_event *events;
	size_t count;
	enum err err = dossier_events(n->j->db, n->dossier.id, &events, &count);

	if (err)
		return err;
	for (size_t i = 0; i < count; i++) {
		if (events[i].seq != seq || strcmp(events[i].kind, n->kind->event) != 0)
			continue;
		if (events[i].facts != NULL)
			n->facts = keep_json(n->j->arena, json_loads(events[i].facts, 0, NULL));
		return OK;
	}
	return FAILURE(&n->j->failure, ERR_INVALID, NULL, NULL, "the journal has no such event");
}

static enum err
read_applicant(struct notice *n)
{
	const struct dossier_party *parties;
	size_t count;
	enum err err = dossier_parties(n->j->db, n->dossier.id, &parties, &count);

	if (err)
		return err;
	for (size_t i = 0; i < count; i++)
		if (strcmp(parties[i].role, "applicant") == 0)
			n->applicant = &parties[i];
	if (n->applicant == NULL)
		return FAILURE(&n->j->failure, ERR_INVALID, NULL, NULL, "a dossier without applicant");
	if (n->dossier.account_id == DB_NULL_INT)
		return OK;
	err = account_by_id(n->j->db, n->dossier.account_id, &n->account);
	return err == ERR_NOT_FOUND ? OK : err;
}

static enum err
read_notice(struct notice *n, const struct outbox_row *row)
{
	json_t *payload = keep_json(n->j->arena, json_loads(row->payload, 0, NULL));
	json_int_t dossier, seq;
	enum err err = find_kind(n, row->topic);

	if (err)
		return err;
	if (payload == NULL || json_unpack(payload, "{s:I, s:I}", "dossier", &dossier, "seq", &seq) != 0)
		return FAILURE(&n->j->failure, ERR_INVALID, NULL, NULL, "a notice without dossier and event");
	if ((err = dossier_by_id(n->j->db, dossier, &n->dossier)) || (err = read_facts(n, seq)) ||
	    (err = read_applicant(n)))
		return err;
	return agency_by_id(n->j->db, n->dossier.agency_solving_id, &n->agency);
}

static bool
deployed(const struct notice *n, const char *module)
{
	return config_has_word(&n->j->config->modules, module);
}

/* A dossier of an account goes on at its own page; one from the counter is looked up, and acted upon at the office. */
static void
choose_page(struct notice *n)
{
	const char *base = n->j->config->base_url, *number = n->dossier.filing_number;

	if (n->account.id == 0)
		return;
	if (n->kind->pays && deployed(n, "payment"))
		n->page = arena_printf(n->j->arena, "%s/thanh-toan/%s", base, number);
	else if (!n->kind->pays && deployed(n, "submission"))
		n->page = arena_printf(n->j->arena, "%s/tai-khoan/ho-so/%s", base, number);
}

/* A published refusal is another message than a published paper, and nothing paid another than a payment. */
static void
choose_texts(struct notice *n)
{
	const char *method = json_string_value(json_object_get(n->facts, "method"));

	n->name = n->kind->event;
	if (strcmp(n->name, "publish_result") == 0 && n->dossier.outcome != NULL &&
	    strcmp(n->dossier.outcome, "refused") == 0)
		n->name = "publish_refusal";
	if (strcmp(n->name, "fee_settled") == 0 && method != NULL && strcmp(method, "exempt") == 0)
		n->name = "fee_exempt";
}

static const char *
key_of(const struct notice *n, const char *part)
{
	return arena_printf(n->j->arena, PREFIX "%s.%s", n->name, part);
}

static const char *
fact(const struct notice *n, const char *name)
{
	return json_string_value(json_object_get(n->facts, name));
}

static const char *
moment_or_null(const struct notice *n, int64_t at)
{
	return at == TIME_NONE ? NULL : moment_text(n->j->arena, at);
}

static const char *
amount(const struct notice *n, const char *name)
{
	const json_t *value = json_object_get(n->facts, name);

	return json_is_integer(value) && json_integer_value(value) != 0
		   ? money_text(n->j->arena, json_integer_value(value))
		   : NULL;
}

static const char *
formatted(const struct notice *n, const char *key)
{
	const struct province *province = site_province();
	const char *due = moment_or_null(n, n->dossier.due_at), *wait = moment_or_null(n, n->dossier.wait_until);
	const char *sum = amount(n, "total");

	return message_format(n->j->arena, n->j->messages, MESSAGES_FIRST_LANGUAGE, key,
	    MESSAGE_ARGUMENTS({ "name", n->applicant->name }, { "number", dossier_number(&n->dossier) },
		{ "agency", n->agency.name }, { "due", due != NULL ? due : "" }, { "wait", wait != NULL ? wait : "" },
		{ "amount", sum != NULL ? sum : "" }, { "page", n->page != NULL ? n->page : "" },
		{ "tracking", arena_printf(n->j->arena, "%s/tra-cuu", n->j->config->base_url) },
		{ "operator", province->operator_name }, { "hotline", province->hotline },
		{ "hours", province->hotline_hours }));
}

static void
add_line(const struct notice *n, struct buffer *out, const char *label, const char *value)
{
	if (value == NULL || value[0] == '\0')
		return;
	buffer_printf(out, "%s: %s\n", message(n->j->messages, MESSAGES_FIRST_LANGUAGE, label), value);
}

static void
add_items(const struct notice *n, struct buffer *out)
{
	const json_t *items = json_object_get(n->facts, "items");

	if (json_array_size(items) == 0)
		return;
	buffer_printf(out, "%s:\n", message(n->j->messages, MESSAGES_FIRST_LANGUAGE, PREFIX "line.items"));
	for (size_t i = 0; i < json_array_size(items); i++)
		if (json_is_string(json_array_get(items, i)))
			buffer_printf(out, "- %s\n", json_string_value(json_array_get(items, i)));
}

static void
add_lines(const struct notice *n, struct buffer *out)
{
	unsigned lines = n->kind->lines;
	const char *sum = amount(n, (lines & SHOW_PAID) != 0 ? "amount" : "total");

	add_line(n, out, PREFIX "line.procedure", n->dossier.procedure_name);
	add_line(n, out, n->dossier.code != NULL ? PREFIX "line.code" : PREFIX "line.filing_number",
	    dossier_number(&n->dossier));
	add_line(n, out, PREFIX "line.agency", n->agency.name);
	if ((lines & SHOW_ITEMS) != 0)
		add_items(n, out);
	if ((lines & SHOW_REASON) != 0)
		add_line(n, out, PREFIX "line.reason", fact(n, "reason"));
	if ((lines & (SHOW_AMOUNT | SHOW_PAID)) != 0 && sum != NULL)
		add_line(n, out, PREFIX "line.amount",
		    message_format(n->j->arena, n->j->messages, MESSAGES_FIRST_LANGUAGE, PREFIX "line.dong",
			MESSAGE_ARGUMENTS({ "amount", sum })));
	if ((lines & SHOW_PAID) != 0)
		add_line(n, out, PREFIX "line.receipt", fact(n, "receipt"));
	if ((lines & SHOW_WAIT) != 0)
		add_line(n, out, PREFIX "line.wait", moment_or_null(n, n->dossier.wait_until));
	if ((lines & SHOW_DUE) != 0)
		add_line(n, out, PREFIX "line.due", moment_or_null(n, n->dossier.due_at));
	add_line(n, out, PREFIX "line.contact", fact(n, "contact"));
}

/* Greeting, what happened, the facts, what to do next, where to follow it, whom to ask. */
static const char *
mail_text(const struct notice *n)
{
	struct buffer out;
	bool person = strcmp(n->applicant->kind, "organisation") != 0;

	buffer_init(&out, n->j->arena, TEXT_MOST);
	buffer_printf(&out, "%s\n\n", formatted(n, person ? PREFIX "greeting" : PREFIX "greeting_organisation"));
	buffer_printf(&out, "%s\n\n", formatted(n, key_of(n, "body")));
	add_lines(n, &out);
	buffer_printf(&out, "\n%s\n", formatted(n, key_of(n, n->page != NULL ? "next" : "next_office")));
	buffer_char(&out, '\n');
	if (deployed(n, "submission"))
		buffer_printf(&out, "%s\n", formatted(n, PREFIX "tracking"));
	buffer_printf(&out, "%s\n\n%s\n", formatted(n, PREFIX "hotline"), formatted(n, PREFIX "signature"));
	return out.data;
}

/* The tracking address goes along where it fits. */
static const char *
sms_text(const struct notice *n)
{
	const char *text = formatted(n, key_of(n, "sms"));
	const char *with = arena_printf(n->j->arena, "%s %s/tra-cuu", text, n->j->config->base_url);

	return deployed(n, "submission") && sms_segments(with) <= SMS_SEGMENTS_MOST ? with : text;
}

/* Who is exempt from every line is asked for nothing: that it is so comes with the notice of the fee's end. */
static bool
asks_for_nothing(const struct notice *n)
{
	const json_t *total = json_object_get(n->facts, "total");

	return n->kind->pays && json_is_integer(total) && json_integer_value(total) == 0;
}

static const char *
first_of(const char *own, const char *of_account)
{
	if (own != NULL && own[0] != '\0')
		return own;
	return of_account != NULL && of_account[0] != '\0' ? of_account : NULL;
}

enum err
notice_compose(struct job_ctx *j, const struct outbox_row *row, struct message_out *ret_message)
{
	struct notice n = { .j = j };
	enum err err = read_notice(&n, row);

	if (err)
		return err;
	*ret_message = (struct message_out){ .mail = NULL };
	if (asks_for_nothing(&n))
		return OK;
	choose_page(&n);
	choose_texts(&n);
	*ret_message = (struct message_out){
		.mail = first_of(n.applicant->email, n.account.email),
		.phone = first_of(n.applicant->phone, n.account.phone),
	};
	if (ret_message->mail != NULL) {
		ret_message->subject = formatted(&n, key_of(&n, "subject"));
		ret_message->text = mail_text(&n);
		if (!n.kind->important)
			ret_message->phone = NULL;
	}
	if (ret_message->phone != NULL)
		ret_message->sms = sms_text(&n);
	return OK;
}
