/* Terms of steps and totals as printed. See process_table_term.h. */
#include "domain/definition/process_table/process_table_term.h"

#include <stdbool.h>
#include <string.h>

#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "domain/definition/process/process.h"
#include "domain/time/term.h"

enum { UNIT_WORDS_MAX = 3 }; /* "ngay lam viec" */

static const char *const none[] = { "", "gio hanh chinh", "trong gio hanh chinh", "khong tinh thoi gian",
	"khong quy dinh", "khong tinh", NULL };

enum process_table_term
process_table_term(struct arena *arena, const char *text, int64_t *ret_minutes)
{
	const char *folded = fold(arena, text);
	struct process_term term;

	*ret_minutes = 0;
	for (size_t i = 0; none[i] != NULL; i++)
		if (strcmp(folded, none[i]) == 0)
			return TABLE_TERM_NONE;
	if (strlen(text) < TERM_TEXT_MAX && process_term_parse(arena, text, false, &term) == OK) {
		*ret_minutes = term.minutes;
		return TABLE_TERM_READ;
	}
	if (strspn(text, "0123456789.,/") == strlen(text) && strlen(text) < TERM_TEXT_MAX / 2 &&
	    process_term_parse(arena, arena_printf(arena, "%s ngay", text), false, &term) == OK) {
		*ret_minutes = term.minutes;
		return TABLE_TERM_UNITLESS;
	}
	return TABLE_TERM_UNREAD;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The bytes of a number with the most words behind it that make a term with it; 0: the number has no unit. */
static size_t
length_of_term(struct arena *arena, const char *at, int64_t *ret_minutes)
{
	const size_t digits = strspn(at, "0123456789.,/");
	size_t next = digits, end, found = 0;

	for (int words = 0; words < UNIT_WORDS_MAX && fold_next_word(at, &next, &end) && end < TERM_TEXT_MAX; words++) {
		int64_t minutes;
		const enum process_table_term read = process_table_term(arena, arena_strndup(arena, at, end), &minutes);
		if (read == TABLE_TERM_READ) {
			*ret_minutes = minutes;
			found = end;
		}
		next = end;
	}
	return found;
}

int64_t
process_table_total(struct arena *arena, const char *text)
{
	int64_t first = -1;

	for (size_t at = 0; text[at] != '\0';) {
		int64_t minutes = 0;
		const size_t size = is_digit(text[at]) ? length_of_term(arena, text + at, &minutes) : 0;

		if (size > 0 && first >= 0 && first != minutes)
			return -1;
		first = size > 0 ? minutes : first;
		at += size > 0 ? size : is_digit(text[at]) ? strspn(text + at, "0123456789.,/") : 1;
	}
	return first;
}
