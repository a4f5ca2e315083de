/* Two versions of a process: what changed, and which work in progress may go on by the newer one. */
#include "domain/definition/process/process_diff.h"
#include "domain/definition/process/process_given.h"

/* Two opinions, then the decision. */
static const char older[] = PROCESS_FILE(
    START TASK("a", "processing", "1 ngày") FORK("p") CALL("b", "H01.01", "3 ngày") TASK("c", "section_head", "1 ngày")
	FORK("q") TASK("d", "leader", "1 ngày") END FLOW("f1", "s", "a") FLOW("f2", "a", "p") FLOW("f3", "p", "b")
	    FLOW("f4", "p", "c") FLOW("f5", "b", "q") FLOW("f6", "c", "q") FLOW("f7", "q", "d") FLOW("f8", "d", "e"));
/* The section head's opinion falls away, the agency asked is another, the leader has half the time, the clerk comes in. */
static const char newer[] = PROCESS_FILE(START TASK("a", "processing", "1 ngày") CALL("b", "H01.02", "3 ngày")
	TASK("d", "leader", "0,5 ngày") TASK("k", "clerk", "0,5 ngày") END FLOW("f1", "s", "a") FLOW("f2", "a", "b")
	    FLOW("f5", "b", "d") FLOW("f8", "d", "k") FLOW("f9", "k", "e"));

static void
every_change_is_told_by_its_element(void **state)
{
	static const struct {
		const char *message, *element, *from, *to;
	} expected[] = {
		{ "process.diff.agency", "b", "H01.01", "H01.02" },
		{ "process.diff.term", "d", "1 ngày", "0,5 ngày" },
		{ "process.diff.step_added", "k", "", "Bước k" },
		{ "process.diff.step_removed", "c", "Bước c", "" },
		{ "process.diff.gateway_removed", "p", "", "" },
		{ "process.diff.gateway_removed", "q", "", "" },
		{ "process.diff.flow", "f2", "Bước a → p", "Bước a → Bước b" },
		{ "process.diff.flow", "f5", "Bước b → q", "Bước b → Bước d" },
		{ "process.diff.flow", "f8", "Bước d → e", "Bước d → Bước k" },
		{ "process.diff.flow_added", "f9", "", "Bước k → e" },
		{ "process.diff.flow_removed", "f3", "p → Bước b", "" },
		{ "process.diff.flow_removed", "f4", "p → Bước c", "" },
		{ "process.diff.flow_removed", "f6", "Bước c → q", "" },
		{ "process.diff.flow_removed", "f7", "q → Bước d", "" },
	};
	const struct process_change *changes;

	(void)state;
	assert_int_equal(
	    process_diff(arena, model_of(older), model_of(newer), &changes), sizeof(expected) / sizeof(expected[0]));
	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
		assert_string_equal(changes[i].message, expected[i].message);
		assert_string_equal(changes[i].element, expected[i].element);
		assert_string_equal(changes[i].from, expected[i].from);
		assert_string_equal(changes[i].to, expected[i].to);
	}
}

static void
where_things_are_drawn_is_no_change(void **state)
{
	struct process_model *drawn = model_of(older);
	const struct process_change *changes;

	(void)state;
	process_model_lay_out(arena, drawn);
	assert_int_equal(process_diff(arena, model_of(older), drawn, &changes), 0);
}

/* "Giờ hành chính" stands in the printed column of terms: who approves the next version must see it change. */
static void
what_stands_in_the_place_of_a_term_is_compared(void **state)
{
	struct process_model *a = model_of(older), *b = model_of(older);
	const struct process_change *changes;

	(void)state;
	process_model_node(a, "a")->timing = "Giờ hành chính";
	process_model_node(b, "a")->timing = "Trong ngày";
	assert_int_equal(process_diff(arena, a, b, &changes), 1);
	assert_string_equal(changes[0].message, "process.diff.timing");
	assert_string_equal(changes[0].element, "a");
	assert_string_equal(changes[0].to, "Trong ngày");
}

static void
what_explains_the_process_a_way_or_the_drawing_is_compared(void **state)
{
	struct process_model *a = model_of(older), *b = model_of(older);
	const struct process_change *changes;

	(void)state;
	b->documentation = "Áp dụng từ năm 2027";
	b->flows[0].documentation = "Khi hồ sơ đủ";
	a->notes[a->note_count++] = (struct model_note){ .id = "n1", .text = "Cũ" };
	a->notes[a->note_count++] = (struct model_note){ .id = "n2", .text = "Bỏ" };
	b->notes[b->note_count++] = (struct model_note){ .id = "n1", .text = "Mới" };
	b->notes[b->note_count++] = (struct model_note){ .id = "n3", .text = "Thêm" };
	static const struct {
		const char *message, *element, *from, *to;
	} expected[] = { { "process.diff.remark", "", "", "Áp dụng từ năm 2027" },
		{ "process.diff.remark", "f1", "", "Khi hồ sơ đủ" }, { "process.diff.note", "n1", "Cũ", "Mới" },
		{ "process.diff.note", "n3", "", "Thêm" }, { "process.diff.note", "n2", "Bỏ", "" } };

	assert_int_equal(process_diff(arena, a, b, &changes), sizeof(expected) / sizeof(expected[0]));
	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
		assert_string_equal(changes[i].message, expected[i].message);
		assert_string_equal(changes[i].element, expected[i].element);
		assert_string_equal(changes[i].from, expected[i].from);
		assert_string_equal(changes[i].to, expected[i].to);
	}
}

static void
the_sheet_is_compared_part_by_part(void **state)
{
	struct process_model *a = model_of(older), *b = model_of(older);
	const struct process_change *changes;

	(void)state;
	b->sheet.issue = "02";
	b->sheet.basis[b->sheet.basis_count++] = "Nghị định số 118/2025/NĐ-CP";
	assert_int_equal(process_diff(arena, a, b, &changes), 2);
	assert_string_equal(changes[0].name, "issue");
	assert_string_equal(changes[1].name, "basis");
	assert_string_equal(changes[1].to, "Nghị định số 118/2025/NĐ-CP\n");
}

static void
work_goes_on_by_the_newer_version_only_where_it_can_end_there(void **state)
{
	/* Like the older one, but the join waits for the opinions by other ways. */
	static const char rejoined[] = PROCESS_FILE(START TASK("a", "processing", "1 ngày") FORK("p")
		CALL("b", "H01.01", "3 ngày") TASK("c", "section_head", "1 ngày") FORK("q")
		    TASK("d", "leader", "1 ngày") TASK("k", "clerk", "") END FLOW("f1", "s", "a") FLOW("f2", "a", "p")
			FLOW("f3", "p", "b") FLOW("f4", "p", "c") FLOW("f5", "b", "q") FLOW("f6", "c", "k")
			    FLOW("f6b", "k", "q") FLOW("f7", "q", "d") FLOW("f8", "d", "e"));
	/* Like the older one, with a timer on the leader's step; with one agency more to be asked before it. */
	static const char timed[] = PROCESS_FILE(START TASK("a", "processing", "1 ngày") FORK("p")
		CALL("b", "H01.01", "3 ngày") TASK("c", "section_head", "1 ngày") FORK("q")
		    TASK("d", "leader", "1 ngày") TIMER("t", "d", "P2D") END FLOW("f1", "s", "a") FLOW("f2", "a", "p")
			FLOW("f3", "p", "b") FLOW("f4", "p", "c") FLOW("f5", "b", "q") FLOW("f6", "c", "q")
			    FLOW("f7", "q", "d") FLOW("f8", "d", "e") FLOW("f9", "t", "e"));
	static const char asking[] = PROCESS_FILE(START TASK("a", "processing", "1 ngày") FORK("p")
		CALL("b", "H01.01", "3 ngày") TASK("c", "section_head", "1 ngày") FORK("q")
		    CALL("x", "H01.09", "1 ngày") TASK("d", "leader", "1 ngày") END FLOW("f1", "s", "a")
			FLOW("f2", "a", "p") FLOW("f3", "p", "b") FLOW("f4", "p", "c") FLOW("f5", "b", "q")
			    FLOW("f6", "c", "q") FLOW("f7", "q", "x") FLOW("f8", "x", "d") FLOW("f9", "d", "e"));
	static const struct {
		const char *xml, *tokens, *message, *element; /* message NULL: it may */
	} cases[] = {
		{ older, "1 b c", NULL, "" },
		{ older, "1 b q<f6", NULL, "" },
		{ newer, "1 a", NULL, "" },
		{ newer, "1 d", NULL, "" },
		{ newer, "1 b c", "process.move.step_other", "b" },
		{ newer, "1 c q<f5", "process.move.step_gone", "c" },
		{ rejoined, "1 b c", NULL, "" },
		{ rejoined, "1 c q<f5", NULL, "" },
		{ rejoined, "1 b q<f6", "process.move.wait_gone", "q" },
		{ timed, "1 a", NULL, "" },
		{ timed, "1 d", "process.move.timer_other", "d" },
		{ asking, "1 d", "process.move.asks_more", "x" },
		/* Only one branch is under way: the join would wait for ever. */
		{ rejoined, "1 b", "process.move.stuck", "q" },
	};
	struct process *from = process_of(older);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct process_change *reasons;
		struct process_tokens tokens;
		size_t count;
		bool movable;

		assert_int_equal(process_tokens_read(arena, from, cases[i].tokens, &tokens), OK);
		movable = process_movable(arena, from, process_of(cases[i].xml), &tokens, &reasons, &count);
		if (movable != (cases[i].message == NULL))
			fail_msg("case %zu: %s", i, movable ? "moved" : reasons[0].message);
		if (!movable) {
			assert_string_equal(reasons[0].message, cases[i].message);
			assert_string_equal(reasons[0].element, cases[i].element);
		}
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_change_is_told_by_its_element, set_up, tear_down),
		cmocka_unit_test_setup_teardown(where_things_are_drawn_is_no_change, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_stands_in_the_place_of_a_term_is_compared, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    what_explains_the_process_a_way_or_the_drawing_is_compared, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_sheet_is_compared_part_by_part, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    work_goes_on_by_the_newer_version_only_where_it_can_end_there, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
