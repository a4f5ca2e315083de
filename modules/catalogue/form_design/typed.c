/* Numbers and days between people and definitions. See typed.h. */
#include "form_design/typed.h"

#include <stdbool.h>
#include <string.h>

#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "domain/number/decimal.h"

/* Are the dots those between groups of three? */
static bool
is_grouped(const char *text)
{
	const char *dot = strchr(text, '.');

	if (strchr(text, ',') != NULL)
		return true;
	for (; dot != NULL; dot = strchr(dot + 1, '.')) {
		size_t digits = strspn(dot + 1, "0123456789");

		if (digits != 3 || (dot[4] != '.' && dot[4] != '\0'))
			return false;
	}
	return strchr(text, '.') != NULL;
}

const char *
typed_number(struct arena *arena, const char *text)
{
	char *plain = arena_alloc(arena, strlen(text) + 1), *to = plain;
	bool grouped = is_grouped(text);
	struct decimal number;

	for (; *text != '\0'; text++) {
		if (*text == ' ' || (grouped && *text == '.'))
			continue;
		*to++ = *text == ',' ? '.' : *text;
	}
	return decimal_parse(plain, strlen(plain), &number) == OK ? plain : NULL;
}

const char *
shown_number(struct arena *arena, const char *text)
{
	char *shown = arena_strdup(arena, text), *point = strchr(shown, '.');

	if (point != NULL)
		*point = ',';
	return shown;
}

const char *
shown_day(struct arena *arena, const char *text)
{
	int32_t day;

	return date_parse(text, &day) == OK ? date_text(arena, day) : text;
}
