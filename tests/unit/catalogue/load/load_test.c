/* A published version is immutable: the same file changes nothing, another content is a new version, a bad one nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "publish/catalogue.h"
#include "catalogue/province.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/system/file.h"
#include "load/load_store.h"
#include "version/life_store.h"
#include "record/procedure_record.h"

#define SCHEMA "motcua_catalogue_load"
static const int32_t today = 20778; /* 21/11/2026 */

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

static struct bytes
seed(struct fixture *f, const char *path)
{
	struct failure failure = { 0 };
	struct bytes content;

	assert_int_equal(file_read(f->arena, path, RECORD_BYTES_MAX, false, &content, &failure), OK);
	return content;
}

/* Puts one definition of each kind that the sample procedure names; how many were new. */
static size_t
put_definitions(struct fixture *f, const char *form_suffix)
{
	struct bytes form = seed(f, "db/seed/definitions/forms/2.000635.json");
	struct bytes process = seed(f, "db/seed/definitions/processes/2.000635.bpmn");
	struct bytes rule = seed(f, "db/seed/definitions/rules/2.000635.dmn");
	const char *form_text = arena_printf(f->arena, "%s%s", (const char *)form.data, form_suffix);
	bool added[3];

	assert_int_equal(
	    definition_put(f->db, DEFINITION_OF_FORM, "2.000635", "", form_text, strlen(form_text), 0, &added[0]), OK);
	assert_int_equal(definition_put(f->db, DEFINITION_OF_PROCESS, "2.000635", "name", (const char *)process.data,
			     process.size, 0, &added[1]),
	    OK);
	assert_int_equal(
	    definition_put(f->db, DEFINITION_OF_RULE, "2.000635", "", (const char *)rule.data, rule.size, 0, &added[2]),
	    OK);
	return (size_t)added[0] + added[1] + added[2];
}

static enum err
put(struct fixture *f, const char *from, const char *to, size_t *ret_added, struct record_fault *fault)
{
	const char *text = (const char *)seed(f, "db/seed/procedures/2.000635.json").data;
	const char *place = strstr(text, from);
	struct procedure_record record = { 0 };
	const char *json;

	assert_non_null(place);
	json = arena_printf(f->arena, "%.*s%s%s", (int)(place - text), text, to, place + strlen(from));
	*fault = (struct record_fault){ 0 };
	assert_int_equal(procedure_record_read(f->arena, json, strlen(json), &record, fault), OK);
	return procedure_put(f->db, f->arena, &record, 0, fault, ret_added);
}

static const struct catalogue *
catalogue(struct fixture *f, int32_t day)
{
	const struct catalogue *all;
	uint64_t changed;

	assert_int_equal(procedures_enter_force(f->db, day, &changed), OK);
	assert_int_equal(catalogue_read(f->db, f->arena, day, &all), OK);
	return all;
}

static void
test_loading_twice_changes_nothing(void **state)
{
	struct fixture *f = *state;
	struct record_fault fault;
	uint64_t changed;
	size_t added;

	assert_int_equal(put_definitions(f, ""), 3);
	assert_int_equal(put_definitions(f, ""), 0);
	assert_int_equal(put(f, "2.000635", "2.000635", &added, &fault), OK);
	assert_int_equal(added, 1);
	assert_int_equal(put(f, "2.000635", "2.000635", &added, &fault), OK);
	assert_int_equal(added, 0);
	assert_int_equal(procedures_enter_force(f->db, today, &changed), OK);
	assert_int_equal(changed, 1);
	assert_int_equal(procedures_enter_force(f->db, today, &changed), OK);
	assert_int_equal(changed, 0);
}

static void
test_the_version_in_force_is_read_with_all_its_parts(void **state)
{
	struct fixture *f = *state;
	const struct catalogue *all = catalogue(f, today);
	const struct catalogue_procedure *procedure = catalogue_procedure(all, "2.000635");

	assert_int_equal(all->procedure_count, 1);
	assert_non_null(procedure);
	assert_true(procedure->in_force);
	assert_int_equal(catalogue_parts(all, procedure)->channels.count, 3);
	assert_string_equal(all->channels[0].channel, "online");
	assert_int_equal(catalogue_parts(all, procedure)->offerings.count, 3);
	assert_string_equal(catalogue_sector(all, procedure->sector_id)->slug, "ho-tich");
}

static void
test_changed_content_is_a_new_version_and_the_old_one_stays_as_it_was(void **state)
{
	struct fixture *f = *state;
	int64_t before = catalogue_procedure(catalogue(f, today), "2.000635")->version_id;
	struct record_fault fault;
	const struct catalogue_procedure *now;
	size_t added;

	assert_int_equal(put(f, "\"full\"", "\"partial\"", &added, &fault), OK);
	assert_int_equal(added, 1);
	now = catalogue_procedure(catalogue(f, today), "2.000635");
	assert_int_not_equal(now->version_id, before);
	assert_string_equal(now->service_level, "partial");
	/* And back again: a third version, for what was superseded is history. */
	assert_int_equal(put(f, "\"full\"", "\"full\"", &added, &fault), OK);
	assert_int_equal(added, 1);
	now = catalogue_procedure(catalogue(f, today), "2.000635");
	assert_string_equal(now->service_level, "full");
	assert_int_not_equal(now->version_id, before);
}

static void
test_a_new_definition_is_a_new_version_of_the_procedures_that_use_it(void **state)
{
	struct fixture *f = *state;
	struct record_fault fault;
	size_t added;

	assert_int_equal(put_definitions(f, "\n"), 1);
	assert_int_equal(put(f, "2.000635", "2.000635", &added, &fault), OK);
	assert_int_equal(added, 1);
}

static void
test_an_unknown_agency_or_definition_leaves_nothing_behind(void **state)
{
	struct fixture *f = *state;
	int64_t before = catalogue_procedure(catalogue(f, today), "2.000635")->version_id;
	struct record_fault fault;
	size_t added;

	assert_int_equal(put(f, "\"receiving\": \"H01.23\"", "\"receiving\": \"H99\"", &added, &fault), ERR_INVALID);
	assert_string_equal(fault.member, "versions[0].offerings[2] (H99)");
	assert_int_equal(put(f, "\"process\": \"2.000635\"", "\"process\": \"other\"", &added, &fault), ERR_INVALID);
	assert_string_equal(fault.member, "versions[0].process");
	assert_int_equal(put(f, "\"code\": \"2.000635\"", "\"code\": \"9.999999\"", &added, &fault), ERR_INVALID);
	assert_string_equal(fault.member, "slug");
	assert_int_equal(catalogue(f, today)->procedure_count, 1);
	assert_int_equal(catalogue_procedure(catalogue(f, today), "2.000635")->version_id, before);
}

static void
test_before_its_day_a_procedure_is_not_in_force_and_not_shown(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(catalogue(f, 19000)->procedure_count, 0);
	assert_int_equal(catalogue(f, today)->procedure_count, 1);
}

static void
test_after_its_last_day_a_procedure_is_shown_as_ended(void **state)
{
	struct fixture *f = *state;
	struct record_fault fault;
	size_t added;
	int32_t last;

	assert_int_equal(date_parse("2026-12-31", &last), OK);
	assert_int_equal(put(f, "\"effective_to\": null", "\"effective_to\": \"2026-12-31\"", &added, &fault), OK);
	assert_true(catalogue_procedure(catalogue(f, last), "2.000635")->in_force);
	assert_false(catalogue_procedure(catalogue(f, last + 1), "2.000635")->in_force);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_loading_twice_changes_nothing),
		cmocka_unit_test(test_the_version_in_force_is_read_with_all_its_parts),
		cmocka_unit_test(test_changed_content_is_a_new_version_and_the_old_one_stays_as_it_was),
		cmocka_unit_test(test_a_new_definition_is_a_new_version_of_the_procedures_that_use_it),
		cmocka_unit_test(test_an_unknown_agency_or_definition_leaves_nothing_behind),
		cmocka_unit_test(test_before_its_day_a_procedure_is_not_in_force_and_not_shown),
		cmocka_unit_test(test_after_its_last_day_a_procedure_is_shown_as_ended),
	};

	if (schema_server_missing())
		return 0;
	return cmocka_run_group_tests(tests, start, end);
}
