/*
 * Fuzz entry: any bytes as a kept walk through a small procedure (its form and its process stand here). What is read is
 * written the same again; the walk it tells of is walked, and what comes of it is read back with no difference.
 */
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"
#include "simulate/walk_diff.h"
#include "simulate/walk_read.h"
#include "simulate/walk_record.h"

static const char form_text[] =
    "{\"type\":\"default\",\"schemaVersion\":18,\"id\":\"F\",\"components\":["
    "{\"type\":\"number\",\"id\":\"f1\",\"key\":\"so_ban\",\"label\":\"So ban\",\"validate\":{\"required\":true}},"
    "{\"type\":\"textfield\",\"id\":\"f2\",\"key\":\"ho_ten\",\"label\":\"Ho ten\","
    "\"conditional\":{\"hide\":\"=so_ban > 3\"}},"
    "{\"type\":\"checkbox\",\"id\":\"f3\",\"key\":\"gap\",\"label\":\"Gap\"}]}";

static const char process_text[] =
    "<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:m=\"urn:motcua:bpmn\">"
    "<bpmn:process id=\"p\" name=\"P\"><bpmn:startEvent id=\"s\"/>"
    "<bpmn:userTask id=\"a\" name=\"A\" m:role=\"processing\" m:term=\"PT2H\"/>"
    "<bpmn:boundaryEvent id=\"t\" attachedToRef=\"a\" cancelActivity=\"true\"><bpmn:timerEventDefinition>"
    "<bpmn:timeDuration>PT4H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>"
    "<bpmn:userTask id=\"b\" name=\"B\" m:role=\"leader\"/><bpmn:endEvent id=\"e\"/>"
    "<bpmn:sequenceFlow id=\"f1\" sourceRef=\"s\" targetRef=\"a\"/>"
    "<bpmn:sequenceFlow id=\"f2\" sourceRef=\"a\" targetRef=\"e\"/>"
    "<bpmn:sequenceFlow id=\"f3\" sourceRef=\"t\" targetRef=\"b\"/>"
    "<bpmn:sequenceFlow id=\"f4\" sourceRef=\"b\" targetRef=\"e\"/></bpmn:process></bpmn:definitions>";

static void
try_walk(struct arena *arena, const struct walk_given_record *record)
{
	const struct walk_contents contents = {
		.of = { [DEFINITION_FORM] = form_text, [DEFINITION_PROCESS] = process_text }
	};
	const struct walk_difference *differences;
	struct walk_definitions definitions;
	struct walk_outcome_record outcome, again;
	struct record_fault what = { NULL, NULL };
	struct walk_read_fault fault;
	struct failure failure = { 0 };
	struct walk_given given;
	struct walk_trace trace;

	if (walk_definitions_read(arena, &contents, &definitions, &fault) != OK)
		abort();
	if (walk_given_of(arena, record, definitions.form, NULL, &failure, &given) != OK ||
	    walk_run(arena, &definitions, &given, &failure, &trace) != OK) {
		if (failure.message == NULL)
			abort(); /* a walk is never refused without a word */
		return;
	}
	outcome = walk_outcome_of(arena, &given, &trace);
	if (walk_outcome_read(arena, walk_outcome_write(arena, &outcome), &again, &what) != OK ||
	    walk_differences(arena, &outcome, &again, &differences) != 0)
		abort();
}

static void
try_input(struct arena *arena, const char *text)
{
	struct record_fault what = { NULL, NULL };
	struct walk_given_record given, again;
	struct walk_outcome_record outcome;
	const char *written;

	(void)walk_outcome_read(arena, text, &outcome, &what);
	if (walk_given_read(arena, text, &given, &what) != OK)
		return;
	written = walk_given_write(arena, &given);
	if (walk_given_read(arena, written, &again, &what) != OK ||
	    strcmp(written, walk_given_write(arena, &again)) != 0)
		abort();
	try_walk(arena, &given);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One input: past the arena's limit counts as refused. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new((size_t)32 << 20);
	jmp_buf boundary;

	if (setjmp(boundary) == 0) {
		arena_guard(arena, &boundary);
		try_input(arena, arena_strndup(arena, (const char *)data, size));
	}
	arena_free(arena);
	return 0;
}
