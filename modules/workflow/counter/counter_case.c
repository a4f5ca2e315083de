/* The procedure that was chosen at the counter. See counter_case.h. */
#include "counter/counter_case.h"

#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "domain/directory/officer_guard.h"
#include "domain/procedure/choice_store.h"
#include "domain/procedure/closure.h"
#include "domain/time/local_time.h"
#include "domain/time/policy_text.h"

static size_t
add_agency(int64_t agencies[COUNTER_AGENCIES], size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (agencies[i] == id)
			return count;
	if (count < COUNTER_AGENCIES)
		agencies[count++] = id;
	return count;
}

size_t
counter_agencies(const struct officer *officer, int64_t agencies[COUNTER_AGENCIES])
{
	size_t count = 0;

	for (int own = 1; own >= 0; own--)
		for (size_t i = 0; i < officer->scope_count; i++)
			if (officer->scopes[i].role == ROLE_INTAKE &&
			    (officer->scopes[i].agency_id == officer->agency_id) == (own == 1))
				count = add_agency(agencies, count, officer->scopes[i].agency_id);
	return count;
}

static enum err
find_offering(struct ctx *c, struct counter_case *which)
{
	const struct officer *officer = ctx_officer(c);
	int64_t agencies[COUNTER_AGENCIES];
	size_t count = counter_agencies(officer, agencies);
	enum err err = ERR_NOT_FOUND;

	for (size_t i = 0; i < count && err == ERR_NOT_FOUND; i++) {
		if (!officer_may(officer, ROLE_INTAKE, agencies[i], which->procedure.code))
			continue;
		err = procedure_offering_at(c->db, which->procedure.id, agencies[i], &which->offering);
		/* What this agency's predecessor received may be another successor's now. */
		if (!err &&
		    !officer_may(officer, ROLE_INTAKE, which->offering.agency_receiving_id, which->procedure.code))
			err = ERR_NOT_FOUND;
	}
	return err;
}

struct asking {
	struct counter_case *which;
	bool *seen; /* by the index of the field */
};

static void ask_for(struct asking *a, const char *name);

static void
ask_for_reads(struct asking *a, const struct feel *feel)
{
	const char *const *names = NULL;
	const size_t count = feel != NULL ? feel_reads(feel, &names) : 0;

	for (size_t i = 0; i < count; i++)
		ask_for(a, names[i]);
}

/* A question that the fee reads, after those from which it is computed, shown or chosen. Rows of lists stay on paper. */
static void
ask_for(struct asking *a, const char *name)
{
	const struct form_field *field = form_field_by_key(a->which->form, name);

	if (field == NULL || field->list != NULL || a->seen[field->index])
		return;
	a->seen[field->index] = true;
	ask_for_reads(a, field->expression);
	for (const struct form_field *f = field; f != NULL; f = f->parent)
		ask_for_reads(a, f->hide);
	if (field->list_parent != NULL)
		ask_for(a, field->list_parent->key);
	if (form_field_is_answered(field) && field->type != FORM_FILE)
		a->which->asked[a->which->asked_count++] = field;
}

static void
ask(struct ctx *c, struct counter_case *which)
{
	struct asking a = { which, arena_array(c->arena, which->form->field_count + 1, sizeof(*a.seen)) };
	struct feel_names names = { 0 };

	which->asked = arena_array(c->arena, which->form->field_count + 1, sizeof(*which->asked));
	rule_inputs(which->rule, &names);
	for (size_t i = 0; i < names.count; i++)
		ask_for(&a, names.items[i].name);
}

static enum err
load_definitions(struct ctx *c, struct counter_case *which)
{
	const char *content;
	struct form_error form_error;
	struct definition_error rule_error;
	struct form *form = NULL;
	struct rule *rule = NULL;
	enum err err;

	if (which->procedure.form_version_id != DB_NULL_INT &&
	    ((err = definition_content(c->db, DEFINITION_FORM, which->procedure.form_version_id, &content)) ||
		(err = form_parse(c->arena, content, strlen(content), &form, &form_error))))
		return err;
	if (which->procedure.rule_version_id != DB_NULL_INT &&
	    ((err = definition_content(c->db, DEFINITION_RULE, which->procedure.rule_version_id, &content)) ||
		(err = rule_parse(c->arena, content, strlen(content), &rule, &rule_error))))
		return err;
	which->form = form;
	which->rule = rule != NULL && rule_is_fee_rule(rule) ? rule : NULL;
	if (which->form != NULL && which->rule != NULL)
		ask(c, which);
	return OK;
}

enum err
counter_give_choices(struct ctx *c, const struct counter_case *which, const struct form_values *values)
{
	return which->form != NULL ? choices_give(c->db, c->arena, which->form, values, office_day(c->now)) : OK;
}

/* A procedure that takes no dossier today says so in words, with the day from which it does. */
static enum err
refuse_closed(struct ctx *c, const struct counter_case *which)
{
	struct procedure_closure closure;
	const char *text;
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (!err)
		err = procedure_closure(c->db, which->procedure.code, office_day(now), &closure);
	if (err)
		return err;
	text = closure_text(c->arena, c->messages, c->language, &closure);
	if (text == NULL && *which->channel.clock_policy == '\0')
		text = "procedure.no_clock";
	return text == NULL ? OK : refuse(c, ERR_CONFLICT, text, NULL);
}

enum err
counter_case_load(struct ctx *c, const char *code, int64_t case_no, struct counter_case *ret)
{
	struct clock_policy policy;
	enum err err;

	*ret = (struct counter_case){ .case_no = case_no };
	if ((err = procedure_in_force(c->db, code, &ret->procedure)) || (err = find_offering(c, ret)) ||
	    (err = procedure_channel(c->db, ret->procedure.id, case_no, "counter", &ret->channel)) ||
	    (err = refuse_closed(c, ret)) ||
	    (err = procedure_cases(c->db, ret->procedure.id, &ret->cases, &ret->case_count)) ||
	    (err = procedure_requirements(
		 c->db, ret->procedure.id, case_no, &ret->requirements, &ret->requirement_count)) ||
	    (err = policy_parse(c->arena, ret->channel.clock_policy, &c->failure, &policy)))
		return err;
	ret->same_day = policy.term.unit == TERM_SAME_DAY || term_is_rolling(&policy.term);
	return load_definitions(c, ret);
}

enum err
counter_fees(struct ctx *c, const struct counter_case *which, const struct form_values *values, struct rule_fees *ret)
{
	struct feel_context inputs = { .today = office_day(c->now) };
	struct feel_binding *bindings;

	*ret = (struct rule_fees){ 0 };
	if (which->rule == NULL)
		return OK;
	if (which->form != NULL)
		form_inputs(c->arena, which->form, values, office_day(c->now), &inputs);
	bindings = arena_array(c->arena, inputs.count + 1, sizeof(*bindings));
	if (inputs.count > 0)
		memcpy(bindings, inputs.bindings, inputs.count * sizeof(*bindings));
	bindings[inputs.count] = (struct feel_binding){ "channel", feel_string("counter") };
	inputs.bindings = bindings;
	inputs.count++;
	return rule_fees(c->arena, which->rule, &inputs, ret);
}
