/* Papers and routing out of DMN tables of the shapes stated in rule.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/rule/rule_check_fee.h"

enum { CASES_MAX = 1000, CODE_MAX = 64 };

static const struct rule_decision *
decision_by_id(const struct rule *rule, const char *id)
{
	for (size_t i = 0; i < rule->decision_count; i++)
		if (strcmp(rule->decisions[i].id, id) == 0 && rule->decisions[i].literal == NULL)
			return &rule->decisions[i];
	return NULL;
}

static bool
find_output(const struct rule_decision *decision, const char *name, size_t *ret_place)
{
	for (*ret_place = 0; *ret_place < decision->output_count; (*ret_place)++)
		if (strcmp(decision->outputs[*ret_place].name, name) == 0)
			return true;
	return false;
}

/* A decision of that name that is no table has no shape at all. */
static bool
is_decided_otherwise(const struct rule *rule, const char *id)
{
	for (size_t i = 0; i < rule->decision_count; i++)
		if (strcmp(rule->decisions[i].id, id) == 0)
			return rule->decisions[i].literal != NULL;
	return false;
}

static bool
is_code(struct feel_value value)
{
	return value.type == FEEL_STRING && *value.string != '\0' && strnlen(value.string, CODE_MAX + 1) <= CODE_MAX;
}

/* --- papers ------------------------------------------------------------------------------------------------------------ */

struct papers {
	struct rule_paper *items;
	size_t count;
};

static void
add_paper(struct papers *papers, const struct rule_paper *paper)
{
	for (size_t i = 0; i < papers->count; i++)
		if (strcmp(papers->items[i].code, paper->code) == 0) {
			if (paper->required && !papers->items[i].required)
				papers->items[i] = *paper;
			return;
		}
	papers->items[papers->count++] = *paper;
}

/* The row from which an output came, from 1; the defaults of a table come from none. */
static size_t
row_of(const struct rule_result *result, size_t output)
{
	return output < result->row_count ? result->rows[output] + 1 : 0;
}

static bool
is_papers(const struct rule_decision *table, size_t *ret_code)
{
	return table->hit >= HIT_RULE_ORDER && table->aggregation == AGGREGATE_LIST &&
	       find_output(table, "code", ret_code);
}

enum err
rule_papers(struct arena *arena, const struct rule *rule, const struct feel_context *inputs, struct rule_papers *ret)
{
	const struct rule_decision *table = decision_by_id(rule, "papers");
	struct papers papers = { 0 };
	struct rule_result result;
	struct feel_value value;
	size_t code;
	enum err err;

	*ret = (struct rule_papers){ 0 };
	if (table == NULL)
		return OK;
	if (!is_papers(table, &code))
		return ERR_INVALID;
	if ((err = rule_evaluate(arena, rule, table->id, inputs, &result)) != OK)
		return err;
	papers.items = arena_array(arena, table->row_count + result.count + 1, sizeof(*papers.items));
	for (size_t i = 0; i < table->row_count; i++)
		if (rule_constant(arena, table->rows[i].outputs[code], &value) && is_code(value))
			add_paper(&papers, &(struct rule_paper){ value.string, false, i + 1 });
	for (size_t i = 0; i < result.count; i++) {
		value = result.items[i].items[code].value;
		if (!is_code(value))
			return ERR_INVALID;
		add_paper(&papers, &(struct rule_paper){ value.string, true, row_of(&result, i) });
	}
	*ret = (struct rule_papers){ papers.items, papers.count };
	return result.refused != NULL ? ERR_INVALID : OK;
}

/* --- routing ----------------------------------------------------------------------------------------------------------- */

/* A cell that is null leaves the agency as it is, or the case. */
static bool
take_agency(struct feel_value value, struct rule_routing *routing)
{
	if (value.type == FEEL_NULL)
		return true;
	routing->agency = is_code(value) ? value.string : "";
	return is_code(value);
}

static bool
take_case(struct feel_value value, struct rule_routing *routing)
{
	if (value.type == FEEL_NULL)
		return true;
	return value.type == FEEL_NUMBER && decimal_to_int(value.number, &routing->case_no) == OK &&
	       routing->case_no >= 1 && routing->case_no <= CASES_MAX;
}

enum err
rule_routing(struct arena *arena, const struct rule *rule, const struct feel_context *inputs, struct rule_routing *ret)
{
	const struct rule_decision *table = decision_by_id(rule, "routing");
	struct rule_result result;
	size_t agency, case_no;
	bool has_agency, has_case;
	enum err err;

	*ret = (struct rule_routing){ .agency = "" };
	if (table == NULL)
		return OK;
	has_agency = find_output(table, "agency", &agency);
	has_case = find_output(table, "case_no", &case_no);
	if (table->hit >= HIT_RULE_ORDER || (!has_agency && !has_case))
		return ERR_INVALID;
	if ((err = rule_evaluate(arena, rule, table->id, inputs, &result)) != OK)
		return err;
	if (result.conflict || result.refused != NULL)
		return ERR_INVALID;
	ret->row = row_of(&result, 0);
	if (result.count == 0)
		return OK;
	if (has_agency && !take_agency(result.items[0].items[agency].value, ret))
		return ERR_INVALID;
	return has_case && !take_case(result.items[0].items[case_no].value, ret) ? ERR_INVALID : OK;
}

/* --- what they name ------------------------------------------------------------------------------------------------------ */

static const char **
codes_named(struct arena *arena, const struct rule_decision *table, size_t output, size_t *ret_count)
{
	const char **codes = arena_array(arena, table->row_count + 1, sizeof(*codes));
	struct feel_value value;

	*ret_count = 0;
	for (size_t i = 0; i < table->row_count; i++)
		if (rule_constant(arena, table->rows[i].outputs[output], &value) && is_code(value))
			codes[(*ret_count)++] = value.string;
	return codes;
}

static const int64_t *
cases_named(struct arena *arena, const struct rule_decision *table, size_t output, size_t *ret_count)
{
	int64_t *cases = arena_array(arena, table->row_count + 1, sizeof(*cases));
	struct feel_value value;

	*ret_count = 0;
	for (size_t i = 0; i < table->row_count; i++)
		if (rule_constant(arena, table->rows[i].outputs[output], &value) && value.type == FEEL_NUMBER &&
		    decimal_to_int(value.number, &cases[*ret_count]) == OK)
			(*ret_count)++;
	return cases;
}

void
rule_named(struct arena *arena, const struct rule *rule, struct rule_named *ret)
{
	const struct rule_decision *papers = decision_by_id(rule, "papers"), *routing = decision_by_id(rule, "routing");
	size_t code, agency, case_no;

	*ret = (struct rule_named){ 0 };
	if (papers != NULL && is_papers(papers, &code))
		ret->papers = codes_named(arena, papers, code, &ret->paper_count);
	else if (papers != NULL || is_decided_otherwise(rule, "papers"))
		ret->misshapen = "papers";
	if (routing != NULL) {
		bool has_agency = find_output(routing, "agency", &agency);
		bool has_case = find_output(routing, "case_no", &case_no);
		if (has_agency)
			ret->agencies = codes_named(arena, routing, agency, &ret->agency_count);
		if (has_case)
			ret->cases = cases_named(arena, routing, case_no, &ret->case_count);
		if (routing->hit >= HIT_RULE_ORDER || (!has_agency && !has_case))
			ret->misshapen = "routing";
	} else if (is_decided_otherwise(rule, "routing")) {
		ret->misshapen = "routing";
	}
}
