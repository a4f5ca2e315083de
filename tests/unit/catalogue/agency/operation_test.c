/* What an operation over agencies must be before it may be ordered: nothing is left without somebody who answers for it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "agency/operation.h"
#include "agency/public_page.h"
#include "agency/public_store.h"
#include "core/arena_fixture.h"
#include "core/none.h"

enum { DAY = 20000 };

static struct operation_part
part(const char *side, int64_t id)
{
	return (struct operation_part){ .side = side,
		.agency_id = id,
		.name = "x",
		.calendar = "chung",
		.valid_from = DAY - 1000,
		.valid_to = DATE_NONE };
}

struct planned {
	struct operation operation;
	struct operation_part parts[4];
	struct operation_plan plan;
	struct operation_problem problems[OPERATION_PROBLEMS];
};

/* An operation of `ends` agencies that end and `succeeds` that take over, otherwise in order. */
static struct planned *
planned(struct arena *arena, const char *kind, size_t ends, size_t succeeds)
{
	struct planned *p = ARENA_NEW(arena, struct planned);

	p->operation = (struct operation){ .kind = kind, .effective = DAY };
	for (size_t i = 0; i < ends + succeeds; i++)
		p->parts[i] = part(i < ends ? "ends" : "succeeds", (int64_t)i + 1);
	p->plan =
	    (struct operation_plan){ .operation = &p->operation, .parts = p->parts, .part_count = ends + succeeds };
	return p;
}

static size_t
check(struct arena *arena, struct planned *p)
{
	return operation_check(arena, &p->plan, p->problems);
}

static void
expect(struct arena *arena, struct planned *p, const char *message)
{
	assert_int_equal(check(arena, p), 1);
	assert_string_equal(p->problems[0].message, message);
}

static void
each_kind_has_its_shape(void **state)
{
	assert_int_equal(check(*state, planned(*state, "merge", 3, 1)), 0);
	assert_int_equal(check(*state, planned(*state, "merge", 1, 1)), 0);
	assert_int_equal(check(*state, planned(*state, "split", 1, 2)), 0);
	assert_int_equal(check(*state, planned(*state, "dissolve", 1, 0)), 0);
	expect(*state, planned(*state, "merge", 1, 2), "shape_merge");
	expect(*state, planned(*state, "merge", 0, 1), "shape_merge");
	expect(*state, planned(*state, "split", 2, 2), "shape_split");
	expect(*state, planned(*state, "split", 1, 1), "shape_split");
	expect(*state, planned(*state, "dissolve", 1, 1), "shape_dissolve");
}

static void
a_new_name_needs_a_name(void **state)
{
	struct planned *p = planned(*state, "rename", 1, 0);

	expect(*state, p, "no_name");
	p->operation.new_name = "y";
	assert_int_equal(check(*state, p), 0);
}

static void
who_went_or_is_not_there_yet_takes_no_part(void **state)
{
	struct planned *p = planned(*state, "merge", 1, 1);

	p->parts[0].valid_to = DAY - 10;
	expect(*state, p, "gone");
	p = planned(*state, "merge", 1, 1);
	p->parts[1].successors = 1;
	expect(*state, p, "gone");
	p = planned(*state, "merge", 1, 1);
	p->parts[0].valid_from = DAY;
	expect(*state, p, "not_there_before");
	p = planned(*state, "merge", 1, 1);
	p->parts[1].valid_from = DAY;
	assert_int_equal(check(*state, p), 0);
	p->parts[1].valid_from = DAY + 1;
	expect(*state, p, "not_there_yet");
}

static void
nobody_takes_over_from_itself_or_is_in_two_operations(void **state)
{
	struct planned *p = planned(*state, "merge", 1, 1);

	p->parts[1].agency_id = p->parts[0].agency_id;
	expect(*state, p, "both_sides");
	p = planned(*state, "merge", 1, 1);
	p->parts[1].busy = 1;
	expect(*state, p, "busy");
}

static void
everything_that_hangs_on_it_has_somewhere_to_go(void **state)
{
	static const struct movable_counts open[] = { { .procedures = 1, .procedures_open = 1 },
		{ .officers = 1, .officers_open = 1 }, { .agencies = 1, .agencies_open = 1 },
		{ .dossiers = 1, .dossiers_open = 1 } };
	static const char *const of_split[] = { "open_procedures", "open_officers", "open_agencies", "open_dossiers" };
	static const char *const of_end[] = { "left_procedures", "left_officers", "left_agencies", "left_dossiers" };

	for (size_t i = 0; i < 4; i++) {
		struct planned *split = planned(*state, "split", 1, 2), *end = planned(*state, "dissolve", 1, 0);

		split->plan.counts = end->plan.counts = open[i];
		expect(*state, split, of_split[i]);
		assert_string_equal(split->problems[0].argument, "1");
		expect(*state, end, of_end[i]);
	}
}

static void
another_calendar_is_told_not_forbidden(void **state)
{
	struct planned *p = planned(*state, "merge", 2, 1);

	assert_false(operation_changes_calendar(&p->plan));
	p->parts[1].calendar = NULL;
	assert_true(operation_changes_calendar(&p->plan));
	assert_int_equal(check(*state, p), 0);
}

static void
people_are_one_a_line(void **state)
{
	struct agency_contact people[PEOPLE_MOST];
	size_t count;

	assert_int_equal(
	    people_read(*state, "An; Trưởng phòng ;0200\n\n  Bình  \nChi;;0201", "counter", people, &count), OK);
	assert_int_equal(count, 3);
	assert_string_equal(people[0].position, "Trưởng phòng");
	assert_string_equal(people[1].name, "Bình");
	assert_string_equal(people[1].phone, "");
	assert_string_equal(people[2].phone, "0201");
	assert_int_equal(people_read(*state, "; Trưởng phòng; 0200", "counter", people, &count), ERR_INVALID);
	assert_int_equal(people_read(*state, "a; b; c; d", "counter", people, &count), ERR_INVALID);
	assert_int_equal(people_read(*state, "a; b; 012345678901234567890", "counter", people, &count), ERR_INVALID);
}

static void
more_people_than_a_counter_has_are_refused(void **state)
{
	struct agency_contact people[PEOPLE_MOST];
	char lines[2 * (PEOPLE_MOST + 1) + 1];
	size_t count;

	for (size_t i = 0; i < PEOPLE_MOST + 1; i++)
		memcpy(lines + 2 * i, "a\n", 3);
	assert_int_equal(people_read(*state, lines, "counter", people, &count), ERR_TOO_LARGE);
	assert_int_equal(count, PEOPLE_MOST);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ARENA_TEST(each_kind_has_its_shape),
		ARENA_TEST(a_new_name_needs_a_name),
		ARENA_TEST(who_went_or_is_not_there_yet_takes_no_part),
		ARENA_TEST(nobody_takes_over_from_itself_or_is_in_two_operations),
		ARENA_TEST(everything_that_hangs_on_it_has_somewhere_to_go),
		ARENA_TEST(another_calendar_is_told_not_forbidden),
		ARENA_TEST(people_are_one_a_line),
		ARENA_TEST(more_people_than_a_counter_has_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
