/*
 * The Vietnamese syllable: a word as its letters, their shapes and one tone. Read from text or from raw keystrokes of
 * the Telex and VNI input methods ("dawng kys", "d9a8ng ky1"), as people type when no input method is running. Pure.
 */
#ifndef MOTCUA_CORE_LOCALE_SYLLABLE_H
#define MOTCUA_CORE_LOCALE_SYLLABLE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum { SYLLABLE_LETTERS = 8 };

enum letter_shape { SHAPE_NONE, SHAPE_CIRCUMFLEX, SHAPE_BREVE, SHAPE_HORN, SHAPE_STROKE };

struct syllable {
	struct {
		char base; /* a..z */
		enum letter_shape shape;
	} letters[SYLLABLE_LETTERS];
	size_t size;
	char tone;   /* the Telex key: s f r x j; 0: level */
	size_t keys; /* how many keystrokes put a mark on it; 0: nothing but letters */
};

enum keyboard { KEYBOARD_TELEX, KEYBOARD_VNI };

/* Each returns false if the word is no syllable of Vietnamese spelling: codes, abbreviations, foreign words. */

/* One word of text in any normalisation form and case. */
bool syllable_of_text(struct syllable *syllable, const char *word);
/* One word of `size` bytes as typed without an input method; marks may come anywhere after the letter they change. */
bool syllable_of_keys(struct syllable *syllable, const char *word, size_t size, enum keyboard keyboard);

/* In normalisation form C, the tone where the schools' older rule puts it. */
const char *syllable_text(struct arena *arena, const struct syllable *syllable) __attribute__((returns_nonnull));
/* As Telex would type it, shapes beside their letters and the tone at the end: one form for each syllable, in ASCII. */
const char *syllable_code(struct arena *arena, const struct syllable *syllable) __attribute__((returns_nonnull));

#endif
