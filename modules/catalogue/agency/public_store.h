/* What the public page of an agency says besides its address: read for publishing, read and written for its editor. */
#ifndef MOTCUA_CATALOGUE_PUBLIC_STORE_H
#define MOTCUA_CATALOGUE_PUBLIC_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

/* Regulation of reception, the leader in charge, the way there; texts "" where nothing is said. */
struct agency_public {
	int64_t agency_id;
	const char *regulation, *regulation_url, *directions;
	const char *leader_name, *leader_position, *leader_phone;
	int64_t version; /* 0: nothing was ever said */
};
struct agency_contact {
	int64_t agency_id;
	const char *kind; /* counter, helper */
	const char *name, *position, *phone;
};
/* A part of an address that an agency had before. */
struct agency_former {
	const char *slug;
	int64_t agency_id;
};

/* Who answers today for an agency that ended: one row for each of them. */
struct agency_answer {
	int64_t agency_id, current_id;
};

/* All of them, by agency. */
MUST_CHECK enum err publics_all(struct db *db, const struct agency_public **ret_publics, size_t *ret_count);
MUST_CHECK enum err contacts_all(struct db *db, const struct agency_contact **ret_contacts, size_t *ret_count);
MUST_CHECK enum err answers_all(struct db *db, const struct agency_answer **ret_answers, size_t *ret_count);
/* Addresses that lead nowhere any more. */
MUST_CHECK enum err formers_all(struct db *db, const struct agency_former **ret_formers, size_t *ret_count);

MUST_CHECK enum err public_of(struct db *db, int64_t agency_id, struct agency_public *ret_public);
MUST_CHECK enum err contacts_of(
    struct db *db, int64_t agency_id, const struct agency_contact **ret_contacts, size_t *ret_count);
/* Takes the place of what was said at the version that `public` has. ERR_CONFLICT: somebody else was first. */
MUST_CHECK enum err public_write(
    struct db *db, const struct agency_public *public, const struct agency_contact *contacts, size_t count);

extern const struct store public_store;

#endif
