/* Open data: what programs of others read is well formed whatever the catalogue says, and the list of changes is in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/none.h"
#include "core/system/config.h"
#include "publish/catalogue.h"
#include "publish/changes.h"
#include "publish/edition.h"
#include "publish/open_data.h"
#include "publish/sample.h"

static struct arena *arena;

static int
start(void **state)
{
	(void)state;
	arena = arena_new((size_t)16 << 20);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* The sample whose first paper has this name. */
static struct edition
with_paper(const char *name)
{
	static struct core_config config;
	struct catalogue *catalogue = ARENA_NEW(arena, struct catalogue);
	struct catalogue_paper *papers = arena_array(arena, 2, sizeof(*papers));

	*catalogue = *catalogue_sample(arena);
	memcpy(papers, catalogue->papers, 2 * sizeof(*papers));
	papers[0].name = name;
	catalogue->papers = papers;
	config.base_url = "https://example.vn";
	return (struct edition){ &config, NULL, "vi", "", catalogue };
}

static const struct data_part *
part_called(const char *name)
{
	for (size_t i = 0; i < data_part_count; i++)
		if (strcmp(data_parts[i].name, name) == 0)
			return &data_parts[i];
	abort();
}

/* The lines of the sample's papers in CSV. */
static const char *
papers_csv(const char *name)
{
	struct edition edition = with_paper(name);
	struct buffer out;

	buffer_init(&out, arena, 65536);
	data_write_csv(&out, arena, &edition, part_called("papers"), 0);
	return out.data;
}

static void
test_a_cell_with_marks_is_quoted(void **state)
{
	(void)state;
	assert_non_null(strstr(papers_csv("đơn, \"mẫu 1\"\nhai dòng"), ",\"đơn, \"\"mẫu 1\"\"\nhai dòng\","));
	assert_non_null(strstr(papers_csv("đơn"), ",đơn,"));
	assert_non_null(strstr(papers_csv(""), "P1,,"));
}

static void
test_no_cell_is_a_formula_for_a_spreadsheet(void **state)
{
	static const char *const names[] = { "=1+1", "+1", "-1", "@SUM(A1)", "\tx" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_non_null(strstr(papers_csv(names[i]), arena_printf(arena, ",\"'%s\",", names[i])));
}

/* Whatever a text holds, the JSON can be read and gives it back. */
static void
test_json_gives_back_every_text(void **state)
{
	static const char *const names[] = { "\"quoted\" \\ back", "<script>", "hai\ndòng\tcột",
		"đ, ệ, \xF0\x9F\x93\x84" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct edition edition = with_paper(names[i]);
		struct buffer out;
		json_t *root;

		buffer_init(&out, arena, 65536);
		data_write_json(&out, arena, &edition, 0);
		root = json_loads(out.data, JSON_REJECT_DUPLICATES, NULL);
		assert_non_null(root);
		assert_string_equal(
		    json_string_value(json_object_get(json_array_get(json_object_get(root, "papers"), 0), "name")),
		    names[i]);
		assert_string_equal(
		    json_string_value(json_object_get(root, "url")), "https://example.vn/thu-tuc/sample");
		assert_int_equal(json_array_size(json_object_get(root, "audience")), 2);
		assert_true(json_is_null(json_object_get(root, "effective_to")));
		json_decref(root);
	}
}

static void
test_the_schema_names_every_field_and_part(void **state)
{
	struct edition edition = with_paper("x");
	json_t *root, *properties;
	struct buffer out;

	(void)state;
	buffer_init(&out, arena, 1 << 20);
	data_write_schema(&out, &edition);
	root = json_loads(out.data, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(root);
	properties = json_object_get(
	    json_object_get(json_object_get(json_object_get(root, "properties"), "procedures"), "items"), "properties");
	assert_int_equal(json_object_size(properties), data_procedure.field_count + data_part_count);
	for (size_t i = 0; i < data_part_count; i++)
		assert_int_equal(
		    json_object_size(json_object_get(
			json_object_get(json_object_get(properties, data_parts[i].name), "items"), "properties")),
		    data_parts[i].field_count);
	json_decref(root);
}

static void
test_changes_stand_newest_first_and_say_what_they_are(void **state)
{
	const struct catalogue *catalogue = catalogue_sample(arena);
	const struct change *changes;
	size_t count;

	(void)state;
	changes_of(arena, catalogue, 100, &changes, &count);
	assert_int_equal(count, 4);
	assert_int_equal(changes[0].kind, CHANGE_ENDED);
	assert_int_equal(changes[0].day, 20001);
	assert_int_equal(changes[1].kind, CHANGE_CHANGED);
	assert_int_equal(changes[1].version_no, 2);
	assert_int_equal(changes[2].kind, CHANGE_NEW);
	assert_int_equal(changes[3].kind, CHANGE_NEW);
	for (size_t i = 1; i < count; i++)
		assert_true(changes[i - 1].day >= changes[i].day);
	changes_of(arena, catalogue, 2, &changes, &count);
	assert_int_equal(count, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_cell_with_marks_is_quoted),
		cmocka_unit_test(test_no_cell_is_a_formula_for_a_spreadsheet),
		cmocka_unit_test(test_json_gives_back_every_text),
		cmocka_unit_test(test_the_schema_names_every_field_and_part),
		cmocka_unit_test(test_changes_stand_newest_first_and_say_what_they_are),
	};

	return cmocka_run_group_tests(tests, start, end);
}
