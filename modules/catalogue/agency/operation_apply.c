/* From an ordered operation to an applied one. See operation_apply.h. */
#include "agency/operation_apply.h"

#include <string.h>

#include "agency/operation.h"
#include "agency/operation_apply_store.h"
#include "agency/operation_store.h"
#include "agency/movable_store.h"
#include "agency/tree_store.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "core/system/jobs.h"
#include "core/system/log.h"
#include "domain/directory/agency_write_store.h"
#include "domain/directory/directory_store.h"
#include "domain/dossier/outbox_store.h"
#include "publish/order.h"

enum { ITEMS_MAX = 20000 };

struct applying {
	struct job_ctx *j;
	const char *number;
	bool *ret_blocked;
};

struct run {
	struct db *db;
	struct arena *arena;
	const struct operation *operation;
	const struct operation_plan *plan;
	int64_t now;
};

enum err
operation_plan_read(struct db *db, const struct operation *operation, struct operation_plan *ret_plan)
{
	*ret_plan = (struct operation_plan){ .operation = operation };
	enum err err = operation_parts(db, operation->id, &ret_plan->parts, &ret_plan->part_count);

	return err ? err : movable_counts(db, operation->id, &ret_plan->counts);
}

static bool
is_side(const struct operation_part *part, const char *side)
{
	return strcmp(part->side, side) == 0;
}

/* Does something to every item of a list; half of them would be worse than none. */
static enum err
for_each(const struct run *r,
    enum err (*read)(struct db *db, int64_t operation_id, const char *after, size_t most, struct movables *ret),
    enum err (*act)(const struct run *r, const struct movable *item))
{
	struct movables items;
	enum err err = read(r->db, r->operation->id, "", ITEMS_MAX, &items);

	if (!err && items.more)
		return FAILURE(db_failure(r->db), ERR_TOO_LARGE, NULL, NULL, "%s moves more than %d at once",
		    r->operation->number, ITEMS_MAX);
	for (size_t i = 0; !err && i < items.count; i++)
		err = act(r, &items.items[i]);
	return err;
}

static enum err
leave_procedure(const struct run *r, const struct movable *item)
{
	return item->to_id == DB_NULL_INT ? OK : offering_leave(r->db, item->from_id, item->id, item->to_id);
}

static enum err
pass_rights(const struct run *r, const struct movable *item, int64_t to_id)
{
	return role_grants_pass(r->db, item->id, item->from_id, to_id, r->operation->effective);
}

static enum err
move_officer(const struct run *r, const struct movable *item)
{
	enum err err = pass_rights(r, item, item->to_id);

	return err ? err : officer_move(r->db, item->id, item->to_id);
}

static enum err
move_guest(const struct run *r, const struct movable *item)
{
	enum err err = OK;

	for (size_t i = 0; !err && i < r->plan->part_count; i++)
		if (is_side(&r->plan->parts[i], "succeeds"))
			err = pass_rights(r, item, r->plan->parts[i].agency_id);
	return err;
}

static enum err
move_agency(const struct run *r, const struct movable *item)
{
	return agency_move(r->db, item->id, item->to_id, r->operation->effective, r->operation->decision_no);
}

/* The agency and what is its own: from its last day on its successors answer for it. */
static enum err
end_agency(const struct run *r, const struct operation_part *part)
{
	const struct operation *o = r->operation;
	int64_t first = DB_NULL_INT;
	uint64_t drafted;
	enum err err = OK;

	for (size_t i = 0; !err && i < r->plan->part_count; i++) {
		const struct operation_part *next = &r->plan->parts[i];

		if (!is_side(next, "succeeds"))
			continue;
		first = first == DB_NULL_INT ? next->agency_id : first;
		err = agency_succeed(r->db, part->agency_id, next->agency_id, o->effective, o->decision_no);
		if (!err)
			err = offering_settings_pass(r->db, part->agency_id, next->agency_id);
	}
	if (err || (err = role_grants_end(r->db, part->agency_id, o->effective)) ||
	    (err = drafted_pass(r->db, o->id, part->agency_id, first, &drafted)))
		return err;
	return agency_end(r->db, part->agency_id, o->effective - 1);
}

static enum err
rename_agency(const struct run *r, const struct operation_part *part)
{
	const struct operation *o = r->operation;
	struct agency_record record;
	const char *slug = NULL;
	enum err err = agency_record_by_code(r->db, part->code, &record);

	if (err || (err = agency_slug(r->db, r->arena, o->new_name, part->code, part->agency_id, &slug)))
		return err;
	record.name = o->new_name;
	record.short_name = o->new_short_name != NULL ? o->new_short_name : o->new_name;
	record.slug = slug;
	return agency_record_write(r->db, &record, o->effective, o->decision_no);
}

/* The order counts: what is read through agency_current is read before the succession is written. */
static enum err
move_all(const struct run *r)
{
	const bool splits = part_count_of(r->plan->parts, r->plan->part_count, "succeeds") > 1;
	enum err err = splits ? for_each(r, movable_procedures, leave_procedure) : OK;

	if (err || (err = for_each(r, movable_guests, move_guest)) ||
	    (err = for_each(r, movable_officers, move_officer)) || (err = for_each(r, movable_agencies, move_agency)))
		return err;
	for (size_t i = 0; !err && i < r->plan->part_count; i++)
		if (is_side(&r->plan->parts[i], "ends"))
			err = end_agency(r, &r->plan->parts[i]);
	return err ? err
		   : outbox_add(r->db,
			 &(struct outbox_message){ "workflow", "agency.changed", r->operation->number, DB_NULL_INT,
			     "{}", TIME_NONE, TIME_NONE },
			 r->now);
}

static const char *
outcome_json(struct arena *arena, const struct movable_counts *n)
{
	return arena_printf(arena,
	    "{\"procedures\":%lld,\"officers\":%lld,\"guests\":%lld,\"agencies\":%lld,\"dossiers\":%lld,\"drafted\":%"
	    "lld}",
	    (long long)n->procedures, (long long)n->officers, (long long)n->guests, (long long)n->agencies,
	    (long long)n->dossiers, (long long)n->drafted);
}

static enum err
apply_once(struct db *db, const void *arg)
{
	const struct applying *a = arg;
	struct operation_problem problems[OPERATION_PROBLEMS];
	struct operation operation;
	struct operation_plan plan;
	struct run run = { db, a->j->arena, &operation, &plan, a->j->now };
	enum err err = tree_lock(db);

	*a->ret_blocked = false;
	if (err || (err = operation_lock(db, a->number, &operation)) ||
	    (err = operation_plan_read(db, &operation, &plan)))
		return err;
	*a->ret_blocked = operation_check(a->j->arena, &plan, problems) > 0;
	if (*a->ret_blocked)
		return OK;
	err = strcmp(operation.kind, operation_kinds[OPERATION_RENAME]) == 0 ? rename_agency(&run, &plan.parts[0])
									     : move_all(&run);
	if (err || (err = operation_applied(db, operation.id, a->j->now, outcome_json(a->j->arena, &plan.counts))))
		return err;
	return publish_order(db, a->j->now);
}

enum err
operations_apply(struct job_ctx *j, bool *ret_more)
{
	const char *const *numbers;
	size_t count;
	enum err err = operations_due(j->db, local_from_utc(j->now).day, &numbers, &count);

	*ret_more = false;
	for (size_t i = 0; !err && i < count && !j->stopping(); i++) {
		bool blocked = false;

		err = db_transaction(j->db, apply_once, &(struct applying){ j, numbers[i], &blocked });
		if (blocked || (err && err != ERR_UNAVAILABLE && err != ERR_NOT_FOUND))
			log_event(LOG_ERROR, "operation_not_applied", LOG_TEXT("operation", numbers[i]),
			    LOG_TEXT("why", blocked ? "its plan has open questions" : j->failure.log));
		if (err && err != ERR_UNAVAILABLE) {
			failure_clear(&j->failure);
			err = OK;
		}
	}
	return err;
}
