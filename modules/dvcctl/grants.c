/* Reads db/grants and compares it with the database. See grants.h. */
#include "grants.h"

#include <string.h>

#include "core/data/db.h"
#include "core/system/file.h"

#include "dvcctl.h"
#include "folder.h"
#include "grants_store.h"
#include "texts.h"

enum { INCLUDES_DEEPEST = 8, PASSWORD_SHORTEST = 12, PASSWORD_LONGEST = 200 };

static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_";

static const struct {
	const char *name;
	unsigned right;
} right_names[] = {
	{ "SELECT", RIGHT_SELECT },
	{ "INSERT", RIGHT_INSERT },
	{ "UPDATE", RIGHT_UPDATE },
	{ "DELETE", RIGHT_DELETE },
};
enum { RIGHT_COUNT = sizeof(right_names) / sizeof(right_names[0]) };

enum err
rights_add(struct arena *arena, struct rights *list, const char *table, unsigned rights)
{
	if (list->tables == NULL)
		list->tables = arena_array(arena, TABLES_MAX, sizeof(*list->tables));
	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->tables[i].table, table) == 0) {
			list->tables[i].rights |= rights;
			return OK;
		}
	}
	if (list->count == TABLES_MAX)
		return ERR_TOO_LARGE;
	list->tables[list->count++] = (struct table_rights){ table, rights };
	return OK;
}

unsigned
rights_on(const struct rights *list, const char *table)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->tables[i].table, table) == 0)
			return list->tables[i].rights;
	return 0;
}

const char *
rights_text(struct arena *arena, unsigned rights)
{
	const char *text = "";

	for (size_t i = 0; i < RIGHT_COUNT; i++)
		if ((rights & right_names[i].right) != 0)
			text = arena_printf(arena, "%s%s%s", text, *text != '\0' ? ", " : "", right_names[i].name);
	return text;
}

/* --- the files --------------------------------------------------------------------------------------------------- */

struct reading {
	struct arena *arena;
	const struct sql_files *files;
	struct rights *rights;
	struct failure *failure;
};

/* Behind the right that stands at *text, comma and blanks, or false. */
static bool
take_right(const char **text, unsigned *rights)
{
	for (size_t i = 0; i < RIGHT_COUNT; i++) {
		const size_t size = strlen(right_names[i].name);

		if (strncmp(*text, right_names[i].name, size) == 0) {
			*rights |= right_names[i].right;
			*text += size;
			*text += strspn(*text, ",");
			*text += strspn(*text, " ");
			return true;
		}
	}
	return false;
}

/* GRANT SELECT, INSERT ON {schema}.table TO {account}; */
static enum err
read_grant(struct reading *r, const char *file, const char *line)
{
	static const char on[] = "ON {schema}.", to[] = " TO {account};";
	const char *at = line + strlen("GRANT "), *table;
	unsigned rights = 0;
	size_t size;

	while (take_right(&at, &rights))
		continue;
	if (rights == 0 || strncmp(at, on, sizeof(on) - 1) != 0)
		return FAILURE(r->failure, ERR_INVALID, NULL, NULL, TEXT_BAD_GRANT, file, line);
	table = at + sizeof(on) - 1;
	size = strspn(table, letters);
	if (size == 0 || size > 64 || strcmp(table + size, to) != 0)
		return FAILURE(r->failure, ERR_INVALID, NULL, NULL, TEXT_BAD_GRANT, file, line);
	return rights_add(r->arena, r->rights, arena_strndup(r->arena, table, size), rights);
}

static enum err read_grants(struct reading *r, const char *name, const char *from, unsigned depth);

static enum err
read_line(struct reading *r, const char *file, const char *line, unsigned depth)
{
	static const char include[] = "-- include: ";

	if (strncmp(line, include, sizeof(include) - 1) == 0)
		return read_grants(r, line + sizeof(include) - 1, file, depth + 1);
	if (strncmp(line, "GRANT ", 6) == 0)
		return read_grant(r, file, line);
	if (*line == '\0' || strncmp(line, "--", 2) == 0)
		return OK;
	return FAILURE(r->failure, ERR_INVALID, NULL, NULL, TEXT_BAD_GRANT, file, line);
}

static enum err
read_grants(struct reading *r, const char *name, const char *from, unsigned depth)
{
	const struct sql_file *file = folder_find(r->files, name);
	char *rest, *line;
	enum err err = OK;

	if (file == NULL || depth > INCLUDES_DEEPEST)
		return FAILURE(r->failure, ERR_INVALID, NULL, NULL, TEXT_NO_GRANTS, name, from);
	rest = arena_strdup(r->arena, file->text);
	while (err == OK && (line = strsep(&rest, "\n")) != NULL)
		err = read_line(r, name, line, depth);
	return err;
}

enum err
grants_declared(struct arena *arena, const struct sql_files *files, const char *module, struct rights *rights,
    struct failure *failure)
{
	struct reading r = { .arena = arena, .files = files, .rights = rights, .failure = failure };

	*rights = (struct rights){ NULL, 0 };
	return read_grants(&r, module, "the configuration", 0);
}

/* --- the database ------------------------------------------------------------------------------------------------ */

/* One account on its way to what is declared. */
struct account {
	const char *name;
	struct rights declared, present;
	bool dry_run;
	size_t differences;
};

static const char *
read_password(struct dvcctl *d, const char *module)
{
	const char *path = arena_printf(d->arena, "%s/database-%s", d->own.secrets, module);
	struct bytes content;
	char *text;
	size_t size;

	if (file_read(d->arena, path, PASSWORD_LONGEST + 1, true, &content, &d->failure) != OK)
		return NULL;
	text = arena_strndup(d->arena, (const char *)content.data, content.size);
	text[strcspn(text, "\n")] = '\0';
	size = strlen(text);
	if (size < PASSWORD_SHORTEST || size > PASSWORD_LONGEST ||
	    strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") != size) {
		(void)FAILURE(&d->failure, ERR_INVALID, NULL, NULL, TEXT_BAD_PASSWORD, path);
		return NULL;
	}
	return text;
}

static enum err
make_account(struct dvcctl *d, const char *module, struct account *account)
{
	const char *password = NULL;
	bool there = false;
	enum err err = account_exists(d->db, d->arena, account->name, &there);

	if (err != OK)
		return err;
	if (account->dry_run) {
		account->differences += !there;
		if (!there)
			(void)fprintf(d->out, TEXT_NO_ACCOUNT, account->name);
		return OK;
	}
	if (d->own.accounts == SIGN_IN_PASSWORD && (password = read_password(d, module)) == NULL)
		return ERR_INVALID;
	if ((err = account_make(d->db, d->arena, account->name, password)) == OK && !there)
		(void)fprintf(d->out, TEXT_ACCOUNT_MADE, account->name);
	return err;
}

/* Rights on the whole schema or server, on columns, or to hand on: none may exist. */
static enum err
drop_wide_rights(struct dvcctl *d, struct account *account)
{
	bool wide = false;
	enum err err = account_has_wide_rights(d->db, d->arena, account->name, d->core.database_name, &wide);

	if (err != OK || !wide)
		return err;
	account->differences++;
	(void)fprintf(d->out, TEXT_WIDE_RIGHTS, account->name);
	return account->dry_run ? OK : account_revoke_all(d->db, d->arena, account->name);
}

static enum err
change(struct dvcctl *d, struct account *account, bool give, const char *table, unsigned rights)
{
	const char *text = rights_text(d->arena, rights);

	if (rights == 0)
		return OK;
	account->differences++;
	if (account->dry_run && give)
		(void)fprintf(d->out, TEXT_WOULD_GRANT, account->name, text, table);
	else if (account->dry_run)
		(void)fprintf(d->out, TEXT_WOULD_REVOKE, account->name, text, table);
	else if (give)
		(void)fprintf(d->out, TEXT_GRANTED, account->name, text, table);
	else
		(void)fprintf(d->out, TEXT_REVOKED, account->name, text, table);
	if (account->dry_run)
		return OK;
	return give ? account_grant(d->db, d->arena, account->name, text, d->core.database_name, table)
		    : account_revoke(d->db, d->arena, account->name, text, d->core.database_name, table);
}

static enum err
level(struct dvcctl *d, struct account *account)
{
	enum err err = drop_wide_rights(d, account);

	if (err == OK)
		err = account_rights(d->db, d->arena, account->name, d->core.database_name, &account->present);
	for (size_t i = 0; err == OK && i < account->declared.count; i++) {
		const struct table_rights *t = &account->declared.tables[i];

		err = change(d, account, true, t->table, t->rights & ~rights_on(&account->present, t->table));
	}
	for (size_t i = 0; err == OK && i < account->present.count; i++) {
		const struct table_rights *t = &account->present.tables[i];

		err = change(d, account, false, t->table, t->rights & ~rights_on(&account->declared, t->table));
	}
	return err;
}

static enum err
each_account(struct dvcctl *d, bool dry_run, size_t *differences)
{
	struct sql_files files;
	enum err err = folder_read(d->arena, d->own.grants, &files, &d->failure);

	*differences = 0;
	for (size_t i = 0; err == OK && i < d->core.modules.count; i++) {
		const char *module = d->core.modules.words[i];
		struct account account = { .name = arena_printf(d->arena, "motcua_%s", module), .dry_run = dry_run };

		err = grants_declared(d->arena, &files, module, &account.declared, &d->failure);
		if (err == OK)
			err = make_account(d, module, &account);
		if (err == OK)
			err = level(d, &account);
		*differences += account.differences;
	}
	if (err == OK && (*differences == 0 || !dry_run))
		(void)fprintf(d->out, TEXT_RIGHTS_EQUAL, d->core.modules.count);
	return err;
}

enum err
grants_apply(struct dvcctl *d, bool dry_run)
{
	size_t differences;

	return each_account(d, dry_run, &differences);
}

int
verb_grants(struct dvcctl *d, int argc, char **argv)
{
	const bool apply = argc == 2 && strcmp(argv[1], "apply") == 0;
	size_t differences;

	if (argc > 2 || (argc == 2 && !apply && strcmp(argv[1], "check") != 0))
		return EXIT_USAGE;
	if (each_account(d, !apply, &differences) != OK)
		return dvcctl_failed(d);
	return apply || differences == 0 ? EXIT_DONE : EXIT_FAILED;
}
