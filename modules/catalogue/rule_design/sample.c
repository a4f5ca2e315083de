/* Sample view of the page of examples, for --check. */
#include "core/view/part.h"
#include "core/view/view.h"
#include "rule_design/examples_view.h"
#include "rule_design/table_view.h"

static void
sample_line(struct view *field, const char *name)
{
	part_field(field, name, "sample", "sample", "sample", true);
	view_text(field, "value", "sample");
	view_text(field, "type", "text");
	view_text(field, "width", NULL);
	view_text(field, "autocomplete", "off");
	view_text(field, "inputmode", NULL);
}

static void
sample_form(struct view *page)
{
	struct view *form = view_child(page, "form");

	view_url(form, "action", DEFINE_PATH);
	view_text(form, "once", "sample");
	sample_line(view_child(part_item(view_list(form, "fields")), "input"), "i0");
	sample_line(view_child(form, "name"), "ten");
	view_bool(form, "may_keep", true);
}

static void
sample_result(struct view *page)
{
	struct view *result = view_child(page, "result"), *fee;

	view_text(result, "given", "sample");
	view_text(result, "summary", "16.000");
	view_bool(result, "good", true);
	view_text(result, "rows", "1");
	view_bool(result, "has_fees", true);
	fee = view_item(view_list(result, "fees"));
	view_text(fee, "kind", "sample");
	view_text(fee, "name", "sample");
	view_int(fee, "quantity", 2);
	view_text(fee, "price", "8.000");
	view_text(fee, "amount", "16.000");
	view_text(fee, "basis", "sample");
}

static void
sample_example(struct view *page)
{
	struct view *item = view_item(view_list(page, "examples")), *state;

	view_int(item, "id", 1);
	view_int(item, "version", 1);
	view_text(item, "name", "sample");
	view_text(item, "given", "sample");
	view_text(item, "on", "21/11/2026");
	view_text(item, "expected", "16.000");
	view_text(item, "outcome", "8.000");
	view_bool(item, "good", false);
	state = view_child(item, "state");
	view_text(state, "label", "sample");
	view_text(state, "kind", "bad");
	view_item_text(view_list(item, "missing"), "sample");
	view_item_text(view_list(item, "extra"), "sample");
	view_int(page, "example_count", 1);
	view_int(page, "failing", 1);
}

static void
sample_begin(struct view *page)
{
	struct view *begin = view_child(page, "begin"), *radios = view_child(begin, "de"), *option;

	part_field(radios, "de", "sample", NULL, "sample", false);
	view_bool(radios, "inline", false);
	option = view_item(view_list(radios, "options"));
	view_text(option, "id", "de");
	view_text(option, "value", "fees");
	view_text(option, "label", "sample");
	view_text(option, "hint", "sample");
	view_bool(option, "selected", true);
	view_url(begin, "action", DEFINE_PATH);
	view_text(begin, "once", "sample");
	view_bool(begin, "first", true);
	view_bool(begin, "any", true);
}

struct view *
rule_examples_sample(struct arena *arena)
{
	struct view *page = view_object(arena);

	desk_sample(page);
	definition_problems_sample(page);
	view_bool(page, "has_rule", true);
	rule_tables_sample(page);
	sample_form(page);
	sample_result(page);
	sample_example(page);
	sample_begin(page);
	view_int(page, "draft_version", 1);
	view_bool(page, "may_edit", true);
	view_url(page, "act_action", DEFINE_PATH);
	view_text(page, "once_act", "sample");
	return page;
}
