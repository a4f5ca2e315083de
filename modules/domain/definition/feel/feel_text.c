/* The functions of FEEL about texts. Positions count characters, not bytes. See feel_functions.h. */
#include <string.h>

#include <utf8proc.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/feel/feel_functions.h"

#define UNUSED(x) ((void)(x))

enum { TEXT_MAX = 64 * 1024, BYTES_PER_STEP = 16 };

struct feel_value
feel_contains(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return feel_boolean(strstr(args[0].string, args[1].string) != NULL);
}

struct feel_value
feel_starts_with(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return feel_boolean(strncmp(args[0].string, args[1].string, strlen(args[1].string)) == 0);
}

struct feel_value
feel_ends_with(struct feel_run *run, const struct feel_value *args, size_t count)
{
	size_t size = strlen(args[0].string), tail = strlen(args[1].string);

	UNUSED(run);
	UNUSED(count);
	return feel_boolean(tail <= size && strcmp(args[0].string + size - tail, args[1].string) == 0);
}

/* Characters, not bytes. */
static int64_t
length_of(const char *text)
{
	int64_t length = 0;

	for (; *text != '\0'; text++)
		length += ((unsigned char)*text & 0xc0) != 0x80;
	return length;
}

struct feel_value
feel_string_length(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return feel_integer(length_of(args[0].string));
}

/* The byte where character number `index` begins. */
static const char *
skip_characters(const char *text, int64_t index)
{
	while (*text != '\0') {
		if (((unsigned char)*text & 0xc0) != 0x80 && index-- == 0)
			break;
		text++;
	}
	return text;
}

/* From a position counted from 1, or from the end if negative. */
struct feel_value
feel_substring(struct feel_run *run, const struct feel_value *args, size_t count)
{
	int64_t start, length = length_of(args[0].string), take = length;

	if (decimal_to_int(args[1].number, &start) != OK || start == 0 || start > length || start < -length)
		return feel_null();
	if (count == 3 && (decimal_to_int(args[2].number, &take) != OK || take < 1))
		return feel_null();
	const char *from = skip_characters(args[0].string, start > 0 ? start - 1 : length + start);
	return feel_string(arena_strndup(run->arena, from, (size_t)(skip_characters(from, take) - from)));
}

struct feel_value
feel_substring_before(struct feel_run *run, const struct feel_value *args, size_t count)
{
	const char *found = strstr(args[0].string, args[1].string);

	UNUSED(count);
	if (found == NULL)
		return feel_string("");
	return feel_string(arena_strndup(run->arena, args[0].string, (size_t)(found - args[0].string)));
}

struct feel_value
feel_substring_after(struct feel_run *run, const struct feel_value *args, size_t count)
{
	const char *found = strstr(args[0].string, args[1].string);

	UNUSED(run);
	UNUSED(count);
	return feel_string(found == NULL ? "" : found + strlen(args[1].string));
}

/* Those that would become several in the other case stay as they are, as in the browser. */
static bool
keeps_case(utf8proc_int32_t character)
{
	return character == 0xdf /* ß */ || character == 0x130; /* I with a dot above */
}

/* Character by character. */
static struct feel_value
in_case(struct feel_run *run, const char *text, utf8proc_int32_t (*change)(utf8proc_int32_t character))
{
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
	struct buffer out;
	utf8proc_int32_t character;
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t size;

	if (!feel_spend(run, strlen(text) / BYTES_PER_STEP))
		return feel_null();
	buffer_init(&out, run->arena, TEXT_MAX * 2);
	while (*at != '\0' && (size = utf8proc_iterate(at, -1, &character)) > 0) {
		character = keeps_case(character) ? character : change(character);
		buffer_add(&out, bytes, (size_t)utf8proc_encode_char(character, bytes));
		at += size;
	}
	return feel_string(out.data);
}

struct feel_value
feel_upper_case(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(count);
	return in_case(run, args[0].string, utf8proc_toupper);
}

struct feel_value
feel_lower_case(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(count);
	return in_case(run, args[0].string, utf8proc_tolower);
}

/* What is null is left out; anything else that is no text makes the whole null. */
struct feel_value
feel_string_join(struct feel_run *run, const struct feel_value *args, size_t count)
{
	const struct feel_list list = args[0].list;
	const char *between = count > 1 ? args[1].string : "";
	struct buffer out;
	bool first = true;

	buffer_init(&out, run->arena, TEXT_MAX);
	for (size_t i = 0; i < list.count; i++) {
		if (list.items[i].type == FEEL_NULL)
			continue;
		if (list.items[i].type != FEEL_STRING || !feel_spend(run, 1))
			return feel_null();
		buffer_text(&out, first ? "" : between);
		buffer_text(&out, list.items[i].string);
		first = false;
	}
	return out.full ? feel_null() : feel_string(out.data);
}
