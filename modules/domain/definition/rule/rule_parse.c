/* DMN XML into decisions. Each element outside the subset is refused by its id. See rule.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/rule/rule_reader.h"

static void
read_hit_policy(struct rule_reader *r, const xmlNode *table, struct rule_decision *decision)
{
	static const char *const hits[] = { "UNIQUE", "FIRST", "ANY", "RULE ORDER", "COLLECT" };
	static const char *const aggregations[] = { "", "SUM", "COUNT", "MIN", "MAX" };
	const char *hit = dmn_attribute(r, table, "hitPolicy"), *aggregation = dmn_attribute(r, table, "aggregation");
	size_t i, k;

	for (i = 0; i < 5 && hit != NULL && strcmp(hits[i], hit) != 0; i++)
		;
	for (k = 0; k < 5 && aggregation != NULL && strcmp(aggregations[k], aggregation) != 0; k++)
		;
	if (i == 5 || k == 5 || (k > 0 && i != HIT_COLLECT))
		dmn_refuse(r, "rule.hit_policy", table);
	decision->hit = (enum rule_hit)i;
	decision->aggregation = (enum rule_aggregation)k;
}

/* A column that reads just one input allows what the input's type allows. */
static const struct feel *
allowed_of_input(const struct rule *rule, const char *expression)
{
	for (size_t i = 0; i < rule->input_count; i++)
		if (strcmp(rule->inputs[i].name, expression) == 0)
			return rule->allowed[i];
	return NULL;
}

static void
read_column(struct rule_reader *r, const xmlNode *node, struct rule_decision *decision)
{
	bool input = xml_is(node, "input");
	size_t *count = input ? &decision->input_count : &decision->output_count;
	const xmlNode *inner = xml_child(node, input ? "inputExpression" : "defaultOutputEntry");
	const xmlNode *allowed = xml_child(node, input ? "inputValues" : "outputValues"), *of_type = NULL;
	struct rule_column *column = &(input ? decision->inputs : decision->outputs)[*count];

	if (*count == RULE_COLUMNS_MAX) {
		dmn_refuse(r, "rule.too_many", node);
		return;
	}
	(*count)++;
	column->id = dmn_attribute_or_nothing(r, node, "id");
	for (size_t i = 0; *column->id != '\0' && &(input ? decision->inputs : decision->outputs)[i] != column; i++)
		if (strcmp((input ? decision->inputs : decision->outputs)[i].id, column->id) == 0)
			dmn_refuse(r, "rule.duplicate", node);
	column->name = dmn_attribute_or_nothing(r, node, "name");
	column->label = dmn_attribute_or_nothing(r, node, "label");
	column->type = input && inner == NULL ? FEEL_ANY : dmn_type_of(r, input ? inner : node, &of_type);
	allowed = allowed != NULL ? allowed : of_type;
	if (input || inner != NULL)
		column->expression = dmn_feel(r, inner, false, column->type);
	if (input && column->type == FEEL_ANY && column->expression != NULL)
		column->type = feel_result_type(column->expression, &r->names);
	if (allowed != NULL)
		column->allowed = dmn_feel(r, allowed, true, column->type);
	else if (input && column->expression != NULL)
		column->allowed = allowed_of_input(r->rule, feel_text(column->expression));
}

static const char *
description(struct rule_reader *r, const xmlNode *node)
{
	const char *text = dmn_child_text(r, node, "description");

	return text == NULL ? "" : text;
}

static void
read_row(struct rule_reader *r, const xmlNode *node, struct rule_decision *decision)
{
	static const char *const parts[] = { "inputEntry", "outputEntry", "annotationEntry", NULL };
	struct rule_row *row = &decision->rows[decision->row_count];
	size_t inputs = 0, outputs = 0;

	dmn_allow_only(r, node, parts);
	if (decision->row_count == RULE_ROWS_MAX) {
		dmn_refuse(r, "rule.too_many", node);
		return;
	}
	decision->row_count++;
	row->id = dmn_attribute_or_nothing(r, node, "id");
	for (size_t i = 0; *row->id != '\0' && &decision->rows[i] != row; i++)
		if (strcmp(decision->rows[i].id, row->id) == 0)
			dmn_refuse(r, "rule.duplicate", node);
	row->note = description(r, node);
	row->tests = arena_array(r->arena, decision->input_count + 1, sizeof(*row->tests));
	row->outputs = arena_array(r->arena, decision->output_count + 1, sizeof(*row->outputs));
	for (xmlNode *child = xml_next_element(node->children); child != NULL; child = xml_next_element(child->next)) {
		if (xml_is_of(child, node, "inputEntry") && inputs < decision->input_count) {
			row->tests[inputs] = dmn_feel(r, child, true, decision->inputs[inputs].type);
			inputs++;
		} else if (xml_is_of(child, node, "outputEntry") && outputs < decision->output_count) {
			row->outputs[outputs] = dmn_feel(r, child, false, decision->outputs[outputs].type);
			outputs++;
		} else if (xml_is_of(child, node, "inputEntry") || xml_is_of(child, node, "outputEntry")) {
			dmn_refuse(r, "rule.cells", node);
		}
	}
	if (inputs != decision->input_count || outputs != decision->output_count)
		dmn_refuse(r, "rule.cells", node);
}

static void
read_table(struct rule_reader *r, const xmlNode *table, struct rule_decision *decision)
{
	static const char *const parts[] = { "input", "output", "rule", "annotation", NULL };

	dmn_allow_only(r, table, parts);
	read_hit_policy(r, table, decision);
	decision->rows = arena_array(r->arena, xml_count(table, "rule") + 1, sizeof(*decision->rows));
	for (xmlNode *child = xml_next_element(table->children); !dmn_failed(r) && child != NULL;
	     child = xml_next_element(child->next))
		if (xml_is_of(child, table, "input") || xml_is_of(child, table, "output"))
			read_column(r, child, decision);
	if (!dmn_failed(r) &&
	    (decision->output_count == 0 || (decision->aggregation != AGGREGATE_LIST && decision->output_count > 1)))
		dmn_refuse(r, "rule.outputs", table);
	for (xmlNode *child = xml_next_element(table->children); !dmn_failed(r) && child != NULL;
	     child = xml_next_element(child->next))
		if (xml_is_of(child, table, "rule"))
			read_row(r, child, decision);
}

static struct rule_decision *
decision_by_id(struct rule_reader *r, const char *id)
{
	for (size_t i = 0; i < r->rule->decision_count; i++)
		if (strcmp(r->rule->decisions[i].id, id) == 0)
			return &r->rule->decisions[i];
	return NULL;
}

static void
read_requirements(struct rule_reader *r, const xmlNode *node, struct rule_decision *decision)
{
	for (xmlNode *child = xml_next_element(node->children); child != NULL; child = xml_next_element(child->next)) {
		const xmlNode *required =
		    xml_is_of(child, node, "informationRequirement") ? xml_child(child, "requiredDecision") : NULL;
		const char *href = required == NULL ? NULL : dmn_attribute(r, required, "href");
		struct rule_decision *other = href != NULL && *href == '#' ? decision_by_id(r, href + 1) : NULL;
		if (required == NULL)
			continue;
		if (other == NULL || decision->required_count == RULE_DECISIONS_MAX)
			dmn_refuse(r, "rule.requirement", child);
		else
			decision->required[decision->required_count++] = other;
	}
}

static void
read_logic(struct rule_reader *r, const xmlNode *node, struct rule_decision *decision)
{
	const xmlNode *table = xml_child(node, "decisionTable"), *literal = xml_child(node, "literalExpression");
	const xmlNode *variable = xml_child(node, "variable"), *allowed;

	rule_names_of(r->arena, r->rule, decision, &r->names);
	if (table != NULL) {
		read_table(r, table, decision);
	} else if (literal != NULL) {
		decision->type = variable != NULL ? dmn_type_of(r, variable, &allowed) : FEEL_ANY;
		decision->literal = dmn_feel(r, literal, false, decision->type);
	} else {
		dmn_refuse(r, "rule.no_logic", node);
	}
}

static const char *const decision_parts[] = { "question", "allowedAnswers", "variable", "informationRequirement",
	"authorityRequirement", "decisionTable", "literalExpression", NULL };

static void
read_decision_head(struct rule_reader *r, const xmlNode *node)
{
	struct rule_decision *decision = &r->rule->decisions[r->rule->decision_count];

	if (r->rule->decision_count == RULE_DECISIONS_MAX) {
		dmn_refuse(r, "rule.too_many", node);
		return;
	}
	dmn_allow_only(r, node, decision_parts);
	decision->node = node;
	decision->id = dmn_attribute(r, node, "id");
	decision->name = dmn_attribute(r, node, "name");
	if (decision->id == NULL || decision->name == NULL || *decision->name == '\0')
		dmn_refuse(r, "rule.no_name", node);
	else if (decision_by_id(r, decision->id) != NULL)
		dmn_refuse(r, "rule.duplicate", node);
	else
		r->rule->decision_count++;
}

/* Logic is read after what it requires, so that its names are known; a circle never becomes ready. */
static void
read_decisions(struct rule_reader *r)
{
	bool done[RULE_DECISIONS_MAX] = { false };
	bool moved = true;

	for (size_t i = 0; !dmn_failed(r) && i < r->rule->decision_count; i++)
		read_requirements(r, r->rule->decisions[i].node, &r->rule->decisions[i]);
	while (!dmn_failed(r) && moved) {
		moved = false;
		for (size_t i = 0; !dmn_failed(r) && i < r->rule->decision_count; i++) {
			struct rule_decision *decision = &r->rule->decisions[i];
			bool ready = !done[i];
			for (size_t k = 0; k < decision->required_count; k++)
				ready = ready && done[decision->required[k] - r->rule->decisions];
			if (!ready)
				continue;
			read_logic(r, decision->node, decision);
			done[i] = moved = true;
		}
	}
	for (size_t i = 0; !dmn_failed(r) && i < r->rule->decision_count; i++)
		if (!done[i])
			dmn_refuse(r, "rule.circle", r->rule->decisions[i].node);
}

/* After the decisions: the reader has noted what they read. */
static void
keep_reads(struct rule_reader *r)
{
	struct rule *rule = r->rule;

	rule->reads = arena_array(r->arena, rule->input_count + 1, sizeof(*rule->reads));
	for (size_t i = 0; i < rule->input_count; i++)
		if (r->is_read[i])
			rule->reads[rule->read_count++] = rule->inputs[i];
}

static const char *const root_parts[] = { "itemDefinition", "inputData", "decision", "textAnnotation", "association",
	"knowledgeSource", "group", NULL };

enum err
rule_parse(struct arena *arena, const char *xml, size_t size, struct rule **ret, struct definition_error *error)
{
	struct rule_reader r = { .arena = arena, .error = error };
	enum err err = xml_load(arena, xml, size, RULE_BYTES_MAX, &r.root, error);
	size_t decisions;
	bool known = false;

	if (err != OK)
		return err;
	for (size_t i = 0; i < RULE_NAMESPACES; i++)
		known = known || xml_in(r.root, rule_namespaces[i]);
	if (!known || !xml_is(r.root, "definitions"))
		return definition_refuse(error, "rule.not_dmn", "");
	r.rule = ARENA_NEW(arena, struct rule);
	r.rule->root = r.root;
	r.rule->allowed = arena_array(arena, RULE_INPUTS_MAX, sizeof(*r.rule->allowed));
	r.rule->inputs = arena_array(arena, RULE_INPUTS_MAX, sizeof(*r.rule->inputs));
	decisions = xml_count(r.root, "decision");
	decisions = decisions < RULE_DECISIONS_MAX ? decisions : RULE_DECISIONS_MAX;
	r.rule->decisions = arena_array(arena, decisions + 1, sizeof(*r.rule->decisions));
	dmn_allow_only(&r, r.root, root_parts);
	for (xmlNode *node = xml_next_element(r.root->children); !dmn_failed(&r) && node != NULL;
	     node = xml_next_element(node->next))
		if (xml_is_of(node, r.root, "inputData"))
			dmn_input_data(&r, node);
		else if (xml_is_of(node, r.root, "decision"))
			read_decision_head(&r, node);
	read_decisions(&r);
	keep_reads(&r);
	if (!dmn_failed(&r) && r.rule->decision_count == 0)
		return definition_refuse(error, "rule.no_logic", "");
	if (dmn_failed(&r))
		return ERR_INVALID;
	*ret = r.rule;
	return OK;
}

void
rule_inputs(const struct rule *rule, struct feel_names *ret)
{
	*ret = (struct feel_names){ rule->inputs, rule->input_count };
}

void
rule_reads(const struct rule *rule, struct feel_names *ret)
{
	*ret = (struct feel_names){ rule->reads, rule->read_count };
}

bool
rule_input_is_given(const struct feel_names *answers, const struct feel_name *input)
{
	for (size_t i = 0; i < answers->count; i++)
		if (strcmp(answers->items[i].name, input->name) == 0)
			return input->type == FEEL_ANY || answers->items[i].type == FEEL_ANY ||
			       answers->items[i].type == input->type;
	return strcmp(input->name, "channel") == 0;
}
