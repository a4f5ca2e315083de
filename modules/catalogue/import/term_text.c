/* Wordings of terms into parts: channels, cases, alternatives. One term alone is read in term_clause.c. See term_text.h. */
#include "import/term_text.h"

#include <string.h>

#include "core/memory/arena.h"
#include "import/channel_text.h"
#include "import/term_clause.h"
#include "import/words.h"

static const char *const class_names[TERM_CLASS__MAX] = {
	[TERM_READ] = "read",
	[TERM_UNSAID] = "unsaid",
	[TERM_ALTERNATIVES] = "alternatives",
	[TERM_STAGES] = "stages",
	[TERM_OUTCOMES] = "outcomes",
	[TERM_EVENT] = "event",
	[TERM_UNITLESS] = "unitless",
	[TERM_OF_THE_CLOCK] = "of_the_clock",
	[TERM_OTHER] = "other",
};

const char *term_class_name(enum term_class class)
{
	return class_names[class];
}

enum { TERM_TEXT_BYTES = 20000 }; /* longer ones are for people alone */

struct reading {
	struct arena *arena;
	const char *channel;
	struct term_text *into;
};

static void
part_add(struct reading *r, struct words words, const char *case_name, const char *policy, enum term_class class)
{
	if (r->into->count == TERM_PARTS_MAX)
		return;
	r->into->parts[r->into->count++] = (struct term_part){ r->channel, case_name, words_text(r->arena, words),
		class == TERM_READ ? policy : "", class };
}

/* "khong quy dinh", "chua quy dinh", "khong co". */
static bool
is_unsaid(struct words words)
{
	static const char *const phrases[] = { "khong quy dinh", "chua quy dinh", "khong co quy dinh", "khong co",
		"khong" };

	for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++)
		if (words_at(words, 0, phrases[i]) && words.count == phrase_length(phrases[i]))
			return true;
	return words.count == 0;
}

/* "A hoac B": read if both say the same. */
static enum term_class
read_alternatives(struct reading *r, struct words words, const char **policy)
{
	size_t from = 0;
	bool same = true;

	*policy = NULL;
	while (from < words.count) {
		size_t to = words_find(words, from, "hoac");
		const char *one;

		if (term_clause_read(r->arena, words_trim(words_part(words, from, to)), &one) != TERM_READ)
			return TERM_OTHER;
		same = same && (*policy == NULL || strcmp(*policy, one) == 0);
		*policy = one;
		from = to + 1;
	}
	return same && *policy != NULL ? TERM_READ : TERM_ALTERNATIVES;
}

/* Where the words of a condition begin: "truong hop", "doi voi", "rieng". */
static size_t
condition_at(struct words words, size_t from)
{
	static const char *const phrases[] = { "rieng", "doi voi", "trong truong hop", "truong hop" };
	size_t first = words.count;

	for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++) {
		size_t at = words_find(words, from, phrases[i]);

		first = at < first ? at : first;
	}
	return first;
}

/* Does the condition speak of how the matter ends: "truong hop khong cap", "neu tu choi"? */
static bool
is_outcome(struct words condition)
{
	static const char *const phrases[] = { "khong cap", "khong chap thuan", "khong dong y", "tu choi",
		"khong dap ung", "khong du dieu kien" };

	for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++)
		if (words_find(condition, 0, phrases[i]) < condition.count)
			return true;
	return false;
}

/* The words of the condition without what only introduces it. */
static struct words
condition_name(struct words condition)
{
	size_t at = 0;

	if (words_at(condition, at, "rieng"))
		at++;
	if (words_at(condition, at, "doi voi"))
		at += 2;
	return words_trim(words_part(condition, at, condition.count));
}

/* "thoi han giai quyet la 28 ngay" at the end of a condition without a colon: where the term begins. */
static size_t
verb_at(struct words words, size_t from)
{
	size_t at = words_find(words, from, "thoi han");

	return at < words.count ? at : words_find(words, from, "la");
}

/* "Truong hop X: A", "Doi voi X thoi han la A" or "A trong truong hop X". */
static enum term_class
read_case(struct reading *r, struct words item, const char **policy, const char **name)
{
	size_t start = condition_at(item, 0), colon = words_last_sign(item, ':'), from;
	struct words condition, term;

	if (start == item.count)
		return TERM_STAGES;
	if (start > 0) {
		condition = words_part(item, start, item.count);
		term = words_part(item, 0, start);
	} else {
		from = colon < item.count ? colon : verb_at(item, start);
		if (from == item.count)
			return TERM_OTHER;
		condition = words_part(item, start, from);
		term = words_part(item, from, item.count);
	}
	if (is_outcome(condition))
		return TERM_OUTCOMES;
	*name = words_text(r->arena, condition_name(condition));
	return **name == '\0' ? TERM_OTHER : term_clause_read(r->arena, words_trim(term), policy);
}

enum { ITEMS_MAX = TERM_PARTS_MAX };
struct items {
	struct words items[ITEMS_MAX];
	size_t count;
	bool more; /* than can be held */
};

static void
item_add(struct items *items, struct words words)
{
	struct words item = words_trim(words);

	if (item.count == 0)
		return;
	if (items->count < ITEMS_MAX)
		items->items[items->count++] = item;
	else
		items->more = true;
}

/* Items of a list: at its bullets, at line feeds, at "; Rieng" and "; truong hop". */
static struct items
items_of(struct words words)
{
	struct items items = { .count = 0 };
	size_t from = 0;

	for (size_t at = 0; at < words.count; at++) {
		bool semicolon = word_is_sign(words, at, ';') && condition_at(words, at + 1) == at + 1;

		if (words.items[at].kind != WORD_BULLET && !word_is_sign(words, at, '\n') && !semicolon)
			continue;
		item_add(&items, words_part(words, from, at));
		from = at + 1;
	}
	item_add(&items, words_part(words, from, words.count));
	return items;
}

/* Several items: each is a case with its own term, the first may be the rule ("14 ngay; Rieng ..."). Or a person. */
static enum term_class
read_cases(struct reading *r, struct words words)
{
	struct items items = items_of(words);
	const char *policies[ITEMS_MAX], *names[ITEMS_MAX];
	size_t first = r->into->count;

	if (items.count < 2 || items.more || items.count > TERM_PARTS_MAX - first)
		return TERM_OTHER;
	for (size_t i = 0; i < items.count; i++) {
		enum term_class class;

		names[i] = NULL;
		if (i == 0 && condition_at(items.items[0], 0) == items.items[0].count)
			class = term_clause_read(r->arena, items.items[0], &policies[0]);
		else
			class = read_case(r, items.items[i], &policies[i], &names[i]);
		if (class != TERM_READ)
			return class == TERM_OUTCOMES || class == TERM_EVENT ? class : TERM_STAGES;
	}
	for (size_t i = 0; i < items.count; i++)
		part_add(r, items.items[i], names[i], policies[i], TERM_READ);
	return TERM_READ;
}

static void
read_channel(void *of, const char *channel, struct words words)
{
	struct reading *r = of;
	const char *policy = "";
	enum term_class class, more;

	r->channel = channel;
	if (is_unsaid(words)) {
		part_add(r, words, NULL, "", TERM_UNSAID);
		return;
	}
	class = term_clause_read(r->arena, words, &policy);
	if (class == TERM_READ || class == TERM_UNITLESS || class == TERM_OF_THE_CLOCK) {
		part_add(r, words, NULL, policy, class);
		return;
	}
	if (words_find(words, 0, "hoac") < words.count && (more = read_alternatives(r, words, &policy)) != TERM_OTHER) {
		part_add(r, words, NULL, policy, more);
		return;
	}
	more = read_cases(r, words);
	if (more != TERM_READ)
		part_add(r, words, NULL, "", more == TERM_OTHER ? class : more);
}

void
term_text_read(struct arena *arena, const char *text, struct term_text *ret)
{
	struct reading r = { arena, NULL, ret };

	ret->count = 0;
	if (strlen(text) > TERM_TEXT_BYTES)
		ret->parts[ret->count++] = (struct term_part){ NULL, NULL, text, "", TERM_OTHER };
	else
		channels_read(words_trim(words_of(arena, text)), read_channel, &r);
}
