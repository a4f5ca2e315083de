/*
 * A process as the table of a published quy trình nội bộ: general data, one row for each step, and in words what comes after a
 * row. Table and diagram are two views of one document (process_model.h): from the table the BPMN is made, and what was drawn
 * reads back as the same table. What a table has no words for (timers, ways that cross) is listed all the same: its texts can be
 * changed, its ways only in the drawing. Pure.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_PROCESS_TABLE_H
#define MOTCUA_DOMAIN_DEFINITION_PROCESS_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "domain/definition/process/process_model.h"

struct arena;

enum {
	TABLE_ROWS_MAX = 90, /* with a gateway behind each step, a process is still within MODEL_NODES_MAX */
	TABLE_WAYS_MAX = 6,  /* of one row, beside the usual one */
	TABLE_LANES_MAX = 9
};

/* Where a way leads, beside the number of a row from 0. */
#define TABLE_NEXT SIZE_MAX       /* the row below; at the end of a branch its join; below the last row the end */
#define TABLE_END  (SIZE_MAX - 1) /* the process ends */
#define TABLE_JOIN (SIZE_MAX - 2) /* the end of the branch: where the branches side by side meet */

/* "Nếu ... thì bước n". */
struct table_way {
	const char *condition; /* FEEL without "="; of a drawn process "" where there is none */
	const char *label;     /* its name in the drawing */
	size_t to;
	bool beside; /* of a drawn process: together with the row's other ways that say so */
};

/* All texts are never NULL. */
struct table_row {
	const char *id; /* of the step; stays with it wherever it is moved; "" for a new row */
	const char *symbol, *name, *unit, *role, *content, *term, *output;
	const char *timing; /* what stands in the place of a term: "Giờ hành chính", or a text that is none */
	bool calendar;
	const char *agency, *called; /* another agency is asked: its code, the id of its process; "" for an own step */
	const char *form, *actions;
	/*
	 * Side by side: 0 on the way of all; rows below each other with 1, 2 ... are branches that begin together, rows with the same
	 * number follow each other in one branch; from a higher number down to 1 another block begins.
	 */
	size_t lane;
	struct table_way *ways; /* taken when their condition holds, in this order */
	size_t way_count;
	const char *question; /* name of the gateway behind the row */
	size_t next;          /* otherwise; of the last row of a block: where it goes on behind the join */
};

struct process_table {
	const char *id, *name;
	struct model_sheet sheet;
	struct table_row *rows; /* room for TABLE_ROWS_MAX */
	size_t count;
	const char
	    *fixed; /* why the ways cannot be changed here: "timer", "terminate", "shape", "long"; NULL: they can */
};

/* The model's table; of a fixed one `ways` say all that may come next. Texts are the model's. */
void process_table_of_model(struct arena *arena, const struct process_model *model, struct process_table *ret);
/*
 * The table into the model that it was read from (or a new one): steps keep their ids, what is still the same in the drawing keeps
 * its place. New rows get their ids in the table too. ERR_INVALID: a fixed table whose rows are not those of the model;
 * ERR_TOO_LARGE: more rows, ways or nodes than there may be.
 */
MUST_CHECK enum err process_table_to_model(
    struct arena *arena, struct process_table *table, struct process_model *model);

/* An empty row: no text, TABLE_NEXT. */
struct table_row table_row_new(void);
/* Do both have the same rows in the same order with the same ways (texts aside)? */
bool process_table_same_ways(const struct process_table *one, const struct process_table *other);
/* The row of a step; table->count if there is none. */
size_t process_table_row(const struct process_table *table, const char *step_id);
/*
 * The row that an element of the model belongs to, to show what is wrong beside it: of a step its own, of what stands behind a
 * step (gateway, flow) that step's. table->count: none.
 */
size_t process_table_row_of(
    const struct process_table *table, const struct process_model *model, const char *element_id);

/* The longest way through the process, as a procedure's term is compared with it. */
struct table_path {
	int64_t minutes; /* standard minutes */
	int64_t sum;     /* of all rows, whatever way is taken */
	size_t *rows;    /* that lie on it and take time, in order */
	size_t count;
};
/* Of a table and the model it was read from or written into. Steps without a term take no time; loops count once. */
void process_table_path(
    struct arena *arena, const struct process_table *table, const struct process_model *model, struct table_path *ret);

#endif
