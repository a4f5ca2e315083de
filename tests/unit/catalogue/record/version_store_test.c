/* What is written of a version is what is read of it, part by part; a draft is changed by whoever saw its last state. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "catalogue/province.h"
#include "core/data/db.h"
#include "core/memory/arena.h"
#include "catalogue/record/full.h"
#include "load/load_store.h"
#include "record/item_store.h"
#include "record/procedure_record.h"
#include "record/version_store.h"

#define SCHEMA "motcua_catalogue_version"

struct fixture {
	struct arena *arena;
	struct db *db;
	struct procedure_item item;
};

static enum err
put(struct fixture *f, struct record_fault *fault, size_t *ret_added)
{
	struct procedure_record record = { 0 };

	assert_int_equal(procedure_record_read(f->arena, full_procedure, strlen(full_procedure), &record, fault), OK);
	return procedure_put(f->db, f->arena, &record, 0, fault, ret_added);
}

static int
start(void **state)
{
	static struct fixture fixture;
	struct record_fault fault = { 0 };
	size_t added = 0;

	*state = &fixture;
	if (!province_start(SCHEMA, &fixture.arena, &fixture.db))
		return 1;
	return put(&fixture, &fault, &added) == OK && added == 1 &&
		       item_by_code(fixture.db, "1.000001", &fixture.item) == OK
		   ? 0
		   : 1;
}

static int
end(void **state)
{
	struct fixture *f = *state;

	province_end(SCHEMA, f->arena, f->db);
	return 0;
}

static struct version_record
newest(struct fixture *f, struct version_line *ret_line)
{
	struct version_record version;

	assert_int_equal(version_newest(f->db, f->item.id, ret_line), OK);
	assert_int_equal(version_read(f->db, ret_line->id, &version), OK);
	return version;
}

static void
assert_same(struct fixture *f, const struct version_record *one, const struct version_record *other)
{
	unsigned char first[SHA256_SIZE], second[SHA256_SIZE];

	version_record_digest(f->arena, one, first);
	version_record_digest(f->arena, other, second);
	assert_memory_equal(first, second, SHA256_SIZE);
}

static void
test_every_member_that_is_written_is_read_again(void **state)
{
	struct fixture *f = *state;
	struct procedure_record record = { 0 };
	struct record_fault fault = { 0 };
	struct version_record *written, read;
	struct version_line line;

	assert_int_equal(procedure_record_read(f->arena, full_procedure, strlen(full_procedure), &record, &fault), OK);
	written = record.versions.items;
	assert_int_equal(version_resolve(f->db, f->arena, written, "", &fault), OK);
	read = newest(f, &line);
	assert_same(f, written, &read);
	assert_string_equal(read.sector_name, "Linh vuc");
	assert_string_equal(line.state, "draft");
	assert_int_equal(((struct agency_record *)read.agencies.items)[0].agency_id,
	    ((struct offering_record *)read.offerings.items)[0].receiving_id);
	assert_true(((struct agency_record *)read.agencies.items)[1].agency_id == DB_NULL_INT);
}

static void
test_the_identity_is_found_by_each_of_its_codes(void **state)
{
	struct fixture *f = *state;
	struct procedure_item item;
	const char *const *aliases;
	size_t count;

	assert_string_equal(f->item.owner_agency, "H01.21");
	assert_true(f->item.listed);
	assert_true(f->item.opens_on < f->item.closes_on);
	assert_int_equal(item_by_code(f->db, "1.000001.000.00.00.H01", &item), OK);
	assert_int_equal(item.id, f->item.id);
	assert_int_equal(aliases_of(f->db, item.id, &aliases, &count), OK);
	assert_int_equal(count, 1);
	assert_string_equal(aliases[0], "1.000001.000.00.00.H01");
	assert_int_equal(item_by_code(f->db, "1.000009", &item), ERR_NOT_FOUND);
	assert_int_equal(alias_put(f->db, item.id + 1, "1.000001"), ERR_CONFLICT);
}

static void
test_a_draft_is_changed_by_whoever_saw_its_last_state(void **state)
{
	struct fixture *f = *state;
	struct record_fault fault = { 0 };
	struct version_record draft, read;
	struct version_line line, after;

	draft = newest(f, &line);
	draft.name = "Ten khac";
	draft.results.count = 0;
	assert_int_equal(version_write(f->db, f->arena, line.id, line.version, DB_NULL_INT, 5, &draft, &fault), OK);
	assert_int_equal(
	    version_write(f->db, f->arena, line.id, line.version, DB_NULL_INT, 6, &draft, &fault), ERR_CONFLICT);
	read = newest(f, &after);
	assert_same(f, &draft, &read);
	assert_string_equal(read.name, "Ten khac");
	assert_int_equal(read.results.count, 0);
	assert_int_equal(after.version, line.version + 1);
	/* A further change by the same hand is no further line in its history. */
	assert_int_equal(version_write(f->db, f->arena, line.id, after.version, DB_NULL_INT, 7, &draft, &fault), OK);
	assert_int_equal(version_write(f->db, f->arena, line.id, after.version + 1, 3, 8, &draft, &fault), OK);
}

static void
test_a_draft_may_lack_much_but_keeps_every_bound(void **state)
{
	struct fixture *f = *state;
	const struct version_origin origin = { f->item.id, DB_NULL_INT, DB_NULL_INT, 7 };
	struct record_fault fault = { 0 };
	struct version_record empty;
	int64_t id;

	record_init(&version_record_table, &empty);
	empty.sector = "G03-GD10";
	assert_int_equal(version_add(f->db, f->arena, &origin, &empty, &fault, &id), OK);
	empty.copies = 101;
	assert_int_equal(version_add(f->db, f->arena, &origin, &empty, &fault, &id), ERR_INVALID);
	assert_string_equal(fault.member, "copies");
	empty.copies = 1;
	empty.service_level = "best";
	fault = (struct record_fault){ 0 };
	assert_int_equal(version_add(f->db, f->arena, &origin, &empty, &fault, &id), ERR_INVALID);
	assert_string_equal(fault.member, "service_level");
}

static void
test_what_was_published_is_no_draft_to_write(void **state)
{
	struct fixture *f = *state;
	const struct version_origin origin = { f->item.id, DB_NULL_INT, DB_NULL_INT, 8 };
	struct record_fault fault = { 0 };
	struct version_record version;
	struct version_line line;
	int64_t id;

	assert_int_equal(version_by_number(f->db, f->item.id, 1, &line), OK);
	assert_int_equal(version_read(f->db, line.id, &version), OK);
	version.state = "published";
	assert_int_equal(version_add(f->db, f->arena, &origin, &version, &fault, &id), OK);
	assert_int_equal(version_by_id(f->db, id, &line), OK);
	assert_string_equal(line.state, "published");
	assert_int_equal(
	    version_write(f->db, f->arena, id, line.version, DB_NULL_INT, 9, &version, &fault), ERR_CONFLICT);
}

static void
test_sectors_whose_codes_look_alike_in_addresses_stay_apart(void **state)
{
	struct fixture *f = *state;
	int64_t one, other, nameless, again;

	assert_int_equal(sector_put(f->db, f->arena, "DAT_DAI", "Đất đai", &one), OK);
	assert_int_equal(sector_put(f->db, f->arena, "DAT-DAI", "Đất đai (cũ)", &other), OK);
	assert_int_equal(sector_put(f->db, f->arena, "-", "Khác", &nameless), OK);
	assert_int_equal(sector_put(f->db, f->arena, "DAT_DAI", "Đất đai", &again), OK);
	assert_int_equal(one, again);
	assert_int_not_equal(one, other);
	assert_int_not_equal(one, nameless);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_member_that_is_written_is_read_again),
		cmocka_unit_test(test_the_identity_is_found_by_each_of_its_codes),
		cmocka_unit_test(test_a_draft_is_changed_by_whoever_saw_its_last_state),
		cmocka_unit_test(test_a_draft_may_lack_much_but_keeps_every_bound),
		cmocka_unit_test(test_what_was_published_is_no_draft_to_write),
		cmocka_unit_test(test_sectors_whose_codes_look_alike_in_addresses_stay_apart),
	};

	if (schema_server_missing())
		return 0;
	return cmocka_run_group_tests(tests, start, end);
}
