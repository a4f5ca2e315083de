/* Codes of procedures as files write them. See code_text.h. */
#include "import/code_text.h"

#include <string.h>

#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"

enum { NATIONAL = 8, DIGITS = 6, CODE_MAX = 64, NAME_MAX = 120, SECTOR_MAX = 40, SECTOR_CUT = 31 };

static bool
is_blank_at(const char *text)
{
	return strchr(" \t\r\n", *text) != NULL || strncmp(text, "\xc2\xa0", 2) == 0;
}

static size_t
digits_at(const char *text)
{
	return strspn(text, "0123456789");
}

/* "1.01264" of a spreadsheet as "1.012640"; NULL if it is no national code. */
static const char *
national_of(struct arena *arena, const char *text)
{
	size_t digits = text[0] >= '1' && text[0] <= '9' && text[1] == '.' ? digits_at(text + 2) : 0;

	if (digits == 0 || digits > DIGITS)
		return NULL;
	if (digits < DIGITS && text[2 + digits] != '\0')
		return NULL;
	if (digits < DIGITS)
		return arena_printf(arena, "%s%.*s", text, (int)(DIGITS - digits), "000000");
	return text[NATIONAL] == '\0' || text[NATIONAL] == '.' ? arena_strndup(arena, text, NATIONAL) : NULL;
}

bool
code_heal(struct arena *arena, const char *text, const char **ret_code, const char **ret_alias)
{
	char *plain = arena_strdup(arena, text);
	size_t size = 0;
	const char *national;

	for (; *text != '\0'; text++) {
		if (!is_blank_at(text))
			plain[size++] = *text;
		else if (*text == '\xc2')
			text++;
	}
	while (size > 0 && plain[size - 1] == '.')
		size--;
	plain[size] = '\0';
	*ret_alias = NULL;
	*ret_code = plain;
	if (size == 0 || size > CODE_MAX ||
	    plain[strspn(plain, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")] != '\0')
		return false;
	national = national_of(arena, plain);
	if (national == NULL)
		return true;
	*ret_code = national;
	if (size > NATIONAL)
		*ret_alias = plain;
	return true;
}

const char *
code_slug(struct arena *arena, const char *name, const char *code)
{
	const char *words = fold_slug(arena, name, NAME_MAX), *number = fold_slug(arena, code, SECTOR_MAX);

	return arena_printf(arena, "%s%s%s", words, *words != '\0' && *number != '\0' ? "-" : "", number);
}

const char *
code_of_sector(struct arena *arena, const char *name)
{
	const char *whole = fold_slug(arena, name, NAME_MAX);
	unsigned char digest[SHA256_SIZE];

	if (strlen(whole) <= SECTOR_MAX)
		return whole;
	sha256(whole, strlen(whole), digest);
	return arena_printf(arena, "%s-%02x%02x%02x%02x", fold_slug(arena, name, SECTOR_CUT), digest[0], digest[1],
	    digest[2], digest[3]);
}
