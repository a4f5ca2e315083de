/* Evidence of signing together is read as it was written, and damage to it is nobody's signature. Mirrors modules/domain/dossier/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/memory/arena.h"
#include "domain/dossier/co_signed.h"

static void
signatures_come_back_as_they_were_written_beside_the_other_facts(void **state)
{
	static const struct co_signature written[] = {
		{ "f-vo-chong", 0, 1795305600123456, "code", "091****678" },
		{ "f-thanh-vien", 2, 1795305700000000, "account", "ng***@example.vn" },
	};
	struct arena *arena = *state;
	const char *facts = co_signed_add(arena, "{\"declared\":true}", "00ff", written, 2), *digest;
	const struct co_signature *read;

	assert_non_null(facts);
	assert_int_equal(co_signed_read(arena, facts, &digest, &read), 2);
	assert_string_equal(digest, "00ff");
	for (size_t i = 0; i < 2; i++) {
		assert_string_equal(read[i].group, written[i].group);
		assert_int_equal(read[i].row, written[i].row);
		assert_true(read[i].at == written[i].at);
		assert_string_equal(read[i].method, written[i].method);
		assert_string_equal(read[i].address, written[i].address);
	}
}

static void
what_is_damaged_erased_or_never_was_is_no_signature(void **state)
{
	static const char *const none[] = { NULL, "", "[]", "{}", "{\"co_signed\":1}", "{\"co_signed\":[1,{}]}",
		"{\"co_signed\":[{\"group\":\"a\",\"row\":\"0\",\"at\":1,\"method\":\"code\",\"address\":\"b\"}]}" };
	const struct co_signature *read;
	const char *digest;

	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		assert_int_equal(co_signed_read(*state, none[i], &digest, &read), 0);
		assert_null(digest);
	}
	assert_null(co_signed_add(*state, "no object", "00", NULL, 0));
}

static int
setup(void **state)
{
	*state = arena_new((size_t)1 << 20);
	return 0;
}

static int
teardown(void **state)
{
	arena_free(*state);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signatures_come_back_as_they_were_written_beside_the_other_facts),
		cmocka_unit_test(what_is_damaged_erased_or_never_was_is_no_signature),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
