/* Amounts in dong: dotted groups, and the rules by which Vietnamese reads numbers. See money.h. */
#include "core/locale/money.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"

enum { WORDS_LIMIT = 2048, BILLION = 1000000000 };

/* The number without its sign; also right for INT64_MIN. */
static uint64_t
magnitude(int64_t number)
{
	return number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
}

const char *
money_text(struct arena *arena, int64_t amount)
{
	char digits[24];
	struct buffer text;
	int size = snprintf(digits, sizeof(digits), "%llu", (unsigned long long)magnitude(amount));

	buffer_init(&text, arena, 2 * sizeof(digits));
	if (amount < 0)
		buffer_char(&text, '-');
	for (int i = 0; i < size; i++) {
		if (i > 0 && (size - i) % 3 == 0)
			buffer_char(&text, '.');
		buffer_char(&text, digits[i]);
	}
	return text.data;
}

/* Are the dots of `text` exactly where money_text puts them? */
static bool
grouped(const char *text)
{
	size_t size = strlen(text);

	for (size_t i = 0; i < size; i++) {
		if ((text[i] == '.') != ((size - i) % 4 == 0))
			return false;
	}
	return size > 0 && text[0] != '.';
}

enum err
money_parse(const char *text, int64_t *amount)
{
	bool dots = strchr(text, '.') != NULL;
	int64_t value = 0;

	if (text[0] == '\0' || (text[0] == '0' && text[1] != '\0') || (dots && !grouped(text)))
		return ERR_INVALID;
	for (; *text != '\0'; text++) {
		if (dots && *text == '.')
			continue;
		if (*text < '0' || *text > '9' || __builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, *text - '0', &value))
			return ERR_INVALID;
	}
	*amount = value;
	return OK;
}

static void
say(struct buffer *text, const char *word)
{
	if (text->size > 0)
		buffer_char(text, ' ');
	buffer_text(text, word);
}

/* The last digit may be a word of its own after tens: one, four and five. */
static void
say_units(struct buffer *text, const struct number_words *words, unsigned tens, unsigned units)
{
	if (units == 0 || units > 9)
		return;
	if (units == 1 && tens >= 2)
		say(text, words->one_after);
	else if (units == 4 && tens >= 2)
		say(text, words->four_after);
	else if (units == 5 && tens >= 1)
		say(text, words->five_after);
	else
		say(text, words->digits[units]);
}

/* One group of three digits, not zero; `full`: something was said before it, so its hundreds are said even if 0. */
static void
say_group(struct buffer *text, const struct number_words *words, unsigned group, bool full)
{
	unsigned hundreds = group / 100, tens = group / 10 % 10, units = group % 10;

	if (hundreds > 0 || full) {
		say(text, words->digits[hundreds]);
		say(text, words->hundred);
	}
	if (tens == 1) {
		say(text, words->ten);
	} else if (tens > 1) {
		say(text, words->digits[tens]);
		say(text, words->tens);
	} else if (units > 0 && (hundreds > 0 || full)) {
		say(text, words->gap);
	}
	say_units(text, words, tens, units);
}

/* Billions and above are read as a number of their own, followed by the word for billion. */
static void
say_number(struct buffer *text, const struct number_words *words, uint64_t number, bool full)
{
	const struct {
		unsigned group;
		const char *name;
	} groups[] = {
		{ (unsigned)(number / 1000000 % 1000), words->million },
		{ (unsigned)(number / 1000 % 1000), words->thousand },
		{ (unsigned)(number % 1000), NULL },
	};

	if (number >= BILLION) {
		say_number(text, words, number / BILLION, full);
		say(text, words->billion);
		full = true;
	}
	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
		if (groups[i].group == 0)
			continue;
		say_group(text, words, groups[i].group, full);
		if (groups[i].name != NULL)
			say(text, groups[i].name);
		full = true;
	}
}

const char *
number_in_words(struct arena *arena, const struct number_words *words, int64_t number)
{
	struct buffer text;

	buffer_init(&text, arena, WORDS_LIMIT);
	if (number == 0)
		say(&text, words->digits[0]);
	if (number < 0)
		say(&text, words->minus);
	say_number(&text, words, magnitude(number), false);
	return text.data;
}
