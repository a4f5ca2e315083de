/* Nothing that a version says can change without a line that says so, in words and in the order of the law. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "catalogue/record/full.h"
#include "core/system/file.h"
#include "record/procedure_record.h"
#include "record/version_diff.h"
#include "record/version_diff_view.h"
#include "support/texts.h"

static struct version_record *
version_of(const char *json, size_t size)
{
	struct procedure_record *record = ARENA_NEW(arena, struct procedure_record);
	struct record_fault fault = { 0 };

	assert_int_equal(procedure_record_read(arena, json, size, record, &fault), OK);
	return record->versions.items;
}

static struct version_record *
full(void)
{
	return version_of(full_procedure, strlen(full_procedure));
}

static struct version_changes
diff(const struct version_record *from, const struct version_record *to)
{
	struct version_changes changes;

	version_diff(arena, from, to, &changes);
	for (size_t i = 0; i < changes.count; i++) {
		const char *text = change_text(arena, messages, "vi", &changes.items[i]);

		assert_null(strstr(text, "catalogue_version."));
		assert_null(strchr(text, '{'));
	}
	return changes;
}

static const char *
first_text(const struct version_changes *changes)
{
	return change_text(arena, messages, "vi", &changes->items[0]);
}

/* Another value that the member may have. */
static void
say_something_else(const struct record_field *field, char *record)
{
	void *member = record + field->offset;

	switch (field->kind) {
	case RECORD_INT: *(int64_t *)member += 1; break;
	case RECORD_BOOL: *(bool *)member = !*(bool *)member; break;
	case RECORD_DATE: *(int32_t *)member += 1; break;
	case RECORD_CHOICE:
	case RECORD_CHOICES: {
		const char **text = member;
		const char *const *choices = field->choices;

		*text = strcmp(*text, choices[0]) == 0 ? choices[1] : choices[0];
		break;
	}
	default: *(const char **)member = "khac"; break;
	}
}

/* The record in which that member of its first entries stands: down the path of tables. */
static char *
first_entry(char *record, const struct record_table *table, const struct record_table *wanted)
{
	if (table == wanted)
		return record;
	for (size_t i = 0; i < table->count; i++) {
		const struct record_list *list = (const void *)(record + table->fields[i].offset);
		char *found;

		if (table->fields[i].kind == RECORD_LIST && list->count > 0 &&
		    (found = first_entry(list->items, table->fields[i].items, wanted)) != NULL)
			return found;
	}
	return NULL;
}

static size_t
change_each_member_of(const struct record_table *table)
{
	size_t changed = 0;

	for (size_t i = 0; i < table->count; i++) {
		const struct record_field *field = &table->fields[i];
		struct version_record *to = full();
		char *record = first_entry((char *)to, &version_record_table, table);
		struct version_changes changes;

		if (field->kind == RECORD_LIST || field->apart)
			continue;
		assert_non_null(record);
		say_something_else(field, record);
		if (field->spoken != 0)
			*(const char **)(void *)(record + field->spoken) = "Ten khac";
		changes = diff(full(), to);
		if (changes.count != 1)
			print_error("%s.%s: %zu lines\n", table->name, field->name, changes.count);
		assert_int_equal(changes.count, 1);
		assert_ptr_equal(changes.items[0].field, field);
		changed++;
	}
	return changed;
}

static void
test_each_member_that_changes_gives_exactly_one_line(void **state)
{
	static const struct record_table *const tables[] = { &version_record_table, &case_record_table,
		&channel_record_table, &fee_record_table, &requirement_record_table, &offering_record_table,
		&result_record_table, &basis_record_table, &agency_record_table, &relation_record_table };
	size_t changed = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		changed += change_each_member_of(tables[i]);
	assert_true(changed > 60);
}

static void
test_a_version_does_not_differ_from_itself(void **state)
{
	(void)state;
	assert_int_equal(diff(full(), full()).count, 0);
}

static void
test_an_entry_that_comes_or_goes_is_one_line_by_its_name(void **state)
{
	struct version_record *to = full();
	struct case_record *one = to->cases.items;
	struct version_changes changes;

	(void)state;
	one->requirements.count = 0;
	changes = diff(full(), to);
	assert_int_equal(changes.count, 1);
	assert_string_equal(first_text(&changes), "Bỏ thành phần hồ sơ: To khai");
	changes = diff(to, full());
	assert_int_equal(changes.count, 1);
	assert_string_equal(first_text(&changes), "Thêm thành phần hồ sơ: To khai");
}

static void
test_a_change_names_the_case_and_the_channel_in_which_it_lies(void **state)
{
	struct version_record *to = full();
	struct case_record *one = to->cases.items;
	struct channel_record *channel = one->channels.items;
	struct fee_record *fee = channel->fees.items;
	struct version_changes changes;

	(void)state;
	channel->term_text = "2 ngay";
	changes = diff(full(), to);
	assert_string_equal(first_text(&changes), "Thời hạn giải quyết (Trực tuyến): 3 ngay → 2 ngay");
	to = full();
	one = to->cases.items;
	fee = ((struct channel_record *)one->channels.items)->fees.items;
	fee->amount = 0;
	changes = diff(full(), to);
	assert_string_equal(first_text(&changes), "Mức thu (Trực tuyến, Le phi): 8.000 đồng → 0 đồng");
}

static void
test_papers_in_another_order_are_the_same_papers(void **state)
{
	struct version_record *from = full(), *to = full();
	struct basis_record first = ((struct basis_record *)from->basis.items)[0], second = first;
	struct basis_record before[2], after[2];
	struct version_changes changes;

	(void)state;
	second.number = "13/2026/ND-CP";
	second.name = "Nghi dinh khac";
	before[0] = after[1] = first;
	before[1] = after[0] = second;
	from->basis = (struct record_list){ before, 2 };
	to->basis = (struct record_list){ after, 2 };
	changes = diff(from, to);
	assert_int_equal(changes.count, 1);
	assert_string_equal(first_text(&changes), "Danh sách căn cứ pháp lý: thay đổi thứ tự");
}

static void
test_a_new_version_of_the_same_form_is_told(void **state)
{
	struct version_record *from = full(), *to = full();
	struct version_changes changes;

	(void)state;
	from->form = to->form = "2.000635";
	from->form_version_id = 1;
	to->form_version_id = 2;
	changes = diff(from, to);
	assert_int_equal(changes.count, 1);
	assert_string_equal(first_text(&changes), "Biểu mẫu điện tử: chuyển sang bản mới của 2.000635");
}

static void
test_two_large_and_wholly_different_versions_are_compared_within_bounds(void **state)
{
	enum { MANY = 2000 };
	struct version_record *from = full(), *to = full();
	struct offering_record *one = arena_array(arena, MANY, sizeof(*one));
	struct offering_record *other = arena_array(arena, MANY, sizeof(*other));
	struct version_changes changes;

	(void)state;
	for (size_t i = 0; i < MANY; i++) {
		one[i] = (struct offering_record){ .receiving = arena_printf(arena, "A.%zu", i), .solving = "A" };
		other[i] = (struct offering_record){ .receiving = arena_printf(arena, "B.%zu", i), .solving = "B" };
	}
	from->offerings = (struct record_list){ one, MANY };
	to->offerings = (struct record_list){ other, MANY };
	changes = diff(from, to);
	assert_int_equal(changes.count, CHANGES_MAX);
	assert_true(changes.more);
}

static void
test_the_list_follows_the_order_of_the_law(void **state)
{
	struct version_record *to = full();
	struct case_record *one = to->cases.items;
	struct version_changes changes;

	(void)state;
	to->effective_from += 1;
	to->conditions = "khac";
	((struct channel_record *)one->channels.items)->term_text = "khac";
	to->name = "khac";
	changes = diff(full(), to);
	assert_int_equal(changes.count, 4);
	assert_string_equal(changes.items[0].field->name, "name");
	assert_string_equal(changes.items[1].field->name, "term_text");
	assert_string_equal(changes.items[2].field->name, "conditions");
	assert_string_equal(changes.items[3].field->name, "effective_from");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_member_that_changes_gives_exactly_one_line),
		cmocka_unit_test(test_a_version_does_not_differ_from_itself),
		cmocka_unit_test(test_an_entry_that_comes_or_goes_is_one_line_by_its_name),
		cmocka_unit_test(test_a_change_names_the_case_and_the_channel_in_which_it_lies),
		cmocka_unit_test(test_papers_in_another_order_are_the_same_papers),
		cmocka_unit_test(test_a_new_version_of_the_same_form_is_told),
		cmocka_unit_test(test_two_large_and_wholly_different_versions_are_compared_within_bounds),
		cmocka_unit_test(test_the_list_follows_the_order_of_the_law),
	};

	return cmocka_run_group_tests(tests, texts_start, texts_end);
}
