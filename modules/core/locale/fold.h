/*
 * Vietnamese folded for search and comparison: "Giấy khai sinh (bản sao)" and "GIAY KHAI SINH ban sao" become the
 * same "giay khai sinh ban sao". For keys and look-ups only: never shown, never stored in place of the text.
 */
#ifndef MOTCUA_CORE_LOCALE_FOLD_H
#define MOTCUA_CORE_LOCALE_FOLD_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/*
 * Lower case without marks, d for đ, every run of punctuation and white space one single space, none at the ends.
 * Bytes that are not valid UTF-8 count as punctuation. Never NULL.
 */
const char *fold(struct arena *arena, const char *text) __attribute__((returns_nonnull));

/*
 * The folded text as a part of an address: "giay-khai-sinh", at most `most` bytes, cut between words where that can be.
 * Small letters, digits and single hyphens, none at the ends; letters of other scripts are left out. "" if nothing is left.
 * Never "index": a folder's own page is its file of that name, and whoever calls a thing so must not take its place.
 */
const char *fold_slug(struct arena *arena, const char *text, size_t most) __attribute__((returns_nonnull));

/*
 * The next word of a text at or after byte *at, as fold() separates them: true, *at is where it begins and *ret_end where
 * it ends. For showing which words of the original were meant.
 */
bool fold_next_word(const char *text, size_t *at, size_t *ret_end);

/* Is the folded `part` a run of bytes inside the folded `text`? An empty part is in every text. */
bool fold_contains(struct arena *arena, const char *text, const char *part);

/* Do both fold to the same text? */
bool fold_equal(struct arena *arena, const char *one, const char *other);

#endif
