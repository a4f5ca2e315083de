/* Two outcomes of one walk beside each other: what is otherwise now, line by line, for people. Pure. */
#ifndef MOTCUA_CATALOGUE_WALK_DIFF_H
#define MOTCUA_CATALOGUE_WALK_DIFF_H

#include <stddef.h>
#include <stdint.h>

#include "simulate/walk_record.h"

struct arena;

enum walk_difference_kind {
	WALK_TEXTS,   /* was and now as they stand; NULL: nothing */
	WALK_KEYS,    /* message keys */
	WALK_MOMENTS, /* minutes after the filing; INT64_MIN: none */
	WALK_MONEY,   /* đồng */
};
struct walk_difference {
	const char *message; /* catalogue_simulate.difference.<name>, with {what} */
	const char *what;    /* field, fee line or step */
	enum walk_difference_kind kind;
	const char *was, *now;
	int64_t was_number, now_number;
};
enum { WALK_DIFFERENCES_MAX = 100 };

/* In the order form, fee, steps, end; no more than WALK_DIFFERENCES_MAX are told. 0: the same outcome. */
size_t walk_differences(struct arena *arena, const struct walk_outcome_record *was,
    const struct walk_outcome_record *now, const struct walk_difference **ret_differences);

#endif
