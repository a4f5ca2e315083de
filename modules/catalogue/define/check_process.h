/* The checks of a process that is drawn up: readable, whole, sound; its roles; and against what its procedures say. */
#ifndef MOTCUA_CATALOGUE_DEFINE_CHECK_PROCESS_H
#define MOTCUA_CATALOGUE_DEFINE_CHECK_PROCESS_H

#include "core/err.h"

struct definition_problems;
struct definition_subject;

/* Rows of the table in check.c. */
MUST_CHECK enum err check_process(const struct definition_subject *subject, struct definition_problems *problems);
/*
 * The longest way through the steps fits the legal term of every procedure, case and channel that the draft is for; what
 * gateways read is asked by the procedures' forms.
 */
MUST_CHECK enum err check_process_targets(
    const struct definition_subject *subject, struct definition_problems *problems);

#endif
