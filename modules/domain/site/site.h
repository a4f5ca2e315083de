/*
 * The face that all modules of an installation share: the province's name and hotline, the navigation that follows the
 * deployed modules and, for officers, their roles. Read once at start, constant afterwards. The one place that knows
 * which page leads into which module; a module is linked only if it is deployed.
 */
#ifndef MOTCUA_DOMAIN_SITE_SITE_H
#define MOTCUA_DOMAIN_SITE_SITE_H

#include <stdbool.h>

#include "core/err.h"

struct arena;
struct core_config;
struct ctx;
struct messages;
struct route_table;
struct view;

/* conf/provinces/<name>/province.conf */
struct province {
	const char *name, *operator_name, *operator_address, *hotline, *hotline_hours;
	const char *national_portal; /* address of a procedure at the national portal, {code} in it; "" if none */
	bool
	    population_register; /* people may let the national population register be asked for what it knows of them */
	const char *embed_origins; /* sites that may frame the blocks below /nhung/, separated by blanks; "" if none */
};

/* A module's `.start`, or part of it: reads the province's file. ERR_INVALID names what is wrong. */
MUST_CHECK enum err site_start(const struct core_config *config, struct failure *failure);
const struct province *site_province(void);

/* A module's `.shell`: names, navigation for citizens or, on pages under /can-bo, for the officer signed in. */
MUST_CHECK enum err site_shell(struct ctx *c, struct view *shell);

/* /can-bo, where every officer's page leads: the first page of a deployed module that is for this officer's roles. For
 * the modules that have pages for officers; nginx gives the address to the first of them. */
extern const struct route_table site_office_table;

/* The shell of a published page at `path`, the same for everybody: no session, no token. `title` is the caller's, and
 * `other_language_url` where the page has a translation. */
void site_shell_static(struct arena *arena, const struct core_config *config, const struct messages *messages,
    const char *language, const char *path, struct view *shell);

#endif
