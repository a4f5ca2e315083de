/* The hash chain: whatever is changed, dropped, doubled, reordered or cut off is found; erased facts still verify. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "domain/dossier/journal.h"

#define LENGTH 5

static unsigned char facts[LENGTH][24], salts[LENGTH][JOURNAL_SALT_SIZE];
static char kinds[LENGTH][24], actors[LENGTH][16];

/* A fresh chain; the bytes that the entries point at can be changed by the tests. */
static void
chain_make(struct journal_entry chain[LENGTH])
{
	static const char *const events[LENGTH] = { "submit", "receive", "note", "decide", "return_result" };

	for (int i = 0; i < LENGTH; i++) {
		memset(facts[i], 'a' + i, sizeof(facts[i]));
		memset(salts[i], i + 1, sizeof(salts[i]));
		memset(kinds[i], 0, sizeof(kinds[i]));
		memset(actors[i], 0, sizeof(actors[i]));
		memcpy(kinds[i], events[i], strlen(events[i]));
		memcpy(actors[i], "intake", 6);
		chain[i] = (struct journal_entry){
			.dossier = 42,
			.seq = i + 1,
			.kind = kinds[i],
			.at = INT64_C(1795230000000000) + i,
			.actor_kind = actors[i],
			.actor_id = 7,
			.actor_agency = 3,
			.facts = { facts[i], sizeof(facts[i]) },
			.salt = { salts[i], sizeof(salts[i]) },
		};
		journal_seal(&chain[i], i == 0 ? NULL : chain[i - 1].hash);
	}
}

static struct journal_head
head_of(const struct journal_entry *last)
{
	struct journal_head head = { .seq = last->seq };

	memcpy(head.hash, last->hash, sizeof(head.hash));
	return head;
}

static void
assert_broken(const struct journal_entry *chain, size_t count, const struct journal_head *head,
    enum journal_break expected, int32_t expected_seq)
{
	int32_t seq = -1;

	assert_int_equal(journal_verify(chain, count, head, &seq), expected);
	assert_int_equal(seq, expected_seq);
}

static void
a_whole_chain_verifies(void **state)
{
	struct journal_entry chain[LENGTH];

	(void)state;
	chain_make(chain);
	struct journal_head head = head_of(&chain[LENGTH - 1]);
	assert_broken(chain, LENGTH, NULL, JOURNAL_WHOLE, 0);
	assert_broken(chain, LENGTH, &head, JOURNAL_WHOLE, 0);
	assert_broken(chain, 0, NULL, JOURNAL_WHOLE, 0);
}

/* Flips every bit of `size` bytes at `bytes` in turn; the break is found at `seq` each time. */
static void
assert_each_byte_counts(struct journal_entry *chain, void *bytes, size_t size, int32_t seq)
{
	unsigned char *byte = bytes;

	for (size_t i = 0; i < size * 8; i++) {
		int32_t found = -1;

		byte[i / 8] = (unsigned char)(byte[i / 8] ^ (1U << i % 8));
		assert_int_not_equal(journal_verify(chain, LENGTH, NULL, &found), JOURNAL_WHOLE);
		assert_int_equal(found, seq);
		byte[i / 8] = (unsigned char)(byte[i / 8] ^ (1U << i % 8));
	}
	assert_broken(chain, LENGTH, NULL, JOURNAL_WHOLE, 0);
}

static void
any_single_changed_bit_is_found_where_it_is(void **state)
{
	struct journal_entry chain[LENGTH];

	(void)state;
	chain_make(chain);
	for (int i = 0; i < LENGTH; i++) {
		struct journal_entry *entry = &chain[i];

		assert_each_byte_counts(chain, &entry->seq, sizeof(entry->seq), i + 1);
		assert_each_byte_counts(chain, &entry->at, sizeof(entry->at), i + 1);
		assert_each_byte_counts(chain, &entry->actor_id, sizeof(entry->actor_id), i + 1);
		assert_each_byte_counts(chain, &entry->actor_agency, sizeof(entry->actor_agency), i + 1);
		assert_each_byte_counts(chain, entry->facts_digest, sizeof(entry->facts_digest), i + 1);
		assert_each_byte_counts(chain, entry->previous, sizeof(entry->previous), i + 1);
		assert_each_byte_counts(chain, entry->hash, sizeof(entry->hash), i + 1);
		assert_each_byte_counts(chain, facts[i], sizeof(facts[i]), i + 1);
		assert_each_byte_counts(chain, salts[i], sizeof(salts[i]), i + 1);
		assert_each_byte_counts(chain, kinds[i], strlen(kinds[i]), i + 1);
		assert_each_byte_counts(chain, actors[i], strlen(actors[i]), i + 1);
	}
	chain[2].dossier = 43;
	assert_broken(chain, LENGTH, NULL, JOURNAL_FOREIGN, 3);
}

static void
the_whole_chain_of_another_dossier_does_not_pass_for_this_one(void **state)
{
	struct journal_entry chain[LENGTH];

	(void)state;
	chain_make(chain);
	for (int i = 0; i < LENGTH; i++)
		chain[i].dossier = 43;
	assert_broken(chain, LENGTH, NULL, JOURNAL_HASH, 1);
}

static void
a_dropped_doubled_or_reordered_event_is_found(void **state)
{
	struct journal_entry chain[LENGTH], other[LENGTH];

	(void)state;
	chain_make(chain);
	memcpy(other, chain, sizeof(chain));
	memmove(&other[2], &other[3], 2 * sizeof(*other));
	assert_broken(other, LENGTH - 1, NULL, JOURNAL_SEQUENCE, 3);
	/* renumbered so that nothing seems to be missing */
	other[2].seq = 3;
	other[3].seq = 4;
	assert_broken(other, LENGTH - 1, NULL, JOURNAL_LINK, 3);
	assert_broken(&chain[1], LENGTH - 1, NULL, JOURNAL_SEQUENCE, 1);
	memcpy(other, chain, sizeof(chain));
	other[1] = chain[2];
	other[2] = chain[1];
	assert_broken(other, LENGTH, NULL, JOURNAL_SEQUENCE, 2);
	memcpy(other, chain, sizeof(chain));
	other[2] = chain[1];
	assert_broken(other, LENGTH, NULL, JOURNAL_SEQUENCE, 3);
}

static void
a_cut_off_end_is_found_against_the_noted_head(void **state)
{
	struct journal_entry chain[LENGTH];

	(void)state;
	chain_make(chain);
	struct journal_head head = head_of(&chain[LENGTH - 1]);
	for (size_t left = 0; left < LENGTH; left++)
		assert_broken(chain, left, &head, JOURNAL_TRUNCATED, (int32_t)left + 1);
	/* an event appended behind the noted head, and an end that was rewritten */
	head = head_of(&chain[LENGTH - 2]);
	assert_broken(chain, LENGTH, &head, JOURNAL_SEQUENCE, LENGTH);
	head = head_of(&chain[LENGTH - 1]);
	chain[LENGTH - 1].at++;
	journal_seal(&chain[LENGTH - 1], chain[LENGTH - 2].hash);
	assert_broken(chain, LENGTH, &head, JOURNAL_LINK, LENGTH);
}

static void
erased_facts_still_verify_but_half_erased_ones_do_not(void **state)
{
	const struct bytes none = { NULL, 0 };
	struct journal_entry chain[LENGTH];

	(void)state;
	chain_make(chain);
	chain[0].facts = chain[0].salt = none;
	chain[3].facts = chain[3].salt = none;
	assert_broken(chain, LENGTH, NULL, JOURNAL_WHOLE, 0);
	chain[3].facts_digest[0] ^= 1;
	assert_broken(chain, LENGTH, NULL, JOURNAL_HASH, 4);
	chain[3].facts_digest[0] ^= 1;
	chain[1].salt = none;
	assert_broken(chain, LENGTH, NULL, JOURNAL_FACTS, 2);
	chain_make(chain);
	chain[1].facts = none;
	assert_broken(chain, LENGTH, NULL, JOURNAL_FACTS, 2);
}

static void
neighbouring_texts_cannot_trade_characters(void **state)
{
	struct journal_entry one = { .dossier = 1, .seq = 1, .kind = "note", .actor_kind = "system" }, other = one;

	(void)state;
	other.kind = "notes";
	other.actor_kind = "ystem";
	journal_seal(&one, NULL);
	journal_seal(&other, NULL);
	assert_memory_not_equal(one.hash, other.hash, JOURNAL_HASH_SIZE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_chain_verifies),
		cmocka_unit_test(any_single_changed_bit_is_found_where_it_is),
		cmocka_unit_test(the_whole_chain_of_another_dossier_does_not_pass_for_this_one),
		cmocka_unit_test(a_dropped_doubled_or_reordered_event_is_found),
		cmocka_unit_test(a_cut_off_end_is_found_against_the_noted_head),
		cmocka_unit_test(erased_facts_still_verify_but_half_erased_ones_do_not),
		cmocka_unit_test(neighbouring_texts_cannot_trade_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
