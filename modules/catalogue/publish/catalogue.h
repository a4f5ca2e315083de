/*
 * The whole catalogue in memory as it stands today: what publishing turns into pages and the search index is made of.
 * Read at one point in time; constant afterwards.
 */
#ifndef MOTCUA_CATALOGUE_CATALOGUE_H
#define MOTCUA_CATALOGUE_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/security/hash.h"
#include "core/server/module.h"

struct agency;
struct arena;
struct db;

struct catalogue_sector {
	int64_t id;
	const char *slug, *name;
};

struct catalogue_case {
	int64_t version_id, case_no;
	const char *name;
};

struct catalogue_channel {
	int64_t version_id, case_no;
	const char *channel, *term_text, *fee_text;
};

struct catalogue_paper {
	int64_t version_id, case_no;
	const char *name;
	int64_t originals, certified, photocopies;
	bool required, shown_only;
	const char *replaced_by, *template_file;
};

struct catalogue_offering {
	int64_t version_id, receiving_id, solving_id, consulted_id;
	bool online;
};

struct catalogue_synonym {
	const char *word, *meaning;
};

/* A procedure with the version that its page shows: the one in force, or the last one of a procedure that ended. */
struct catalogue_procedure {
	int64_t version_id;
	const char *code, *slug, *name, *replaced_by; /* code of the successor, NULL: none */
	int64_t sector_id;
	bool in_force;
	const char *service_level, *kind, *audience, *life_events, *keywords;
	const char *steps, *conditions, *legal_basis, *result_name, *decision_no;
	int32_t decision_date, effective_from, effective_to;
};

/* Rows of one version within the sorted whole. */
struct catalogue_span {
	size_t first, count;
};

struct catalogue_parts {
	struct catalogue_span cases, channels, papers, offerings;
};

struct catalogue {
	const struct agency *agencies; /* parents before children */
	size_t agency_count;
	const struct catalogue_sector *sectors; /* by name */
	size_t sector_count;
	const struct catalogue_procedure *procedures; /* by name */
	const struct catalogue_parts *parts;          /* of each procedure */
	size_t procedure_count;
	/* By version, then in the order of the law. */
	const struct catalogue_case *cases;
	const struct catalogue_channel *channels;
	const struct catalogue_paper *papers;
	const struct catalogue_offering *offerings;
	const struct catalogue_synonym *synonyms;
	size_t synonym_count;
	unsigned char digest[SHA256_SIZE]; /* of all that was read: the same as long as nothing of it changed */
	/* Places by id, for look-ups. */
	const struct agency *const *agencies_by_id;
	const struct catalogue_sector *const *sectors_by_id;
	const struct catalogue_procedure *const *procedures_by_code;
};

/* The catalogue on `today` (days), as it is at one moment (or in the snapshot that the caller has open). */
MUST_CHECK enum err catalogue_read(
    struct db *db, struct arena *arena, int32_t today, const struct catalogue **ret_catalogue);

/* NULL if there is none. */
const struct agency *catalogue_agency(const struct catalogue *catalogue, int64_t id);
const struct catalogue_sector *catalogue_sector(const struct catalogue *catalogue, int64_t id);
const struct catalogue_procedure *catalogue_procedure(const struct catalogue *catalogue, const char *code);
/* The parts of one of the catalogue's own procedures. */
const struct catalogue_parts *catalogue_parts(
    const struct catalogue *catalogue, const struct catalogue_procedure *procedure);

/* Sorts the look-up tables of a catalogue that was filled by hand (samples, tests) or by the store. */
void catalogue_index(struct arena *arena, struct catalogue *catalogue);

/* Notes that a tree is what citizens see from now on. */
struct publication {
	const char *tree;
	int64_t at;
	int64_t pages, changed_pages;
};
MUST_CHECK enum err publication_add(struct db *db, const struct publication *publication);

extern const struct store catalogue_store;

#endif
