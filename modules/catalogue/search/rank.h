/* How well a procedure answers a plan, from where its words stand in the procedure's fields. Pure. */
#ifndef MOTCUA_CATALOGUE_RANK_H
#define MOTCUA_CATALOGUE_RANK_H

#include <stdbool.h>
#include <stddef.h>

struct plan;

/* The columns of the index, in their order. IN_MARKED holds the words of IN_NAME with their marks. */
enum rank_column {
	IN_NAME,
	IN_MARKED,
	IN_KEYWORDS,
	IN_RESULT,
	IN_PAPERS,
	IN_SECTOR,
	IN_AGENCIES,
	IN_CODE,
	RANK_COLUMNS
};

struct rank_hit {
	size_t slot;
	int reading; /* of the slot; -1: the word with its marks */
	enum rank_column column;
	size_t offset; /* in words, from the column's beginning */
};

struct rank {
	double score;    /* comparable between plans of one search; 0: nothing */
	double coverage; /* 0..1: how much of what was sought is there, wherever it stands */
	double order;    /* 0..1: how much of it stands in the name as it was typed */
};

/* `name_words`: how long the name is. */
struct rank rank_of(const struct plan *plan, const struct rank_hit *hits, size_t hit_count, size_t name_words);

#endif
