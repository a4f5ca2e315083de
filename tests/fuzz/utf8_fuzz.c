/*
 * Any bytes as text from outside: the gate agrees with itself, cutting never splits a character, normalising and
 * folding twice change nothing more, and what a log line shows stays one line.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/locale/fold.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/system/log.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
expect(bool holds)
{
	if (!holds)
		abort();
}

static void
check_valid_text(struct arena *arena, const char *text, size_t size)
{
	const char *once = NULL, *twice = NULL;

	for (size_t limit = 0; limit <= size && limit < 64; limit++) {
		expect(utf8_valid(text, utf8_cut(text, limit)));
		expect(utf8_valid(text, utf8_cut_points(text, limit)));
	}
	expect(utf8_cut_points(text, utf8_length(text)) == size);
	if (utf8_nfc(arena, text, &once) != OK || utf8_nfc(arena, once, &twice) != OK)
		abort();
	expect(strcmp(once, twice) == 0);
	expect(fold_equal(arena, text, once));
}

static void
check_log_line(const char *text)
{
	const struct log_pair pairs[] = { LOG_TEXT("v", text), LOG_END };
	char line[8192];
	size_t size = log_line(line, sizeof(line), 0, LOG_INFO, "fuzz", pairs);

	expect(memchr(line, '\n', size) == line + size - 1);
	expect(utf8_clean(line, size - 1, UTF8_LINE));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new((size_t)256 << 20);
	char *text = arena_strndup(arena, size == 0 ? "" : (const char *)data, size);
	bool valid = utf8_valid(text, size);
	const char *folded = fold(arena, text);

	expect(valid || !utf8_clean(text, size, UTF8_TEXT));
	expect(utf8_clean(text, size, UTF8_TEXT) || !utf8_clean(text, size, UTF8_LINE));
	expect(utf8_valid(folded, strlen(folded)));
	expect(strcmp(fold(arena, folded), folded) == 0);
	(void)utf8_newlines(arena, text);
	if (valid)
		check_valid_text(arena, text, size);
	check_log_line(text);
	arena_free(arena);
	return 0;
}
