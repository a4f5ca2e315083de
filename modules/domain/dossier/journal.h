/*
 * The journal's hash chain: each event of a dossier carries the digest of itself and of the event before it, so that a
 * changed, dropped or reordered event is found. Facts enter by their salted digest only: erasing a person's data (facts
 * and salt to NULL) leaves the chain whole. Reading and writing rows is the door's business.
 *
 * hash = SHA-256 over the parts version, dossier, seq, kind, at, actor kind, actor id, actor agency, facts digest, previous
 * hash; facts digest = SHA-256 over the parts salt, facts as stored. Each part is preceded by its length in 8 bytes
 * (sha256_parts); integers are parts of 8 bytes; all big-endian. The previous hash of the first event is all zero.
 */
#ifndef MOTCUA_DOMAIN_DOSSIER_JOURNAL_H
#define MOTCUA_DOMAIN_DOSSIER_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"

#define JOURNAL_VERSION   1
#define JOURNAL_HASH_SIZE 32
#define JOURNAL_SALT_SIZE 16

struct journal_entry {
	int64_t dossier;                /* dossier.id */
	int32_t seq;                    /* 1, 2, 3 ... without gaps */
	const char *kind;               /* dossier_event_name */
	int64_t at;                     /* microseconds UTC */
	const char *actor_kind;         /* dossier_actor_name */
	int64_t actor_id, actor_agency; /* 0: none */
	struct bytes facts, salt;       /* data NULL once erased */
	unsigned char facts_digest[JOURNAL_HASH_SIZE];
	unsigned char previous[JOURNAL_HASH_SIZE]; /* all zero in the first event */
	unsigned char hash[JOURNAL_HASH_SIZE];
};

/* The digest of salt and facts into entry->facts_digest. */
void journal_facts_digest(struct journal_entry *entry);
/* The entry's own hash from its fields, its facts digest and `previous`. */
void journal_hash(const struct journal_entry *entry, unsigned char ret[JOURNAL_HASH_SIZE]);
/* Digest, link to the hash of the event before (NULL: this is the first) and own hash, for an entry about to be stored. */
void journal_seal(struct journal_entry *entry, const unsigned char *previous);

enum journal_break {
	JOURNAL_WHOLE,
	JOURNAL_SEQUENCE,  /* an event is missing, doubled or out of order */
	JOURNAL_FOREIGN,   /* an event of another dossier */
	JOURNAL_LINK,      /* `previous` is not the hash of the event before */
	JOURNAL_FACTS,     /* the facts are not those that were digested, or only one of facts and salt was erased */
	JOURNAL_HASH,      /* another field was changed */
	JOURNAL_TRUNCATED, /* the last event is not the head that was noted elsewhere */
};

/* What the dossier row (or the signed daily digest) says the chain ends with. */
struct journal_head {
	int32_t seq;
	unsigned char hash[JOURNAL_HASH_SIZE];
};

/*
 * Verifies the whole chain of one dossier, in order of seq. `head`: NULL if none is known, then a truncated end cannot
 * be seen. `broken_seq`: the first seq at fault (for a gap: the seq that is missing), 0 if the chain is whole.
 */
MUST_CHECK enum journal_break journal_verify(
    const struct journal_entry *entries, size_t count, const struct journal_head *head, int32_t *broken_seq);

#endif
