/*
 * What --check finds before a visitor does, and what a province may lay over ours. Needs no database: statements are
 * checked against a real schema by tests/api.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/data/db.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/describe.h"
#include "core/server/module.h"
#include "core/server/shared.h"
#include "core/system/config.h"
#include "core/view/view.h"

struct fixture {
	struct arena *arena;
	char provinces[40];
	struct core_config config;
};

static enum err
add_province(struct ctx *c, struct view *shell)
{
	(void)c;
	view_text(shell, "province_name", "Mau");
	return OK;
}

static struct view *
page_without_its_names(struct arena *arena)
{
	return view_object(arena);
}

static struct view *
page_with_a_label_that_names_nothing(struct arena *arena)
{
	struct view *page = view_object(arena);

	view_text(page, "field", "ho-ten");
	return page;
}

static void
write_file(const struct fixture *f, const char *folder, const char *name, const char *text)
{
	FILE *file;

	(void)mkdir(arena_printf(f->arena, "%s/mau", f->provinces), 0700);
	(void)mkdir(arena_printf(f->arena, "%s/mau/templates", f->provinces), 0700);
	(void)mkdir(arena_printf(f->arena, "%s/mau/messages", f->provinces), 0700);
	(void)mkdir(arena_printf(f->arena, "%s/mau/messages/vi", f->provinces), 0700);
	file = fopen(arena_printf(f->arena, "%s/mau/%s/%s", f->provinces, folder, name), "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static int
set_up(void **state)
{
	static struct fixture f;

	f = (struct fixture){ .arena = arena_new((size_t)128 << 20), .provinces = "/tmp/motcua-XXXXXX" };
	if (mkdtemp(f.provinces) == NULL)
		return -1;
	f.config = (struct core_config){
		.province = "mau",
		.provinces = f.provinces,
		.templates = "www/templates",
		.messages = "www/messages",
		.base_url = "http://127.0.0.1",
		.secret = { (const unsigned char *)"0123456789abcdef0123456789abcdef", 32 },
	};
	*state = &f;
	return 0;
}

static int
tear_down(void **state)
{
	static const char *const left[] = { "templates/label.html", "messages/vi/error.json", "templates",
		"messages/vi", "messages", "." };
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++)
		(void)remove(arena_printf(f->arena, "%s/mau/%s", f->provinces, left[i]));
	(void)rmdir(arena_printf(f->arena, "%s/mau", f->provinces));
	(void)rmdir(f->provinces);
	arena_free(f->arena);
	return 0;
}

/* What --check says of a module with this page. */
static const char *
checked(struct fixture *f, const char *name, struct view *(*sample)(struct arena *arena))
{
	const struct page_sample page = { name, sample };
	const struct module module = { .name = "test", .pages = &page, .page_count = 1, .shell = add_province };
	struct db *db = db_open(&(struct db_config){ .socket = "/nonexistent" });
	struct server_shared shared;
	struct failure failure = { 0 };
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	const char *kept;

	assert_non_null(out);
	assert_int_equal(server_shared_init(&shared, f->arena, &module, &f->config, &failure), OK);
	assert_true(describe_check(&shared, db, out) > 0);
	(void)fclose(out);
	db_close(db);
	kept = arena_strdup(f->arena, text);
	free(text);
	return kept;
}

static void
a_name_that_the_view_lacks_is_found(void **state)
{
	assert_non_null(strstr(checked(*state, "error", page_without_its_names), "page error: "));
}

static void
a_label_without_its_field_is_found_in_the_finished_page(void **state)
{
	struct fixture *f = *state;

	write_file(f, "templates", "label.html",
	    "<!doctype html><html lang=\"vi\"><body><label for=\"{{field}}\">{{shell.province_name}}</label>"
	    "</body></html>");
	assert_non_null(strstr(checked(f, "label", page_with_a_label_that_names_nothing), "label:"));
}

static void
what_a_province_words_differently_is_read(void **state)
{
	struct fixture *f = *state;
	const struct module module = { .name = "test" };
	struct server_shared shared;
	struct failure failure = { 0 };

	write_file(f, "messages", "vi/error.json", "{\"404\": {\"heading\": \"Trang này không có\"}}");
	assert_int_equal(server_shared_init(&shared, f->arena, &module, &f->config, &failure), OK);
	assert_string_equal(message(shared.messages, "vi", "error.404.heading"), "Trang này không có");
	assert_string_not_equal(message(shared.messages, "vi", "error.404.text"), "error.404.text");
}

static void
a_path_that_takes_the_rest_is_told_as_one_parameter(void **state)
{
	static const struct route route = { .method = GET, .path = "/tin-tuc/{page...}", .who = &guard_anyone };
	static const struct route_table table = { &route, 1 };
	const struct module module = { .name = "test", .tables = &table, .table_count = 1 };
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	(void)state;
	assert_non_null(out);
	assert_int_equal(describe_openapi(&module, out), OK);
	(void)fclose(out);
	assert_non_null(strstr(text, "\"/tin-tuc/{page}\": {"));
	assert_non_null(strstr(text, "\"name\": \"page\",\n            \"in\": \"path\""));
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_name_that_the_view_lacks_is_found, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_label_without_its_field_is_found_in_the_finished_page, set_up, tear_down),
		cmocka_unit_test(a_path_that_takes_the_rest_is_told_as_one_parameter),
		cmocka_unit_test_setup_teardown(what_a_province_words_differently_is_read, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
