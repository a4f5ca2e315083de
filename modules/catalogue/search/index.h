/* An opened index: what reading it and finding in it share. Private to search_store.c and find_store.c. */
#ifndef MOTCUA_CATALOGUE_INDEX_H
#define MOTCUA_CATALOGUE_INDEX_H

#include <sqlite3.h>
#include <sys/stat.h>

#include "search/plan.h"
#include "search/vocabulary.h"

struct arena;

enum index_statement {
	INDEX_FIND,
	INDEX_BROWSE,
	INDEX_ITEM,
	INDEX_BY_CODE,
	INDEX_LABELS,
	INDEX_WORDS,
	INDEX_SYNONYMS,
	INDEX_DOCUMENTS,
	INDEX_STATEMENTS
};

struct search_index {
	sqlite3 *file;
	sqlite3_stmt *statements[INDEX_STATEMENTS];
	dev_t device;
	ino_t inode;
	struct arena *kept; /* of the vocabulary */
	struct vocabulary vocabulary;
	/* What the statement that runs is ranked by. */
	const struct plan *plan;
	const struct expression *expression;
};

/* Makes rank_of(entry) known to the connection: the struct rank of a row by index->plan and index->expression. */
int index_add_functions(struct search_index *index);

#endif
