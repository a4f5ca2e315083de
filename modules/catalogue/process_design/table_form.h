/*
 * The table as a form: what stands in its boxes, beside each what is wrong with it; made from a process or from what was typed, and
 * carried back into the process. Rows that the form does not know of a process are kept. Pure: knows no request and no database.
 */
#ifndef MOTCUA_CATALOGUE_PROCESS_DESIGN_TABLE_FORM_H
#define MOTCUA_CATALOGUE_PROCESS_DESIGN_TABLE_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "core/input/field.h"
#include "domain/definition/process_table/process_table.h"
#include "domain/definition/process_table/process_table_unit.h"
#include "process_design/next_text.h"

struct arena;

/* In the order in which one goes through a row by keyboard. */
enum cell {
	CELL_UNIT,
	CELL_ROLE,
	CELL_CONTENT,
	CELL_TERM,
	CELL_OUTPUT,
	CELL_NEXT,
	CELL_NAME, /* from here on: beneath "more" */
	CELL_SYMBOL,
	CELL_AGENCY,
	CELL_CALENDAR, /* "1" or "" */
	CELL_ID,       /* hidden */
	CELL__MAX
};
/* "unit" ...: name in the form, and key of its label. */
const char *cell_name(enum cell cell);

/* General data: texts of struct model_sheet. */
struct head_field {
	const char *name;
	size_t offset;
	bool lines;
	size_t most; /* code points */
};
enum { HEAD_COUNT = 11, PAPER_TEXTS = 4, RECORD_TEXTS = 3 };
extern const struct head_field head_fields[HEAD_COUNT];
extern const char *const paper_names[PAPER_TEXTS];   /* name, form, originals, photocopies */
extern const char *const record_names[RECORD_TEXTS]; /* name, place, keep */

struct form_text {
	const char *text;  /* never NULL */
	const char *error; /* message key; NULL: nothing known to be wrong */
};
struct form_row {
	struct form_text cells[CELL__MAX];
	enum process_unit_doubt doubt; /* of a role that was read from the unit; UNIT_SURE else */
	const char *guess;             /* that role; "" where it was chosen */
};
struct table_form {
	struct form_text name, basis, heads[HEAD_COUNT];
	struct form_text (*papers)[PAPER_TEXTS];
	struct form_text (*records)[RECORD_TEXTS];
	struct form_row *rows; /* room for TABLE_ROWS_MAX */
	size_t paper_count, record_count, count;
	size_t wrong;      /* errors in all boxes */
	const char *fault; /* message key of what no box stands for; NULL */
};

/* As the process has it. */
void table_form_of(const struct next_words *words, const struct process_table *table, struct table_form *ret);
/* As it was typed: "name", "symbol", "basis", "paper.0.name", "record.0.keep", "step.0.unit". Other names are passed over. */
void table_form_typed(struct arena *arena, const struct input_rest *typed, struct table_form *ret);

/*
 * Changes of rows for those who have no script; numbers in the column "what comes next" follow. "them.N" adds a row behind
 * the Nth (0: before all), "len.N", "xuong.N", "xoa.N", "giay" and "luu-tru" add rows to the other lists. False: no such act.
 */
bool table_form_act(struct arena *arena, struct table_form *form, const char *act);

/*
 * What the form says into the table that it is about (of a fixed one only texts). ERR_INVALID: something is wrong, each fault
 * stands beside its box; the table is then half changed and of no use.
 */
MUST_CHECK enum err table_form_take(
    const struct next_words *words, struct table_form *form, struct process_table *table);

#endif
