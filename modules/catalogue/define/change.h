/* What differs between two documents of a kind, in words: the three comparisons of domain/definition in one shape. Pure but for words. */
#ifndef MOTCUA_CATALOGUE_DEFINE_CHANGE_H
#define MOTCUA_CATALOGUE_DEFINE_CHANGE_H

#include <stddef.h>

#include "core/err.h"
#include "define/kind.h"

struct ctx;

struct definition_change {
	const char *what;      /* "Thời hạn của bước" */
	const char *where;     /* name of the step, question or table; "" : the whole */
	const char *from, *to; /* what stood and what stands there; "" */
};

/*
 * "older" may be "": everything is new then, and no change is listed. ERR_CONFLICT: one of them cannot be read any more by the
 * rules of today.
 */
MUST_CHECK enum err definition_changes(struct ctx *c, enum definition_kind kind, const char *older, const char *newer,
    const struct definition_change **ret_changes, size_t *ret_count);

#endif
