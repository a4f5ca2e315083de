/*
 * The public Mustache specification (version 1.4), core files and inheritance, every case. The files are no part of the
 * product: they are read from $MOTCUA_SHARED/spec/mustache (default: ../shared beside the repository).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/template.h"
#include "core/view/view.h"

static const struct view *view_of(struct arena *arena, const json_t *value);

/* A scalar, a list or an object of the case's data, as a member of a holder that is thrown away. */
static void
put(struct view *object, const char *name, const json_t *value, struct arena *arena)
{
	switch (json_typeof(value)) {
	case JSON_STRING: view_text(object, name, json_string_value(value)); break;
	case JSON_INTEGER: view_int(object, name, json_integer_value(value)); break;
	case JSON_REAL: view_text(object, name, arena_printf(arena, "%g", json_real_value(value))); break;
	case JSON_TRUE: view_bool(object, name, true); break;
	case JSON_FALSE: view_bool(object, name, false); break;
	case JSON_NULL: view_text(object, name, NULL); break;
	default: view_share(object, name, view_of(arena, value)); break;
	}
}

static const struct view *
view_of(struct arena *arena, const json_t *value)
{
	struct view *object = view_object(arena), *list;
	const char *name;
	json_t *member;
	size_t i;

	if (json_is_object(value)) {
		json_object_foreach((json_t *)(uintptr_t)value, name, member) put(object, name, member, arena);
		return object;
	}
	if (!json_is_array(value)) {
		put(object, "value", value, arena);
		return view_find(object, "value");
	}
	list = view_list(object, "list");
	json_array_foreach(value, i, member) view_item_share(list, view_of(arena, member));
	return list;
}

static enum err
run_case(struct arena *arena, const json_t *test, struct buffer *out, struct failure *failure)
{
	struct templates *templates = templates_new(arena);
	const char *source = json_string_value(json_object_get(test, "template")), *name;
	enum err err = templates_add(templates, "the case", source, strlen(source), failure);
	json_t *partial;

	json_object_foreach(json_object_get(test, "partials"), name, partial) if (!err) err =
	    templates_add(templates, name, json_string_value(partial), json_string_length(partial), failure);
	if (err)
		return err;
	/* A partial that does not exist is a case of the specification: it renders as nothing. */
	if (templates_link(templates, failure))
		failure_clear(failure);
	return template_render(
	    templates, "the case", view_of(arena, json_object_get(test, "data")), out, TEMPLATE_RAW_TEXT, failure);
}

static void
run_file(const char *name, size_t at_least)
{
	const char *shared = getenv("MOTCUA_SHARED");
	char path[512];
	json_t *spec, *test;
	size_t i, wrong = 0;

	(void)snprintf(path, sizeof(path), "%s/spec/mustache/%s.json", shared == NULL ? "../shared" : shared, name);
	if ((spec = json_load_file(path, 0, NULL)) == NULL) {
		print_message("left out: %s is not there\n", path);
		skip();
	}
	assert_true(json_array_size(json_object_get(spec, "tests")) >= at_least);
	json_array_foreach(json_object_get(spec, "tests"), i, test)
	{
		struct arena *arena = arena_new(ARENA_REQUEST_LIMIT);
		const char *expected = json_string_value(json_object_get(test, "expected"));
		struct failure failure = { 0 };
		struct buffer out;

		buffer_init(&out, arena, 65536);
		if (run_case(arena, test, &out, &failure) || strcmp(out.data, expected) != 0) {
			wrong++;
			print_error("%s: %s\n  expected: [%s]\n  rendered: [%s] %s\n", name,
			    json_string_value(json_object_get(test, "name")), expected, out.data, failure.log);
		}
		arena_free(arena);
	}
	json_decref(spec);
	assert_int_equal(wrong, 0);
}

#define SPEC(name, cases)                                                                                              \
	static void the_specification_of_##name##_holds(void **state)                                                  \
	{                                                                                                              \
		(void)state;                                                                                           \
		run_file(#name, cases);                                                                                \
	}

SPEC(comments, 12)
SPEC(delimiters, 14)
SPEC(interpolation, 42)
SPEC(inverted, 22)
SPEC(partials, 12)
SPEC(sections, 34)
SPEC(inheritance, 27)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_specification_of_comments_holds),
		cmocka_unit_test(the_specification_of_delimiters_holds),
		cmocka_unit_test(the_specification_of_interpolation_holds),
		cmocka_unit_test(the_specification_of_inverted_holds),
		cmocka_unit_test(the_specification_of_partials_holds),
		cmocka_unit_test(the_specification_of_sections_holds),
		cmocka_unit_test(the_specification_of_inheritance_holds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
