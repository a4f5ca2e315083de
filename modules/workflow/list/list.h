/*
 * The work list: saved queues over the dossiers that an officer may see, filters in the address, deadline first. Its
 * tables are shared by the page, its badges and the export.
 */
#ifndef MOTCUA_WORKFLOW_LIST_H
#define MOTCUA_WORKFLOW_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

struct ctx;
struct dossier;
struct list_query;
struct officer;

/* A saved queue: states, whose turn it is, and who works with it. */
struct queue {
	const char *name;    /* in the address */
	const char *label;   /* message key */
	unsigned roles;      /* bits of enum role that see the tab; 0: everybody */
	unsigned states;     /* bits of enum dossier_state */
	const char *side;    /* receiving, solving: by which of its agencies a dossier is mine; both */
	const char *role;    /* the officer must hold this one there; "": any */
	const char *waiting; /* role of the task that must be open; "": whatever */
	bool late;           /* past its due day only */
};
extern const struct queue list_queues[];
extern const size_t list_queue_count;

/* The queues that this officer sees, in order; `into` has room for list_queue_count. */
size_t list_queues_of(const struct officer *officer, const struct queue **into);
/* The queue of that name if the officer sees it, else its first one. */
const struct queue *list_queue_named(const struct officer *officer, const char *name);

struct list_input {
	const char *queue, *q, *procedure, *due, *channel, *after;
	int64_t from;
};
struct input;
extern const struct input list_input;

/* What the address asks for in one queue, within what the officer may see. */
enum err list_query_of(
    struct ctx *c, const struct list_input *in, const struct queue *queue, struct list_query *query) MUST_CHECK;

enum err handle_list(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_list_export(struct ctx *c, const void *input) MUST_CHECK;
/* What the dossiers of one procedure (asked for) were answered, a line each. */
enum err handle_answers_export(struct ctx *c, const void *input) MUST_CHECK;
/* The dossier after this one in a queue, or its first, or the list when nothing is left. */
enum err handle_list_next(struct ctx *c, const void *input) MUST_CHECK;
/* For anybody, where officers' pages are all there is: to /can-bo, which asks who it is. */
enum err handle_front_page(struct ctx *c, const void *input) MUST_CHECK;
/* For an officer: to the desk that is its only one, or to the work list. */
enum err handle_office_home(struct ctx *c, const void *input) MUST_CHECK;

/* Where the dossier stands in the order of a list: for `after`. */
const char *list_cursor(struct ctx *c, const struct dossier *dossier);

#endif
