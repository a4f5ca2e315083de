/* Đồng amounts. See money.h. */
#include "domain/number/money.h"

enum err
money_from_decimal(struct decimal amount, enum money_sign sign, int64_t *ret_dong)
{
	int64_t dong;
	enum err err = decimal_to_int(amount, &dong);

	if (err != OK)
		return err;
	if (dong > MONEY_MAX || dong < (sign == MONEY_NOT_NEGATIVE ? 0 : -MONEY_MAX))
		return ERR_INVALID;
	*ret_dong = dong;
	return OK;
}

enum err
money_multiply(int64_t quantity, int64_t price, int64_t *ret_dong)
{
	int64_t product;

	if (quantity < 0 || price < 0 || __builtin_mul_overflow(quantity, price, &product) || product > MONEY_MAX)
		return ERR_INVALID;
	*ret_dong = product;
	return OK;
}

enum err
money_add(int64_t a, int64_t b, int64_t *ret_dong)
{
	int64_t sum;

	if (__builtin_add_overflow(a, b, &sum) || sum > MONEY_MAX || sum < -MONEY_MAX)
		return ERR_INVALID;
	*ret_dong = sum;
	return OK;
}
