/* The work list as CSV. See list_export.h. */
#include "list/list_export.h"

#include "domain/time/local_time.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/server/ctx.h"
#include "core/view/csv.h"
#include "list/list_store.h"

enum { EXPORT_MAX = 6 << 20 };

static const char *const heads[] = { "workflow.code", "workflow.applicant", "workflow.procedure", "workflow.channel",
	"workflow.filed", "workflow.received", "workflow.due", "workflow.state", "workflow.step", "workflow.assignee" };
enum { COLUMNS = sizeof(heads) / sizeof(heads[0]) };

static const char *
moment(struct ctx *c, int64_t at)
{
	return at == TIME_NONE ? NULL : moment_text(c->arena, at);
}

void
list_export_write(struct ctx *c, const struct list_row *rows, size_t count, struct buffer *out)
{
	buffer_init(out, c->arena, EXPORT_MAX);
	csv_begin(out);
	for (size_t k = 0; k < COLUMNS; k++)
		csv_cell(out, ctx_text(c, heads[k]), k);
	csv_row_end(out);
	for (size_t i = 0; i < count; i++) {
		const struct list_row *row = &rows[i];
		const char *const cells[COLUMNS] = { row->code != NULL ? row->code : row->filing_number,
			row->applicant_name, row->procedure_name,
			ctx_text(c, arena_printf(c->arena, "workflow.channels.%s", row->channel)),
			moment(c, row->filed_at), moment(c, row->received_at), moment(c, row->due_at),
			ctx_text(c, arena_printf(c->arena, "workflow.states.%s", row->state_name)), row->step,
			row->assignee };

		for (size_t k = 0; k < COLUMNS; k++)
			csv_cell(out, cells[k], k);
		csv_row_end(out);
	}
}
