/*
 * The clock policy of a channel as plain fields, for people who do not write policies: into the one line that the record
 * keeps (domain/time/policy_text.h) and back. Also the choices of definitions. Pure.
 */
#ifndef MOTCUA_CATALOGUE_EDIT_CLOCK_H
#define MOTCUA_CATALOGUE_EDIT_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

struct arena;
struct record_table;

struct edit_clock {
	bool offered;      /* the case has this channel */
	bool everywhere;   /* the same for this channel of every case */
	const char *term;  /* "3 ngày làm việc"; "": no clock, the term is for people alone */
	const char *count; /* working_time, working_days, calendar_days */
	bool first_day;
	const char *cutoff;     /* "15:00"; "": none */
	int64_t before_closing; /* minutes before closing that count as the next day; 0: none */
	const char *start;
	const char *pause; /* reasons that stop the clock, comma separated */
	const char *after; /* continue, restart */
	int64_t wait, extensions;
};
extern const struct record_table edit_clock_table;

/* The fields of a policy; what cannot be read, and "", are the general law's with an empty term. */
void edit_clock_read(struct arena *arena, const char *policy, struct edit_clock *clock);
/*
 * The policy that the fields say; "" for an empty term. ERR_INVALID with the member at fault and why, as a message key
 * (clock.policy_* or field_error.*).
 */
MUST_CHECK enum err edit_clock_policy(struct arena *arena, const struct edit_clock *clock, const char **ret_policy,
    const char **ret_member, const char **ret_message);

/* Ids as text, "" for none. */
struct edit_definitions {
	const char *form, *process, *rule;
};
extern const struct record_table edit_definitions_table;

#endif
