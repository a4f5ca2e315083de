/* What might be meant while somebody is still typing: a few procedures as JSON, for the search box. */
#ifndef MOTCUA_CATALOGUE_SUGGEST_H
#define MOTCUA_CATALOGUE_SUGGEST_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

extern const struct input suggest_input;

/* GET /tim-kiem/goi-y: {"suggestions": [{label, code, url}]}, at most eight. */
enum err handle_suggest(struct ctx *c, const void *input) MUST_CHECK;

#endif
