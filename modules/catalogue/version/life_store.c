/* Steps in the life of versions. See life_store.h. */
#include "version/life_store.h"

#include <string.h>

#include "blank_form/blank_form_store.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/security/hash.h"
#include "define/use_store.h"
#include "record/item_store.h"
#include "record/procedure_record.h"
#include "record/version_store.h"

enum { REVIEWS_MAX = 200, SUSPENSIONS_MAX = 100 };

struct hands_row {
	bool wrote, controlled;
};
static const struct db_column hands_columns[] = {
	COL(hands_row, wrote, DB_BOOL),
	COL(hands_row, controlled, DB_BOOL),
};
static const struct db_column review_columns[] = {
	COL(version_review, version_no, DB_INT),
	COL(version_review, at, DB_TIME),
	COL(version_review, kind, DB_TEXT),
	COL(version_review, officer_name, DB_TEXT),
	COL(version_review, position, DB_TEXT),
	COL(version_review, note, DB_TEXT),
};
static const struct db_column suspension_columns[] = {
	COL(suspension, seq, DB_INT),
	COL(suspension, from_day, DB_DATE),
	COL(suspension, to_day, DB_DATE),
	COL(suspension, reason, DB_TEXT),
	COL(suspension, decision_no, DB_TEXT),
	COL(suspension, officer_name, DB_TEXT),
	COL(suspension, at, DB_TIME),
};
struct turned_row {
	bool turned;
};
static const struct db_column turned_columns[] = { COL(turned_row, turned, DB_BOOL) };

/* The version in force of procedure_item on the day given twice. */
#define IN_FORCE                                                                                                       \
	"(SELECT version.id FROM procedure_version version WHERE version.procedure_id = procedure_item.id "            \
	"AND procedure_item.listed AND version.state = 'published' AND version.effective_from <= ? "                   \
	"AND (version.effective_to IS NULL OR version.effective_to >= ?) "                                             \
	"ORDER BY version.effective_from DESC, version.version_no DESC LIMIT 1)"
/* Published versions behind the one in force of their procedure. */
#define BEHIND                                                                                                         \
	"procedure_version version JOIN procedure_item item ON item.id = version.procedure_id "                        \
	"JOIN procedure_version current ON current.id = item.current_version_id "                                      \
	"AND current.id <> version.id AND version.state = 'published' "                                                \
	"AND (version.effective_from < current.effective_from "                                                        \
	"OR (version.effective_from = current.effective_from AND version.version_no < current.version_no))"
/* Days after the first and up to the second. */
#define TURNED(day) "(" day " > ? AND " day " <= ?)"

enum {
	HANDS,
	REVIEWS,
	STEP,
	DECIDE,
	ENTER_FORCE,
	REVIEW_SUPERSEDED,
	SUPERSEDE,
	TURNED_ITEMS,
	LAST_PUBLISHED,
	SUSPENSIONS,
	SUSPEND,
	LIFT,
	STATEMENT__MAX
};
struct day_row {
	int64_t published_at;
};
static const struct db_column day_columns[] = { COL(day_row, published_at, DB_TIME) };

static const struct db_statement statements[STATEMENT__MAX] = {
	[HANDS] = { "SELECT COALESCE(MAX(kind IN ('create', 'edit', 'submit')), FALSE) AS wrote, "
		    "COALESCE(MAX(kind = 'control'), FALSE) AS controlled FROM procedure_review "
		    "WHERE procedure_version_id = ? AND officer_id = ?",
	    ROW(hands_columns, hands_row) },
	[REVIEWS] = { "SELECT version.version_no, review.at, review.kind, officer.name AS officer_name, "
		      "officer.position, review.note FROM procedure_version version "
		      "JOIN procedure_review review ON review.procedure_version_id = version.id "
		      "LEFT JOIN officer ON officer.id = review.officer_id WHERE version.procedure_id = ? "
		      "ORDER BY review.at DESC, version.version_no DESC, review.seq DESC",
	    ROW(review_columns, version_review) },
	[STEP] = { "UPDATE procedure_version SET state = ?, updated_at = ?, version = version + 1 "
		   "WHERE id = ? AND version = ? AND state = ?",
	    NO_ROW },
	[DECIDE] = { "UPDATE procedure_version SET state = ?, updated_at = ?, version = version + 1, decision_no = ?, "
		     "decision_date = ?, effective_from = ?, content_sha256 = ? "
		     "WHERE id = ? AND version = ? AND state = ?",
	    NO_ROW },
	[ENTER_FORCE] = { "UPDATE procedure_item SET current_version_id = " IN_FORCE
			  " WHERE NOT (current_version_id <=> " IN_FORCE ")",
	    NO_ROW },
	[REVIEW_SUPERSEDED] = { "INSERT INTO procedure_review (procedure_version_id, seq, kind, at) "
				"SELECT version.id, COALESCE((SELECT MAX(last.seq) FROM procedure_review last "
				"WHERE last.procedure_version_id = version.id), 0) + 1, 'supersede', ? FROM " BEHIND,
	    NO_ROW },
	[SUPERSEDE] = { "UPDATE " BEHIND " SET version.state = 'superseded', version.version = version.version + 1, "
			"version.effective_to = COALESCE(version.effective_to, "
			"GREATEST(version.effective_from, current.effective_from - INTERVAL 1 DAY))",
	    NO_ROW },
	[TURNED_ITEMS] = { "SELECT EXISTS (SELECT 1 FROM procedure_item WHERE " TURNED("opens_on") " OR " TURNED(
			       "closes_on + INTERVAL 1 DAY") ") OR EXISTS (SELECT 1 FROM procedure_suspension "
							     "WHERE " TURNED("from_day") " OR " TURNED(
								 "to_day") ") AS turned",
	    ROW(turned_columns, turned_row) },
	[LAST_PUBLISHED] = { "SELECT published_at FROM publication ORDER BY id DESC LIMIT 1",
	    ROW(day_columns, day_row) },
	[SUSPENSIONS] = { "SELECT suspension.seq, suspension.from_day, suspension.to_day, suspension.reason, "
			  "suspension.decision_no, officer.name AS officer_name, suspension.at "
			  "FROM procedure_suspension suspension LEFT JOIN officer ON officer.id = "
			  "suspension.officer_id "
			  "WHERE suspension.procedure_id = ? ORDER BY suspension.seq DESC",
	    ROW(suspension_columns, suspension) },
	[SUSPEND] = { "INSERT INTO procedure_suspension (procedure_id, seq, from_day, to_day, reason, decision_no, "
		      "officer_id, at) SELECT item.id, COALESCE((SELECT MAX(last.seq) FROM procedure_suspension last "
		      "WHERE last.procedure_id = item.id), 0) + 1, CAST(? AS DATE), CAST(? AS DATE), ?, ?, ?, ? "
		      "FROM procedure_item item WHERE item.id = ?",
	    NO_ROW },
	[LIFT] = { "UPDATE procedure_suspension SET to_day = GREATEST(from_day, ?) "
		   "WHERE procedure_id = ? AND (to_day IS NULL OR to_day > ?) AND NOT (to_day <=> from_day)",
	    NO_ROW },
};
const struct store life_store = { "life", statements, STATEMENT__MAX };

enum err
version_hands(struct db *db, int64_t version_id, int64_t officer_id, bool *ret_wrote, bool *ret_controlled)
{
	struct hands_row row;
	enum err err = db_row(db, &statements[HANDS], ARGS(INT(version_id), INT(officer_id)), &row);

	if (err)
		return err;
	*ret_wrote = row.wrote;
	*ret_controlled = row.controlled;
	return OK;
}

static enum err
read_list(struct db *db, int statement, int64_t procedure_id, size_t most, const void **ret_rows, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[statement], ARGS(INT(procedure_id)), most, &rows);

	if (err)
		return err;
	*ret_rows = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
reviews_of(struct db *db, int64_t procedure_id, const struct version_review **ret_reviews, size_t *ret_count)
{
	return read_list(db, REVIEWS, procedure_id, REVIEWS_MAX, (const void **)ret_reviews, ret_count);
}

/* The decision is part of what a version says: its digest is made anew. */
static enum err
decide(struct db *db, struct arena *arena, const struct version_step *step)
{
	unsigned char digest[SHA256_SIZE];
	struct version_record version;
	enum err err = version_read(db, step->id, &version);

	if (err)
		return err;
	version.decision_no = step->decision->number;
	version.decision_date = step->decision->date;
	version.effective_from = step->decision->effective_from;
	version_record_digest(arena, &version, digest);
	err = db_change_one(db, &statements[DECIDE],
	    ARGS(TEXT(step->to), TIME(step->at), TEXT(version.decision_no), DATE(version.decision_date),
		DATE(version.effective_from), BYTES(((struct bytes){ digest, sizeof(digest) })), INT(step->id),
		INT(step->expected), TEXT(step->from)));
	if (!err)
		err = blank_forms_decide(db, step->id, version.effective_from);
	return err ? err : uses_of_version(db, step->id);
}

struct stepping {
	struct arena *arena;
	const struct version_step *step;
};

static enum err
step_once(struct db *db, const void *arg)
{
	const struct stepping *s = arg;
	const struct version_step *step = s->step;
	enum err err =
	    step->decision != NULL
		? decide(db, s->arena, step)
		: db_change_one(db, &statements[STEP],
		      ARGS(TEXT(step->to), TIME(step->at), INT(step->id), INT(step->expected), TEXT(step->from)));

	return err ? err : review_add(db, step->id, step->act, step->at, step->officer_id, step->note);
}

enum err
version_step(struct db *db, struct arena *arena, const struct version_step *step)
{
	return db_transaction(db, step_once, &(struct stepping){ arena, step });
}

/* --- drafts ------------------------------------------------------------------------------------------------------- */

struct beginning {
	struct arena *arena;
	const char *code;
	const struct procedure_start *start;
	int64_t officer_id, now;
	struct record_fault *fault;
	struct version_line *line;
};

/* What the draft starts from: the version in force, else the newest, else the last that was given up. */
static enum err
base_of(struct db *db, const struct procedure_item *item, struct version_line *ret_base)
{
	const struct version_line *lines;
	size_t count;
	enum err err;

	if (item->current_version_id != DB_NULL_INT)
		return version_by_id(db, item->current_version_id, ret_base);
	err = version_newest(db, item->id, ret_base);
	if (err != ERR_NOT_FOUND || (err = versions_of(db, item->id, &lines, &count)))
		return err;
	if (count == 0)
		return ERR_NOT_FOUND;
	*ret_base = lines[0];
	return OK;
}

static enum err
copy_base(struct db *db, const struct beginning *b, const struct procedure_item *item)
{
	struct version_origin origin = { item->id, DB_NULL_INT, b->officer_id, b->now };
	struct record_fault fault = { 0 };
	struct version_record version;
	struct version_line base;
	int64_t id;
	enum err err = base_of(db, item, &base);

	if (err)
		return err;
	if ((err = version_read(db, base.id, &version)))
		return err;
	version.state = "draft";
	version.decision_no = "";
	version.decision_date = version.effective_from = version.effective_to = DATE_NONE;
	origin.based_on_id = base.id;
	err = version_add(db, b->arena, &origin, &version, &fault, &id);
	return err ? err : version_by_id(db, id, b->line);
}

static enum err
draft_once(struct db *db, const void *arg)
{
	const struct beginning *b = arg;
	struct procedure_item item;
	enum err err = item_lock(db, b->code, &item);

	if (err)
		return err;
	err = version_at_work(db, item.id, b->line);
	if (err == OK && strcmp(b->line->state, "draft") != 0)
		return FAILURE(db_failure(db), ERR_CONFLICT, "catalogue_version.at_work", NULL, "%s", b->line->state);
	return err == ERR_NOT_FOUND ? copy_base(db, b, &item) : err;
}

enum err
draft_begin(struct db *db, struct arena *arena, const char *code, int64_t officer_id, int64_t now,
    struct version_line *ret_line)
{
	return db_transaction(db, draft_once,
	    &(struct beginning){
		.arena = arena, .code = code, .officer_id = officer_id, .now = now, .line = ret_line });
}

static enum err
procedure_once(struct db *db, const void *arg)
{
	const struct beginning *b = arg;
	const struct procedure_start *start = b->start;
	struct procedure_item item = { .code = start->code,
		.slug = start->slug,
		.listed = true,
		.owner_agency_id = start->owner_agency_id,
		.opens_on = DATE_NONE,
		.closes_on = DATE_NONE };
	struct version_origin origin = { 0, DB_NULL_INT, b->officer_id, b->now };
	struct procedure_item other;
	struct version_record version;
	int64_t id;
	enum err err = item_by_code(db, start->code, &other);

	if (err == OK)
		return record_refuse(b->fault, "code", "belongs to another procedure");
	if (err != ERR_NOT_FOUND)
		return err;
	err = item_add(db, &item, &origin.procedure_id);
	if (err == ERR_CONFLICT && db_duplicate(db))
		return record_refuse(b->fault, "slug", "belongs to another procedure");
	if (err)
		return err;
	record_init(&version_record_table, &version);
	version.name = start->name;
	version.sector = start->sector;
	version.sector_name = start->sector_name;
	version.kind = "standard";
	version.fee_time = "none";
	err = version_add(db, b->arena, &origin, &version, b->fault, &id);
	return err ? err : version_by_id(db, id, b->line);
}

enum err
procedure_begin(struct db *db, struct arena *arena, const struct procedure_start *start, int64_t officer_id,
    int64_t now, struct record_fault *fault, struct version_line *ret_line)
{
	return db_transaction(db, procedure_once,
	    &(struct beginning){ .arena = arena,
		.start = start,
		.officer_id = officer_id,
		.now = now,
		.fault = fault,
		.line = ret_line });
}

/* --- force -------------------------------------------------------------------------------------------------------- */

struct entering {
	int32_t today;
	uint64_t *changed;
};

static enum err
enter_once(struct db *db, const void *arg)
{
	const struct entering *e = arg;
	const struct db_arg day = DATE(e->today);
	enum err err = db_change(db, &statements[ENTER_FORCE], ARGS(day, day, day, day), e->changed);

	if (!err)
		err = db_exec(db, &statements[REVIEW_SUPERSEDED], ARGS(TIME(utc_from_local(e->today, 0))));
	if (!err)
		err = db_exec(db, &statements[SUPERSEDE], NO_ARGS);
	return err ? err : uses_enter_force(db, e->today);
}

enum err
procedures_enter_force(struct db *db, int32_t today, uint64_t *ret_changed)
{
	return db_transaction(db, enter_once, &(struct entering){ today, ret_changed });
}

enum err
procedures_turned(struct db *db, int32_t today, bool *ret_turned)
{
	struct turned_row row;
	struct day_row last;
	struct db_arg since, now = DATE(today);
	enum err err = db_row(db, &statements[LAST_PUBLISHED], NO_ARGS, &last);

	*ret_turned = false;
	if (err)
		return err == ERR_NOT_FOUND ? OK : err;
	since = DATE(local_from_utc(last.published_at).day);
	err = db_row(db, &statements[TURNED_ITEMS], ARGS(since, now, since, now, since, now, since, now), &row);
	if (!err)
		*ret_turned = row.turned;
	return err;
}

/* --- suspension --------------------------------------------------------------------------------------------------- */

enum err
suspensions_of(struct db *db, int64_t procedure_id, const struct suspension **ret_suspensions, size_t *ret_count)
{
	return read_list(db, SUSPENSIONS, procedure_id, SUSPENSIONS_MAX, (const void **)ret_suspensions, ret_count);
}

enum err
suspension_add(struct db *db, int64_t procedure_id, const struct suspension *suspension, int64_t officer_id)
{
	return db_exec(db, &statements[SUSPEND],
	    ARGS(DATE(suspension->from_day), DATE(suspension->to_day), TEXT(suspension->reason),
		TEXT(suspension->decision_no), INT(officer_id), TIME(suspension->at), INT(procedure_id)));
}

enum err
suspension_lift(struct db *db, int64_t procedure_id, int32_t today)
{
	uint64_t changed;
	enum err err = db_change(db, &statements[LIFT], ARGS(DATE(today), INT(procedure_id), DATE(today)), &changed);

	return err || changed > 0 ? err : ERR_CONFLICT;
}
