/* What the population register is asked, and which of its answers are believed. Mirrors modules/exchange/register/population.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "register/population.h"

#define NUMBER       "001190012345"
#define NAME         "<HoVaTen><Ho>Nguy\u1ec5n</Ho><ChuDem>Th\u1ecb</ChuDem><Ten>An</Ten></HoVaTen>"
#define BORN         "<NgayThangNamSinh><Nam>1990</Nam><NgayThangNam>19900512</NgayThangNam></NgayThangNamSinh>"
#define ID           "<SoDinhDanh>" NUMBER "</SoDinhDanh>"
#define PERSON(more) "<CongDan>" ID NAME BORN more "</CongDan>"
#define ANSWER(people)                                                                                                 \
	"<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"                                   \
	"<CongdanCollection xmlns=\"urn:dancu\">" people "</CongdanCollection></s:Body></s:Envelope>"

static int
setup(void **state)
{
	*state = arena_new((size_t)16 << 20);
	return 0;
}

static int
teardown(void **state)
{
	arena_free(*state);
	return 0;
}

static struct population_question
question(void)
{
	return (struct population_question){
		.full_name = "Nguy\u1ec5n Th\u1ecb An",
		.person_number = NUMBER,
		.birth_date = days_from_civil((struct civil){ 1990, 5, 12 }),
		.request = "00112233445566778899aabbccddeeff",
		.integration = "I",
		.service = "S",
		.agent = "A",
	};
}

static enum population_outcome
read_text(struct arena *arena, const char *xml, const char **ret_facts)
{
	const struct population_question q = question();

	return population_read(arena, &q, xml, strlen(xml), ret_facts);
}

static void
it_is_asked_by_bare_name_number_and_day_of_birth(void **state)
{
	struct population_question q = question();

	assert_string_equal(population_body(*state, &q),
	    "{\"HoVaTen\":\"NGUYENTHIAN\",\"SoDinhDanh\":\"" NUMBER "\",\"Nam\":\"19900512\",\"MaTichHop\":\"I\","
	    "\"MaDVC\":\"S\",\"MaCanBo\":\"A\",\"MaYeuCau\":\"00112233445566778899aabbccddeeff\"}");
	q.birth_date = DATE_NONE;
	q.full_name = "\u0110\u1eb7ng  Qu\u1ed1c";
	assert_non_null(strstr(population_body(*state, &q), "\"HoVaTen\":\"DANGQUOC\""));
	assert_non_null(strstr(population_body(*state, &q), "\"Nam\":\"\""));
}

static void
what_it_knows_of_the_person_is_taken_and_nothing_that_no_form_asks(void **state)
{
	const char *facts;

	assert_int_equal(read_text(*state,
			     ANSWER(PERSON("<GioiTinh>N\u1eef</GioiTinh><TonGiao>X</TonGiao><NhomMau>O</NhomMau>"
					   "<ThuongTru><MaTinhThanh>01</MaTinhThanh><ChiTiet>S\u1ed1 12</ChiTiet>"
					   "<Tinh>T\u1ec9nh M\u1eabu</Tinh></ThuongTru>"
					   "<QueQuan>X\u00e3 A</QueQuan>")),
			     &facts),
	    POPULATION_FOUND);
	assert_non_null(strstr(facts, "\"full_name\":\"Nguy\u1ec5n Th\u1ecb An\""));
	assert_non_null(strstr(facts, "\"birth_date\":\"1990-05-12\""));
	assert_non_null(strstr(facts, "\"address\":\"S\u1ed1 12, T\u1ec9nh M\u1eabu\""));
	assert_non_null(strstr(facts, "\"home_town\":\"X\u00e3 A\""));
	assert_null(strstr(facts, "\"X\""));
	assert_null(strstr(facts, "\"O\""));
	assert_null(strstr(facts, "\"ethnicity\""));
}

/* Each answer with what becomes of it. */
static const struct {
	const char *xml;
	enum population_outcome outcome;
} answers[] = {
	{ ANSWER(PERSON("")), POPULATION_FOUND },
	{ "\n" ANSWER(PERSON("")), POPULATION_FOUND },
	{ ANSWER(""), POPULATION_EMPTY },
	{ ANSWER("<ThongBao>khong co</ThongBao>"), POPULATION_EMPTY },
	/* of somebody else: another number, another name, another day; or of two, or of nobody in particular */
	{ ANSWER("<CongDan><SoDinhDanh>001190099999</SoDinhDanh>" NAME BORN "</CongDan>"), POPULATION_OTHER_PERSON },
	{ ANSWER("<CongDan>" ID "<HoVaTen>Tran Van An</HoVaTen>" BORN "</CongDan>"), POPULATION_OTHER_PERSON },
	{ ANSWER("<CongDan>" ID NAME "<NgayThangNamSinh><NgayThangNam>19910512</NgayThangNam></NgayThangNamSinh>"
		 "</CongDan>"),
	    POPULATION_OTHER_PERSON },
	{ ANSWER(PERSON("") PERSON("")), POPULATION_OTHER_PERSON },
	{ ANSWER("<CongDan/>"), POPULATION_OTHER_PERSON },
	{ ANSWER("<CongDan>" NAME BORN "</CongDan>"), POPULATION_OTHER_PERSON },
	/* the name without its marks, or as one text, is the same; a year alone contradicts nothing */
	{ ANSWER("<CongDan>" ID "<HoVaTen>NGUYEN THI AN</HoVaTen>" BORN "</CongDan>"), POPULATION_FOUND },
	{ ANSWER("<CongDan>" ID NAME "<NgayThangNamSinh><Nam>1990</Nam></NgayThangNamSinh></CongDan>"),
	    POPULATION_FOUND },
	/* not an answer at all */
	{ "", POPULATION_DOWN },
	{ "{\"error\":1}", POPULATION_DOWN },
	{ "<Envelope><Body><Fault>x</Fault></Body></Envelope>", POPULATION_DOWN },
	{ "<Envelope/>", POPULATION_DOWN },
	{ "<Body><CongdanCollection/></Body>", POPULATION_DOWN },
	{ "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>" ANSWER(PERSON("")), POPULATION_DOWN },
	{ "<Envelope><Body><CongdanCollection><CongDan>", POPULATION_DOWN },
	{ "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" ANSWER(PERSON("")), POPULATION_DOWN },
};

static void
only_an_answer_about_this_one_person_is_used(void **state)
{
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		const char *facts;
		enum population_outcome outcome = read_text(*state, answers[i].xml, &facts);

		if (outcome != answers[i].outcome)
			print_error("%s\n", answers[i].xml);
		assert_int_equal(outcome, answers[i].outcome);
		assert_true((facts != NULL) == (outcome == POPULATION_FOUND));
	}
}

static void
facts_that_are_too_long_or_not_clean_are_left_out(void **state)
{
	const char *facts;
	char *xml, *many = arena_strdup(*state, ANSWER(PERSON("<QueQuan>%</QueQuan>")));
	size_t before = (size_t)(strchr(many, '%') - many);

	xml = arena_alloc(*state, before + POPULATION_FACT_MAX + 1 + strlen(many));
	memcpy(xml, many, before);
	memset(xml + before, 'x', POPULATION_FACT_MAX + 1);
	strncpy(xml + before + POPULATION_FACT_MAX + 1, many + before + 1, strlen(many) - before);
	assert_int_equal(read_text(*state, xml, &facts), POPULATION_FOUND);
	assert_null(strstr(facts, "home_town"));
	assert_int_equal(read_text(*state,
			     ANSWER(PERSON("<QueQuan>a\xe2\x80\xae"
					   "b</QueQuan><DanToc>a\nb</DanToc>")),
			     &facts),
	    POPULATION_FOUND);
	assert_null(strstr(facts, "home_town"));
	assert_null(strstr(facts, "ethnicity"));
	assert_true(strlen(facts) <= POPULATION_FACTS_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_asked_by_bare_name_number_and_day_of_birth),
		cmocka_unit_test(what_it_knows_of_the_person_is_taken_and_nothing_that_no_form_asks),
		cmocka_unit_test(only_an_answer_about_this_one_person_is_used),
		cmocka_unit_test(facts_that_are_too_long_or_not_clean_are_left_out),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
