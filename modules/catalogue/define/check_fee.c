/* A fee rule and its procedures. See check_fee.h. */
#include "define/check_fee.h"

#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "define/check.h"
#include "define/target_store.h"
#include "domain/definition/form/form.h"
#include "domain/definition/rule/rule_reach.h"
#include "rule_design/rule_page.h"

enum { CHANNELS_MAX = 8 };

struct checking {
	const struct definition_subject *subject;
	struct definition_problems *problems;
	const struct rule *rule;
	bool *reached; /* rows that some procedure meets */
	size_t row_count;
};

static void
add(const struct checking *k, const char *message, const char *code, const char *count, size_t row)
{
	struct arena *arena = k->subject->arena;
	struct message_argument *args = arena_array(arena, 3, sizeof(*args));
	const char *page = definition_path(arena, DEFINITION_RULE, k->subject->code, "/vi-du");

	args[0] = (struct message_argument){ "code", code };
	args[1] = (struct message_argument){ "count", count };
	args[2] = (struct message_argument){ "row", arena_printf(arena, "%zu", row) };
	definition_problem_add(
	    k->problems, &(struct definition_problem){ .message = message,
			     .args = args,
			     .arg_count = 3,
			     .place = "fees",
			     .href = arena_printf(arena, "%s#%s", page, rule_place(arena, "fees", row)) });
}

/* --- what can be put in ------------------------------------------------------------------------------------------------- */

static struct rule_possible
channels_of(struct arena *arena, const struct target_fee *target)
{
	struct feel_value *values = arena_array(arena, CHANNELS_MAX, sizeof(*values));
	struct rule_possible possible = { "channel", values, 0 };
	char *text = arena_strdup(arena, target->channels), *rest = NULL;

	for (char *word = strtok_r(text, " ", &rest); word != NULL && possible.count < CHANNELS_MAX;
	     word = strtok_r(NULL, " ", &rest))
		values[possible.count++] = feel_string(word);
	return possible;
}

static bool
may_be_unsaid(const struct form_field *field)
{
	return !field->required || field->required_if != NULL || form_is_conditional(field);
}

/* The choices of a question that has its own; false: it can be answered in ways that are not listed here. */
static bool
choices_of(struct arena *arena, const struct form_field *field, struct rule_possible *ret)
{
	struct feel_value *values;

	if ((field->type != FORM_RADIO && field->type != FORM_SELECT) || field->list != NULL ||
	    field->list_code != NULL)
		return false;
	values = arena_array(arena, field->option_count + 1, sizeof(*values));
	for (size_t i = 0; i < field->option_count; i++)
		values[i] = feel_string(field->options[i].value);
	*ret = (struct rule_possible){ field->key, values, field->option_count };
	if (may_be_unsaid(field))
		values[ret->count++] = feel_null();
	return true;
}

/* Nothing is ever put in for what the form does not ask. */
static enum err
possible_of(const struct checking *k, const struct target_fee *target, struct rule_possible *ret, size_t *ret_count)
{
	static const struct feel_value nothing = { .type = FEEL_NULL };
	struct arena *arena = k->subject->arena;
	struct form_error error;
	struct feel_names inputs;
	struct form *form = NULL;
	const char *content;
	enum err err = OK;

	*ret_count = 0;
	if (target->form_version_id != DB_NULL_INT)
		err = definition_content(k->subject->db, DEFINITION_FORM, target->form_version_id, &content);
	if (!err && target->form_version_id != DB_NULL_INT)
		err = form_parse(arena, content, strlen(content), &form, &error);
	if (err)
		return err;
	rule_inputs(k->rule, &inputs);
	for (size_t i = 0; i < inputs.count; i++) {
		const char *name = inputs.items[i].name;
		const struct form_field *field = form != NULL ? form_field_by_key(form, name) : NULL;

		if (strcmp(name, "channel") == 0)
			ret[(*ret_count)++] = channels_of(arena, target);
		else if (field == NULL)
			ret[(*ret_count)++] = (struct rule_possible){ name, &nothing, 1 };
		else if (choices_of(arena, field, &ret[*ret_count]))
			(*ret_count)++;
	}
	return OK;
}

/* --- the judgement ------------------------------------------------------------------------------------------------------ */

static enum err
check_target(struct checking *k, const struct target_fee *target)
{
	struct arena *arena = k->subject->arena;
	bool *reached = arena_array(arena, RULE_ROWS_MAX, sizeof(*reached)), any = false, fee = false;
	struct feel_names inputs;
	struct rule_possible *possible;
	size_t count;
	enum err err;

	rule_inputs(k->rule, &inputs);
	possible = arena_array(arena, inputs.count + 1, sizeof(*possible));
	if ((err = possible_of(k, target, possible, &count)))
		return err;
	(void)rule_reach(arena, k->rule, "fees", possible, count, reached);
	for (size_t i = 0; i < k->row_count; i++) {
		k->reached[i] = k->reached[i] || reached[i];
		any = any || reached[i];
		fee = fee || (reached[i] && !rule_fee_is_free(arena, k->rule, i));
	}
	if (!any)
		add(k, "catalogue_define.problem.rule_fee_unmet", target->code,
		    arena_printf(arena, "%lld", (long long)target->procedures), 0);
	else if (fee && strcmp(target->fee_time, "none") == 0)
		add(k, "catalogue_define.problem.rule_fee_time", target->code,
		    arena_printf(arena, "%lld", (long long)target->procedures), 0);
	return OK;
}

enum err
check_rule_fees(const struct definition_subject *subject, struct definition_problems *problems)
{
	struct checking k = { .subject = subject, .problems = problems };
	const struct target_fee *targets;
	struct definition_error error;
	struct rule *rule;
	size_t count;
	enum err err = OK;

	if (rule_parse(subject->arena, subject->content, subject->size, &rule, &error) != OK || !rule_is_fee_rule(rule))
		return OK;
	k.rule = rule;
	k.reached = arena_array(subject->arena, RULE_ROWS_MAX, sizeof(*k.reached));
	k.row_count =
	    rule_reach(subject->arena, rule, "fees", NULL, 0, arena_array(subject->arena, RULE_ROWS_MAX, sizeof(bool)));
	if (k.row_count == 0 || (err = target_fees(subject->db, subject->draft_id, &targets, &count)))
		return err;
	for (size_t i = 0; !err && i < count; i++)
		err = check_target(&k, &targets[i]);
	for (size_t i = 0; !err && count > 0 && i < k.row_count; i++)
		if (!k.reached[i])
			add(&k, "catalogue_define.problem.rule_fee_row", "", "", i + 1);
	return err;
}
