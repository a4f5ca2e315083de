/* Closures in words. See closure.h. */
#include "domain/procedure/closure.h"

#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "domain/procedure/procedure_store.h"

static const char *
key_of(const struct procedure_closure *closure)
{
	switch (closure->kind) {
	case CLOSURE_NONE: return NULL;
	case CLOSURE_SUSPENDED:
		return closure->until == DATE_NONE ? "procedure.suspended" : "procedure.suspended_until";
	case CLOSURE_NOT_YET: return "procedure.not_yet";
	case CLOSURE_OVER: return "procedure.over";
	}
	return NULL;
}

static const char *
day_or_empty(struct arena *arena, int32_t day)
{
	return day == DATE_NONE ? "" : date_text(arena, day);
}

const char *
closure_text(
    struct arena *arena, const struct messages *messages, const char *language, const struct procedure_closure *closure)
{
	const char *key = key_of(closure), *text;

	if (key == NULL)
		return NULL;
	text = message_format(arena, messages, language, key,
	    MESSAGE_ARGUMENTS({ "from", day_or_empty(arena, closure->from) },
		{ "until", day_or_empty(arena, closure->until) },
		{ "last", day_or_empty(arena, closure->from == DATE_NONE ? DATE_NONE : closure->from - 1) },
		{ "reason", closure->reason }, { "decision", closure->decision_no }));
	if (closure->replaced_by == NULL)
		return text;
	return arena_printf(arena, "%s %s", text,
	    message_format(
		arena, messages, language, "procedure.replaced", MESSAGE_ARGUMENTS({ "code", closure->replaced_by })));
}
