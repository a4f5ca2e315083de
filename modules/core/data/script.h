/*
 * SQL as text from files of this repository (migrations, grants), for dvcctl only: modules know nothing but constant
 * statements (db.h).
 */
#ifndef MOTCUA_CORE_DATA_SCRIPT_H
#define MOTCUA_CORE_DATA_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"

struct arena;
struct db;

/*
 * The next statement of the script at *text, which moves on behind it; NULL when there is none. A statement ends with
 * `;` at the end of a line, outside quotes and comments (so a trigger's body is not possible, nor DELIMITER). Leading
 * comments are left out. An open quote or comment at the end makes the rest one statement, for the server to refuse.
 */
const char *script_next(struct arena *arena, const char **text);

/* Runs one statement that gives no rows. `what` is constant text for the log; the statement itself never gets there. */
MUST_CHECK enum err script_run(struct db *db, const char *statement, const char *what);

/* Did the last statement fail only because what it makes is there, or what it removes is gone? */
bool script_was_done_before(const struct db *db);

/* 'text' with its quotes, for a statement; NULL if there is no connection. */
const char *script_quote(struct db *db, struct arena *arena, const char *text);

#endif
