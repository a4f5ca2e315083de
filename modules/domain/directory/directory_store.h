/*
 * The directory (cơ quan, cán bộ, quyền): the one place that reads and writes its tables. Read by every module;
 * written by the modules that db/grants/ names and by imports. Calendars: calendar_store.h.
 */
#ifndef MOTCUA_DOMAIN_DIRECTORY_DIRECTORY_STORE_H
#define MOTCUA_DOMAIN_DIRECTORY_DIRECTORY_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/server/module.h"
#include "domain/directory/officer.h"

struct db;
struct db_column;

struct agency {
	int64_t id;
	const char *code;  /* mã định danh (QĐ 20/2020/QĐ-TTg) */
	int64_t parent_id; /* DB_NULL_INT at the top */
	const char *name, *short_name, *slug;
	const char *tier; /* province, department, district, commune, centre, section, vertical */
	const char *address, *working_hours, *hotline, *email;
	int32_t valid_from, valid_to; /* days; DATE_NONE: still there */
	int64_t current_id;           /* who answers for it today; its own id while it exists */
};

/* ERR_NOT_FOUND if unknown. */
MUST_CHECK enum err agency_by_id(struct db *db, int64_t id, struct agency *ret_agency);
MUST_CHECK enum err agency_by_code(struct db *db, const char *code, struct agency *ret_agency);
/* As it was called and where it stood on a day (days): for papers and entries of that day. ERR_NOT_FOUND if unknown. */
MUST_CHECK enum err agency_on(struct db *db, int64_t id, int32_t day, struct agency *ret_agency);
/* All agencies, parents before children, by name; at most 10,000. */
MUST_CHECK enum err agency_all(struct db *db, const struct agency **ret_agencies, size_t *ret_count);

/* What of `struct agency` is read from the database: for who must notice any change of it. */
const struct db_column *agency_row_columns(size_t *ret_count);

/* The officer of an account with every grant valid on `today` (days); ERR_NOT_FOUND if none is valid that day. */
MUST_CHECK enum err officer_by_account(
    struct db *db, struct arena *arena, int64_t account_id, int32_t today, struct officer *ret_officer);
/* The active officers of a role at an agency, for assigning and for names on paper; at most 200. */
struct officer_brief {
	int64_t id;
	const char *code, *name, *position, *phone, *email;
};
MUST_CHECK enum err officers_of_role(struct db *db, int64_t agency_id, const char *role, int32_t today,
    const struct officer_brief **ret_officers, size_t *ret_count);
MUST_CHECK enum err officer_by_id(struct db *db, int64_t id, struct officer_brief *ret_officer);

/* A citizen's account; `name`, `phone`, `email` for notices. */
struct account {
	int64_t id;
	const char *kind, *login, *name, *phone, *email;
	const char *password_hash; /* NULL: one-time codes only */
	struct bytes totp_seed;    /* sealed; empty: none */
	int64_t totp_last_step, failures, locked_until;
	bool active;
	int64_t version;
};
MUST_CHECK enum err account_by_id(struct db *db, int64_t id, struct account *ret_account);
MUST_CHECK enum err account_by_login(struct db *db, const char *kind, const char *login, struct account *ret_account);
/* ERR_CONFLICT if the login is taken. */
MUST_CHECK enum err account_create(struct db *db, const struct account *account, int64_t now, int64_t *ret_id);
MUST_CHECK enum err account_set_password(struct db *db, int64_t id, const char *password_hash);
MUST_CHECK enum err account_set_seed(struct db *db, int64_t id, struct bytes sealed_seed);
MUST_CHECK enum err account_signed_in(struct db *db, int64_t id, int64_t now);
/* The step of a second factor is used up: ERR_CONFLICT if it, or a later one, was used already. */
MUST_CHECK enum err account_use_step(struct db *db, int64_t id, int64_t step);

/* Writing, for imports: inserts, or updates what has the same code. The row's id comes back. */
MUST_CHECK enum err agency_put(struct db *db, const struct agency *agency, int64_t calendar_id, int64_t *ret_id);
struct officer_put {
	const char *code, *name, *position, *phone, *email;
	int64_t account_id, agency_id;
	int32_t valid_from, valid_to;
};
MUST_CHECK enum err officer_put(struct db *db, const struct officer_put *officer, int64_t *ret_id);
MUST_CHECK enum err role_grant_put(struct db *db, int64_t officer_id, enum role role, int64_t agency_id,
    const char *procedure_code, int32_t valid_from, int32_t valid_to);

/* For --check of the modules that use this store. */
extern const struct store directory_store;
/* The same for those that also write it. */
extern const struct store directory_write_store;

#endif
