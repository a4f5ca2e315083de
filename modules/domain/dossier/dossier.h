/*
 * A dossier (hồ sơ) as it is read: its row, its people, papers, answers and journal. Pure data; changed only through
 * door_store.h, read through dossier_store.h.
 */
#ifndef MOTCUA_DOMAIN_DOSSIER_DOSSIER_H
#define MOTCUA_DOMAIN_DOSSIER_DOSSIER_H

#include <stdbool.h>
#include <stdint.h>

#include "core/memory/arena.h"
#include "domain/dossier/state.h"

/* Times in microseconds UTC, TIME_NONE where there is none yet. */
struct dossier {
	int64_t id;
	const char *code;          /* mã hồ sơ, NULL before acceptance */
	const char *filing_number; /* số tạm */
	struct bytes secret_hash;  /* SHA-256 of the tracking secret */
	const char *state_name;
	enum dossier_state state; /* of state_name */
	int64_t version;
	const char *channel;
	int64_t procedure_version_id;
	const char *procedure_code, *procedure_name;
	int64_t case_no, form_version_id, process_version_id, rule_version_id;
	/*
	 * By which the answers were declared: what they are shown and printed by. form_version_id is the one that asks from now on,
	 * another after the dossier moved to a newer version.
	 */
	int64_t declared_form_version_id;
	int64_t agency_receiving_id, agency_solving_id;
	int64_t account_id;
	const char *applicant_name, *subject;
	int64_t copies;
	const char *result_channel, *clock_policy;
	int64_t filed_at, received_at, first_due_at, due_at, wait_until, decided_at, returned_at;
	const char *outcome; /* granted, refused, or NULL */
	int64_t supplement_count;
	bool extended, consulting;
	int64_t last_seq;
	struct bytes last_hash;
};

/* The number that people know it by today: its code, or the filing number before acceptance. */
static inline const char *
dossier_number(const struct dossier *dossier)
{
	return dossier->code != NULL ? dossier->code : dossier->filing_number;
}

struct dossier_party {
	const char *role; /* applicant (người nộp), owner (chủ hồ sơ) */
	const char *kind; /* person, organisation */
	const char *name, *number;
	int32_t birth_date; /* days, DATE_NONE */
	const char *address, *phone, *email;
};

struct dossier_paper {
	int64_t seq; /* given by the door */
	int64_t round;
	const char *requirement_code, *name;
	int64_t originals, certified, photocopies; /* bản chính, bản chứng thực, bản photo */
	int64_t file_id;                           /* DB_NULL_INT: none */
	const char *source;                        /* uploaded, scanned, reused, paper */
};

struct dossier_value {
	int64_t round;
	const char *field_id;
	int64_t row_no;
	const char *value, *provenance; /* typed, prefilled, changed (from what the origin said), computed */
	/* Who told it, where it was not simply typed: account, sign_on, population, earlier; NULL: nobody. */
	const char *origin, *reference; /* the origin's own number of the answer or dossier; NULL: none */
	int64_t taken_at;               /* with an origin: when it told */
};

/* One entry of the journal. */
struct dossier_event {
	int64_t seq;
	const char *kind, *state_after;
	int64_t at;
	const char *actor_kind;
	int64_t actor_id, actor_agency_id;
	const char *facts; /* JSON, NULL once erased */
	struct bytes salt, facts_hash, previous_hash, hash;
};

#endif
