/* Definitions and their drafts. See draft_store.h. */
#include "define/draft_store.h"

#include <string.h>

#include "core/data/db.h"

enum { ACTS_MAX = 200 };

static const struct db_column version_columns[] = {
	COL(definition_version, id, DB_INT),
	COL(definition_version, version_no, DB_INT),
	COL(definition_version, created_at, DB_TIME),
	COL(definition_version, code, DB_TEXT),
	COL(definition_version, content, DB_TEXT),
};
struct held_row {
	int64_t id;
};
static const struct db_column held_columns[] = { COL(held_row, id, DB_INT) };
static const struct db_column item_columns[] = {
	COL(definition_item, kind, DB_TEXT),
	COL(definition_item, code, DB_TEXT),
	COL(definition_item, name, DB_TEXT),
	COL(definition_item, owner_agency_id, DB_INT),
	COL(definition_item, owner_agency, DB_TEXT),
	COL(definition_item, owner_name, DB_TEXT),
	COL(definition_item, newest_version_id, DB_INT),
};
static const struct db_column draft_columns[] = {
	COL(definition_draft, id, DB_INT),
	COL(definition_draft, kind, DB_TEXT),
	COL(definition_draft, code, DB_TEXT),
	COL(definition_draft, name, DB_TEXT),
	COL(definition_draft, state, DB_TEXT),
	COL(definition_draft, content, DB_TEXT),
	COL(definition_draft, base_version_id, DB_INT),
	COL(definition_draft, owner_agency_id, DB_INT),
	COL(definition_draft, owner_agency, DB_TEXT),
	COL(definition_draft, owner_name, DB_TEXT),
	COL(definition_draft, iso_code, DB_TEXT),
	COL(definition_draft, issue_no, DB_INT),
	COL(definition_draft, planned_on, DB_DATE),
	COL(definition_draft, decision_no, DB_TEXT),
	COL(definition_draft, decision_date, DB_DATE),
	COL(definition_draft, from_day, DB_DATE),
	COL(definition_draft, version_id, DB_INT),
	COL(definition_draft, version, DB_INT),
	COL(definition_draft, created_by, DB_INT),
	COL(definition_draft, created_at, DB_TIME),
	COL(definition_draft, updated_at, DB_TIME),
};
struct hands_row {
	bool wrote, controlled;
};
static const struct db_column hands_columns[] = {
	COL(hands_row, wrote, DB_BOOL),
	COL(hands_row, controlled, DB_BOOL),
};
static const struct db_column act_columns[] = {
	COL(draft_act, draft_id, DB_INT),
	COL(draft_act, at, DB_TIME),
	COL(draft_act, kind, DB_TEXT),
	COL(draft_act, officer_name, DB_TEXT),
	COL(draft_act, position, DB_TEXT),
	COL(draft_act, note, DB_TEXT),
	COL(draft_act, decision_no, DB_TEXT),
};

/* Three statements that differ by the table of the kind alone, in the order of enum definition_kind. */
#define NEWEST_OF(table)                                                                                               \
	{                                                                                                              \
		"SELECT id, version_no, created_at, code, content FROM " table " WHERE code = ? "                      \
		"ORDER BY version_no DESC LIMIT 1",                                                                    \
		    ROW(version_columns, definition_version)                                                           \
	}
#define NUMBERED_OF(table)                                                                                             \
	{                                                                                                              \
		"SELECT id, version_no, created_at, code, content FROM " table " WHERE code = ? AND version_no = ?",   \
		    ROW(version_columns, definition_version)                                                           \
	}
#define BY_ID_OF(table)                                                                                                \
	{                                                                                                              \
		"SELECT id, version_no, created_at, code, content FROM " table " WHERE id = ?",                        \
		    ROW(version_columns, definition_version)                                                           \
	}
#define ITEM_OF(kind)                                                                                                  \
	{                                                                                                              \
		"SELECT item.kind, item.code, item.name, agency.id AS owner_agency_id, agency.code AS owner_agency, "  \
		"agency.name AS owner_name, item.newest_version_id FROM definition_item item "                         \
		"LEFT JOIN agency ON agency.id = COALESCE(item.owner_agency_id, (SELECT "                              \
		"IF(MIN(COALESCE(today.owner_agency_id, 0)) = MAX(COALESCE(today.owner_agency_id, 0)), "               \
		"MIN(today.owner_agency_id), NULL) FROM " kind                                                         \
		"_today today WHERE today.code = item.code GROUP BY today.code)) "                                     \
		"WHERE item.kind = '" kind "' AND item.code = ?",                                                      \
		    ROW(item_columns, definition_item)                                                                 \
	}
#define TARGETS_OF(kind)                                                                                               \
	{                                                                                                              \
		"INSERT INTO definition_draft_target (draft_id, procedure_id, case_no) "                               \
		"SELECT ?, today.procedure_id, 0 FROM " kind "_today today WHERE today.code = ?",                      \
		    NO_ROW                                                                                             \
	}
/* And those for which its use has been decided, even from a later day, or for one case. */
#define DECIDED_OF(kind_)                                                                                              \
	{                                                                                                              \
		"INSERT IGNORE INTO definition_draft_target (draft_id, procedure_id, case_no) "                        \
		"SELECT ?, used.procedure_id, used.case_no FROM definition_use used "                                  \
		"JOIN " kind_ "_version definition ON definition.id = used.version_id "                                \
		"WHERE definition.code = ? AND used.kind = '" kind_ "' AND NOT EXISTS (SELECT 1 "                      \
		"FROM definition_use later WHERE later.procedure_id = used.procedure_id AND later.kind = used.kind "   \
		"AND later.case_no = used.case_no AND (later.from_day > used.from_day "                                \
		"OR (later.from_day = used.from_day AND later.id > used.id)))",                                        \
		    NO_ROW                                                                                             \
	}
#define DRAFT                                                                                                          \
	"SELECT draft.id, draft.kind, draft.code, draft.name, draft.state, draft.content, draft.base_version_id, "     \
	"draft.owner_agency_id, agency.code AS owner_agency, agency.name AS owner_name, draft.iso_code, "              \
	"draft.issue_no, draft.planned_on, draft.decision_no, draft.decision_date, draft.from_day, draft.version_id, " \
	"draft.version, draft.created_by, draft.created_at, draft.updated_at FROM definition_draft draft "             \
	"LEFT JOIN agency ON agency.id = draft.owner_agency_id "
/* The last line of a draft's history. */
#define LAST "(SELECT MAX(last.seq) FROM definition_act last WHERE last.draft_id = draft.id)"

enum {
	NEWEST,
	NUMBERED = NEWEST + DEFINITION_KINDS,
	BY_ID = NUMBERED + DEFINITION_KINDS,
	ITEM = BY_ID + DEFINITION_KINDS,
	TARGETS = ITEM + DEFINITION_KINDS,
	DECIDED = TARGETS + DEFINITION_KINDS,
	ITEM_PUT = DECIDED + DEFINITION_KINDS,
	OPEN_DRAFT,
	HOLD,
	DRAFT_BY_ID,
	ADD,
	SAVE,
	SAVE_HEAD,
	STEP,
	ACT_ADD,
	ACT_EDIT,
	HANDS,
	ACTS,
	STATEMENT__MAX
};
static const struct db_statement statements[STATEMENT__MAX] = {
	[NEWEST + DEFINITION_FORM] = NEWEST_OF("form_version"),
	[NEWEST + DEFINITION_PROCESS] = NEWEST_OF("process_version"),
	[NEWEST + DEFINITION_RULE] = NEWEST_OF("rule_version"),
	[NUMBERED + DEFINITION_FORM] = NUMBERED_OF("form_version"),
	[NUMBERED + DEFINITION_PROCESS] = NUMBERED_OF("process_version"),
	[NUMBERED + DEFINITION_RULE] = NUMBERED_OF("rule_version"),
	[BY_ID + DEFINITION_FORM] = BY_ID_OF("form_version"),
	[BY_ID + DEFINITION_PROCESS] = BY_ID_OF("process_version"),
	[BY_ID + DEFINITION_RULE] = BY_ID_OF("rule_version"),
	[ITEM + DEFINITION_FORM] = ITEM_OF("form"),
	[ITEM + DEFINITION_PROCESS] = ITEM_OF("process"),
	[ITEM + DEFINITION_RULE] = ITEM_OF("rule"),
	[TARGETS + DEFINITION_FORM] = TARGETS_OF("form"),
	[TARGETS + DEFINITION_PROCESS] = TARGETS_OF("process"),
	[TARGETS + DEFINITION_RULE] = TARGETS_OF("rule"),
	[DECIDED + DEFINITION_FORM] = DECIDED_OF("form"),
	[DECIDED + DEFINITION_PROCESS] = DECIDED_OF("process"),
	[DECIDED + DEFINITION_RULE] = DECIDED_OF("rule"),
	[ITEM_PUT] = { "INSERT INTO definition_item (kind, code, name, owner_agency_id) VALUES (?, ?, ?, ?) "
		       "ON DUPLICATE KEY UPDATE owner_agency_id = COALESCE(owner_agency_id, VALUES(owner_agency_id))",
	    NO_ROW },
	[OPEN_DRAFT] = { DRAFT "WHERE draft.kind = ? AND draft.open_code = ?", ROW(draft_columns, definition_draft) },
	[HOLD] = { "SELECT id FROM definition_draft WHERE kind = ? AND open_code = ? FOR UPDATE",
	    ROW(held_columns, held_row) },
	[DRAFT_BY_ID] = { DRAFT "WHERE draft.id = ?", ROW(draft_columns, definition_draft) },
	[ADD] = { "INSERT INTO definition_draft (kind, code, name, content, base_version_id, owner_agency_id, "
		  "created_by, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[SAVE] = { "UPDATE definition_draft SET content = ?, updated_at = ?, version = version + 1 "
		   "WHERE id = ? AND version = ? AND state = 'draft'",
	    NO_ROW },
	[SAVE_HEAD] = { "UPDATE definition_draft SET name = ?, iso_code = ?, issue_no = ?, planned_on = ?, "
			"updated_at = ?, version = version + 1 WHERE id = ? AND version = ? AND state = 'draft'",
	    NO_ROW },
	[STEP] = { "UPDATE definition_draft SET state = ?, updated_at = ?, version = version + 1 "
		   "WHERE id = ? AND version = ? AND state = ?",
	    NO_ROW },
	[ACT_ADD] = { "INSERT INTO definition_act (draft_id, seq, kind, at, officer_id, note) "
		      "SELECT draft.id, COALESCE(" LAST ", 0) + 1, ?, ?, ?, ? FROM definition_draft draft "
		      "WHERE draft.id = ?",
	    NO_ROW },
	[ACT_EDIT] = { "INSERT INTO definition_act (draft_id, seq, kind, at, officer_id) "
		       "SELECT draft.id, COALESCE(" LAST ", 0) + 1, 'edit', ?, ? FROM definition_draft draft "
		       "WHERE draft.id = ? AND NOT EXISTS (SELECT 1 FROM definition_act before_it "
		       "WHERE before_it.draft_id = draft.id AND before_it.kind = 'edit' AND before_it.officer_id = ? "
		       "AND before_it.seq = " LAST ")",
	    NO_ROW },
	[HANDS] = { "SELECT COALESCE(MAX(kind IN ('create', 'edit', 'targets', 'submit')), FALSE) AS wrote, "
		    "COALESCE(MAX(kind = 'control'), FALSE) AS controlled FROM definition_act "
		    "WHERE draft_id = ? AND officer_id = ?",
	    ROW(hands_columns, hands_row) },
	[ACTS] = { "SELECT act.draft_id, act.at, act.kind, officer.name AS officer_name, officer.position, act.note, "
		   "draft.decision_no FROM definition_draft draft JOIN definition_act act ON act.draft_id = draft.id "
		   "JOIN officer ON officer.id = act.officer_id WHERE draft.kind = ? AND draft.code = ? "
		   "ORDER BY draft.id DESC, act.seq DESC",
	    ROW(act_columns, draft_act) },
};
const struct store draft_store = { "draft", statements, STATEMENT__MAX };

/* --- what was approved -------------------------------------------------------------------------------------------- */

enum err
definition_newest(struct db *db, enum definition_kind kind, const char *code, struct definition_version *ret_version)
{
	return db_row(db, &statements[NEWEST + (int)kind], ARGS(TEXT(code)), ret_version);
}

enum err
definition_by_number(struct db *db, enum definition_kind kind, const char *code, int64_t version_no,
    struct definition_version *ret_version)
{
	return db_row(db, &statements[NUMBERED + (int)kind], ARGS(TEXT(code), INT(version_no)), ret_version);
}

enum err
definition_by_id(struct db *db, enum definition_kind kind, int64_t id, struct definition_version *ret_version)
{
	return db_row(db, &statements[BY_ID + (int)kind], ARGS(INT(id)), ret_version);
}

enum err
definition_item_by_code(struct db *db, enum definition_kind kind, const char *code, struct definition_item *ret_item)
{
	return db_row(db, &statements[ITEM + (int)kind], ARGS(TEXT(code)), ret_item);
}

/* --- drafts ------------------------------------------------------------------------------------------------------- */

enum err
draft_by_code(struct db *db, enum definition_kind kind, const char *code, struct definition_draft *ret_draft)
{
	return db_row(db, &statements[OPEN_DRAFT], ARGS(TEXT(definition_kind_names[kind]), TEXT(code)), ret_draft);
}

enum err
draft_hold(struct db *db, enum definition_kind kind, const char *code)
{
	struct held_row held;

	return db_row(db, &statements[HOLD], ARGS(TEXT(definition_kind_names[kind]), TEXT(code)), &held);
}

enum err
draft_by_id(struct db *db, int64_t id, struct definition_draft *ret_draft)
{
	return db_row(db, &statements[DRAFT_BY_ID], ARGS(INT(id)), ret_draft);
}

static enum err
add_act(struct db *db, int64_t draft_id, const char *kind, int64_t at, int64_t officer_id, const char *note)
{
	return db_exec(
	    db, &statements[ACT_ADD], ARGS(TEXT(kind), TIME(at), INT(officer_id), TEXT(note), INT(draft_id)));
}

struct beginning {
	const struct draft_start *start;
	struct definition_draft *draft;
};

/* A new row that says what was approved last, and for whom that is. */
static enum err
add_draft(struct db *db, const struct draft_start *start, const struct definition_version *newest, int64_t *ret_id)
{
	enum err err = db_exec(db, &statements[ITEM_PUT],
	    ARGS(TEXT(definition_kind_names[start->kind]), TEXT(start->code), TEXT(start->name),
		INT(start->owner_agency_id)));

	if (!err)
		err = db_exec(db, &statements[ADD],
		    ARGS(TEXT(definition_kind_names[start->kind]), TEXT(start->code), TEXT(start->name),
			TEXT(newest->content), INT(newest->id), INT(start->owner_agency_id), INT(start->officer_id),
			TIME(start->at), TIME(start->at)));
	if (err)
		return err;
	*ret_id = (int64_t)db_insert_id(db);
	err = db_exec(db, &statements[TARGETS + (int)start->kind], ARGS(INT(*ret_id), TEXT(start->code)));
	if (!err)
		err = db_exec(db, &statements[DECIDED + (int)start->kind], ARGS(INT(*ret_id), TEXT(start->code)));
	return err ? err : add_act(db, *ret_id, "create", start->at, start->officer_id, "");
}

static enum err
begin_once(struct db *db, const void *arg)
{
	const struct beginning *b = arg;
	const struct draft_start *start = b->start;
	struct definition_version newest = { .id = DB_NULL_INT, .content = "" };
	int64_t id;
	enum err err = draft_by_code(db, start->kind, start->code, b->draft);

	if (err == OK && strcmp(b->draft->state, "draft") != 0)
		return FAILURE(db_failure(db), ERR_CONFLICT, "catalogue_define.at_work", NULL, "%s", b->draft->state);
	if (err != ERR_NOT_FOUND)
		return err;
	err = definition_newest(db, start->kind, start->code, &newest);
	if (err && err != ERR_NOT_FOUND)
		return err;
	err = add_draft(db, start, &newest, &id);
	return err ? err : draft_by_id(db, id, b->draft);
}

enum err
definition_draft_begin(struct db *db, const struct draft_start *start, struct definition_draft *ret_draft)
{
	return db_transaction(db, begin_once, &(struct beginning){ start, ret_draft });
}

struct saving {
	int64_t draft_id, expected;
	const char *content; /* NULL: the head is saved */
	const struct draft_head *head;
	int64_t officer_id, now;
};

static enum err
save_once(struct db *db, const void *arg)
{
	const struct saving *s = arg;
	const struct draft_head *head = s->head;
	enum err err = s->content != NULL
			   ? db_change_one(db, &statements[SAVE],
				 ARGS(TEXT(s->content), TIME(s->now), INT(s->draft_id), INT(s->expected)))
			   : db_change_one(db, &statements[SAVE_HEAD],
				 ARGS(TEXT(head->name), TEXT(head->iso_code), INT(head->issue_no),
				     DATE(head->planned_on), TIME(s->now), INT(s->draft_id), INT(s->expected)));

	return err ? err
		   : db_exec(db, &statements[ACT_EDIT],
			 ARGS(TIME(s->now), INT(s->officer_id), INT(s->draft_id), INT(s->officer_id)));
}

enum err
draft_save(
    struct db *db, int64_t draft_id, int64_t expected_version, const char *content, int64_t officer_id, int64_t now)
{
	return db_transaction(db, save_once,
	    &(struct saving){ .draft_id = draft_id,
		.expected = expected_version,
		.content = content,
		.officer_id = officer_id,
		.now = now });
}

enum err
draft_save_head(struct db *db, int64_t draft_id, int64_t expected_version, const struct draft_head *head,
    int64_t officer_id, int64_t now)
{
	return db_transaction(db, save_once,
	    &(struct saving){ .draft_id = draft_id,
		.expected = expected_version,
		.head = head,
		.officer_id = officer_id,
		.now = now });
}

static enum err
step_once(struct db *db, const void *arg)
{
	const struct draft_step *step = arg;
	enum err err = db_change_one(db, &statements[STEP],
	    ARGS(TEXT(step->to), TIME(step->at), INT(step->id), INT(step->expected), TEXT(step->from)));

	return err ? err : add_act(db, step->id, step->act, step->at, step->officer_id, step->note);
}

enum err
draft_step(struct db *db, const struct draft_step *step)
{
	return db_transaction(db, step_once, step);
}

/* --- history ------------------------------------------------------------------------------------------------------ */

enum err
draft_hands(struct db *db, int64_t draft_id, int64_t officer_id, bool *ret_wrote, bool *ret_controlled)
{
	struct hands_row row;
	enum err err = db_row(db, &statements[HANDS], ARGS(INT(draft_id), INT(officer_id)), &row);

	if (err)
		return err;
	*ret_wrote = row.wrote;
	*ret_controlled = row.controlled;
	return OK;
}

enum err
draft_acts(
    struct db *db, enum definition_kind kind, const char *code, const struct draft_act **ret_acts, size_t *ret_count)
{
	struct db_rows rows;
	enum err err =
	    db_rows(db, &statements[ACTS], ARGS(TEXT(definition_kind_names[kind]), TEXT(code)), ACTS_MAX, &rows);

	if (err)
		return err;
	*ret_acts = rows.rows;
	*ret_count = rows.count;
	return OK;
}
