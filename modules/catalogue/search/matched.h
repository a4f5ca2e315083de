/* Why a procedure was found: which words of its texts were meant by what was typed, and how that was read. Pure. */
#ifndef MOTCUA_CATALOGUE_MATCHED_H
#define MOTCUA_CATALOGUE_MATCHED_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct plan;

struct text_part {
	const char *text;
	bool marked; /* a word that was sought */
};

struct matched_text {
	const struct text_part *parts; /* together the text, or the excerpt around its first sought word */
	size_t count;
	size_t marked; /* how many of the parts are */
};

/* The whole text. */
struct matched_text matched_whole(struct arena *arena, const struct plan *plan, const char *text);
/* At most about a line of another field; nothing unless it has a sought word that the name does not have. */
struct matched_text matched_excerpt(struct arena *arena, const struct plan *plan, const char *name, const char *text);

enum matched_how { MATCHED_BY_KEYS, MATCHED_BY_SYNONYM, MATCHED_BY_CORRECTION };

/* "gplx" was understood as "giấy phép lái xe". */
struct matched_note {
	enum matched_how how;
	const char *typed, *understood;
};
enum { MATCHED_NOTES = 8 };
/* How what was typed was read for this procedure, whose name says how corrected words are written; returns how many. */
size_t matched_notes(
    struct arena *arena, const struct plan *plan, const char *name, struct matched_note notes[MATCHED_NOTES]);

#endif
