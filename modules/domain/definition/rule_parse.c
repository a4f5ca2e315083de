/* DMN XML into decisions. Each element outside the subset is refused by its id. See rule.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/rule_private.h"
#include "domain/definition/xml.h"

enum { INPUTS_MAX = 200, TYPE_DEPTH_MAX = 5 };

static const char *const namespaces[] = { "http://www.omg.org/spec/DMN/20180521/MODEL/",
	"https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20230324/MODEL/" };
static const char *const feel_languages[] = { "feel", "http://www.omg.org/spec/FEEL/20140401",
	"https://www.omg.org/spec/DMN/20191111/FEEL/", "https://www.omg.org/spec/DMN/20230324/FEEL/" };

struct reader {
	struct arena *arena;
	struct rule *rule;
	xmlNode *root;
	struct definition_error *error;
	struct feel_names names; /* of the decision being read */
};

static bool
failed(const struct reader *r)
{
	return r->error->message != NULL;
}

static void
refuse(struct reader *r, const char *message, const xmlNode *node)
{
	(void)definition_refuse(r->error, message, xml_where(r->arena, node));
}

static bool
is_one_of(const xmlNode *node, const char *const *names)
{
	for (; *names != NULL; names++)
		if (xml_is(node, *names))
			return true;
	return false;
}

/* Elements of other namespaces (diagrams, extensions) mean nothing here and stay where they are. */
static bool
is_model(const struct reader *r, const xmlNode *node)
{
	return node->ns != NULL && r->root->ns != NULL && xml_in(node, (const char *)r->root->ns->href);
}

/* Calls nothing: refuses children of the model's namespace that are not in the list. */
static void
allow_only(struct reader *r, const xmlNode *node, const char *const *names)
{
	static const char *const always[] = { "description", "extensionElements", NULL };

	for (xmlNode *child = xml_next_element(node->children); child != NULL; child = xml_next_element(child->next))
		if (is_model(r, child) && !is_one_of(child, names) && !is_one_of(child, always))
			refuse(r, "rule.unknown_element", child);
}

static const char *
attribute(struct reader *r, const xmlNode *node, const char *name)
{
	return xml_attribute(r->arena, node, name, NULL);
}

static const char *
child_text(struct reader *r, const xmlNode *node, const char *name)
{
	const xmlNode *child = node == NULL ? NULL : xml_child(node, name);

	return child == NULL ? NULL : xml_text(r->arena, child);
}

static const xmlNode *
item_definition(struct reader *r, const char *name)
{
	for (xmlNode *node = xml_next_element(r->root->children); node != NULL; node = xml_next_element(node->next)) {
		const char *own = xml_is(node, "itemDefinition") ? attribute(r, node, "name") : NULL;
		if (own != NULL && strcmp(own, name) == 0)
			return node;
	}
	return NULL;
}

/* The type behind a typeRef; FEEL_ANY for what we do not know. `ret_structure`: its definition if it has components. */
static enum feel_type
resolve(struct reader *r, const char *name, int depth, const xmlNode **ret_structure)
{
	static const struct {
		const char *name;
		enum feel_type type;
	} plain[] = { { "number", FEEL_NUMBER }, { "string", FEEL_STRING }, { "boolean", FEEL_BOOLEAN },
		{ "date", FEEL_DATE } };
	const char *colon = name == NULL ? NULL : strchr(name, ':'), *collection;
	const xmlNode *definition;

	*ret_structure = NULL;
	if (name == NULL || depth > TYPE_DEPTH_MAX)
		return FEEL_ANY;
	if (colon != NULL)
		name = colon + 1;
	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
		if (strcmp(plain[i].name, name) == 0)
			return plain[i].type;
	if ((definition = item_definition(r, name)) == NULL)
		return FEEL_ANY;
	collection = attribute(r, definition, "isCollection");
	if (collection != NULL && strcmp(collection, "true") == 0)
		return FEEL_LIST;
	if (xml_child(definition, "itemComponent") != NULL) {
		*ret_structure = definition;
		return FEEL_ANY;
	}
	return resolve(r, child_text(r, definition, "typeRef"), depth + 1, ret_structure);
}

static void
add_input(struct reader *r, const xmlNode *node, const char *name, const char *type_name, int depth)
{
	const xmlNode *structure;
	enum feel_type type = resolve(r, type_name, depth, &structure);

	if (r->rule->input_count == INPUTS_MAX || depth > TYPE_DEPTH_MAX) {
		refuse(r, "rule.too_many", node);
		return;
	}
	if (structure == NULL) {
		r->rule->inputs[r->rule->input_count++] = (struct feel_name){ name, type, FEEL_ANY };
		return;
	}
	for (xmlNode *part = xml_next_element(structure->children); part != NULL; part = xml_next_element(part->next)) {
		const char *part_name = xml_is(part, "itemComponent") ? attribute(r, part, "name") : NULL;
		if (part_name != NULL)
			add_input(r, node, arena_printf(r->arena, "%s.%s", name, part_name),
			    child_text(r, part, "typeRef"), depth + 1);
	}
}

static void
read_input_data(struct reader *r, const xmlNode *node)
{
	const xmlNode *variable = xml_child(node, "variable");
	const char *name = attribute(r, node, "name");

	if (name == NULL || *name == '\0')
		refuse(r, "rule.no_name", node);
	else
		add_input(r, node, name, variable != NULL ? attribute(r, variable, "typeRef") : NULL, 0);
}

static const struct feel *
read_feel(struct reader *r, const xmlNode *node, bool test, enum feel_type type)
{
	const char *text = node == NULL ? NULL : child_text(r, node, "text");
	const char *language = node == NULL ? NULL : attribute(r, node, "expressionLanguage");
	struct feel_error error = { 0 };
	struct feel *feel = NULL;
	bool known = language == NULL || *language == '\0';
	enum err err;

	for (size_t i = 0; !known && i < sizeof(feel_languages) / sizeof(*feel_languages); i++)
		known = strcmp(language, feel_languages[i]) == 0;
	if (node == NULL || text == NULL || !known) {
		refuse(r, "rule.no_expression", node != NULL ? node : r->root);
		return NULL;
	}
	if (test) {
		if ((err = feel_parse_test(r->arena, text, &r->names, &feel, &error)) == OK)
			err = feel_check_test(feel, &r->names, type, &error);
	} else {
		if ((err = feel_parse(r->arena, text, &r->names, &feel, &error)) == OK)
			err = feel_check(feel, &r->names, type, &error);
	}
	if (err != OK && !failed(r)) {
		refuse(r, "rule.expression", node);
		r->error->feel = error;
	}
	return feel;
}

static enum feel_type
type_of(struct reader *r, const xmlNode *node)
{
	const xmlNode *structure;

	return resolve(r, attribute(r, node, "typeRef"), 0, &structure);
}

static void
read_hit_policy(struct reader *r, const xmlNode *table, struct rule_decision *decision)
{
	static const char *const hits[] = { "UNIQUE", "FIRST", "ANY", "RULE ORDER", "COLLECT" };
	static const char *const aggregations[] = { "", "SUM", "COUNT", "MIN", "MAX" };
	const char *hit = attribute(r, table, "hitPolicy"), *aggregation = attribute(r, table, "aggregation");
	size_t i, k;

	for (i = 0; i < 5 && hit != NULL && strcmp(hits[i], hit) != 0; i++)
		;
	for (k = 0; k < 5 && aggregation != NULL && strcmp(aggregations[k], aggregation) != 0; k++)
		;
	if (i == 5 || k == 5 || (k > 0 && i != HIT_COLLECT))
		refuse(r, "rule.hit_policy", table);
	decision->hit = (enum rule_hit)i;
	decision->aggregation = (enum rule_aggregation)k;
}

static void
read_column(struct reader *r, const xmlNode *node, struct rule_decision *decision)
{
	bool input = xml_is(node, "input");
	size_t *count = input ? &decision->input_count : &decision->output_count;
	const xmlNode *inner = xml_child(node, input ? "inputExpression" : "defaultOutputEntry");
	struct rule_column *column = &(input ? decision->inputs : decision->outputs)[*count];

	if (*count == RULE_COLUMNS_MAX) {
		refuse(r, "rule.too_many", node);
		return;
	}
	(*count)++;
	column->name = attribute(r, node, "name");
	column->name = column->name == NULL ? "" : column->name;
	column->type = input && inner != NULL ? type_of(r, inner) : input ? FEEL_ANY : type_of(r, node);
	if (input || inner != NULL)
		column->expression = read_feel(r, inner, false, column->type);
	if (input && column->type == FEEL_ANY && column->expression != NULL)
		column->type = feel_result_type(column->expression, &r->names);
}

static void
read_row(struct reader *r, const xmlNode *node, struct rule_decision *decision)
{
	static const char *const parts[] = { "inputEntry", "outputEntry", "annotationEntry", NULL };
	struct rule_row *row = &decision->rows[decision->row_count];
	size_t inputs = 0, outputs = 0;

	allow_only(r, node, parts);
	if (decision->row_count == RULE_ROWS_MAX) {
		refuse(r, "rule.too_many", node);
		return;
	}
	decision->row_count++;
	row->tests = arena_array(r->arena, decision->input_count + 1, sizeof(*row->tests));
	row->outputs = arena_array(r->arena, decision->output_count + 1, sizeof(*row->outputs));
	for (xmlNode *child = xml_next_element(node->children); child != NULL; child = xml_next_element(child->next)) {
		if (xml_is(child, "inputEntry") && inputs < decision->input_count) {
			row->tests[inputs] = read_feel(r, child, true, decision->inputs[inputs].type);
			inputs++;
		} else if (xml_is(child, "outputEntry") && outputs < decision->output_count) {
			row->outputs[outputs] = read_feel(r, child, false, decision->outputs[outputs].type);
			outputs++;
		} else if (xml_is(child, "inputEntry") || xml_is(child, "outputEntry")) {
			refuse(r, "rule.cells", node);
		}
	}
	if (inputs != decision->input_count || outputs != decision->output_count)
		refuse(r, "rule.cells", node);
}

static size_t
count_children(const xmlNode *node, const char *name)
{
	size_t count = 0;

	for (xmlNode *child = xml_next_element(node->children); child != NULL; child = xml_next_element(child->next))
		count += xml_is(child, name);
	return count;
}

static void
read_table(struct reader *r, const xmlNode *table, struct rule_decision *decision)
{
	static const char *const parts[] = { "input", "output", "rule", "annotation", NULL };

	allow_only(r, table, parts);
	read_hit_policy(r, table, decision);
	decision->rows = arena_array(r->arena, count_children(table, "rule") + 1, sizeof(*decision->rows));
	for (xmlNode *child = xml_next_element(table->children); !failed(r) && child != NULL;
	     child = xml_next_element(child->next))
		if (xml_is(child, "input") || xml_is(child, "output"))
			read_column(r, child, decision);
	if (!failed(r) &&
	    (decision->output_count == 0 || (decision->aggregation != AGGREGATE_LIST && decision->output_count > 1)))
		refuse(r, "rule.outputs", table);
	for (xmlNode *child = xml_next_element(table->children); !failed(r) && child != NULL;
	     child = xml_next_element(child->next))
		if (xml_is(child, "rule"))
			read_row(r, child, decision);
}

static struct rule_decision *
decision_by_id(struct reader *r, const char *id)
{
	for (size_t i = 0; i < r->rule->decision_count; i++)
		if (strcmp(r->rule->decisions[i].id, id) == 0)
			return &r->rule->decisions[i];
	return NULL;
}

static void
read_requirements(struct reader *r, const xmlNode *node, struct rule_decision *decision)
{
	for (xmlNode *child = xml_next_element(node->children); child != NULL; child = xml_next_element(child->next)) {
		const xmlNode *required =
		    xml_is(child, "informationRequirement") ? xml_child(child, "requiredDecision") : NULL;
		const char *href = required == NULL ? NULL : attribute(r, required, "href");
		struct rule_decision *other = href != NULL && *href == '#' ? decision_by_id(r, href + 1) : NULL;
		if (required == NULL)
			continue;
		if (other == NULL || decision->required_count == RULE_DECISIONS_MAX)
			refuse(r, "rule.requirement", child);
		else
			decision->required[decision->required_count++] = other;
	}
}

/* What the decision may read: all input data and the results of the decisions that it requires. */
static void
set_names(struct reader *r, const struct rule_decision *decision)
{
	size_t most = r->rule->input_count + decision->required_count * RULE_COLUMNS_MAX;
	struct feel_name *names = arena_array(r->arena, most + 1, sizeof(*names));
	size_t count = r->rule->input_count;

	memcpy(names, r->rule->inputs, count * sizeof(*names));
	for (size_t i = 0; i < decision->required_count; i++) {
		const struct rule_decision *other = decision->required[i];
		bool list = other->hit >= HIT_RULE_ORDER && other->aggregation == AGGREGATE_LIST;
		if (other->output_count <= 1)
			names[count++] = (struct feel_name){ other->name, list ? FEEL_LIST : FEEL_ANY, FEEL_ANY };
		for (size_t k = 0; other->output_count > 1 && k < other->output_count; k++)
			names[count++] =
			    (struct feel_name){ arena_printf(r->arena, "%s.%s", other->name, other->outputs[k].name),
				    FEEL_ANY, FEEL_ANY };
	}
	r->names = (struct feel_names){ names, count };
}

static void
read_logic(struct reader *r, const xmlNode *node, struct rule_decision *decision)
{
	const xmlNode *table = xml_child(node, "decisionTable"), *literal = xml_child(node, "literalExpression");
	const xmlNode *variable = xml_child(node, "variable");

	set_names(r, decision);
	if (table != NULL) {
		read_table(r, table, decision);
	} else if (literal != NULL) {
		decision->type = variable != NULL ? type_of(r, variable) : FEEL_ANY;
		decision->literal = read_feel(r, literal, false, decision->type);
	} else {
		refuse(r, "rule.no_logic", node);
	}
}

static const char *const decision_parts[] = { "question", "allowedAnswers", "variable", "informationRequirement",
	"authorityRequirement", "decisionTable", "literalExpression", NULL };

static void
read_decision_head(struct reader *r, const xmlNode *node)
{
	struct rule_decision *decision = &r->rule->decisions[r->rule->decision_count];

	if (r->rule->decision_count == RULE_DECISIONS_MAX) {
		refuse(r, "rule.too_many", node);
		return;
	}
	allow_only(r, node, decision_parts);
	decision->id = attribute(r, node, "id");
	decision->name = attribute(r, node, "name");
	if (decision->id == NULL || decision->name == NULL || *decision->name == '\0')
		refuse(r, "rule.no_name", node);
	else if (decision_by_id(r, decision->id) != NULL)
		refuse(r, "rule.duplicate", node);
	else
		r->rule->decision_count++;
}

static const xmlNode *
decision_node(struct reader *r, const char *id)
{
	for (xmlNode *node = xml_next_element(r->root->children); node != NULL; node = xml_next_element(node->next)) {
		const char *own = xml_is(node, "decision") ? attribute(r, node, "id") : NULL;
		if (own != NULL && strcmp(own, id) == 0)
			return node;
	}
	return NULL;
}

/* Logic is read after what it requires, so that its names are known; a circle never becomes ready. */
static void
read_decisions(struct reader *r)
{
	bool done[RULE_DECISIONS_MAX] = { false };
	bool moved = true;

	for (size_t i = 0; !failed(r) && i < r->rule->decision_count; i++)
		read_requirements(r, decision_node(r, r->rule->decisions[i].id), &r->rule->decisions[i]);
	while (!failed(r) && moved) {
		moved = false;
		for (size_t i = 0; !failed(r) && i < r->rule->decision_count; i++) {
			struct rule_decision *decision = &r->rule->decisions[i];
			bool ready = !done[i];
			for (size_t k = 0; k < decision->required_count; k++)
				ready = ready && done[decision->required[k] - r->rule->decisions];
			if (!ready)
				continue;
			read_logic(r, decision_node(r, decision->id), decision);
			done[i] = moved = true;
		}
	}
	for (size_t i = 0; !failed(r) && i < r->rule->decision_count; i++)
		if (!done[i])
			refuse(r, "rule.circle", decision_node(r, r->rule->decisions[i].id));
}

static const char *const root_parts[] = { "itemDefinition", "inputData", "decision", "textAnnotation", "association",
	"knowledgeSource", "group", NULL };

enum err
rule_parse(struct arena *arena, const char *xml, size_t size, struct rule **ret, struct definition_error *error)
{
	struct reader r = { .arena = arena, .error = error };
	enum err err = xml_load(arena, xml, size, RULE_BYTES_MAX, &r.root, error);
	bool known = false;

	if (err != OK)
		return err;
	for (size_t i = 0; i < sizeof(namespaces) / sizeof(*namespaces); i++)
		known = known || xml_in(r.root, namespaces[i]);
	if (!known || !xml_is(r.root, "definitions"))
		return definition_refuse(error, "rule.not_dmn", "");
	r.rule = ARENA_NEW(arena, struct rule);
	r.rule->inputs = arena_array(arena, INPUTS_MAX, sizeof(*r.rule->inputs));
	r.rule->decisions = arena_array(arena, RULE_DECISIONS_MAX, sizeof(*r.rule->decisions));
	allow_only(&r, r.root, root_parts);
	for (xmlNode *node = xml_next_element(r.root->children); !failed(&r) && node != NULL;
	     node = xml_next_element(node->next))
		if (is_model(&r, node) && xml_is(node, "inputData"))
			read_input_data(&r, node);
		else if (is_model(&r, node) && xml_is(node, "decision"))
			read_decision_head(&r, node);
	read_decisions(&r);
	if (!failed(&r) && r.rule->decision_count == 0)
		return definition_refuse(error, "rule.no_logic", "");
	if (failed(&r))
		return ERR_INVALID;
	*ret = r.rule;
	return OK;
}

void
rule_inputs(const struct rule *rule, struct feel_names *ret)
{
	*ret = (struct feel_names){ rule->inputs, rule->input_count };
}
