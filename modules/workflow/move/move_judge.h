/*
 * Could a running dossier go on by a newer version of its form or process, and if not, why: in words that name the question or the
 * step, and never what was answered. Asks the checkers of domain/definition, and what hangs on them here: that what else the dossier
 * goes by can read the newer one, that the office has the dossier, that its procedure goes by that version today.
 */
#ifndef MOTCUA_WORKFLOW_MOVE_JUDGE_H
#define MOTCUA_WORKFLOW_MOVE_JUDGE_H

#include <stddef.h>

#include "core/err.h"

#include "list/answers_store.h"
#include "move/move_store.h"

struct arena;
struct ctx;

/* What is judged by, read once for many dossiers. */
struct mover;
/*
 * `version_no` 0: the newest approved version. ERR_NOT_FOUND: no such version. `work` is the arena for what one dossier needs; the
 * caller resets it between dossiers, or gives the request's own.
 */
MUST_CHECK enum err mover_open(struct ctx *c, struct arena *work, enum definition_kind kind, const char *code,
    int64_t version_no, struct mover **ret_mover);
const struct move_version *mover_newer(const struct mover *mover);

struct move_reasons {
	const char **items; /* sentences in the language of the request */
	size_t count;       /* 0: it may move */
};
/* `values`: all that was answered in the dossier, earlier rounds first; of a process none are needed. */
MUST_CHECK enum err mover_judge(struct mover *mover, const struct move_row *row, const struct answers_row *values,
    size_t count, struct move_reasons *ret_reasons);

/* The answers of these dossiers, by dossier; none for a process. `arena`: what the database's rows live in as well. */
MUST_CHECK enum err mover_values(struct mover *mover, struct arena *arena, const struct move_row *rows,
    size_t row_count, const struct answers_row **ret_values, size_t *ret_count);
#endif
