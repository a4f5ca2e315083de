/*
 * Reading a printed term. The number is read from the text as it stands, the unit from the folded rest, so that
 * capitals, diacritics and blanks do not matter. See term.h.
 */
#include "domain/time/term.h"

#include <stdio.h>
#include <string.h>

#include "core/locale/fold.h"
#include "core/memory/arena.h"

static const char *const unit_names[TERM_UNIT__MAX] = {
	[TERM_SAME_DAY] = "same_day",
	[TERM_MINUTE] = "minute",
	[TERM_HOUR] = "hour",
	[TERM_DAY] = "day",
	[TERM_WORKING_DAY] = "working_day",
	[TERM_WEEK] = "week",
	[TERM_MONTH] = "month",
};

/* Standard minutes of one of each; 0: not counted in minutes. */
static const int32_t unit_minutes[TERM_UNIT__MAX] = {
	[TERM_MINUTE] = 1,
	[TERM_HOUR] = 60,
	[TERM_DAY] = STANDARD_DAY,
	[TERM_WORKING_DAY] = STANDARD_DAY,
	[TERM_WEEK] = 7 * STANDARD_DAY,
};

/* The words after the number, folded. */
static const struct {
	const char *word;
	enum term_unit unit;
} words[] = {
	{ "phut", TERM_MINUTE },
	{ "phut lam viec", TERM_MINUTE },
	{ "gio", TERM_HOUR },
	{ "gio lam viec", TERM_HOUR },
	{ "gio hanh chinh", TERM_HOUR },
	{ "ngay", TERM_DAY },
	{ "ngay lam viec", TERM_WORKING_DAY },
	{ "tuan", TERM_WEEK },
	{ "thang", TERM_MONTH },
};

/* The words of a same-day result, folded; more may follow the first three. */
static const char *const same_day_words[] = { "ngay khi ", "ngay sau khi ", "ngay trong ngay", "trong ngay",
	"tra ngay" };

/* A number as numerator over denominator: 7,5 is 75/10, 1/2 is 1/2. */
struct fraction {
	int64_t above, below;
};

static bool
digits_read(const char **text, int64_t *value, int64_t *power)
{
	int count = 0;

	*value = 0;
	*power = 1;
	for (; **text >= '0' && **text <= '9'; ++*text, count++) {
		if (count == 6)
			return false;
		*value = *value * 10 + (**text - '0');
		*power *= 10;
	}
	return count > 0;
}

static bool
fraction_read(const char **text, struct fraction *ret)
{
	int64_t power, part;

	ret->below = 1;
	if (!digits_read(text, &ret->above, &power))
		return false;
	if (**text == ',' || **text == '.') {
		++*text;
		if (!digits_read(text, &part, &ret->below))
			return false;
		ret->above = ret->above * ret->below + part;
	} else if (**text == '/') {
		++*text;
		if (!digits_read(text, &ret->below, &power))
			return false;
	}
	return ret->above > 0 && ret->below > 0;
}

static enum err
amount_set(struct term *term, struct fraction number)
{
	if (term->unit == TERM_MONTH) {
		if (number.above % number.below != 0 || number.above / number.below > TERM_MONTHS_MAX)
			return ERR_INVALID;
		term->months = (int32_t)(number.above / number.below);
		return OK;
	}
	int64_t minutes = number.above * unit_minutes[term->unit];
	if (minutes % number.below != 0 || minutes / number.below > TERM_MINUTES_MAX)
		return ERR_INVALID;
	term->minutes = (int32_t)(minutes / number.below);
	return OK;
}

static bool
is_same_day(const char *folded)
{
	for (size_t i = 0; i < sizeof(same_day_words) / sizeof(*same_day_words); i++) {
		size_t size = strlen(same_day_words[i]);
		bool open = same_day_words[i][size - 1] == ' ';

		if (open ? strncmp(folded, same_day_words[i], size) == 0 : strcmp(folded, same_day_words[i]) == 0)
			return true;
	}
	return false;
}

enum err
term_parse(struct arena *arena, const char *text, struct term *ret)
{
	struct term term = { 0 };
	struct fraction number;

	while (*text == ' ')
		text++;
	if (strlen(text) >= sizeof(term.text))
		return ERR_INVALID;
	memcpy(term.text, text, strlen(text) + 1);
	const char *rest = text;
	if (!fraction_read(&rest, &number)) {
		term.unit = TERM_SAME_DAY;
		if (rest != text || *text == '-' || !is_same_day(fold(arena, text)))
			return ERR_INVALID;
		*ret = term;
		return OK;
	}
	const char *unit = fold(arena, rest);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (strcmp(unit, words[i].word) != 0)
			continue;
		term.unit = words[i].unit;
		if (amount_set(&term, number))
			return ERR_INVALID;
		*ret = term;
		return OK;
	}
	return ERR_INVALID;
}

struct term
term_of_minutes(enum term_unit unit, int32_t minutes)
{
	return (struct term){ .unit = unit, .minutes = minutes };
}

bool
term_is_rolling(const struct term *term)
{
	return term->unit == TERM_HOUR || term->unit == TERM_MINUTE;
}

const char *
term_unit_name(enum term_unit unit)
{
	return unit >= 0 && unit < TERM_UNIT__MAX ? unit_names[unit] : "unknown";
}

enum err
term_unit_by_name(const char *name, enum term_unit *ret)
{
	for (int i = 0; i < TERM_UNIT__MAX; i++)
		if (strcmp(name, unit_names[i]) == 0) {
			*ret = (enum term_unit)i;
			return OK;
		}
	return ERR_INVALID;
}
