/* The checks of definitions as a table. See check.h. */
#include "define/check.h"

#include <setjmp.h>

#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/view/view.h"
#include "define/check_fee.h"
#include "define/check_form.h"
#include "define/check_process.h"
#include "define/check_rule.h"
#include "define/desk.h"
#include "define/form_readers.h"
#include "domain/definition/form/form.h"
#include "domain/definition/rule/rule.h"
#include "rule_design/rule_problems.h"
#include "simulate/regress.h"

/* Of what a page of citizens may take, so that the form itself, its words and its choices have room beside it. */
#define STATE_MEMORY (ARENA_REQUEST_LIMIT / 4)

/*
 * What follows from an empty form, worked out as each of its pages does. A computed value is bounded, hundreds of long ones are
 * not: such a form would open for nobody, not even in its editor.
 */
static bool
opens(const struct form *form, int32_t today)
{
	struct arena *scratch = arena_new(STATE_MEMORY);
	const struct form_values nothing = { 0 };
	volatile bool fits = false;
	jmp_buf boundary;

	if (setjmp(boundary) == 0) {
		arena_guard(scratch, &boundary);
		(void)form_state_new(scratch, form, &nothing, today);
		fits = true;
	}
	arena_free(scratch);
	return fits;
}

static enum err
check_form(const struct definition_subject *subject, struct definition_problems *problems)
{
	struct form_error error;
	struct form *form;

	if (form_parse(subject->arena, subject->content, subject->size, &form, &error)) {
		form_error_add(problems, &error);
		problems->unreadable = true;
	} else if (!opens(form, subject->today)) {
		definition_problem_add(problems,
		    &(struct definition_problem){ .blocks = true, .message = "form.too_much_logic", .place = "" });
		problems->unreadable = true;
	}
	return OK;
}

static enum err
check_rule(const struct definition_subject *subject, struct definition_problems *problems)
{
	struct definition_error error;
	struct rule *rule;

	if (rule_parse(subject->arena, subject->content, subject->size, &rule, &error)) {
		definition_error_add(problems, &error);
		problems->unreadable = true;
	}
	return OK;
}

/* In this order; the first of each kind says whether the content can be read at all. */
static const struct {
	enum definition_kind kind;
	definition_check_fn *check;
} checks[] = {
	{ DEFINITION_FORM, check_form },
	{ DEFINITION_FORM, check_form_lists },
	{ DEFINITION_FORM, check_form_readers },
	{ DEFINITION_FORM, check_form_papers },
	{ DEFINITION_FORM, check_form_applicant },
	{ DEFINITION_PROCESS, check_process },
	{ DEFINITION_PROCESS, check_process_targets },
	{ DEFINITION_RULE, check_rule },
	{ DEFINITION_RULE, check_rule_targets },
	{ DEFINITION_RULE, check_rule_fees },
	{ DEFINITION_FORM, check_examples },
	{ DEFINITION_PROCESS, check_examples },
	{ DEFINITION_RULE, check_examples },
	{ DEFINITION_RULE, check_rule_tables },
	{ DEFINITION_RULE, check_rule_examples },
};

enum err
definition_check(const struct definition_subject *subject, struct definition_problems *ret_problems)
{
	enum err err = OK;

	*ret_problems = (struct definition_problems){ .arena = subject->arena };
	if (subject->size == 0) {
		definition_problem_add(
		    ret_problems, &(struct definition_problem){
				      .blocks = true, .message = "catalogue_define.problem.empty", .place = "" });
		return OK;
	}
	if (subject->size > DEFINITION_BYTES_MAX) {
		definition_problem_add(
		    ret_problems, &(struct definition_problem){
				      .blocks = true, .message = "catalogue_define.problem.too_large", .place = "" });
		ret_problems->unreadable = true;
		return OK;
	}
	for (size_t i = 0; !err && i < sizeof(checks) / sizeof(checks[0]) && !ret_problems->unreadable; i++)
		if (checks[i].kind == subject->kind)
			err = checks[i].check(subject, ret_problems);
	return err;
}

void
definition_problem_add(struct definition_problems *problems, const struct definition_problem *problem)
{
	if (problems->items == NULL)
		problems->items = arena_array(problems->arena, PROBLEMS_MAX, sizeof(*problems->items));
	if (problems->count < PROBLEMS_MAX)
		problems->items[problems->count++] = *problem;
	problems->blocking += problem->blocks;
}

void
definition_error_add(struct definition_problems *problems, const struct definition_error *error)
{
	definition_problem_add(problems, &(struct definition_problem){ .blocks = true,
					     .message = error->message,
					     .because = error->feel.message,
					     .what = error->feel.what,
					     .place = error->element });
}

void
form_error_add(struct definition_problems *problems, const struct form_error *error)
{
	definition_problem_add(problems, &(struct definition_problem){ .blocks = true,
					     .message = error->message,
					     .because = error->feel.message,
					     .what = error->feel.what,
					     .place = error->path });
}

/* --- shown -------------------------------------------------------------------------------------------------------- */

const char *
definition_problem_text(struct ctx *c, const struct definition_problem *problem)
{
	const char *text =
	    message_format(c->arena, c->messages, c->language, problem->message, problem->args, problem->arg_count);

	if (problem->because != NULL)
		text = arena_printf(c->arena, "%s %s", text, ctx_text(c, problem->because));
	if (problem->what != NULL && *problem->what != '\0')
		text = arena_printf(c->arena, "%s (%s)", text, problem->what);
	return text;
}

static void
show_weight(struct view *item, const char *label, bool blocks)
{
	struct view *tag = view_child(item, "tag");

	view_text(tag, "label", label);
	view_text(tag, "kind", blocks ? "bad" : "waiting");
}

void
definition_problems_show(struct ctx *c, enum definition_kind kind, const char *code,
    const struct definition_problems *problems, struct view *page)
{
	struct view *list = view_list(page, "problems");

	view_bool(page, "has_problems", problems->count > 0);
	view_bool(page, "blocks", problems->blocking > 0);
	for (size_t i = 0; i < problems->count; i++) {
		const struct definition_problem *problem = &problems->items[i];
		struct view *item = view_item(list);

		view_text(item, "text", definition_problem_text(c, problem));
		view_text(item, "place", *problem->place != '\0' ? problem->place : NULL);
		view_url(item, "url",
		    problem->href != NULL ? problem->href : desk_place(c->arena, kind, code, problem->place));
		show_weight(item,
		    ctx_text(c, problem->blocks ? "catalogue_define.problem_blocks" : "catalogue_define.problem_warns"),
		    problem->blocks);
	}
}

void
definition_problems_sample(struct view *page)
{
	struct view *item = view_item(view_list(page, "problems"));

	view_bool(page, "has_problems", true);
	view_bool(page, "blocks", true);
	view_text(item, "text", "sample");
	view_text(item, "place", "Task_1");
	view_url(item, "url", DEFINE_PATH);
	show_weight(item, "sample", true);
}
