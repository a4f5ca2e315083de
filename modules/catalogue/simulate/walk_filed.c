/* A sample dossier on the day of its filing. See walk_filed.h. Must stay pure. */
#include "simulate/walk_filed.h"

#include "core/memory/arena.h"
#include "domain/procedure/course.h"
#include "domain/time/local_time.h"

static bool
is_shown(const struct form_field *field)
{
	return form_field_is_answered(field) || field->type == FORM_EXPRESSION;
}

static void
judge_form(struct arena *arena, const struct form *form, const struct walk_given *given, struct walk_trace *trace)
{
	const struct form_check check = { .today = office_day(given->filed_at), .language = "vi" };
	const struct form_state *state = form_state_new(arena, form, &given->values, check.today);
	const struct form_field **visible = arena_array(arena, form->field_count + 1, sizeof(*visible));
	size_t kept = 0;

	for (size_t i = 0; i < form->field_count; i++)
		if (is_shown(&form->fields[i]) && !form_state_hidden(state, &form->fields[i], 0))
			visible[trace->visible_count++] = &form->fields[i];
	trace->visible = visible;
	form_validate(arena, form, &given->values, &check, &trace->problems);
	for (size_t i = 0; i < trace->problems.count; i++)
		if (trace->problems.items[i].field->type != FORM_FILE)
			trace->problems.items[kept++] = trace->problems.items[i];
	trace->problems.count = kept;
	form_remarks(arena, form, &given->values, &check, &trace->remarks);
}

static void
reckon_fee(struct arena *arena, const struct rule *rule, struct walk_trace *trace)
{
	struct rule_result result;

	if (rule_fees(arena, rule, &trace->inputs, &trace->fees))
		trace->fee_state = WALK_FEE_BROKEN;
	else if (trace->fees.count > 0)
		trace->fee_state = WALK_FEE_LINES;
	if (rule_evaluate(arena, rule, "fees", &trace->inputs, &result) == OK) {
		trace->fee_rows = result.rows;
		trace->fee_row_count = result.row_count;
	}
}

void
walk_file(struct arena *arena, const struct walk_definitions *definitions, const struct walk_given *given,
    struct walk_trace *trace)
{
	const struct course_facts facts = { .channel = given->channel,
		.form = definitions->form,
		.values = &given->values,
		.today = office_day(given->filed_at) };

	if (definitions->form != NULL)
		judge_form(arena, definitions->form, given, trace);
	trace->inputs = course_inputs(arena, &facts);
	if (definitions->rule != NULL && rule_is_fee_rule(definitions->rule))
		reckon_fee(arena, definitions->rule, trace);
}
