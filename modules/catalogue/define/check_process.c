/* A process against itself and its procedures. See check_process.h. */
#include "define/check_process.h"

#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "define/check.h"
#include "define/draft_store.h"
#include "define/legal_term.h"
#include "define/target_store.h"
#include "domain/definition/form/form.h"
#include "domain/definition/process/process_check.h"
#include "domain/directory/directory_store.h"
#include "domain/time/policy_text.h"

/* Whom a step asks: an agency that is there, by a process that it has. Remarks: the work would stand still and say so. */
static enum err
check_call(
    const struct definition_subject *subject, const struct process_step *step, struct definition_problems *problems)
{
	struct definition_version called;
	struct agency agency;
	enum err err = agency_by_code(subject->db, step->agency, &agency);

	if (err == ERR_NOT_FOUND)
		definition_problem_add(
		    problems, &(struct definition_problem){
				  .message = "process.agency_unknown", .what = step->agency, .place = step->id });
	else if (err)
		return err;
	if (step->called[0] == '\0')
		return OK;
	err = definition_newest(subject->db, DEFINITION_PROCESS, step->called, &called);
	if (err != ERR_NOT_FOUND)
		return err;
	definition_problem_add(
	    problems, &(struct definition_problem){
			  .message = "process.called_unknown", .what = step->called, .place = step->id });
	return OK;
}

static enum err
check_calls(
    const struct definition_subject *subject, const struct process *process, struct definition_problems *problems)
{
	const struct process_step *const *steps;
	const size_t count = process_steps(process, &steps);
	enum err err = OK;

	for (size_t i = 0; i < count && !err; i++)
		if (steps[i]->kind == PROCESS_CONSULT)
			err = check_call(subject, steps[i], problems);
	return err;
}

enum err
check_process(const struct definition_subject *subject, struct definition_problems *problems)
{
	const struct process_problem *found;
	struct definition_error error;
	struct process_model *model;
	struct process *process;
	size_t count;

	if (process_model_read(subject->arena, subject->content, subject->size, &model, &error)) {
		definition_error_add(problems, &error);
		problems->unreadable = true;
		return OK;
	}
	count = process_problems(subject->arena, model, &found, &process);
	for (size_t i = 0; i < count; i++)
		definition_problem_add(problems, &(struct definition_problem){ .blocks = found[i].blocks,
						     .message = found[i].error.message,
						     .because = found[i].error.feel.message,
						     .what = found[i].error.feel.what,
						     .place = found[i].error.element });
	return process == NULL ? OK : check_calls(subject, process, problems);
}

/* --- against its procedures --------------------------------------------------------------------------------------- */

struct fitting {
	const struct definition_subject *subject;
	struct definition_problems *problems;
	const struct process *process;
};

static bool
counts_calendar(const struct process *process)
{
	const struct process_step *const *steps;
	size_t count = process_steps(process, &steps);

	for (size_t i = 0; i < count; i++)
		if (steps[i]->term.calendar)
			return true;
	return false;
}

/* "Thẩm định → Phê duyệt → Trả kết quả": the steps that take longest. */
static const char *
longest_way(const struct fitting *f)
{
	const char *text = "";
	struct process_path path;

	process_critical_path(f->subject->arena, f->process, &path);
	for (size_t i = 0; i < path.count; i++)
		text = arena_printf(f->subject->arena, "%s%s%s", text, i == 0 ? "" : " → ", path.steps[i]->name);
	return text;
}

static void
fit_term(const struct fitting *f, const struct target_term *term)
{
	struct arena *arena = f->subject->arena;
	struct failure failure = { .code = OK };
	struct definition_error error;
	struct clock_policy policy;
	struct message_argument *args;
	int64_t minutes;

	/* A policy that nobody can read keeps the procedure's own draft from being approved, not this one. */
	if (policy_parse(arena, term->clock_policy, &failure, &policy) ||
	    process_check_term(
		f->process, legal_term_minutes(&policy, counts_calendar(f->process)), &minutes, &error) == OK)
		return;
	args = arena_array(arena, 4, sizeof(*args));
	args[0] = (struct message_argument){ "term", arena_strdup(arena, policy.term.text) };
	args[1] = (struct message_argument){ "code", term->code };
	args[2] = (struct message_argument){ "count", arena_printf(arena, "%lld", (long long)term->procedures) };
	args[3] = (struct message_argument){ "path", longest_way(f) };
	definition_problem_add(f->problems,
	    &(struct definition_problem){ .blocks = true,
		.message = strcmp(error.message, "process.term_exceeded") == 0 ? "catalogue_define.problem.term"
									       : error.message,
		.args = args,
		.arg_count = 4,
		.place = "" });
}

static enum err
fit_terms(const struct fitting *f)
{
	const struct target_term *terms;
	size_t count;
	enum err err = target_terms(f->subject->db, f->subject->draft_id, &terms, &count);

	for (size_t i = 0; !err && i < count; i++)
		fit_term(f, &terms[i]);
	return err;
}

static enum err
names_of_form(const struct fitting *f, int64_t form_version_id, struct feel_names *ret_names)
{
	struct arena *arena = f->subject->arena;
	struct form_error error;
	const char *content;
	struct form *form;
	enum err err;

	*ret_names = (struct feel_names){ NULL, 0 };
	if (form_version_id == DB_NULL_INT)
		return OK;
	err = definition_content(f->subject->db, DEFINITION_FORM, form_version_id, &content);
	if (!err && form_parse(arena, content, strlen(content), &form, &error) == OK)
		form_names(arena, form, ret_names);
	return err;
}

static enum err
fit_form(const struct fitting *f, const struct target_form *target, bool *ret_fits)
{
	struct arena *arena = f->subject->arena;
	struct feel_names answers, names;
	struct definition_error error;
	struct message_argument *args;
	enum err err = names_of_form(f, target->form_version_id, &answers);

	*ret_fits = true;
	if (err)
		return err;
	process_names(arena, &answers, &names);
	if (process_check_names(arena, f->process, &names, &error) == OK)
		return OK;
	*ret_fits = false;
	args = ARENA_NEW(arena, struct message_argument);
	*args = (struct message_argument){ "code", target->code };
	definition_problem_add(f->problems, &(struct definition_problem){ .blocks = true,
						.message = "catalogue_define.problem.names",
						.args = args,
						.arg_count = 1,
						.because = error.feel.message,
						.what = error.feel.what,
						.place = error.element });
	return OK;
}

/* Forms are only looked at where a gateway reads more than every process knows; the first that does not fit tells enough. */
static enum err
fit_forms(const struct fitting *f)
{
	const struct target_form *forms;
	bool fits = true;
	size_t count;
	enum err err;

	if (!process_reads_answers(f->process))
		return OK;
	err = target_forms(f->subject->db, f->subject->draft_id, &forms, &count);
	for (size_t i = 0; !err && fits && i < count; i++)
		err = fit_form(f, &forms[i], &fits);
	return err;
}

enum err
check_process_targets(const struct definition_subject *subject, struct definition_problems *problems)
{
	struct fitting f = { .subject = subject, .problems = problems };
	struct definition_error error;
	struct process *process;
	enum err err;

	if (subject->draft_id == 0 ||
	    process_parse(subject->arena, subject->content, subject->size, &process, &error) != OK)
		return OK;
	f.process = process;
	err = fit_terms(&f);
	return err ? err : fit_forms(&f);
}
