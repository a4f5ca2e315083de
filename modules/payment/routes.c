/* The one route table of the payment module: who may do what, and what may come in. */
#include "routes.h"

#include "core/input/field.h"
#include "core/server/route.h"
#include "domain/directory/officer_guard.h"

enum { CALLBACK_BODY = 8192 };

static const char *const methods[] = { "payplat", "vnpay", NULL };

static const struct field number_fields[] = { FIELD(number_input, number, FIELD_CODE, FROM_PATH, .required = true) };
static const struct field pay_fields[] = {
	FIELD(pay_input, number, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(pay_input, method, FIELD_CHOICE, FROM_FORM, .required = true, .choices = methods,
	    .label = "payment.method"),
};
static const struct field leave_fields[] = {
	FIELD(leave_input, number, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(leave_input, ma, FIELD_CODE, FROM_QUERY, .required = true),
};
static const struct field return_fields[] = {
	FIELD(return_input, gateway, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(return_input, payplat_reference, "MaThamChieu", FIELD_CODE, FROM_QUERY),
	FIELD_NAMED(return_input, vnpay_reference, "vnp_TxnRef", FIELD_CODE, FROM_QUERY),
};
static const struct field cashier_fields[] = {
	FIELD(cashier_input, q, FIELD_TEXT, FROM_QUERY, .max = 100),
	FIELD(cashier_input, truoc, FIELD_INT, FROM_QUERY, .min = 1, .max = INT64_MAX, .otherwise = INT64_MAX),
};
static const struct field cash_fields[] = {
	FIELD(cash_input, number, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(cash_input, demand, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX),
	FIELD(cash_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX),
	FIELD(cash_input, received, FIELD_MONEY, FROM_FORM, .required = true, .min = 1, .max = 1000000000000,
	    .label = "payment.received"),
};
static const struct field day_fields[] = { FIELD(day_input, ngay, FIELD_DATE, FROM_QUERY) };

static const struct input number_input = INPUT(number_input, number_fields);
static const struct input pay_input = INPUT(pay_input, pay_fields);
static const struct input leave_input = INPUT(leave_input, leave_fields);
static const struct input return_input = INPUT(return_input, return_fields);
static const struct input cashier_input = INPUT(cashier_input, cashier_fields);
static const struct input cash_input = INPUT(cash_input, cash_fields);
static const struct input day_input = INPUT(day_input, day_fields);

const struct route payment_routes[] = {
	{ GET, "/", NULL, &guard_anyone, handle_home, .summary = "First page where fees are all that is deployed" },
	{ GET, "/thanh-toan", NULL, &guard_citizen, handle_mine, .summary = "What the citizen owes" },
	{ GET, "/thanh-toan/{number}", &number_input, &guard_citizen, handle_pay, .summary = "A dossier's fees" },
	{ POST, "/thanh-toan/{number}", &pay_input, &guard_citizen, handle_start, .again = handle_start_again,
	    .summary = "Begins to pay at a gateway" },
	{ GET, "/thanh-toan/{number}/roi-trang", &leave_input, &guard_citizen, handle_leave,
	    .summary = "Amount and destination, before leaving" },
	{ GET, "/thanh-toan/{number}/bien-lai", &number_input, &guard_citizen, handle_my_receipts,
	    .summary = "Receipts to print" },
	{ GET, "/thanh-toan/tro-ve/{gateway}", &return_input, &guard_citizen, handle_return,
	    .summary = "Back from a gateway: reads only" },

	{ POST, "/thanh-toan/goi-lai/payplat", NULL, &guard_anyone, handle_payplat_confirm,
	    .refusal = refuse_payplat_confirm, .flags = ROUTE_NO_CSRF | ROUTE_RAW_BODY, .body_limit = CALLBACK_BODY,
	    .answers = "application/json", .holds = "MaLoi, MoTaLoi and what the gateway gave, as PayPlat has it",
	    .summary = "PayPlat CONFIRM, signed" },
	{ GET, "/thanh-toan/goi-lai/vnpay", NULL, &guard_anyone, handle_vnpay_ipn, .refusal = refuse_vnpay_ipn,
	    .flags = ROUTE_NO_CSRF, .answers = "application/json", .holds = "RspCode and Message, as VNPay has it",
	    .summary = "VNPAY IPN, signed" },

	{ GET, "/can-bo/thu-ngan", &cashier_input, &guard_cashier, handle_cashier, .summary = "Open demands" },
	{ GET, "/can-bo/thu-ngan/trong-ngay", &day_input, &guard_cashier, handle_takings, .again = handle_takings,
	    .summary = "What was taken on a day" },
	{ GET, "/can-bo/thu-ngan/{number}", &number_input, &guard_cashier, handle_cashier_demand,
	    .summary = "A dossier's fees at the counter" },
	{ POST, "/can-bo/thu-ngan/{number}", &cash_input, &guard_cashier, handle_take_cash,
	    .again = handle_take_cash_again, .summary = "Takes cash" },
	{ GET, "/can-bo/thu-ngan/{number}/bien-lai", &number_input, &guard_cashier, handle_cashier_receipts,
	    .summary = "Receipts to print" },
};
const size_t payment_routes_count = sizeof(payment_routes) / sizeof(payment_routes[0]);
