/*
 * Drafts: what a citizen has written and attached so far, one row per answer. A draft is its account's alone; anybody
 * else's is ERR_NOT_FOUND. Once sent it is never written again.
 */
#ifndef MOTCUA_SUBMISSION_DRAFT_STORE_H
#define MOTCUA_SUBMISSION_DRAFT_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/server/module.h"

struct db;
struct file;

enum { DRAFT_DAYS = 30, DRAFTS_MOST = 50, DRAFT_VALUES_MOST = 6000, DRAFT_PAPERS_MOST = 60 };

struct draft {
	int64_t id;
	const char *reference;
	int64_t account_id;
	const char *purpose, *state; /* filing or supplement; open, signing (waits for second signers) or sent */
	int64_t procedure_version_id;
	const char *procedure_code, *procedure_name;
	int64_t case_no, agency_receiving_id;
	int64_t dossier_id, asked_seq; /* DB_NULL_INT: none */
	const char *filing_number;     /* of the dossier; NULL until there is one */
	struct bytes sealed_secret;
	int64_t saved_at;
};

/* One answer, as in struct form_value; several with the same key and row are the choices of one field. */
struct draft_value {
	const char *field_key;
	int64_t row_no;
	const char *value;
	/* As in struct dossier_value (domain/dossier/dossier.h); all NULL and TIME_NONE for what is no answer to a form. */
	const char *provenance, *origin, *reference;
	int64_t taken_at;
};

struct draft_paper {
	int64_t file_id;
	const char *requirement_code, *reference, *name;
	int64_t size;
	struct bytes sha256;
};

/* May it still be changed and filed? */
bool draft_is_open(const struct draft *draft);
/* Is it offered to second signers? Nothing in it changes until they have answered or it is taken back (cosign/). */
bool draft_is_signing(const struct draft *draft);
bool draft_is_sent(const struct draft *draft);

/* A new one; `reference` and the columns of its procedure are given. ERR_CONFLICT: the supplement has its draft already. */
MUST_CHECK enum err draft_create(struct db *db, const struct draft *draft, int64_t now, int64_t *ret_id);
MUST_CHECK enum err draft_by_reference(
    struct db *db, int64_t account_id, const char *reference, struct draft *ret_draft);
/* Whoever's it is: for those who sign with its owner, and for jobs. */
MUST_CHECK enum err draft_by_id(struct db *db, int64_t id, struct draft *ret_draft);
/* The draft that answers one request for a supplement; ERR_NOT_FOUND if not begun. */
MUST_CHECK enum err draft_of_supplement(
    struct db *db, int64_t account_id, int64_t dossier_id, int64_t asked_seq, struct draft *ret_draft);
/* Filings of an account that were not sent, newest first; at most DRAFTS_MOST. */
MUST_CHECK enum err drafts_of_account(
    struct db *db, int64_t account_id, const struct draft **ret_drafts, size_t *ret_count);
/* Locks the row until the transaction ends and reads it afresh. */
MUST_CHECK enum err draft_lock(struct db *db, int64_t id, struct draft *ret_draft);
/*
 * The same for an act on what was read before, which another window may have changed since: ERR_CONFLICT unless the draft
 * was last saved at that moment. A draft that was sent is OK: draft_is_sent tells.
 */
MUST_CHECK enum err draft_lock_as_saved(struct db *db, int64_t id, int64_t saved_at, struct draft *ret_draft);

/* The answers of a draft, and the papers attached to it. */
MUST_CHECK enum err draft_values(
    struct db *db, int64_t draft_id, const struct draft_value **ret_values, size_t *ret_count);
MUST_CHECK enum err draft_papers(
    struct db *db, int64_t draft_id, const struct draft_paper **ret_papers, size_t *ret_count);

/* Replaces all answers to the keys by the values: one page of the form. ERR_CONFLICT: the draft was sent. */
struct draft_page {
	int64_t draft_id;
	const char *const *keys;
	size_t key_count;
	const struct draft_value *values;
	size_t value_count;
	int64_t now;
};
MUST_CHECK enum err draft_save_page(struct db *db, const struct draft_page *page);
/* A new draft with its first answers, or neither; page->draft_id is not read. ERR_CONFLICT as draft_create. */
MUST_CHECK enum err draft_create_filled(struct db *db, const struct draft *draft, const struct draft_page *page);

/*
 * Not added if the same content stands there for this requirement already (a second press of the button). ERR_CONFLICT:
 * the draft was sent, or the file is not the draft's.
 */
MUST_CHECK enum err draft_add_paper(
    struct db *db, int64_t draft_id, int64_t file_id, const char *requirement_code, int64_t now, bool *ret_added);
MUST_CHECK enum err draft_remove_paper(struct db *db, int64_t draft_id, int64_t file_id, int64_t now);

/* The draft became, or completed, that dossier: its answers go, what the confirmation needs stays. In a transaction. */
struct draft_sent {
	int64_t draft_id, dossier_id;
	const char *filing_number;
	struct bytes sealed_secret; /* size 0: none */
	int64_t now;
};
MUST_CHECK enum err draft_mark_sent(struct db *db, const struct draft_sent *sent);

/* From open to signing, or back: ERR_CONFLICT if it is not so. In a transaction that holds its row. */
MUST_CHECK enum err draft_offer(struct db *db, int64_t draft_id, int64_t now);
MUST_CHECK enum err draft_take_back(struct db *db, int64_t draft_id, int64_t now);

/*
 * Deletes a draft that was not sent, as it was read, with its answers and the rows of all its files; the files' bytes are the
 * caller's to erase afterwards. ERR_CONFLICT: it was sent or written to since.
 */
MUST_CHECK enum err draft_delete(
    struct db *db, const struct draft *draft, const struct file **ret_files, size_t *ret_count);
/* Drafts not sent that nobody touched since `before`: at most 50 at a time. */
MUST_CHECK enum err drafts_untouched(struct db *db, int64_t before, const struct draft **ret_drafts, size_t *ret_count);
/* Tracking secrets of drafts sent before that are forgotten: they were shown long enough. */
MUST_CHECK enum err draft_secrets_forget(struct db *db, int64_t before);

extern const struct store draft_store;

#endif
