/* Bulk edits done. See bulk_job.h. */
#include "office/bulk_job.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/system/jobs.h"
#include "domain/directory/directory_store.h"
#include "domain/directory/officer.h"
#include "edit/edit_store.h"
#include "office/bulk_apply.h"
#include "office/bulk_store.h"
#include "record/item_store.h"
#include "record/procedure_record.h"
#include "record/version_store.h"
#include "version/case.h"
#include "version/life_store.h"

enum { BATCH = 200 };
#define ITEM_MEMORY ((size_t)32 << 20)

struct running {
	struct job_ctx *j;
	struct arena *arena; /* of one procedure */
	const struct bulk_edit *bulk;
	struct officer officer; /* who ordered it, with the rights of today */
	struct bulk_change change;
	const struct bulk_item *item;
	struct record_fault fault;
};

/* Rights are those of the moment: the procedure may have passed to another unit since the edit was planned. */
static bool
may_change(const struct running *r, const struct procedure_item *item)
{
	return strcmp(r->bulk->kind, "owner") == 0 ? officer_has_role(&r->officer, ROLE_ADMINISTRATOR)
						   : officer_drafts(&r->officer, item);
}

static enum err
change_owner(struct db *db, struct running *r, struct procedure_item *item, const char **ret_outcome)
{
	struct agency agency = { .id = DB_NULL_INT };
	enum err err = *r->bulk->value != '\0' ? agency_by_code(db, r->bulk->value, &agency) : OK;

	if (err)
		return err;
	*ret_outcome = item->owner_agency_id == agency.id ? "same" : "changed";
	if (item->owner_agency_id == agency.id)
		return OK;
	item->owner_agency_id = agency.id;
	return item_change(db, item);
}

/* A draft is begun only where it will say something new. */
static enum err
change_version(struct db *db, struct running *r, const char **ret_outcome)
{
	const struct bulk_edit *bulk = r->bulk;
	struct version_line line;
	struct version_record version;
	enum err err = version_newest(db, r->item->procedure_id, &line);

	if (err || (err = version_read(db, line.id, &version)))
		return err;
	*ret_outcome = "same";
	if (!bulk_apply(r->arena, &r->change, &version))
		return OK;
	*ret_outcome = "changed";
	err = draft_begin(db, r->arena, r->item->code, bulk->officer_id, r->j->now, &line);
	if (err || (err = version_read(db, line.id, &version)))
		return err;
	(void)bulk_apply(r->arena, &r->change, &version);
	return version_write(db, r->arena, line.id, line.version, bulk->officer_id, r->j->now, &version, &r->fault);
}

static enum err
item_once(struct db *db, const void *arg)
{
	struct running *r = *(struct running *const *)arg;
	const char *outcome = "not_theirs";
	struct procedure_item item;
	enum err err = item_lock(db, r->item->code, &item);

	r->fault = (struct record_fault){ NULL, NULL };
	if (!err && may_change(r, &item))
		err = strcmp(r->bulk->kind, "owner") == 0 ? change_owner(db, r, &item, &outcome)
							  : change_version(db, r, &outcome);
	return err ? err : bulk_item_done(db, r->bulk->id, r->item->procedure_id, outcome, "");
}

/* What cannot be done to one procedure is noted with it; only a database that is away stops the run. */
static enum err
run_item(struct running *r)
{
	enum err err = db_transaction(r->j->db, item_once, &r);
	const char *outcome = err == ERR_CONFLICT ? "busy" : "refused";

	if (err == OK || err == ERR_UNAVAILABLE)
		return err;
	failure_clear(&r->j->failure);
	err = bulk_item_done(
	    r->j->db, r->bulk->id, r->item->procedure_id, outcome, r->fault.member != NULL ? r->fault.member : "");
	return err == ERR_CONFLICT ? OK : err;
}

/* The agencies of the tier that the change names. */
static enum err
read_agencies(struct job_ctx *j, struct bulk_change *change)
{
	struct edit_choices choices;
	const char **codes;
	enum err err;

	if (strcmp(change->kind, "offer") != 0)
		return OK;
	err = edit_agencies_of_tier(j->db, change->value, local_from_utc(j->now).day, &choices);
	if (err)
		return err;
	codes = arena_array(j->arena, choices.count, sizeof(*codes));
	for (size_t i = 0; i < choices.count; i++)
		codes[i] = choices.items[i].value;
	change->agencies = codes;
	change->agency_count = choices.count;
	return OK;
}

static enum err
run_batch(struct job_ctx *j, const struct bulk_edit *bulk, const struct bulk_item *items, size_t count)
{
	struct running r = { .j = j, .bulk = bulk, .change = { bulk->kind, bulk->value, bulk->reason, NULL, 0 } };
	enum err err = read_agencies(j, &r.change);

	if (!err)
		err = officer_by_account(j->db, j->arena, bulk->account_id, local_from_utc(j->now).day, &r.officer);
	/* Who is no officer any more has no rights: each procedure is left out, and its entry says so. */
	if (err == ERR_NOT_FOUND)
		err = OK;
	r.arena = arena_new(ITEM_MEMORY);
	for (size_t i = 0; !err && i < count && !j->stopping(); i++) {
		r.item = &items[i];
		db_set_arena(j->db, r.arena);
		err = run_item(&r);
		db_set_arena(j->db, j->arena);
		arena_reset(r.arena);
	}
	arena_free(r.arena);
	return err;
}

enum err
bulk_run(struct job_ctx *j, bool *ret_more)
{
	struct bulk_edit bulk;
	const struct bulk_item *items;
	size_t count;
	enum err err = bulk_ordered(j->db, &bulk);

	*ret_more = false;
	if (err)
		return err == ERR_NOT_FOUND ? OK : err;
	if ((err = bulk_planned(j->db, bulk.id, BATCH, &items, &count)))
		return err;
	*ret_more = true;
	if (count == 0)
		return bulk_step(j->db, bulk.code, "ordered", "done", j->now);
	return run_batch(j, &bulk, items, count);
}
