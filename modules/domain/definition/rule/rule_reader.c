/* The small parts of DMN documents: attributes, types, inputs, expressions. See rule_reader.h. */
#include "domain/definition/rule/rule_reader.h"

#include <string.h>

#include "core/memory/arena.h"

enum { TYPE_DEPTH_MAX = 5 };

const char *const rule_namespaces[] = { "http://www.omg.org/spec/DMN/20180521/MODEL/",
	"https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20230324/MODEL/" };
static const char *const feel_languages[] = { "feel", "http://www.omg.org/spec/FEEL/20140401",
	"https://www.omg.org/spec/DMN/20191111/FEEL/", "https://www.omg.org/spec/DMN/20230324/FEEL/" };

/* What item definitions say of a type, besides its kind. */
struct type_facts {
	const xmlNode *structure; /* with components */
	const xmlNode *allowed;
};

bool
dmn_failed(const struct rule_reader *r)
{
	return r->error->message != NULL;
}

void
dmn_refuse(struct rule_reader *r, const char *message, const xmlNode *node)
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

static bool
is_model(const struct rule_reader *r, const xmlNode *node)
{
	return node->ns != NULL && r->root->ns != NULL && xml_in(node, (const char *)r->root->ns->href);
}

void
dmn_allow_only(struct rule_reader *r, const xmlNode *node, const char *const *names)
{
	static const char *const always[] = { "description", "extensionElements", NULL };

	for (xmlNode *child = xml_next_element(node->children); child != NULL; child = xml_next_element(child->next))
		if (is_model(r, child) && !is_one_of(child, names) && !is_one_of(child, always))
			dmn_refuse(r, "rule.unknown_element", child);
}

const char *
dmn_attribute(struct rule_reader *r, const xmlNode *node, const char *name)
{
	return xml_attribute(r->arena, node, name, NULL);
}

const char *
dmn_attribute_or_nothing(struct rule_reader *r, const xmlNode *node, const char *name)
{
	const char *value = dmn_attribute(r, node, name);

	return value == NULL ? "" : value;
}

const char *
dmn_child_text(struct rule_reader *r, const xmlNode *node, const char *name)
{
	const xmlNode *child = node == NULL ? NULL : xml_child(node, name);

	return child == NULL ? NULL : xml_text(r->arena, child);
}

static const xmlNode *
item_definition(struct rule_reader *r, const char *name)
{
	for (xmlNode *node = xml_next_element(r->root->children); node != NULL; node = xml_next_element(node->next)) {
		const char *own = xml_is_of(node, r->root, "itemDefinition") ? dmn_attribute(r, node, "name") : NULL;
		if (own != NULL && strcmp(own, name) == 0)
			return node;
	}
	return NULL;
}

/* What a type allows: the first allowedValues on the way down. */
static void
note_allowed(struct type_facts *facts, const xmlNode *definition)
{
	const xmlNode *allowed = xml_child(definition, "allowedValues");

	if (facts->allowed == NULL)
		facts->allowed = allowed;
}

/* The type behind a typeRef; FEEL_ANY for what we do not know. */
static enum feel_type
resolve(struct rule_reader *r, const char *name, int depth, struct type_facts *facts)
{
	static const struct {
		const char *name;
		enum feel_type type;
	} plain[] = { { "number", FEEL_NUMBER }, { "string", FEEL_STRING }, { "boolean", FEEL_BOOLEAN },
		{ "date", FEEL_DATE } };
	const char *colon = name == NULL ? NULL : strchr(name, ':'), *collection;
	const xmlNode *definition;

	if (name == NULL || depth > TYPE_DEPTH_MAX)
		return FEEL_ANY;
	if (colon != NULL)
		name = colon + 1;
	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
		if (strcmp(plain[i].name, name) == 0)
			return plain[i].type;
	if ((definition = item_definition(r, name)) == NULL)
		return FEEL_ANY;
	collection = dmn_attribute(r, definition, "isCollection");
	if (collection != NULL && strcmp(collection, "true") == 0)
		return FEEL_LIST;
	if (xml_child(definition, "itemComponent") != NULL) {
		facts->structure = definition;
		return FEEL_ANY;
	}
	note_allowed(facts, definition);
	return resolve(r, dmn_child_text(r, definition, "typeRef"), depth + 1, facts);
}

static void
note_reads(struct rule_reader *r, const struct feel *feel)
{
	const char *const *names;
	const size_t count = feel_reads(feel, &names);

	for (size_t n = 0; n < count; n++)
		for (size_t i = 0; i < r->rule->input_count; i++)
			r->is_read[i] = r->is_read[i] || strcmp(r->rule->inputs[i].name, names[n]) == 0;
}

const struct feel *
dmn_feel(struct rule_reader *r, const xmlNode *node, bool test, enum feel_type type)
{
	const char *text = node == NULL ? NULL : dmn_child_text(r, node, "text");
	const char *language = node == NULL ? NULL : dmn_attribute(r, node, "expressionLanguage");
	struct feel_error error = { 0 };
	struct feel *feel = NULL;
	bool known = language == NULL || *language == '\0';
	enum err err;

	for (size_t i = 0; !known && i < sizeof(feel_languages) / sizeof(*feel_languages); i++)
		known = strcmp(language, feel_languages[i]) == 0;
	if (node == NULL || text == NULL || !known) {
		dmn_refuse(r, "rule.no_expression", node != NULL ? node : r->root);
		return NULL;
	}
	if (test) {
		if ((err = feel_parse_test(r->arena, text, &r->names, &feel, &error)) == OK)
			err = feel_check_test(feel, &r->names, type, &error);
	} else {
		if ((err = feel_parse(r->arena, text, &r->names, &feel, &error)) == OK)
			err = feel_check(feel, &r->names, type, &error);
	}
	if (err != OK && !dmn_failed(r)) {
		dmn_refuse(r, "rule.expression", node);
		r->error->feel = error;
	}
	if (feel != NULL)
		note_reads(r, feel);
	return feel;
}

static void
add_input(struct rule_reader *r, const xmlNode *node, const char *name, const char *type_name, int depth)
{
	struct type_facts facts = { 0 };
	enum feel_type type = resolve(r, type_name, depth, &facts);

	if (r->rule->input_count == RULE_INPUTS_MAX || depth > TYPE_DEPTH_MAX) {
		dmn_refuse(r, "rule.too_many", node);
		return;
	}
	if (facts.structure == NULL) {
		if (facts.allowed != NULL)
			r->rule->allowed[r->rule->input_count] = dmn_feel(r, facts.allowed, true, type);
		r->rule->inputs[r->rule->input_count++] = (struct feel_name){ name, type, FEEL_ANY };
		return;
	}
	for (xmlNode *part = xml_next_element(facts.structure->children); part != NULL;
	     part = xml_next_element(part->next)) {
		const char *part_name =
		    xml_is_of(part, facts.structure, "itemComponent") ? dmn_attribute(r, part, "name") : NULL;
		if (part_name != NULL)
			add_input(r, node, arena_printf(r->arena, "%s.%s", name, part_name),
			    dmn_child_text(r, part, "typeRef"), depth + 1);
	}
}

void
dmn_input_data(struct rule_reader *r, const xmlNode *node)
{
	const xmlNode *variable = xml_child(node, "variable");
	const char *name = dmn_attribute(r, node, "name");

	if (name == NULL || *name == '\0')
		dmn_refuse(r, "rule.no_name", node);
	else
		add_input(r, node, name, variable != NULL ? dmn_attribute(r, variable, "typeRef") : NULL, 0);
}

enum feel_type
dmn_type_of(struct rule_reader *r, const xmlNode *node, const xmlNode **ret_allowed)
{
	struct type_facts facts = { 0 };
	enum feel_type type = resolve(r, dmn_attribute(r, node, "typeRef"), 0, &facts);

	*ret_allowed = facts.allowed;
	return type;
}
