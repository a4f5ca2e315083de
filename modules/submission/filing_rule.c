/* What the procedure's rule says of a filing: fees, papers, case and agency. See filing.h. */
#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/system/log.h"

#include "filing.h"

/* The form's answers and the channel: what a rule may read (domain/definition/rule/rule.h). */
static struct feel_context
rule_inputs_of(struct ctx *c, const struct filing *f)
{
	struct feel_context inputs = { .today = f->today };
	struct feel_binding *bindings;

	if (f->form != NULL)
		form_inputs(c->arena, f->form, &f->values, f->today, &inputs);
	bindings = arena_array(c->arena, inputs.count + 1, sizeof(*bindings));
	if (inputs.count > 0)
		memcpy(bindings, inputs.bindings, inputs.count * sizeof(*bindings));
	bindings[inputs.count] = (struct feel_binding){ "channel", feel_string("online") };
	return (struct feel_context){ bindings, inputs.count + 1, f->today };
}

static enum err
load_rule(struct ctx *c, const struct filing *f, struct rule **ret_rule)
{
	struct definition_error error;
	const char *content;
	enum err err;

	*ret_rule = NULL;
	if (f->procedure.rule_version_id == DB_NULL_INT)
		return OK;
	if ((err = definition_content(c->db, DEFINITION_RULE, f->procedure.rule_version_id, &content)))
		return err;
	if (rule_parse(c->arena, content, strlen(content), ret_rule, &error))
		return refuse_log(c, ERR_INTERNAL, NULL, NULL, "rule of %s: %s at %s", f->procedure.code, error.message,
		    error.element);
	return OK;
}

enum err
filing_fees(struct ctx *c, const struct filing *f, struct rule_fees *ret_fees)
{
	struct feel_context inputs;
	struct rule *rule;
	enum err err = load_rule(c, f, &rule);

	*ret_fees = (struct rule_fees){ 0 };
	if (err || rule == NULL || !rule_is_fee_rule(rule))
		return err;
	inputs = rule_inputs_of(c, f);
	if (rule_fees(c->arena, rule, &inputs, ret_fees))
		return refuse_log(c, ERR_INTERNAL, NULL, NULL, "the fee rule of %s gives no amount", f->procedure.code);
	return OK;
}

/* Whoever keeps the rule must hear of it; the applicant goes on. */
static void
log_unusable(const struct filing *f, const char *decision, const char *what)
{
	log_event(LOG_ERROR, "rule_unusable", LOG_TEXT("procedure", f->procedure.code), LOG_TEXT("decision", decision),
	    LOG_TEXT("what", what));
}

static enum err
take_case(struct ctx *c, struct filing *f, int64_t case_no)
{
	struct procedure_channel channel;
	enum err err;

	if (case_no == 0 || case_no == f->draft.case_no)
		return OK;
	err = procedure_channel(c->db, f->procedure.id, case_no, "online", &channel);
	if (err == ERR_NOT_FOUND) {
		failure_clear(&c->failure);
		log_unusable(f, "routing", arena_printf(c->arena, "case %lld", (long long)case_no));
		return OK;
	}
	if (err)
		return err;
	f->channel = channel;
	f->draft.case_no = case_no;
	return procedure_requirements(c->db, f->procedure.id, case_no, &f->requirements, &f->requirement_count);
}

static enum err
take_agency(struct ctx *c, struct filing *f, const char *code)
{
	struct procedure_offering solved;
	enum err err;

	if (*code == '\0')
		return OK;
	err = procedure_solved_by(c->db, f->procedure.id, code, &solved);
	if (err == ERR_NOT_FOUND) {
		failure_clear(&c->failure);
		log_unusable(f, "routing", code);
		return OK;
	}
	if (err)
		return err;
	f->offering.agency_solving_id = solved.agency_solving_id;
	f->offering.agency_solving_name = solved.agency_solving_name;
	return OK;
}

static bool
has_requirement(const struct filing *f, const char *code)
{
	for (size_t i = 0; i < f->requirement_count; i++)
		if (strcmp(f->requirements[i].code, code) == 0)
			return true;
	return false;
}

enum err
filing_follow_rule(struct ctx *c, struct filing *f)
{
	struct rule_routing routing;
	struct feel_context inputs;
	struct rule *rule;
	enum err err;

	if (filing_is_supplement(f))
		return OK;
	if ((err = load_rule(c, f, &rule)) || rule == NULL)
		return err;
	inputs = rule_inputs_of(c, f);
	if (rule_routing(c->arena, rule, &inputs, &routing))
		log_unusable(f, "routing", "no result");
	else if ((err = take_case(c, f, routing.case_no)) || (err = take_agency(c, f, routing.agency)))
		return err;
	if (rule_papers(c->arena, rule, &inputs, &f->asked)) {
		log_unusable(f, "papers", "no result");
		f->asked = (struct rule_papers){ 0 };
	}
	for (size_t i = 0; i < f->asked.count; i++)
		if (f->asked.items[i].required && !has_requirement(f, f->asked.items[i].code))
			log_unusable(f, "papers", f->asked.items[i].code);
	return OK;
}
