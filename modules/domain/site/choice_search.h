/*
 * What a shared list offers, for a form that is being filled in by script (static/js/form.js, choose.js). The lists are public and
 * hold nothing about anybody. Every module that shows forms routes it below a path of its own, ROUTE_PUBLIC and ROUTE_ETAG.
 */
#ifndef MOTCUA_DOMAIN_SITE_CHOICE_SEARCH_H
#define MOTCUA_DOMAIN_SITE_CHOICE_SEARCH_H

#include "core/err.h"

struct ctx;
struct input;

extern const struct input choice_search_input;

/*
 * GET .../{choices}?tren=PARENT&q=TEXT, as of today: {"items": [{"value", "label", "above"}], "more": bool}. With q at most
 * FORM_MATCHES_MAX that may be meant; without it all choices below the parent, none (and more) where they
 * are too many. A list that does not exist is ERR_NOT_FOUND.
 */
enum err handle_choice_search(struct ctx *c, const void *input) MUST_CHECK;

#endif
