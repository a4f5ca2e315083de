/* What was brought and said at the counter, read from the form's open part. Private to the counter. */
#ifndef MOTCUA_WORKFLOW_COUNTER_BROUGHT_H
#define MOTCUA_WORKFLOW_COUNTER_BROUGHT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "counter/counter_case.h"
#include "domain/dossier/dossier.h"

struct arena;
struct counter_input;
struct ctx;
struct upload;

struct counter_brought {
	struct dossier_paper *papers; /* file_id of a scanned one: the index into scans, until it is kept */
	size_t paper_count;
	struct upload **scans;
	size_t scan_count;
	struct form_values values;
	const struct dossier_value *answers;
	size_t answer_count;
	struct rule_fees fees;
};

/* What an answer is called where its faults are told: the id of its first box on the page. */
const char *counter_answer_id(struct arena *arena, const struct form_field *field);
/* Does the officer only ask what follows from the answers? Also where it is not known what was pressed. */
bool counter_only_reckons(const struct counter_input *in);
/*
 * The answers, what follows from them for the case, and unless the officer only asks for that, what was brought. ERR_INVALID with
 * every fault beside its field (again.h), those that were found before among them: also where the answers changed the check-list
 * that the officer had in view, and where a paper that is needed is neither there nor accounted for in the note.
 */
MUST_CHECK enum err counter_brought_read(
    struct ctx *c, struct counter_case *which, const struct counter_input *in, struct counter_brought *ret);

#endif
