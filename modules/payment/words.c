/* Amounts and methods from the catalogue. See words.h. */
#include "words.h"

#include <ctype.h>
#include <string.h>

#include "core/locale/messages.h"
#include "core/locale/money.h"
#include "core/server/ctx.h"

const char *
words_with(struct ctx *c, const char *key, const char *name, const char *value)
{
	return message_format(c->arena, c->messages, c->language, key, MESSAGE_ARGUMENTS({ name, value }));
}

const char *
words_amount(struct ctx *c, int64_t amount)
{
	return words_with(c, "payment.money", "amount", money_text(c->arena, amount));
}

const char *
words_spelled(struct ctx *c, int64_t amount)
{
	struct number_words words;
	char *text;

	number_words_load(c->messages, c->language, &words);
	text =
	    arena_strdup(c->arena, words_with(c, "payment.money", "amount", number_in_words(c->arena, &words, amount)));
	text[0] = (char)toupper((unsigned char)text[0]);
	return text;
}

const char *
words_line(struct ctx *c, const char *name, int64_t quantity, int64_t unit_price)
{
	if (quantity == 1)
		return name;
	return message_format(c->arena, c->messages, c->language, "payment.line",
	    MESSAGE_ARGUMENTS({ "name", name }, { "quantity", money_text(c->arena, quantity) },
		{ "price", words_amount(c, unit_price) }));
}

const char *
words_line_amount(struct ctx *c, int64_t amount)
{
	return amount > 0 ? words_amount(c, amount) : ctx_text(c, "payment.exempt");
}

const char *
words_method(struct ctx *c, const char *gateway)
{
	return ctx_text(c, arena_printf(c->arena, "payment.gateway_%s", gateway));
}
