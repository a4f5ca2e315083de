/*
 * What the catalogue has, as an import must know it: procedures by each of their codes and by name, sectors, agencies. Filled
 * by the store once for a run, constant afterwards. Knows no database.
 */
#ifndef MOTCUA_CATALOGUE_IMPORT_INDEX_H
#define MOTCUA_CATALOGUE_IMPORT_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct index_code {
	const char *code; /* the procedure's own or another */
	const char *own;  /* its own */
	int64_t procedure_id;
};
struct index_name {
	const char *name, *code;
};

struct import_index {
	struct index_code *codes; /* sorted by code */
	size_t code_count;
	struct index_name *procedures; /* names as they are, with codes; unsorted */
	size_t procedure_count;
	struct index_name *sectors, *agencies; /* sorted by folded name, `name` is folded */
	size_t sector_count, agency_count;
	const char **folded; /* of procedures; made by index_similar when first needed */
};

/* Folds and sorts what the store has filled in. */
void index_prepare(struct arena *arena, struct import_index *index);

/* The code of the sector or agency of that name; NULL: unknown. */
const char *index_sector(struct arena *arena, const struct import_index *index, const char *name);
const char *index_agency(struct arena *arena, const struct import_index *index, const char *name);

struct index_match {
	const char *code, *name;
	int percent; /* 100: the same words */
};
enum { INDEX_MATCHES = 3, INDEX_PERCENT_MIN = 60 };
/*
 * The procedures whose names have most words in common (cosine of their word counts), best first, from INDEX_PERCENT_MIN on:
 * for a person who maps local to national codes. Returns how many.
 */
size_t index_similar(
    struct arena *arena, const struct import_index *index, const char *name, struct index_match matches[INDEX_MATCHES]);

#endif
