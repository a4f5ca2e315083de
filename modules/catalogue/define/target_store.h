/* The procedures that a draft of a definition is for: a procedure as a whole, or one case of it. Changed while it is a draft. */
#ifndef MOTCUA_CATALOGUE_DEFINE_TARGET_STORE_H
#define MOTCUA_CATALOGUE_DEFINE_TARGET_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"
#include "define/kind.h"

struct db;

struct draft_target {
	int64_t procedure_id, case_no;       /* 0: all cases */
	const char *code, *name, *case_name; /* "" : all cases */
	const char *owner_name;              /* NULL: the office */
};
/* By code, beyond that of `after` ("": from the top); at most `most`. */
MUST_CHECK enum err draft_targets(struct db *db, int64_t draft_id, const char *after, size_t most,
    const struct draft_target **ret_targets, size_t *ret_count, bool *ret_more);
MUST_CHECK enum err draft_target_count(struct db *db, int64_t draft_id, int64_t *ret_count);

/* Is the draft for that case (0: all) of that procedure? */
MUST_CHECK enum err draft_target_has(
    struct db *db, int64_t draft_id, int64_t procedure_id, int64_t case_no, bool *ret_has);

/* One change of the list by the officer, with its line in the history. */
struct target_change {
	int64_t draft_id, expected; /* row version of the draft that the officer saw */
	int64_t officer_id, at;
};
/* ERR_CONFLICT: it is no draft any more, or somebody else changed it. The same again changes nothing but the number. */
MUST_CHECK enum err target_add(
    struct db *db, const struct target_change *change, int64_t procedure_id, int64_t case_no);
/* Those of the JSON array of ids that are not there yet, as a whole; nothing at all happens where every one is. */
MUST_CHECK enum err targets_add(
    struct db *db, const struct target_change *change, const char *procedures, uint64_t *ret_added);
MUST_CHECK enum err target_remove(
    struct db *db, const struct target_change *change, int64_t procedure_id, int64_t case_no);
/*
 * Every listed procedure of the sector and the unit (codes; NULL: whichever; unit "-": the office) among those that `agencies`
 * (JSON array of ids, NULL: all) draft, and with `office` those that no unit does. *ret_added: how many were not there.
 */
MUST_CHECK enum err targets_add_listed(struct db *db, const struct target_change *change, const char *sector,
    const char *unit, const char *agencies, bool office, uint64_t *ret_added);

/* A legal term that the draft has to meet: of `procedures` of its procedures' cases and channels, one of them as example. */
struct target_term {
	const char *clock_policy, *code, *channel;
	int64_t procedures;
};
MUST_CHECK enum err target_terms(
    struct db *db, int64_t draft_id, const struct target_term **ret_terms, size_t *ret_count);

/* The forms that its procedures have today, each once with one procedure that has it; at most 200. */
struct target_form {
	int64_t form_version_id; /* DB_NULL_INT: procedures without a form */
	const char *code;
};
MUST_CHECK enum err target_forms(
    struct db *db, int64_t draft_id, const struct target_form **ret_forms, size_t *ret_count);

/* The processes or rules that its procedures have today, each once with one procedure that has it; at most 200. */
struct target_reader {
	int64_t version_id;
	const char *code;
	const char *definition; /* its own code */
};
MUST_CHECK enum err target_readers(struct db *db, int64_t draft_id, enum definition_kind kind,
    const struct target_reader **ret_readers, size_t *ret_count);

/* What a fee hangs on: of `procedures` of the draft's procedures, `code` one of them; at most 200 kinds. */
struct target_fee {
	int64_t form_version_id; /* DB_NULL_INT: without a form */
	const char *fee_time;    /* none, at_filing, at_return */
	const char *channels;    /* by which dossiers are taken, with a space between */
	const char *code;
	int64_t procedures;
};
MUST_CHECK enum err target_fees(struct db *db, int64_t draft_id, const struct target_fee **ret_fees, size_t *ret_count);

/* The papers that its procedures ask for, each code once with one procedure that asks for it; at most 200. */
struct target_paper {
	const char *code, *name, *procedure;
	bool required; /* of everybody, by one of the procedures at least */
};
MUST_CHECK enum err target_papers(
    struct db *db, int64_t draft_id, const struct target_paper **ret_papers, size_t *ret_count);

/* What a rule names and one of the draft's procedures does not have. */
enum target_kind { TARGET_PAPER, TARGET_AGENCY, TARGET_CASE, TARGET_KIND__MAX };
struct target_lack {
	const char *name; /* code of the requirement or of the agency, number of the case */
	const char *code; /* a procedure that lacks it */
};
/* Of the names in the JSON array of texts; each once, with one procedure. */
MUST_CHECK enum err target_lacks(struct db *db, int64_t draft_id, enum target_kind kind, const char *names,
    const struct target_lack **ret_lacks, size_t *ret_count);

extern const struct store target_store;

#endif
