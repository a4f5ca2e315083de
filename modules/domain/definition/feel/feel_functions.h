/*
 * The functions that expressions may call, where they do not stand in feel_functions.c: each takes arguments whose types the
 * table there has held true. Private to feel_functions.c, feel_text.c, feel_days.c and feel_list.c.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_FEEL_FUNCTIONS_H
#define MOTCUA_DOMAIN_DEFINITION_FEEL_FUNCTIONS_H

#include "domain/definition/feel/feel_tree.h"

/* f(a, b, c) or f([a, b, c]) */
struct feel_list feel_gathered(const struct feel_value *args, size_t count);

/* feel_text.c */
feel_call feel_contains, feel_starts_with, feel_ends_with, feel_string_length, feel_substring, feel_substring_before,
    feel_substring_after, feel_upper_case, feel_lower_case, feel_string_join;

/* feel_days.c */
feel_call feel_date_read, feel_duration_read, feel_today, feel_age, feel_call_years_between, feel_days_between,
    feel_date_of, feel_last_day_of_month, feel_months_between, feel_year, feel_month, feel_day, feel_weekday,
    feel_years_part, feel_months_part, feel_days_part, feel_hours_part, feel_minutes_part, feel_seconds_part;

/* feel_list.c */
feel_call feel_mean, feel_median, feel_product, feel_append, feel_concatenate, feel_union, feel_flatten, feel_reverse,
    feel_index_of, feel_sublist, feel_remove;

#endif
