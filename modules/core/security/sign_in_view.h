/* The pages of sign-in as view trees. */
#ifndef MOTCUA_CORE_SECURITY_SIGN_IN_VIEW_H
#define MOTCUA_CORE_SECURITY_SIGN_IN_VIEW_H

#include "core/err.h"

struct ctx;

/* Each answers the page, with faults and what was typed where it is shown again; `next` may be NULL. */
enum err sign_in_citizen_page(struct ctx *c, const char *next) MUST_CHECK;
enum err sign_in_officer_page(struct ctx *c, const char *next) MUST_CHECK;
enum err sign_in_code_page(struct ctx *c, const char *login, const char *next) MUST_CHECK;

#endif
