/* DMN written back as dmn-js writes it, edited row by row, compared version by version; allowed values when evaluated. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <dirent.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/rule/rule_diff.h"
#include "domain/definition/rule/rule_edit.h"
#include "domain/definition/rule/rule_table.h"
#include "domain/definition/rule/rule_write.h"
#include "domain/definition/support.h"

static struct arena *arena;

enum { EDITS = 400 };

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

static struct rule *
parsed(const char *xml)
{
	struct definition_error error;
	struct rule *rule;

	if (rule_parse(arena, xml, strlen(xml), &rule, &error) != OK)
		print_error("%s at %s (%s)\n", error.message, error.element,
		    error.feel.message != NULL ? error.feel.message : "");
	assert_int_equal(rule_parse(arena, xml, strlen(xml), &rule, &error), OK);
	return rule;
}

static const char *
written(const struct rule *rule)
{
	struct buffer out;

	buffer_init(&out, arena, (size_t)1 << 20);
	rule_write(rule, &out);
	assert_false(out.full);
	return out.data;
}

static size_t
difference(const char *older, const char *newer, const struct rule_change **ret)
{
	return rule_diff(arena, parsed(older), parsed(newer), ret);
}

/* What dmn-js 17 saved of a table: signs, empty cells, annotations, widths, its own extensions. */
static const char saved_by_dmn_js[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" "
    "xmlns:biodi=\"http://bpmn.io/schema/dmn/biodi/2.0\" xmlns:m=\"urn:x\" id=\"d\" name=\"a &#34;b&#34; &#39;c&#39; "
    "&#60; &#62; &#38; &#10; x\" namespace=\"n\" m:foo=\"1\">\n"
    "  <decision id=\"x\" name=\"x\">\n"
    "    <extensionElements>\n"
    "      <m:thing a=\"1\">\n"
    "        <m:b>te&lt;xt</m:b>\n"
    "      </m:thing>\n"
    "    </extensionElements>\n"
    "    <decisionTable id=\"t\" biodi:annotationsWidth=\"400\">\n"
    "      <input id=\"c\" label=\"L\" biodi:width=\"100\">\n"
    "        <inputExpression id=\"ie\" typeRef=\"string\">\n"
    "          <text>\"a\"</text>\n"
    "        </inputExpression>\n"
    "        <inputValues id=\"iv\">\n"
    "          <text>\"a\",\"b\"</text>\n"
    "        </inputValues>\n"
    "      </input>\n"
    "      <output id=\"o\" label=\"q\" name=\"r\" typeRef=\"string\" />\n"
    "      <annotation name=\"z\" />\n"
    "      <rule id=\"r\">\n"
    "        <description>de 'sc \"x\"</description>\n"
    "        <inputEntry id=\"i\">\n"
    "          <text></text>\n"
    "        </inputEntry>\n"
    "        <outputEntry id=\"oo\">\n"
    "          <text>\"&gt; 3 &amp; x' ]]&gt;\"</text>\n"
    "        </outputEntry>\n"
    "        <annotationEntry>\n"
    "          <text>note</text>\n"
    "        </annotationEntry>\n"
    "      </rule>\n"
    "    </decisionTable>\n"
    "  </decision>\n"
    "</definitions>\n";

static void
what_dmn_js_saved_is_written_byte_for_byte(void **state)
{
	(void)state;
	assert_string_equal(written(parsed(saved_by_dmn_js)), saved_by_dmn_js);
}

static void
the_three_namespaces_in_use_become_the_one_that_dmn_js_writes(void **state)
{
	static const char *const models[] = { "http://www.omg.org/spec/DMN/20180521/",
		"https://www.omg.org/spec/DMN/20191111/", "https://www.omg.org/spec/DMN/20230324/" };
	static const char *const prefixes[] = { "", "dmn:" };
	static const char expected[] =
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" "
	    "xmlns:dmndi=\"https://www.omg.org/spec/DMN/20191111/DMNDI/\" id=\"d\" name=\"d\" namespace=\"n\">\n"
	    "  <decision id=\"x\" name=\"x\">\n"
	    "    <literalExpression id=\"l\">\n"
	    "      <text>1</text>\n"
	    "    </literalExpression>\n"
	    "  </decision>\n"
	    "  <dmndi:DMNDI>\n"
	    "    <dmndi:DMNDiagram id=\"g\" />\n"
	    "  </dmndi:DMNDI>\n"
	    "</definitions>\n";

	(void)state;
	for (size_t i = 0; i < 3; i++)
		for (size_t k = 0; k < 2; k++) {
			const char *p = prefixes[k];
			const char *xml = arena_printf(arena,
			    "<%sdefinitions xmlns%s=\"%sMODEL/\" xmlns:dmndi=\"%sDMNDI/\" id='d' name='d' "
			    "namespace='n'>"
			    "<!-- a remark --><%sdecision id='x' name='x'><%sliteralExpression id='l'>"
			    "<%stext><![CDATA[1]]></%stext></%sliteralExpression></%sdecision>"
			    "<dmndi:DMNDI><dmndi:DMNDiagram id='g'></dmndi:DMNDiagram></dmndi:DMNDI></%sdefinitions>",
			    p, k == 0 ? "" : ":dmn", models[i], models[i], p, p, p, p, p, p, p);
			assert_string_equal(written(parsed(xml)), expected);
		}
}

static void
the_rules_of_the_seed_and_of_the_tck_survive_writing(void **state)
{
	const char *shared = getenv("MOTCUA_SHARED");
	const char *roots[] = { arena_printf(arena, "%s/spec/dmn-tck", shared != NULL ? shared : "../shared"),
		"db/seed/definitions/rules" };
	int tried = 0;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		DIR *folder = opendir(roots[i]);
		for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
			const char *path =
			    i == 0 ? arena_printf(arena, "%s/%s/%s.dmn", roots[i], entry->d_name, entry->d_name)
				   : arena_printf(arena, "%s/%s", roots[i], entry->d_name);
			const struct rule_change *changes;
			struct definition_error error;
			struct rule *rule;
			size_t size;
			char *xml = *entry->d_name == '.' ? NULL : file_text(arena, path, &size);
			if (xml == NULL || rule_parse(arena, xml, size, &rule, &error) != OK)
				continue;
			const char *once = written(rule), *twice = written(parsed(once));
			assert_string_equal(once, twice);
			assert_int_equal(difference(xml, once, &changes), 0);
			if (i == 1) /* these stand in the repository as dmn-js writes them */
				assert_string_equal(once, xml);
			tried++;
		}
		if (folder != NULL)
			closedir(folder);
	}
	assert_true(tried >= 3);
}

static const char base[] =
    "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"d\" name=\"d\" namespace=\"n\">"
    "<inputData id=\"i\" name=\"a\"><variable id=\"v\" name=\"a\" typeRef=\"number\"/></inputData>"
    "<decision id=\"x\" name=\"X\"><decisionTable id=\"t\" hitPolicy=\"FIRST\">"
    "<input id=\"c\" label=\"A\"><inputExpression id=\"e\" typeRef=\"number\"><text>a</text></inputExpression></input>"
    "<output id=\"o\" label=\"R\" name=\"r\" typeRef=\"number\"/>"
    "<rule id=\"r1\"><inputEntry id=\"r1i\"><text>1</text></inputEntry><outputEntry id=\"r1o\"><text>10</text>"
    "</outputEntry></rule>"
    "<rule id=\"r2\"><description>two</description><inputEntry id=\"r2i\"><text>2</text></inputEntry>"
    "<outputEntry id=\"r2o\"><text>20</text></outputEntry></rule>"
    "</decisionTable></decision></definitions>";

static const char *
edited(const char *xml, const struct rule_edit *edits, size_t count)
{
	struct rule *rule = parsed(xml);

	assert_int_equal(rule_edit_apply(arena, rule, edits, count), OK);
	return written(rule);
}

/* "cell 2 R 20>30 | row_added 3 ..." */
static const char *
changes_of(const char *older, const char *newer)
{
	const struct rule_change *changes;
	size_t count = difference(older, newer, &changes);
	struct buffer text;

	buffer_init(&text, arena, 10000);
	for (size_t i = 0; i < count; i++)
		buffer_printf(&text, "%s%s %zu %s %s>%s", i > 0 ? " | " : "", changes[i].message + strlen("rule.diff."),
		    changes[i].row, changes[i].column, changes[i].from, changes[i].to);
	return text.data;
}

static void
each_edit_changes_what_it_says_and_nothing_else(void **state)
{
	static const struct {
		struct rule_edit edit;
		const char *changes;
	} cases[] = {
		{ { RULE_EDIT_CELL, "x", 2, 1, "> 2 & \"<\"" }, "cell 2 A 2>> 2 & \"<\"" },
		{ { RULE_EDIT_CELL, "x", 1, 2, "a * 3" }, "cell 1 R 10>a * 3" },
		{ { RULE_EDIT_NOTE, "x", 1, 0, "one" }, "note 1  >one" },
		{ { RULE_EDIT_NOTE, "x", 2, 0, "" }, "note 2  two>" },
		{ { RULE_EDIT_ADD, "x", 1, 0, "" }, "row_added 2  >" },
		{ { RULE_EDIT_ADD, "x", 0, 0, "" }, "row_added 1  >" },
		{ { RULE_EDIT_COPY, "x", 2, 0, "" }, "row_added 3  >two" },
		{ { RULE_EDIT_DELETE, "x", 2, 0, "" }, "row_gone 2  two>" },
		{ { RULE_EDIT_UP, "x", 2, 0, "" }, "row_moved 2  >" },
		{ { RULE_EDIT_DOWN, "x", 1, 0, "" }, "row_moved 2  >" },
		{ { RULE_EDIT_ALLOWED, "x", 0, 1, "[0..9]" }, "column 0 A >[0..9]" },
		{ { RULE_EDIT_ALLOWED, "x", 0, 2, "10, 20" }, "column 0 R >10, 20" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct rule *rule = parsed(base);
		struct buffer out;
		assert_int_equal(rule_edit_apply(arena, rule, &cases[i].edit, 1), OK);
		buffer_init(&out, arena, 100000);
		rule_write(rule, &out);
		if (cases[i].edit.text[0] ==
		    '>') { /* no expression: refused with its place, and the text was escaped */
			struct definition_error error;
			struct rule *again;
			assert_non_null(strstr(out.data, "<text>&gt; 2 &amp; \"&lt;\"</text>"));
			assert_int_equal(rule_parse(arena, out.data, out.size, &again, &error), ERR_INVALID);
			assert_string_equal(error.element, "r2i");
			continue;
		}
		assert_string_equal(changes_of(base, out.data), cases[i].changes);
	}
}

static void
an_edit_of_what_is_not_there_is_refused(void **state)
{
	static const struct rule_edit cases[] = {
		{ RULE_EDIT_CELL, "y", 1, 1, "1" },
		{ RULE_EDIT_CELL, "x", 3, 1, "1" },
		{ RULE_EDIT_CELL, "x", 0, 1, "1" },
		{ RULE_EDIT_CELL, "x", 1, 0, "1" },
		{ RULE_EDIT_CELL, "x", 1, 3, "1" },
		{ RULE_EDIT_UP, "x", 1, 0, "" },
		{ RULE_EDIT_DOWN, "x", 2, 0, "" },
		{ RULE_EDIT_COPY, "x", 0, 0, "" },
		{ RULE_EDIT_ADD, "x", 3, 0, "" },
		{ RULE_EDIT_DELETE, "x", (size_t)-1, 0, "" },
		{ RULE_EDIT_ALLOWED, "x", 0, 3, "1" },
	};
	struct rule *rule = parsed(base);
	const char *before = written(rule);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(rule_edit_apply(arena, rule, &cases[i], 1), ERR_NOT_FOUND);
	assert_string_equal(written(rule), before);
}

static void
a_cell_is_checked_by_the_type_of_its_column(void **state)
{
	static const struct {
		const char *text;
		size_t column;
		enum err err;
		const char *message;
	} cases[] = {
		{ "> 2", 1, OK, NULL },
		{ "", 1, OK, NULL },
		{ "\"x\"", 1, ERR_INVALID, "feel.type" },
		{ "> 2 &", 1, ERR_INVALID, "feel.syntax" },
		{ "a * 2", 2, OK, NULL },
		{ "\"x\"", 2, ERR_INVALID, "feel.type" },
		{ "b", 2, ERR_INVALID, "feel.unknown_name" },
		{ "", 2, ERR_INVALID, "feel.unfinished" },
		{ "1", 3, ERR_NOT_FOUND, NULL },
		{ "1", 0, ERR_NOT_FOUND, NULL },
	};
	const struct rule *rule = parsed(base);
	struct feel_error error;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_int_equal(
		    rule_cell_check(arena, rule, "x", cases[i].column, cases[i].text, &error), cases[i].err);
		if (cases[i].message != NULL)
			assert_string_equal(error.message, cases[i].message);
	}
}

static uint32_t seed = 20261121;

static uint32_t
below(uint32_t limit)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % limit;
}

/* A long session at the editor: after each change the document is read, written and read again, and it is the same rule. */
static void
any_edited_rule_survives_writing(void **state)
{
	static const char *const cells[] = { "-", "1", "> 3", "[1..2)", "not(1, 2)", "null", "1, < 0" };
	static char kept[200 * 1024];
	const char *xml = base;

	(void)state;
	for (int i = 0; i < EDITS; i++) {
		struct rule_edit edit = { .kind = (enum rule_edit_kind)below(RULE_EDIT_DOWN + 1),
			.decision = "x",
			.row = below(6),
			.column = 1 + below(2) };
		struct rule *rule = parsed(xml);
		const struct rule_change *changes;
		edit.text = edit.column == 1 ? cells[below(7)] : arena_printf(arena, "%u", below(100));
		if (rule_edit_apply(arena, rule, &edit, 1) != OK)
			continue;
		const char *next = written(rule);
		assert_int_equal(difference(next, written(parsed(next)), &changes), 0);
		assert_string_equal(written(parsed(next)), next);
		if (edit.kind == RULE_EDIT_COPY || edit.kind == RULE_EDIT_ADD)
			assert_int_equal(difference(xml, next, &changes), 1);
		assert_true(strlen(next) < sizeof(kept));
		memcpy(kept, next, strlen(next) + 1);
		xml = kept;
		arena_reset(arena);
	}
}

static struct rule_result
evaluated(const char *xml, const char *decision, const struct feel_binding *bindings, size_t count)
{
	struct feel_context inputs = { bindings, count, 0 };
	struct rule_result result;

	assert_int_equal(rule_evaluate(arena, parsed(xml), decision, &inputs, &result), OK);
	return result;
}

/* An input that the table does not allow is refused, and so is what builds on it; no value at all is never outside. */
static void
what_is_not_allowed_is_refused_when_evaluated(void **state)
{
	const struct rule_edit allow = { RULE_EDIT_ALLOWED, "x", 0, 1, "1, 2" };
	const struct rule_edit outputs = { RULE_EDIT_ALLOWED, "x", 0, 2, "10" };
	const struct feel_binding one = { "a", feel_integer(1) }, two = { "a", feel_integer(2) },
				  three = { "a", feel_integer(3) }, nothing = { "a", feel_null() };
	const char *xml = edited(base, &allow, 1), *narrow = edited(xml, &outputs, 1);
	struct rule_result result = evaluated(xml, "x", &one, 1);

	(void)state;
	assert_null(result.refused);
	assert_int_equal(result.row_count, 1);
	assert_int_equal(result.rows[0], 0);
	result = evaluated(xml, "x", &three, 1);
	assert_string_equal(result.refused, "A");
	assert_int_equal(result.count, 0);
	result = evaluated(xml, "x", &nothing, 1);
	assert_null(result.refused);
	assert_int_equal(result.count, 0);
	assert_null(evaluated(narrow, "x", &one, 1).refused);
	assert_string_equal(evaluated(narrow, "x", &two, 1).refused, "R");
}

static void
an_input_offers_the_literals_that_its_column_allows(void **state)
{
	const struct rule_edit allow = { RULE_EDIT_ALLOWED, "x", 0, 1, "1, 2" };
	const struct rule_edit range = { RULE_EDIT_ALLOWED, "x", 0, 1, "[1..2]" };
	const struct feel_value *choices;

	(void)state;
	assert_int_equal(rule_choices(arena, parsed(base), "a", &choices), 0);
	assert_int_equal(rule_choices(arena, parsed(edited(base, &range, 1)), "a", &choices), 0);
	assert_int_equal(rule_choices(arena, parsed(edited(base, &allow, 1)), "a", &choices), 2);
	assert_string_equal(feel_to_text(arena, choices[1]), "2");
	assert_string_equal(rule_input_label(parsed(base), "a"), "A");
	assert_string_equal(rule_input_label(parsed(base), "b"), "b");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_dmn_js_saved_is_written_byte_for_byte, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    the_three_namespaces_in_use_become_the_one_that_dmn_js_writes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    the_rules_of_the_seed_and_of_the_tck_survive_writing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(each_edit_changes_what_it_says_and_nothing_else, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_edit_of_what_is_not_there_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_cell_is_checked_by_the_type_of_its_column, set_up, tear_down),
		cmocka_unit_test_setup_teardown(any_edited_rule_survives_writing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_not_allowed_is_refused_when_evaluated, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_input_offers_the_literals_that_its_column_allows, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
