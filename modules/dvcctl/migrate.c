/*
 * dvcctl migrate: brings the schema to what this release needs, one recorded statement after the other, so that an
 * interruption anywhere is continued by running it again; then makes the accounts' rights equal the declared ones.
 */
#include <ctype.h>
#include <string.h>
#include <unistd.h>

#include "core/data/db.h"
#include "core/data/script.h"

#include "dvcctl.h"
#include "folder.h"
#include "grants.h"
#include "migrate.h"
#include "migrate_store.h"
#include "texts.h"

/* "0001-core-tables" */
static bool
is_migration_name(const char *name)
{
	const char *at = name;

	for (; at - name < 4; at++)
		if (!isdigit((unsigned char)*at))
			return false;
	return *at == '-' && strchr(at + 1, '-') != NULL;
}

static size_t
statement_count(struct arena *arena, const char *text)
{
	size_t count = 0;

	while (script_next(arena, &text) != NULL)
		count++;
	return count;
}

static const struct applied *
applied_named(const struct applied_list *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->applied[i].name, name) == 0)
			return &list->applied[i];
	return NULL;
}

static bool
same_checksum(const struct applied *applied, const struct sql_file *file)
{
	return applied->checksum.size == sizeof(file->checksum) &&
	       memcmp(applied->checksum.data, file->checksum, sizeof(file->checksum)) == 0;
}

/* History may neither be edited nor be unknown; what was begun without effect may still be corrected. */
static enum err
check_history(struct dvcctl *d, const struct sql_files *files, const struct applied_list *list)
{
	for (size_t i = 0; i < files->count; i++)
		if (!is_migration_name(files->files[i].name))
			return FAILURE(&d->failure, ERR_INVALID, NULL, NULL, TEXT_WRONG_NAME, files->files[i].name);
	for (size_t i = 0; i < list->count; i++) {
		const struct applied *applied = &list->applied[i];
		const struct sql_file *file = folder_find(files, applied->name);

		if (file == NULL)
			return FAILURE(&d->failure, ERR_CONFLICT, NULL, NULL, TEXT_UNKNOWN, applied->name);
		if (applied->done > 0 && !same_checksum(applied, file))
			return FAILURE(&d->failure, ERR_CONFLICT, NULL, NULL, TEXT_EDITED, applied->name);
	}
	return OK;
}

static enum err
renew(struct dvcctl *d, const char *me)
{
	const char *holder = NULL;
	const enum err err = lease_take(d->db, me, &holder);

	if (err == ERR_CONFLICT)
		return FAILURE(&d->failure, err, NULL, NULL, TEXT_LEASE_HELD, holder);
	return err;
}

static enum err
apply(struct dvcctl *d, const char *me, const struct sql_file *file, const struct applied *applied)
{
	const size_t count = statement_count(d->arena, file->text);
	const size_t done = applied != NULL ? (size_t)applied->done : 0;
	const char *rest = file->text, *statement;
	enum err err = migration_begin(d->db, file, (int64_t)count);

	if (applied != NULL)
		(void)fprintf(d->out, TEXT_RESUMED, file->name, done + 1, count);
	for (size_t i = 0; err == OK && (statement = script_next(d->arena, &rest)) != NULL; i++) {
		if (i < done)
			continue;
		if ((err = renew(d, me)) == OK)
			err = migration_step(d->db, file->name, statement, (int64_t)i, applied != NULL && i == done);
		if (err != OK)
			(void)fprintf(d->out, TEXT_STOPPED_AT, file->name, i + 1, count);
	}
	if (err == OK)
		err = migration_finish(d->db, file->name);
	if (err == OK)
		(void)fprintf(d->out, TEXT_APPLIED, file->name, count);
	return err;
}

static void
announce(struct dvcctl *d, const struct sql_file *file, const struct applied *applied)
{
	const size_t count = statement_count(d->arena, file->text);

	if (applied == NULL)
		(void)fprintf(d->out, TEXT_WOULD_APPLY, file->name, count);
	else
		(void)fprintf(d->out, TEXT_WOULD_RESUME, file->name, (size_t)applied->done + 1, count);
}

static enum err
walk(struct dvcctl *d, const char *me, const struct sql_files *files, const struct applied_list *list, bool dry_run)
{
	size_t pending = 0;
	enum err err = OK;

	for (size_t i = 0; err == OK && i < files->count; i++) {
		const struct applied *applied = applied_named(list, files->files[i].name);

		if (applied != NULL && applied->finished_at != TIME_NONE)
			continue;
		pending++;
		if (dry_run)
			announce(d, &files->files[i], applied);
		else
			err = apply(d, me, &files->files[i], applied);
	}
	if (err == OK && (pending == 0 || !dry_run))
		(void)fprintf(d->out, TEXT_UP_TO_DATE, d->core.database_name, files->count);
	return err;
}

/* The first file makes the tables of the record itself; it bears being run again. */
static enum err
make_record(struct dvcctl *d, const struct sql_files *files)
{
	const char *rest = files->count > 0 ? files->files[0].text : "", *statement;
	enum err err = OK;

	while (err == OK && (statement = script_next(d->arena, &rest)) != NULL)
		err = script_run(d->db, statement, "bookkeeping of migrations");
	return err;
}

static enum err
under_lease(struct dvcctl *d, const struct sql_files *files)
{
	struct applied_list list;
	char host[64] = "";
	const char *me;
	enum err err;

	(void)gethostname(host, sizeof(host) - 1);
	me = arena_printf(d->arena, "%s:%ld", host, (long)getpid());
	if ((err = make_record(d, files)) != OK || (err = renew(d, me)) != OK)
		return err;
	if ((err = migrations_applied(d->db, &list)) == OK && (err = check_history(d, files, &list)) == OK)
		err = walk(d, me, files, &list, false);
	if (lease_release(d->db, me) != OK)
		return err != OK ? err : ERR_UNAVAILABLE;
	return err;
}

enum err
migrate(struct dvcctl *d, bool dry_run)
{
	struct sql_files files;
	struct applied_list list = { NULL, 0 };
	bool recorded = false;
	enum err err;

	if ((err = folder_read(d->arena, d->own.migrations, &files, &d->failure)) != OK)
		return err;
	if (!dry_run)
		return under_lease(d, &files);
	if ((err = migrations_recorded(d->db, &recorded)) != OK)
		return err;
	if (recorded && (err = migrations_applied(d->db, &list)) != OK)
		return err;
	if ((err = check_history(d, &files, &list)) != OK)
		return err;
	return walk(d, NULL, &files, &list, true);
}

static enum err
make_schema(struct dvcctl *d)
{
	const struct db_config config = {
		.socket = d->core.database_socket,
		.user = d->core.database_user,
		.password = (const char *)d->core.database_password.data,
	};
	struct db *db = db_open(&config);
	enum err err;

	db_set_failure(db, &d->failure);
	err = schema_create(db, d->arena, d->core.database_name);
	db_close(db);
	return err;
}

int
verb_migrate(struct dvcctl *d, int argc, char **argv)
{
	const bool dry_run = argc == 2 && strcmp(argv[1], "--dry-run") == 0;
	const bool break_lease = argc == 2 && strcmp(argv[1], "--break-lease") == 0;
	enum err err = OK;

	if (argc > 2 || (argc == 2 && !dry_run && !break_lease))
		return EXIT_USAGE;
	db_set_statement_time(d->db, 0);
	if (!dry_run)
		err = make_schema(d);
	if (err == OK && break_lease)
		err = lease_release(d->db, NULL);
	if (err == OK)
		err = migrate(d, dry_run);
	if (err == OK)
		err = grants_apply(d, dry_run);
	return err == OK ? EXIT_DONE : dvcctl_failed(d);
}
