/*
 * Searches that found nothing, counted by day so that administrators learn which words are wanted. Nothing of the person
 * is kept: words are folded, digits masked, addresses and long texts left out.
 */
#ifndef MOTCUA_CATALOGUE_MISS_H
#define MOTCUA_CATALOGUE_MISS_H

#include <stdbool.h>

#include "core/err.h"

struct arena;
struct ctx;
struct job_ctx;

/* What may be kept of a search; NULL: nothing. */
const char *miss_words(struct arena *arena, const char *q);

/* Counts one. A database that is away is no fault of the search: nothing happens then. */
void miss_note(struct ctx *c, const char *q);

/* Job: forgets what is older than a season. */
enum err miss_sweep(struct job_ctx *j, bool *ret_more) MUST_CHECK;

#endif
