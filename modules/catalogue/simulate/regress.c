/* Examples walked again. See regress.h. Must not know SQL. */
#include "simulate/regress.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/module.h"
#include "define/check.h"
#include "define/draft_store.h"
#include "domain/procedure/choice_store.h"
#include "record/item_store.h"
#include "record/procedure_record.h"
#include "record/version_store.h"
#include "simulate/simulation.h"
#include "simulate/walk_store.h"

/* Definitions at their limits and fifty walks; more is never handed out, so that nothing is cut off in the midst. */
#define SCRATCH ((size_t)512 << 20)
enum { PROCEDURES_PAGE = 100 };

static enum err
content_of(struct db *db, enum definition_kind kind, int64_t id, struct walk_contents *contents)
{
	contents->of[kind] = NULL;
	return id == DB_NULL_INT ? OK : definition_content(db, kind, id, &contents->of[kind]);
}

/* A procedure that is not in force yet: what its newest version names. */
static enum err
newest_ids(struct db *db, const char *code, struct procedure *ids)
{
	struct procedure_item item;
	struct version_line line;
	struct version_record version;
	enum err err = item_by_code(db, code, &item);

	if (err || (err = version_newest(db, item.id, &line)) || (err = version_read(db, line.id, &version)))
		return err;
	ids->form_version_id = version.form_version_id;
	ids->process_version_id = version.process_version_id;
	ids->rule_version_id = version.rule_version_id;
	return OK;
}

enum err
regress_contents(struct db *db, const char *code, struct walk_contents *ret_contents)
{
	struct procedure ids;
	enum err err = procedure_in_force(db, code, &ids);

	if (err == ERR_NOT_FOUND)
		err = newest_ids(db, code, &ids);
	if (!err)
		err = content_of(db, DEFINITION_FORM, ids.form_version_id, ret_contents);
	if (!err)
		err = content_of(db, DEFINITION_PROCESS, ids.process_version_id, ret_contents);
	return err ? err : content_of(db, DEFINITION_RULE, ids.rule_version_id, ret_contents);
}

void
regress_walk(struct db *db, struct arena *arena, const struct walk_definitions *definitions, const char *given_text,
    const char *expected_text, struct regression *ret_regression)
{
	struct walk_given_record record;
	struct walk_outcome_record expected;
	struct record_fault fault = { NULL, NULL };
	struct failure failure = { 0 };
	struct walk_given given;
	struct walk_trace trace = { 0 };

	*ret_regression = (struct regression){ .filed_at = 0 };
	if (walk_given_read(arena, given_text, &record, &fault) ||
	    walk_outcome_read(arena, expected_text, &expected, &fault)) {
		ret_regression->fault = "catalogue_simulate.example_unreadable";
		return;
	}
	ret_regression->filed_at = walk_filed_at(&record);
	if (walk_given_of(arena, &record, definitions->form, NULL, &failure, &given) ||
	    (definitions->form != NULL && choices_give(db, arena, definitions->form, &given.values, record.filed_on)) ||
	    walk_run(arena, definitions, &given, &failure, &trace)) {
		ret_regression->fault =
		    failure.message != NULL ? failure.message : "catalogue_simulate.example_unreadable";
		return;
	}
	ret_regression->outcome = walk_outcome_of(arena, &given, &trace);
	ret_regression->count =
	    walk_differences(arena, &expected, &ret_regression->outcome, &ret_regression->differences);
}

void
regress_contents_walk(struct db *db, struct arena *arena, const struct walk_contents *contents, const char *given,
    const char *expected, struct regression *ret_regression)
{
	struct walk_definitions definitions;
	struct walk_read_fault fault;

	if (walk_definitions_read(arena, contents, &definitions, &fault))
		*ret_regression = (struct regression){ .fault = "catalogue_simulate.definitions_unreadable" };
	else
		regress_walk(db, arena, &definitions, given, expected, ret_regression);
}

/* All of one procedure, in an arena that is let go of: only numbers are left. */
static void
walk_all(struct db *db, const struct walk_contents *contents, struct regress_result *results, size_t count)
{
	struct arena *scratch = arena_new(SCRATCH);
	struct walk_definitions definitions;
	struct walk_read_fault fault;
	const bool readable = walk_definitions_read(scratch, contents, &definitions, &fault) == OK;

	for (size_t i = 0; i < count; i++) {
		struct regression regression;

		if (!readable) {
			results[i].fault = "catalogue_simulate.definitions_unreadable";
			continue;
		}
		regress_walk(
		    db, scratch, &definitions, results[i].example->given, results[i].example->expected, &regression);
		results[i].differences = regression.count;
		results[i].fault = regression.fault;
	}
	arena_free(scratch);
}

enum err
regress_procedure(struct db *db, struct arena *arena, const char *code, const struct walk_contents *contents,
    const struct regress_result **ret_results, size_t *ret_count)
{
	const struct example *examples;
	struct regress_result *results;
	enum err err = examples_of(db, code, &examples, ret_count);

	if (err)
		return err;
	results = arena_array(arena, *ret_count + 1, sizeof(*results));
	for (size_t i = 0; i < *ret_count; i++)
		results[i].example = &examples[i];
	if (*ret_count > 0)
		walk_all(db, contents, results, *ret_count);
	*ret_results = results;
	return OK;
}

/* --- the check of drafts ------------------------------------------------------------------------------------------------ */

static void
add_problem(const struct definition_subject *subject, struct definition_problems *problems, const char *code,
    const struct regress_result *result)
{
	struct message_argument *args = arena_array(subject->arena, 3, sizeof(*args));

	args[0] = (struct message_argument){ "name", result->example->name };
	args[1] = (struct message_argument){ "procedure", code };
	args[2] = (struct message_argument){ "count", arena_printf(subject->arena, "%zu", result->differences) };
	definition_problem_add(problems, &(struct definition_problem){ .blocks = true,
					     .message = result->fault != NULL ? "catalogue_simulate.problem_fault"
									      : "catalogue_simulate.problem_example",
					     .args = args,
					     .arg_count = 3,
					     .because = result->fault,
					     .place = "",
					     .href = arena_printf(subject->arena, EXAMPLES_PATH "/%lld?ban-thao=%lld",
						 (long long)result->example->id, (long long)subject->draft_id) });
}

/* In place of what is in force, the open drafts of the other kinds: all three may be drawn for the same day. */
static enum err
drafted_contents(const struct definition_subject *subject, const char *code, struct walk_contents *contents)
{
	const struct walk_draft *drafts;
	struct definition_draft draft;
	struct procedure_item item;
	size_t count;
	enum err err = item_by_code(subject->db, code, &item);

	if (!err)
		err = walk_drafts(subject->db, item.id, &drafts, &count);
	for (size_t i = 0; !err && i < count; i++)
		for (size_t kind = 0; !err && kind < DEFINITION_KINDS; kind++) {
			if (kind == (size_t)subject->kind || strcmp(drafts[i].kind, definition_kind_names[kind]) != 0)
				continue;
			if (!(err = draft_by_id(subject->db, drafts[i].id, &draft)))
				contents->of[kind] = draft.content;
		}
	return err;
}

static bool
as_kept(const struct regress_result *result)
{
	return result->differences == 0 && result->fault == NULL;
}

static bool
all_as_kept(const struct regress_result *results, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!as_kept(&results[i]))
			return false;
	return true;
}

static enum err
check_procedure(const struct definition_subject *subject, struct definition_problems *problems, const char *code)
{
	const struct regress_result *results, *together;
	struct walk_contents contents;
	size_t count;
	enum err err = regress_contents(subject->db, code, &contents);

	if (err)
		return err == ERR_NOT_FOUND ? OK : err;
	contents.of[subject->kind] = subject->content;
	if ((err = regress_procedure(subject->db, subject->arena, code, &contents, &results, &count)) ||
	    all_as_kept(results, count))
		return err;
	if ((err = drafted_contents(subject, code, &contents)) ||
	    (err = regress_procedure(subject->db, subject->arena, code, &contents, &together, &count)))
		return err;
	for (size_t i = 0; i < count; i++)
		if (!as_kept(&results[i]) && !as_kept(&together[i]))
			add_problem(subject, problems, code, &results[i]);
	return OK;
}

enum err
check_examples(const struct definition_subject *subject, struct definition_problems *problems)
{
	const char *after = "", *const *codes = NULL;
	size_t count = 0;
	bool more = subject->draft_id != 0;
	enum err err = OK;

	/* All of them, however many procedures share it: an example that was not walked says nothing. */
	while (!err && more) {
		err = walk_targets(subject->db, subject->draft_id, after, PROCEDURES_PAGE, &codes, &count, &more);
		for (size_t i = 0; !err && i < count; i++)
			err = check_procedure(subject, problems, codes[i]);
		after = !err && count > 0 ? codes[count - 1] : after;
	}
	return err;
}

/* --- the verb ---------------------------------------------------------------------------------------------------------- */

static enum err
tell_procedure(struct verb_ctx *v, const char *code, size_t *walked, size_t *failed)
{
	const struct regress_result *results;
	struct walk_contents contents;
	size_t count;
	enum err err = regress_contents(v->db, code, &contents);

	if (!err)
		err = regress_procedure(v->db, v->arena, code, &contents, &results, &count);
	for (size_t i = 0; !err && i < count; i++) {
		(*walked)++;
		if (results[i].differences == 0 && results[i].fault == NULL)
			continue;
		(*failed)++;
		(void)printf("%s\t%lld\t%zu\t%s\t%s\n", code, (long long)results[i].example->id, results[i].differences,
		    results[i].fault != NULL ? results[i].fault : "", results[i].example->name);
	}
	return err;
}

int
simulate_run_verb(struct verb_ctx *v, int argc, char **argv)
{
	const char *after = "", *const *codes = NULL;
	size_t walked = 0, failed = 0, count = 0;
	bool more = true;
	enum err err = OK;

	if (argc > 1) {
		err = tell_procedure(v, argv[1], &walked, &failed);
		more = false;
	}
	while (!err && more) {
		err = examples_procedures(v->db, after, PROCEDURES_PAGE, &codes, &count, &more);
		for (size_t i = 0; !err && i < count; i++)
			err = tell_procedure(v, codes[i], &walked, &failed);
		after = !err && count > 0 ? codes[count - 1] : after;
	}
	if (err)
		(void)fprintf(stderr, "simulate: %s %s\n", err_name(err), v->failure.log);
	else
		(void)printf("walked=%zu failed=%zu\n", walked, failed);
	return err || failed > 0 ? 1 : 0;
}
