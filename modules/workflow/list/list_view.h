/* The work list as a view. Private to the list. */
#ifndef MOTCUA_WORKFLOW_LIST_VIEW_H
#define MOTCUA_WORKFLOW_LIST_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/time/clock.h"

struct arena;
struct ctx;
struct list_count;
struct list_input;
struct list_procedure;
struct list_row;
struct queue;
struct view;

struct list_page {
	const struct list_input *input;
	const struct queue *queue; /* the one shown */
	const struct list_row *rows;
	size_t row_count;
	bool more;
	const char *next; /* cursor, with `more` */
	const struct list_count *counts;
	size_t count_count;
	const struct list_procedure *procedures;
	size_t procedure_count;
};

struct view *list_view(struct ctx *c, const struct list_page *page);

/*
 * How long until the due day, in words, and whether it has passed: "còn 3 ngày", "quá hạn 2 ngày"; that time stands still.
 * NULL where there is nothing to wait for.
 */
const char *due_in_words(struct ctx *c, int64_t due_at, enum clock_state clock, bool *ret_overdue);

/* For --check: a page that fills every name of its template. */
struct view *list_sample(struct arena *arena);

#endif
