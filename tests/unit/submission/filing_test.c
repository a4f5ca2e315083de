/* Which papers a filing needs, and who files it, as the procedure's requirements and the form's answers say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/view/view.h"
#include "domain/definition/form/form_view.h"
#include "domain/site/form_fields.h"

#include "filing.h"

static const char definition[] =
    "{\"type\":\"default\",\"id\":\"f\",\"components\":["
    "{\"type\":\"textfield\",\"id\":\"ten\",\"key\":\"ten\",\"label\":\"Ten\",\"properties\":"
    "{\"prefill\":\"identity.full_name\"},\"validate\":{\"required\":true}},"
    "{\"type\":\"datetime\",\"subtype\":\"date\",\"id\":\"sinh\",\"key\":\"sinh\",\"label\":\"Sinh\",\"dateLabel\":"
    "\"Sinh\","
    "\"properties\":{\"prefill\":\"identity.birth_date\"}},"
    "{\"type\":\"textfield\",\"id\":\"thay\",\"key\":\"thay\",\"label\":\"Thay\"},"
    "{\"type\":\"filepicker\",\"id\":\"uy\",\"key\":\"uy\",\"label\":\"Uy quyen\",\"properties\":"
    "{\"requirement\":\"uy-quyen\"},\"validate\":{\"required\":true},\"conditional\":{\"hide\":\"=thay = null\"}},"
    "{\"type\":\"filepicker\",\"id\":\"anh\",\"key\":\"anh\",\"label\":\"Anh\"}]}";

static const struct procedure_requirement requirements[] = {
	{ 1, "to-khai", "A", 1, 0, 0, true, false, "form", "" },
	{ 2, "uy-quyen", "B", 0, 1, 0, false, false, "", "" },
	{ 3, "the", "C", 0, 0, 0, true, true, "", "" },
	{ 4, "ban-sao", "D", 0, 0, 1, true, false, "", "d.pdf" },
};

struct fixture {
	struct arena *arena;
	struct ctx c;
	struct filing filing;
};

static int
setup(void **state)
{
	struct fixture *f = test_calloc(1, sizeof(*f));
	struct form_error error;
	struct form *form;

	f->arena = arena_new((size_t)4 << 20);
	f->c = (struct ctx){ .arena = f->arena, .language = "vi" };
	if (form_parse(f->arena, definition, sizeof(definition) - 1, &form, &error) != OK) {
		print_error("%s at %s\n", error.message, error.path != NULL ? error.path : "");
		return 1;
	}
	f->filing = (struct filing){ .form = form,
		.course = { .requirements = requirements, .requirement_count = 4 },
		.today = 20000,
		.draft = { .purpose = "filing", .reference = "x", .procedure_code = "1" },
		.account = { .phone = "0912345678", .email = "a@example.vn" } };
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	arena_free(f->arena);
	test_free(f);
	return 0;
}

static void
answer(struct fixture *f, const char *name, const char *value)
{
	const struct input_pair pair = { .name = name, .value = value };

	form_fields_read(f->arena, f->filing.form, &pair, 1, &f->filing.values);
}

static const struct paper_slot *
slot_of(struct fixture *f, const char *code)
{
	const struct paper_slot *slots;
	size_t count;

	filing_slots(&f->c, &f->filing, &slots, &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(slots[i].code, code) == 0)
			return &slots[i];
	return NULL;
}

/* NĐ 118/2025/NĐ-CP, Đ4(2a): what a register or the form itself has is not asked for; what is shown is not kept. */
static void
what_is_there_already_is_not_asked_for(void **state)
{
	struct fixture *f = *state;

	assert_false(slot_of(f, "to-khai")->uploaded);
	assert_false(slot_of(f, "the")->uploaded);
	assert_true(slot_of(f, "ban-sao")->uploaded);
	assert_true(slot_of(f, "ban-sao")->required);
}

static void
a_paper_that_the_answers_exclude_is_not_there_and_comes_back_with_them(void **state)
{
	struct fixture *f = *state;

	assert_null(slot_of(f, "uy-quyen"));
	answer(f, "thay", "B");
	assert_non_null(slot_of(f, "uy-quyen"));
	assert_true(slot_of(f, "uy-quyen")->required);
}

static void
a_file_field_without_a_requirement_is_a_paper_of_its_own(void **state)
{
	struct fixture *f = *state;

	assert_true(slot_of(f, "anh")->uploaded);
	assert_false(slot_of(f, "anh")->required);
}

static void
the_first_missing_paper_is_named_until_it_is_there(void **state)
{
	static const struct draft_paper paper = { 1, "ban-sao", "00", "a.pdf", 1, { NULL, 0 } };
	struct fixture *f = *state;

	assert_string_equal(filing_missing_paper(&f->c, &f->filing)->code, "ban-sao");
	f->filing.papers = &paper;
	f->filing.paper_count = 1;
	assert_null(filing_missing_paper(&f->c, &f->filing));
	answer(f, "thay", "B");
	assert_string_equal(filing_missing_paper(&f->c, &f->filing)->code, "uy-quyen");
}

static void
the_applicant_is_who_the_form_says_reached_where_the_account_says(void **state)
{
	struct fixture *f = *state;
	struct dossier_party party;

	answer(f, "ten", "Nguyen Van An");
	answer(f, "sinh.day", "5");
	answer(f, "sinh.month", "2");
	answer(f, "sinh.year", "1990");
	filing_applicant(&f->filing, &party);
	assert_true(filing_form_asks_applicant(&f->filing));
	assert_string_equal(party.name, "Nguyen Van An");
	assert_string_equal(party.kind, "person");
	assert_int_equal(party.birth_date, 7340);
	assert_string_equal(party.phone, "0912345678");
}

static void
file_fields_are_judged_by_their_papers_not_by_the_form(void **state)
{
	struct fixture *f = *state;
	struct form_problems problems;

	answer(f, "ten", "A");
	answer(f, "thay", "B");
	filing_validate(&f->c, &f->filing, &f->filing.values, NULL, &problems);
	assert_int_equal(problems.count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_there_already_is_not_asked_for, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    a_paper_that_the_answers_exclude_is_not_there_and_comes_back_with_them, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    a_file_field_without_a_requirement_is_a_paper_of_its_own, setup, teardown),
		cmocka_unit_test_setup_teardown(the_first_missing_paper_is_named_until_it_is_there, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    the_applicant_is_who_the_form_says_reached_where_the_account_says, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    file_fields_are_judged_by_their_papers_not_by_the_form, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
