/* What both lints share: a report with one line per problem. Only core/view's lints include this. */
#ifndef MOTCUA_CORE_VIEW_LINT_REPORT_H
#define MOTCUA_CORE_VIEW_LINT_REPORT_H

#include <stddef.h>
#include <stdbool.h>
#include <string.h>

#include "core/memory/buffer.h"

struct lint_report {
	const char *name;
	struct buffer *out;
	size_t problems;
};

static inline void
lint_problem(struct lint_report *report, unsigned line, const char *what, const char *about)
{
	buffer_printf(report->out, "%s:%u: %s%s%s\n", report->name, line, what, about[0] == '\0' ? "" : ": ", about);
	report->problems++;
}

/* An input that takes what a person types or chooses, and so needs a label. */
static inline bool
lint_needs_label(const char *element, const char *type)
{
	static const char *const without[] = { "hidden", "submit", "button", "image", "reset" };

	if (strcmp(element, "select") == 0 || strcmp(element, "textarea") == 0)
		return true;
	for (size_t i = 0; i < sizeof(without) / sizeof(without[0]); i++)
		if (strcmp(type, without[i]) == 0)
			return false;
	return strcmp(element, "input") == 0;
}

#endif
