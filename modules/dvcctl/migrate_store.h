/* The record of migrations and the lease that keeps two of them apart (core_migration, core_job_lease). */
#ifndef MOTCUA_DVCCTL_MIGRATE_STORE_H
#define MOTCUA_DVCCTL_MIGRATE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"

struct db;
struct sql_file;

struct applied {
	const char *name;
	struct bytes checksum;
	int64_t statements, done;
	int64_t finished_at; /* TIME_NONE: interrupted */
};

struct applied_list {
	const struct applied *applied;
	size_t count;
};

/* Makes the schema if it is missing. `db` has none selected. */
MUST_CHECK enum err schema_create(struct db *db, struct arena *arena, const char *schema);
/* Does core_migration exist in the connection's schema? */
MUST_CHECK enum err migrations_recorded(struct db *db, bool *recorded);
MUST_CHECK enum err migrations_applied(struct db *db, struct applied_list *list);
/* Notes that the file is begun, or begun anew after nothing of it was applied. */
MUST_CHECK enum err migration_begin(struct db *db, const struct sql_file *file, int64_t statements);
/* Runs statement number `index` (from 0) and notes it. `again`: it may have been run before it could be noted. */
MUST_CHECK enum err migration_step(struct db *db, const char *name, const char *statement, int64_t index, bool again);
MUST_CHECK enum err migration_finish(struct db *db, const char *name);

/* Takes or renews the lease for 15 minutes; ERR_CONFLICT if another holds it, *holder then names it. */
MUST_CHECK enum err lease_take(struct db *db, const char *me, const char **holder);
/* Gives up the lease, whoever holds it if `me` is NULL. */
MUST_CHECK enum err lease_release(struct db *db, const char *me);

#endif
