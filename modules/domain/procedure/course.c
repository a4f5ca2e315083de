/* Where the rule of a procedure leads a filing. See course.h. */
#include "domain/procedure/course.h"

#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/system/log.h"

enum err
course_rule(struct db *db, struct arena *arena, const struct procedure *procedure, struct rule **ret_rule)
{
	struct definition_error error;
	const char *content;
	enum err err;

	*ret_rule = NULL;
	if (procedure->rule_version_id == DB_NULL_INT)
		return OK;
	if ((err = definition_content(db, DEFINITION_RULE, procedure->rule_version_id, &content)))
		return err;
	if (rule_parse(arena, content, strlen(content), ret_rule, &error))
		return FAILURE(db_failure(db), ERR_INTERNAL, NULL, NULL, "rule of %s: %s at %s", procedure->code,
		    error.message, error.element);
	return OK;
}

struct feel_context
course_inputs(struct arena *arena, const struct course_facts *facts)
{
	struct feel_context answers = { 0 };
	struct feel_binding *bindings;

	if (facts->form != NULL)
		form_inputs(arena, facts->form, facts->values, facts->today, &answers);
	bindings = arena_array(arena, answers.count + 1, sizeof(*bindings));
	if (answers.count > 0)
		memcpy(bindings, answers.bindings, answers.count * sizeof(*bindings));
	bindings[answers.count] = (struct feel_binding){ "channel", feel_string(facts->channel) };
	return (struct feel_context){ bindings, answers.count + 1, facts->today };
}

enum err
course_begin(struct db *db, const struct course_facts *facts, int64_t case_no, struct course *course)
{
	enum err err = procedure_channel(db, facts->procedure->id, case_no, facts->channel, &course->channel);

	if (err)
		return err;
	course->case_no = case_no;
	return procedure_requirements(
	    db, facts->procedure->id, case_no, &course->requirements, &course->requirement_count);
}

/* Whoever keeps the rule must hear of it; the applicant goes on. */
static void
log_unusable(const struct course_facts *facts, const char *decision, const char *what)
{
	log_event(LOG_ERROR, "rule_unusable", LOG_TEXT("procedure", facts->procedure->code),
	    LOG_TEXT("decision", decision), LOG_TEXT("what", what));
}

/* A case that is not offered by this channel, or whose term nobody has set, takes no dossier. */
static enum err
take_case(struct db *db, struct arena *arena, const struct course_facts *facts, const struct rule_routing *routing,
    struct course *course)
{
	struct course led = *course;
	enum err err = OK;

	if (routing->case_no == 0)
		return OK;
	if (routing->case_no != course->case_no)
		err = course_begin(db, facts, routing->case_no, &led);
	if (err && err != ERR_NOT_FOUND)
		return err;
	if (err || *led.channel.clock_policy == '\0') {
		failure_clear(db_failure(db));
		log_unusable(facts, "routing", arena_printf(arena, "case %lld", (long long)routing->case_no));
		return OK;
	}
	*course = led;
	course->case_row = routing->row;
	return OK;
}

static enum err
take_agency(struct db *db, const struct course_facts *facts, const struct rule_routing *routing, struct course *course)
{
	struct procedure_offering solved;
	enum err err;

	if (*routing->agency == '\0')
		return OK;
	err = procedure_solved_by(db, facts->procedure->id, routing->agency, &solved);
	if (err == ERR_NOT_FOUND) {
		failure_clear(db_failure(db));
		log_unusable(facts, "routing", routing->agency);
		return OK;
	}
	if (err)
		return err;
	course->offering.agency_solving_id = solved.agency_solving_id;
	course->offering.agency_solving_name = solved.agency_solving_name;
	course->agency_row = routing->row;
	return OK;
}

static bool
has_requirement(const struct course *course, const char *code)
{
	for (size_t i = 0; i < course->requirement_count; i++)
		if (strcmp(course->requirements[i].code, code) == 0)
			return true;
	return false;
}

enum err
course_follow(struct db *db, struct arena *arena, const struct rule *rule, const struct course_facts *facts,
    struct course *course)
{
	struct rule_routing routing;
	struct feel_context inputs;
	enum err err;

	if (rule == NULL)
		return OK;
	inputs = course_inputs(arena, facts);
	if (rule_routing(arena, rule, &inputs, &routing))
		log_unusable(facts, "routing", "no result");
	else if ((err = take_case(db, arena, facts, &routing, course)) ||
		 (err = take_agency(db, facts, &routing, course)))
		return err;
	if (rule_papers(arena, rule, &inputs, &course->papers)) {
		log_unusable(facts, "papers", "no result");
		course->papers = (struct rule_papers){ 0 };
	}
	for (size_t i = 0; i < course->papers.count; i++)
		if (course->papers.items[i].required && !has_requirement(course, course->papers.items[i].code))
			log_unusable(facts, "papers", course->papers.items[i].code);
	return OK;
}

enum err
course_fees(struct arena *arena, const struct rule *rule, const struct course_facts *facts, struct rule_fees *ret_fees)
{
	struct feel_context inputs;

	*ret_fees = (struct rule_fees){ 0 };
	if (rule == NULL || !rule_is_fee_rule(rule))
		return OK;
	inputs = course_inputs(arena, facts);
	return rule_fees(arena, rule, &inputs, ret_fees);
}
