/* The modules' database accounts: making them, reading and changing what they may. Names are made of a-z, 0-9 and _. */
#ifndef MOTCUA_DVCCTL_GRANTS_STORE_H
#define MOTCUA_DVCCTL_GRANTS_STORE_H

#include <stdbool.h>

#include "core/err.h"

struct arena;
struct db;
struct rights;

/* Is there an account of that name on this server? */
MUST_CHECK enum err account_exists(struct db *db, struct arena *arena, const char *account, bool *exists);
/* Makes it, or makes it sign in so from now on. `password` NULL: by the operating system's user of the same name. */
MUST_CHECK enum err account_make(struct db *db, struct arena *arena, const char *account, const char *password);

/* Its rights on single tables of the schema. */
MUST_CHECK enum err account_rights(
    struct db *db, struct arena *arena, const char *account, const char *schema, struct rights *rights);
/* Has it any right that is not SELECT, INSERT, UPDATE or DELETE on a whole table of the schema? */
MUST_CHECK enum err account_has_wide_rights(
    struct db *db, struct arena *arena, const char *account, const char *schema, bool *wide);

/* `rights` as in "SELECT, INSERT". */
MUST_CHECK enum err account_grant(
    struct db *db, struct arena *arena, const char *account, const char *rights, const char *schema, const char *table);
MUST_CHECK enum err account_revoke(
    struct db *db, struct arena *arena, const char *account, const char *rights, const char *schema, const char *table);
MUST_CHECK enum err account_revoke_all(struct db *db, struct arena *arena, const char *account);

#endif
