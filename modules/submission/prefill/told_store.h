/*
 * What others know of the person who fills in a form: the claims of sign-on, the register's last answer for a draft, the people
 * of their own earlier dossiers. Read only; exchange owns the first two (db/migrations/0510-exchange-register.sql).
 */
#ifndef MOTCUA_SUBMISSION_TOLD_STORE_H
#define MOTCUA_SUBMISSION_TOLD_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/server/module.h"

struct db;

/* Who the account's owner is, as a trusted third party vouched for it. */
struct told_identity {
	const char *issuer, *person_number, *full_name;
	int32_t birth_date; /* DATE_NONE: not told */
	int64_t verified_at;
};
/* ERR_NOT_FOUND: nobody vouched for the account. */
MUST_CHECK enum err told_identity(struct db *db, int64_t account_id, struct told_identity *ret_identity);

struct told_answer {
	const char *request; /* its number at the register */
	int64_t asked_at;
	const char *outcome; /* found, empty, other_person, down, asking */
	struct bytes facts;  /* sealed for the account under TOLD_PURPOSE; empty: none, or forgotten since */
};
#define TOLD_PURPOSE "register"
/* The last one for this draft of this account; ERR_NOT_FOUND: the register was not asked. */
MUST_CHECK enum err told_answer(
    struct db *db, int64_t account_id, const char *draft_reference, struct told_answer *ret_answer);

enum { TOLD_EARLIER_MOST = 5 };
/* Who filed the account's last dossiers: one row each, newest first, at most TOLD_EARLIER_MOST. */
struct told_earlier {
	int64_t dossier_id, form_version_id; /* DB_NULL_INT: without a form */
	const char *number;                  /* of the dossier */
	int64_t filed_at;
	const char *kind, *name, *person_number, *address; /* of its applicant: person or organisation */
};
MUST_CHECK enum err told_earlier(
    struct db *db, int64_t account_id, const struct told_earlier **ret_rows, size_t *ret_count);

extern const struct store told_store;

#endif
