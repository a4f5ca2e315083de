/*
 * What somebody typed, read in all the ways in which it may have been meant: words without marks, a last word still being
 * typed, raw Telex or VNI, a slip of the finger, two words in one, words that people use for official ones. Each way of
 * reading the whole is a plan: a row of slots, each with the words that fill it and how far each is trusted. Pure.
 */
#ifndef MOTCUA_CATALOGUE_PLAN_H
#define MOTCUA_CATALOGUE_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "search/word.h"

struct arena;
struct synonym;
struct vocabulary;

enum { PLAN_SLOTS = 20, PLAN_READINGS = 12, PLANS_MOST = 4, PLAN_SYNONYMS = 4 };

enum reading_way { READ_AS_IS, READ_BEGUN, READ_APART, READ_CORRECTED, READING_WAYS };

struct reading {
	const char *text; /* folded; two words where one was typed for both */
	enum reading_way way;
	double trust; /* 0..1 */
	int64_t documents;
};

struct slot {
	struct word word;  /* what is sought, after keystrokes were read and synonyms put in */
	const char *typed; /* what stood there before; NULL: nothing of its own (a word of a synonym's meaning) */
	bool by_keys;      /* typed as raw keystrokes */
	struct reading readings[PLAN_READINGS];
	size_t reading_count, sure_count; /* the sure ones come first; the others are for a second look */
	double weight;
	int64_t documents; /* of the sure readings together */
	bool filler;       /* says nothing: it need not be there */
};

struct plan {
	struct slot slots[PLAN_SLOTS];
	size_t count;
	double weight, trust; /* of all slots; of the plan itself */
	const struct synonym *synonyms[PLAN_SYNONYMS];
	size_t synonym_count;
};

/* Up to PLANS_MOST plans, the one nearest to what was typed first; 0 if there is no word in it. */
size_t plans_make(struct arena *arena, const struct vocabulary *vocabulary, const char *typed, struct plan *plans);

/*
 * For a second look: words that are right by themselves may be slips as well. Of a long line the other words are enough.
 * A word of a synonym's meaning is no slip.
 */
void plan_widen(const struct vocabulary *vocabulary, struct plan *plan);

/*
 * The FTS5 expression of a plan: `sure`: all slots but fillers, in their sure readings; else: enough of the rarest that no
 * procedure with three fifths of the words is missed. Its phrases are numbered as FTS5 numbers them.
 */
enum { PHRASES_MOST = 512 };
struct phrase {
	unsigned char slot;
	signed char reading; /* of the slot; -1: the word with its marks */
};
struct expression {
	const char *text; /* NULL: nothing to ask for */
	struct phrase phrases[PHRASES_MOST];
	size_t phrase_count;
};
void plan_expression(struct arena *arena, const struct plan *plan, bool sure, struct expression *ret_expression);

#endif
