/*
 * What the page of one dossier shows, read in few statements: people, papers with their files, answers with the form
 * they were given on, the journal with names. Reads only; who may is decided before (office.h).
 */
#ifndef MOTCUA_WORKFLOW_DOSSIER_PAGE_STORE_H
#define MOTCUA_WORKFLOW_DOSSIER_PAGE_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

/* One row: the two agencies and, as JSON texts, what hangs on the dossier (NULL: none). */
struct dossier_around {
	const char *receiving_name, *solving_name;
	const char *form;   /* content of the pinned form version */
	const char *people; /* [{role, kind, name, number, birth_date, address, phone, email}] */
	const char *papers; /* [{seq, name, originals, certified, photocopies, source, round, reference, file, size}] */
	const char *values; /* [{field, row, round, value}] */
};
MUST_CHECK enum err dossier_around(struct db *db, int64_t dossier_id, struct dossier_around *ret_around);

struct dossier_entry {
	int64_t seq;
	const char *kind;
	int64_t at;
	const char *actor_kind, *actor_name, *agency_name; /* names: NULL if not an officer */
	const char *facts;                                 /* JSON, NULL once erased */
};
/* The journal in order. */
MUST_CHECK enum err dossier_entries(
    struct db *db, int64_t dossier_id, const struct dossier_entry **ret_entries, size_t *ret_count);

/* What the dossier owes and has paid, in đồng. Only where payment is deployed. */
struct dossier_money {
	int64_t demanded, paid, open_demands;
};
MUST_CHECK enum err dossier_money(struct db *db, int64_t dossier_id, struct dossier_money *ret_money);

extern const struct store dossier_page_store;

#endif
