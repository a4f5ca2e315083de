/* Moving dossiers to a newer version. See move.h; what a dossier is, only the door changes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/ctx.h"
#include "domain/dossier/dossier_store.h"

#include "move/move.h"
#include "move/move_judge.h"
#include "office.h"
#include "step/step_engine.h"
#include "step/step_journal.h"

struct moving {
	struct ctx *c;
	const struct move_input *in;
	struct mover *mover;
	struct step_env env;
};

/* One of them. */
struct passage {
	const struct moving *m;
	const char *number;
};

/* ERR_NOT_FOUND: it does not run by an older version any more. */
static enum err
read_now(const struct passage *p, struct move_row *ret_row)
{
	struct move_input one = *p->m->in;
	const struct move_row *rows;
	struct move_query query;
	size_t count;
	bool more;
	enum err err;

	one.number = p->number;
	if ((err = move_query_of(p->m->c, &one, mover_newer(p->m->mover)->version_no, &query)) ||
	    (err = move_rows(p->m->env.db, &query, 1, &rows, &count, &more)))
		return err;
	if (count == 0)
		return ERR_NOT_FOUND;
	*ret_row = rows[0];
	return OK;
}

static enum err
judge(const struct passage *p, const struct move_row *row)
{
	const struct answers_row *values = NULL;
	struct move_reasons reasons;
	size_t count;
	enum err err = mover_values(p->m->mover, p->m->env.arena, row, 1, &values, &count);

	if (err || (err = mover_judge(p->m->mover, row, values, count, &reasons)))
		return err;
	return reasons.count == 0 ? OK : refuse(p->m->c, ERR_CONFLICT, "workflow_move.not_now", NULL);
}

static enum err
apply(const struct passage *p, const struct move_row *row, struct dossier *d)
{
	const bool form = move_kind(p->m->in) == DEFINITION_FORM;
	const struct move_version *newer = mover_newer(p->m->mover);
	struct arena *arena = p->m->env.arena;
	const struct dossier_act act = {
		.kind = DOSSIER_DEFINITION_CHANGED,
		.who = office_who(p->m->c, ACTOR_KEEPER),
		.at = p->m->env.now,
		.form_version_id = form ? newer->id : 0,
		.process_version_id = form ? 0 : newer->id,
		.facts = journal_facts(arena, form ? "form" : "process", p->m->in->code, "older_version",
		    arena_printf(arena, "%lld", (long long)row->version_no), "newer_version",
		    arena_printf(arena, "%lld", (long long)newer->version_no), "reason", p->m->in->reason),
	};

	return dossier_apply(p->m->env.db, arena, d, d->version, &act);
}

/*
 * The door locks the row and refuses if it is not the one that was read; its tokens are locked after it, as everywhere. Terms of open
 * steps are counted again, by the process that the dossier has now.
 */
static enum err
move_one(struct db *db, const void *arg)
{
	const struct passage *p = arg;
	struct move_row row;
	struct dossier d;
	const char *tokens;
	int64_t version;
	enum err err;

	if ((err = read_now(p, &row)) || (err = dossier_by_id(db, row.id, &d)))
		return err;
	d.version = row.version;
	if ((err = apply(p, &row, &d)))
		return err;
	err = instance_lock(db, d.id, &tokens, &version);
	if (err && err != ERR_NOT_FOUND)
		return err;
	row.tokens = err ? NULL : tokens;
	if ((err = judge(p, &row)))
		return err;
	return row.tokens != NULL && move_kind(p->m->in) == DEFINITION_PROCESS ? step_terms_renew(&p->m->env, &d) : OK;
}

static int
by_number(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In one order, whoever moves what: two at once do not wait for each other in a circle. */
static const char **
in_order(struct arena *arena, const struct texts *numbers)
{
	const char **sorted = arena_array(arena, numbers->count + 1, sizeof(*sorted));

	memcpy(sorted, numbers->items, numbers->count * sizeof(*sorted));
	qsort(sorted, numbers->count, sizeof(*sorted), by_number);
	return sorted;
}

static enum err
move_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct moving *m = arg;
	const char **numbers = in_order(m->c->arena, &m->in->numbers);
	long long moved = 0, left = 0;

	for (size_t i = 0; i < m->in->numbers.count; i++) {
		const struct passage p = { m, numbers[i] };
		enum err err = db_transaction(db, move_one, &p);

		/* Somebody else was first, or it may not any more: it stays, the others go on. */
		if (err && err != ERR_CONFLICT && err != ERR_NOT_FOUND)
			return err;
		if (err)
			failure_clear(&m->c->failure);
		moved += err == OK;
		left += err != OK;
	}
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s?den=%lld&xong=%lld&con=%lld", move_path(m->c->arena, m->in),
	    (long long)mover_newer(m->mover)->version_no, moved, left);
	return OK;
}

enum err
handle_move(struct ctx *c, const void *input)
{
	struct moving m = { .c = c, .in = input };
	enum err err;

	if ((err = step_env_of(c, &m.env)) ||
	    (err = mover_open(c, c->arena, move_kind(m.in), m.in->code, m.in->newer, &m.mover)))
		return err;
	return idempotency_run(c, "workflow.move", move_once, &m);
}
