/* The page of running dossiers and a newer version as a view. Private to the room. */
#ifndef MOTCUA_WORKFLOW_MOVE_VIEW_H
#define MOTCUA_WORKFLOW_MOVE_VIEW_H

#include "move/move.h"
#include "move/move_judge.h"

struct ctx;
struct view;

struct move_page {
	const struct move_input *in;
	int64_t newer;
	const struct move_count *counts;
	size_t count_count;
	const struct move_row *rows;
	struct move_reasons *reasons; /* one a row */
	size_t row_count;
	bool more, may_move;
	const char *back; /* the definition's page, for those who work there; NULL */
};
struct view *move_view(struct ctx *c, const struct move_page *page);

#endif
