/* Splitting and running SQL scripts. See script.h. */
#include "core/data/script.h"

#include <string.h>

#include <mysqld_error.h>

#include "core/data/db_private.h"

/* Behind the line end of a comment that begins here, or NULL if none does. */
static const char *
behind_comment(const char *at)
{
	const char *end;

	if (at[0] == '/' && at[1] == '*') {
		end = strstr(at + 2, "*/");
		return end != NULL ? end + 2 : at + strlen(at);
	}
	if (at[0] == '#' || (at[0] == '-' && at[1] == '-' && strchr(" \t\n", at[2]) != NULL))
		return at + strcspn(at, "\n");
	return NULL;
}

/* Behind the quoted run that begins here; a doubled quote continues it, a backslash escapes (not in backquotes). */
static const char *
behind_quotes(const char *at)
{
	const char quote = *at++;

	for (; *at != '\0'; at++) {
		if (*at == '\\' && quote != '`' && at[1] != '\0')
			at++;
		else if (*at == quote && at[1] == quote)
			at++;
		else if (*at == quote)
			return at + 1;
	}
	return at;
}

static bool
ends_line(const char *at)
{
	at += strspn(at, " \t\r");
	return *at == '\0' || *at == '\n';
}

static const char *
skip_blank(const char *at)
{
	const char *behind;

	for (;;) {
		at += strspn(at, " \t\r\n");
		if ((behind = behind_comment(at)) == NULL)
			return at;
		at = behind;
	}
}

const char *
script_next(struct arena *arena, const char **text)
{
	const char *start = skip_blank(*text), *at = start, *behind;

	while (*at != '\0' && !(*at == ';' && ends_line(at + 1))) {
		if ((behind = behind_comment(at)) != NULL)
			at = behind;
		else if (*at == '\'' || *at == '"' || *at == '`')
			at = behind_quotes(at);
		else
			at++;
	}
	*text = *at == ';' ? at + 1 : at;
	return at > start ? arena_strndup(arena, start, (size_t)(at - start)) : NULL;
}

enum err
script_run(struct db *db, const char *statement, const char *what)
{
	enum err err = db_connected(db);

	if (err != OK)
		return err;
	db->last_errno = 0;
	if (mysql_real_query(db->mysql, statement, (unsigned long)strlen(statement)) != 0)
		return db_failed(db, mysql_errno(db->mysql), mysql_sqlstate(db->mysql), mysql_error(db->mysql), what);
	if (mysql_field_count(db->mysql) > 0) {
		mysql_free_result(mysql_use_result(db->mysql));
		return FAILURE(
		    db->failure, ERR_INTERNAL, NULL, NULL, "a statement with rows has no place here [%s]", what);
	}
	return OK;
}

bool
script_was_done_before(const struct db *db)
{
	static const unsigned there_or_gone[] = { ER_TABLE_EXISTS_ERROR, ER_DUP_FIELDNAME, ER_DUP_KEYNAME,
		ER_CANT_DROP_FIELD_OR_KEY, ER_BAD_TABLE_ERROR, ER_TRG_ALREADY_EXISTS, ER_TRG_DOES_NOT_EXIST,
		ER_DB_CREATE_EXISTS };

	for (size_t i = 0; i < sizeof(there_or_gone) / sizeof(there_or_gone[0]); i++)
		if (db->last_errno == there_or_gone[i])
			return true;
	return false;
}

const char *
script_quote(struct db *db, struct arena *arena, const char *text)
{
	const size_t size = strlen(text);
	char *quoted;
	unsigned long written;

	if (db_connected(db) != OK)
		return NULL;
	quoted = arena_alloc(arena, size * 2 + 3);
	quoted[0] = '\'';
	written = mysql_real_escape_string(db->mysql, quoted + 1, text, (unsigned long)size);
	quoted[written + 1] = '\'';
	return quoted;
}
