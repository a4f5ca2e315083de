/* Words, numbers and signs of a text. See words.h. */
#include "import/words.h"

#include <ctype.h>
#include <string.h>

#include "core/locale/fold.h"
#include "core/memory/arena.h"

/* Bytes of a no-break space at this place, 0 if there is none. */
static size_t
blank_size(const char *text)
{
	if (strncmp(text, "\xc2\xa0", 2) == 0)
		return 2;
	return *text != '\n' && isspace((unsigned char)*text) ? 1 : 0;
}

/* General punctuation (U+2000 to U+203F): dashes, quotation marks, bullets. */
static bool
is_mark(const char *text)
{
	return strncmp(text, "\xe2\x80", 2) == 0 && text[2] != '\0';
}

static bool
is_letter(const char *text)
{
	unsigned char byte = (unsigned char)*text;

	return (byte >= 0x80 || isalpha(byte) != 0) && blank_size(text) == 0 && !is_mark(text);
}

static size_t
number_end(const char *text, size_t at)
{
	while (isdigit((unsigned char)text[at]) ||
	       (strchr(",./", text[at]) != NULL && text[at] != '\0' && isdigit((unsigned char)text[at + 1])))
		at++;
	return at;
}

static size_t
letters_end(const char *text, size_t at)
{
	while (is_letter(text + at))
		at++;
	return at;
}

/* A dash, plus or star after the beginning, a blank or a line feed, and before a blank or a letter: "- Phí", "+ Tàu". */
static bool
is_bullet(const char *text, size_t at)
{
	bool opens = at == 0 || isspace((unsigned char)text[at - 1]);

	return opens && strchr("-+*", text[at]) != NULL && (text[at + 1] == ' ' || is_letter(text + at + 1));
}

static struct word
word_from(struct arena *arena, const char *text, size_t at)
{
	struct word word = { WORD_SIGN, "", at, at + 1 };

	if (isdigit((unsigned char)text[at])) {
		word.kind = WORD_NUMBER;
		word.to = number_end(text, at);
	} else if (is_letter(text + at)) {
		word.kind = WORD_LETTERS;
		word.to = letters_end(text, at);
	} else if (is_mark(text + at)) {
		word.to = at + 3;
		word.folded = "-";
		return word;
	} else if (is_bullet(text, at)) {
		word.kind = WORD_BULLET;
	}
	word.folded = arena_strndup(arena, text + at, word.to - at);
	if (word.kind == WORD_LETTERS)
		word.folded = fold(arena, word.folded);
	return word;
}

struct words
words_of(struct arena *arena, const char *text)
{
	size_t size = strlen(text), count = 0;
	struct word *items = arena_array(arena, size + 1, sizeof(*items));

	for (size_t at = 0; at < size;) {
		if (blank_size(text + at) > 0) {
			at += blank_size(text + at);
			continue;
		}
		items[count] = word_from(arena, text, at);
		at = items[count++].to;
	}
	return (struct words){ text, items, count };
}

struct words
words_part(struct words words, size_t from, size_t to)
{
	if (to > words.count)
		to = words.count;
	if (from > to)
		from = to;
	return (struct words){ words.text, words.items + from, to - from };
}

const char *
words_text(struct arena *arena, struct words words)
{
	size_t from;

	if (words.count == 0)
		return "";
	from = words.items[0].from;
	return arena_strndup(arena, words.text + from, words.items[words.count - 1].to - from);
}

size_t
phrase_length(const char *phrase)
{
	size_t count = 1;

	for (; *phrase != '\0'; phrase++)
		count += *phrase == ' ';
	return count;
}

bool
words_at(struct words words, size_t at, const char *phrase)
{
	for (; at < words.count && words.items[at].kind == WORD_LETTERS; at++) {
		const char *folded = words.items[at].folded;
		size_t size = strlen(folded);

		if (strncmp(phrase, folded, size) != 0)
			return false;
		if (phrase[size] == '\0')
			return true;
		if (phrase[size] != ' ')
			return false;
		phrase += size + 1;
	}
	return false;
}

size_t
words_find(struct words words, size_t from, const char *phrase)
{
	while (from < words.count && !words_at(words, from, phrase))
		from++;
	return from < words.count ? from : words.count;
}

bool
word_is_sign(struct words words, size_t at, char sign)
{
	return at < words.count && words.items[at].kind >= WORD_SIGN && words.items[at].folded[0] == sign;
}

struct words
words_trim(struct words words)
{
	size_t from = 0, to = words.count;

	while (from < to && words.items[from].kind >= WORD_SIGN && words.items[from].folded[0] != '(')
		from++;
	while (to > from && words.items[to - 1].kind >= WORD_SIGN && words.items[to - 1].folded[0] != ')')
		to--;
	return words_part(words, from, to);
}

size_t
words_last_sign(struct words words, char sign)
{
	for (size_t at = words.count; at > 0; at--)
		if (word_is_sign(words, at - 1, sign))
			return at - 1;
	return words.count;
}
