/* The journal's hash chain over SHA-256 of length-prefixed parts. See journal.h. */
#include "domain/dossier/journal.h"

#include <string.h>

#include "core/security/hash.h"

_Static_assert(JOURNAL_HASH_SIZE == SHA256_SIZE, "the chain is made of SHA-256 digests");

static void
big_endian(int64_t value, unsigned char ret[8])
{
	uint64_t bits = (uint64_t)value;

	for (int i = 7; i >= 0; i--, bits >>= 8)
		ret[i] = (unsigned char)(bits & 0xff);
}

static struct bytes
text_part(const char *text)
{
	return (struct bytes){ (const unsigned char *)text, strlen(text) };
}

void
journal_facts_digest(struct journal_entry *entry)
{
	const struct bytes parts[] = { entry->salt, entry->facts };

	sha256_parts(parts, sizeof(parts) / sizeof(*parts), entry->facts_digest);
}

void
journal_hash(const struct journal_entry *entry, unsigned char ret[JOURNAL_HASH_SIZE])
{
	const int64_t numbers[] = { entry->dossier, entry->seq, entry->at, entry->actor_id, entry->actor_agency };
	const unsigned char version = JOURNAL_VERSION;
	unsigned char bytes[sizeof(numbers) / sizeof(*numbers)][8];

	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		big_endian(numbers[i], bytes[i]);
	const struct bytes parts[] = {
		{ &version, 1 },
		{ bytes[0], 8 },
		{ bytes[1], 8 },
		text_part(entry->kind),
		{ bytes[2], 8 },
		text_part(entry->actor_kind),
		{ bytes[3], 8 },
		{ bytes[4], 8 },
		{ entry->facts_digest, JOURNAL_HASH_SIZE },
		{ entry->previous, JOURNAL_HASH_SIZE },
	};
	sha256_parts(parts, sizeof(parts) / sizeof(*parts), ret);
}

void
journal_seal(struct journal_entry *entry, const unsigned char *previous)
{
	if (previous == NULL)
		memset(entry->previous, 0, JOURNAL_HASH_SIZE);
	else
		memmove(entry->previous, previous, JOURNAL_HASH_SIZE);
	journal_facts_digest(entry);
	journal_hash(entry, entry->hash);
}

/* Erased facts are vouched for by their digest, which is part of the hash; present facts must give that digest. */
static bool
facts_hold(const struct journal_entry *entry)
{
	struct journal_entry copy = *entry;

	if (entry->facts.data == NULL && entry->salt.data == NULL)
		return true;
	if (entry->facts.data == NULL || entry->salt.data == NULL)
		return false;
	journal_facts_digest(&copy);
	return memcmp(copy.facts_digest, entry->facts_digest, JOURNAL_HASH_SIZE) == 0;
}

static enum journal_break
entry_verify(const struct journal_entry *entry, const struct journal_entry *first, const struct journal_entry *before)
{
	static const unsigned char none[JOURNAL_HASH_SIZE];
	unsigned char hash[JOURNAL_HASH_SIZE];

	if (entry->dossier != first->dossier)
		return JOURNAL_FOREIGN;
	if (memcmp(entry->previous, before == NULL ? none : before->hash, JOURNAL_HASH_SIZE) != 0)
		return JOURNAL_LINK;
	if (!facts_hold(entry))
		return JOURNAL_FACTS;
	journal_hash(entry, hash);
	return memcmp(hash, entry->hash, JOURNAL_HASH_SIZE) == 0 ? JOURNAL_WHOLE : JOURNAL_HASH;
}

static enum journal_break
head_verify(const struct journal_entry *entries, size_t count, const struct journal_head *head, int32_t *broken_seq)
{
	*broken_seq = (int32_t)count + 1;
	if (head->seq > (int32_t)count)
		return JOURNAL_TRUNCATED;
	*broken_seq = head->seq + 1;
	if (head->seq < (int32_t)count)
		return JOURNAL_SEQUENCE;
	*broken_seq = head->seq;
	if (count > 0 && memcmp(entries[count - 1].hash, head->hash, JOURNAL_HASH_SIZE) != 0)
		return JOURNAL_LINK;
	*broken_seq = 0;
	return JOURNAL_WHOLE;
}

enum journal_break
journal_verify(const struct journal_entry *entries, size_t count, const struct journal_head *head, int32_t *broken_seq)
{
	for (size_t i = 0; i < count; i++) {
		enum journal_break found = JOURNAL_SEQUENCE;

		*broken_seq = (int32_t)i + 1;
		if (entries[i].seq == (int32_t)i + 1)
			found = entry_verify(&entries[i], &entries[0], i == 0 ? NULL : &entries[i - 1]);
		if (found != JOURNAL_WHOLE)
			return found;
	}
	*broken_seq = 0;
	return head == NULL ? JOURNAL_WHOLE : head_verify(entries, count, head, broken_seq);
}
