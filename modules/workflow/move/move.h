/*
 * Running dossiers and a newer version of the form or process by which they go: which of them could move to it, why the others could
 * not, and moving them. Administrators and those who control procedures see all of them by number, never a person or an answer, and
 * they alone move; officers see those of their work.
 */
#ifndef MOTCUA_WORKFLOW_MOVE_H
#define MOTCUA_WORKFLOW_MOVE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "core/input/field.h"

#include "move/move_store.h"

struct arena;
struct ctx;
struct view;

#define MOVE_PATH "/can-bo/chuyen-phien-ban/{kind}/{code}"

enum { MOVE_PAGE_ROWS = 25 };

/* What the address and the form say. */
struct move_input {
	const char *kind, *code; /* kind: bieu-mau, quy-trinh */
	int64_t newer, older;    /* 0: the newest; any */
	const char *state, *number, *after;
	int64_t moved, left; /* what was just done; -1: nothing */
	struct texts numbers;
	const char *reason;
};
extern const struct input move_page_input; /* {kind} {code}, den, tu, trang-thai, so, sau, xong, con */
extern const struct input move_act_input;  /* {kind} {code} den, numbers, reason */

/* GET: counts by version and state, the dossiers of older versions, each with the verdict. */
enum err handle_move_page(struct ctx *c, const void *input) MUST_CHECK;
/* GET .../tai-ve: all of them as a table. */
enum err handle_move_csv(struct ctx *c, const void *input) MUST_CHECK;
/*
 * POST: the numbers named move, each looked at again under its lock, in one transaction; what could not move any more stays where it
 * is and is counted.
 */
enum err handle_move(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_move_again(struct ctx *c, const void *input) MUST_CHECK;

/* Within the module: the address of the page, what it asks of the stores, and who may. */
const char *move_path(struct arena *arena, const struct move_input *in);
enum definition_kind move_kind(const struct move_input *in);
enum err move_query_of(struct ctx *c, const struct move_input *in, int64_t newer, struct move_query *ret) MUST_CHECK;
bool move_allowed(const struct ctx *c);

struct view *move_sample(struct arena *arena);

#endif
