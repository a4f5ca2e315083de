/* A form and its readers. See form_readers.h. */
#include "define/form_readers.h"

#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "define/check.h"
#include "define/draft_store.h"
#include "define/target_store.h"
#include "domain/definition/form/form.h"
#include "domain/definition/process/process.h"
#include "domain/definition/rule/rule.h"
#include "domain/definition/rule/rule_table.h"

enum { LINKED_MAX = 400 };

struct reading {
	const struct definition_subject *subject;
	struct definition_problems *problems;
	struct feel_names answers; /* what the form asks */
	struct feel_names *before; /* what each form asks that the procedures have today; read when first needed */
	size_t before_count;
	bool before_read;
	struct linked_draft *linked;
	size_t linked_count;
};

/* --- what is asked --------------------------------------------------------------------------------------------------- */

static enum err
read_before(struct reading *r)
{
	const struct definition_subject *subject = r->subject;
	const struct target_form *forms;
	size_t count;
	enum err err = r->before_read ? OK : target_forms(subject->db, subject->draft_id, &forms, &count);

	if (err || r->before_read)
		return err;
	r->before_read = true;
	r->before = arena_array(subject->arena, count + 1, sizeof(*r->before));
	for (size_t i = 0; !err && i < count; i++) {
		struct form_error error;
		const char *content;
		struct form *form;

		if (forms[i].form_version_id == DB_NULL_INT)
			continue;
		err = definition_content(subject->db, DEFINITION_FORM, forms[i].form_version_id, &content);
		if (!err && form_parse(subject->arena, content, strlen(content), &form, &error) == OK)
			form_names(subject->arena, form, &r->before[r->before_count++]);
	}
	return err;
}

static bool
was_asked(const struct reading *r, const struct feel_name *wanted)
{
	for (size_t i = 0; i < r->before_count; i++)
		if (rule_input_is_given(&r->before[i], wanted))
			return true;
	return false;
}

/* --- what is said ---------------------------------------------------------------------------------------------------- */

/* One thing that a definition in force reads and the form does not ask. */
struct gap {
	enum definition_kind kind;
	const struct target_reader *reader;
	const char *name, *place;
	bool gone;   /* a form of today asks for it */
	bool solved; /* the open draft of the definition reads it no more */
};

static void
tell(struct reading *r, const struct gap *gap)
{
	static const char *const messages[DEFINITION_KINDS][3] = {
		[DEFINITION_RULE] = { "catalogue_define.problem.rule_reads", "catalogue_define.problem.rule_gone",
		    "catalogue_define.problem.rule_together" },
		[DEFINITION_PROCESS] = { "catalogue_define.problem.process_reads",
		    "catalogue_define.problem.process_gone", "catalogue_define.problem.process_together" },
	};
	struct arena *arena = r->subject->arena;
	struct message_argument *args = arena_array(arena, 4, sizeof(*args));

	args[0] = (struct message_argument){ "code", gap->reader->code };
	args[1] = (struct message_argument){ "name", gap->name };
	args[2] = (struct message_argument){ "definition", gap->reader->definition };
	args[3] = (struct message_argument){ "place", gap->place };
	definition_problem_add(r->problems,
	    &(struct definition_problem){ .blocks = gap->gone && !gap->solved,
		.message = messages[gap->kind][!gap->gone    ? 0
					       : gap->solved ? 2
							     : 1],
		.args = args,
		.arg_count = 4,
		.place = "",
		.href = gap->gone ? definition_path(arena, gap->kind, gap->reader->definition, "") : NULL });
}

static void
link_draft(struct reading *r, enum definition_kind kind, const char *code)
{
	for (size_t i = 0; i < r->linked_count; i++)
		if (r->linked[i].kind == kind && strcmp(r->linked[i].code, code) == 0)
			return;
	if (r->linked_count < LINKED_MAX)
		r->linked[r->linked_count++] = (struct linked_draft){ kind, code };
}

/* The open draft of a definition; *ret_content "" if there is none. */
static enum err
drafted(const struct reading *r, enum definition_kind kind, const char *code, const char **ret_content)
{
	struct definition_draft draft;
	enum err err = draft_by_code(r->subject->db, kind, code, &draft);

	*ret_content = err ? "" : draft.content;
	return err == ERR_NOT_FOUND ? OK : err;
}

/* --- rules ----------------------------------------------------------------------------------------------------------- */

/* Does the rule read what the form does not ask and a form of today does? */
static bool
lacks(const struct reading *r, const struct rule *rule)
{
	struct feel_names inputs;

	rule_inputs(rule, &inputs);
	for (size_t i = 0; i < inputs.count; i++)
		if (!rule_input_is_given(&r->answers, &inputs.items[i]) && was_asked(r, &inputs.items[i]))
			return true;
	return false;
}

static enum err
rule_is_drafted(const struct reading *r, const char *code, bool *ret_solved)
{
	struct definition_error error;
	const char *content;
	struct rule *rule;
	enum err err = drafted(r, DEFINITION_RULE, code, &content);

	*ret_solved =
	    !err && rule_parse(r->subject->arena, content, strlen(content), &rule, &error) == OK && !lacks(r, rule);
	return err;
}

static enum err
read_by_rule(struct reading *r, const struct target_reader *reader)
{
	struct gap gap = { .kind = DEFINITION_RULE, .reader = reader };
	struct definition_error error;
	struct feel_names inputs;
	const char *content;
	struct rule *rule;
	enum err err = definition_content(r->subject->db, DEFINITION_RULE, reader->version_id, &content);

	if (err || rule_parse(r->subject->arena, content, strlen(content), &rule, &error) != OK)
		return err;
	rule_inputs(rule, &inputs);
	for (size_t i = 0; i < inputs.count; i++) {
		if (rule_input_is_given(&r->answers, &inputs.items[i]))
			continue;
		if ((err = read_before(r)))
			return err;
		gap.gone = was_asked(r, &inputs.items[i]);
		if (gap.gone && (err = rule_is_drafted(r, reader->definition, &gap.solved)))
			return err;
		gap.name = inputs.items[i].name;
		gap.place = rule_input_label(rule, gap.name);
		tell(r, &gap);
		if (gap.gone && gap.solved)
			link_draft(r, DEFINITION_RULE, reader->definition);
	}
	return OK;
}

/* --- processes ------------------------------------------------------------------------------------------------------- */

static bool
process_fits(const struct reading *r, const struct process *process, const struct feel_names *answers,
    struct definition_error *error)
{
	struct feel_names names;

	process_names(r->subject->arena, answers, &names);
	return process_check_names(r->subject->arena, process, &names, error) == OK;
}

static enum err
process_is_drafted(const struct reading *r, const char *code, bool *ret_solved)
{
	struct definition_error error;
	struct process *process;
	const char *content;
	enum err err = drafted(r, DEFINITION_PROCESS, code, &content);

	*ret_solved = !err && process_parse(r->subject->arena, content, strlen(content), &process, &error) == OK &&
		      process_fits(r, process, &r->answers, &error);
	return err;
}

static enum err
read_by_process(struct reading *r, const struct target_reader *reader)
{
	struct gap gap = { .kind = DEFINITION_PROCESS, .reader = reader };
	struct definition_error error, ignored;
	struct process *process;
	const char *content;
	enum err err = definition_content(r->subject->db, DEFINITION_PROCESS, reader->version_id, &content);

	if (err || process_parse(r->subject->arena, content, strlen(content), &process, &error) != OK ||
	    process_fits(r, process, &r->answers, &error))
		return err;
	if ((err = read_before(r)))
		return err;
	for (size_t i = 0; i < r->before_count && !gap.gone; i++)
		gap.gone = process_fits(r, process, &r->before[i], &ignored);
	if (gap.gone && (err = process_is_drafted(r, reader->definition, &gap.solved)))
		return err;
	gap.name = error.feel.what != NULL ? error.feel.what : "";
	gap.place = process_flow_step(process, error.element);
	tell(r, &gap);
	if (gap.gone && gap.solved)
		link_draft(r, DEFINITION_PROCESS, reader->definition);
	return OK;
}

/* --- all of them ----------------------------------------------------------------------------------------------------- */

static enum err
read_all(struct reading *r)
{
	const struct definition_subject *subject = r->subject;
	const struct target_reader *readers;
	struct form_error error;
	struct form *form;
	size_t count;
	enum err err;

	if (subject->kind != DEFINITION_FORM || subject->draft_id == 0 ||
	    form_parse(subject->arena, subject->content, subject->size, &form, &error) != OK)
		return OK;
	r->linked = arena_array(subject->arena, LINKED_MAX, sizeof(*r->linked));
	form_names(subject->arena, form, &r->answers);
	err = target_readers(subject->db, subject->draft_id, DEFINITION_RULE, &readers, &count);
	for (size_t i = 0; !err && i < count; i++)
		err = read_by_rule(r, &readers[i]);
	if (!err)
		err = target_readers(subject->db, subject->draft_id, DEFINITION_PROCESS, &readers, &count);
	for (size_t i = 0; !err && i < count; i++)
		err = read_by_process(r, &readers[i]);
	return err;
}

enum err
check_form_readers(const struct definition_subject *subject, struct definition_problems *problems)
{
	return read_all(&(struct reading){ .subject = subject, .problems = problems });
}

enum err
linked_drafts(const struct definition_subject *subject, const struct linked_draft **ret_drafts, size_t *ret_count)
{
	struct definition_problems ignored = { .arena = subject->arena };
	struct reading r = { .subject = subject, .problems = &ignored };
	enum err err = read_all(&r);

	*ret_drafts = r.linked;
	*ret_count = r.linked_count;
	return err;
}
