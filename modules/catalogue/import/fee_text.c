/* Wordings of fees into amounts. See fee_text.h. */
#include "import/fee_text.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/system/parse.h"
#include "import/channel_text.h"
#include "import/words.h"

enum { FEE_TEXT_BYTES = 20000, /* longer ones are for people alone */ GROUP = 3, NAME_WORDS = 60, UNIT_WORDS = 6 };
#define AMOUNT_MAX INT64_C(100000000000)

static const char *const class_names[FEE_CLASS__MAX] = {
	[FEE_READ] = "read",
	[FEE_UNSAID] = "unsaid",
	[FEE_FREE] = "free",
	[FEE_BY_LAW] = "by_law",
	[FEE_CURRENCY] = "currency",
	[FEE_SEVERAL] = "several",
	[FEE_OTHER] = "other",
};

const char *fee_class_name(enum fee_class class)
{
	return class_names[class];
}

/* "200.000", "1,500,000", "8000": -1 unless every group after a sign has three digits and all signs are the same. */
static int64_t
amount_of(struct arena *arena, const char *digits)
{
	const char *sign = digits + strcspn(digits, ".,/");
	char *plain = arena_strdup(arena, digits);
	size_t size = 0, group = 0;
	int64_t amount;

	for (const char *at = digits; *at != '\0'; at++) {
		if (*at >= '0' && *at <= '9') {
			plain[size++] = *at;
			group += at > sign;
		} else if (*at != *sign || *at == '/' || (at != sign && group != GROUP)) {
			return -1;
		} else {
			group = 0;
		}
	}
	plain[size] = '\0';
	if ((*sign != '\0' && group != GROUP) || parse_i64(plain, 0, AMOUNT_MAX, &amount) != OK)
		return -1;
	return amount;
}

static const char *const currencies[] = { "viet nam dong", "dong", "vnd", "d" };

/* Words of the currency at that place, 0 if there is none. */
static size_t
currency_at(struct words words, size_t at)
{
	for (size_t i = 0; i < sizeof(currencies) / sizeof(currencies[0]); i++)
		if (words_at(words, at, currencies[i]))
			return phrase_length(currencies[i]);
	return 0;
}

struct sum {
	int64_t amount;
	size_t at, end; /* words: the number, and behind the currency */
};

/* The next number that is an amount: with a currency behind it. */
static bool
sum_next(struct arena *arena, struct words words, size_t from, struct sum *sum)
{
	for (size_t at = from; at < words.count; at++) {
		size_t currency = words.items[at].kind == WORD_NUMBER ? currency_at(words, at + 1) : 0;

		if (currency == 0)
			continue;
		*sum = (struct sum){ amount_of(arena, words.items[at].folded), at, at + 1 + currency };
		return true;
	}
	return false;
}

/* Words that make an amount hold in a case or for a time only. */
static bool
is_conditional(struct words words)
{
	static const char *const phrases[] = { "truong hop", "doi voi", "neu", "tu ngay", "den ngay", "den het", "mien",
		"giam", "muc thu", "toi thieu", "toi da", "hoac", "them", "khong qua", "tuy", "moi", "thu hai",
		"tinh tu", "tu lan", "khi", "duoi", "tren", "khu vuc", "ap dung" };

	for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++)
		if (words_find(words, 0, phrases[i]) < words.count)
			return true;
	return words_find(words, 0, "phan tram") < words.count || words_last_sign(words, '%') < words.count ||
	       words_last_sign(words, '+') < words.count;
}

/* Every number of the text is the amount, or stands in the number of a decree behind "thong tu", "nghi quyet" ... */
static bool
only_amount(struct arena *arena, struct words words, int64_t amount)
{
	static const char *const acts[] = { "thong tu", "nghi dinh", "nghi quyet", "quyet dinh", "luat" };
	size_t act = words.count;

	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
		size_t at = words_find(words, 0, acts[i]);

		act = at < act ? at : act;
	}
	for (size_t at = 0; at < act; at++)
		if (words.items[at].kind == WORD_NUMBER && amount_of(arena, words.items[at].folded) != amount)
			return false;
	return true;
}

/* "/lan", "(/ho so)", "(dong/lan)", "/khau-chiec" behind an amount; nothing where a comma goes on. */
static struct words
unit_after(struct words words, size_t at)
{
	size_t end;

	if (word_is_sign(words, at, '('))
		at += 1 + currency_at(words, at + 1);
	if (!word_is_sign(words, at, '/'))
		return words_part(words, at, at);
	for (end = at + 1; end < words.count && end - at <= UNIT_WORDS; end++)
		if (words.items[end].kind != WORD_LETTERS && !word_is_sign(words, end, '/') &&
		    !word_is_sign(words, end, '-'))
			break;
	return word_is_sign(words, end, ',') ? words_part(words, at, at) : words_trim(words_part(words, at + 1, end));
}

/* "Phi tham dinh: 50.000 dong": the words before the colon, where the amount stands right behind it. */
static struct words
name_before(struct words words, size_t amount_at)
{
	size_t from = 0;

	if (amount_at == 0 || !word_is_sign(words, amount_at - 1, ':') || amount_at > NAME_WORDS)
		return words_part(words, 0, 0);
	for (size_t at = 0; at + 1 < amount_at; at++) {
		if (word_is_sign(words, at, '('))
			from = at + 1;
		if (word_is_sign(words, at, ')'))
			return words_part(words, 0, 0);
	}
	return words_trim(words_part(words, from, amount_at - 1));
}

/* "le_phi" where every "phi" of the text is one; "phi" is also the word for both. */
static const char *
kind_of(struct words words)
{
	size_t fees = 0, dues = 0;

	for (size_t at = 0; at < words.count; at++) {
		fees += words_at(words, at, "phi");
		dues += words_at(words, at, "le phi");
	}
	return dues > 0 && fees == dues ? "le_phi" : "phi";
}

static enum fee_class
read_amount(struct arena *arena, struct words words, struct fee_part *part)
{
	struct sum first, next;
	struct words unit, name;
	size_t from;

	if (words_find(words, 0, "usd") < words.count || words_find(words, 0, "do la") < words.count)
		return FEE_CURRENCY;
	if (!sum_next(arena, words, 0, &first))
		return FEE_OTHER;
	unit = unit_after(words, first.end);
	name = name_before(words, first.at);
	for (from = first.end; sum_next(arena, words, from, &next); from = next.end) {
		if (next.amount != first.amount)
			return FEE_SEVERAL;
		unit = unit.count > 0 ? unit : unit_after(words, next.end);
		name = name.count > 0 ? name : name_before(words, next.at);
	}
	if (first.amount < 0 || is_conditional(words) || !only_amount(arena, words, first.amount))
		return FEE_OTHER;
	part->amount = first.amount;
	part->unit = words_text(arena, unit);
	part->name = name.count > 0 ? words_text(arena, name) : part->text;
	part->kind = kind_of(words);
	return FEE_READ;
}

/* Is the whole text one of these? */
static bool
is_one_of(struct words words, const char *const *phrases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (words_at(words, 0, phrases[i]) && words.count == phrase_length(phrases[i]))
			return true;
	return false;
}
#define IS_ONE_OF(words, list) is_one_of((words), (list), sizeof(list) / sizeof((list)[0]))

static bool
is_by_law(struct words words)
{
	static const char *const phrases[] = { "theo quy dinh", "thong tu", "nghi quyet", "hoi dong nhan dan",
		"uy ban nhan dan", "luat", "nghi dinh" };

	for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++)
		if (words_find(words, 0, phrases[i]) < words.count)
			return true;
	return false;
}

static enum fee_class
class_of(struct arena *arena, struct words words, struct fee_part *part)
{
	static const char *const unsaid[] = { "khong quy dinh", "chua quy dinh", "khong co quy dinh" };
	static const char *const nothing[] = { "mien phi", "khong", "khong co", "khong thu phi", "khong thu le phi",
		"khong thu", "mien le phi", "khong thu phi le phi", "khong dong", "khong mat phi", "khong co phi" };
	struct words said = words;
	enum fee_class class;

	if (words_at(words, 0, "phi") && word_is_sign(words, 1, ':'))
		said = words_part(words, 2, words.count);
	if (words.count == 0 || IS_ONE_OF(said, unsaid))
		return FEE_UNSAID;
	if (IS_ONE_OF(said, nothing))
		return FEE_FREE;
	class = read_amount(arena, words, part);
	if (class == FEE_READ && part->amount == 0)
		return FEE_FREE;
	return class == FEE_OTHER && is_by_law(words) ? FEE_BY_LAW : class;
}

struct reading {
	struct arena *arena;
	struct fee_text *into;
};

static void
read_channel(void *of, const char *channel, struct words words)
{
	struct reading *r = of;
	struct fee_part part = {
		.channel = channel, .text = words_text(r->arena, words), .kind = "", .name = "", .unit = ""
	};

	if (r->into->count == FEE_PARTS_MAX)
		return;
	part.class = class_of(r->arena, words, &part);
	r->into->parts[r->into->count++] = part;
}

void
fee_text_read(struct arena *arena, const char *text, struct fee_text *ret)
{
	struct reading r = { arena, ret };

	ret->count = 0;
	if (strlen(text) > FEE_TEXT_BYTES)
		ret->parts[ret->count++] =
		    (struct fee_part){ .text = text, .class = FEE_OTHER, .kind = "", .name = "", .unit = "" };
	else
		channels_read(words_trim(words_of(arena, text)), read_channel, &r);
}
