/* The two things that every passage through the door writes: a journal entry and its outbox rows. Private to the door. */
#ifndef MOTCUA_DOMAIN_DOSSIER_DOOR_JOURNAL_STORE_H
#define MOTCUA_DOMAIN_DOSSIER_DOOR_JOURNAL_STORE_H

#include "core/err.h"
#include "core/server/module.h"
#include "domain/dossier/door_store.h"

/*
 * Appends the entry that follows `dossier->last_seq`/`last_hash` and moves both on in *dossier (the row itself is the
 * caller's to update); then writes the outbox rows that the kind calls for.
 */
MUST_CHECK enum err door_record(struct db *db, struct arena *arena, struct dossier *dossier,
    enum dossier_event_kind kind, const struct dossier_who *who, int64_t at, const char *facts);

/* Papers and answers handed in with a filing or a supplement; `first_seq` numbers the papers. */
MUST_CHECK enum err door_add_contents(struct db *db, int64_t dossier_id, int64_t round, int64_t first_seq,
    const struct dossier_paper *papers, size_t paper_count, const struct dossier_value *values, size_t value_count);

extern const struct store door_journal_store;

#endif
