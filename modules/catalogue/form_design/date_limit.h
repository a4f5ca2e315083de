/*
 * A limit of a date as people say it, "18 years before today", "1 day after Ngày bắt đầu", and the text that stands for it in the
 * document ("today - P18Y", see domain/definition/form). Pure. What the parts cannot say stays a text.
 */
#ifndef MOTCUA_CATALOGUE_FORM_DATE_LIMIT_H
#define MOTCUA_CATALOGUE_FORM_DATE_LIMIT_H

#include <stdbool.h>

struct arena;

/* As `from`: the limit is the text. */
#define DATE_LIMIT_TEXT  "="
#define DATE_LIMIT_TODAY "today"
/* "D", "M", "Y": days, months, years; NULL at the end. */
extern const char *const date_limit_units[];

struct date_limit {
	const char *from; /* "": no limit; DATE_LIMIT_TODAY, DATE_LIMIT_TEXT, or the key of a question about a day */
	const char *count, *unit; /* how far from it; "": that very day */
	bool before;
	const char *text; /* the whole as the document has it */
};

/* Whatever it is: what the parts cannot say is DATE_LIMIT_TEXT. The count may still be none. */
void date_limit_read(struct arena *arena, const char *text, struct date_limit *ret_limit);
/* The text of the parts; `text` where `from` says so. */
const char *date_limit_write(struct arena *arena, const struct date_limit *limit);
/* Message key of what is wrong with the count, NULL: nothing. */
const char *date_limit_fault(const struct date_limit *limit);

#endif
