/* What is wrong with a rule, as problems of a definition. See rule_problems.h. */
#include "rule_design/rule_problems.h"

#include "core/memory/arena.h"
#include "domain/definition/rule/rule_check.h"
#include "rule_design/example_store.h"
#include "rule_design/rule_page.h"
#include "rule_design/worked.h"

enum { PROBLEM_ARGUMENTS = 4 };

static bool
read_rule(const struct definition_subject *subject, struct rule **ret_rule)
{
	struct definition_error error;

	return rule_parse(subject->arena, subject->content, subject->size, ret_rule, &error) == OK;
}

static const char *
number(struct arena *arena, size_t value)
{
	return arena_printf(arena, "%zu", value);
}

/* The row in the table on the page of examples. */
static const char *
place_of(const struct definition_subject *subject, const struct rule_problem *problem)
{
	const char *page = definition_path(subject->arena, DEFINITION_RULE, subject->code, "/vi-du");

	return arena_printf(
	    subject->arena, "%s#%s", page, rule_place(subject->arena, problem->decision, problem->rows[0]));
}

enum err
check_rule_tables(const struct definition_subject *subject, struct definition_problems *problems)
{
	const struct rule_problem *found;
	struct rule *rule;
	size_t count;

	if (!read_rule(subject, &rule))
		return OK;
	count = rule_check(subject->arena, rule, &found);
	for (size_t i = 0; i < count; i++) {
		struct message_argument *args = arena_array(subject->arena, PROBLEM_ARGUMENTS, sizeof(*args));

		args[0] = (struct message_argument){ "row", number(subject->arena, found[i].rows[0]) };
		args[1] = (struct message_argument){ "other", number(subject->arena, found[i].rows[1]) };
		args[2] = (struct message_argument){ "column", found[i].column };
		args[3] = (struct message_argument){ "example", found[i].example };
		definition_problem_add(problems,
		    &(struct definition_problem){ .blocks = found[i].blocks,
			.message = found[i].message,
			.args = args,
			.arg_count = PROBLEM_ARGUMENTS,
			.place = found[i].decision,
			.href = place_of(subject, &found[i]),
			.also = found[i].rows[1] > 0 ? rule_place(subject->arena, found[i].decision, found[i].rows[1])
						     : NULL });
	}
	return OK;
}

enum err
check_rule_examples(const struct definition_subject *subject, struct definition_problems *problems)
{
	const struct rule_example *examples;
	struct rule *rule;
	size_t count;
	enum err err = rule_examples_of(subject->db, subject->code, &examples, &count);

	if (err || !read_rule(subject, &rule))
		return err;
	for (size_t i = 0; i < count; i++) {
		struct message_argument *args = arena_array(subject->arena, 1, sizeof(*args));
		struct outcome expected, outcome;
		struct given given;

		if (given_read(subject->arena, examples[i].given, &given) == OK &&
		    outcome_read(subject->arena, examples[i].expected, &expected) == OK) {
			outcome_work_out(subject->arena, rule, &given, &outcome);
			if (outcome_same(&outcome, &expected))
				continue;
		}
		args[0] = (struct message_argument){ "name", examples[i].name };
		definition_problem_add(
		    problems, &(struct definition_problem){ .blocks = true,
				  .message = "catalogue_rule_design.example_fails",
				  .args = args,
				  .arg_count = 1,
				  .place = "",
				  .href = definition_path(subject->arena, DEFINITION_RULE, subject->code, "/vi-du") });
	}
	return OK;
}
