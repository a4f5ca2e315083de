/*
 * The declared rights (db/grants) and what the database really allows: one account per module, motcua_<module>, with
 * SELECT, INSERT, UPDATE and DELETE on single tables and nothing else.
 */
#ifndef MOTCUA_DVCCTL_GRANTS_H
#define MOTCUA_DVCCTL_GRANTS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "core/memory/arena.h"

struct dvcctl;
struct sql_files;

enum right { RIGHT_SELECT = 1, RIGHT_INSERT = 2, RIGHT_UPDATE = 4, RIGHT_DELETE = 8 };

/* What one account may do with one table. */
struct table_rights {
	const char *table;
	unsigned rights;
};

struct rights {
	struct table_rights *tables;
	size_t count;
};

enum { TABLES_MAX = 500 };

/* Adds rights on a table to the list. ERR_TOO_LARGE beyond TABLES_MAX tables. */
MUST_CHECK enum err rights_add(struct arena *arena, struct rights *list, const char *table, unsigned rights);
/* 0 if there are none. */
unsigned rights_on(const struct rights *list, const char *table);
/* "SELECT, INSERT" */
const char *rights_text(struct arena *arena, unsigned rights);

/* The rights that grants/<module>.sql declares, those of the files it includes among them. ERR_INVALID names the line. */
MUST_CHECK enum err grants_declared(struct arena *arena, const struct sql_files *files, const char *module,
    struct rights *rights, struct failure *failure);

/*
 * Makes the accounts of the configured modules and gives and takes single rights until each has exactly what is
 * declared; what is right already is never taken away in between. `dry_run`: only says what it would do.
 */
MUST_CHECK enum err grants_apply(struct dvcctl *d, bool dry_run);

#endif
