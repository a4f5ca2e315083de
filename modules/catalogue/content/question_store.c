/* SQL of content_question. See question_store.h. */
#include "content/question_store.h"

#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"

enum { SLUG_TRIES = 1000 };

static const struct db_column question_columns[] = {
	COL(question, id, DB_INT),
	COL(question, code, DB_TEXT),
	COL(question, state, DB_TEXT),
	COL(question, origin, DB_TEXT),
	COL(question, asker_name, DB_TEXT),
	COL(question, asker_contact, DB_TEXT),
	COL(question, asked_text, DB_TEXT),
	COL(question, asked_at, DB_TIME),
	COL(question, due_on, DB_DATE),
	COL(question, slug, DB_TEXT),
	COL(question, title, DB_TEXT),
	COL(question, answer, DB_TEXT),
	COL(question, procedure_code, DB_TEXT),
	COL(question, procedure_name, DB_TEXT),
	COL(question, procedure_slug, DB_TEXT),
	COL(question, agency_id, DB_INT),
	COL(question, agency_code, DB_TEXT),
	COL(question, agency_name, DB_TEXT),
	COL(question, decline_reason, DB_TEXT),
	COL(question, editor_name, DB_TEXT),
	COL(question, updated_at, DB_TIME),
	COL(question, published_at, DB_TIME),
	COL(question, version, DB_INT),
};
struct id_row {
	int64_t id;
};
static const struct db_column id_columns[] = { COL(id_row, id, DB_INT) };

#define QUESTION_OF(asker)                                                                                             \
	"SELECT question.id, question.code, question.state, question.origin, " asker                                   \
	", question.asked_at, question.due_on, question.slug, question.title, question.answer, "                       \
	"item.code AS procedure_code, version.name AS procedure_name, item.slug AS procedure_slug, "                   \
	"question.agency_id, agency.code AS agency_code, agency.name AS agency_name, question.decline_reason, "        \
	"officer.name AS editor_name, question.updated_at, question.published_at, question.version "                   \
	"FROM content_question question LEFT JOIN procedure_item item ON item.id = question.procedure_id "             \
	"LEFT JOIN procedure_version version ON version.id = item.current_version_id "                                 \
	"LEFT JOIN agency ON agency.id = question.agency_id "                                                          \
	"LEFT JOIN officer ON officer.id = question.edited_by "
#define QUESTION  QUESTION_OF("question.asker_name, question.asker_contact, question.asked_text")
#define ANONYMOUS QUESTION_OF("NULL AS asker_name, NULL AS asker_contact, NULL AS asked_text")

enum { BY_CODE, WAITING, LIST, PUBLIC, SLUG_TAKEN, ADD, CHANGE, FORGET, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[BY_CODE] = { QUESTION "WHERE question.code = ?", ROW(question_columns, question) },
	[WAITING] = { QUESTION "WHERE question.state IN ('new', 'draft') ORDER BY question.due_on IS NULL, "
			       "question.due_on, question.id",
	    ROW(question_columns, question) },
	[LIST] = { QUESTION "WHERE question.state = ? AND question.id < COALESCE((SELECT last.id "
			    "FROM content_question last WHERE last.code = ?), 9223372036854775807) "
			    "ORDER BY question.id DESC",
	    ROW(question_columns, question) },
	[PUBLIC] = { ANONYMOUS
	    "WHERE question.state = 'published' ORDER BY question.published_at DESC, question.id DESC",
	    ROW(question_columns, question) },
	[SLUG_TAKEN] = { "SELECT id FROM content_question WHERE slug = ? AND id <> ?", ROW(id_columns, id_row) },
	[ADD] = { "INSERT INTO content_question (code, state, origin, asker_name, asker_contact, asked_text, asked_at, "
		  "due_on, procedure_id, agency_id, edited_by, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, "
		  "COALESCE(?, (SELECT owner_agency_id FROM procedure_item WHERE id = ?)), ?, ?)",
	    NO_ROW },
	[CHANGE] = { "UPDATE content_question SET state = ?, slug = ?, title = ?, answer = ?, procedure_id = ?, "
		     "agency_id = ?, decline_reason = ?, edited_by = COALESCE(?, edited_by), updated_at = ?, "
		     "published_at = ?, closed_at = ?, version = version + 1 WHERE id = ? AND version = ?",
	    NO_ROW },
	[FORGET] = { "UPDATE content_question SET asker_name = NULL, asker_contact = NULL, asked_text = NULL "
		     "WHERE closed_at < ? AND asker_name IS NOT NULL LIMIT 1000",
	    NO_ROW },
};
const struct store question_store = { "question", statements, STATEMENT__MAX };

enum err
question_by_code(struct db *db, const char *code, struct question *ret_question)
{
	return db_row(db, &statements[BY_CODE], ARGS(TEXT(code)), ret_question);
}

enum err
questions_waiting(struct db *db, const struct question **ret_questions, size_t *ret_count, bool *ret_more)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[WAITING], NO_ARGS, QUESTIONS_PAGE, &rows);

	if (err)
		return err;
	*ret_questions = rows.rows;
	*ret_count = rows.count;
	*ret_more = rows.more;
	return OK;
}

enum err
questions_list(struct db *db, const char *state, const char *after, const struct question **ret_questions,
    size_t *ret_count, bool *ret_more)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[LIST], ARGS(TEXT(state), TEXT(after)), QUESTIONS_PAGE, &rows);

	if (err)
		return err;
	*ret_questions = rows.rows;
	*ret_count = rows.count;
	*ret_more = rows.more;
	return OK;
}

enum err
questions_public(struct db *db, const struct question **ret_questions, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[PUBLIC], NO_ARGS, QUESTIONS_PUBLIC, &rows);

	if (err)
		return err;
	*ret_questions = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
question_add(struct db *db, struct question *q, int64_t procedure_id, int64_t edited_by)
{
	enum err err = db_exec(db, &statements[ADD],
	    ARGS(TEXT(q->code), TEXT(q->state), TEXT(q->origin), TEXT(q->asker_name), TEXT(q->asker_contact),
		TEXT(q->asked_text), TIME(q->asked_at), DATE(q->due_on), INT(procedure_id), INT(q->agency_id),
		INT(procedure_id), INT(edited_by), TIME(q->asked_at)));

	q->id = (int64_t)db_insert_id(db);
	q->version = 1;
	return err;
}

/* The slug that was wanted, or the same with the first number that is free. */
static enum err
free_slug(struct db *db, struct arena *arena, struct question *q)
{
	const char *wanted = q->slug;
	struct id_row row;

	for (int i = 2; i < SLUG_TRIES; i++) {
		enum err err = db_row(db, &statements[SLUG_TAKEN], ARGS(TEXT(q->slug), INT(q->id)), &row);

		if (err)
			return err == ERR_NOT_FOUND ? OK : err;
		q->slug = arena_printf(arena, "%s-%d", wanted, i);
	}
	return ERR_CONFLICT;
}

enum err
question_change(
    struct db *db, struct arena *arena, struct question *q, int64_t procedure_id, int64_t edited_by, int64_t now)
{
	bool closed = strcmp(q->state, "published") == 0 || strcmp(q->state, "declined") == 0;
	enum err err = q->slug != NULL ? free_slug(db, arena, q) : OK;

	return err ? err
		   : db_change_one(db, &statements[CHANGE],
			 ARGS(TEXT(q->state), TEXT(q->slug), TEXT(q->title), TEXT(q->answer), INT(procedure_id),
			     INT(q->agency_id), TEXT(q->decline_reason), INT(edited_by), TIME(now),
			     TIME(q->published_at), TIME(closed ? now : TIME_NONE), INT(q->id), INT(q->version)));
}

enum err
questions_forget(struct db *db, int64_t before, uint64_t *ret_gone)
{
	return db_change(db, &statements[FORGET], ARGS(TIME(before)), ret_gone);
}
