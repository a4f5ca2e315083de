/* What is known of a sample dossier on the day of its filing: its form judged, what rules read, its fee. Private to walk.c. */
#ifndef MOTCUA_CATALOGUE_WALK_FILED_H
#define MOTCUA_CATALOGUE_WALK_FILED_H

#include "simulate/walk.h"

/* Fills visible, problems, remarks, inputs and the fee of the trace. */
void walk_file(struct arena *arena, const struct walk_definitions *definitions, const struct walk_given *given,
    struct walk_trace *trace);

#endif
