/*
 * The organisation from one spreadsheet: agencies, their successions, officers and their rights; `dvcctl import
 * organisation FILE [--dry-run] [--accounts FILE]`. All or nothing; what is wrong is told line by line, with its column.
 * The columns are those of db/seed/organisation.csv.
 */
#ifndef MOTCUA_WORKFLOW_ORGANISATION_H
#define MOTCUA_WORKFLOW_ORGANISATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/server/module.h"
#include "domain/directory/officer.h"

struct db;

enum organisation_column {
	COLUMN_KIND, /* agency, succession, officer, role */
	COLUMN_CODE,
	COLUMN_NAME,
	COLUMN_SHORT_NAME,
	COLUMN_PARENT,
	COLUMN_TIER,
	COLUMN_VALID_FROM,
	COLUMN_VALID_TO,
	COLUMN_ADDRESS,
	COLUMN_WORKING_HOURS,
	COLUMN_HOTLINE,
	COLUMN_CALENDAR,
	COLUMN_LOGIN,
	COLUMN_POSITION,
	COLUMN_PHONE,
	COLUMN_EMAIL,
	COLUMN_ROLE,
	COLUMN_AGENCY, /* of an officer or a right; of a succession: the successor */
	COLUMN_PROCEDURE,
	COLUMN_DECISION,
	COLUMN__MAX
};

enum organisation_kind { KIND_AGENCY, KIND_SUCCESSION, KIND_OFFICER, KIND_ROLE, KIND__MAX };

struct organisation_row {
	size_t line;
	enum organisation_kind kind;
	const char *text[COLUMN__MAX]; /* "" where nothing stands */
	int32_t valid_from, valid_to;  /* DATE_NONE */
	enum role role;                /* of KIND_ROLE */
};
struct organisation {
	const struct organisation_row *rows;
	size_t count;
	unsigned char sha256[32]; /* of the file */
};
struct organisation_problem {
	size_t line;
	const char *column;  /* NULL: the line as a whole */
	const char *message; /* key below organisation. */
};
struct organisation_problems {
	struct organisation_problem *items;
	size_t count;
};

/* Reads and checks the file by itself; ERR_INVALID with every problem (at most 200). */
MUST_CHECK enum err organisation_read(struct arena *arena, struct bytes content, struct organisation *ret_organisation,
    struct organisation_problems *ret_problems);

/* An account that was given its first password and second factor: for the hand-over, never stored as text. */
struct organisation_account {
	const char *role; /* of the first right in the file; NULL: none */
	const char *login, *password, *totp_secret;
};
struct organisation_outcome {
	bool unchanged; /* the very same file was imported last */
	size_t agencies, officers, grants;
	const struct organisation_account *accounts;
	size_t account_count;
};
struct organisation_import {
	struct arena *arena;
	const struct organisation *organisation;
	struct bytes secret; /* the installation's, seals second factors */
	bool give_accounts;  /* a first password and second factor for officers who have none */
	bool dry_run;        /* everything is done, then rolled back */
	int64_t now;
	struct organisation_outcome *outcome;
	struct organisation_problems *problems; /* references that the directory does not have */
};
/* In one transaction. ERR_INVALID with the problems. */
MUST_CHECK enum err organisation_write(struct db *db, const struct organisation_import *import);

/* The rows that only the import needs (organisation_store.c). ERR_NOT_FOUND where there is none. */
MUST_CHECK enum err calendar_id_by_code(struct db *db, const char *code, int64_t *ret_id);
MUST_CHECK enum err officer_id_by_code(struct db *db, const char *code, int64_t *ret_id);
/* Does an agency of another code stand under this name in addresses? */
MUST_CHECK enum err slug_is_taken(struct db *db, const char *slug, const char *code, bool *ret_taken);
MUST_CHECK enum err organisation_last(struct db *db, struct bytes *ret_sha256);
MUST_CHECK enum err organisation_keep(
    struct db *db, struct bytes sha256, int64_t now, const struct organisation_outcome *outcome);

extern const struct store organisation_store;

/* `import organisation FILE ...`; see import.c. 2: used wrongly. */
int organisation_run(struct verb_ctx *v, int argc, char **argv);

#endif
