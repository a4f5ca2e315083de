/* VNPAY as a row of the table of gateways: pay URL, IPN, querydr. See gateway.h and vnpay.h. */
#include "gateway.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/security/random.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/view.h"
#include "domain/dossier/dossier.h"

#include "attempt_store.h"
#include "fields.h"
#include "http_post.h"
#include "payment.h"
#include "vnpay.h"

#define VERSION  "2.1.0"
#define CODE_OK  "00"
#define NO_MONEY "0" /* vnp_TransactionNo of a payment that was not made */

enum { LIFE_SECONDS = 15 * 60, ADDRESS_SHORTEST = 7, REQUEST_SIZE = 24 };
#define SECOND INT64_C(1000000)

static const char *const query_fields[] = { "vnp_RequestId", "vnp_Version", "vnp_Command", "vnp_TmnCode", "vnp_TxnRef",
	"vnp_TransactionDate", "vnp_CreateDate", "vnp_IpAddr", "vnp_OrderInfo", NULL };
static const char *const query_answer_fields[] = { "vnp_ResponseId", "vnp_Command", "vnp_ResponseCode", "vnp_Message",
	"vnp_TmnCode", "vnp_TxnRef", "vnp_Amount", "vnp_BankCode", "vnp_PayDate", "vnp_TransactionNo",
	"vnp_TransactionType", "vnp_TransactionStatus", "vnp_OrderInfo", "vnp_PromotionCode", "vnp_PromotionAmount",
	NULL };

static bool
offered(const struct payment_config *config)
{
	return config->vnpay_pay_url[0] != '\0' && config->vnpay_api_url[0] != '\0' &&
	       config->vnpay_terminal[0] != '\0' && config->vnpay_secret.size > 0;
}

/* The protocol asks for at least seven characters; "::1" has three. */
static const char *
address_of(const struct attempt *attempt)
{
	return strlen(attempt->payer_address) < ADDRESS_SHORTEST ? "0.0.0.0" : attempt->payer_address;
}

static enum err
begin(const struct gateway_call *call, const struct order *order, const char **ret_url)
{
	const struct attempt *a = order->attempt;
	struct vnpay_message message = { .count = 0 };
	const char *canonical;
	const struct {
		const char *name, *value;
	} pairs[] = {
		{ "vnp_Version", VERSION },
		{ "vnp_Command", "pay" },
		{ "vnp_TmnCode", call->config->vnpay_terminal },
		{ "vnp_Amount", arena_printf(call->arena, "%lld", (long long)a->amount * 100) },
		{ "vnp_CreateDate", a->sent_at_text },
		{ "vnp_CurrCode", "VND" },
		{ "vnp_IpAddr", address_of(a) },
		{ "vnp_Locale", "vn" },
		{ "vnp_OrderInfo", order->info },
		{ "vnp_OrderType", "other" },
		{ "vnp_ReturnUrl", order->return_url },
		{ "vnp_ExpireDate", gateway_time(call->arena, a->created_at + LIFE_SECONDS * SECOND) },
		{ "vnp_TxnRef", a->merchant_ref },
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (!vnpay_is_plain(pairs[i].value) || vnpay_add(&message, pairs[i].name, pairs[i].value))
			return FAILURE(call->failure, ERR_INVALID, "payment.gateway_refused", NULL,
			    "vnpay: %s cannot be sent", pairs[i].name);
	canonical = vnpay_canonical(call->arena, &message);
	*ret_url = arena_printf(call->arena, "%s?%s&vnp_SecureHash=%s", call->config->vnpay_pay_url, canonical,
	    vnpay_sign(call->arena, call->config->vnpay_secret, canonical));
	return OK;
}

/* Paid only if both codes say so; whoever was debited but is not through is held for a person to look. */
static enum report_says
verdict(const char *code, const char *status)
{
	if (strcmp(code, CODE_OK) == 0 && strcmp(status, CODE_OK) == 0)
		return SAYS_PAID;
	if (strcmp(code, "07") == 0 || strcmp(status, "01") == 0 || strcmp(status, "04") == 0 ||
	    strcmp(status, "07") == 0)
		return SAYS_HELD;
	return SAYS_FAILED;
}

static enum err
read_ipn(const struct gateway_call *call, struct bytes bytes, struct report *ret_report)
{
	const struct bytes secrets[] = { call->config->vnpay_secret, call->config->vnpay_secret_previous };
	struct vnpay_message *message = ARENA_NEW(call->arena, struct vnpay_message);
	const char *number;

	if (bytes.size > VNPAY_QUERY_MOST ||
	    vnpay_parse(call->arena, arena_strndup(call->arena, (const char *)bytes.data, bytes.size), message))
		return ERR_INVALID;
	if (!vnpay_verified(call->arena, message, secrets, 2))
		return ERR_FORBIDDEN;
	number = vnpay_value(message, "vnp_TransactionNo");
	*ret_report = (struct report){
		.gateway = gateway_vnpay.name,
		.reference = vnpay_value(message, "vnp_TxnRef"),
		.says =
		    verdict(vnpay_value(message, "vnp_ResponseCode"), vnpay_value(message, "vnp_TransactionStatus")),
		.transaction = number[0] != '\0' && strcmp(number, NO_MONEY) != 0 ? number : NULL,
		.channel = "callback",
		.payload = bytes,
	};
	if (strcmp(vnpay_value(message, "vnp_TmnCode"), call->config->vnpay_terminal) != 0 ||
	    vnpay_amount(vnpay_value(message, "vnp_Amount"), &ret_report->amount) || strlen(number) > 15 ||
	    !vnpay_is_plain(ret_report->reference))
		return ERR_INVALID;
	return OK;
}

/* --- querydr ----------------------------------------------------------------------------------------------------- */

static enum err
query_body(const struct gateway_call *call, const struct attempt *a, const char **ret_body)
{
	char request[REQUEST_SIZE + 1];
	struct fields message = { 0 };
	json_t *root;
	char *text;

	random_digits(request, REQUEST_SIZE);
	const struct {
		const char *name, *value;
	} pairs[] = {
		{ "vnp_RequestId", request },
		{ "vnp_Version", VERSION },
		{ "vnp_Command", "querydr" },
		{ "vnp_TmnCode", call->config->vnpay_terminal },
		{ "vnp_TxnRef", a->merchant_ref },
		{ "vnp_TransactionDate", a->sent_at_text },
		{ "vnp_CreateDate", gateway_time(call->arena, call->now) },
		{ "vnp_IpAddr", address_of(a) },
		{ "vnp_OrderInfo", a->merchant_ref },
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (fields_add(&message, pairs[i].name, pairs[i].value))
			return ERR_INTERNAL;
	root = json_object();
	for (size_t i = 0; i < message.count; i++)
		(void)json_object_set_new(root, message.items[i].name, json_string(message.items[i].value));
	(void)json_object_set_new(root, "vnp_SecureHash",
	    json_string(
		vnpay_sign(call->arena, call->config->vnpay_secret, fields_line(call->arena, &message, query_fields))));
	text = json_dumps(root, JSON_COMPACT);
	json_decref(root);
	if (text == NULL)
		return ERR_INTERNAL;
	*ret_body = arena_strdup(call->arena, text);
	free(text);
	return OK;
}

/* A verified answer with code 00. */
static enum err
read_query_answer(
    const struct gateway_call *call, const struct attempt *attempt, const struct fields *answer, struct report *report)
{
	const struct bytes secrets[] = { call->config->vnpay_secret, call->config->vnpay_secret_previous };
	const char *number = fields_get(answer, "vnp_TransactionNo");
	const char *status = fields_get(answer, "vnp_TransactionStatus");

	if (!vnpay_signed_by(call->arena, fields_line(call->arena, answer, query_answer_fields),
		fields_get(answer, "vnp_SecureHash"), secrets, 2) ||
	    strcmp(fields_get(answer, "vnp_TxnRef"), attempt->merchant_ref) != 0 ||
	    strcmp(fields_get(answer, "vnp_TmnCode"), call->config->vnpay_terminal) != 0 ||
	    vnpay_amount(fields_get(answer, "vnp_Amount"), &report->amount))
		return FAILURE(call->failure, ERR_UNAVAILABLE, NULL, NULL, "vnpay: an answer to querydr is not right");
	report->says = strcmp(status, "01") == 0 ? SAYS_NOTHING : verdict(CODE_OK, status);
	report->transaction = number[0] != '\0' && strcmp(number, NO_MONEY) != 0 ? number : NULL;
	return OK;
}

static enum err
query(const struct gateway_call *call, const struct attempt *attempt, struct report *ret_report)
{
	struct fields answer;
	struct bytes bytes;
	const char *body = NULL, *code;
	enum err err = query_body(call, attempt, &body);

	if (err || (err = http_post_json(call->arena, call->config->vnpay_api_url,
			(struct bytes){ (const unsigned char *)body, strlen(body) }, &bytes, call->failure)))
		return err;
	if (fields_read(call->arena, bytes, &answer))
		return FAILURE(call->failure, ERR_UNAVAILABLE, NULL, NULL, "vnpay: unreadable answer to querydr");
	code = fields_get(&answer, "vnp_ResponseCode");
	if (strcmp(code, "91") == 0)
		return ERR_NOT_FOUND;
	if (strcmp(code, CODE_OK) != 0)
		return FAILURE(call->failure, ERR_UNAVAILABLE, NULL, NULL, "vnpay: querydr answered %s", code);
	*ret_report = (struct report){
		.gateway = gateway_vnpay.name, .reference = attempt->merchant_ref, .channel = "query", .payload = bytes
	};
	return read_query_answer(call, attempt, &answer, ret_report);
}

/* --- the answer to an IPN: exact, always 200 --------------------------------------------------------------------- */

static enum err
answer(struct ctx *c, struct bytes message, enum err err, enum capture_outcome outcome)
{
	static const struct {
		const char *code, *text;
	} replies[] = {
		[CAPTURE_RECORDED] = { "00", "Confirm Success" },
		[CAPTURE_KNOWN] = { "02", "Order already confirmed" },
		[CAPTURE_UNKNOWN] = { "01", "Order not found" },
		[CAPTURE_AMOUNT] = { "04", "Invalid amount" },
		[CAPTURE_TAKEN] = { "99", "Unknown error" },
	};
	struct view *view = view_object(c->arena);

	(void)message;
	if (err == ERR_FORBIDDEN) {
		view_text(view, "RspCode", "97");
		view_text(view, "Message", "Invalid signature");
	} else {
		view_text(view, "RspCode", err ? "99" : replies[outcome].code);
		view_text(view, "Message", err ? "Unknown error" : replies[outcome].text);
	}
	return respond_json(c, view);
}

const struct gateway gateway_vnpay = {
	.name = "vnpay",
	.label = "payment.gateway_vnpay",
	.hint = "payment.gateway_vnpay_hint",
	.life = LIFE_SECONDS,
	.signed_return = true,
	.offered = offered,
	.begin = begin,
	.query = query,
	.read = read_ipn,
	.answer = answer,
};
