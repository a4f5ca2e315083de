/*
 * Changes to a rule's document, one at a time, as an editor makes them: the text of a cell, a row added, moved or taken
 * out. Each gives a new document that was read again, so that a mistake is refused with its place and nothing is changed.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_RULE_EDIT_H
#define MOTCUA_DOMAIN_DEFINITION_RULE_EDIT_H

#include "domain/definition/rule/rule.h"

struct buffer;

enum rule_edit_kind {
	RULE_EDIT_CELL,   /* row, column, text */
	RULE_EDIT_NOTE,   /* row, text: the description of the row */
	RULE_EDIT_ADD,    /* row: the new one stands behind it; 0 puts it first. Its cells are "-" and empty */
	RULE_EDIT_COPY,   /* row: a copy of it stands behind it, with ids of its own */
	RULE_EDIT_DELETE, /* row */
	RULE_EDIT_UP,     /* row changes places with the one before */
	RULE_EDIT_DOWN,
	RULE_EDIT_ALLOWED /* column, text: inputValues or outputValues; "" takes them away */
};

struct rule_edit {
	enum rule_edit_kind kind;
	const char *decision; /* id */
	size_t row;           /* from 1 */
	size_t column;        /* from 1: the inputs, then the outputs */
	const char *text;
};

/*
 * Applies the edits in order to the document of `rule`, which is changed and must not be used again except to be written
 * with rule_write. ERR_NOT_FOUND if a table, row or column is not there (nothing is changed by that edit); ERR_TOO_LARGE
 * past RULE_ROWS_MAX.
 */
enum err rule_edit_apply(
    struct arena *arena, const struct rule *rule, const struct rule_edit *edits, size_t count) MUST_CHECK;

/*
 * Would this text do as a cell of the column (from 1, the inputs, then the outputs)? ERR_INVALID with *error; ERR_NOT_FOUND if
 * there is no such table or column.
 */
enum err rule_cell_check(struct arena *arena, const struct rule *rule, const char *decision, size_t column,
    const char *text, struct feel_error *error) MUST_CHECK;

#endif
