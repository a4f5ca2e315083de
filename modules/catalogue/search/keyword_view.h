/* The pages of words as views: the list with its forms, one word. */
#ifndef MOTCUA_CATALOGUE_KEYWORD_VIEW_H
#define MOTCUA_CATALOGUE_KEYWORD_VIEW_H

#include <stdbool.h>
#include <stddef.h>

struct ctx;
struct keyword;
struct keyword_lines;
struct miss;
struct view;

struct keywords_shown {
	const char *part; /* what the list is narrowed to, NULL: nothing */
	const struct keyword *rows;
	size_t count;
	bool more;
	const struct miss *misses;
	size_t miss_count;
	const struct keyword_lines *loaded; /* with its faults, NULL: nothing was loaded */
	const char *done;                   /* message key of what was done, NULL: nothing */
};

struct view *keywords_view(struct ctx *c, const struct keywords_shown *shown);
struct view *keyword_view(struct ctx *c, const struct keyword *keyword);

#endif
