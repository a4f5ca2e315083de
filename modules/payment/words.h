/* Amounts, states and methods in the words of the catalogue, for every page of this module. */
#ifndef MOTCUA_PAYMENT_WORDS_H
#define MOTCUA_PAYMENT_WORDS_H

#include <stdint.h>

#include "core/memory/arena.h"

struct ctx;

/* "16.000 đồng" */
const char *words_amount(struct ctx *c, int64_t amount);
/* "Mười sáu nghìn đồng" */
const char *words_spelled(struct ctx *c, int64_t amount);
/* "Bản sao trích lục hộ tịch (2 × 8.000 đồng)"; without the brackets for a quantity of one. */
const char *words_line(struct ctx *c, const char *name, int64_t quantity, int64_t unit_price);
/* The amount of a line: one that is zero says that the person is exempt. */
const char *words_line_amount(struct ctx *c, int64_t amount);
/* A gateway's or the counter's name for people. */
const char *words_method(struct ctx *c, const char *gateway);
/* message_format with one argument. */
const char *words_with(struct ctx *c, const char *key, const char *name, const char *value);

#endif
