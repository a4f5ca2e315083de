/* Passwords: kept only as argon2id, refused if easily guessed, bounded so that sign-ins cannot starve the machine. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <pthread.h>
#include <stdlib.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

#include "core/arena_fixture.h"
#include "core/security/password.h"

/* Cheap, for tests of everything but cost. */
static const struct password_cost cheap = { .passes = 1, .kibibytes = 64, .lanes = 1 };

static void
a_password_matches_its_own_hash_only(void **state)
{
	struct failure failure = { 0 };
	const char *phc = NULL, *again = NULL;
	bool matches = false;

	assert_int_equal(password_hash(*state, "mùa xuân 2026 đến", &cheap, &phc, &failure), OK);
	assert_int_equal(password_hash(*state, "mùa xuân 2026 đến", &cheap, &again, &failure), OK);
	assert_string_not_equal(phc, again); /* salted */
	assert_ptr_equal(strstr(phc, "$argon2id$v=19$m=64,t=1,p=1$"), phc);
	assert_int_equal(password_verify(phc, "mùa xuân 2026 đến", &matches, &failure), OK);
	assert_true(matches);
	assert_int_equal(password_verify(phc, "mùa xuân 2026 đếN", &matches, &failure), OK);
	assert_false(matches);
	assert_int_equal(password_verify(phc, "", &matches, &failure), OK);
	assert_false(matches);
}

static void
a_hash_made_by_the_argon2_reference_program_is_understood(void **state)
{
	struct failure failure = { 0 };
	bool matches = false;

	(void)state;
	/* echo -n password | argon2 somesalt -t 2 -m 16 -p 1 -id -e: test vector of the reference implementation */
	assert_int_equal(password_verify("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$"
					 "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
			     "password", &matches, &failure),
	    OK);
	assert_true(matches);
}

static void
an_unknown_account_costs_as_much_and_never_matches(void **state)
{
	struct failure failure = { 0 };
	const char *phc = NULL;
	bool matches = true;
	clock_t begin, known, unknown; /* of this process alone: other work on the machine does not count */

	assert_int_equal(password_hash(*state, "correct password", &password_cost_default, &phc, &failure), OK);
	begin = clock();
	assert_int_equal(password_verify(phc, "another password", &matches, &failure), OK);
	known = clock() - begin;
	begin = clock();
	assert_int_equal(password_verify(NULL, "another password", &matches, &failure), OK);
	unknown = clock() - begin;
	assert_false(matches);
	assert_true(unknown > known / 4); /* wide: a missing computation is 1000 times less */
}

static void
a_password_over_128_bytes_is_refused_not_cut(void **state)
{
	struct failure failure = { 0 };
	const char *phc = NULL;
	char password[PASSWORD_MAX + 2] = { 0 };
	bool matches = true;

	memset(password, 'x', PASSWORD_MAX);
	assert_int_equal(password_hash(*state, password, &cheap, &phc, &failure), OK);
	password[PASSWORD_MAX] = 'y';
	assert_int_equal(password_verify(phc, password, &matches, &failure), OK);
	assert_false(matches);
	assert_int_equal(password_hash(*state, password, &cheap, &phc, &failure), ERR_INVALID);
	assert_string_equal(failure.message, "password.too_long");
}

static void
a_damaged_hash_is_our_fault_not_a_match(void **state)
{
	static const char *const damaged[] = { "", "x", "$argon2id$", "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$AAAA",
		"$argon2id$v=19$m=0,t=0,p=0$c29tZXNhbHQ$AAAA",
		"$argon2id$v=19$m=99999999999,t=1,p=1$c29tZXNhbHQ$AAAA" };
	char *endless = arena_alloc(*state, 5000);

	memset(endless, 'a', 4999);
	for (size_t i = 0; i <= sizeof(damaged) / sizeof(damaged[0]); i++) {
		struct failure failure = { 0 };
		bool matches = true;
		const char *phc = i < sizeof(damaged) / sizeof(damaged[0]) ? damaged[i] : endless;

		assert_int_equal(password_verify(phc, "password", &matches, &failure), ERR_INTERNAL);
		assert_false(matches);
	}
}

static void
a_cheaper_hash_is_recognised_as_outdated(void **state)
{
	struct failure failure = { 0 };
	const char *phc = NULL;

	assert_int_equal(password_hash(*state, "mùa xuân 2026 đến", &cheap, &phc, &failure), OK);
	assert_false(password_outdated(phc, &cheap));
	assert_true(password_outdated(phc, &password_cost_default));
}

static _Atomic int finished_well, finished_busy;

static void *
sign_in(void *phc)
{
	struct failure failure = { 0 };
	bool matches;
	enum err err = password_verify(phc, "correct password", &matches, &failure);

	if (err == OK && matches)
		finished_well++;
	if (err == ERR_UNAVAILABLE)
		finished_busy++;
	return NULL;
}

static void
a_flood_of_sign_ins_is_served_or_told_to_wait(void **state)
{
	enum { THREADS = 12 };
	struct failure failure = { 0 };
	pthread_t threads[THREADS];
	const char *phc = NULL;

	assert_int_equal(password_hash(*state, "correct password", &cheap, &phc, &failure), OK);
	for (size_t i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, sign_in, (void *)(uintptr_t)phc), 0);
	for (size_t i = 0; i < THREADS; i++)
		assert_int_equal(pthread_join(threads[i], NULL), 0);
	assert_int_equal(finished_well + finished_busy, THREADS);
	assert_true(finished_well >= PASSWORD_AT_ONCE);
}

static void
guessable_passwords_are_refused_each_for_its_reason(void **state)
{
	static const char *const context[] = { "Nguyễn Văn An", "0912345678", "motcua", NULL };
	static const char *const cases[][2] = {
		{ "short", "password.too_short" },
		{ "mật khẩu 12", "password.too_short" },
		{ "aaaaaaaaaaaa", "password.repetitive" },
		{ "abcabcabcabcabc", "password.repetitive" },
		{ "123456789012", "password.repetitive" },
		{ "987654321098", "password.repetitive" },
		{ "abcdefghijklmn", "password.repetitive" },
		{ "matkhaumatkhau", "password.repetitive" },
		{ "Password2026!", "password.common" },
		{ "P@ssw0rd2026", "password.common" },
		{ "anhyeuem123456", "password.common" },
		{ "Mật khẩu 2026", "password.common" },
		{ "1qaz2wsx3edc", "password.common" },
		{ "qwertyuiop12", "password.common" },
		{ "iloveyou2011", "password.common" },
		{ "nguyenvanan1990", "password.personal" },
		{ "Nguyễn Văn An 90", "password.personal" },
		{ "0912345678ab", "password.personal" },
		{ "motcua.motcua1", "password.personal" },
	};
	struct password_list list;
	struct failure failure = { 0 };

	assert_int_equal(password_list_load(*state, "conf/passwords-common.txt", &list, &failure), OK);
	assert_true(list.count >= 300);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		failure_clear(&failure);
		assert_int_equal(password_acceptable(*state, &list, cases[i][0], context, &failure), ERR_INVALID);
		assert_string_equal(failure.message, cases[i][1]);
	}
}

static void
ordinary_sentences_are_accepted_without_rules_of_composition(void **state)
{
	static const char *const context[] = { "Nguyễn Văn An", "0912345678", "an", "", NULL };
	static const char *const good[] = { "con mèo ngủ trên mái nhà", "correct horse battery",
		"tre xanh xanh tự bao giờ", "x7#kQ9!mZ2pL", "nguyen thich uong tra sen",
		"\xFF\xFE not even utf-8 \x80" };
	struct password_list list;
	struct failure failure = { 0 };

	assert_int_equal(password_list_load(*state, "conf/passwords-common.txt", &list, &failure), OK);
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_int_equal(password_acceptable(*state, &list, good[i], context, &failure), OK);
}

static void
every_listed_word_is_refused_with_a_year_behind_it(void **state)
{
	static const char *const nobody[] = { NULL };
	struct password_list list;
	struct failure failure = { 0 };

	assert_int_equal(password_list_load(*state, "conf/passwords-common.txt", &list, &failure), OK);
	for (size_t i = 0; i < list.count; i++) {
		const char *password = arena_printf(*state, "%s20261121", list.words[i]);

		if (strspn(list.words[i], "0123456789") == strlen(list.words[i]))
			continue; /* figures alone are refused as they stand, not with more figures */
		failure_clear(&failure);
		assert_int_equal(password_acceptable(*state, &list, password, nobody, &failure), ERR_INVALID);
	}
}

static void
an_unsorted_list_stops_the_start(void **state)
{
	char path[] = "/tmp/motcua-list-XXXXXX";
	int fd = mkstemp(path);
	struct password_list list;
	struct failure failure = { 0 };

	assert_true(fd >= 0);
	assert_int_equal(write(fd, "b\na\n", 4), 4);
	(void)close(fd);
	assert_int_equal(password_list_load(*state, path, &list, &failure), ERR_INTERNAL);
	assert_non_null(strstr(failure.log, ":2:"));
	(void)unlink(path);
	failure_clear(&failure);
	assert_int_equal(password_list_load(*state, path, &list, &failure), ERR_INTERNAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ARENA_TEST(a_password_matches_its_own_hash_only),
		ARENA_TEST(a_hash_made_by_the_argon2_reference_program_is_understood),
		ARENA_TEST(an_unknown_account_costs_as_much_and_never_matches),
		ARENA_TEST(a_password_over_128_bytes_is_refused_not_cut),
		ARENA_TEST(a_damaged_hash_is_our_fault_not_a_match),
		ARENA_TEST(a_cheaper_hash_is_recognised_as_outdated),
		ARENA_TEST(a_flood_of_sign_ins_is_served_or_told_to_wait),
		ARENA_TEST(guessable_passwords_are_refused_each_for_its_reason),
		ARENA_TEST(ordinary_sentences_are_accepted_without_rules_of_composition),
		ARENA_TEST(every_listed_word_is_refused_with_a_year_behind_it),
		ARENA_TEST(an_unsorted_list_stops_the_start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
