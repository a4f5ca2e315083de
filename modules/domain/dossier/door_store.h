/*
 * The dossier's one door: the only code that creates or changes a dossier. In one transaction it locks the row, checks
 * the declared transition and who may, advances the clock ledger, recomputes the due date, updates the row, appends to
 * the hash-chained journal and writes the outbox rows that the event calls for. Submission, counter, officers, payment,
 * exchange and imports all go through it. Knows nothing of HTTP; the time is passed in.
 */
#ifndef MOTCUA_DOMAIN_DOSSIER_DOOR_STORE_H
#define MOTCUA_DOMAIN_DOSSIER_DOOR_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/server/module.h"
#include "domain/dossier/dossier.h"
#include "domain/dossier/state.h"

struct db;

/* Who acts. `account` kind: "citizen", "officer", "system", "partner". */
struct dossier_who {
	enum dossier_actor as; /* in what capacity: checked against the edge */
	const char *kind;
	int64_t id;        /* officer.id, account.id, or 0 for the system */
	int64_t agency_id; /* the officer's, 0 if none */
};

/* Everything that a dossier is filed with. Texts are valid UTF-8 in NFC; codes and ids are the catalogue's. */
struct dossier_filing {
	const char *channel; /* online, counter, post */
	int64_t procedure_version_id;
	const char *procedure_code, *procedure_name;
	int64_t case_no;
	int64_t form_version_id, process_version_id, rule_version_id; /* DB_NULL_INT: none */
	int64_t agency_receiving_id, agency_solving_id;
	int64_t account_id;  /* DB_NULL_INT at the counter */
	const char *subject; /* trích yếu */
	int64_t copies;
	const char *result_channel;          /* online, counter, post */
	const char *clock_policy;            /* policy_text.h */
	const struct dossier_party *parties; /* an applicant at least; the owner too if another person */
	size_t party_count;
	const struct dossier_paper *papers;
	size_t paper_count;
	const struct dossier_value *values;
	size_t value_count;
	struct dossier_who who;
	int64_t at;        /* microseconds UTC */
	const char *facts; /* JSON object kept with the submit event, NULL: {} */
};

/*
 * Creates the dossier in state submitted with its filing number (số tạm). *ret_secret is the tracking secret for the
 * receipt; only its hash is stored. To be called inside the caller's transaction, as one of its last statements: the
 * number's counter stays locked until COMMIT. ERR_INVALID for a filing without applicant or with a bad clock policy.
 */
MUST_CHECK enum err dossier_create(struct db *db, struct arena *arena, const struct dossier_filing *filing,
    struct dossier *ret_dossier, const char **ret_secret);

/* What happens. Members that the event's kind does not use are left zero. */
struct dossier_act {
	enum dossier_event_kind kind;
	struct dossier_who who;
	int64_t at;                         /* microseconds UTC */
	const char *facts;                  /* JSON object, at most 64 KiB; NULL: {} */
	const char *outcome;                /* DOSSIER_DECIDE: granted or refused */
	int32_t extend_minutes;             /* DOSSIER_EXTEND: standard minutes, 480 a day */
	bool leader_approved;               /* DOSSIER_ASK_SUPPLEMENT: the head agreed to a second one */
	const struct dossier_paper *papers; /* DOSSIER_SUPPLEMENT_ANSWERED: what was brought */
	size_t paper_count;
	const struct dossier_value *values; /* the same: answers corrected in this round */
	size_t value_count;
	int64_t agency_solving_id;   /* DOSSIER_AGENCY_CHANGED: who answers from now on */
	int64_t agency_receiving_id; /* the same: who receives what was not accepted yet; 0: stays */
	int64_t form_version_id;     /* DOSSIER_DEFINITION_CHANGED: the form that asks from now on; 0: stays */
	int64_t process_version_id;  /* the same: the process by which it goes on; 0: stays */
};

#define DOSSIER_ANY_VERSION INT64_C(-1) /* for the system: the row is locked anyway */

/*
 * Applies the act in a transaction of its own, or as part of the caller's. On OK *dossier is as it is now, else as it
 * was. Within the caller's transaction function, which may run again, pass a copy made in that run and an expected
 * version that does not come from an earlier run.
 * ERR_CONFLICT with a message key:
 *   dossier.moved_on         somebody else changed it since `expected_version`
 *   dossier.not_now          the state does not allow this
 *   dossier.supplement_once  a second request without the head's approval (NĐ 61/2018 Đ11(2)(c))
 *   clock.extension_...      the extension comes too late or is the second (NĐ 61/2018 Đ19(9))
 * ERR_FORBIDDEN: this capacity may not do it. ERR_INVALID: the act lacks what its kind needs.
 */
MUST_CHECK enum err dossier_apply(struct db *db, struct arena *arena, struct dossier *dossier, int64_t expected_version,
    const struct dossier_act *act);

/* For --check of every module that uses the door. */
extern const struct store door_store;

#endif
