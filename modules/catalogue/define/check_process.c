/* A process against itself and its procedures. See check_process.h. */
#include "define/check_process.h"

#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "define/check.h"
#include "define/legal_term.h"
#include "define/target_store.h"
#include "domain/definition/form.h"
#include "domain/definition/process.h"
#include "domain/directory/officer.h"
#include "domain/time/policy_text.h"

/* Every step names a role that officers can have. */
static void
check_roles(const struct process *process, struct definition_problems *problems)
{
	const struct process_step *const *steps;
	size_t count = process_steps(process, &steps);

	for (size_t i = 0; i < count; i++) {
		enum role role;

		if (steps[i]->kind == PROCESS_CONSULT ||
		    (role_by_name(steps[i]->role, &role) && role_handles_dossiers(role)))
			continue;
		definition_problem_add(problems, &(struct definition_problem){ .blocks = true,
						     .message = "catalogue_define.problem.role",
						     .what = steps[i]->role,
						     .place = steps[i]->id });
	}
}

enum err
check_process(const struct definition_subject *subject, struct definition_problems *problems)
{
	struct definition_error error;
	struct process *process;

	if (process_parse(subject->arena, subject->content, subject->size, &process, &error)) {
		definition_error_add(problems, &error);
		problems->unreadable = true;
	} else if (process_check_sound(subject->arena, process, &error))
		definition_error_add(problems, &error);
	else
		check_roles(process, problems);
	return OK;
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
	args = arena_array(arena, 3, sizeof(*args));
	args[0] = (struct message_argument){ "term", arena_strdup(arena, policy.term.text) };
	args[1] = (struct message_argument){ "code", term->code };
	args[2] = (struct message_argument){ "count", arena_printf(arena, "%lld", (long long)term->procedures) };
	definition_problem_add(f->problems,
	    &(struct definition_problem){ .blocks = true,
		.message = strcmp(error.message, "process.term_exceeded") == 0 ? "catalogue_define.problem.term"
									       : error.message,
		.args = args,
		.arg_count = 3,
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

/* What a gateway may read: what the officer chose, how the dossier came, and the answers of the form. */
static struct feel_names
names_with(struct arena *arena, const struct feel_names *answers)
{
	struct feel_name *items = arena_array(arena, answers->count + 2, sizeof(*items));

	items[0] = (struct feel_name){ .name = "action", .type = FEEL_STRING };
	items[1] = (struct feel_name){ .name = "channel", .type = FEEL_STRING };
	for (size_t i = 0; i < answers->count; i++)
		items[i + 2] = answers->items[i];
	return (struct feel_names){ items, answers->count + 2 };
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
	names = names_with(arena, &answers);
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
	const struct feel_names every = names_with(f->subject->arena, &(struct feel_names){ NULL, 0 });
	const struct target_form *forms;
	struct definition_error error;
	bool fits = true;
	size_t count;
	enum err err;

	if (process_check_names(f->subject->arena, f->process, &every, &error) == OK)
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
