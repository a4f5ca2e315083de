/*
 * What the law asks of a notice before an interruption: planned ones are told so many working days before (NĐ 224/2026
 * Điều 13: 07; TT 32/2017/TT-BTTTT Điều 11: 01 before it), urgent ones at once. Pure.
 */
#ifndef MOTCUA_CATALOGUE_NOTICE_RULE_H
#define MOTCUA_CATALOGUE_NOTICE_RULE_H

#include <stdbool.h>
#include <stdint.h>

struct calendar;
struct notice;

/* May it be published at `now`? An urgent one always; a planned one with `days` full working days between. */
bool notice_is_in_time(const struct notice *notice, const struct calendar *calendar, int32_t days, int64_t now);

/* "HH:MM" as minutes of the day; -1 if it is no time. */
int notice_minutes(const char *text);
/* The same as a rule of a field. */
bool notice_time_is_valid(const char *text);

#endif
