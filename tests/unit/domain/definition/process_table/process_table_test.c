/*
 * The table of a quy trình nội bộ and its drawing are one process: random tables come back as they were, drawn processes read in
 * the order of the flow, ids stay with their steps. Mirrors modules/domain/definition/process_table*.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "domain/definition/process_table/process_table.h"
#include "domain/definition/process_table/process_table_term.h"
#include "domain/definition/process_table/process_table_unit.h"

#include "../support.h"

enum { TABLES = 20000, DRAWINGS = 20000, ROWS = 14 };

static struct arena *arena;
static uint64_t random_state = 20261121;

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

static size_t
random_below(size_t limit)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return (size_t)(random_state % limit);
}

/* --- random tables ------------------------------------------------------------------------------------------------- */

static struct process_table
table_new(size_t count)
{
	struct process_table table = { .count = count,
		.rows = arena_array(arena, TABLE_ROWS_MAX, sizeof(*table.rows)) };

	table.sheet = process_model_new(arena, "p", "")->sheet;
	table.id = "p";
	table.name = "Quy trình";
	for (size_t i = 0; i < count; i++) {
		table.rows[i] = table_row_new();
		table.rows[i].name = arena_printf(arena, "Bước %zu", i + 1);
		table.rows[i].role = "processing";
		table.rows[i].ways = arena_array(arena, TABLE_WAYS_MAX, sizeof(*table.rows[i].ways));
	}
	return table;
}

/* Blocks of two or three branches with one or two rows each, here and there. */
static void
add_blocks(struct process_table *table)
{
	for (size_t i = 0; i < table->count;) {
		size_t lanes = random_below(4) == 0 ? 2 + random_below(2) : 0, at = i;
		for (size_t lane = 1; lane <= lanes; lane++)
			for (size_t rows = 1 + random_below(2); rows > 0; rows--)
				if (at < table->count)
					table->rows[at++].lane = lane;
		if (at > i && table->rows[at - 1].lane < 2)
			table->rows[at - 1].lane = table->rows[i].lane = 0; /* no room for a second branch */
		if (at > i && at - i > 1 && table->rows[i].lane == 0)
			table->rows[i + 1].lane = 0;
		i = at > i ? at : i + 1;
	}
}

static size_t
block_start(const struct process_table *table, size_t row)
{
	while (row > 0 && table->rows[row].lane > 0 && table->rows[row - 1].lane > 0 &&
	       table->rows[row - 1].lane <= table->rows[row].lane)
		row--;
	return row;
}

static bool
block_ends(const struct process_table *table, size_t row)
{
	return table->rows[row].lane > 0 &&
	       (row + 1 == table->count || table->rows[row + 1].lane < table->rows[row].lane);
}

/* A row that one on the way of all may lead to. */
static size_t
random_target(const struct process_table *table, size_t row)
{
	const size_t to = random_below(table->count + 1);

	(void)row;
	return to == table->count ? TABLE_END : block_start(table, to);
}

static void
add_way(struct process_table *table, size_t row, size_t to)
{
	struct table_row *at = &table->rows[row];

	at->ways[at->way_count] = (struct table_way){
		.label = "", .to = to, .condition = arena_printf(arena, "case = %zu", at->way_count + 1)
	};
	at->way_count++;
}

static void
add_ways(struct process_table *table)
{
	for (size_t i = 0; i < table->count; i++) {
		struct table_row *row = &table->rows[i];
		const size_t ways = random_below(3) == 0 ? 1 + random_below(3) : 0;
		for (size_t way = 0; way < ways; way++) {
			size_t to = row->lane == 0 ? random_target(table, i) : random_below(2) ? TABLE_JOIN : i;
			if (row->lane > 0 && i > 0 && table->rows[i - 1].lane == row->lane && random_below(2))
				to = i - 1;
			add_way(table, i, to);
		}
		if (random_below(6) == 0 && (row->lane == 0 || block_ends(table, i)))
			row->next = random_target(table, i);
		if (row->next == i + 1 || (row->next == TABLE_END && i + 1 == table->count))
			row->next = TABLE_NEXT;
	}
}

/* Where a way leads, whatever the order of the rows: the id of a step, of a block's first steps, "end", "join". */
static const char *
place(const struct process_table *table, size_t row, size_t to, bool usual)
{
	const bool branch_ends = table->rows[row].lane > 0 &&
				 (row + 1 == table->count || table->rows[row + 1].lane != table->rows[row].lane);

	if (to == TABLE_NEXT && branch_ends && !(usual && block_ends(table, row)))
		return "join";
	if (to == TABLE_NEXT)
		to = row + 1;
	if (to == TABLE_JOIN)
		return "join";
	return to >= table->count ? "end" : table->rows[to].id;
}

static size_t
jumps(const struct process_table *table)
{
	size_t count = 0;

	for (size_t i = 0; i < table->count; i++)
		count += table->rows[i].next != TABLE_NEXT;
	return count;
}

static void
assert_same_process(const struct process_table *one, const struct process_table *other)
{
	assert_int_equal(one->count, other->count);
	for (size_t i = 0; i < one->count; i++) {
		const size_t j = process_table_row(other, one->rows[i].id);
		assert_true(j < other->count);
		const struct table_row *a = &one->rows[i], *b = &other->rows[j];
		assert_string_equal(a->name, b->name);
		assert_int_equal(a->lane == 0, b->lane == 0);
		assert_int_equal(a->way_count, b->way_count);
		for (size_t way = 0; way < a->way_count; way++) {
			assert_string_equal(a->ways[way].condition, b->ways[way].condition);
			assert_string_equal(
			    place(one, i, a->ways[way].to, false), place(other, j, b->ways[way].to, false));
		}
		if (!block_ends(one, i) && !block_ends(other, j))
			assert_string_equal(place(one, i, a->next, true), place(other, j, b->next, true));
	}
}

/* Written as BPMN and read again. */
static struct process_model *
through_xml(struct process_model *model)
{
	struct definition_error error = { .element = "" };
	struct process_model *again;
	const char *xml;
	size_t size;

	assert_int_equal(process_model_write(arena, model, &xml, &size), OK);
	assert_int_equal(process_model_read(arena, xml, size, &again, &error), OK);
	return again;
}

static void
test_a_table_comes_back_from_its_drawing(void **state)
{
	size_t reordered = 0;

	(void)state;
	for (int i = 0; i < TABLES; i++) {
		struct process_table table = table_new(1 + random_below(ROWS)), back, again;
		struct process_model *model = process_model_new(arena, "p", "");
		add_blocks(&table);
		add_ways(&table);
		assert_int_equal(process_table_to_model(arena, &table, model), OK);
		process_table_of_model(arena, i % 16 == 0 ? through_xml(model) : model, &back);
		assert_null(back.fixed);
		assert_same_process(&table, &back);
		/* Another order only where it needs fewer words. */
		if (!process_table_same_ways(&table, &back)) {
			assert_true(jumps(&back) < jumps(&table));
			reordered++;
		}
		model = process_model_new(arena, "p", "");
		assert_int_equal(process_table_to_model(arena, &back, model), OK);
		process_table_of_model(arena, model, &again);
		assert_true(process_table_same_ways(&back, &again));
		arena_reset(arena);
	}
	assert_true(reordered < TABLES / 2);
}

/* --- random drawings: nothing is lost, whatever they look like ------------------------------------------------------- */

static struct process_model *
random_drawing(void)
{
	static const enum model_kind kinds[] = { MODEL_TASK, MODEL_TASK, MODEL_EXCLUSIVE, MODEL_PARALLEL, MODEL_END };
	struct process_model *model = process_model_new(arena, "p", "Tranh");
	const size_t count = 2 + random_below(10);

	(void)process_model_add_node(model, MODEL_START, NULL, "");
	for (size_t i = 0; i < count; i++) {
		struct model_node *node = process_model_add_node(model, kinds[random_below(5)], NULL, "Bước");
		node->role = model_node_is_step(node) ? "processing" : "";
	}
	for (size_t i = 0; i < model->node_count; i++) {
		struct model_node *node = &model->nodes[i];
		const bool splits = node->kind == MODEL_EXCLUSIVE || node->kind == MODEL_PARALLEL;
		size_t ways = node->kind == MODEL_END ? 0 : splits ? 1 + random_below(2) : 1;
		ways += random_below(30) == 0;
		for (size_t way = 0; way < ways; way++) {
			struct model_flow *flow = process_model_add_flow(
			    model, NULL, node->id, model->nodes[1 + random_below(model->node_count - 1)].id);
			flow->condition = node->kind == MODEL_EXCLUSIVE && way > 0 ? "case = 1" : "";
			if (node->kind == MODEL_EXCLUSIVE && way == 0 && ways > 1)
				node->default_flow = flow->id;
		}
	}
	return model;
}

static void
test_texts_of_any_drawing_can_be_changed_and_its_ways_stay(void **state)
{
	size_t tables = 0;

	(void)state;
	for (int i = 0; i < DRAWINGS; i++) {
		struct process_model *model = random_drawing();
		struct process_table table, again;
		const size_t nodes = model->node_count, flows = model->flow_count;
		process_table_of_model(arena, model, &table);
		tables += table.fixed == NULL;
		for (size_t row = 0; row < table.count; row++)
			table.rows[row].unit = "Văn thư";
		assert_int_equal(process_table_to_model(arena, &table, model), OK);
		assert_int_equal(model->node_count, nodes);
		assert_int_equal(model->flow_count, flows);
		process_table_of_model(arena, model, &again);
		assert_true(process_table_same_ways(&table, &again));
		for (size_t row = 0; row < again.count; row++)
			assert_string_equal(again.rows[row].unit, "Văn thư");
		arena_reset(arena);
	}
	assert_true(tables > DRAWINGS / 100);
}

/* --- by hand ------------------------------------------------------------------------------------------------------- */

static struct process_model *
seed(const char *code)
{
	struct definition_error error = { .element = "" };
	struct process_model *model;
	size_t size;
	const char *xml = file_text(arena, arena_printf(arena, "db/seed/definitions/processes/%s.bpmn", code), &size);

	assert_non_null(xml);
	assert_int_equal(process_model_read(arena, xml, size, &model, &error), OK);
	return model;
}

static void
test_a_drawn_process_reads_in_the_order_of_its_flow(void **state)
{
	struct process_model *model = seed("2.000635");
	static const char *const ids[] = { "intake", "processing", "review", "approval", "issuing", "returning" };
	struct process_table table;
	struct table_path path;

	(void)state;
	process_table_of_model(arena, model, &table);
	assert_null(table.fixed);
	assert_int_equal(table.count, 6);
	for (size_t i = 0; i < 6; i++) {
		assert_string_equal(table.rows[i].id, ids[i]);
		assert_int_equal(table.rows[i].next, TABLE_NEXT);
	}
	assert_int_equal(table.rows[2].way_count, 1);
	assert_int_equal(table.rows[2].ways[0].to, 1);
	assert_string_equal(table.rows[2].ways[0].condition, "action = \"return_back\"");
	process_table_path(arena, &table, model, &path);
	assert_int_equal(path.minutes, 30 + 120 + 60 + 120 + 60);
	assert_int_equal(path.count, 5);
}

static void
test_rows_that_are_moved_or_added_leave_the_ids_of_the_others(void **state)
{
	struct process_model *model = seed("2.000635");
	struct process_table table;
	struct table_row moved;

	(void)state;
	process_table_of_model(arena, model, &table);
	memmove(&table.rows[2], &table.rows[1], 5 * sizeof(*table.rows));
	table.rows[1] = table_row_new();
	table.rows[1].name = "Thu phí";
	table.rows[1].role = "cashier";
	table.count++;
	table.rows[3].ways[0].to = table.rows[4].ways[0].to = 2;
	moved =
	    table.rows[5]; /* what is issued before it is approved: nonsense, but a person may say it for a moment */
	table.rows[5] = table.rows[6];
	table.rows[6] = moved;
	assert_int_equal(process_table_to_model(arena, &table, model), OK);
	static const char *const ids[] = { "intake", "processing", "review", "approval", "issuing", "returning",
		"reviewed", "approved", "start", "end" };
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
		assert_non_null(process_model_node(model, ids[i]));
	assert_int_equal(model->node_count, 11);
	assert_true(process_model_id_valid(table.rows[1].id));
	assert_string_equal(process_model_flow(model, "review_back")->to, "processing");
	process_table_of_model(arena, through_xml(model), &table);
	assert_string_equal(table.rows[1].name, "Thu phí");
	assert_string_equal(table.rows[6].id, "issuing");
	assert_int_equal(table.rows[3].ways[0].to, 2);
}

static void
test_a_hand_drawn_place_is_kept_when_a_row_is_added(void **state)
{
	struct process_model *model = seed("2.000635");
	struct process_table table;

	(void)state;
	process_model_node(model, "intake")->box.y += 300;
	const double y = process_model_node(model, "intake")->box.y;
	process_table_of_model(arena, model, &table);
	table.rows[table.count] = table_row_new();
	table.rows[table.count].name = "Lưu hồ sơ";
	table.rows[table.count++].role = "clerk";
	assert_int_equal(process_table_to_model(arena, &table, model), OK);
	assert_true(process_model_node(model, "intake")->box.y == y);
	assert_true(process_model_node(model, table.rows[6].id)->box.width > 0);
}

static void
test_a_timer_is_kept_and_the_rows_can_only_be_worded(void **state)
{
	struct process_model *model = seed("2.000635");
	struct process_table table;
	struct model_node *timer = process_model_add_node(model, MODEL_TIMER, "late", "Quá hạn");

	(void)state;
	timer->attached = "processing";
	timer->term = "PT4H";
	(void)process_model_add_flow(model, "late_flow", "late", "approval");
	process_table_of_model(arena, model, &table);
	assert_string_equal(table.fixed, "timer");
	table.rows[1].content = "Tra cứu sổ";
	assert_int_equal(process_table_to_model(arena, &table, model), OK);
	assert_string_equal(process_model_node(model, "processing")->documentation, "Tra cứu sổ");
	assert_non_null(process_model_node(model, "late"));
	table.count--;
	assert_int_equal(process_table_to_model(arena, &table, model), ERR_INVALID);
}

static void
test_a_step_may_be_given_back_only_where_a_way_says_so(void **state)
{
	struct process_table table = table_new(3);
	struct process_model *model = process_model_new(arena, "p", "");

	(void)state;
	table.rows[2].role = "leader";
	assert_int_equal(process_table_to_model(arena, &table, model), OK);
	assert_string_equal(process_model_node(model, table.rows[2].id)->actions, "approve");
	process_table_of_model(arena, model, &table);
	table.rows[2].ways[0] = (struct table_way){ .condition = "action = \"return_back\"", .label = "", .to = 1 };
	table.rows[2].way_count = 1;
	assert_int_equal(process_table_to_model(arena, &table, model), OK);
	assert_string_equal(process_model_node(model, table.rows[2].id)->actions, "approve return_back");
}

static void
test_more_rows_than_a_process_can_have_are_refused(void **state)
{
	struct process_table table = table_new(TABLE_ROWS_MAX);
	struct process_model *model = process_model_new(arena, "p", "");

	(void)state;
	for (size_t i = 0; i < table.count; i++)
		add_way(&table, i, 0);
	assert_int_equal(process_table_to_model(arena, &table, model), OK);
	table.count++;
	assert_int_equal(process_table_to_model(arena, &table, process_model_new(arena, "p", "")), ERR_TOO_LARGE);
}

static void
test_units_say_their_role_or_that_they_do_not(void **state)
{
	static const struct {
		const char *unit, *content;
		size_t place;
		const char *role;
		enum process_unit_doubt doubt;
	} cases[] = {
		{ "Công chức TN&TKQ", "Tiếp nhận hồ sơ", 0, "intake", UNIT_SURE },
		{ "Bộ phận tiếp nhận và trả kết quả Sở Y tế tại TTPVHCC tỉnh; TTPVHCC các xã, phường", "Trả kết quả", 7,
		    "returning", UNIT_SURE },
		{ "CCMC của Sở tại TTPVHCC/NVBĐ", "Trả kết quả giải quyết", 7, "returning", UNIT_SURE },
		{ "Lãnh đạo Phòng QLCN&TĐC", "Phân công xử lý", 1, "section_head", UNIT_SURE },
		{ "Trưởng phòng Văn hoá Xã hội", "Phân công", 1, "section_head", UNIT_SURE },
		{ "Lãnh đạo Phòng Kinh tế (đối với xã) hoặc phòng Kinh tế hạ tầng và đô thị (đối với phường)", "", 2,
		    "section_head", UNIT_SURE },
		{ "Chuyên viên Phòng BTXH và Trẻ em", "Thẩm định", 2, "processing", UNIT_SURE },
		{ "Lãnh đạo Sở", "Ký duyệt", 5, "leader", UNIT_SURE },
		{ "Bộ phận Văn thư Sở Y tế", "Vào số", 6, "clerk", UNIT_SURE },
		{ "Công chức kiểm tra, thẩm định hồ sơ; dự thảo văn bản trình Lãnh đạo phòng.", "", 2, "processing",
		    UNIT_SURE },
		{ "- Công chức TN&TKQ - Văn thư", "Chuyển hồ sơ về Sở Y tế", 1, "intake", UNIT_SEVERAL },
		{ "Công chức, viên chức tại Trung tâm Phục vụ hành chính công tỉnh, cấp xã", "Tiếp nhận", 0, "intake",
		    UNIT_SURE },
		{ "Hội đồng", "Họp xét duyệt", 3, "", UNIT_BODY },
		{ "Phòng QL Báo chí và Xuất bản", "Thẩm định", 3, "processing", UNIT_BODY },
		{ "Tổ chức đề nghị", "Hoàn thiện hồ sơ", 4, "", UNIT_APPLICANT },
		{ "Xyz", "", 4, "", UNIT_UNKNOWN },
		{ "", "", 4, "", UNIT_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct process_unit unit =
		    process_unit_read(arena, cases[i].unit, cases[i].content, cases[i].place, 8);
		assert_string_equal(unit.role, cases[i].role);
		assert_int_equal(unit.doubt, cases[i].doubt);
	}
}

static void
test_terms_and_totals_are_read_as_they_are_printed(void **state)
{
	static const struct {
		const char *text;
		enum process_table_term kind;
		int64_t minutes;
	} terms[] = {
		{ "0,5 ngày", TABLE_TERM_READ, 240 },
		{ "1/4 ngày", TABLE_TERM_READ, 120 },
		{ "7.5 ngày làm việc", TABLE_TERM_READ, 3600 },
		{ "04 giờ làm việc", TABLE_TERM_READ, 240 },
		{ "Giờ hành chính", TABLE_TERM_NONE, 0 },
		{ "Không tính thời gian", TABLE_TERM_NONE, 0 },
		{ "", TABLE_TERM_NONE, 0 },
		{ "8,25", TABLE_TERM_UNITLESS, 3960 },
		{ "sớm", TABLE_TERM_UNREAD, 0 },
	};
	static const struct {
		const char *text;
		int64_t minutes;
	} totals[] = {
		{ "10,5 ngày làm việc", 5040 },
		{ "168 giờ (tương đương 21 ngày) kể từ ngày nhận đủ hồ sơ", 10080 },
		{ "Không quá 17 ngày kể từ ngày nhận được hồ sơ hợp lệ.", 8160 },
		{ "10 ngày (đầy đủ); 30 ngày (phải xác minh)", -1 },
		{ "", -1 },
		{ "Chưa rõ", -1 },
	};
	int64_t minutes;

	(void)state;
	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
		assert_int_equal(process_table_term(arena, terms[i].text, &minutes), terms[i].kind);
		assert_int_equal(minutes, terms[i].minutes);
	}
	for (size_t i = 0; i < sizeof(totals) / sizeof(totals[0]); i++)
		assert_int_equal(process_table_total(arena, totals[i].text), totals[i].minutes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_table_comes_back_from_its_drawing),
		cmocka_unit_test(test_texts_of_any_drawing_can_be_changed_and_its_ways_stay),
		cmocka_unit_test(test_a_drawn_process_reads_in_the_order_of_its_flow),
		cmocka_unit_test(test_rows_that_are_moved_or_added_leave_the_ids_of_the_others),
		cmocka_unit_test(test_a_hand_drawn_place_is_kept_when_a_row_is_added),
		cmocka_unit_test(test_a_timer_is_kept_and_the_rows_can_only_be_worded),
		cmocka_unit_test(test_a_step_may_be_given_back_only_where_a_way_says_so),
		cmocka_unit_test(test_more_rows_than_a_process_can_have_are_refused),
		cmocka_unit_test(test_units_say_their_role_or_that_they_do_not),
		cmocka_unit_test(test_terms_and_totals_are_read_as_they_are_printed),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
