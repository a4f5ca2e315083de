/*
 * Terms in the tables of decisions: of a step ("0,5 ngày", "Giờ hành chính", "7,5") and of the whole ("Không quá 17 ngày kể từ ngày
 * ..."), as written. A text that is no term for certain is left as it stands. Pure.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_PROCESS_TABLE_TERM_H
#define MOTCUA_DOMAIN_DEFINITION_PROCESS_TABLE_TERM_H

#include <stdint.h>

struct arena;

enum process_table_term {
	TABLE_TERM_NONE, /* empty, "Giờ hành chính", "Không tính thời gian", "Không quy định": it takes no time */
	TABLE_TERM_READ,     /* a number and a unit */
	TABLE_TERM_UNITLESS, /* a number: of what? Days, if the column says so; minutes are given as of days */
	TABLE_TERM_UNREAD
};

/* `*ret_minutes`: standard minutes, 0 unless read or unitless. */
enum process_table_term process_table_term(struct arena *arena, const char *text, int64_t *ret_minutes);

/*
 * The printed total, in standard minutes: the one length of time at the head of the text. -1: there is none, or two that are
 * alternatives.
 */
int64_t process_table_total(struct arena *arena, const char *text);

#endif
