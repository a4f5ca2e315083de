/* The course of an online filing: fees, papers, case and agency. See filing.h. */
#include "core/memory/arena.h"

#include "filing.h"

static struct course_facts
facts_of(const struct filing *f)
{
	return (struct course_facts){ &f->procedure, "online", f->form, &f->values, f->today };
}

enum err
filing_begin_course(struct ctx *c, struct filing *f)
{
	const struct course_facts facts = facts_of(f);
	enum err err = course_begin(c->db, &facts, f->draft.case_no, &f->course);

	return err ? err
		   : procedure_offering_at(c->db, f->procedure.id, f->draft.agency_receiving_id, &f->course.offering);
}

enum err
filing_follow_rule(struct ctx *c, struct filing *f)
{
	const struct course_facts facts = facts_of(f);
	struct rule *rule;
	enum err err;

	if (filing_is_supplement(f))
		return OK;
	if ((err = course_rule(c->db, c->arena, &f->procedure, &rule)))
		return err;
	f->rule = rule;
	return course_follow(c->db, c->arena, rule, &facts, &f->course);
}

enum err
filing_fees(struct ctx *c, const struct filing *f, struct rule_fees *ret_fees)
{
	const struct course_facts facts = facts_of(f);

	if (course_fees(c->arena, f->rule, &facts, ret_fees))
		return refuse_log(c, ERR_INTERNAL, NULL, NULL, "the fee rule of %s gives no amount", f->procedure.code);
	return OK;
}
