/*
 * What comes next, in words: random tables are written and read back as they were, in both languages; what people type in other
 * words is understood, the rest refused by name. Mirrors modules/catalogue/process_design/next_text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "process_design/next_text.h"

enum { TABLES = 20000, ROWS = 9 };

static struct arena *arena, *lasting;
static struct messages *messages;
static uint64_t random_state = 20261121;

static int
set_up(void **state)
{
	struct failure failure = { 0 };

	(void)state;
	lasting = arena_new((size_t)32 << 20);
	arena = arena_new((size_t)32 << 20);
	messages = messages_load(lasting, "www/messages", &failure);
	return messages == NULL ? -1 : 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	arena_free(lasting);
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

static struct process_table
table_new(size_t count)
{
	struct process_table table = { .count = count,
		.rows = arena_array(arena, TABLE_ROWS_MAX, sizeof(*table.rows)) };

	for (size_t i = 0; i < count; i++) {
		table.rows[i] = table_row_new();
		table.rows[i].ways = arena_array(arena, TABLE_WAYS_MAX, sizeof(*table.rows[i].ways));
	}
	return table;
}

static size_t
random_place(const struct process_table *table)
{
	const size_t to = random_below(table->count + 2);

	return to == table->count ? TABLE_END : to > table->count ? TABLE_JOIN : to;
}

static struct process_table
random_table(void)
{
	static const char *const conditions[] = { "action = \"return_back\"", "outcome = \"refused\"",
		"channel = \"online\"", "case = 2 and supplements > 0", "x = \"a; b\"" };
	struct process_table table = table_new(1 + random_below(ROWS));

	for (size_t i = 0; i < table.count; i++) {
		struct table_row *row = &table.rows[i];
		const size_t before = i > 0 ? table.rows[i - 1].lane : 0;
		/* A first branch has a second one below it. */
		if (before == 1 && (i < 2 || table.rows[i - 2].lane != 1))
			row->lane = 1 + random_below(2);
		else if (before > 0)
			row->lane = random_below(3) == 0 ? 0 : before + random_below(2);
		else if (i + 2 < table.count && random_below(4) == 0)
			row->lane = 1;
		for (size_t way = random_below(3); way > 0; way--)
			row->ways[row->way_count++] = (struct table_way){
				.label = "", .condition = conditions[random_below(5)], .to = random_place(&table)
			};
		if (random_below(4) == 0)
			row->next = random_place(&table);
	}
	return table;
}

/* Branches alone, and words that the row below makes needless, are no tables that are written. */
static bool
is_plain(const struct process_table *table)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct table_row *row = &table->rows[i];
		const size_t below = i + 1 < table->count ? table->rows[i + 1].lane : 0;
		bool second = false;
		for (size_t k = i; row->lane == 1 && k < table->count && table->rows[k].lane >= 1; k++)
			second = second || table->rows[k].lane == 2;
		if ((row->lane == 1 && !second) || row->lane > TABLE_LANES_MAX || row->next == i + 1 ||
		    (row->next == TABLE_END && i + 1 == table->count) ||
		    (row->next == TABLE_JOIN && row->lane > 0 && below != row->lane))
			return false;
	}
	return true;
}

static void
test_words_read_back_as_the_table_that_they_were_written_of(void **state)
{
	size_t plain = 0;

	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		const struct next_words words = { arena, messages, i % 2 == 0 ? "vi" : "en" };
		const struct process_table table = random_table();
		struct process_table again = table_new(table.count);
		const char *cells[ROWS], *errors[ROWS];
		for (size_t row = 0; row < table.count; row++)
			cells[row] = next_text_of(&words, &table, row);
		if (is_plain(&table) && ++plain) {
			assert_int_equal(next_texts_read(&words, cells, &again, errors), 0);
			assert_true(process_table_same_ways(&table, &again));
		}
		arena_reset(arena);
	}
	assert_true(plain > TABLES / 10);
}

static void
test_other_words_for_the_same_are_understood(void **state)
{
	static const struct {
		const char *cell;
		size_t next, way_to;
		const char *condition;
	} cases[] = {
		{ "", TABLE_NEXT, 0, NULL },
		{ "Bước 1", 0, 0, NULL },
		{ "buoc 01", 0, 0, NULL },
		{ "1", 0, 0, NULL },
		{ "B1", 0, 0, NULL },
		{ "KẾT THÚC", TABLE_END, 0, NULL },
		{ "Nếu không đồng ý, thì bước 1", TABLE_NEXT, 0, "action = \"return_back\"" },
		{ "nếu trả lại thì 1; còn lại kết thúc", TABLE_END, 0, "action = \"return_back\"" },
		{ "neu tu choi thi ket thuc\ncon lai buoc 1", 0, TABLE_END, "outcome = \"refused\"" },
		{ "nếu x = \"a thì b\" thì bước 1", TABLE_NEXT, 0, "x = \"a thì b\"" },
	};
	const struct next_words words = { arena, messages, "vi" };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct process_table table = table_new(3);
		const char *cells[] = { "", cases[i].cell, "" }, *errors[3];
		assert_int_equal(next_texts_read(&words, cells, &table, errors), 0);
		assert_int_equal(table.rows[1].next, cases[i].next);
		assert_int_equal(table.rows[1].way_count, cases[i].condition != NULL);
		if (cases[i].condition != NULL) {
			assert_string_equal(table.rows[1].ways[0].condition, cases[i].condition);
			assert_int_equal(table.rows[1].ways[0].to, cases[i].way_to);
		}
	}
}

static void
test_what_is_not_understood_is_refused_by_name(void **state)
{
	static const struct {
		const char *cell, *key;
	} cases[] = {
		{ "bước 9", "next_no_row" },
		{ "bước ?", "next_unknown" },
		{ "về phòng", "next_unknown" },
		{ "nếu trả lại", "next_unknown" },
		{ "nếu trả lại thì", "next_no_row" },
		{ "nếu ((( thì bước 1", "next_condition" },
		{ "song song với bước 3", "next_beside_what" },
		{ "cùng nhánh với bước 2", "next_same_what" },
		{ "1;1;nếu 1=1 thì 1;nếu 1=1 thì 1;nếu 1=1 thì 1;nếu 1=1 thì 1;nếu 1=1 thì 1;nếu 1=1 thì 1;nếu 1=1 thì "
		  "1",
		    "next_too_many" },
	};
	const struct next_words words = { arena, messages, "vi" };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct process_table table = table_new(3);
		const char *cells[] = { "", cases[i].cell, "" }, *errors[3];
		assert_int_equal(next_texts_read(&words, cells, &table, errors), 1);
		assert_string_equal(errors[1], arena_printf(arena, "catalogue_process_design.%s", cases[i].key));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_read_back_as_the_table_that_they_were_written_of),
		cmocka_unit_test(test_other_words_for_the_same_are_understood),
		cmocka_unit_test(test_what_is_not_understood_is_refused_by_name),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
