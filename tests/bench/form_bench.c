/*
 * What one form at its limits costs: 500 questions, 300 of them under conditions that hang on each other and on rows, all
 * answered. Conditions, computed values and all rules of one set of answers. Then reading a definition of 480 conditions over
 * 20 names each, as it is read when a draft is saved. Prints milliseconds of both.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/form/form.h"

enum { ROUNDS = 2000, FIELDS = 500, CONDITIONS = 300, TODAY = 20778, READINGS = 20, WORDY = 480, NAMES = 20 };

static double
seconds(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The last 300 fields show by what two others say, one of them itself under a condition. */
static const char *
definition(struct arena *arena)
{
	struct buffer out;

	buffer_init(&out, arena, FORM_BYTES_MAX);
	buffer_text(&out, "{\"type\":\"default\",\"id\":\"f\",\"components\":[");
	for (int i = 0; i < FIELDS; i++) {
		static const char *const kinds[] = {
			"\"type\":\"textfield\",\"properties\":{\"kind\":\"person_number\"}",
			"\"type\":\"number\",\"validate\":{\"min\":1,\"max\":1000000}",
			"\"type\":\"textfield\",\"validate\":{\"required\":true,\"maxLength\":100}",
			"\"type\":\"datetime\",\"subtype\":\"date\",\"properties\":{\"not_after\":\"today\"}"
		};
		buffer_printf(
		    &out, "%s{%s,\"id\":\"f%d\",\"key\":\"f%d\",\"label\":\"L\"", i > 0 ? "," : "", kinds[i % 4], i, i);
		if (i >= FIELDS - CONDITIONS)
			buffer_printf(&out, ",\"conditional\":{\"hide\":\"=f%d < 5 or f%d = null\"}", i % 50 * 4 + 1,
			    i > FIELDS - CONDITIONS + 20 ? FIELDS - CONDITIONS + i % 20 : 0);
		buffer_char(&out, '}');
	}
	buffer_text(&out, "]}");
	return out.data;
}

static void
answer(struct arena *arena, const struct form *form, struct form_values *values)
{
	static const char *const texts[] = { "033188001234", "1.500", "Thôn Đông, xã Tân Hưng", "21/11/2020" };

	for (int i = 0; i < FIELDS; i++)
		(void)form_values_add(arena, form, values, arena_printf(arena, "f%d", i), texts[i % 4]);
}

/* Of the last 480 questions each reads 20 of the first; half are computed. */
static const char *
wordy_definition(struct arena *arena)
{
	struct buffer out;

	buffer_init(&out, arena, FORM_BYTES_MAX);
	buffer_text(&out, "{\"type\":\"default\",\"id\":\"w\",\"components\":[");
	for (int i = 0; i < FIELDS; i++) {
		bool computed = i >= FIELDS - WORDY && i % 2 == 0;
		buffer_printf(&out, "%s{\"type\":\"%s\",\"id\":\"q%d\",\"key\":\"q%d\",\"label\":\"L\"",
		    i > 0 ? "," : "", computed ? "expression" : "number", i, i);
		if (i >= FIELDS - WORDY)
			buffer_text(&out, computed ? ",\"expression\":\"=0" : ",\"conditional\":{\"hide\":\"=0");
		for (int k = 0; i >= FIELDS - WORDY && k < NAMES; k++)
			buffer_printf(&out, "+q%d", (i * 7 + k) % (FIELDS - WORDY));
		if (i >= FIELDS - WORDY)
			buffer_text(&out, computed ? "\"" : ">1\"}");
		buffer_char(&out, '}');
	}
	buffer_text(&out, "]}");
	return out.data;
}

/* Milliseconds, the memory that is taken away afterwards within; below 0: it was refused. */
static double
reading(struct arena *work, const char *json)
{
	struct form_error error;
	struct form *form;
	double begin = seconds();

	for (int i = 0; i < READINGS; i++) {
		if (form_parse(work, json, strlen(json), &form, &error)) {
			(void)fprintf(stderr, "%s %s\n", error.message, error.path);
			return -1;
		}
		arena_reset(work);
	}
	return (seconds() - begin) / READINGS * 1e3;
}

int
main(void)
{
	const struct form_check check = { .today = TODAY, .language = "vi" };
	struct arena *arena = arena_new(8 * ARENA_REQUEST_LIMIT), *work = arena_new(ARENA_REQUEST_LIMIT);
	const char *json = definition(arena);
	struct form_values values = { 0 };
	struct form_problems problems;
	struct form_error error;
	struct form *form;

	if (form_parse(arena, json, strlen(json), &form, &error)) {
		(void)fprintf(stderr, "%s %s\n", error.message, error.path);
		return EXIT_FAILURE;
	}
	answer(arena, form, &values);
	double begin = seconds();
	for (int i = 0; i < ROUNDS; i++) {
		form_validate(work, form, &values, &check, &problems);
		if (problems.count != 0)
			return EXIT_FAILURE;
		arena_reset(work);
	}
	double validated = (seconds() - begin) / ROUNDS * 1e3, read = reading(work, wordy_definition(arena));
	(void)printf("%.3f %.3f\n", validated, read);
	arena_free(work);
	arena_free(arena);
	return read < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
