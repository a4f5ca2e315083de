/*
 * A list of words and meanings as people keep it in a spreadsheet: a line each, word and meaning apart by comma, semicolon
 * or tab, either in quotes. Pure and bounded.
 */
#ifndef MOTCUA_CATALOGUE_KEYWORD_LIST_H
#define MOTCUA_CATALOGUE_KEYWORD_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "core/memory/arena.h"

struct keyword;

enum { KEYWORD_BYTES = 120, MEANING_BYTES = 255, KEYWORD_LINES = 5000, KEYWORD_FAULTS = 50 };

struct keyword_fault {
	size_t line;         /* from 1 */
	const char *message; /* key */
};

struct keyword_lines {
	const struct keyword *keywords;
	size_t count;
	const struct keyword_fault *faults; /* the first KEYWORD_FAULTS */
	size_t fault_count;
};

/* What is wrong with a word and its meaning, as a message key; NULL: nothing. */
const char *keyword_fault_of(struct arena *arena, const struct keyword *keyword);

/* Reads a whole file. A first line that names its columns ("word,meaning", "từ,nghĩa") is passed over. */
void keyword_lines_read(struct arena *arena, struct bytes content, struct keyword_lines *ret_lines);

#endif
