/* A rule and its procedures. See check_rule.h. */
#include "define/check_rule.h"

#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/json.h"
#include "define/check.h"
#include "define/target_store.h"
#include "domain/definition/form/form.h"
#include "domain/definition/rule/rule.h"

enum { NAMES_BYTES_MAX = 256 * 1024 };

static void
add(const struct definition_subject *subject, struct definition_problems *problems, bool blocks, const char *message,
    const char *code, const char *name, const char *place)
{
	struct message_argument *args = arena_array(subject->arena, 2, sizeof(*args));

	args[0] = (struct message_argument){ "code", code };
	args[1] = (struct message_argument){ "name", name };
	definition_problem_add(
	    problems, &(struct definition_problem){
			  .blocks = blocks, .message = message, .args = args, .arg_count = 2, .place = place });
}

/* --- what it reads ----------------------------------------------------------------------------------------------------- */

static enum err
check_inputs(const struct definition_subject *subject, const struct rule *rule, const struct target_form *target,
    struct definition_problems *problems)
{
	struct feel_names answers = { 0 }, inputs;
	struct form_error error;
	const char *content;
	struct form *form;
	enum err err;

	if (target->form_version_id != DB_NULL_INT) {
		err = definition_content(subject->db, DEFINITION_FORM, target->form_version_id, &content);
		if (err || form_parse(subject->arena, content, strlen(content), &form, &error) != OK)
			return err;
		form_names(subject->arena, form, &answers);
	}
	rule_inputs(rule, &inputs);
	for (size_t i = 0; i < inputs.count; i++)
		if (!rule_input_is_given(&answers, &inputs.items[i]))
			add(subject, problems, false, "catalogue_define.problem.rule_input", target->code,
			    inputs.items[i].name, "");
	return OK;
}

/* --- what it names ----------------------------------------------------------------------------------------------------- */

static enum err
check_names(const struct definition_subject *subject, enum target_kind kind, const char *const *names, size_t count,
    struct definition_problems *problems)
{
	static const struct {
		const char *message, *place;
	} said[TARGET_KIND__MAX] = {
		[TARGET_PAPER] = { "catalogue_define.problem.rule_paper", "papers" },
		[TARGET_AGENCY] = { "catalogue_define.problem.rule_agency", "routing" },
		[TARGET_CASE] = { "catalogue_define.problem.rule_case", "routing" },
	};
	const struct target_lack *lacks;
	struct buffer wanted;
	size_t lack_count;
	enum err err;

	if (count == 0)
		return OK;
	buffer_init(&wanted, subject->arena, NAMES_BYTES_MAX);
	for (size_t i = 0; i < count; i++) {
		buffer_char(&wanted, i == 0 ? '[' : ',');
		json_write_text(&wanted, names[i]);
	}
	buffer_char(&wanted, ']');
	err = target_lacks(subject->db, subject->draft_id, kind, wanted.data, &lacks, &lack_count);
	for (size_t i = 0; !err && i < lack_count; i++)
		add(subject, problems, true, said[kind].message, lacks[i].code, lacks[i].name, said[kind].place);
	return err;
}

static enum err
check_named(const struct definition_subject *subject, const struct rule *rule, struct definition_problems *problems)
{
	struct rule_named named;
	const char **cases;
	enum err err;

	rule_named(subject->arena, rule, &named);
	if (named.misshapen != NULL)
		add(subject, problems, true, "catalogue_define.problem.rule_shape", "", named.misshapen,
		    named.misshapen);
	cases = arena_array(subject->arena, named.case_count + 1, sizeof(*cases));
	for (size_t i = 0; i < named.case_count; i++)
		cases[i] = arena_printf(subject->arena, "%lld", (long long)named.cases[i]);
	if ((err = check_names(subject, TARGET_PAPER, named.papers, named.paper_count, problems)) ||
	    (err = check_names(subject, TARGET_AGENCY, named.agencies, named.agency_count, problems)))
		return err;
	return check_names(subject, TARGET_CASE, cases, named.case_count, problems);
}

enum err
check_rule_targets(const struct definition_subject *subject, struct definition_problems *problems)
{
	struct definition_error error;
	const struct target_form *forms;
	struct rule *rule;
	size_t count;
	enum err err;

	if (rule_parse(subject->arena, subject->content, subject->size, &rule, &error) != OK)
		return OK;
	if ((err = check_named(subject, rule, problems)) ||
	    (err = target_forms(subject->db, subject->draft_id, &forms, &count)))
		return err;
	for (size_t i = 0; !err && i < count; i++)
		err = check_inputs(subject, rule, &forms[i], problems);
	return err;
}
