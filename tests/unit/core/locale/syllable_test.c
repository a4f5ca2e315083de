/* What is typed without an input method is read as the Vietnamese that was meant; codes and foreign words are left. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/arena_fixture.h"
#include "core/locale/syllable.h"
#include "core/memory/arena.h"
#include "core/system/file.h"

enum { SYLLABLES_EXPECTED = 50000, SHARE_EXPECTED = 85, WORD_MOST = 32, VNI_SIZE = 40, LIST_MOST = 64 << 20 };

static const char *
typed(struct arena *arena, const char *word, enum keyboard keyboard)
{
	struct syllable syllable;

	return syllable_of_keys(&syllable, word, strlen(word), keyboard) ? syllable_text(arena, &syllable) : NULL;
}

static void
telex_is_read_wherever_its_keys_stand(void **state)
{
	static const char *const pairs[][2] = { { "dawng", "dăng" }, { "ddawng", "đăng" }, { "dangwd", "đăng" },
		{ "ddangw", "đăng" }, { "kys", "ký" }, { "keets", "kết" }, { "ketse", "kết" }, { "hoon", "hôn" },
		{ "ddaats", "đất" }, { "ddatas", "đất" }, { "quyeenf", "quyền" }, { "quyefne", "quyền" },
		{ "uwowng", "ương" }, { "huowngr", "hưởng" }, { "huwowngr", "hưởng" }, { "thuowr", "thuở" },
		{ "muaf", "mùa" }, { "muaw", "mưa" }, { "mwa", "mưa" }, { "hoawcj", "hoặc" }, { "giaays", "giấy" },
		{ "giaf", "già" }, { "gif", "gì" }, { "hoas", "hóa" }, { "thuyr", "thủy" }, { "ngoaif", "ngoài" },
		{ "khuyur", "khuỷu" }, { "nguwowif", "người" }, { "nguoiwf", "người" }, { "VIEECJ", "việc" },
		{ "nghieepj", "nghiệp" } };

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		assert_string_equal(typed(*state, pairs[i][0], KEYBOARD_TELEX), pairs[i][1]);
}

static void
vni_is_read_wherever_its_digits_stand(void **state)
{
	static const char *const pairs[][2] = { { "d9a8ng", "đăng" }, { "d9ang8", "đăng" }, { "ky1", "ký" },
		{ "ke6t1", "kết" }, { "ket61", "kết" }, { "ho6n", "hôn" }, { "d9a6t1", "đất" }, { "huo7ng3", "hưởng" },
		{ "hu7o7ng3", "hưởng" }, { "nguo72i", "người" }, { "gia61y", "giấy" }, { "quye62n", "quyền" },
		{ "mu7a", "mưa" }, { "mua7", "mưa" }, { "thuo73", "thuở" } };

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		assert_string_equal(typed(*state, pairs[i][0], KEYBOARD_VNI), pairs[i][1]);
}

static void
codes_abbreviations_and_foreign_words_are_no_syllables(void **state)
{
	static const char *const others[] = { "gplx", "cccd", "form", "class", "internet", "karaoke", "software",
		"online", "visas", "website", "ct01", "b2", "c1", "2000635", "logistics", "casino", "startup", "t-van",
		"", "s", "w1", "hotel", "flycam", "iso", "odas", "ngxxyen", "abcdefghijklmnopqrstuvwxyz", "đăng" };

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		assert_null(typed(*state, others[i], KEYBOARD_TELEX));
		assert_null(typed(*state, others[i], KEYBOARD_VNI));
	}
}

/* The same keys in VNI: shapes beside their letters, the tone at the end. */
static void
vni_of_code(const char *code, char vni[VNI_SIZE])
{
	size_t size = 0;
	size_t end = strlen(code);
	char tone = end > 1 && strchr("sfrxj", code[end - 1]) != NULL ? code[end - 1] : '\0';

	end -= tone != '\0';
	for (size_t i = 0; i < end; i++) {
		bool doubled = i > 0 && code[i] == code[i - 1] && strchr("aeod", code[i]) != NULL;

		if (doubled)
			vni[size++] = code[i] == 'd' ? '9' : '6';
		else if (code[i] == 'w')
			vni[size++] = code[i - 1] == 'a' ? '8' : '7';
		else
			vni[size++] = code[i];
	}
	if (tone != '\0')
		vni[size++] = (char)('1' + (strchr("sfrxj", tone) - "sfrxj"));
	vni[size] = '\0';
}

static void
assert_round_trip(struct arena *arena, const struct syllable *syllable)
{
	const char *code = syllable_code(arena, syllable), *text = syllable_text(arena, syllable);
	struct syllable again;
	char vni[VNI_SIZE];

	assert_true(syllable_of_keys(&again, code, strlen(code), KEYBOARD_TELEX));
	assert_string_equal(syllable_text(arena, &again), text);
	vni_of_code(code, vni);
	assert_true(syllable_of_keys(&again, vni, strlen(vni), KEYBOARD_VNI));
	assert_string_equal(syllable_text(arena, &again), text);
	assert_true(syllable_of_text(&again, text));
	assert_string_equal(syllable_code(arena, &again), code);
}

static void
every_syllable_of_the_real_procedures_survives_typing_and_reading(void **state)
{
	const char *shared = getenv("MOTCUA_SHARED");
	struct arena *arena = arena_new((size_t)512 << 20);
	struct failure failure = { 0 };
	struct bytes list;
	struct arena *work = arena_new((size_t)1 << 20);
	size_t syllables = 0, words = 0;

	(void)state;
	if (shared == NULL || file_read(arena, arena_printf(arena, "%s/data/procedures.csv", shared), LIST_MOST, false,
				  &list, &failure)) {
		arena_free(arena);
		arena_free(work);
		(void)fputs("skipped: no data/procedures.csv in MOTCUA_SHARED\n", stderr);
		skip();
	}
	for (const char *p = (const char *)list.data; *p != '\0';) {
		size_t size = strcspn(p, " \n\t,.;:\"'()[]/-+&%–“”…0123456789");
		struct syllable syllable;

		if (size > 0 && size < WORD_MOST) {
			words++;
			if (syllable_of_text(&syllable, arena_strndup(work, p, size))) {
				assert_round_trip(work, &syllable);
				syllables++;
			}
			arena_reset(work);
		}
		p += size + (p[size] != '\0');
	}
	arena_free(arena);
	arena_free(work);
	assert_true(syllables > SYLLABLES_EXPECTED);
	/* Most of what officials write is Vietnamese: the table of rhymes misses no common one. */
	assert_true(syllables > words * SHARE_EXPECTED / 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(telex_is_read_wherever_its_keys_stand, arena_setup, arena_teardown),
		cmocka_unit_test_setup_teardown(vni_is_read_wherever_its_digits_stand, arena_setup, arena_teardown),
		cmocka_unit_test_setup_teardown(
		    codes_abbreviations_and_foreign_words_are_no_syllables, arena_setup, arena_teardown),
		cmocka_unit_test(every_syllable_of_the_real_procedures_survives_typing_and_reading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
