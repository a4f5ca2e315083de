/* What a new version changes, and whether a running dossier may go on with it. Mirrors form_diff.c and form_move.c. */
#include "domain/definition/form/form_given.h"

enum { TODAY = 20778 /* 2026-11-21 */ };

#define NAMED(type, id, key, label, more)                                                                              \
	"{\"type\":\"" type "\",\"id\":\"" id "\",\"key\":\"" key "\",\"label\":\"" label "\"" more "}"
#define FIELD(type, id, more) NAMED(type, id, id, "L " id, more)
#define P(text)               ",\"properties\":{" text "}"
#define REQUIRED              ",\"validate\":{\"required\":true}"
#define AB                    ",\"values\":[{\"value\":\"a\",\"label\":\"A\"},{\"value\":\"b\",\"label\":\"B\"}]"
#define AC                    ",\"values\":[{\"value\":\"a\",\"label\":\"Á\"},{\"value\":\"c\",\"label\":\"C\"}]"
#define LIST(children)                                                                                                 \
	"{\"type\":\"dynamiclist\",\"id\":\"l\",\"path\":\"l\",\"label\":\"Dòng\",\"components\":[" children "]}"
#define PAGE(id, children)                                                                                             \
	"{\"type\":\"group\",\"id\":\"" id "\",\"label\":\"Trang " id                                                  \
	"\",\"properties\":{\"page\":\"yes\"},\"components\":[" children "]}"

/* "id message what from>to; ..." with the common beginnings of the keys left out */
static const char *
listed(const struct form_changes *changes)
{
	const char *text = "";

	for (size_t i = 0; i < changes->count; i++) {
		const struct form_change *one = &changes->items[i];
		const char *what = one->what != NULL ? strrchr(one->what, '.') + 1 : "-";
		text = arena_printf(arena, "%s%s%s %s %s %s>%s", text, i > 0 ? "; " : "", one->id,
		    strchr(one->message, '.') + 1, what, one->from, one->to);
	}
	return text;
}

static void
every_difference_is_said_by_field(void **state)
{
	static const char *const cases[][3] = {
		{ FIELD("textfield", "a", ""), FIELD("textfield", "a", ""), "" },
		{ FIELD("textfield", "a", ""), FIELD("textfield", "a", "") "," FIELD("number", "b", ""),
		    "b change.added - >" },
		{ FIELD("textfield", "a", ""), "", "a change.removed - >" },
		{ NAMED("textfield", "a", "x", "Tên", ""), NAMED("textfield", "a", "x", "Họ tên", ""),
		    "a change.changed label Tên>Họ tên" },
		{ NAMED("textfield", "a", "x", "T", ""), NAMED("textfield", "a", "y", "T", ""),
		    "a change.changed key x>y" },
		{ FIELD("textfield", "a", ""), FIELD("textarea", "a", ""), "a change.other type 0>1" },
		{ FIELD("textfield", "a", ""), FIELD("textfield", "a", REQUIRED),
		    "a change.now_required need >required" },
		{ FIELD("textfield", "a", REQUIRED), FIELD("textfield", "a", P("\"required\":\"soft\"")),
		    "a change.now_soft need required>soft" },
		{ FIELD("number", "a", ",\"validate\":{\"min\":1}"),
		    FIELD("number", "a", ",\"validate\":{\"min\":2,\"max\":9}"),
		    "a change.changed min 1>2; a change.set max >9" },
		{ FIELD("textfield", "a", ",\"conditional\":{\"hide\":\"=true\"}"), FIELD("textfield", "a", ""),
		    "a change.unset hide true>" },
		{ FIELD("datetime", "a", ",\"subtype\":\"date\""),
		    FIELD("datetime", "a", ",\"subtype\":\"date\"" P("\"not_past\":\"yes\"")),
		    "a change.on not_past >yes" },
		{ FIELD("radio", "a", AB), FIELD("radio", "a", AC),
		    "a change.choice_label - A>Á; a change.choice_removed - B>; a change.choice_added - >C" },
		{ FIELD("textfield", "a", P("\"message.required.vi\":\"Nhập\"")),
		    FIELD("textfield", "a", P("\"message.required.vi\":\"Hãy nhập\"")),
		    "a change.changed message Nhập>Hãy nhập" },
		{ FIELD("textfield", "a", "") "," FIELD("textfield", "b", "") "," FIELD("textfield", "c", ""),
		    FIELD("textfield", "c", "") "," FIELD("textfield", "a", "") "," FIELD("textfield", "b", ""),
		    "c change.moved - >" },
		{ PAGE("p", FIELD("textfield", "a", "")) "," PAGE("q", ""),
		    PAGE("p", "") "," PAGE("q", FIELD("textfield", "a", "")),
		    "a change.changed page Trang p>Trang q; a change.moved - >Trang q" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct form *a = form_of(arena_printf(arena, FORM_OF("%s"), cases[i][0]));
		struct form *b = form_of(arena_printf(arena, FORM_OF("%s"), cases[i][1]));
		struct form_changes changes;
		form_diff(arena, a, b, &changes);
		assert_string_equal(listed(&changes), cases[i][2]);
	}
}

static void
a_form_does_not_differ_from_itself_and_every_field_of_another_does(void **state)
{
	struct form *a = form_of(FORM_OF(PAGE("p", FIELD("radio", "a", AB) "," LIST(FIELD("number", "b", "")))));
	struct form_changes changes;

	(void)state;
	form_diff(arena, a, a, &changes);
	assert_int_equal(changes.count, 0);
	form_diff(arena, a, form_of(FORM_OF("")), &changes);
	assert_int_equal(changes.count, a->field_count);
}

static void
a_dossier_moves_only_if_every_answer_keeps_its_place_and_meaning(void **state)
{
	static const char old[] = FORM_OF(FIELD("textfield", "a", "") "," FIELD("radio", "b", AB) "," FIELD(
	    "number", "n", "") ",{\"type\":\"expression\",\"id\":\"e\",\"key\":\"e\",\"label\":\"L "
			       "e\",\"expression\":\"=n * 2\"}," LIST(FIELD("textfield", "c", "")));
#define KEEP_B FIELD("radio", "b", AB)
#define KEEP_N FIELD("number", "n", "")
#define KEEP_E "{\"type\":\"expression\",\"id\":\"e\",\"key\":\"e\",\"label\":\"L e\",\"expression\":\"=n * 2\"}"
#define KEEP_L LIST(FIELD("textfield", "c", ""))
#define REST   KEEP_B "," KEEP_N "," KEEP_E "," KEEP_L
	static const char *const cases[][2] = {
		{ FIELD("textfield", "a", "") "," REST, "" },
		{ NAMED("textarea", "a", "ten_moi", "T", "") "," REST, "" }, /* another name, the same field */
		{ REST "," FIELD("textfield", "a", ",\"validate\":{\"maxLength\":50}"), "" },
		{ REST, "a move.removed - Bình>" },
		{ FIELD("number", "a", "") "," REST, "a move.type - Bình>" },
		{ FIELD("textfield", "a", ",\"validate\":{\"maxLength\":2}") "," REST, "a error.max_length - >2" },
		{ FIELD("textfield", "a", "") "," REST "," FIELD("textfield", "d", REQUIRED), "d error.required - >" },
		{ FIELD("textfield", "a", "") "," REST "," FIELD("textfield", "d", P("\"required\":\"soft\"")), "" },
		{ FIELD("textfield", "a", "") "," FIELD("radio", "b", AC) "," KEEP_N "," KEEP_E "," KEEP_L,
		    "b error.choice - >" },
		{ FIELD("textfield", "a", ",\"conditional\":{\"hide\":\"=b = \\\"b\\\"\"}") "," REST,
		    "a move.hidden - Bình>" },
		{ FIELD("textfield", "a", "") "," KEEP_B "," KEEP_N
					      ",{\"type\":\"expression\",\"id\":\"e\",\"key\":\"e\",\"label\":\"L "
					      "e\",\"expression\":\"=n * 3\"}," KEEP_L,
		    "e move.computed - 3.000>4.500" },
		{ FIELD("textfield", "a", "") "," KEEP_B "," KEEP_N "," KEEP_E "," FIELD("textfield", "c", ""),
		    "c move.place - Một>" },
		{ FIELD("textfield", "a", "") "," KEEP_B "," KEEP_N "," KEEP_E "," LIST(
		      FIELD("textfield", "c", "") "," FIELD("textfield", "d", REQUIRED)),
		    "d error.required - >" },
	};
	const struct form_check check = { .today = TODAY, .language = "vi" };
	struct form *a = form_of(old);
	struct form_values values = { 0 };

	(void)state;
	form_values_add(arena, a, &values, "a", "Bình");
	form_values_add(arena, a, &values, "b", "b");
	form_values_add(arena, a, &values, "n", "1.500");
	form_values_add(arena, a, &values, "c.0", "Một");
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct form *b = form_of(arena_printf(arena, FORM_OF("%s"), cases[i][0]));
		struct form_changes reasons;
		assert_int_equal(form_movable(arena, a, b, &values, &check, &reasons), *cases[i][1] == '\0');
		assert_string_equal(listed(&reasons), cases[i][1]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_difference_is_said_by_field, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(
		    a_form_does_not_differ_from_itself_and_every_field_of_another_does, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(
		    a_dossier_moves_only_if_every_answer_keeps_its_place_and_meaning, arena_start, arena_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
