/*
 * Fee demands and their lines. A demand comes from one event of a dossier's journal; its state moves from open to
 * settled or cancelled and never back. Knows nothing of gateways.
 */
#ifndef MOTCUA_PAYMENT_DEMAND_STORE_H
#define MOTCUA_PAYMENT_DEMAND_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct arena;
struct db;
struct officer;

#define DEMAND_OPEN      "open"
#define DEMAND_SETTLED   "settled"
#define DEMAND_CANCELLED "cancelled"
#define LINE_PHI         "phi"
#define LINE_LE_PHI      "le_phi"

struct demand {
	int64_t id, dossier_id, event_seq, agency_id;
	const char *payer;
	int64_t total; /* đồng */
	const char *state;
	int64_t version;
	int64_t created_at, ended_at; /* microseconds UTC; TIME_NONE while open */
};

struct demand_line {
	int64_t line_no;
	const char *kind, *code, *name;
	int64_t quantity, unit_price, amount; /* đồng; amount 0: exempt */
	const char *basis;
};

/* Is it in the state of that name? */
bool demand_is(const struct demand *demand, const char *state);

/* Inside the caller's transaction. ERR_CONFLICT with db_duplicate: the event has its demand already. */
MUST_CHECK enum err demand_insert(
    struct db *db, const struct demand *demand, const struct demand_line *lines, size_t count, int64_t *ret_id);
MUST_CHECK enum err demand_by_event(struct db *db, int64_t dossier_id, int64_t event_seq, struct demand *ret_demand);
/* Locks the row until the transaction ends: after the attempt, before the dossier. */
MUST_CHECK enum err demand_lock(struct db *db, int64_t id, struct demand *ret_demand);
MUST_CHECK enum err demand_by_id(struct db *db, int64_t id, struct demand *ret_demand);
/*
 * Locks the dossier's row, after the demand: does it ask for nothing any more? From here to the end of the transaction nobody
 * withdraws, refuses or closes it.
 */
MUST_CHECK enum err demand_dossier_lock(struct db *db, int64_t dossier_id, bool *ret_over);
/* Open becomes `state`; ERR_CONFLICT if it is not open any more. */
MUST_CHECK enum err demand_end(struct db *db, int64_t id, const char *state, int64_t at);
/* Of a dossier, the newest first; at most 50. */
MUST_CHECK enum err demands_of_dossier(
    struct db *db, int64_t dossier_id, const struct demand **ret_demands, size_t *ret_count);
MUST_CHECK enum err demand_lines(
    struct db *db, int64_t demand_id, const struct demand_line **ret_lines, size_t *ret_count);

/* A demand in a list, with the dossier that it belongs to. */
struct demand_brief {
	int64_t id;
	const char *number; /* code or filing number of the dossier */
	const char *procedure_code, *procedure_name, *payer;
	int64_t agency_id, total, created_at;
};
/* Open ones of the dossiers of a citizen's account, the newest first; at most 50. */
MUST_CHECK enum err demands_open_of_account(
    struct db *db, int64_t account_id, const struct demand_brief **ret_demands, size_t *ret_count);
/*
 * Open ones that agencies of `agencies` (JSON array of ids) collect, newest first, below `before_id` (INT64_MAX: from the
 * top), whose number or payer holds `search` (NULL: all).
 */
MUST_CHECK enum err demands_open_of_agencies(struct db *db, struct arena *arena, const char *agencies,
    const char *search, int64_t before_id, size_t most, const struct demand_brief **ret_demands, size_t *ret_count,
    bool *ret_more);

extern const struct store demand_store;

#endif
