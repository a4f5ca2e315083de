/* Vietnamese folded for search: decomposed, marks dropped, lower case, punctuation to spaces. See fold.h. */
#include "core/locale/fold.h"

#include <string.h>

#include <utf8proc.h>

#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"

enum { FOLD_GROWTH = 16 }; /* no character's decomposition folds to more bytes than 16 times its own */

static bool
is_mark(int32_t point)
{
	utf8proc_category_t category = utf8proc_category(point);

	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
	       category == UTF8PROC_CATEGORY_ME || category == UTF8PROC_CATEGORY_CF;
}

static bool
is_word(int32_t point)
{
	utf8proc_category_t category = utf8proc_category(point);

	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

/* Adds one decomposed code point; `pending` says that a space is due before the next word. */
static void
add_point(struct buffer *folded, int32_t point, bool *pending)
{
	utf8proc_uint8_t bytes[4];

	if (is_mark(point))
		return; /* a mark or an invisible format character neither counts nor separates */
	if (!is_word(point)) {
		*pending = folded->size > 0;
		return;
	}
	if (*pending)
		buffer_char(folded, ' ');
	*pending = false;
	if (point == 0x0111) /* d with stroke is a letter of its own: it does not decompose */
		point = 'd';
	buffer_add(folded, bytes, (size_t)utf8proc_encode_char(point, bytes));
}

/* Compatibility decomposition of one character (so that full-width and ligatures fold too). */
static void
add_character(struct buffer *folded, uint32_t point, bool *pending)
{
	utf8proc_int32_t parts[32];
	int last = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)point, parts,
	    sizeof(parts) / sizeof(parts[0]), UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD, &last);

	for (utf8proc_ssize_t i = 0; i < count && (size_t)count <= sizeof(parts) / sizeof(parts[0]); i++)
		add_point(folded, parts[i], pending);
}

const char *
fold(struct arena *arena, const char *text)
{
	size_t size = strlen(text);
	struct buffer folded;
	bool pending = false;

	buffer_init(&folded, arena, size * FOLD_GROWTH);
	for (size_t at = 0; at < size;) {
		uint32_t point;
		size_t step = utf8_decode(text + at, size - at, &point);

		if (step == 0)
			pending = folded.size > 0;
		else
			add_character(&folded, point, &pending);
		at += step == 0 ? 1 : step;
	}
	return folded.data;
}

/* Where a slug of `size` bytes is cut: before the word that is cut through, unless that would leave less than half. */
static size_t
slug_cut(const char *slug, size_t size, size_t most)
{
	size_t cut = most;

	if (size <= most)
		return size;
	while (cut > most / 2 && slug[cut] != '-')
		cut--;
	return slug[cut] == '-' ? cut : most;
}

const char *
fold_slug(struct arena *arena, const char *text, size_t most)
{
	char *slug = arena_strdup(arena, fold(arena, text));
	size_t size = 0;

	for (const char *at = slug; *at != '\0'; at++) {
		if ((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9'))
			slug[size++] = *at;
		else if (size > 0 && slug[size - 1] != '-')
			slug[size++] = '-';
	}
	size = slug_cut(slug, size, most);
	while (size > 0 && slug[size - 1] == '-')
		size--;
	slug[size] = '\0';
	return strcmp(slug, "index") != 0 ? slug : "index-1";
}

bool
fold_next_word(const char *text, size_t *at, size_t *ret_end)
{
	size_t size = strlen(text), begin = size, end = *at;

	while (end < size) {
		uint32_t point;
		size_t step = utf8_decode(text + end, size - end, &point);
		bool in_word = step > 0 && is_word((int32_t)point);

		if (in_word && begin == size)
			begin = end;
		if (begin < size && !in_word && (step == 0 || !is_mark((int32_t)point)))
			break;
		end += step > 0 ? step : 1;
	}
	*at = begin;
	*ret_end = end;
	return begin < size;
}

bool
fold_contains(struct arena *arena, const char *text, const char *part)
{
	return strstr(fold(arena, text), fold(arena, part)) != NULL;
}

bool
fold_equal(struct arena *arena, const char *one, const char *other)
{
	return strcmp(fold(arena, one), fold(arena, other)) == 0;
}
