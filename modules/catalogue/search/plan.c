/* From what was typed to plans. See plan.h. */
#include "search/plan.h"

#include <math.h>
#include <string.h>

#include "core/locale/fold.h"
#include "core/locale/syllable.h"
#include "core/memory/arena.h"
#include "search/vocabulary.h"

/* How far a reading is trusted beside a word that stands there as it was typed. */
static const double trust_of_way[READING_WAYS] = {
	[READ_AS_IS] = 1.0, [READ_BEGUN] = 0.9, [READ_APART] = 0.85, [READ_CORRECTED] = 0.7
};
#define TRUST_IN_SECOND_LOOK 0.5
#define TRUST_IN_SYNONYM     0.97
#define BESIDE_SYNONYM       0.6
enum { KEYS_LEAST = 2, NEAR_IF_KNOWN = 6, APART_LEAST = 4, WIDEN_MOST = 8 };

/* One word of what was typed. */
struct token {
	struct word word;
	const char *typed;
	bool by_keys;
};

struct line {
	struct token tokens[PLAN_SLOTS];
	size_t count;
	bool open; /* the last word may still be being typed */
};

/* --- keystrokes --------------------------------------------------------------------------------------------------- */

/* The word that these keys write, if the catalogue knows it. */
static bool
read_keys(struct arena *arena, const struct vocabulary *vocabulary, const struct word *word, bool begun,
    enum keyboard keyboard, struct word *ret_word)
{
	struct syllable syllable;
	const char *text;
	size_t size = strlen(word->text);

	if (size < KEYS_LEAST || !syllable_of_keys(&syllable, word->text, size, keyboard) || syllable.keys == 0 ||
	    syllable.size < KEYS_LEAST)
		return false;
	text = syllable_text(arena, &syllable);
	*ret_word = (struct word){ text, fold(arena, text), syllable_code(arena, &syllable) };
	return vocabulary_knows(vocabulary, ret_word->folded, begun);
}

/*
 * People type a whole line with an input method or without: as soon as one word makes sense by its keys alone, all words
 * are read by theirs.
 */
static void
read_line_by_keys(struct arena *arena, const struct vocabulary *vocabulary, struct line *line, enum keyboard keyboard)
{
	bool by_keys = false;
	struct word word;

	for (size_t i = 0; i < line->count && !by_keys; i++) {
		bool begun = line->open && i + 1 == line->count;

		by_keys = !vocabulary_knows(vocabulary, line->tokens[i].word.folded, begun) &&
			  read_keys(arena, vocabulary, &line->tokens[i].word, begun, keyboard, &word);
	}
	for (size_t i = 0; i < line->count && by_keys; i++) {
		struct token *token = &line->tokens[i];

		if (read_keys(arena, vocabulary, &token->word, line->open && i + 1 == line->count, keyboard, &word)) {
			token->word = word;
			token->by_keys = true;
		}
	}
}

static void
read_line(struct arena *arena, const struct vocabulary *vocabulary, const char *typed, struct line *line)
{
	struct word words[PLAN_SLOTS];

	line->count = words_split(arena, typed, words, PLAN_SLOTS);
	line->open = true;
	for (size_t i = 0; i < line->count; i++)
		line->tokens[i] = (struct token){ words[i], words[i].text, false };
	read_line_by_keys(arena, vocabulary, line, KEYBOARD_TELEX);
	read_line_by_keys(arena, vocabulary, line, KEYBOARD_VNI);
}

/* --- slots -------------------------------------------------------------------------------------------------------- */

static void
add_reading(
    struct slot *slot, const struct vocabulary *vocabulary, const char *text, enum reading_way way, double trust)
{
	if (slot->reading_count == PLAN_READINGS)
		return;
	slot->readings[slot->reading_count++] =
	    (struct reading){ text, way, trust, vocabulary_documents(vocabulary, text, way == READ_BEGUN) };
}

/* "khaisinh": two known words with the space forgotten. */
static void
add_apart(struct arena *arena, const struct vocabulary *vocabulary, struct slot *slot)
{
	const char *folded = slot->word.folded;
	size_t size = strlen(folded);

	for (size_t cut = 2; size >= APART_LEAST && cut + 2 <= size; cut++) {
		const char *first = arena_strndup(arena, folded, cut), *second = folded + cut;

		if (vocabulary_documents(vocabulary, first, false) > 0 &&
		    vocabulary_documents(vocabulary, second, false) > 0)
			add_reading(slot, vocabulary, arena_printf(arena, "%s %s", first, second), READ_APART,
			    trust_of_way[READ_APART]);
	}
}

static void
add_near(const struct vocabulary *vocabulary, struct slot *slot, size_t most, double trust)
{
	const struct vocabulary_word *near[NEAR_WORDS];
	size_t count = vocabulary_near(vocabulary, slot->word.folded, near, most);

	for (size_t i = 0; i < count; i++)
		add_reading(slot, vocabulary, near[i]->text, READ_CORRECTED, trust);
}

/* The rarer a word, the more it says. */
static double
weight_of(const struct vocabulary *vocabulary, const struct slot *slot)
{
	int64_t documents = 1;

	for (size_t i = 0; i < slot->sure_count; i++)
		if (slot->readings[i].documents > documents)
			documents = slot->readings[i].documents;
	return log(1.0 + (double)vocabulary->documents / (double)documents) + 0.5;
}

static void
add_slot(
    struct arena *arena, const struct vocabulary *vocabulary, struct plan *plan, const struct token *token, bool begun)
{
	struct slot *slot = &plan->slots[plan->count];
	const char *folded = token->word.folded;
	bool known;

	if (plan->count == PLAN_SLOTS)
		return;
	plan->count++;
	*slot = (struct slot){ .word = token->word, .typed = token->typed, .by_keys = token->by_keys };
	known = vocabulary_knows(vocabulary, folded, begun);
	add_reading(slot, vocabulary, folded, READ_AS_IS, trust_of_way[READ_AS_IS]);
	if (begun)
		add_reading(slot, vocabulary, folded, READ_BEGUN, trust_of_way[READ_BEGUN]);
	if (!known) {
		add_apart(arena, vocabulary, slot);
		add_near(vocabulary, slot, NEAR_WORDS, trust_of_way[READ_CORRECTED]);
	}
	slot->sure_count = slot->reading_count;
	for (size_t i = 0; i < slot->sure_count; i++)
		slot->documents += slot->readings[i].documents;
	slot->weight = weight_of(vocabulary, slot);
}

/* --- plans -------------------------------------------------------------------------------------------------------- */

/* In a plan with synonyms their meanings are what is sought; what stands beside them says less. */
static double
share_of(const struct plan *plan, const struct slot *slot)
{
	if (slot->filler)
		return 0;
	return plan->synonym_count > 0 && slot->typed != NULL ? BESIDE_SYNONYM : 1.0;
}

static void
weigh(struct plan *plan)
{
	size_t fillers = 0;

	for (size_t i = 0; i < plan->count; i++)
		fillers += plan->slots[i].filler;
	for (size_t i = 0; i < plan->count; i++) {
		struct slot *slot = &plan->slots[i];

		slot->filler = slot->filler && fillers < plan->count;
		slot->weight *= share_of(plan, slot);
		plan->weight += slot->weight;
	}
}

static void
add_meaning(struct arena *arena, const struct vocabulary *vocabulary, struct plan *plan, const struct synonym *synonym)
{
	for (size_t i = 0; i < synonym->meaning_count; i++)
		add_slot(arena, vocabulary, plan, &(struct token){ synonym->meaning_words[i], NULL, false }, false);
	if (plan->synonym_count < PLAN_SYNONYMS)
		plan->synonyms[plan->synonym_count++] = synonym;
}

/* The `choice`th meaning of a synonym that has several; *ret_more: there are further ones. */
static const struct synonym *
meaning_of(const struct vocabulary *vocabulary, const struct synonym *synonym, size_t choice, bool *ret_more)
{
	for (const struct synonym *next; choice > 0 && (next = vocabulary_other_meaning(vocabulary, synonym)) != NULL;
	     choice--)
		synonym = next;
	*ret_more = *ret_more || vocabulary_other_meaning(vocabulary, synonym) != NULL;
	return synonym;
}

/*
 * The line as a plan: `choice` 0 leaves synonyms as they stand, 1 takes the first meaning of each, 2 the second.
 * Words without meaning are fillers in every plan. Returns whether a further choice would differ.
 */
static bool
make_plan(
    struct arena *arena, const struct vocabulary *vocabulary, const struct line *line, size_t choice, struct plan *plan)
{
	struct word words[PLAN_SLOTS];
	bool more = false;

	*plan = (struct plan){ .trust = choice == 0 ? 1.0 : TRUST_IN_SYNONYM };
	for (size_t i = 0; i < line->count; i++)
		words[i] = line->tokens[i].word;
	for (size_t i = 0; i < line->count;) {
		const struct synonym *synonym = vocabulary_synonym(vocabulary, words + i, line->count - i);
		bool filler = synonym != NULL && synonym->meaning_count == 0;
		size_t taken = synonym != NULL ? synonym->word_count : 1;

		more = more || (choice == 0 && synonym != NULL && !filler);
		if (synonym != NULL && !filler && choice > 0)
			add_meaning(arena, vocabulary, plan, meaning_of(vocabulary, synonym, choice - 1, &more));
		for (size_t k = i; k < i + taken && (synonym == NULL || filler || choice == 0); k++) {
			add_slot(arena, vocabulary, plan, &line->tokens[k], line->open && k + 1 == line->count);
			plan->slots[plan->count - 1].filler = filler;
		}
		i += taken;
	}
	weigh(plan);
	return more;
}

size_t
plans_make(struct arena *arena, const struct vocabulary *vocabulary, const char *typed, struct plan *plans)
{
	struct line line;
	size_t count = 0;
	bool more = true;

	read_line(arena, vocabulary, typed, &line);
	if (line.count == 0)
		return 0;
	while (more && count < PLANS_MOST) {
		more = make_plan(arena, vocabulary, &line, count, &plans[count]);
		count++;
	}
	return count;
}

void
plan_widen(const struct vocabulary *vocabulary, struct plan *plan)
{
	if (plan->count > WIDEN_MOST)
		return;
	for (size_t i = 0; i < plan->count; i++) {
		struct slot *slot = &plan->slots[i];

		if (!slot->filler && slot->typed != NULL && slot->readings[0].documents > 0)
			add_near(vocabulary, slot, NEAR_IF_KNOWN, TRUST_IN_SECOND_LOOK);
	}
}
