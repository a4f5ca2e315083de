/* What the counter must know of the procedure that was chosen: what is asked, and what follows from the answers. Private to the counter. */
#ifndef MOTCUA_WORKFLOW_COUNTER_CASE_H
#define MOTCUA_WORKFLOW_COUNTER_CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "domain/definition/form/form.h"
#include "domain/definition/rule/rule.h"
#include "domain/procedure/course.h"
#include "domain/procedure/paper_list.h"
#include "domain/procedure/procedure_store.h"

struct arena;
struct ctx;
struct officer;

enum { COUNTER_AGENCIES = 20 };

struct counter_case {
	struct procedure procedure;
	struct course course; /* of the counter; as chosen, then as the rule says of the answers */
	const struct procedure_case *cases;
	size_t case_count;
	bool same_day;           /* its result is due the day it comes: it may be given at once */
	struct form *form;       /* NULL: none */
	const struct rule *rule; /* NULL: none */
	/*
	 * What is asked of the form, the rest of it is on paper: what the rule reads, directly or through what is computed or
	 * shown by it; then, from `decided` on, what only conditions of papers read, which nobody must answer.
	 */
	const struct form_field **asked;
	size_t asked_count, decided;
	struct paper_list papers; /* the check-list */
};

/* Agencies at which the officer receives, its own first; how many. */
size_t counter_agencies(const struct officer *officer, int64_t agencies[COUNTER_AGENCIES]);
/* ERR_NOT_FOUND: no such procedure in force that this officer receives at the counter in that case. */
MUST_CHECK enum err counter_case_load(struct ctx *c, const char *code, int64_t case_no, struct counter_case *ret);
/*
 * With these answers: hands the form its shared lists as they stand below them, leads the course where the rule says and makes the
 * check-list. Before anything of them is shown, checked or reckoned with; once.
 */
MUST_CHECK enum err counter_case_answer(struct ctx *c, struct counter_case *which, const struct form_values *values);
/* The fee lines of the answers; none without a rule of fees. ERR_INVALID: the rule gives no proper amount. */
MUST_CHECK enum err counter_fees(
    struct ctx *c, const struct counter_case *which, const struct form_values *values, struct rule_fees *ret);
/* The number by which a line of the check-list is called in the form of the counter. */
int64_t counter_paper_number(const struct paper_line *line);
/* The line of that number; NULL: there is none. */
const struct paper_line *counter_paper(const struct counter_case *which, int64_t number);
/*
 * The case, the agency that solves and the papers that are needed as one word: what the officer had in view comes back with the form, so that
 * nothing is registered otherwise than it was seen. A word that did not come says nothing.
 */
const char *counter_case_word(struct arena *arena, const struct counter_case *which);
bool counter_is_changed(struct arena *arena, const struct counter_case *which, const char *shown);
/* Was it another case that the officer had in view? */
bool counter_is_other_case(const struct counter_case *which, const char *shown);

#endif
