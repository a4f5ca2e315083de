/* The page of an act that asks for something (a reason, a decision): the same for versions of procedures and for definitions. */
#ifndef MOTCUA_CATALOGUE_VERSION_ACT_PAGE_H
#define MOTCUA_CATALOGUE_VERSION_ACT_PAGE_H

#include <stdint.h>

#include "govern/page.h"
#include "version/act.h"

struct ctx;
struct view;

struct act_page {
	enum version_act act;
	const char *words;      /* the message file with act.<name> and act_lead.<name> */
	const char *navigation; /* where the page stands */
	const char *back, *action;
	const char *code, *name; /* of what is acted on */
	int64_t version;         /* of its row, as it was shown */
};

/* The page without its fields, whose list comes back in *ret_fields. */
struct page act_page_new(struct ctx *c, const struct act_page *of, struct view **ret_fields);

#endif
