/* What the counter must know of the procedure that was chosen, and the fee of what was answered. Private to the counter. */
#ifndef MOTCUA_WORKFLOW_COUNTER_CASE_H
#define MOTCUA_WORKFLOW_COUNTER_CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "domain/definition/form/form.h"
#include "domain/definition/rule/rule.h"
#include "domain/procedure/procedure_store.h"

struct ctx;
struct officer;

enum { COUNTER_AGENCIES = 20 };

struct counter_case {
	struct procedure procedure;
	struct procedure_offering offering;
	struct procedure_channel channel;
	int64_t case_no;
	const struct procedure_case *cases;
	size_t case_count;
	const struct procedure_requirement *requirements;
	size_t requirement_count;
	bool same_day;           /* its result is due the day it comes: it may be given at once */
	struct form *form;       /* NULL: none */
	const struct rule *rule; /* fees, NULL: none */
	const struct form_field *
	    *asked; /* what the fee depends on, directly or through what is computed or shown by it */
	size_t asked_count;
};

/* Agencies at which the officer receives, its own first; how many. */
size_t counter_agencies(const struct officer *officer, int64_t agencies[COUNTER_AGENCIES]);
/* ERR_NOT_FOUND: no such procedure in force that this officer receives at the counter in that case. */
MUST_CHECK enum err counter_case_load(struct ctx *c, const char *code, int64_t case_no, struct counter_case *ret);
/* Hands the form its shared lists as they stand below these answers: before it is shown, checked or reckoned with. */
MUST_CHECK enum err counter_give_choices(
    struct ctx *c, const struct counter_case *which, const struct form_values *values);
/* The fee lines of the answers; none without a rule. ERR_INVALID: the rule gives no proper amount. */
MUST_CHECK enum err counter_fees(
    struct ctx *c, const struct counter_case *which, const struct form_values *values, struct rule_fees *ret);

#endif
