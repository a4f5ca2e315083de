/* Which definition holds for a procedure from which day. See use_store.h. */
#include "define/use_store.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/security/hash.h"
#include "define/draft_store.h"

enum { CASES_MAX = 1000 };

#define ADD_OF(kind)                                                                                                   \
	{                                                                                                              \
		"INSERT INTO " kind "_version (code, version_no, content, sha256, created_at) VALUES (?, ?, ?, ?, ?)", \
		    NO_ROW                                                                                             \
	}
/* The version before one is the one that it is based on, else the last that was published. */
#define NAMED_OF(kind)                                                                                                 \
	{                                                                                                              \
		"INSERT INTO definition_use (procedure_id, kind, version_id, from_day, decision_no, decision_date) "   \
		"SELECT version.procedure_id, '" kind "', version." kind "_version_id, version.effective_from, "       \
		"version.decision_no, version.decision_date FROM procedure_version version "                           \
		"JOIN procedure_version earlier ON earlier.id = COALESCE(version.based_on_version_id, (SELECT "        \
		"last.id "                                                                                             \
		"FROM procedure_version last WHERE last.procedure_id = version.procedure_id "                          \
		"AND last.version_no < version.version_no AND last.state IN ('published', 'superseded') "              \
		"ORDER BY last.version_no DESC LIMIT 1)) WHERE version.id = ? AND version.state = 'published' "        \
		"AND NOT version." kind "_version_id <=> earlier." kind "_version_id",                                 \
		    NO_ROW                                                                                             \
	}
/* What holds for the procedure as a whole on the day. */
#define ON_DAY(kind_)                                                                                                  \
	"(SELECT used.version_id FROM definition_use used WHERE used.procedure_id = procedure_item.id "                \
	"AND used.kind = '" kind_ "' AND used.case_no = 0 AND used.from_day <= ? "                                     \
	"ORDER BY used.from_day DESC, used.id DESC LIMIT 1)"
#define FORM_ON_DAY    ON_DAY("form")
#define PROCESS_ON_DAY ON_DAY("process")
#define RULE_ON_DAY    ON_DAY("rule")

static const struct db_column case_columns[] = {
	COL(case_use, case_no, DB_INT),
	COL(case_use, version_id, DB_INT),
	COL(case_use, process, DB_TEXT),
};

enum {
	ADD,
	NAMED = ADD + DEFINITION_KINDS,
	USE = NAMED + DEFINITION_KINDS,
	LEAVE,
	APPROVED,
	ITEM_NAME,
	ENTER_FORCE,
	TURN,
	CASES,
	CASE_ADD,
	STATEMENT__MAX
};
static const struct db_statement statements[STATEMENT__MAX] = {
	[ADD + DEFINITION_FORM] = ADD_OF("form"),
	[ADD + DEFINITION_PROCESS] = { "INSERT INTO process_version (code, version_no, content, sha256, "
				       "created_at, name) VALUES (?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[ADD + DEFINITION_RULE] = ADD_OF("rule"),
	[NAMED + DEFINITION_FORM] = NAMED_OF("form"),
	[NAMED + DEFINITION_PROCESS] = NAMED_OF("process"),
	[NAMED + DEFINITION_RULE] = NAMED_OF("rule"),
	[USE] = { "INSERT INTO definition_use (procedure_id, case_no, kind, version_id, from_day, "
		  "decision_no, decision_date) SELECT target.procedure_id, target.case_no, draft.kind, "
		  "draft.version_id, draft.from_day, draft.decision_no, draft.decision_date "
		  "FROM definition_draft draft JOIN definition_draft_target target ON target.draft_id = draft.id WHERE "
		  "draft.id = ?",
	    NO_ROW },
	/* Of one case: uses of an earlier version of the same process that no later row replaced. */
	[LEAVE] = { "INSERT INTO definition_use (procedure_id, case_no, kind, version_id, from_day, "
		    "decision_no, decision_date) SELECT used.procedure_id, used.case_no, used.kind, NULL, "
		    "draft.from_day, draft.decision_no, draft.decision_date FROM definition_draft draft "
		    "JOIN process_version version ON version.code = draft.code "
		    "JOIN definition_use used ON used.kind = draft.kind AND used.version_id = version.id "
		    "WHERE draft.id = ? AND draft.kind = 'process' AND used.case_no > 0 AND NOT EXISTS "
		    "(SELECT 1 FROM definition_draft_target target WHERE target.draft_id = draft.id "
		    "AND target.procedure_id = used.procedure_id AND target.case_no = used.case_no) "
		    "AND NOT EXISTS (SELECT 1 FROM definition_use later "
		    "WHERE later.procedure_id = used.procedure_id AND later.kind = used.kind "
		    "AND later.case_no = used.case_no AND (later.from_day > used.from_day OR (later.from_day = "
		    "used.from_day AND later.id > used.id)))",
	    NO_ROW },
	[APPROVED] = { "UPDATE definition_draft SET decision_no = ?, decision_date = ?, from_day = ?, "
		       "version_id = ? WHERE id = ?",
	    NO_ROW },
	[ITEM_NAME] = { "UPDATE definition_item SET name = ? WHERE kind = ? AND code = ?", NO_ROW },
	[ENTER_FORCE] = { "UPDATE procedure_item SET form_version_id = " FORM_ON_DAY
			  ", process_version_id = " PROCESS_ON_DAY ", rule_version_id = " RULE_ON_DAY
			  " WHERE id IN (SELECT procedure_id FROM definition_use)",
	    NO_ROW },
	[TURN] = { "UPDATE definition_turn SET taken = taken + 1 WHERE id = 1", NO_ROW },
	[CASES] = { "SELECT used.case_no, used.version_id, process.code AS process FROM definition_use used "
		    "JOIN process_version process ON process.id = used.version_id WHERE used.procedure_id = ? "
		    "AND used.kind = 'process' AND used.case_no > 0 AND used.from_day <= ? "
		    "AND NOT EXISTS (SELECT 1 FROM definition_use later WHERE later.procedure_id = used.procedure_id "
		    "AND later.kind = used.kind AND later.case_no = used.case_no AND later.from_day <= ? "
		    "AND (later.from_day > used.from_day OR (later.from_day = used.from_day AND later.id > used.id))) "
		    "ORDER BY used.case_no",
	    ROW(case_columns, case_use) },
	[CASE_ADD] = { "INSERT INTO definition_use (procedure_id, case_no, kind, version_id, from_day, decision_no, "
		       "decision_date) VALUES (?, ?, 'process', ?, ?, ?, ?)",
	    NO_ROW },
};
const struct store use_store = { "use", statements, STATEMENT__MAX };

struct approving {
	enum definition_kind kind;
	const struct definition_draft *draft;
	const struct definition_decision *decision;
	const char *to, *act;
};

/* The content as the next version of its code. */
static enum err
add_version(struct db *db, const struct approving *a, int64_t *ret_id)
{
	const struct definition_draft *draft = a->draft;
	struct definition_version newest = { 0 };
	unsigned char digest[SHA256_SIZE];
	const struct bytes sum = { digest, sizeof(digest) };
	enum err err = definition_newest(db, a->kind, draft->code, &newest);

	if (err && err != ERR_NOT_FOUND)
		return err;
	sha256(draft->content, strlen(draft->content), digest);
	const struct db_arg args[] = { TEXT(draft->code), INT(newest.version_no + 1), TEXT(draft->content), BYTES(sum),
		TIME(a->decision->at), TEXT(draft->name) };

	err = db_exec(
	    db, &statements[ADD + (int)a->kind], args, a->kind == DEFINITION_PROCESS ? 6 : 5 /* the name goes last */);
	*ret_id = (int64_t)db_insert_id(db);
	return err;
}

static enum err
approve_once(struct db *db, const void *arg)
{
	const struct approving *a = arg;
	const struct definition_draft *draft = a->draft;
	const struct definition_decision *decision = a->decision;
	const struct draft_step step = { .id = draft->id,
		.expected = draft->version,
		.from = draft->state,
		.to = a->to,
		.act = a->act,
		.note = decision->number,
		.officer_id = decision->officer_id,
		.at = decision->at };
	int64_t version_id = 0;
	enum err err = draft_step(db, &step);

	if (!err)
		err = add_version(db, a, &version_id);
	if (!err)
		err = db_change_one(db, &statements[APPROVED],
		    ARGS(TEXT(decision->number), DATE(decision->date), DATE(decision->from_day), INT(version_id),
			INT(draft->id)));
	if (!err)
		err = db_exec(db, &statements[USE], ARGS(INT(draft->id)));
	if (!err)
		err = db_exec(db, &statements[LEAVE], ARGS(INT(draft->id)));
	return err ? err
		   : db_exec(db, &statements[ITEM_NAME], ARGS(TEXT(draft->name), TEXT(draft->kind), TEXT(draft->code)));
}

enum err
definition_approve(struct db *db, enum definition_kind kind, const struct definition_draft *draft,
    const struct definition_decision *decision, const char *to, const char *act)
{
	return db_transaction(db, approve_once, &(struct approving){ kind, draft, decision, to, act });
}

enum err
uses_take_turn(struct db *db)
{
	return db_change_one(db, &statements[TURN], NO_ARGS);
}

static enum err
named_once(struct db *db, const void *arg)
{
	const int64_t *version_id = arg;
	enum err err = uses_take_turn(db);

	for (int kind = 0; !err && kind < DEFINITION_KINDS; kind++)
		err = db_exec(db, &statements[NAMED + kind], ARGS(INT(*version_id)));
	return err;
}

enum err
uses_of_version(struct db *db, int64_t procedure_version_id)
{
	return db_transaction(db, named_once, &procedure_version_id);
}

enum err
uses_enter_force(struct db *db, int32_t today)
{
	return db_exec(db, &statements[ENTER_FORCE], ARGS(DATE(today), DATE(today), DATE(today)));
}

/* The last day that the database knows: every decision is before it. */
static int32_t
or_last(int32_t day)
{
	return day != DATE_NONE ? day : days_from_civil((struct civil){ 9999, 12, 31 });
}

enum err
case_uses(struct db *db, int64_t procedure_id, int32_t day, const struct case_use **ret_uses, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(
	    db, &statements[CASES], ARGS(INT(procedure_id), DATE(or_last(day)), DATE(or_last(day))), CASES_MAX, &rows);

	if (!err) {
		*ret_uses = rows.rows;
		*ret_count = rows.count;
	}
	return err;
}

enum err
case_use_add(struct db *db, int64_t procedure_id, int64_t case_no, const char *process,
    const struct definition_decision *decision)
{
	struct definition_version version;
	enum err err = definition_newest(db, DEFINITION_PROCESS, process, &version);

	return err ? err
		   : db_exec(db, &statements[CASE_ADD],
			 ARGS(INT(procedure_id), INT(case_no), INT(version.id), DATE(decision->from_day),
			     TEXT(decision->number), DATE(decision->date)));
}
