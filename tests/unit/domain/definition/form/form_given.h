/* Forms for tests, from small documents: what cannot be read fails the test. */
#ifndef MOTCUA_TESTS_FORM_GIVEN_H
#define MOTCUA_TESTS_FORM_GIVEN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "domain/definition/form/form.h"
#include "support/arena.h"

#define FORM_OF(components) "{\"type\":\"default\",\"id\":\"f\",\"components\":[" components "]}"

static inline struct form *
form_of(const char *json)
{
	struct form_error error;
	struct form *form = NULL;

	if (form_parse(arena, json, strlen(json), &form, &error) != OK)
		print_error("%s %s in %s\n", error.message, error.path, json);
	assert_non_null(form);
	return form;
}

#endif
