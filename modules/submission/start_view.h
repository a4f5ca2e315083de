/* The start page as a view tree. */
#ifndef MOTCUA_SUBMISSION_START_VIEW_H
#define MOTCUA_SUBMISSION_START_VIEW_H

#include <stddef.h>

#include "domain/procedure/procedure_store.h"

#include "draft_store.h"

struct ctx;
struct view;

/* Why a procedure cannot be filed here: message key of the reason, or the reason in words; and a way out (NULL: none). */
struct start_closed {
	const char *reason;
	const char *url, *label; /* label: message key */
};

struct start {
	struct procedure procedure;
	struct procedure_channel channel;
	const struct procedure_case *cases;
	size_t case_count;
	const struct procedure_requirement *requirements;
	size_t requirement_count;
	const struct procedure_offering *offerings; /* those that take it online, or all where it is closed */
	size_t offering_count;
	const struct draft *draft; /* begun earlier, or NULL */
	struct start_closed closed;
	const char *once;
};

struct view *start_view(struct ctx *c, const struct start *start);

#endif
