/* One term in words as a clock policy. See term_clause.h; what is read as what stands in term_text.h. */
#include "import/term_clause.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/system/parse.h"
#include "domain/time/policy_text.h"

enum { PREFIX_WORDS = 16, RECEIPT_WORDS = 14, OBJECT_WORDS = 6, DAY_HOURS = 24, OFFICE_HOURS = 8 };

struct clause {
	struct arena *arena;
	struct words words;
	size_t at;
	struct clock_policy policy;
};

static bool
take(struct clause *c, const char *phrase)
{
	if (!words_at(c->words, c->at, phrase))
		return false;
	c->at += phrase_length(phrase);
	return true;
}

static bool
take_sign(struct clause *c, char sign)
{
	if (!word_is_sign(c->words, c->at, sign))
		return false;
	c->at++;
	return true;
}

static bool
is_number(const struct clause *c, size_t at)
{
	return at < c->words.count && c->words.items[at].kind == WORD_NUMBER;
}

/* What only introduces the term: "Thoi han giai quyet la:", "Trong thoi han khong qua". */
static void
skip_introduction(struct clause *c)
{
	static const char *const phrases[] = { "trong thoi han", "trong vong", "trong thoi gian", "khong qua", "toi da",
		"la", "thoi han giai quyet", "thoi gian giai quyet", "thoi han", "thoi gian", "cham nhat" };
	bool more = true;

	if (words_at(c->words, c->at, "thoi han thuc hien")) {
		size_t is = words_find(c->words, c->at, "la");

		if (is < c->at + PREFIX_WORDS && is < c->words.count)
			c->at = is;
	}
	while (more) {
		more = take_sign(c, ':') || take_sign(c, ',');
		for (size_t i = 0; !more && i < sizeof(phrases) / sizeof(phrases[0]); i++)
			more = take(c, phrases[i]);
	}
}

/* The value of "mot" to "muoi", 0 for another word. */
static int64_t
number_word(const char *folded)
{
	static const char *const names[] = { "mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(folded, names[i]) == 0)
			return (int64_t)i + 1;
	return 0;
}

/* The whole number that digits write, leading zeros dropped; -1 if they write another. */
static int64_t
whole_number(const char *digits)
{
	int64_t number;

	while (digits[0] == '0' && digits[1] != '\0')
		digits++;
	return parse_i64(digits, 0, 100000, &number) == OK ? number : -1;
}

/* "02 (hai)", "Muoi (10)", "3"; *ret: the digits. False: there is no number, or the two disagree. */
static bool
take_number(struct clause *c, const char **ret)
{
	int64_t word = 0;

	if (c->at < c->words.count && c->words.items[c->at].kind == WORD_LETTERS) {
		word = number_word(c->words.items[c->at].folded);
		if (word == 0 || !word_is_sign(c->words, c->at + 1, '('))
			return false;
		c->at += 2;
		if (!is_number(c, c->at) || !word_is_sign(c->words, c->at + 1, ')'))
			return false;
		*ret = c->words.items[c->at].folded;
		c->at += 2;
		return whole_number(*ret) == word;
	}
	if (!is_number(c, c->at))
		return false;
	*ret = c->words.items[c->at++].folded;
	if (!word_is_sign(c->words, c->at, '(') || c->at + 2 >= c->words.count ||
	    c->words.items[c->at + 1].kind != WORD_LETTERS)
		return true;
	word = number_word(c->words.items[c->at + 1].folded);
	if (word_is_sign(c->words, c->at + 2, ')') && word > 0) {
		c->at += 3;
		return whole_number(*ret) == word;
	}
	return true;
}

/* "1.000" is a thousand to some and one to others; "26/11" is a date. */
static bool
is_clear(const char *digits)
{
	const char *sign = digits + strcspn(digits, ",./");
	size_t after = *sign != '\0' ? strlen(sign + 1) : 0;

	if (*sign == '/')
		return sign == digits + 1 && after == 1 && digits[0] < sign[1];
	return *sign == '\0' || after < 3;
}

static const struct unit {
	const char *phrase; /* the longer first */
	enum clock_count count;
} units[] = {
	{ "ngay lam viec", CLOCK_WORKING_DAYS },
	{ "ngay", CLOCK_CALENDAR_DAYS },
	{ "gio lam viec", CLOCK_WORKING_TIME },
	{ "gio hanh chinh", CLOCK_WORKING_TIME },
	{ "gio", CLOCK_WORKING_TIME },
	{ "phut", CLOCK_WORKING_TIME },
	{ "tuan", CLOCK_CALENDAR_DAYS },
	{ "thang", CLOCK_CALENDAR_DAYS },
};

static const struct unit *
unit_at(struct words words, size_t at)
{
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (words_at(words, at, units[i].phrase))
			return &units[i];
	return NULL;
}

/* Is there a length of time at or after `from`: a number with a unit? */
static size_t
quantity_at(struct words words, size_t from)
{
	for (; from < words.count; from++)
		if (words.items[from].kind == WORD_NUMBER && unit_at(words, from + 1) != NULL)
			return from;
	return words.count;
}

/* The term itself, in the words of the text; a part of a day is one of a working day. */
static enum term_class
set_term(struct clause *c, const char *digits, const struct unit *unit)
{
	struct words own = words_part(c->words, c->at, c->at + phrase_length(unit->phrase));
	const char *text = arena_printf(c->arena, "%s %s", digits, words_text(c->arena, own));
	int64_t hours = whole_number(digits);

	if (strcmp(unit->phrase, "gio") == 0 && hours >= DAY_HOURS && hours % DAY_HOURS == 0)
		return TERM_OF_THE_CLOCK;
	if (strspn(digits, "0,.") == strlen(digits))
		return TERM_UNITLESS;
	if (!is_clear(digits) || term_parse(c->arena, text, &c->policy.term) != OK)
		return TERM_OTHER;
	c->policy.count = unit->count;
	if (unit->count == CLOCK_CALENDAR_DAYS && c->policy.term.minutes % STANDARD_DAY != 0)
		c->policy.count = CLOCK_WORKING_DAYS;
	c->at += phrase_length(unit->phrase);
	return TERM_READ;
}

/* "= 240 gio" or "(240 gio)" after so many days: eight hours each, so they are working days; else the text is unclear. */
static enum term_class
take_hours(struct clause *c)
{
	size_t start = c->at;
	bool bracket = take_sign(c, '(');
	int64_t hours;

	if ((!bracket && !take_sign(c, '=')) || !is_number(c, c->at) || !words_at(c->words, c->at + 1, "gio")) {
		c->at = start;
		return TERM_READ;
	}
	hours = whole_number(c->words.items[c->at++].folded);
	(void)(take(c, "gio lam viec") || take(c, "gio"));
	if ((bracket && !take_sign(c, ')')) || hours * 60 != c->policy.term.minutes)
		return TERM_OTHER;
	if (c->policy.count == CLOCK_CALENDAR_DAYS)
		c->policy.count = CLOCK_WORKING_DAYS;
	return TERM_READ;
}

/* Does the period begin when the office receives the dossier: "nhan (du, duoc, ...) ho so", nothing before it? */
static bool
is_receipt(struct words words)
{
	static const char *const others[] = { "ket thuc", "hoan thanh", "het", "hop", "y kien", "co co so",
		"quyet dinh", "ban hanh", "thanh toan" };
	size_t received = words_find(words, 0, "nhan"), dossier = words_find(words, received, "ho so");

	if (received >= RECEIPT_WORDS || dossier >= words.count || dossier - received > OBJECT_WORDS)
		return false;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (words_find(words, 0, others[i]) < received)
			return false;
	return !words_at(words, dossier + 2, "hoan thien") && !words_at(words, dossier + 2, "bo sung") &&
	       !words_at(words, dossier + 2, "giai trinh");
}

/* What follows the term in its own sentence: the day from which it counts, or that both sides may agree on more. */
static enum term_class
sentence_class(struct words words)
{
	static const char *const starts[] = { "ke tu ngay", "ke tu khi", "ke tu thoi diem", "ke tu luc", "tinh tu ngay",
		"tu ngay", "tu khi", "sau khi", "ke tu" };
	struct words rest = words_trim(words);

	if (rest.count == 0)
		return TERM_READ;
	if (quantity_at(rest, 0) < rest.count || words_find(rest, 0, "truong hop") < rest.count)
		return TERM_OTHER;
	if (words_at(rest, 0, "hoac co the keo dai"))
		return TERM_READ;
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (words_at(rest, 0, starts[i]))
			return is_receipt(words_part(rest, phrase_length(starts[i]), rest.count)) ? TERM_READ
												  : TERM_EVENT;
	return TERM_OTHER;
}

/* A further sentence that leaves the term as it is: what is handed out when it is not kept or refused. */
static bool
is_remark(struct words words)
{
	static const char *const subjects[] = { "phieu hen", "van ban", "ly do", "keo dai hon theo thoa thuan" };
	struct words rest = words_trim(words);

	if (rest.count == 0)
		return true;
	if (!words_at(rest, 0, "truong hop") || quantity_at(rest, 0) < rest.count)
		return false;
	for (size_t i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++)
		if (words_find(rest, 0, subjects[i]) < rest.count)
			return true;
	return false;
}

static size_t
sentence_end(struct words words, size_t from)
{
	while (from < words.count && !word_is_sign(words, from, '.') && !word_is_sign(words, from, ';'))
		from++;
	return from;
}

static enum term_class
take_rest(struct clause *c)
{
	struct words rest = words_part(c->words, c->at, c->words.count);
	size_t end = sentence_end(rest, 0);
	enum term_class class;

	if (words_at(words_trim(rest), 0, "trong do"))
		return TERM_READ; /* the steps that add up to the term */
	class = sentence_class(words_part(rest, 0, end));
	while (class == TERM_READ && end < rest.count) {
		size_t next = sentence_end(rest, end + 1);

		if (!is_remark(words_part(rest, end + 1, next)))
			class = TERM_OTHER;
		end = next;
	}
	return class;
}

/* "sau 15 gio" ... "ngay lam viec tiep theo": *ret_at is where the hour stands, words.count if nothing is said. */
static enum term_class
find_cutoff(struct clause *c, struct words words, size_t *ret_at)
{
	size_t next = words_find(words, 0, "ngay lam viec tiep theo"), at = words_find(words, 0, "sau");
	int64_t hour;

	while (at < words.count && !(words.items[at + 1 < words.count ? at + 1 : at].kind == WORD_NUMBER))
		at = words_find(words, at + 1, "sau");
	*ret_at = at < words.count ? at + 1 : words.count;
	if ((at < words.count) != (next < words.count))
		return TERM_OTHER;
	if (at == words.count)
		return TERM_READ;
	hour = whole_number(words.items[at + 1].folded);
	if (!words_at(words, at + 2, "gio") || hour < 1 || hour >= DAY_HOURS ||
	    (at + 3 < words.count && words.items[at + 3].kind == WORD_NUMBER))
		return TERM_OTHER;
	c->policy.cutoff = CUTOFF_AT;
	c->policy.cutoff_minute = (int16_t)(hour * 60);
	return TERM_READ;
}

/* Every other length of time in a same-day text may only be how much longer it takes at most. */
static bool
only_longer(struct words words, size_t cutoff_at)
{
	size_t longer = words_find(words, 0, "keo dai them");

	for (size_t at = quantity_at(words, 0); at < words.count; at = quantity_at(words, at + 1))
		if (at != cutoff_at && at < longer)
			return false;
	return true;
}

/* "Ngay trong ngay ...", "Ngay sau khi nhan du ho so ...": the words that term_parse reads again; none: count 0. */
static struct words
same_day_words(const struct clause *c)
{
	struct words rest = words_part(c->words, c->at, c->words.count);
	size_t dossier = words_find(rest, 0, "ho so");

	if (words_at(rest, 0, "trong ngay lam viec tiep theo"))
		return words_part(rest, 0, 0);
	if (words_at(rest, 0, "ngay trong ngay"))
		return words_part(rest, 1, 3);
	if (words_at(rest, 0, "trong ngay"))
		return words_part(rest, 0, 2);
	if ((words_at(rest, 0, "ngay sau khi") || words_at(rest, 0, "ngay khi")) && dossier < RECEIPT_WORDS &&
	    dossier + 2 <= rest.count && is_receipt(words_part(rest, 2, rest.count)))
		return words_part(rest, 0, dossier + 2);
	return words_part(rest, 0, 0);
}

static enum term_class
read_same_day(struct clause *c, struct words own)
{
	struct words rest = words_part(c->words, c->at, c->words.count);
	size_t cutoff_at;
	enum term_class class = find_cutoff(c, rest, &cutoff_at);

	if (class != TERM_READ)
		return class;
	if (!only_longer(rest, cutoff_at) || term_parse(c->arena, words_text(c->arena, own), &c->policy.term) != OK)
		return TERM_OTHER;
	return TERM_READ;
}

/* "tu 3 den 5", "3 - 5": the second number binds. */
static bool
take_upper(struct clause *c, const char **digits)
{
	if (!take(c, "den") && !take_sign(c, '-'))
		return true;
	return take_number(c, digits);
}

static enum term_class
read_length(struct clause *c)
{
	const char *digits;
	const struct unit *unit;
	enum term_class class;

	(void)take(c, "tu");
	if (!take_number(c, &digits) || !take_upper(c, &digits))
		return words_find(c->words, 0, "khi") < c->words.count ? TERM_EVENT : TERM_OTHER;
	unit = unit_at(c->words, c->at);
	if (unit == NULL)
		return TERM_UNITLESS;
	if ((class = set_term(c, digits, unit)) != TERM_READ || (class = take_hours(c)) != TERM_READ)
		return class;
	return take_rest(c);
}

enum term_class
term_clause_read(struct arena *arena, struct words words, const char **policy)
{
	struct clause c = { arena, words, 0, clock_policy_default() };
	struct failure failure = { 0 };
	struct words same_day;
	enum term_class class;

	skip_introduction(&c);
	same_day = same_day_words(&c);
	class = same_day.count > 0 ? read_same_day(&c, same_day) : read_length(&c);
	if (class == TERM_READ && clock_policy_check(&c.policy, &failure) != OK)
		class = TERM_OTHER;
	*policy = class == TERM_READ ? policy_format(arena, &c.policy) : "";
	return class;
}
