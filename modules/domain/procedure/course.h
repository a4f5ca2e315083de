/*
 * The course of one filing, the same for whoever files at home and for whoever stands at the counter: to which case and which
 * solving agency the rule of the procedure leads the answers, which fee it prescribes, which papers it asks for. Reads the catalogue
 * only. What must be filed for it is in paper_list.h.
 */
#ifndef MOTCUA_DOMAIN_PROCEDURE_COURSE_H
#define MOTCUA_DOMAIN_PROCEDURE_COURSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "domain/definition/form/form.h"
#include "domain/definition/rule/rule.h"
#include "domain/procedure/procedure_store.h"

struct arena;
struct db;

/* What the rule may read, and of which procedure it is the rule. */
struct course_facts {
	const struct procedure *procedure;
	const char *channel;              /* online, counter, post */
	const struct form *form;          /* NULL: the procedure has none */
	const struct form_values *values; /* the answers so far */
	int32_t today;
};

struct course {
	int64_t case_no;                    /* as chosen by a person, then as the rule says */
	struct procedure_channel channel;   /* of that case */
	struct procedure_offering offering; /* who receives, as chosen; who solves, as the rule says */
	const struct procedure_requirement *requirements;
	size_t requirement_count;
	struct rule_papers papers; /* what the rule says of papers: stronger than the requirements */
	/* The row of the rule's table "routing" by which the case and the agency came about, from 1; 0: they are as chosen. */
	size_t case_row, agency_row;
};

/* The rule with which the procedure goes today; NULL: it has none. ERR_INTERNAL: what is in force cannot be read. */
MUST_CHECK enum err course_rule(
    struct db *db, struct arena *arena, const struct procedure *procedure, struct rule **ret_rule);

/* The keys of the form and "channel" (domain/definition/rule/rule.h). Pure; `facts->procedure` is not read. */
struct feel_context course_inputs(struct arena *arena, const struct course_facts *facts);

/* Channel and papers of the case that was chosen. ERR_NOT_FOUND: the procedure is not offered by that channel in that case. */
MUST_CHECK enum err course_begin(
    struct db *db, const struct course_facts *facts, int64_t case_no, struct course *course);

/*
 * Leads the course where the rule says. A case, agency or paper that the procedure does not have, and a rule that gives no result,
 * are logged as an error and passed over: then it is as the procedure says, and nobody loses what was declared.
 */
MUST_CHECK enum err course_follow(struct db *db, struct arena *arena, const struct rule *rule,
    const struct course_facts *facts, struct course *course);

/* The fee lines; count 0 without a rule of fees. ERR_INVALID: the rule gives no proper amount. Pure. */
MUST_CHECK enum err course_fees(
    struct arena *arena, const struct rule *rule, const struct course_facts *facts, struct rule_fees *ret_fees);

#endif
