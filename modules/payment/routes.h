/* The routes of the payment module by area, put together in main.c. */
#ifndef MOTCUA_PAYMENT_ROUTES_H
#define MOTCUA_PAYMENT_ROUTES_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/route.h"

struct ctx;

extern const struct route payment_routes[];
extern const size_t payment_routes_count;

/* Handlers, by file. */

/* callback.c */
enum err handle_payplat_confirm(struct ctx *c, const void *input);
void refuse_payplat_confirm(struct ctx *c, enum err err);
enum err handle_vnpay_ipn(struct ctx *c, const void *input);
void refuse_vnpay_ipn(struct ctx *c, enum err err);

/* pay.c */
struct number_input {
	const char *number;
};
struct pay_input {
	const char *number, *method;
};
struct leave_input {
	const char *number, *ma;
};
struct return_input {
	const char *gateway, *payplat_reference, *vnpay_reference;
};
enum err handle_home(struct ctx *c, const void *input);
enum err handle_mine(struct ctx *c, const void *input);
enum err handle_pay(struct ctx *c, const void *input);
enum err handle_start(struct ctx *c, const void *input);
enum err handle_start_again(struct ctx *c, const void *input);
enum err handle_leave(struct ctx *c, const void *input);
enum err handle_return(struct ctx *c, const void *input);
enum err handle_my_receipts(struct ctx *c, const void *input);

/* cashier.c */
struct cashier_input {
	const char *q;
	int64_t truoc;
};
struct cash_input {
	const char *number;
	int64_t demand, version, received; /* demand: the event that asked for the fee */
};
struct day_input {
	int32_t ngay;
};
enum err handle_cashier(struct ctx *c, const void *input);
enum err handle_cashier_demand(struct ctx *c, const void *input);
enum err handle_take_cash(struct ctx *c, const void *input);
enum err handle_take_cash_again(struct ctx *c, const void *input);
enum err handle_cashier_receipts(struct ctx *c, const void *input);
enum err handle_takings(struct ctx *c, const void *input);

#endif
