/*
 * Changes to a rule's document, one at a time, as an editor makes them: the text of a cell, a row or a column added, moved or
 * taken out, the hit policy. Each gives a new document that was read again, so that a mistake is refused with its place and nothing is changed.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_RULE_EDIT_H
#define MOTCUA_DOMAIN_DEFINITION_RULE_EDIT_H

#include "domain/definition/rule/rule.h"
#include "domain/definition/rule/rule_table.h"

struct buffer;

enum rule_edit_kind {
	RULE_EDIT_CELL,   /* row, column, text */
	RULE_EDIT_NOTE,   /* row, text: the description of the row */
	RULE_EDIT_ADD,    /* row: the new one stands behind it; 0 puts it first. Its cells are "-" and empty */
	RULE_EDIT_COPY,   /* row: a copy of it stands behind it, with ids of its own */
	RULE_EDIT_DELETE, /* row */
	RULE_EDIT_UP,     /* row changes places with the one before */
	RULE_EDIT_DOWN,
	RULE_EDIT_ALLOWED,       /* column, text: inputValues or outputValues; "" takes them away */
	RULE_EDIT_COLUMN,        /* column, head */
	RULE_EDIT_INPUT_ADD,     /* head: a new last condition; its cells are "-" */
	RULE_EDIT_OUTPUT_ADD,    /* head: a new last result; its cells are empty */
	RULE_EDIT_COLUMN_DELETE, /* column, with its cells; ERR_CONFLICT: the last result */
	RULE_EDIT_COLUMN_LEFT,   /* column changes places with the one before of its kind */
	RULE_EDIT_COLUMN_RIGHT,
	RULE_EDIT_POLICY, /* text: one of rule_policies; ERR_INVALID: none of them */
	RULE_EDIT_NAME    /* text: of the decision */
};

/* What a column says of itself. */
struct rule_column_head {
	const char *label; /* for people */
	const char
	    *read; /* of an input its expression; a plain name is declared as input data. Of an output its name */
	const char *type;    /* "string", "number", "boolean", "date"; "": any; NULL: as it is */
	const char *allowed; /* unary tests, "": anything */
};

struct rule_edit {
	enum rule_edit_kind kind;
	const char *decision; /* id */
	size_t row;           /* from 1 */
	size_t column;        /* from 1: the inputs, then the outputs */
	const char *text;
	const struct rule_column_head *head;
};

/*
 * Applies the edits in order to the document of `rule`, which is changed and must not be used again except to be written
 * with rule_write. ERR_NOT_FOUND if a table, row or column is not there (nothing is changed by that edit); ERR_TOO_LARGE
 * past RULE_ROWS_MAX or RULE_COLUMNS_MAX.
 */
enum err rule_edit_apply(
    struct arena *arena, const struct rule *rule, const struct rule_edit *edits, size_t count) MUST_CHECK;

/*
 * Would this text do as a cell of the column (from 1, the inputs, then the outputs)? ERR_INVALID with *error; ERR_NOT_FOUND if
 * there is no such table or column.
 */
enum err rule_cell_check(struct arena *arena, const struct rule *rule, const char *decision, size_t column,
    const char *text, struct feel_error *error) MUST_CHECK;

/* What of the head of a column (0: a new one) would not do, with *error; its type is `type`. Cells that no longer fit are found by reading again. */
enum rule_head_part { RULE_HEAD_RIGHT, RULE_HEAD_READ, RULE_HEAD_ALLOWED };
enum rule_head_part rule_head_check(struct arena *arena, const struct rule *rule, const char *decision, size_t column,
    bool input, const struct rule_column_head *head, enum feel_type type, struct feel_error *error);

#endif
