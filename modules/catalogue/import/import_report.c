/* Reports of lines, written. See import_report.h. */
#include "import/import_report.h"

#include <stdlib.h>

#include "core/memory/arena.h"
#include "import/said.h"
#include "record/record.h"

const char *
import_report_text(struct arena *arena, json_t *object)
{
	char *text = json_dumps(object, JSON_COMPACT);
	const char *copy;

	if (text == NULL)
		abort();
	copy = arena_strdup(arena, text);
	free(text);
	json_decref(object);
	return copy;
}

json_t *
import_report_list(json_t *report, const char *name)
{
	json_t *list = json_object_get(report, name);

	if (list == NULL) {
		list = said_made(json_array());
		if (json_object_set_new(report, name, list) != 0)
			abort();
	}
	return list;
}

json_t *
import_report_entry(json_t *report, const char *name)
{
	json_t *entry = said_made(json_object());

	if (json_array_append_new(import_report_list(report, name), entry) != 0)
		abort();
	return entry;
}

void
import_report_reason(json_t *report, const char *list, const char *member, const char *reason, const char *text)
{
	json_t *entry = import_report_entry(report, list);

	said_text(entry, "member", member);
	said_text(entry, "reason", reason);
	said_text(entry, "text", text);
}

const char *
import_report_fault(struct arena *arena, const struct record_fault *fault)
{
	json_t *report = said_made(json_object());

	import_report_reason(
	    report, "faults", fault->member, fault->reason != NULL ? fault->reason : "could not be written", "");
	return import_report_text(arena, report);
}
