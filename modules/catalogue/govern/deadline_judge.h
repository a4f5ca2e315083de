/*
 * Was a decision made public in time, and signed early enough before it takes effect? NĐ 63/2010 Điều 15 and Điều 24 khoản
 * 2: public as data within so many working days of signature, signed so many days before the day of force; the numbers are
 * rules with days of validity. Pure.
 */
#ifndef MOTCUA_CATALOGUE_DEADLINE_JUDGE_H
#define MOTCUA_CATALOGUE_DEADLINE_JUDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct calendar;
struct decision;
struct publication_rule;

enum public_state { PUBLIC_UNKNOWN, PUBLIC_WAITING, PUBLIC_IN_TIME, PUBLIC_LATE };

struct deadline {
	const char *track;  /* ministry, province, fast */
	int32_t public_due; /* DATE_NONE: no rule, or beyond the calendar */
	enum public_state public_state;
	bool signed_late; /* too close before the day of force */
};

/* The track: as noted, else the ministry's or the province's. `calendar`: of the office that publishes. */
struct deadline deadline_judge(const struct decision *decision, const struct publication_rule *rules, size_t rule_count,
    const struct calendar *calendar, int32_t today);
/* Has anything of it been late? */
bool deadline_is_late(const struct deadline *deadline);

#endif
