/*
 * A template's source as tokens: text (each at most to the end of its line) and tags. For the compiler and the lint;
 * knows nothing of nesting and nothing of HTML.
 */
#ifndef MOTCUA_CORE_VIEW_TEMPLATE_SCAN_H
#define MOTCUA_CORE_VIEW_TEMPLATE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

enum template_token_kind {
	TOKEN_TEXT,
	TOKEN_VALUE,
	TOKEN_RAW,
	TOKEN_SECTION,
	TOKEN_INVERTED,
	TOKEN_CLOSE,
	TOKEN_PARTIAL,
	TOKEN_PARENT,
	TOKEN_BLOCK,
	TOKEN_COMMENT,
	TOKEN_DELIMITERS,
};

struct template_token {
	enum template_token_kind kind;
	const char *text; /* of text: the text; of a tag: its name, blanks around it left out */
	size_t size;
	unsigned line; /* where it begins, from 1 */
};

enum { TEMPLATE_DELIMITER_MAX = 8 };

struct template_scan {
	const char *at, *end;
	unsigned line;
	char open[TEMPLATE_DELIMITER_MAX], close[TEMPLATE_DELIMITER_MAX];
	size_t open_size, close_size;
	const char *error; /* what is wrong on `line`, once template_scan_next returned false; NULL at the end */
};

/* At the beginning of `source`, which must live as long as the tokens. */
void template_scan_begin(struct template_scan *scan, const char *source, size_t size);
/* The next token, or false: at the end of the source, or at an error. */
bool template_scan_next(struct template_scan *scan, struct template_token *token);

#endif
