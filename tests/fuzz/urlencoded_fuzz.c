/* Any bytes as a query or form, then as the fields of a table: nothing but text comes out, whatever goes in. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/input/input.h"
#include "core/input/pairs.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct form {
	int64_t n, money;
	const char *text, *lines, *code, *email, *phone;
	int32_t day;
	bool flag;
	struct texts texts;
	struct input_rest rest;
};
static const struct field fields[] = {
	FIELD_NAMED(form, n, "n", FIELD_INT, FROM_FORM),
	FIELD_NAMED(form, money, "m", FIELD_MONEY, FROM_FORM),
	FIELD_NAMED(form, text, "t", FIELD_TEXT, FROM_FORM),
	FIELD_NAMED(form, lines, "l", FIELD_LINES, FROM_FORM),
	FIELD_NAMED(form, code, "c", FIELD_CODE, FROM_FORM),
	FIELD_NAMED(form, email, "e", FIELD_EMAIL, FROM_FORM),
	FIELD_NAMED(form, phone, "p", FIELD_PHONE, FROM_FORM),
	FIELD_NAMED(form, day, "d", FIELD_DATE, FROM_FORM),
	FIELD_NAMED(form, flag, "f", FIELD_BOOL, FROM_FORM),
	FIELD_NAMED(form, texts, "x", FIELD_TEXTS, FROM_FORM),
	FIELD_NAMED(form, rest, "r", FIELD_REST, FROM_FORM),
};
static const struct input input = INPUT(form, fields);

static void
expect_clean(const char *text, enum utf8_policy policy)
{
	if (text != NULL && !utf8_clean(text, strlen(text), policy))
		abort();
}

static void
expect_all_clean(const struct form *form)
{
	expect_clean(form->text, UTF8_LINE);
	expect_clean(form->lines, UTF8_TEXT);
	expect_clean(form->code, UTF8_LINE);
	expect_clean(form->email, UTF8_LINE);
	expect_clean(form->phone, UTF8_LINE);
	for (size_t i = 0; i < form->texts.count; i++)
		expect_clean(form->texts.items[i], UTF8_LINE);
	for (size_t i = 0; i < form->rest.count; i++)
		expect_clean(form->rest.pairs[i].value, UTF8_TEXT);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new((size_t)256 << 20);
	struct input_errors errors;
	struct pairs pairs;
	const void *form;

	pairs_init(&pairs, arena);
	if (urlencoded_parse(&pairs, FROM_FORM, (const char *)data, size) == OK &&
	    input_fill(arena, &input, NULL, 0, &pairs, &form, &errors) == OK)
		expect_all_clean(form);
	arena_free(arena);
	return 0;
}
