/*
 * PayPlat as a row of the table of gateways: INIT and QUERY over HTTP, CONFIRM as it comes in. See gateway.h. Its
 * documentation is not public; what integrators' code shows is in payplat.h.
 */
#include "gateway.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/parse.h"
#include "core/view/view.h"
#include "domain/dossier/dossier.h"
#include "domain/number/money.h"

#include "attempt_store.h"
#include "demand_store.h"
#include "fields.h"
#include "http_post.h"
#include "payment.h"
#include "payplat.h"
#include "receipt_store.h"

#define VERSION  "1.0.6"
#define CURRENCY "VND"
#define CODE_OK  "00"

enum { LIFE_SECONDS = 15 * 60, NUMBER_MOST = 64 };

static bool
offered(const struct payment_config *config)
{
	return config->payplat_url[0] != '\0' && config->payplat_partner[0] != '\0' && config->payplat_secret.size > 0;
}

/* --- what goes out ----------------------------------------------------------------------------------------------- */

struct pair {
	const char *name, *value;
};

static enum err
fill(struct fields *message, const struct pair *pairs, size_t count)
{
	enum err err = OK;

	for (size_t i = 0; !err && i < count; i++)
		err = fields_add(message, pairs[i].name, pairs[i].value);
	return err;
}

static json_t *
as_json(const struct fields *message)
{
	json_t *root = json_object();

	for (size_t i = 0; i < message->count; i++)
		(void)json_object_set_new(root, message->items[i].name, json_string(message->items[i].value));
	return root;
}

/* For the receipt that the platform makes; not covered by the signature. */
static json_t *
receipt_data(const struct gateway_call *call, const struct order *order)
{
	json_t *fees = json_array();

	for (size_t i = 0; i < order->line_count; i++) {
		const struct demand_line *line = &order->lines[i];

		if (line->amount > 0)
			(void)json_array_append_new(fees,
			    json_pack("{s:s, s:s, s:s, s:s}", "LoaiPhiLePhi",
				strcmp(line->kind, LINE_PHI) == 0 ? "1" : "2", "MaPhiLePhi", line->code, "TenPhiLePhi",
				line->name, "SoTien", arena_printf(call->arena, "%lld", (long long)line->amount)));
	}
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o}", "MaDichVu", "2", "MaTTHC",
	    order->dossier->procedure_code, "TenTTHC", order->dossier->procedure_name, "MaDonVi",
	    order->parties->agency_code, "TenDonVi", order->parties->agency_name, "MaHoSo",
	    dossier_number(order->dossier), "HoTenNguoiNop", order->demand->payer, "DiaChiNguoiNop",
	    order->parties->payer_address, "PhiLePhi", fees);
}

/* Sends `root` (taken over) and reads the flat part of the answer. */
static enum err
send(const struct gateway_call *call, json_t *root, struct bytes *ret_bytes, struct fields *ret_answer)
{
	char *text = json_dumps(root, JSON_COMPACT);
	struct bytes answer;
	enum err err;

	json_decref(root);
	if (text == NULL)
		return FAILURE(call->failure, ERR_INTERNAL, NULL, NULL, "the message is no JSON");
	err = http_post_json(call->arena, call->config->payplat_url,
	    (struct bytes){ (const unsigned char *)text, strlen(text) }, &answer, call->failure);
	free(text);
	if (err)
		return err;
	*ret_bytes = answer;
	return fields_read(call->arena, answer, ret_answer)
		   ? FAILURE(
			 call->failure, ERR_UNAVAILABLE, "payment.gateway_silent", NULL, "payplat: unreadable answer")
		   : OK;
}

static enum err
begin(const struct gateway_call *call, const struct order *order, const char **ret_url)
{
	const struct attempt *a = order->attempt;
	struct fields message = { 0 }, answer;
	struct bytes bytes;
	const struct pair pairs[] = {
		{ "LoaiBanTin", "INIT" },
		{ "PhienBan", VERSION },
		{ "MaDoiTac", call->config->payplat_partner },
		{ "MaThamChieu", a->merchant_ref },
		{ "SoTien", arena_printf(call->arena, "%lld", (long long)a->amount) },
		{ "LoaiHinhThanhToan", "PAY" },
		{ "MaKenhThanhToan", "1" },
		{ "MaThietBi", "1" },
		{ "NgonNgu", "vi-VN" },
		{ "MaTienTe", CURRENCY },
		{ "MaNganHang", "PAYMENT" },
		{ "ThongTinGiaoDich", order->info },
		{ "ThoiGianGD", a->sent_at_text },
		{ "Ip", a->payer_address },
	};
	enum err err = fill(&message, pairs, sizeof(pairs) / sizeof(pairs[0]));
	json_t *root;

	if (err)
		return FAILURE(call->failure, err, "payment.gateway_refused", NULL, "payplat: a value cannot be sent");
	root = as_json(&message);
	(void)json_object_set_new(root, "MaXacThuc",
	    json_string(payplat_sign(call->arena, &message, payplat_init_fields, call->config->payplat_secret)));
	(void)json_object_set_new(root, "ThongTinBienLai", receipt_data(call, order));
	if ((err = send(call, root, &bytes, &answer)))
		return err;
	if (strcmp(fields_get(&answer, "MaLoi"), CODE_OK) != 0)
		return FAILURE(call->failure, ERR_INVALID, "payment.gateway_refused", NULL, "payplat: INIT answered %s",
		    fields_get(&answer, "MaLoi"));
	*ret_url = fields_get(&answer, "UrlThanhToan");
	if (!payplat_may_leave_to(*ret_url, call->config->payplat_url, call->config->payplat_pay_host))
		return FAILURE(call->failure, ERR_INVALID, "payment.gateway_refused", NULL,
		    "payplat: its payment page is not at a host that is configured");
	return OK;
}

/* --- what comes in ----------------------------------------------------------------------------------------------- */

static enum err
read_amount(const struct fields *message, int64_t *ret_amount)
{
	return parse_i64(fields_get(message, "SoTien"), 1, MONEY_MAX, ret_amount);
}

/* An answer to QUERY is not signed as far as is known: it comes over our own connection to the configured host. */
static enum err
query(const struct gateway_call *call, const struct attempt *attempt, struct report *ret_report)
{
	struct fields message = { 0 }, answer;
	struct bytes bytes;
	const struct pair pairs[] = {
		{ "LoaiBanTin", "QUERY" },
		{ "PhienBan", VERSION },
		{ "MaDoiTac", call->config->payplat_partner },
		{ "MaThamChieu", attempt->merchant_ref },
		{ "ThoiGianGD", attempt->sent_at_text },
	};
	const char *state;
	json_t *root;
	enum err err = fill(&message, pairs, sizeof(pairs) / sizeof(pairs[0]));

	if (err)
		return err;
	root = as_json(&message);
	(void)json_object_set_new(root, "MaXacThuc",
	    json_string(payplat_sign(call->arena, &message, payplat_query_fields, call->config->payplat_secret)));
	if ((err = send(call, root, &bytes, &answer)))
		return err;
	if (strcmp(fields_get(&answer, "MaLoi"), "01") == 0)
		return ERR_NOT_FOUND;
	*ret_report = (struct report){ .gateway = gateway_payplat.name,
		.reference = attempt->merchant_ref,
		.amount = AMOUNT_UNSAID,
		.channel = "query",
		.payload = bytes };
	state = fields_get(&answer, "TrangThaiGD");
	ret_report->says = strcmp(state, "1") == 0 ? SAYS_PAID : strcmp(state, "4") == 0 ? SAYS_FAILED : SAYS_NOTHING;
	if (strcmp(fields_get(&answer, "MaLoi"), CODE_OK) != 0 ||
	    strcmp(fields_get(&answer, "MaThamChieu"), attempt->merchant_ref) != 0 ||
	    strlen(fields_get(&answer, "MaGiaoDich")) > NUMBER_MOST || read_amount(&answer, &ret_report->amount))
		return FAILURE(call->failure, ERR_UNAVAILABLE, NULL, NULL, "payplat: QUERY answered %s",
		    fields_get(&answer, "MaLoi"));
	if (ret_report->says == SAYS_PAID && fields_get(&answer, "MaGiaoDich")[0] != '\0')
		ret_report->transaction = fields_get(&answer, "MaGiaoDich");
	return OK;
}

/* The name of the message itself is taken as it came: it is covered by the signature. */
static enum err
read_confirm(const struct gateway_call *call, struct bytes message, struct report *ret_report)
{
	const struct bytes secrets[] = { call->config->payplat_secret, call->config->payplat_secret_previous };
	struct fields *fields = ARENA_NEW(call->arena, struct fields);
	const char *number;

	if (fields_read(call->arena, message, fields))
		return ERR_INVALID;
	if (!payplat_verified(call->arena, fields, payplat_confirm_fields, secrets, 2))
		return ERR_FORBIDDEN;
	number = fields_get(fields, "MaGiaoDich");
	*ret_report = (struct report){
		.gateway = gateway_payplat.name,
		.reference = fields_get(fields, "MaThamChieu"),
		.says = strcmp(fields_get(fields, "MaLoi"), CODE_OK) == 0 ? SAYS_PAID : SAYS_FAILED,
		.channel = "callback",
		.payload = message,
	};
	ret_report->transaction = ret_report->says == SAYS_PAID && number[0] != '\0' ? number : NULL;
	if (strcmp(fields_get(fields, "MaDoiTac"), call->config->payplat_partner) != 0 ||
	    strcmp(fields_get(fields, "MaTienTe"), CURRENCY) != 0 || read_amount(fields, &ret_report->amount) ||
	    strlen(number) > NUMBER_MOST)
		return ERR_INVALID;
	return OK;
}

static const char *
answer_text(enum err err, enum capture_outcome outcome)
{
	if (err == ERR_FORBIDDEN)
		return "payment.answer_signature";
	if (err != OK)
		return err == ERR_INVALID ? "payment.answer_message" : "payment.answer_later";
	if (outcome == CAPTURE_UNKNOWN)
		return "payment.answer_unknown";
	if (outcome == CAPTURE_TAKEN)
		return "payment.answer_later";
	return outcome == CAPTURE_AMOUNT ? "payment.answer_amount" : "payment.answer_ok";
}

static enum err
answer(struct ctx *c, struct bytes message, enum err err, enum capture_outcome outcome)
{
	static const char *const echoed[] = { "MaDoiTac", "MaThamChieu", "ThoiGianGD", "MaXacThuc" };
	const bool good = err == OK && (outcome == CAPTURE_RECORDED || outcome == CAPTURE_KNOWN);
	struct fields *fields = ARENA_NEW(c->arena, struct fields);
	struct view *view = view_object(c->arena);

	if (err == ERR_FORBIDDEN || err == ERR_INVALID || fields_read(c->arena, message, fields))
		fields->count = 0; /* nothing unverified is sent back */
	view_text(view, "MaLoi", good ? CODE_OK : "99");
	view_text(view, "MoTaLoi", ctx_text(c, answer_text(err, outcome)));
	for (size_t i = 0; i < sizeof(echoed) / sizeof(echoed[0]); i++)
		view_text(view, echoed[i], fields_get(fields, echoed[i]));
	return respond_json(c, view);
}

const struct gateway gateway_payplat = {
	.name = "payplat",
	.label = "payment.gateway_payplat",
	.hint = "payment.gateway_payplat_hint",
	.life = LIFE_SECONDS,
	.offered = offered,
	.begin = begin,
	.query = query,
	.read = read_confirm,
	.answer = answer,
};
