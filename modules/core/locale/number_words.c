/* The words for reading numbers aloud, out of the message catalogue. See money.h. */
#include "core/locale/money.h"

#include <stddef.h>

#include "core/locale/messages.h"

void
number_words_load(const struct messages *messages, const char *language, struct number_words *words)
{
	static const char *const digit_keys[10] = {
		"number_words.0",
		"number_words.1",
		"number_words.2",
		"number_words.3",
		"number_words.4",
		"number_words.5",
		"number_words.6",
		"number_words.7",
		"number_words.8",
		"number_words.9",
	};

	for (size_t i = 0; i < 10; i++)
		words->digits[i] = message(messages, language, digit_keys[i]);
	words->ten = message(messages, language, "number_words.ten");
	words->tens = message(messages, language, "number_words.tens");
	words->one_after = message(messages, language, "number_words.one_after");
	words->four_after = message(messages, language, "number_words.four_after");
	words->five_after = message(messages, language, "number_words.five_after");
	words->gap = message(messages, language, "number_words.gap");
	words->hundred = message(messages, language, "number_words.hundred");
	words->thousand = message(messages, language, "number_words.thousand");
	words->million = message(messages, language, "number_words.million");
	words->billion = message(messages, language, "number_words.billion");
	words->minus = message(messages, language, "number_words.minus");
}
