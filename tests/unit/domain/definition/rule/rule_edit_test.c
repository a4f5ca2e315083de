/* Columns, hit policies and first tables of a rule, changed without dmn-js: what comes of it is read again as the same rule. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/rule/rule_blank.h"
#include "domain/definition/rule/rule_check.h"
#include "domain/definition/rule/rule_edit.h"
#include "domain/definition/rule/rule_write.h"

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

static const struct rule_blank_words words = { "QTAC-1", "Phí \"cấp\" bản sao", "Phí", "Cách nộp",
	{ "Loại", "Mã", "Tên", "Đơn giá", "Số lượng", "Căn cứ" } };

static const char *
written(const struct rule *rule)
{
	struct buffer out;

	buffer_init(&out, arena, (size_t)1 << 20);
	rule_write(rule, &out);
	assert_false(out.full);
	return out.data;
}

static struct rule *
parsed(const char *xml)
{
	struct definition_error error;
	struct rule *rule = NULL;

	if (rule_parse(arena, xml, strlen(xml), &rule, &error) != OK) {
		print_error("%s at %s: %s\n%s", error.message, error.element,
		    error.feel.message != NULL ? error.feel.message : "", xml);
		assert_null(error.message);
	}
	return rule;
}

static struct rule *
blank(enum rule_purpose purpose)
{
	const struct rule *rule;

	assert_int_equal(rule_blank(arena, purpose, &words, &rule), OK);
	return parsed(written(rule));
}

static struct rule *
edited(const struct rule *rule, struct rule_edit edit)
{
	edit.decision = edit.decision != NULL ? edit.decision : "fees";
	assert_int_equal(rule_edit_apply(arena, rule, &edit, 1), OK);
	return parsed(written(rule));
}

static const struct rule_table *
table_of(const struct rule *rule, size_t n)
{
	const struct rule_table *tables;

	assert_true(rule_tables(arena, rule, &tables) > n);
	return &tables[n];
}

/* "Cách nộp|Số bản > Loại|Mã ..." */
static const char *
heads(const struct rule *rule)
{
	const struct rule_table *table = table_of(rule, 0);
	struct buffer text;

	buffer_init(&text, arena, 1000);
	for (size_t i = 0; i < table->input_count; i++)
		buffer_printf(&text, "%s%s", i > 0 ? "|" : "", table->inputs[i].label);
	for (size_t i = 0; i < table->output_count; i++)
		buffer_printf(&text, "%s%s", i > 0 ? "|" : " > ", table->outputs[i].label);
	return text.data;
}

static bool
reads(const struct rule *rule, const char *name, enum feel_type type)
{
	struct feel_names names;

	rule_reads(rule, &names);
	for (size_t i = 0; i < names.count; i++)
		if (strcmp(names.items[i].name, name) == 0)
			return names.items[i].type == type;
	return false;
}

static void
a_first_table_has_what_its_purpose_is_read_by(void **state)
{
	const struct rule_problem *problems;
	struct rule *fees = blank(RULE_FOR_FEES), *papers = blank(RULE_FOR_PAPERS), *routing = blank(RULE_FOR_ROUTING);
	struct feel_binding online = { "channel", feel_string("online") };
	struct feel_context inputs = { &online, 1, 0 };
	struct rule_papers asked;
	struct rule_routing way;
	struct rule_fees due;

	(void)state;
	assert_true(rule_is_fee_rule(fees));
	for (size_t i = 0, count = rule_check(arena, fees, &problems); i < count; i++)
		assert_false(problems[i].blocks);
	assert_int_equal(rule_fees(arena, fees, &inputs, &due), OK);
	assert_int_equal(rule_papers(arena, papers, &inputs, &asked), OK);
	assert_int_equal(rule_routing(arena, routing, &inputs, &way), OK);
	for (size_t i = 0; i < 3; i++) {
		struct rule_named named;
		rule_named(arena, i == 0 ? fees : i == 1 ? papers : routing, &named);
		assert_null(named.misshapen);
	}
	assert_true(reads(fees, "channel", FEEL_STRING));
}

static void
a_rule_of_fees_takes_a_table_of_papers_beside_it_once(void **state)
{
	struct rule *rule = blank(RULE_FOR_FEES);

	(void)state;
	assert_int_equal(rule_blank_add(arena, rule, RULE_FOR_FEES, &words), ERR_CONFLICT);
	assert_int_equal(rule_blank_add(arena, rule, RULE_FOR_PAPERS, &words), OK);
	rule = parsed(written(rule));
	assert_string_equal(table_of(rule, 1)->id, "papers");
	assert_true(rule_is_fee_rule(rule));
}

static void
a_column_comes_with_cells_and_declares_what_it_reads(void **state)
{
	static const struct rule_column_head copies = { "Số bản", "so_ban", "number", "[1..50]" },
					     age = { "Trẻ em", "age(sinh) < 16", "boolean", "" };
	struct rule *rule = edited(blank(RULE_FOR_FEES), (struct rule_edit){ RULE_EDIT_ADD, .text = "" });
	struct feel_error error;

	(void)state;
	rule = edited(rule, (struct rule_edit){ .kind = RULE_EDIT_INPUT_ADD, .head = &copies });
	assert_string_equal(heads(rule), "Cách nộp|Số bản > Loại|Mã|Tên|Đơn giá|Số lượng|Căn cứ");
	assert_string_equal(table_of(rule, 0)->rows[0].inputs[1], "-");
	assert_string_equal(table_of(rule, 0)->inputs[1].allowed, "[1..50]");
	assert_true(reads(rule, "so_ban", FEEL_NUMBER));
	assert_int_equal(rule_head_check(arena, rule, "fees", 0, true, &age, FEEL_BOOLEAN, &error), RULE_HEAD_READ);
	assert_string_equal(error.message, "feel.unknown_name");
}

static void
a_column_moves_with_its_cells_and_goes_with_them(void **state)
{
	static const struct rule_column_head copies = { "Số bản", "so_ban", "number", "" };
	struct rule *rule =
	    edited(blank(RULE_FOR_FEES), (struct rule_edit){ .kind = RULE_EDIT_INPUT_ADD, .head = &copies });

	(void)state;
	rule = edited(rule, (struct rule_edit){ RULE_EDIT_ADD, .text = "" });
	rule = edited(rule, (struct rule_edit){ RULE_EDIT_CELL, NULL, 1, 2, "> 3", NULL });
	rule = edited(rule, (struct rule_edit){ .kind = RULE_EDIT_COLUMN_LEFT, .column = 2 });
	assert_string_equal(heads(rule), "Số bản|Cách nộp > Loại|Mã|Tên|Đơn giá|Số lượng|Căn cứ");
	assert_string_equal(table_of(rule, 0)->rows[0].inputs[0], "> 3");
	rule = edited(rule, (struct rule_edit){ .kind = RULE_EDIT_COLUMN_RIGHT, .column = 3 });
	assert_string_equal(heads(rule), "Số bản|Cách nộp > Mã|Loại|Tên|Đơn giá|Số lượng|Căn cứ");
	rule = edited(rule, (struct rule_edit){ .kind = RULE_EDIT_COLUMN_DELETE, .column = 1 });
	assert_string_equal(heads(rule), "Cách nộp > Mã|Loại|Tên|Đơn giá|Số lượng|Căn cứ");
	assert_string_equal(table_of(rule, 0)->rows[0].inputs[0], "-");
}

static void
what_no_column_reads_any_more_is_asked_of_nobody(void **state)
{
	static const struct rule_column_head copies = { "Số bản", "so_ban", "number", "" },
					     online = { "Nộp qua mạng", "channel = \"online\"", "boolean", "" };
	struct rule *rule = blank(RULE_FOR_FEES), *both = blank(RULE_FOR_FEES);

	(void)state;
	assert_true(reads(rule, "channel", FEEL_STRING));
	rule = edited(rule, (struct rule_edit){ .kind = RULE_EDIT_COLUMN, .column = 1, .head = &copies });
	assert_true(reads(rule, "so_ban", FEEL_NUMBER));
	assert_false(reads(rule, "channel", FEEL_STRING));
	rule = edited(rule, (struct rule_edit){ .kind = RULE_EDIT_INPUT_ADD, .head = &online });
	assert_true(reads(rule, "channel", FEEL_STRING)); /* declared all the time, and read again */
	rule = edited(rule, (struct rule_edit){ .kind = RULE_EDIT_COLUMN_DELETE, .column = 1 });
	assert_false(reads(rule, "so_ban", FEEL_NUMBER));
	assert_int_equal(rule_blank_add(arena, both, RULE_FOR_PAPERS, &words), OK);
	both = edited(both, (struct rule_edit){ .kind = RULE_EDIT_COLUMN, .column = 1, .head = &copies });
	assert_true(reads(both, "channel", FEEL_STRING)); /* by the table beside it */
}

static void
what_a_column_says_is_changed_and_checked_before(void **state)
{
	static const struct {
		struct rule_column_head head;
		size_t column;
		bool input;
		enum feel_type type;
		enum rule_head_part part;
		const char *message;
	} cases[] = {
		{ { "A", "channel", "string", "\"online\"" }, 1, true, FEEL_STRING, RULE_HEAD_RIGHT, NULL },
		{ { "A", "tuoi", "number", "> 3" }, 1, true, FEEL_NUMBER, RULE_HEAD_RIGHT, NULL },
		{ { "A", "tuoi +", "number", "" }, 1, true, FEEL_NUMBER, RULE_HEAD_READ, "feel.unfinished" },
		{ { "A", "channel", "string", "> 3" }, 1, true, FEEL_STRING, RULE_HEAD_ALLOWED, "feel.type" },
		{ { "A", "mã khoản", "string", "" }, 3, false, FEEL_STRING, RULE_HEAD_READ, "rule.column_name" },
		{ { "A", "name", "string", "" }, 3, false, FEEL_STRING, RULE_HEAD_READ, "rule.column_taken" },
		{ { "A", "code", "string", "" }, 3, false, FEEL_STRING, RULE_HEAD_RIGHT, NULL },
		{ { "A", "code", "string", "" }, 0, false, FEEL_STRING, RULE_HEAD_READ, "rule.column_taken" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct rule *rule = blank(RULE_FOR_FEES);
		struct feel_error error;
		assert_int_equal(rule_head_check(arena, rule, "fees", cases[i].column, cases[i].input, &cases[i].head,
				     cases[i].type, &error),
		    cases[i].part);
		if (cases[i].message != NULL)
			assert_string_equal(error.message, cases[i].message);
		else if (cases[i].column > 0) {
			const struct rule_edit edit = {
				.kind = RULE_EDIT_COLUMN, .column = cases[i].column, .head = &cases[i].head
			};
			rule = edited(rule, edit);
			assert_non_null(strstr(heads(rule), "A"));
		}
	}
}

static void
every_hit_policy_can_be_chosen_and_is_read_back(void **state)
{
	(void)state;
	for (size_t i = 0; rule_policies[i] != NULL; i++) {
		struct rule *rule = blank(RULE_FOR_PAPERS); /* one output: aggregators too */
		const struct rule_edit edit = {
			.kind = RULE_EDIT_POLICY, .decision = "papers", .text = rule_policies[i]
		};
		rule = edited(edited(rule, edit), edit);
		assert_string_equal(rule_policy_of(table_of(rule, 0)), rule_policies[i]);
	}
}

static void
a_change_that_cannot_be_is_refused_and_changes_nothing(void **state)
{
	static const struct rule_column_head head = { "A", "a", "string", "" };
	static const struct {
		struct rule_edit edit;
		enum err err;
	} cases[] = {
		{ { .kind = RULE_EDIT_POLICY, .text = "PRIORITY" }, ERR_INVALID },
		{ { .kind = RULE_EDIT_COLUMN_DELETE, .column = 2 }, ERR_CONFLICT },
		{ { .kind = RULE_EDIT_COLUMN_DELETE, .column = 3 }, ERR_NOT_FOUND },
		{ { .kind = RULE_EDIT_COLUMN_DELETE, .column = 0 }, ERR_NOT_FOUND },
		{ { .kind = RULE_EDIT_COLUMN, .column = 9, .head = &head }, ERR_NOT_FOUND },
		{ { .kind = RULE_EDIT_COLUMN_LEFT, .column = 1 }, ERR_NOT_FOUND },
		{ { .kind = RULE_EDIT_COLUMN_LEFT, .column = 2 },
		    ERR_NOT_FOUND }, /* a result stays right of conditions */
		{ { .kind = RULE_EDIT_COLUMN_RIGHT, .column = 1 }, ERR_NOT_FOUND },
	};
	struct rule *rule = blank(RULE_FOR_PAPERS);
	const char *before = written(rule);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct rule_edit edit = cases[i].edit;
		edit.decision = "papers";
		assert_int_equal(rule_edit_apply(arena, rule, &edit, 1), cases[i].err);
	}
	assert_string_equal(written(rule), before);
}

static void
a_table_holds_thirty_columns_of_a_kind_and_no_more(void **state)
{
	struct rule *rule = blank(RULE_FOR_PAPERS);
	enum err err = OK;

	(void)state;
	for (size_t i = 2; i <= RULE_COLUMNS_MAX + 1; i++) {
		const struct rule_column_head head = { "A", arena_printf(arena, "a%zu", i), "string", "" };
		const struct rule_edit edit = { .kind = RULE_EDIT_INPUT_ADD, .decision = "papers", .head = &head };
		err = rule_edit_apply(arena, rule, &edit, 1);
		assert_int_equal(err, i <= RULE_COLUMNS_MAX ? OK : ERR_TOO_LARGE);
	}
	assert_int_equal(table_of(parsed(written(rule)), 0)->input_count, RULE_COLUMNS_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_first_table_has_what_its_purpose_is_read_by, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_rule_of_fees_takes_a_table_of_papers_beside_it_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_column_comes_with_cells_and_declares_what_it_reads, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_column_moves_with_its_cells_and_goes_with_them, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_no_column_reads_any_more_is_asked_of_nobody, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_a_column_says_is_changed_and_checked_before, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_hit_policy_can_be_chosen_and_is_read_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_change_that_cannot_be_is_refused_and_changes_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_table_holds_thirty_columns_of_a_kind_and_no_more, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
