/* DMN: hostile documents, refusals by name, hit policies, and the public test cases (DMN TCK, level 2). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <dirent.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/rule/rule.h"
#include "domain/definition/rule/rule_reach.h"
#include "domain/definition/rule/rule_table.h"
#include "domain/definition/support.h"

static struct arena *arena;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new((size_t)64 << 20);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

#define HEAD   "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"d\" name=\"d\" namespace=\"n\">"
#define INPUT  "<inputData id=\"i\" name=\"a\"><variable name=\"a\" typeRef=\"number\"/></inputData>"
#define COLUMN "<input id=\"c\"><inputExpression typeRef=\"number\"><text>a</text></inputExpression></input>"
#define ROW(id, test, result)                                                                                          \
	"<rule id=\"" id "\"><inputEntry><text>" test "</text></inputEntry><outputEntry><text>" result                 \
	"</text></outputEntry></rule>"
#define TABLE(attributes, rows)                                                                                        \
	HEAD INPUT "<decision id=\"x\" name=\"x\"><decisionTable id=\"t\" " attributes ">" COLUMN                      \
		   "<output id=\"o\" name=\"r\" typeRef=\"number\"/>" rows "</decisionTable></decision></definitions>"

static const char *
refusal(const char *xml, size_t size, const char **ret_element)
{
	struct rule *rule;
	struct definition_error error;

	if (rule_parse(arena, xml, size, &rule, &error) == OK)
		return "accepted";
	if (ret_element != NULL)
		*ret_element = error.element;
	return error.message;
}

static void
hostile_xml_is_refused_before_it_is_read(void **state)
{
	static const char *const doctypes[] = {
		"<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
		"<?xml version=\"1.0\"?><!doctype a SYSTEM \"http://127.0.0.1/x.dtd\"><a/>",
		"<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>",
		"<!DOCTYPE a [<!ENTITY % x SYSTEM \"file:///etc/hostname\"> %x;]><a/>",
	};
	static const char *const encodings[] = {
		"<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>",
		"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>",
		"\xff\xfe<\0a\0/\0>\0",
		"<a>\xc0\xaf</a>",
	};
	struct buffer bomb;

	(void)state;
	for (size_t i = 0; i < sizeof(doctypes) / sizeof(*doctypes); i++)
		assert_string_equal(refusal(doctypes[i], strlen(doctypes[i]), NULL), "xml.doctype");
	for (size_t i = 0; i < sizeof(encodings) / sizeof(*encodings); i++)
		assert_string_equal(refusal(encodings[i], strlen(encodings[i]), NULL), "xml.encoding");
	assert_string_equal(refusal("<a>\0</a>", 8, NULL), "xml.encoding");
	assert_string_equal(refusal("<a><b></a>", 10, NULL), "xml.not_well_formed");
	assert_string_equal(refusal("", 0, NULL), "xml.not_well_formed");
	assert_string_equal(refusal("<a", 2, NULL), "xml.markup");
	buffer_init(&bomb, arena, 250 * 1024);
	buffer_text(&bomb, "<a x='>'");
	for (int i = 0; i < 10000; i++)
		buffer_printf(&bomb, " b%d='>'", i);
	buffer_text(&bomb, "/>");
	assert_string_equal(refusal(bomb.data, bomb.size, NULL), "xml.markup");
	buffer_clear(&bomb);
	for (int i = 0; i < 300; i++)
		buffer_text(&bomb, "<a>");
	assert_string_equal(refusal(bomb.data, bomb.size, NULL), "xml.not_well_formed");
	char *big = arena_alloc(arena, RULE_BYTES_MAX + 1);
	memset(big, ' ', RULE_BYTES_MAX + 1);
	assert_string_equal(refusal(big, RULE_BYTES_MAX + 1, NULL), "xml.too_large");
}

static void
what_lies_outside_the_subset_is_refused_by_name(void **state)
{
	static const struct {
		const char *xml, *message, *element;
	} cases[] = {
		{ TABLE("hitPolicy=\"PRIORITY\"", ROW("r", "1", "1")), "rule.hit_policy", "t" },
		{ TABLE("hitPolicy=\"OUTPUT ORDER\"", ROW("r", "1", "1")), "rule.hit_policy", "t" },
		{ TABLE("hitPolicy=\"UNIQUE\" aggregation=\"SUM\"", ROW("r", "1", "1")), "rule.hit_policy", "t" },
		{ TABLE("", "<rule id=\"r\"><inputEntry><text>1</text></inputEntry></rule>"), "rule.cells", "r" },
		{ TABLE("", ROW("r", "\"x\"", "1")), "rule.expression", "inputEntry" },
		{ TABLE("", ROW("r", "1", "\"x\"")), "rule.expression", "outputEntry" },
		{ TABLE("", ROW("r", "b", "1")), "rule.expression", "inputEntry" },
		{ TABLE("", "<script id=\"s\"/>"), "rule.unknown_element", "s" },
		{ HEAD "<businessKnowledgeModel id=\"k\" name=\"k\"/></definitions>", "rule.unknown_element", "k" },
		{ HEAD "<import id=\"m\" name=\"m\" namespace=\"x\" importType=\"y\"/></definitions>",
		    "rule.unknown_element", "m" },
		{ HEAD "</definitions>", "rule.no_logic", "" },
		{ HEAD "<decision id=\"x\" name=\"x\"/></definitions>", "rule.no_logic", "x" },
		{ "<definitions xmlns=\"http://www.omg.org/spec/DMN/20151101/dmn.xsd\"/>", "rule.not_dmn", "" },
		{ HEAD "<decision id=\"x\" name=\"x\"><informationRequirement id=\"q\"><requiredDecision href=\"#y\"/>"
		       "</informationRequirement><literalExpression><text>y</text></literalExpression></decision>"
		       "<decision id=\"y\" name=\"y\"><informationRequirement id=\"p\"><requiredDecision href=\"#x\"/>"
		       "</informationRequirement><literalExpression><text>x</text></literalExpression></decision></"
		       "definitions>",
		    "rule.circle", "x" },
		{ HEAD
		    "<decision id=\"x\" name=\"x\"><literalExpression expressionLanguage=\"javascript\"><text>1</text>"
		    "</literalExpression></decision></definitions>",
		    "rule.no_expression", "literalExpression" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *element = "";
		assert_string_equal(refusal(cases[i].xml, strlen(cases[i].xml), &element), cases[i].message);
		assert_string_equal(element, cases[i].element);
	}
}

static struct rule_result
evaluated(const char *xml, int64_t a)
{
	struct feel_binding binding = { "a", feel_integer(a) };
	struct feel_context inputs = { &binding, 1, 0 };
	struct definition_error error;
	struct rule_result result;
	struct rule *rule;

	assert_int_equal(rule_parse(arena, xml, strlen(xml), &rule, &error), OK);
	assert_int_equal(rule_evaluate(arena, rule, "x", &inputs, &result), OK);
	return result;
}

#define OVERLAPPING ROW("r1", "&gt; 0", "1") ROW("r2", "&gt; 5", "2") ROW("r3", "&gt; 5", "3")

static void
hit_policies_choose_as_dmn_says(void **state)
{
	struct rule_result result;

	(void)state;
	result = evaluated(TABLE("hitPolicy=\"UNIQUE\"", OVERLAPPING), 3);
	assert_int_equal(result.count, 1);
	result = evaluated(TABLE("hitPolicy=\"UNIQUE\"", OVERLAPPING), 6);
	assert_int_equal(result.count, 0);
	assert_true(result.conflict);
	result = evaluated(TABLE("hitPolicy=\"ANY\"", OVERLAPPING), 6);
	assert_true(result.conflict);
	result = evaluated(TABLE("hitPolicy=\"FIRST\"", OVERLAPPING), 6);
	assert_string_equal(feel_to_text(arena, result.items[0].items[0].value), "1");
	result = evaluated(TABLE("hitPolicy=\"COLLECT\"", OVERLAPPING), 6);
	assert_int_equal(result.count, 3);
	result = evaluated(TABLE("hitPolicy=\"COLLECT\" aggregation=\"SUM\"", OVERLAPPING), 6);
	assert_string_equal(feel_to_text(arena, result.items[0].items[0].value), "6");
	result = evaluated(TABLE("hitPolicy=\"COLLECT\" aggregation=\"MIN\"", OVERLAPPING), 6);
	assert_string_equal(feel_to_text(arena, result.items[0].items[0].value), "1");
	result = evaluated(TABLE("hitPolicy=\"COLLECT\" aggregation=\"MAX\"", OVERLAPPING), 6);
	assert_string_equal(feel_to_text(arena, result.items[0].items[0].value), "3");
	result = evaluated(TABLE("hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", OVERLAPPING), 6);
	assert_string_equal(feel_to_text(arena, result.items[0].items[0].value), "3");
	result = evaluated(TABLE("", OVERLAPPING), 0);
	assert_int_equal(result.count, 0);
	assert_false(result.conflict);
}

/* A designer shows the model alone: what another namespace calls a decision or a rule must not be what people pay by. */
static void
what_other_namespaces_call_a_decision_or_a_row_decides_nothing(void **state)
{
	static const char smuggled[] = HEAD INPUT
	    "<x:decision xmlns:x=\"urn:x\" id=\"x\" name=\"x\"><x:decisionTable id=\"t\">"
	    "<x:input id=\"c\"><x:inputExpression typeRef=\"number\"><x:text>a</x:text></x:inputExpression></x:input>"
	    "<x:output id=\"o\" name=\"r\" typeRef=\"number\"/><x:rule id=\"r0\"><x:inputEntry><x:text>-</x:text>"
	    "</x:inputEntry><x:outputEntry><x:text>9</x:text></x:outputEntry></x:rule></x:decisionTable></x:decision>"
	    "<decision id=\"x\" name=\"x\"><decisionTable id=\"t\" hitPolicy=\"FIRST\">" COLUMN
	    "<output id=\"o\" name=\"r\" typeRef=\"number\"/><x:rule xmlns:x=\"urn:x\" id=\"r9\"><inputEntry>"
	    "<text>-</text></inputEntry><outputEntry><text>8</text></outputEntry></x:rule>" ROW(
		"r1", "-", "1") "</decisionTable></decision></definitions>";
	const struct rule_result result = evaluated(smuggled, 3);

	(void)state;
	assert_string_equal(feel_to_text(arena, result.items[0].items[0].value), "1");
}

static void
a_fee_line_without_a_proper_amount_is_an_error(void **state)
{
	static const char *const prices[] = { "-1", "0.5", "null", "1e3", "99999999999999999999" };
	struct feel_binding binding = { "a", feel_integer(1) };
	struct feel_context inputs = { &binding, 1, 0 };
	struct definition_error error;
	struct rule_fees fees;
	struct rule *rule;

	(void)state;
	for (size_t i = 0; i < sizeof(prices) / sizeof(*prices); i++) {
		const char *xml = arena_printf(arena,
		    HEAD INPUT
		    "<decision id=\"fees\" name=\"f\"><decisionTable hitPolicy=\"COLLECT\">" COLUMN
		    "<output name=\"kind\"/><output name=\"code\"/><output name=\"name\"/><output name=\"price\"/>"
		    "<output name=\"basis\"/><rule id=\"r\"><inputEntry><text>-</text></inputEntry>"
		    "<outputEntry><text>\"phi\"</text></outputEntry><outputEntry><text>\"c\"</text></outputEntry>"
		    "<outputEntry><text>\"n\"</text></outputEntry><outputEntry><text>%s</text></outputEntry>"
		    "<outputEntry><text>\"b\"</text></outputEntry></rule></decisionTable></decision></definitions>",
		    prices[i]);
		if (rule_parse(arena, xml, strlen(xml), &rule, &error) == OK)
			assert_int_equal(rule_fees(arena, rule, &inputs, &fees), ERR_INVALID);
	}
}

/* Who is exempt from one of two fees sees both: a line of 0 đồng says so. */
static void
a_demand_names_what_is_exempt_too(void **state)
{
	const struct rule_fee items[] = {
		{ RULE_FEE_PHI, "appraisal", "Appraisal \"A\"", "TT 01", 0, 1, 0 },
		{ RULE_FEE_LE_PHI, "copy", "Copy", "TT 02", 8000, 2, 16000 },
	};
	const struct rule_fees fees = { items, 2, 16000 };

	(void)state;
	assert_string_equal(rule_fees_facts(arena, &fees, "An"),
	    "{\"lines\":[{\"kind\":\"phi\",\"code\":\"appraisal\",\"name\":\"Appraisal \\\"A\\\"\",\"quantity\":1,"
	    "\"unit_price\":0,\"amount\":0,\"basis\":\"TT "
	    "01\"},{\"kind\":\"le_phi\",\"code\":\"copy\",\"name\":\"Copy\",\"quantity\":2,"
	    "\"unit_price\":8000,\"amount\":16000,\"basis\":\"TT 02\"}],\"total\":16000,\"payer\":\"An\"}");
}

#define CODED(id, policy, outputs, rows)                                                                               \
	HEAD INPUT "<decision id=\"" id "\" name=\"x\"><decisionTable hitPolicy=\"" policy "\">" COLUMN outputs rows   \
		   "</decisionTable></decision></definitions>"
#define TWO(test, first, second)                                                                                       \
	"<rule><inputEntry><text>" test "</text></inputEntry><outputEntry><text>" first                                \
	"</text></outputEntry><outputEntry><text>" second "</text></outputEntry></rule>"
#define ONE(test, first)                                                                                               \
	"<rule><inputEntry><text>" test "</text></inputEntry><outputEntry><text>" first "</text></outputEntry></rule>"

static const struct rule *
read_rule(const char *xml)
{
	struct definition_error error;
	struct rule *rule;

	assert_int_equal(rule_parse(arena, xml, strlen(xml), &rule, &error), OK);
	return rule;
}

/* Who brings a child's dossier brings the birth certificate; what the rule does not name is as the procedure says. */
static void
papers_are_required_by_the_rows_that_match(void **state)
{
	const struct rule *rule = read_rule(CODED("papers", "COLLECT", "<output name=\"code\"/>",
	    ONE("&lt; 18", "\"giay_khai_sinh\"") ONE("&lt; 6", "\"giay_khai_sinh\"") ONE("&gt;= 18", "\"cccd\"")));
	struct feel_binding age = { "a", feel_integer(5) };
	const struct feel_context inputs = { &age, 1, 0 };
	struct rule_papers papers;

	(void)state;
	assert_int_equal(rule_papers(arena, rule, &inputs, &papers), OK);
	assert_int_equal(papers.count, 2);
	assert_string_equal(papers.items[0].code, "giay_khai_sinh");
	assert_true(papers.items[0].required);
	assert_int_equal(papers.items[0].row, 1);
	assert_string_equal(papers.items[1].code, "cccd");
	assert_false(papers.items[1].required);
	assert_int_equal(papers.items[1].row, 3);
	assert_string_equal(rule_row_words(arena, rule, "papers", 3), "a: >= 18");
	assert_string_equal(rule_row_words(arena, rule, "papers", 4), "");
	age.value = feel_integer(40);
	assert_int_equal(rule_papers(arena, rule, &inputs, &papers), OK);
	assert_false(papers.items[0].required);
	assert_true(papers.items[1].required);
	rule = read_rule(CODED("papers", "COLLECT", "<output name=\"code\"/>", ONE("-", "null")));
	assert_int_equal(rule_papers(arena, rule, &inputs, &papers), ERR_INVALID);
	rule = read_rule(TABLE("", ROW("r", "1", "1")));
	assert_int_equal(rule_papers(arena, rule, &inputs, &papers), OK);
	assert_int_equal(papers.count, 0);
}

static void
routing_names_the_agency_and_the_case_or_nothing(void **state)
{
	static const char outputs[] = "<output name=\"agency\"/><output name=\"case_no\"/>";
	const struct rule *rule = read_rule(arena_printf(arena, CODED("routing", "UNIQUE", "%s", "%s"), outputs,
	    TWO("&lt; 100", "\"H01-UBND\"", "1") TWO("[100..200)", "\"H01-SXD\"", "2") TWO("300", "1", "2")
		TWO("400", "\"x\"", "0.5") TWO("500", "null", "2")));
	struct feel_binding area = { "a", feel_integer(5) };
	const struct feel_context inputs = { &area, 1, 0 };
	struct rule_routing routing;

	(void)state;
	assert_int_equal(rule_routing(arena, rule, &inputs, &routing), OK);
	assert_string_equal(routing.agency, "H01-UBND");
	assert_int_equal(routing.row, 1);
	assert_int_equal(routing.case_no, 1);
	area.value = feel_integer(250);
	assert_int_equal(rule_routing(arena, rule, &inputs, &routing), OK);
	assert_string_equal(routing.agency, "");
	assert_int_equal(routing.case_no, 0);
	area.value = feel_integer(300);
	assert_int_equal(rule_routing(arena, rule, &inputs, &routing), ERR_INVALID);
	area.value = feel_integer(400);
	assert_int_equal(rule_routing(arena, rule, &inputs, &routing), ERR_INVALID);
	area.value = feel_integer(500);
	assert_int_equal(rule_routing(arena, rule, &inputs, &routing), OK);
	assert_string_equal(routing.agency, "");
	assert_int_equal(routing.case_no, 2);
	rule = read_rule(CODED("routing", "COLLECT", "<output name=\"agency\"/>", ONE("-", "\"x\"")));
	assert_int_equal(rule_routing(arena, rule, &inputs, &routing), ERR_INVALID);
}

/* A form that offers two choices never meets the row of a third. */
static void
rows_that_no_possible_input_meets_are_known_and_what_cannot_be_judged_counts_as_met(void **state)
{
	const struct rule *rule = read_rule(CODED("papers", "COLLECT", "<output name=\"code\"/>",
	    ONE("1, 2", "\"a\"") ONE("3", "\"b\"") ONE("null", "\"c\"") ONE("-", "\"d\"") ONE("&gt; a", "\"e\"")));
	const struct feel_value values[] = { feel_integer(2), feel_null() };
	const struct rule_possible two = { "a", values, 1 }, unsaid = { "a", values, 2 }, other = { "b", values, 1 };
	bool reached[RULE_ROWS_MAX] = { false };

	(void)state;
	assert_int_equal(rule_reach(arena, rule, "papers", &two, 1, reached), 5);
	assert_true(reached[0] && !reached[1] && !reached[2] && reached[3] && reached[4]);
	assert_int_equal(rule_reach(arena, rule, "papers", &unsaid, 1, reached), 5);
	assert_true(reached[2] && !reached[1]);
	assert_int_equal(rule_reach(arena, rule, "papers", &other, 1, reached), 5);
	assert_true(reached[1]);
	assert_int_equal(rule_reach(arena, rule, "fees", &two, 1, reached), 0);
}

/* What a rule is held against before it is approved for a procedure. */
static void
what_papers_and_routing_name_can_be_listed_and_another_shape_is_told(void **state)
{
	const struct rule *rule = read_rule(CODED("papers", "COLLECT", "<output name=\"code\"/>",
	    ONE("&lt; 18", "\"giay_khai_sinh\"") ONE("&gt;= 18", "null")));
	struct rule_named named;

	(void)state;
	rule_named(arena, rule, &named);
	assert_int_equal(named.paper_count, 1);
	assert_string_equal(named.papers[0], "giay_khai_sinh");
	assert_null(named.misshapen);
	rule = read_rule(CODED("routing", "UNIQUE", "<output name=\"agency\"/><output name=\"case_no\"/>",
	    TWO("1", "\"H01\"", "2") TWO("2", "\"H02\"", "a")));
	rule_named(arena, rule, &named);
	assert_int_equal(named.agency_count, 2);
	assert_string_equal(named.agencies[1], "H02");
	assert_int_equal(named.case_count, 1);
	assert_int_equal(named.cases[0], 2);
	rule = read_rule(CODED("papers", "UNIQUE", "<output name=\"code\"/>", ONE("-", "\"x\"")));
	rule_named(arena, rule, &named);
	assert_string_equal(named.misshapen, "papers");
	assert_int_equal(named.paper_count, 0);
}

/* --- the public test cases ------------------------------------------------------------------------------------------ */

struct tally {
	int passed, failures; /* results */
	int models, outside;  /* models read, and refused by name */
	int refused;          /* results of the models refused */
};

static xmlNode *
child(xmlNode *node, const char *name)
{
	for (node = node == NULL ? NULL : node->children; node != NULL; node = node->next)
		if (node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0)
			return node;
	return NULL;
}

static xmlNode *
next(xmlNode *node, const char *name)
{
	for (node = node->next; node != NULL; node = node->next)
		if (node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0)
			return node;
	return NULL;
}

static const char *
attribute_of(xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
	const char *copy = value == NULL ? "" : arena_strdup(arena, (const char *)value);

	xmlFree(value);
	return copy;
}

/* <value xsi:type="xsd:decimal">17</value> as a FEEL value; nil is null. */
static struct feel_value
plain_value(xmlNode *node)
{
	const char *type = attribute_of(node, "type");
	xmlChar *content = xmlNodeGetContent(node);
	const char *text = arena_strdup(arena, (const char *)content);
	struct decimal number;

	xmlFree(content);
	if (strcmp(attribute_of(node, "nil"), "true") == 0)
		return feel_null();
	if (strstr(type, "boolean") != NULL)
		return feel_boolean(strcmp(text, "true") == 0);
	if (strstr(type, "decimal") != NULL || strstr(type, "double") != NULL || strstr(type, "integer") != NULL)
		return decimal_parse(text, strlen(text), &number) == OK ? feel_number(number) : feel_null();
	return feel_string(text);
}

static size_t
bind_node(xmlNode *node, const char *name, struct feel_binding *bindings, size_t count)
{
	xmlNode *value = child(node, "value");

	if (value != NULL)
		bindings[count++] = (struct feel_binding){ name, plain_value(value) };
	for (xmlNode *part = child(node, "component"); part != NULL; part = next(part, "component"))
		count =
		    bind_node(part, arena_printf(arena, "%s.%s", name, attribute_of(part, "name")), bindings, count);
	return count;
}

/* Results are compared to 10 decimals, as the TCK does. */
static bool
agrees(struct feel_value actual, struct feel_value expected)
{
	struct decimal difference;

	if (actual.type != FEEL_NUMBER || expected.type != FEEL_NUMBER)
		return feel_equal(actual, expected);
	return decimal_subtract(actual.number, expected.number, &difference) == OK &&
	       decimal_round(difference, 8, DECIMAL_HALF_EVEN, &difference) == OK && decimal_is_zero(difference);
}

static bool
output_agrees(const struct rule_output *output, xmlNode *expected)
{
	xmlNode *value = child(expected, "value");

	if (value != NULL)
		return agrees(output == NULL ? feel_null() : output->items[0].value, plain_value(value));
	for (xmlNode *part = child(expected, "component"); part != NULL; part = next(part, "component")) {
		bool found = false;
		for (size_t i = 0; output != NULL && i < output->count; i++)
			if (strcmp(output->items[i].name, attribute_of(part, "name")) == 0)
				found = agrees(output->items[i].value, plain_value(child(part, "value")));
		if (!found)
			return false;
	}
	return true;
}

static bool
result_agrees(const struct rule_result *result, xmlNode *expected)
{
	xmlNode *list = child(expected, "list"), *item = list == NULL ? NULL : child(list, "item");
	size_t i = 0;

	if (list == NULL)
		return output_agrees(result->count > 0 ? &result->items[0] : NULL, expected);
	if (!result->collected)
		return false;
	for (; item != NULL && i < result->count; item = next(item, "item"), i++)
		if (!output_agrees(&result->items[i], item))
			return false;
	return item == NULL && i == result->count;
}

static void
run_case(const struct rule *rule, xmlNode *test, const char *name, struct tally *tally)
{
	struct feel_binding bindings[64];
	size_t count = 0;

	for (xmlNode *node = child(test, "inputNode"); node != NULL; node = next(node, "inputNode"))
		count = bind_node(node, attribute_of(node, "name"), bindings, count);
	for (xmlNode *node = child(test, "resultNode"); node != NULL; node = next(node, "resultNode")) {
		struct feel_context inputs = { bindings, count, 0 };
		struct rule_result result;
		bool agreed = rule_evaluate(arena, rule, attribute_of(node, "name"), &inputs, &result) == OK &&
			      result_agrees(&result, child(node, "expected"));
		tally->passed += agreed;
		tally->failures += !agreed;
		if (!agreed)
			print_error("%s: test %s, %s\n", name, attribute_of(test, "id"), attribute_of(node, "name"));
	}
}

static int
count_results(xmlNode *test)
{
	int count = 0;

	for (xmlNode *node = child(test, "resultNode"); node != NULL; node = next(node, "resultNode"))
		count++;
	return count;
}

static void
run_folder(const char *root, const char *name, struct tally *tally)
{
	const char *path = arena_printf(arena, "%s/%s/%s", root, name, name);
	struct definition_error error;
	struct rule *rule;
	size_t size;
	char *model = file_text(arena, arena_printf(arena, "%s.dmn", path), &size);

	if (model == NULL)
		return;
	tally->models++;
	if (rule_parse(arena, model, size, &rule, &error) != OK) {
		print_message("    %-40s outside the subset: %s at %s %s\n", name, error.message, error.element,
		    error.feel.message != NULL ? error.feel.message : "");
		tally->outside++;
		rule = NULL;
	}
	char *cases = file_text(arena, arena_printf(arena, "%s-test-01.xml", path), &size);
	assert_non_null(cases);
	xmlDoc *tests = xmlReadMemory(cases, (int)size, NULL, NULL, XML_PARSE_NONET);
	assert_non_null(tests);
	for (xmlNode *test = child(xmlDocGetRootElement(tests), "testCase"); test != NULL;
	     test = next(test, "testCase"))
		if (rule != NULL)
			run_case(rule, test, name, tally);
		else
			tally->refused += count_results(test);
	xmlFreeDoc(tests);
}

static void
public_test_cases_inside_the_subset_all_pass(void **state)
{
	const char *shared = getenv("MOTCUA_SHARED");
	const char *root = arena_printf(arena, "%s/spec/dmn-tck", shared != NULL ? shared : "../shared");
	struct tally tally = { 0 };
	DIR *folder = opendir(root);

	(void)state;
	if (folder == NULL) {
		print_message("    skipped: the DMN TCK is not there (MOTCUA_SHARED)\n");
		skip();
	}
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
		if (entry->d_name[0] == '0')
			run_folder(root, entry->d_name, &tally);
	closedir(folder);
	print_message("    DMN TCK level 2: %d models, %d in the subset: %d results right, %d wrong; %d models (%d "
		      "results) refused\n",
	    tally.models, tally.models - tally.outside, tally.passed, tally.failures, tally.outside, tally.refused);
	assert_int_equal(tally.failures, 0);
	assert_true(tally.passed >= 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(hostile_xml_is_refused_before_it_is_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_lies_outside_the_subset_is_refused_by_name, set_up, tear_down),
		cmocka_unit_test_setup_teardown(hit_policies_choose_as_dmn_says, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    what_other_namespaces_call_a_decision_or_a_row_decides_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_fee_line_without_a_proper_amount_is_an_error, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_demand_names_what_is_exempt_too, set_up, tear_down),
		cmocka_unit_test_setup_teardown(papers_are_required_by_the_rows_that_match, set_up, tear_down),
		cmocka_unit_test_setup_teardown(routing_names_the_agency_and_the_case_or_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    rows_that_no_possible_input_meets_are_known_and_what_cannot_be_judged_counts_as_met, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    what_papers_and_routing_name_can_be_listed_and_another_shape_is_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(public_test_cases_inside_the_subset_all_pass, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
