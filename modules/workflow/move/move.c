/* The page of running dossiers and a newer version, and its table. See move.h. */
#include "move/move.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "core/view/csv.h"
#include "core/view/json.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "domain/dossier/state.h"
#include "domain/time/local_time.h"

#include "move/move_judge.h"
#include "move/move_view.h"
#include "office.h"

/* A table of all that run is read in pieces of so many dossiers; memory of a piece, and of one dossier. */
enum { BATCH = 1000, CSV_BYTES_MAX = 24 << 20, SCOPE_BYTES_MAX = 64 * 1024, VERSIONS_MAX = 100000, COUNT_MOST = 1000 };
#define WORK_MEMORY ((size_t)48 << 20)

static const char *const kinds[] = { "bieu-mau", "quy-trinh", NULL };
static const char *const states[] = { "submitted", "intake_supplement", "intake_fee_due", "received", "in_progress",
	"supplement_due", "fee_due", "stopped", NULL };

#define WHICH                                                                                                          \
	FIELD(move_input, kind, FIELD_CHOICE, FROM_PATH, .required = true, .choices = kinds),                          \
	    FIELD(move_input, code, FIELD_CODE, FROM_PATH, .required = true)
static const struct field page_fields[] = {
	WHICH,
	FIELD_NAMED(move_input, newer, "den", FIELD_INT, FROM_QUERY, .min = 0, .max = VERSIONS_MAX),
	FIELD_NAMED(move_input, older, "tu", FIELD_INT, FROM_QUERY, .min = 0, .max = VERSIONS_MAX),
	FIELD_NAMED(move_input, state, "trang-thai", FIELD_CHOICE, FROM_QUERY, .choices = states),
	FIELD_NAMED(move_input, number, "so", FIELD_CODE, FROM_QUERY),
	FIELD_NAMED(move_input, after, "sau", FIELD_CODE, FROM_QUERY),
	FIELD_NAMED(move_input, moved, "xong", FIELD_INT, FROM_QUERY, .min = 0, .max = COUNT_MOST, .otherwise = -1),
	FIELD_NAMED(move_input, left, "con", FIELD_INT, FROM_QUERY, .min = 0, .max = COUNT_MOST),
};
const struct input move_page_input = INPUT(move_input, page_fields);
static const struct field act_fields[] = {
	WHICH,
	FIELD_NAMED(move_input, newer, "den", FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = VERSIONS_MAX,
	    .label = "workflow_move.version"),
	FIELD(move_input, numbers, FIELD_TEXTS, FROM_FORM, .required = true, .offered = true, .most = MOVE_PAGE_ROWS,
	    .label = "workflow_move.numbers"),
	FIELD(move_input, reason, FIELD_LINES, FROM_FORM, .required = true, .min = 5, .max = 500,
	    .label = "workflow_move.reason"),
};
const struct input move_act_input = INPUT(move_input, act_fields);

/* --- what is asked for --------------------------------------------------------------------------------------------------- */

enum definition_kind
move_kind(const struct move_input *in)
{
	return in->kind == kinds[0] ? DEFINITION_FORM : DEFINITION_PROCESS;
}

const char *
move_path(struct arena *arena, const struct move_input *in)
{
	return url(arena, "/can-bo/chuyen-phien-ban/{}/{}", in->kind, in->code);
}

bool
move_allowed(const struct ctx *c)
{
	return officer_has_role(ctx_officer(c), ROLE_ADMINISTRATOR) ||
	       officer_has_role(ctx_officer(c), ROLE_CONTROLLER);
}

/* The grants over dossiers, NULL for those who answer for all definitions. */
static const char *
scope_of(struct ctx *c)
{
	const struct officer *officer = ctx_officer(c);
	struct view *list = view_list(view_object(c->arena), "scope");
	struct buffer out;

	if (move_allowed(c))
		return NULL;
	for (size_t i = 0; i < officer->scope_count; i++) {
		struct view *item;

		if (!role_handles_dossiers(officer->scopes[i].role))
			continue;
		item = view_item(list);
		view_int(item, "agency", officer->scopes[i].agency_id);
		view_text(item, "procedure", officer->scopes[i].procedure_code);
	}
	buffer_init(&out, c->arena, SCOPE_BYTES_MAX);
	json_write(&out, list);
	return out.data;
}

enum err
move_query_of(struct ctx *c, const struct move_input *in, int64_t newer, struct move_query *ret)
{
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (err)
		return err;
	*ret = (struct move_query){
		.kind = move_kind(in),
		.code = in->code,
		.newer = newer,
		.older = in->older,
		.state = in->state,
		.number = in->number,
		.after = in->after,
		.scope = scope_of(c),
		.today = office_day(now),
	};
	return OK;
}

/* --- the page ---------------------------------------------------------------------------------------------------------- */

static enum err
judge_all(struct ctx *c, struct mover *mover, const struct move_row *rows, size_t count, struct move_reasons *reasons)
{
	const struct answers_row *values = NULL;
	size_t value_count, own;
	enum err err = mover_values(mover, c->arena, rows, count, &values, &value_count);

	for (size_t i = 0; !err && i < count; i++) {
		const struct answers_row *first = answers_among(values, value_count, rows[i].id, &own);

		err = mover_judge(mover, &rows[i], first, own, &reasons[i]);
	}
	return err;
}

enum err
handle_move_page(struct ctx *c, const void *input)
{
	struct move_page page = { .in = input, .may_move = move_allowed(c) };
	struct move_query query;
	struct mover *mover;
	enum err err = mover_open(c, c->arena, move_kind(page.in), page.in->code, page.in->newer, &mover);

	if (err)
		return err;
	if (page.may_move && config_has_word(&c->config->modules, "catalogue"))
		page.back = url(c->arena, "/can-bo/danh-muc/dinh-nghia/{}/{}", page.in->kind, page.in->code);
	page.newer = mover_newer(mover)->version_no;
	page.reasons = arena_array(c->arena, MOVE_PAGE_ROWS, sizeof(*page.reasons));
	if ((err = move_query_of(c, page.in, page.newer, &query)) ||
	    (err = move_counts(c->db, &query, &page.counts, &page.count_count)) ||
	    (err = move_rows(c->db, &query, MOVE_PAGE_ROWS, &page.rows, &page.row_count, &page.more)) ||
	    (err = judge_all(c, mover, page.rows, page.row_count, page.reasons)))
		return err;
	return respond_page(c, "workflow/move", move_view(c, &page));
}

enum err
handle_move_again(struct ctx *c, const void *input)
{
	const struct move_input *in = input;

	return handle_move_page(
	    c, &(struct move_input){ .kind = in->kind, .code = in->code, .newer = in->newer, .moved = -1 });
}

/* --- the table ----------------------------------------------------------------------------------------------------------- */

static void
write_heads(struct ctx *c, struct buffer *out)
{
	static const char *const heads[] = { "workflow.code", "workflow.procedure", "workflow_move.agency",
		"workflow.state", "workflow_move.version", "workflow_move.verdict", "workflow_move.reasons" };

	csv_begin(out);
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		csv_cell(out, ctx_text(c, heads[i]), i);
	csv_row_end(out);
}

static const char *
joined(struct arena *work, const struct move_reasons *reasons)
{
	const char *text = "";

	for (size_t i = 0; i < reasons->count; i++)
		text = arena_printf(work, "%s%s%s", text, i == 0 ? "" : " ", reasons->items[i]);
	return text;
}

static void
write_row(struct ctx *c, struct arena *work, const struct move_row *row, const struct move_reasons *reasons,
    struct buffer *out)
{
	const char *const cells[] = { row->code != NULL ? row->code : row->filing_number, row->procedure_name,
		row->agency_name, ctx_text(c, arena_printf(work, "workflow.states.%s", row->state_name)),
		arena_printf(work, "%lld", (long long)row->version_no),
		ctx_text(c, reasons->count == 0 ? "workflow_move.movable" : "workflow_move.not_movable"),
		joined(work, reasons) };

	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++)
		csv_cell(out, cells[i], i);
	csv_row_end(out);
}

/* What a table is read with: memory of one piece, and of one dossier of it. */
struct reading {
	struct arena *piece, *one;
	struct mover *mover;
	struct move_query query;
	struct buffer *out;
};

/* The dossiers behind `query.after`, which moves on. */
static enum err
write_piece(struct ctx *c, struct reading *r, bool *ret_more)
{
	const struct answers_row *values = NULL, *first;
	const struct move_row *rows;
	struct move_reasons reasons;
	size_t count, value_count, own;
	enum err err;

	if ((err = move_rows(c->db, &r->query, BATCH, &rows, &count, ret_more)) ||
	    (err = mover_values(r->mover, r->piece, rows, count, &values, &value_count)))
		return err;
	db_set_arena(c->db, r->one);
	for (size_t i = 0; !err && i < count; i++) {
		first = answers_among(values, value_count, rows[i].id, &own);
		if (!(err = mover_judge(r->mover, &rows[i], first, own, &reasons)))
			write_row(c, r->one, &rows[i], &reasons, r->out);
		arena_reset(r->one);
	}
	if (count > 0)
		r->query.after = arena_strdup(c->arena, rows[count - 1].filing_number);
	return err;
}

enum err
handle_move_csv(struct ctx *c, const void *input)
{
	const struct move_input *in = input;
	struct buffer out;
	struct reading r = { arena_child(c->arena, WORK_MEMORY), arena_child(c->arena, WORK_MEMORY), .out = &out };
	bool more = true;
	enum err err = mover_open(c, r.one, move_kind(in), in->code, in->newer, &r.mover);

	if (err || (err = move_query_of(c, in, mover_newer(r.mover)->version_no, &r.query)))
		return err;
	buffer_init(&out, c->arena, CSV_BYTES_MAX);
	write_heads(c, &out);
	while (!err && more) {
		db_set_arena(c->db, r.piece);
		err = write_piece(c, &r, &more);
		db_set_arena(c->db, c->arena);
		arena_reset(r.piece);
	}
	if (err || out.full)
		return err ? err : refuse(c, ERR_TOO_LARGE, "workflow_move.too_many", NULL);
	office_note_reading(c, NULL, "move_export");
	return respond_download(c, arena_printf(c->arena, "ho-so-%s-%s.csv", in->kind, in->code),
	    "text/csv; charset=utf-8", out.data, out.size);
}
