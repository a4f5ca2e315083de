/*
 * Reading dossiers: the row, who is in it, its papers, answers, journal and clock; always through the eyes of somebody
 * who may. Another person's or agency's dossier is ERR_NOT_FOUND, the same as an unknown one.
 */
#ifndef MOTCUA_DOMAIN_DOSSIER_DOSSIER_STORE_H
#define MOTCUA_DOMAIN_DOSSIER_DOSSIER_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"
#include "domain/directory/officer.h"
#include "domain/dossier/dossier.h"
#include "domain/time/clock.h"

struct arena;
struct db;

/* By code or by filing number, for jobs and for those below. */
MUST_CHECK enum err dossier_by_number(struct db *db, const char *number, struct dossier *ret_dossier);
MUST_CHECK enum err dossier_by_id(struct db *db, int64_t id, struct dossier *ret_dossier);
/* An officer with any role at the receiving or the solving agency, for its procedure. */
MUST_CHECK enum err dossier_for_officer(
    struct db *db, const struct officer *officer, const char *number, struct dossier *ret_dossier);
/* The citizen whose account filed it. */
MUST_CHECK enum err dossier_for_account(
    struct db *db, int64_t account_id, const char *number, struct dossier *ret_dossier);
/* Anybody who holds the secret printed beside the code (as typed: random_code_read forms are accepted). */
MUST_CHECK enum err dossier_for_secret(
    struct db *db, const char *number, const char *secret, struct dossier *ret_dossier);

/* The dossiers of an account, newest first, below `before_id` (INT64_MAX: from the top). */
MUST_CHECK enum err dossiers_of_account(struct db *db, int64_t account_id, int64_t before_id, size_t most,
    const struct dossier **ret_dossiers, size_t *ret_count, bool *ret_more);

/* All of one dossier, by its id: for those who were allowed to read it. The lists live in the connection's arena. */
MUST_CHECK enum err dossier_parties(
    struct db *db, int64_t dossier_id, const struct dossier_party **ret_parties, size_t *ret_count);
/* The latest people known by that number (at the counter: "tìm theo số định danh"); ERR_NOT_FOUND if never seen. */
MUST_CHECK enum err party_by_number(struct db *db, const char *number, struct dossier_party *ret_party);
MUST_CHECK enum err dossier_papers(
    struct db *db, int64_t dossier_id, const struct dossier_paper **ret_papers, size_t *ret_count);
MUST_CHECK enum err dossier_values(
    struct db *db, int64_t dossier_id, const struct dossier_value **ret_values, size_t *ret_count);
/* The journal in order. */
MUST_CHECK enum err dossier_events(
    struct db *db, int64_t dossier_id, const struct dossier_event **ret_events, size_t *ret_count);
/* The last event of that kind; ERR_NOT_FOUND if there is none. */
MUST_CHECK enum err dossier_event_last(
    struct db *db, int64_t dossier_id, enum dossier_event_kind kind, struct dossier_event *ret_event);
/* The clock ledger in order. */
MUST_CHECK enum err dossier_clock_events(
    struct db *db, struct arena *arena, int64_t dossier_id, const struct clock_event **ret_events, size_t *ret_count);

/* The clock of a dossier, computed again from ledger, policy and calendar: for explanations. */
struct dossier_due {
	struct clock_policy policy;
	const struct calendar *calendar;
	const struct clock_event *events;
	size_t event_count;
	struct due_result result;
};
MUST_CHECK enum err dossier_due(
    struct db *db, struct arena *arena, const struct dossier *dossier, struct dossier_due *ret_due);

/* What verification found wrong; all false: the chain is whole and the row agrees with it. */
struct dossier_verdict {
	bool chain_broken;  /* at broken_seq */
	bool state_differs; /* the row's state is not where its events lead */
	bool clock_differs; /* the row's due date is not what the ledger gives */
	int64_t broken_seq;
	size_t events;
};
MUST_CHECK enum err dossier_verify(
    struct db *db, struct arena *arena, const struct dossier *dossier, struct dossier_verdict *ret_verdict);
/* Ids of dossiers above `after_id`, for a verification of all. */
MUST_CHECK enum err dossier_ids(struct db *db, int64_t after_id, const int64_t **ret_ids, size_t *ret_count);

extern const struct store dossier_store;

#endif
