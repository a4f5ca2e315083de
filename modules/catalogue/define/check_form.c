/* A form and its readers. See check_form.h. */
#include "define/check_form.h"

#include <string.h>

#include "choice/choice_write_store.h"
#include "core/memory/arena.h"
#include "define/check.h"
#include "define/target_store.h"
#include "domain/definition/form/form.h"
#include "domain/definition/process/process.h"
#include "domain/definition/process/process_check.h"
#include "domain/definition/rule/rule.h"

struct reading {
	const struct definition_subject *subject;
	struct definition_problems *problems;
	struct feel_names answers; /* what the form asks */
};

static void
remark(const struct reading *r, const char *message, const char *code, const char *name)
{
	struct message_argument *args = arena_array(r->subject->arena, 2, sizeof(*args));

	args[0] = (struct message_argument){ "code", code };
	args[1] = (struct message_argument){ "name", name };
	definition_problem_add(
	    r->problems, &(struct definition_problem){ .message = message, .args = args, .arg_count = 2, .place = "" });
}

/* Is it asked, and as what the rule takes it for? */
static bool
answers(const struct reading *r, const struct feel_name *wanted)
{
	for (size_t i = 0; i < r->answers.count; i++)
		if (strcmp(r->answers.items[i].name, wanted->name) == 0)
			return wanted->type == FEEL_ANY || r->answers.items[i].type == FEEL_ANY ||
			       wanted->type == r->answers.items[i].type;
	return strcmp(wanted->name, "channel") == 0;
}

static enum err
read_by_rule(const struct reading *r, const struct target_reader *reader)
{
	struct arena *arena = r->subject->arena;
	struct definition_error error;
	struct feel_names inputs;
	const char *content;
	struct rule *rule;
	enum err err = definition_content(r->subject->db, DEFINITION_RULE, reader->version_id, &content);

	if (err || rule_parse(arena, content, strlen(content), &rule, &error) != OK)
		return err;
	rule_inputs(rule, &inputs);
	for (size_t i = 0; i < inputs.count; i++)
		if (!answers(r, &inputs.items[i]))
			remark(r, "catalogue_define.problem.rule_reads", reader->code, inputs.items[i].name);
	return OK;
}

static enum err
read_by_process(const struct reading *r, const struct target_reader *reader)
{
	struct arena *arena = r->subject->arena;
	struct definition_error error;
	struct process *process;
	struct feel_names names;
	const char *content;
	enum err err = definition_content(r->subject->db, DEFINITION_PROCESS, reader->version_id, &content);

	if (err || process_parse(arena, content, strlen(content), &process, &error) != OK)
		return err;
	process_names(arena, &r->answers, &names);
	if (process_check_names(arena, process, &names, &error) != OK)
		remark(r, "catalogue_define.problem.process_reads", reader->code, "");
	return OK;
}

enum err
check_form_targets(const struct definition_subject *subject, struct definition_problems *problems)
{
	struct reading r = { .subject = subject, .problems = problems };
	const struct target_reader *readers;
	struct form_error error;
	struct form *form;
	size_t count;
	enum err err;

	if (subject->draft_id == 0 || form_parse(subject->arena, subject->content, subject->size, &form, &error) != OK)
		return OK;
	form_names(subject->arena, form, &r.answers);
	err = target_readers(subject->db, subject->draft_id, DEFINITION_RULE, &readers, &count);
	for (size_t i = 0; !err && i < count; i++)
		err = read_by_rule(&r, &readers[i]);
	if (!err)
		err = target_readers(subject->db, subject->draft_id, DEFINITION_PROCESS, &readers, &count);
	for (size_t i = 0; !err && i < count; i++)
		err = read_by_process(&r, &readers[i]);
	return err;
}

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
