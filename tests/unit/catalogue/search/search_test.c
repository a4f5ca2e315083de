/* Finding a procedure as people type: with and without diacritics, half a word, words of their own; never an operator. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "real_catalogue.h"
#include "core/data/db.h"
#include "core/locale/fold.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "domain/directory/directory_store.h"
#include "publish/sample.h"
#include "search/matched.h"
#include "search/search.h"

/* What a request may take in the module; the sanitisers' checks on every byte take a few times that. */
#if defined(__SANITIZE_ADDRESS__)
enum { P99_MICROSECONDS = 20000 };
#else
enum { P99_MICROSECONDS = 5000 };
#endif
enum { SCALE = 6000, QUERIES = 2000 };

static const char *const seeds[] = { "db/seed/synonyms/viet-tat.json", "db/seed/synonyms/doi-thuong.json",
	"db/seed/synonyms/bo-qua.json" };

struct fixture {
	struct arena *arena;
	char path[64];
};

static const struct agency agencies[] = {
	{ 1, "H01.21", DB_NULL_INT, "Ủy ban nhân dân phường Trung Tâm", "UBND phường Trung Tâm", "ubnd-trung-tam",
	    "commune", "", "", "", "", 0, DATE_NONE, 1 },
	{ 2, "H01.12", 3, "Sở Nông nghiệp và Môi trường", "Sở NN&MT", "so-nn-mt", "department", "", "", "", "", 0,
	    DATE_NONE, 2 },
	{ 3, "H01", DB_NULL_INT, "Ủy ban nhân dân tỉnh", "UBND tỉnh", "tinh", "province", "", "", "", "", 0, DATE_NONE,
	    3 },
};
static const struct catalogue_sector sectors[] = { { 1, "ho-tich", "Hộ tịch" }, { 2, "dat-dai", "Đất đai" } };
#define PROCEDURE(id, code, name, sector, in_force, level, keywords)                                                   \
	{                                                                                                              \
		(id), (code), "slug-" code, (name), NULL, (sector), (in_force), (level), "standard", "citizen", "",    \
		    (keywords), "", "", "", "", "", DATE_NONE, 0, DATE_NONE                                            \
	}
static const struct catalogue_procedure procedures[] = {
	PROCEDURE(1, "DV.000029", "Cấp bản sao giấy khai sinh", 1, false, "partial", ""),
	PROCEDURE(
	    2, "2.000635", "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh", 1, true, "full", "sao y khai sinh"),
	PROCEDURE(3, "1.001193", "Đăng ký khai sinh", 1, true, "full", ""),
	PROCEDURE(4, "1.004000", "Cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất", 2,
	    true, "partial", ""),
};
static const struct catalogue_parts parts[] = {
	{ .offerings = { 0, 1 } },
	{ .offerings = { 1, 1 } },
	{ .offerings = { 2, 1 } },
	{ .offerings = { 3, 1 } },
};
static const struct catalogue_offering offerings[] = {
	{ 1, 1, 1, DB_NULL_INT, true },
	{ 2, 1, 1, DB_NULL_INT, true },
	{ 3, 1, 1, DB_NULL_INT, true },
	{ 4, 2, 2, DB_NULL_INT, false },
};
static const struct catalogue_synonym synonyms[] = { { "sổ đỏ", "quyền sử dụng đất" } };

static void
write_index(struct fixture *f, const struct catalogue *catalogue)
{
	struct failure failure = { 0 };

	(void)unlink(f->path);
	assert_int_equal(search_index_write(f->path, catalogue, &failure), OK);
}

static int
start(void **state)
{
	static struct fixture fixture;
	struct catalogue catalogue = { .agencies = agencies,
		.agency_count = 3,
		.sectors = sectors,
		.sector_count = 2,
		.procedures = procedures,
		.parts = parts,
		.procedure_count = 4,
		.offerings = offerings,
		.synonyms = synonyms,
		.synonym_count = 1 };

	fixture.arena = arena_new((size_t)256 << 20);
	(void)snprintf(fixture.path, sizeof(fixture.path), "/tmp/motcua-search %%?#.%ld", (long)getpid());
	catalogue_index(fixture.arena, &catalogue);
	write_index(&fixture, &catalogue);
	*state = &fixture;
	return 0;
}

static int
end(void **state)
{
	struct fixture *f = *state;

	(void)unlink(f->path);
	arena_free(f->arena);
	return 0;
}

static struct search_result
run(struct fixture *f, const struct search_query *query)
{
	struct failure failure = { 0 };
	struct search_index *index;
	struct search_result result;

	assert_int_equal(search_open(f->path, &index, &failure), OK);
	assert_int_equal(search_run(index, f->arena, query, &result, &failure), OK);
	return result;
}

static struct search_result
find(struct fixture *f, const char *q)
{
	return run(f, &(struct search_query){ .q = q });
}

static void
assert_first(struct fixture *f, const char *q, const char *code)
{
	struct search_result result = find(f, q);

	assert_true(result.count > 0);
	assert_string_equal(result.hits[0].code, code);
}

static void
test_found_with_and_without_diacritics(void **state)
{
	assert_first(*state, "ban sao khai sinh", "2.000635");
	assert_first(*state, "bản sao khai sinh", "2.000635");
	assert_first(*state, "BẢN SAO   Khai-Sinh!", "2.000635");
	assert_first(*state, "dang ky khai sinh", "1.001193");
	assert_first(*state, "đăng ký khai sinh", "1.001193");
}

static void
test_found_while_the_last_word_is_still_being_typed(void **state)
{
	assert_first(*state, "trich lu", "2.000635");
	assert_first(*state, "ho t", "2.000635");
}

static void
test_found_by_code_by_agency_and_by_everyday_words(void **state)
{
	assert_first(*state, "2.000635", "2.000635");
	assert_first(*state, "1.001193", "1.001193");
	assert_first(*state, "quyen su dung dat so nong nghiep", "1.004000");
	assert_first(*state, "sổ đỏ", "1.004000");
	assert_first(*state, "so do", "1.004000");
}

static const char *
understood(struct fixture *f, const char *q, enum matched_how how)
{
	struct search_result result = find(f, q);
	struct matched_note notes[MATCHED_NOTES];
	size_t count;

	assert_true(result.count > 0);
	count = matched_notes(f->arena, result.hits[0].plan, result.hits[0].name, notes);
	for (size_t i = 0; i < count; i++)
		if (notes[i].how == how)
			return notes[i].understood;
	return NULL;
}

static void
test_it_is_said_how_words_were_understood(void **state)
{
	assert_string_equal(understood(*state, "dawng kys khai sinh", MATCHED_BY_KEYS), "Đăng ký khai sinh");
	assert_string_equal(understood(*state, "d9a8ng ky1 khai sinh", MATCHED_BY_KEYS), "Đăng ký khai sinh");
	assert_string_equal(understood(*state, "sổ đỏ", MATCHED_BY_SYNONYM), "quyền sử dụng đất");
	assert_string_equal(understood(*state, "dang ky khai sihn", MATCHED_BY_CORRECTION), "sinh");
	assert_string_equal(understood(*state, "dang ky khaisinh", MATCHED_BY_CORRECTION), "khai sinh");
	assert_null(understood(*state, "đăng ký khai sinh", MATCHED_BY_CORRECTION));
}

static void
test_it_is_shown_where_the_words_stand(void **state)
{
	struct fixture *f = *state;
	const struct search_hit *hit = &find(f, "khai sinh ho tich").hits[0];
	struct matched_text name = matched_whole(f->arena, hit->plan, hit->name);
	struct matched_text sector;

	assert_string_equal(hit->code, "2.000635");
	assert_int_equal(name.marked, 4);
	assert_int_equal(matched_excerpt(f->arena, hit->plan, hit->name, hit->name).marked, 0);
	hit = &find(f, "dang ky khai sinh ho tich").hits[0];
	sector = matched_excerpt(f->arena, hit->plan, hit->name, hit->sector_name);
	assert_string_equal(hit->code, "1.001193");
	assert_int_equal(sector.marked, 2);
	assert_string_equal(sector.parts[0].text, "Hộ");
}

static void
test_a_department_has_what_its_units_receive(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(run(f, &(struct search_query){ .facets[FACET_AGENCY] = "tinh" }).total, 1);
	assert_int_equal(run(f, &(struct search_query){ .facets[FACET_AUDIENCE] = "citizen" }).total, 4);
	assert_int_equal(run(f, &(struct search_query){ .facets[FACET_AUDIENCE] = "organisation" }).total, 0);
}

static void
test_what_ended_stands_after_what_is_in_force(void **state)
{
	struct search_result result = find(*state, "cap ban sao giay khai sinh");

	assert_int_equal(result.total, 2);
	assert_false(result.hits[0].ended);
	assert_true(result.hits[1].ended);
	assert_string_equal(result.hits[1].code, "DV.000029");
}

static void
test_some_of_the_words_are_enough_when_nothing_has_all(void **state)
{
	struct search_result result = find(*state, "khai sinh cho con trai toi");

	assert_true(result.loose);
	assert_true(result.total >= 3);
	result = find(*state, "xyzzy");
	assert_int_equal(result.total, 0);
}

static void
test_filters_narrow_and_an_empty_search_browses_by_name(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(run(f, &(struct search_query){ .q = "giay", .facets[FACET_SECTOR] = "dat-dai" }).total, 1);
	assert_int_equal(run(f, &(struct search_query){ .q = "giay", .facets[FACET_AGENCY] = "so-nn-mt" }).total, 1);
	assert_int_equal(run(f, &(struct search_query){ .q = "khai sinh", .facets[FACET_LEVEL] = "full" }).total, 2);
	assert_int_equal(run(f, &(struct search_query){ .q = "khai", .facets[FACET_SECTOR] = "' OR 1=1 --" }).total, 0);
	assert_int_equal(run(f, &(struct search_query){ .q = NULL }).total, 4);
	assert_int_equal(run(f, &(struct search_query){ .q = "?!", .facets[FACET_SECTOR] = "ho-tich" }).total, 3);
}

static void
test_pages_go_on_where_the_one_before_ended(void **state)
{
	struct search_result result = run(*state, &(struct search_query){ .q = NULL, .offset = 3 });

	assert_int_equal(result.total, 4);
	assert_int_equal(result.count, 1);
	assert_int_equal(run(*state, &(struct search_query){ .q = NULL, .offset = 100 }).count, 0);
}

static void
test_what_is_typed_is_never_an_operator(void **state)
{
	static const char *const hostile[] = { "\"", "\"\"\"", "khai\" OR \"dat", "name:khai", "khai NOT sinh",
		"NEAR(a b)", "a* b*", "^khai", "(", "khai AND", "OR", "{name}: khai", "-khai", "+",
		"; DROP TABLE item; --", "%_", "\\", "\xff\xfe", "\xe2\x80\x8b" };
	char *longest = arena_alloc(((struct fixture *)*state)->arena, 100001);

	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++)
		(void)find(*state, hostile[i]);
	for (size_t i = 0; i < 100000; i++)
		longest[i] = i % 3 == 0 ? ' ' : 'a';
	(void)find(*state, longest);
	memset(longest, 'a', 100000);
	(void)find(*state, longest);
	/* AND and NOT are words like any other: nothing has them, and no error comes of it. */
	assert_true(find(*state, "khai NOT sinh").loose);
}

static void
test_a_code_leads_to_its_page(void **state)
{
	struct fixture *f = *state;
	struct failure failure = { 0 };
	struct search_index *index;
	const char *slug;

	assert_int_equal(search_open(f->path, &index, &failure), OK);
	assert_int_equal(search_slug_of_code(index, f->arena, "2.000635", &slug, &failure), OK);
	assert_string_equal(slug, "slug-2.000635");
	assert_int_equal(search_slug_of_code(index, f->arena, "2.000636", &slug, &failure), ERR_NOT_FOUND);
}

static void
test_a_new_index_is_seen_and_a_missing_one_told(void **state)
{
	struct fixture *f = *state;
	struct failure failure = { 0 };
	struct search_index *index;

	assert_int_equal(find(f, "sample").total, 0);
	write_index(f, catalogue_sample(f->arena));
	assert_int_equal(find(f, "sample").total, 2);
	(void)unlink(f->path);
	assert_int_equal(search_open(f->path, &index, &failure), ERR_UNAVAILABLE);
}

static int
compare_times(const void *one, const void *other)
{
	int64_t a = *(const int64_t *)one, b = *(const int64_t *)other;

	return (a > b) - (a < b);
}

/* Time of this thread alone: other work on the machine does not count. */
static int64_t
microseconds(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return now.tv_sec * INT64_C(1000000) + now.tv_nsec / 1000;
}

/* A real name as people type: the half of it without diacritics, all of it, a few words with a slip, its words mixed up. */
static const char *
as_typed(struct arena *arena, const char *name, size_t way)
{
	const char *folded = fold(arena, name);
	size_t size = strlen(folded), half = utf8_cut(folded, (size + 1) / 2);
	char *typed = arena_strndup(arena, folded, half);

	switch (way % 4) {
	case 0: return typed;
	case 1: return name;
	case 2:
		if (half > 4) {
			typed[half / 2] = typed[half / 2] == ' ' ? 'q' : typed[half / 2 + 1];
		}
		return typed;
	default:
		return arena_printf(
		    arena, "%s %s", folded + size - (size + 1) / 3, arena_strndup(arena, folded, size / 4));
	}
}

static void
test_6000_real_procedures_answer_within_5_ms(void **state)
{
	struct fixture *f = *state;
	struct arena *kept = arena_new((size_t)512 << 20);
	struct catalogue *catalogue = real_catalogue(kept, SCALE);
	int64_t *times = arena_array(kept, QUERIES, sizeof(*times)), begun;

	if (catalogue == NULL) {
		arena_free(kept);
		(void)fputs("skipped: no data/procedures.csv in MOTCUA_SHARED\n", stderr);
		skip();
	}
	real_synonyms(kept, catalogue, seeds, sizeof(seeds) / sizeof(seeds[0]));
	begun = microseconds();
	write_index(f, catalogue);
	(void)fprintf(
	    stderr, "index of %zu: %lld ms\n", catalogue->procedure_count, (long long)(microseconds() - begun) / 1000);
	for (size_t i = 0; i < QUERIES; i++) {
		const char *q = as_typed(f->arena, catalogue->procedures[i * 7 % SCALE].name, i);

		begun = microseconds();
		assert_true(find(f, q).total > 0 || i % 4 > 1);
		times[i] = microseconds() - begun;
		arena_reset(f->arena);
	}
	qsort(times, QUERIES, sizeof(*times), compare_times);
	(void)fprintf(stderr, "search: median %lld us, p99 %lld us\n", (long long)times[QUERIES / 2],
	    (long long)times[QUERIES * 99 / 100]);
	assert_true(times[QUERIES * 99 / 100] < P99_MICROSECONDS);
	arena_free(kept);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_found_with_and_without_diacritics, start, end),
		cmocka_unit_test_setup_teardown(test_found_while_the_last_word_is_still_being_typed, start, end),
		cmocka_unit_test_setup_teardown(test_found_by_code_by_agency_and_by_everyday_words, start, end),
		cmocka_unit_test_setup_teardown(test_it_is_said_how_words_were_understood, start, end),
		cmocka_unit_test_setup_teardown(test_it_is_shown_where_the_words_stand, start, end),
		cmocka_unit_test_setup_teardown(test_a_department_has_what_its_units_receive, start, end),
		cmocka_unit_test_setup_teardown(test_what_ended_stands_after_what_is_in_force, start, end),
		cmocka_unit_test_setup_teardown(test_some_of_the_words_are_enough_when_nothing_has_all, start, end),
		cmocka_unit_test_setup_teardown(test_filters_narrow_and_an_empty_search_browses_by_name, start, end),
		cmocka_unit_test_setup_teardown(test_pages_go_on_where_the_one_before_ended, start, end),
		cmocka_unit_test_setup_teardown(test_what_is_typed_is_never_an_operator, start, end),
		cmocka_unit_test_setup_teardown(test_a_code_leads_to_its_page, start, end),
		cmocka_unit_test_setup_teardown(test_a_new_index_is_seen_and_a_missing_one_told, start, end),
		cmocka_unit_test_setup_teardown(test_6000_real_procedures_answer_within_5_ms, start, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
