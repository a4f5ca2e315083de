/* Which papers one filing needs. See paper_list.h. */
#include "domain/procedure/paper_list.h"

#include <string.h>

#include "core/memory/arena.h"
#include "domain/procedure/course.h"

struct listing {
	const struct course *course;
	const struct form *form;
	const struct form_values *values;
	const struct form_state *state; /* NULL without a form */
	bool partial;
	struct paper_line *lines;
	size_t count;
};

static const char *
code_of(const struct form_field *field)
{
	const char *code = form_property(field, "requirement");

	return code != NULL ? code : field->key;
}

static const struct form_field *
field_for(const struct listing *l, const char *code)
{
	for (size_t i = 0; l->form != NULL && i < l->form->field_count; i++) {
		const struct form_field *field = &l->form->fields[i];
		const char *requirement = field->type == FORM_FILE ? form_property(field, "requirement") : NULL;

		if (requirement != NULL && strcmp(requirement, code) == 0)
			return field;
	}
	return NULL;
}

/* What the rule says of a paper; NULL: nothing. */
static const struct rule_paper *
by_rule(const struct listing *l, const char *code)
{
	for (size_t i = 0; i < l->course->papers.count; i++)
		if (strcmp(l->course->papers.items[i].code, code) == 0)
			return &l->course->papers.items[i];
	return NULL;
}

static bool is_answered(const struct listing *l, const struct feel *condition);

/* A box that is not ticked is an answer; what is computed is known if all is that it reads. */
static bool
is_known(const struct listing *l, const char *name)
{
	const struct form_field *field = form_field_by_key(l->form, name);

	if (field == NULL || field->type == FORM_CHECKBOX)
		return true;
	return field->type == FORM_EXPRESSION ? is_answered(l, field->expression)
					      : form_values_get(l->values, name, 0) != NULL;
}

static bool
is_answered(const struct listing *l, const struct feel *condition)
{
	const char *const *names = NULL;
	const size_t count = condition != NULL ? feel_reads(condition, &names) : 0;

	for (size_t i = 0; i < count; i++)
		if (!is_known(l, names[i]))
			return false;
	return true;
}

/* Can it be told whether the form asks for the paper? */
static bool
is_settled(const struct listing *l, const struct form_field *field)
{
	for (const struct form_field *f = field; l->partial && f != NULL; f = f->parent)
		if (!is_answered(l, f->hide))
			return false;
	return !l->partial || is_answered(l, field->required_if);
}

static enum paper_need
need_by_form(const struct listing *l, const struct form_field *field)
{
	if (!is_settled(l, field))
		return PAPER_IF_ANY;
	if (form_state_hidden(l->state, field, 0))
		return PAPER_NOT_ASKED;
	return form_state_need(l->state, field, 0) == FORM_REQUIRED ? PAPER_REQUIRED : PAPER_IF_ANY;
}

static void
add_requirement(struct listing *l, const struct procedure_requirement *requirement)
{
	const struct rule_paper *asked = by_rule(l, requirement->code);
	struct paper_line line = { .requirement = requirement,
		.field = field_for(l, requirement->code),
		.code = requirement->code,
		.name = requirement->name,
		.need = requirement->required ? PAPER_REQUIRED : PAPER_IF_ANY };

	if (asked != NULL) {
		line.need = asked->required ? PAPER_REQUIRED : PAPER_NOT_ASKED;
		line.by = PAPER_BY_RULE;
		line.row = asked->row;
	} else if (line.field != NULL && !requirement->required) {
		/* A paper for a case that the answers exclude: the authorisation of somebody who files for himself. */
		line.need = need_by_form(l, line.field);
		line.by = line.need == PAPER_IF_ANY ? PAPER_BY_PROCEDURE : PAPER_BY_FORM;
	}
	l->lines[l->count++] = line;
}

static bool
is_listed(const struct listing *l, const char *code)
{
	for (size_t i = 0; i < l->course->requirement_count; i++)
		if (strcmp(l->course->requirements[i].code, code) == 0)
			return true;
	return false;
}

static void
add_question(struct listing *l, const struct form_field *field)
{
	const char *requirement = field->type == FORM_FILE ? form_property(field, "requirement") : NULL;

	if (field->type != FORM_FILE || (requirement != NULL && is_listed(l, requirement)))
		return;
	l->lines[l->count++] = (struct paper_line){ .field = field,
		.code = code_of(field),
		.name = field->label,
		.need = need_by_form(l, field),
		.by = PAPER_BY_FORM };
}

void
paper_list_make(struct arena *arena, const struct course *course, const struct form *form,
    const struct form_values *values, int32_t today, bool partial, struct paper_list *ret_list)
{
	const size_t fields = form != NULL ? form->field_count : 0;
	struct listing l = { .course = course, .form = form, .values = values, .partial = partial };

	l.state = form != NULL ? form_state_new(arena, form, values, today) : NULL;
	l.lines = arena_array(arena, course->requirement_count + fields + 1, sizeof(*l.lines));
	for (size_t i = 0; i < course->requirement_count; i++)
		add_requirement(&l, &course->requirements[i]);
	for (size_t i = 0; i < fields; i++)
		add_question(&l, &form->fields[i]);
	*ret_list = (struct paper_list){ l.lines, l.count };
}
