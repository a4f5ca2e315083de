/* Facts of events. See step_journal.h. */
#include "step/step_journal.h"

#include <stdarg.h>

#include "core/view/view.h"

#include "facts.h"

const char *
journal_facts_of(struct arena *arena, ...)
{
	struct view *facts = view_object(arena);
	const char *name, *value;
	va_list args;

	va_start(args, arena);
	while ((name = va_arg(args, const char *)) != NULL) {
		value = va_arg(args, const char *);
		if (value != NULL)
			view_text(facts, name, value);
	}
	va_end(args);
	return facts_write(arena, facts);
}
