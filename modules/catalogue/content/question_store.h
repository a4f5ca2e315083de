/* Questions and answers in the database. What names the asker is read by the office alone and never published. */
#ifndef MOTCUA_CATALOGUE_QUESTION_STORE_H
#define MOTCUA_CATALOGUE_QUESTION_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "content/content.h"
#include "core/err.h"
#include "core/server/module.h"

struct arena;
struct db;

enum { QUESTIONS_PAGE = 50, QUESTIONS_PUBLIC = 5000, QUESTION_CODE = 10 };

/* ERR_NOT_FOUND if there is none. */
MUST_CHECK enum err question_by_code(struct db *db, const char *code, struct question *ret_question);
/* Those that wait for an answer, the most urgent first; at most QUESTIONS_PAGE. */
MUST_CHECK enum err questions_waiting(
    struct db *db, const struct question **ret_questions, size_t *ret_count, bool *ret_more);
/* Those of a state, the newest first, after the one called `after` ("": from the first). */
MUST_CHECK enum err questions_list(struct db *db, const char *state, const char *after,
    const struct question **ret_questions, size_t *ret_count, bool *ret_more);
/* Those that citizens see, without anything of the askers; at most QUESTIONS_PUBLIC. */
MUST_CHECK enum err questions_public(struct db *db, const struct question **ret_questions, size_t *ret_count);

/*
 * A new one, asked (asker_*, asked_text, due_on) or of the office; `procedure_id` DB_NULL_INT: about none. Without an
 * agency it is for the one that drafts the procedure.
 */
MUST_CHECK enum err question_add(struct db *db, struct question *question, int64_t procedure_id, int64_t edited_by);
/*
 * Title, answer, procedure, agency, state ("draft", "published", "declined"), published_at, decline_reason; the slug is
 * question->slug or, where another has it, the same with a number. ERR_CONFLICT if the version moved on.
 */
MUST_CHECK enum err question_change(struct db *db, struct arena *arena, struct question *question, int64_t procedure_id,
    int64_t edited_by, int64_t now);

/* Forgets who asked what was closed before `before`; a thousand at most, *ret_gone says how many. */
MUST_CHECK enum err questions_forget(struct db *db, int64_t before, uint64_t *ret_gone);

extern const struct store question_store;

#endif
