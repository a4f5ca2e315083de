/*
 * Rules: DMN decision tables (hit policies UNIQUE, FIRST, ANY, RULE ORDER, COLLECT and COLLECT with SUM, MIN, MAX,
 * COUNT) and literal expressions, read from DMN 1.2-1.5 XML, type-checked, evaluated on named inputs. Pure.
 * What lies outside the subset is refused with the element's id.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_RULE_H
#define MOTCUA_DOMAIN_DEFINITION_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "domain/definition/definition_error.h"
#include "domain/definition/feel/feel.h"

struct arena;

enum { RULE_BYTES_MAX = 256 * 1024, RULE_DECISIONS_MAX = 50, RULE_COLUMNS_MAX = 30, RULE_ROWS_MAX = 1000 };

struct rule;

/* ERR_TOO_LARGE past RULE_BYTES_MAX, ERR_INVALID with *error. */
enum err rule_parse(
    struct arena *arena, const char *xml, size_t size, struct rule **ret, struct definition_error *error) MUST_CHECK;

/* Names and types of the inputData that the rule declares; spaces allowed. */
void rule_inputs(const struct rule *rule, struct feel_names *ret);
/* Those of them that a column, a cell or an expression reads: what there is to ask of whoever tries the rule. */
void rule_reads(const struct rule *rule, struct feel_names *ret);
/*
 * Do these answers give the rule that input, as the type that it is read as? "channel" is always given: whoever evaluates
 * adds it (domain/procedure/course.h).
 */
bool rule_input_is_given(const struct feel_names *answers, const struct feel_name *input);

/* One match: the outputs of a rule row, or the single value of a literal expression (output name ""). */
struct rule_output {
	const struct feel_binding *items;
	size_t count;
};

/*
 * UNIQUE, FIRST, ANY and literal expressions: count 1, or 0 if nothing matched. RULE ORDER and COLLECT: one per match.
 * COLLECT with an aggregator: count 1. UNIQUE with two matches, ANY with different ones: count 0 and `conflict`.
 * An input outside inputValues (or the allowedValues of its type), an output outside outputValues: count 0 and `refused`;
 * no value at all is never outside. A decision whose required decision conflicts or was refused is refused with it.
 */
struct rule_result {
	const struct rule_output *items;
	size_t count;
	bool conflict;
	bool collected;     /* the decision is a list */
	const size_t *rows; /* rows of the table that matched, from 0, in order; also where they conflict */
	size_t row_count;   /* 0 where the defaults of the outputs were taken, and of a literal expression */
	const char
	    *refused; /* label of the column whose value is not among those allowed, else NULL: count is then 0 */
};

/* `decision` by id or name; ERR_NOT_FOUND if there is none. Never fails for its values: those are null. */
enum err rule_evaluate(struct arena *arena, const struct rule *rule, const char *decision,
    const struct feel_context *inputs, struct rule_result *ret) MUST_CHECK;

/*
 * A fee rule is a DMN file whose decision with id "fees" is a table with hit policy COLLECT and these outputs:
 *   kind      "phi" or "le_phi" (Luật Phí và lệ phí 97/2015/QH13, Điều 3)
 *   code      identifier of the line, unique within the result, [a-z0-9_.-]{1,40}
 *   name      name for people
 *   price     đồng for one, whole, 0 or more
 *   quantity  whole, 0 or more; column left out: 1
 *   basis     legal basis, for people
 * No match: no fee is prescribed. A match with price 0: a fee is prescribed and this person is exempt from it.
 * Inputs by convention: the keys of the form, and "channel" ("online", "counter", "post").
 */
enum rule_fee_kind { RULE_FEE_PHI, RULE_FEE_LE_PHI };

struct rule_fee {
	enum rule_fee_kind kind;
	const char *code, *name, *basis;
	int64_t price, quantity, amount; /* đồng */
};

struct rule_fees {
	const struct rule_fee *items;
	size_t count;
	int64_t total; /* đồng */
};

/* True if the decision "fees" with its outputs is there: asked when a definition is saved. */
bool rule_is_fee_rule(const struct rule *rule);
/* ERR_INVALID if a line has no proper value (fail closed: nobody is asked for a wrong amount). */
enum err rule_fees(
    struct arena *arena, const struct rule *rule, const struct feel_context *inputs, struct rule_fees *ret) MUST_CHECK;
/*
 * The facts of an event that demands fees, as JSON: {lines: [{kind, code, name, quantity, unit_price, amount, basis}], total,
 * payer}. Payment reads them from the journal. A line of 0 đồng stays: the payer sees what they are exempt from.
 */
const char *rule_fees_facts(struct arena *arena, const struct rule_fees *fees, const char *payer);

/*
 * Papers by rule: a decision with id "papers", a table with hit policy COLLECT and an output "code", the code of a requirement
 * of the procedure. A requirement that some row names is required if a row that names it matches, and not asked for otherwise; one
 * that no row names is as the procedure says. Inputs as for fees.
 */
struct rule_paper {
	const char *code;
	bool required;
	size_t row; /* that says so, from 1: the first that matches, else the first that names it; 0: no row does */
};

struct rule_papers {
	const struct rule_paper *items; /* each code once; empty if the rule has no such decision */
	size_t count;
};

/* ERR_INVALID if an input is refused or a code is none: then everything is required that the procedure names. */
enum err rule_papers(struct arena *arena, const struct rule *rule, const struct feel_context *inputs,
    struct rule_papers *ret) MUST_CHECK;

/*
 * Routing by rule: a decision with id "routing", a table with hit policy UNIQUE, FIRST or ANY and the outputs "agency" (code of
 * the agency that solves), "case_no" (number of the procedure's case), or both; a null says nothing.
 */
struct rule_routing {
	const char *agency; /* "" if the rule says nothing */
	int64_t case_no;    /* 0 if the rule says nothing */
	size_t row;         /* of the table, from 1; 0: no row says it */
};

/* ERR_INVALID if rows contradict each other, an input is refused or an output is none of these. */
enum err rule_routing(struct arena *arena, const struct rule *rule, const struct feel_context *inputs,
    struct rule_routing *ret) MUST_CHECK;

/*
 * What the rows of "papers" and "routing" name, as far as their cells are literals: to be held against a procedure before the
 * rule is approved for it.
 */
struct rule_named {
	const char *const *papers, *const *agencies; /* codes, perhaps repeated */
	const int64_t *cases;
	size_t paper_count, agency_count, case_count;
	const char *
	    misshapen; /* "papers" or "routing": the decision has not the shape stated above; NULL: both have, or are not there */
};
void rule_named(struct arena *arena, const struct rule *rule, struct rule_named *ret);

#endif
