/*
 * Worked examples of a rule: what is put in, what must come out. "2 copies, filed online: 16.000 đ" is kept as a test of every
 * later version of the rule. What comes out is a list of lines that two versions can be compared by; wording (names and legal
 * bases of fees) is no part of it. Pure: the day is part of what is put in.
 */
#ifndef MOTCUA_CATALOGUE_RULE_DESIGN_WORKED_H
#define MOTCUA_CATALOGUE_RULE_DESIGN_WORKED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "domain/definition/rule/rule.h"

struct arena;

enum { GIVEN_MAX = 100, GIVEN_BYTES = 16 * 1024, OUTCOME_LINES = 100 };

struct given_value {
	const char *name; /* of the rule's input */
	const char *text; /* "3", "online", "2026-11-21" or "21/11/2026", "true"; of a list its elements between ";" */
};

struct given {
	const char *decision; /* id */
	int32_t on;           /* the day on which it is worked out */
	const struct given_value *values;
	size_t count;
};

/* As JSON: {"decision": "fees", "on": "2026-11-21", "inputs": {"so_ban": "2"}}. */
const char *given_write(struct arena *arena, const struct given *given);
/* ERR_INVALID: the text is nothing of the kind. */
MUST_CHECK enum err given_read(struct arena *arena, const char *json, struct given *ret_given);

/*
 * Values of the types that the rule declares. ERR_INVALID: a text cannot be of its input's type, or the rule has no such input
 * any more; *ret_bad is its name.
 */
MUST_CHECK enum err given_bind(struct arena *arena, const struct rule *rule, const struct given *given,
    struct feel_context *ret_inputs, const char **ret_bad);

enum outcome_kind {
	OUTCOME_VALUES,   /* lines; none where no row matched */
	OUTCOME_CONFLICT, /* rows contradict each other */
	OUTCOME_REFUSED,  /* a value is not allowed, or is none of its input's type */
	OUTCOME_NO_FEE,   /* a fee line has no proper amount */
	OUTCOME_GONE      /* the rule has no such decision any more */
};
extern const char *const outcome_kind_names[]; /* "values", "conflict" ... in JSON and message keys */

struct outcome {
	enum outcome_kind kind;
	const char *const *lines; /* "khai_thac_ho_tich: 2 x 8000 = 16000", or "agency = "H01"; case_no = 2" */
	size_t count;
	bool is_fees;
	int64_t total;       /* đồng, of fees */
	const char *refused; /* label of the column or name of the input; "" */
	/* Only of what was worked out now, not of what was kept: */
	struct rule_fees fees;
	const size_t *rows; /* that matched, from 0 */
	size_t row_count;
};

void outcome_work_out(
    struct arena *arena, const struct rule *rule, const struct given *given, struct outcome *ret_outcome);
bool outcome_same(const struct outcome *a, const struct outcome *b);
/* As JSON: {"kind": "values", "lines": [...], "total": 16000} (total only of fees). */
const char *outcome_write(struct arena *arena, const struct outcome *outcome);
MUST_CHECK enum err outcome_read(struct arena *arena, const char *json, struct outcome *ret_outcome);

#endif
