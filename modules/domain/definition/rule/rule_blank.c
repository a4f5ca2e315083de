/* Tables to begin with. See rule_blank.h. */
#include "domain/definition/rule/rule_blank.h"

#include <ctype.h>
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/rule/rule_node.h"
#include "domain/definition/rule/rule_private.h"
#include "domain/definition/xml.h"

enum { WRITTEN_NAMESPACE = 1 };

const char *const rule_purpose_names[] = { "fees", "papers", "routing", NULL };

const struct rule_blank_shape rule_blank_shapes[RULE_PURPOSES] = {
	[RULE_FOR_FEES] = { "fees", "COLLECT",
	    { { "kind", "string", "\"phi\",\"le_phi\"" }, { "code", "string", "" }, { "name", "string", "" },
		{ "price", "number", "" }, { "quantity", "number", "" }, { "basis", "string", "" } },
	    6 },
	[RULE_FOR_PAPERS] = { "papers", "COLLECT", { { "code", "string", "" } }, 1 },
	[RULE_FOR_ROUTING] = { "routing", "UNIQUE", { { "agency", "string", "" }, { "case_no", "number", "" } }, 2 },
};

static void
free_document(void *document)
{
	xmlFreeDoc(document);
}

/* A code as the id of an element. */
static const char *
id_of(struct arena *arena, const char *code)
{
	char *id = arena_printf(arena, "definitions_%s", code);

	for (char *at = id; *at != '\0'; at++)
		if (!isalnum((unsigned char)*at))
			*at = '_';
	return id;
}

/* Behind the decisions and inputs that are there, before artefacts and the drawing. */
static xmlNode *
place_decision(const struct rule_editor *e)
{
	xmlNode *decision = xmlNewDocNode(e->root->doc, e->root->ns, rule_chars("decision"), NULL), *last = NULL;

	for (xmlNode *node = xml_next_element(e->root->children); node != NULL; node = xml_next_element(node->next))
		if (xml_is_of(node, e->root, "decision") || xml_is_of(node, e->root, "inputData") ||
		    xml_is_of(node, e->root, "itemDefinition"))
			last = node;
	if (last != NULL)
		xmlAddNextSibling(last, decision);
	else
		xmlAddChild(e->root, decision);
	return decision;
}

static enum err
add_columns(struct arena *arena, const struct rule *rule, const struct rule_blank_shape *shape,
    const struct rule_blank_words *words)
{
	const struct rule_column_head channel = { words->channel, "channel", "string",
		"\"online\",\"counter\",\"post\"" };
	const struct rule_edit first = { .kind = RULE_EDIT_INPUT_ADD, .decision = shape->id, .head = &channel };
	enum err err = rule_edit_apply(arena, rule, &first, 1);

	for (size_t i = 0; !err && i < shape->output_count; i++) {
		const struct rule_blank_output *output = &shape->outputs[i];
		const struct rule_column_head head = { words->outputs[i], output->name, output->type, output->allowed };
		const struct rule_edit next = { .kind = RULE_EDIT_OUTPUT_ADD, .decision = shape->id, .head = &head };
		err = rule_edit_apply(arena, rule, &next, 1);
	}
	return err;
}

enum err
rule_blank_add(
    struct arena *arena, const struct rule *rule, enum rule_purpose purpose, const struct rule_blank_words *words)
{
	const struct rule_blank_shape *shape = &rule_blank_shapes[purpose];
	struct rule_editor e = { .arena = arena, .root = xmlDocGetRootElement(rule->root->doc) };

	if (rule_node_by_id(&e, "decision", shape->id) != NULL)
		return ERR_CONFLICT;
	e.decision = place_decision(&e);
	rule_node_set(e.decision, "id", shape->id);
	rule_node_set(e.decision, "name", words->table);
	e.table = rule_node_add(e.decision, "decisionTable");
	rule_node_set_id(&e, e.table, arena_printf(arena, "%s_table", shape->id));
	rule_node_set(e.table, "hitPolicy", shape->policy);
	return add_columns(arena, rule, shape, words);
}

enum err
rule_blank(
    struct arena *arena, enum rule_purpose purpose, const struct rule_blank_words *words, const struct rule **ret)
{
	struct rule *rule = ARENA_NEW(arena, struct rule);
	xmlDoc *document = xmlNewDoc(rule_chars("1.0"));
	xmlNode *root = xmlNewDocNode(document, NULL, rule_chars("definitions"), NULL);

	arena_defer(arena, free_document, document);
	xmlDocSetRootElement(document, root);
	xmlSetNs(root, xmlNewNs(root, rule_chars(rule_namespaces[WRITTEN_NAMESPACE]), NULL));
	rule_node_set(root, "id", id_of(arena, words->code));
	rule_node_set(root, "name", words->name);
	rule_node_set(root, "namespace", "urn:motcua:rule");
	rule->root = root;
	*ret = rule;
	return rule_blank_add(arena, rule, purpose, words);
}
