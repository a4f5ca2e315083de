/* Processes for tests, from small BPMN documents: what cannot be read fails the test. */
#ifndef MOTCUA_TESTS_PROCESS_GIVEN_H
#define MOTCUA_TESTS_PROCESS_GIVEN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/memory/arena.h"
#include "domain/definition/process/process_check.h"
#include "domain/definition/process/process_text.h"

static struct arena *arena;

static inline int
set_up(void **state)
{
	(void)state;
	arena = arena_new((size_t)32 << 20);
	return 0;
}

static inline int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static inline struct process_model *
model_of(const char *xml)
{
	struct definition_error error;
	struct process_model *model = NULL;

	if (process_model_read(arena, xml, strlen(xml), &model, &error) != OK)
		fail_msg("%s %s", error.message, error.element);
	return model;
}

static inline struct process *
process_of(const char *xml)
{
	struct definition_error error;
	struct process *process = NULL;

	if (process_parse(arena, xml, strlen(xml), &process, &error) != OK)
		fail_msg("%s %s", error.message, error.element);
	return process;
}

#endif
