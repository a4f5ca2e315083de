/* From draft to history in the database: one draft at a time, the decision freezes, the older version ends on its day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "catalogue/record/full.h"
#include "catalogue/province.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "load/load_store.h"
#include "record/item_store.h"
#include "record/procedure_record.h"
#include "record/version_store.h"
#include "version/life_store.h"

#define SCHEMA "motcua_catalogue_life"
static const int32_t today = 20778; /* 21/11/2026 */
enum { DRAFTER = 1, CONTROLLER, APPROVER };

struct fixture {
	struct arena *arena;
	struct db *db;
};

static int
start(void **state)
{
	static struct fixture fixture;

	*state = &fixture;
	return province_start(SCHEMA, &fixture.arena, &fixture.db) ? 0 : 1;
}

static int
end(void **state)
{
	struct fixture *f = *state;

	province_end(SCHEMA, f->arena, f->db);
	return 0;
}

/* A procedure of that code with a published first version, in force since the first of November. */
static int64_t
given_procedure(struct fixture *f, const char *code)
{
	struct procedure_record record = { 0 };
	struct record_fault fault = { 0 };
	struct version_record *version;
	struct procedure_item item;
	uint64_t changed;
	size_t added;

	assert_int_equal(procedure_record_read(f->arena, full_procedure, strlen(full_procedure), &record, &fault), OK);
	record.code = code;
	record.slug = arena_printf(f->arena, "thu-tuc-%c", code[strlen(code) - 1]);
	record.aliases.count = 0;
	version = record.versions.items;
	version->state = "published";
	assert_int_equal(procedure_put(f->db, f->arena, &record, 0, &fault, &added), OK);
	assert_int_equal(procedures_enter_force(f->db, today, &changed), OK);
	assert_int_equal(item_by_code(f->db, code, &item), OK);
	assert_true(item.current_version_id != DB_NULL_INT);
	return item.id;
}

static struct version_line
given_draft(struct fixture *f, const char *code)
{
	struct version_line line;

	assert_int_equal(draft_begin(f->db, f->arena, code, DRAFTER, 10, &line), OK);
	return line;
}

static enum err
step(struct fixture *f, int64_t id, const char *from, const char *to, const char *act, int64_t officer,
    const struct version_decision *decision)
{
	struct version_line line;

	assert_int_equal(version_by_id(f->db, id, &line), OK);
	return version_step(
	    f->db, f->arena, &(struct version_step){ id, line.version, from, to, act, "", officer, 20, decision });
}

static void
decide(struct fixture *f, int64_t id, int32_t effective_from)
{
	const struct version_decision decision = { "99/QĐ-UBND", today - 10, effective_from };

	assert_int_equal(step(f, id, "draft", "submitted", "submit", DRAFTER, NULL), OK);
	assert_int_equal(step(f, id, "submitted", "controlled", "control", CONTROLLER, NULL), OK);
	assert_int_equal(step(f, id, "controlled", "published", "decide", APPROVER, &decision), OK);
}

static void
test_a_draft_says_what_the_version_in_force_says_without_its_decision(void **state)
{
	struct fixture *f = *state;
	struct version_record draft;
	struct version_line line, again;

	(void)given_procedure(f, "1.000001");
	line = given_draft(f, "1.000001");
	assert_int_equal(line.version_no, 2);
	assert_int_equal(version_read(f->db, line.id, &draft), OK);
	assert_string_equal(draft.name, "Ten");
	assert_int_equal(draft.results.count, 1);
	assert_string_equal(draft.decision_no, "");
	assert_int_equal(draft.effective_from, DATE_NONE);
	again = given_draft(f, "1.000001");
	assert_int_equal(again.id, line.id);
	assert_int_equal(draft_begin(f->db, f->arena, "9.999999", DRAFTER, 10, &again), ERR_NOT_FOUND);
}

static void
test_no_second_draft_while_one_is_with_the_office(void **state)
{
	struct fixture *f = *state;
	struct version_line line, other;

	(void)given_procedure(f, "1.000002");
	line = given_draft(f, "1.000002");
	assert_int_equal(step(f, line.id, "draft", "submitted", "submit", DRAFTER, NULL), OK);
	assert_int_equal(draft_begin(f->db, f->arena, "1.000002", DRAFTER, 30, &other), ERR_CONFLICT);
	assert_int_equal(step(f, line.id, "submitted", "draft", "return", CONTROLLER, NULL), OK);
	assert_int_equal(draft_begin(f->db, f->arena, "1.000002", DRAFTER, 30, &other), OK);
	assert_int_equal(other.id, line.id);
}

static void
test_a_step_from_a_state_that_moved_on_does_nothing(void **state)
{
	struct fixture *f = *state;
	struct version_line line;

	(void)given_procedure(f, "1.000003");
	line = given_draft(f, "1.000003");
	assert_int_equal(step(f, line.id, "submitted", "controlled", "control", CONTROLLER, NULL), ERR_CONFLICT);
	assert_int_equal(step(f, line.id, "draft", "submitted", "submit", DRAFTER, NULL), OK);
	/* Who still sees the draft as it was. */
	assert_int_equal(version_step(f->db, f->arena,
			     &(struct version_step){
				 line.id, line.version, "submitted", "draft", "take_back", "", DRAFTER, 21, NULL }),
	    ERR_CONFLICT);
}

static void
test_the_older_version_ends_the_day_before_the_newer_one_begins(void **state)
{
	struct fixture *f = *state;
	int64_t id = given_procedure(f, "1.000004");
	struct version_line line = given_draft(f, "1.000004"), old;
	struct procedure_item item;
	const struct version_review *reviews;
	uint64_t changed;
	size_t count;

	decide(f, line.id, today + 3);
	assert_int_equal(procedures_enter_force(f->db, today + 2, &changed), OK);
	assert_int_equal(changed, 0);
	assert_int_equal(version_by_number(f->db, id, 1, &old), OK);
	assert_true(old.current);
	assert_int_equal(procedures_enter_force(f->db, today + 3, &changed), OK);
	assert_int_equal(changed, 1);
	assert_int_equal(item_by_code(f->db, "1.000004", &item), OK);
	assert_int_equal(item.current_version_id, line.id);
	assert_int_equal(version_by_number(f->db, id, 1, &old), OK);
	assert_string_equal(old.state, "superseded");
	assert_int_equal(reviews_of(f->db, id, &reviews, &count), OK);
	assert_string_equal(reviews[0].kind, "supersede");
	assert_int_equal(reviews[0].version_no, 1);
	/* Once and for all. */
	assert_int_equal(procedures_enter_force(f->db, today + 4, &changed), OK);
	assert_int_equal(changed, 0);
	assert_int_equal(reviews_of(f->db, id, &reviews, &count), OK);
	assert_int_equal(count, 6);
}

static void
test_a_decision_is_part_of_what_the_version_says(void **state)
{
	struct fixture *f = *state;
	struct version_line line;
	struct version_record version;

	(void)given_procedure(f, "1.000005");
	line = given_draft(f, "1.000005");
	decide(f, line.id, today);
	assert_int_equal(version_read(f->db, line.id, &version), OK);
	assert_string_equal(version.decision_no, "99/QĐ-UBND");
	assert_int_equal(version.decision_date, today - 10);
	assert_int_equal(version.effective_from, today);
}

static void
test_who_had_a_hand_in_a_version_is_known(void **state)
{
	struct fixture *f = *state;
	struct version_line line;
	bool wrote, controlled;

	(void)given_procedure(f, "1.000006");
	line = given_draft(f, "1.000006");
	decide(f, line.id, today);
	assert_int_equal(version_hands(f->db, line.id, DRAFTER, &wrote, &controlled), OK);
	assert_true(wrote && !controlled);
	assert_int_equal(version_hands(f->db, line.id, CONTROLLER, &wrote, &controlled), OK);
	assert_true(!wrote && controlled);
	assert_int_equal(version_hands(f->db, line.id, APPROVER, &wrote, &controlled), OK);
	assert_true(!wrote && !controlled);
}

static void
test_a_procedure_that_is_listed_no_more_is_not_in_force_but_still_there(void **state)
{
	struct fixture *f = *state;
	struct procedure_item item;
	uint64_t changed;

	(void)given_procedure(f, "1.000007");
	assert_int_equal(item_by_code(f->db, "1.000007", &item), OK);
	item.listed = false;
	assert_int_equal(item_change(f->db, &item), OK);
	assert_int_equal(item_change(f->db, &item), ERR_CONFLICT);
	assert_int_equal(procedures_enter_force(f->db, today, &changed), OK);
	assert_int_equal(item_by_code(f->db, "1.000007", &item), OK);
	assert_true(item.current_version_id == DB_NULL_INT);
}

static void
test_a_new_procedure_begins_as_an_empty_draft_under_a_code_of_its_own(void **state)
{
	struct fixture *f = *state;
	struct procedure_start start = { "2.000001", "thu-tuc-moi", "Thu tuc moi", "dat-dai", "Dat dai", DB_NULL_INT };
	struct record_fault fault = { 0 };
	struct version_line line;

	assert_int_equal(procedure_begin(f->db, f->arena, &start, DRAFTER, 40, &fault, &line), OK);
	assert_string_equal(line.state, "draft");
	assert_int_equal(line.version_no, 1);
	assert_int_equal(procedure_begin(f->db, f->arena, &start, DRAFTER, 41, &fault, &line), ERR_INVALID);
	assert_string_equal(fault.member, "code");
	/* Given up before it was ever published: the next draft takes up what was written. */
	assert_int_equal(step(f, line.id, "draft", "discarded", "discard", DRAFTER, NULL), OK);
	line = given_draft(f, "2.000001");
	assert_int_equal(line.version_no, 2);
	assert_string_equal(line.name, "Thu tuc moi");
	fault = (struct record_fault){ 0 };
	start.code = "2.000002";
	assert_int_equal(procedure_begin(f->db, f->arena, &start, DRAFTER, 42, &fault, &line), ERR_INVALID);
	assert_string_equal(fault.member, "slug");
}

static void
test_a_suspension_lasts_until_its_day_or_until_it_is_lifted(void **state)
{
	struct fixture *f = *state;
	int64_t id = given_procedure(f, "1.000008");
	const struct suspension open = { 0, today, DATE_NONE, "Sua he thong", "1/QD", NULL, 50 };
	const struct suspension *list;
	size_t count;

	assert_int_equal(suspension_add(f->db, id, &open, CONTROLLER), OK);
	assert_int_equal(suspension_lift(f->db, id, today + 5), OK);
	assert_int_equal(suspension_lift(f->db, id, today + 5), ERR_CONFLICT);
	assert_int_equal(suspensions_of(f->db, id, &list, &count), OK);
	assert_int_equal(count, 1);
	assert_int_equal(list[0].to_day, today + 5);
	/* One that has not begun never does. */
	assert_int_equal(suspension_add(f->db, id,
			     &(struct suspension){ 0, today + 9, today + 12, "Bao tri", "2/QD", NULL, 51 }, CONTROLLER),
	    OK);
	assert_int_equal(suspension_lift(f->db, id, today + 6), OK);
	assert_int_equal(suspensions_of(f->db, id, &list, &count), OK);
	assert_int_equal(list[0].to_day, list[0].from_day);
}

static void
test_the_day_on_which_a_procedure_opens_or_resumes_is_a_day_to_publish(void **state)
{
	struct fixture *f = *state;
	int64_t id = given_procedure(f, "1.000009");
	const struct suspension one = { 0, today + 20, today + 22, "Bao tri", "3/QD", NULL, 52 };
	bool turned;

	assert_int_equal(procedures_turned(f->db, today, &turned), OK);
	assert_false(turned); /* nothing was ever published */
	assert_true(schema_run(SCHEMA, "INSERT INTO publication (tree, published_at, pages, changed_pages) VALUES "
				       "('t', '2026-12-04 03:00:00', 1, 1)")); /* today + 13 */
	assert_int_equal(suspension_add(f->db, id, &one, CONTROLLER), OK);
	assert_int_equal(procedures_turned(f->db, today + 19, &turned), OK);
	assert_false(turned);
	assert_int_equal(procedures_turned(f->db, today + 20, &turned), OK);
	assert_true(turned);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_draft_says_what_the_version_in_force_says_without_its_decision),
		cmocka_unit_test(test_no_second_draft_while_one_is_with_the_office),
		cmocka_unit_test(test_a_step_from_a_state_that_moved_on_does_nothing),
		cmocka_unit_test(test_the_older_version_ends_the_day_before_the_newer_one_begins),
		cmocka_unit_test(test_a_decision_is_part_of_what_the_version_says),
		cmocka_unit_test(test_who_had_a_hand_in_a_version_is_known),
		cmocka_unit_test(test_a_procedure_that_is_listed_no_more_is_not_in_force_but_still_there),
		cmocka_unit_test(test_a_new_procedure_begins_as_an_empty_draft_under_a_code_of_its_own),
		cmocka_unit_test(test_a_suspension_lasts_until_its_day_or_until_it_is_lifted),
		cmocka_unit_test(test_the_day_on_which_a_procedure_opens_or_resumes_is_a_day_to_publish),
	};

	if (schema_server_missing())
		return 0;
	return cmocka_run_group_tests(tests, start, end);
}
