/* The contents of definitions into what a walk takes. Knows no database. */
#ifndef MOTCUA_CATALOGUE_WALK_READ_H
#define MOTCUA_CATALOGUE_WALK_READ_H

#include "core/err.h"
#include "domain/procedure/procedure_store.h" /* enum definition_kind */
#include "simulate/walk.h"

struct arena;

enum { WALK_KINDS = 3 };

/* Texts by enum definition_kind; NULL or "": there is none. */
struct walk_contents {
	const char *of[WALK_KINDS];
};
/* Why one cannot be read. */
struct walk_read_fault {
	enum definition_kind kind;
	const char *message, *place; /* message key; path or id */
};

/* ERR_INVALID with *fault; what could be read is in *ret_definitions all the same. */
MUST_CHECK enum err walk_definitions_read(struct arena *arena, const struct walk_contents *contents,
    struct walk_definitions *ret_definitions, struct walk_read_fault *fault);

#endif
