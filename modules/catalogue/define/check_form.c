/* A form against what it needs. See check_form.h. */
#include "define/check_form.h"

#include <string.h>

#include "choice/choice_write_store.h"
#include "core/memory/arena.h"
#include "define/check.h"
#include "define/target_store.h"
#include "domain/definition/form/form.h"

/* --- shared lists --------------------------------------------------------------------------------------------------- */

static void
tell_list(const struct definition_subject *subject, struct definition_problems *problems,
    const struct form_field *field, const char *message, bool blocks)
{
	struct message_argument *args = arena_array(subject->arena, 2, sizeof(*args));

	args[0] = (struct message_argument){ "list", field->list_code };
	args[1] = (struct message_argument){ "label", field->label };
	definition_problem_add(
	    problems, &(struct definition_problem){
			  .blocks = blocks, .message = message, .args = args, .arg_count = 2, .place = field->id });
}

static bool
hangs_below(const struct choice_list *list, const struct form_field *field)
{
	const char *above = field->list_parent != NULL ? field->list_parent->list_code : NULL;

	return above == NULL || (list->parent_code != NULL && strcmp(list->parent_code, above) == 0);
}

static enum err
check_list(
    const struct definition_subject *subject, struct definition_problems *problems, const struct form_field *field)
{
	struct choice_list list;
	enum err err = choice_list_by_code(subject->db, field->list_code, subject->today, &list);

	if (err == ERR_NOT_FOUND)
		tell_list(subject, problems, field, "catalogue_define.problem.list_unknown", true);
	else if (err)
		return err;
	else if (!hangs_below(&list, field))
		tell_list(subject, problems, field, "catalogue_define.problem.list_not_below", true);
	else if (list.items == 0)
		tell_list(subject, problems, field, "catalogue_define.problem.list_empty", false);
	return OK;
}

enum err
check_form_lists(const struct definition_subject *subject, struct definition_problems *problems)
{
	struct form_error error;
	struct form *form;
	enum err err = OK;

	if (form_parse(subject->arena, subject->content, subject->size, &form, &error) != OK)
		return OK;
	for (size_t i = 0; !err && i < form->field_count; i++)
		if (form->fields[i].list_code != NULL)
			err = check_list(subject, problems, &form->fields[i]);
	return err;
}

/* --- who files ------------------------------------------------------------------------------------------------------- */

static bool
takes_applicant(const struct form_field *field)
{
	const char *source = form_property(field, "prefill");

	return source != NULL &&
	       (strcmp(source, "identity.full_name") == 0 || strcmp(source, "organisation.name") == 0);
}

enum err
check_form_applicant(const struct definition_subject *subject, struct definition_problems *problems)
{
	const struct form_field *name = NULL;
	struct form_error error;
	bool asks = false;
	struct form *form;

	if (form_parse(subject->arena, subject->content, subject->size, &form, &error) != OK)
		return OK;
	for (size_t i = 0; i < form->field_count; i++) {
		const struct form_field *field = &form->fields[i];

		if (takes_applicant(field))
			return OK;
		asks = asks || form_field_is_answered(field);
		if (name == NULL && field->kind == FORM_NAME && field->list == NULL)
			name = field;
	}
	if (asks)
		definition_problem_add(
		    problems, &(struct definition_problem){ .message = "catalogue_define.problem.no_applicant",
				  .place = name != NULL ? name->id : "" });
	return OK;
}

/* --- papers ---------------------------------------------------------------------------------------------------------- */

static const struct target_paper *
paper_of(const struct form_field *field, const struct target_paper *papers, size_t count)
{
	const char *code = field->type == FORM_FILE ? form_property(field, "requirement") : NULL;

	for (size_t i = 0; code != NULL && i < count; i++)
		if (strcmp(papers[i].code, code) == 0)
			return &papers[i];
	return NULL;
}

static void
tell_paper(const struct definition_subject *subject, struct definition_problems *problems,
    const struct form_field *field, const struct target_paper *paper)
{
	struct message_argument *args = arena_array(subject->arena, 3, sizeof(*args));

	args[0] = (struct message_argument){ "label", field->label };
	args[1] = (struct message_argument){ "paper", paper->name };
	args[2] = (struct message_argument){ "code", paper->procedure };
	definition_problem_add(problems,
	    &(struct definition_problem){
		.message = "catalogue_define.problem.paper_of_all", .args = args, .arg_count = 3, .place = field->id });
}

enum err
check_form_papers(const struct definition_subject *subject, struct definition_problems *problems)
{
	const struct target_paper *papers;
	struct form_error error;
	struct form *form;
	size_t count;
	enum err err;

	if (subject->draft_id == 0 || form_parse(subject->arena, subject->content, subject->size, &form, &error) != OK)
		return OK;
	if ((err = target_papers(subject->db, subject->draft_id, &papers, &count)))
		return err;
	for (size_t i = 0; i < form->field_count; i++) {
		const struct target_paper *paper = paper_of(&form->fields[i], papers, count);

		if (paper != NULL && paper->required && form_is_conditional(&form->fields[i]))
			tell_paper(subject, problems, &form->fields[i], paper);
	}
	return OK;
}
