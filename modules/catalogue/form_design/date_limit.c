/* Limits of dates between people and documents. See date_limit.h. */
#include "form_design/date_limit.h"

#include <string.h>

#include "core/memory/arena.h"

/* Nothing that an office asks for is further away than 9999 days, months or years. */
enum { COUNT_DIGITS = 4 };

const char *const date_limit_units[] = { "D", "M", "Y", NULL };

static const char *
unit_of(char letter)
{
	for (const char *const *unit = date_limit_units; *unit != NULL; unit++)
		if (**unit == letter)
			return *unit;
	return NULL;
}

/* "- P18Y" behind the day; false: it says something else ("- P1Y6M"). */
static bool
read_distance(struct arena *arena, const char *text, struct date_limit *limit)
{
	const char *at = text + 1 + strspn(text + 1, " ");
	size_t size = strlen(at);

	if ((*text != '-' && *text != '+') || size < 2 || *at != 'P' || (limit->unit = unit_of(at[size - 1])) == NULL)
		return false;
	limit->before = *text == '-';
	limit->count = arena_strndup(arena, at + 1, size - 2);
	return strpbrk(limit->count, "DMYTHS") == NULL;
}

void
date_limit_read(struct arena *arena, const char *text, struct date_limit *ret_limit)
{
	const char *rest = text + strcspn(text, " +-");

	*ret_limit = (struct date_limit){ .from = arena_strndup(arena, text, (size_t)(rest - text)),
		.count = "",
		.unit = date_limit_units[0],
		.text = text };
	rest += strspn(rest, " ");
	if (*rest == '\0' || read_distance(arena, rest, ret_limit))
		return;
	*ret_limit =
	    (struct date_limit){ .from = DATE_LIMIT_TEXT, .count = "", .unit = date_limit_units[0], .text = text };
}

const char *
date_limit_write(struct arena *arena, const struct date_limit *limit)
{
	if (strcmp(limit->from, DATE_LIMIT_TEXT) == 0)
		return limit->text;
	if (*limit->from == '\0' || *limit->count == '\0')
		return limit->from;
	return arena_printf(arena, "%s %c P%s%s", limit->from, limit->before ? '-' : '+', limit->count, limit->unit);
}

const char *
date_limit_fault(const struct date_limit *limit)
{
	size_t digits = strspn(limit->count, "0123456789");

	if (limit->count[digits] != '\0')
		return "catalogue_form_design.errors.count";
	return digits > COUNT_DIGITS ? "catalogue_form_design.errors.too_far" : NULL;
}
