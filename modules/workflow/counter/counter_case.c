/* The procedure that was chosen at the counter. See counter_case.h. */
#include "counter/counter_case.h"

#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/security/hash.h"
#include "core/server/ctx.h"
#include "core/system/parse.h"
#include "domain/directory/officer_guard.h"
#include "domain/procedure/choice_store.h"
#include "domain/procedure/closure.h"
#include "domain/time/local_time.h"
#include "domain/time/policy_text.h"

enum {
	PAPERS_OF_FORM = 30000, /* above the numbers of requirements; both below INT16_MAX */
	CASE_TEXT_MAX = 64 * 1024,
	CASE_DIGITS = 8
};

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
		err = procedure_offering_at(c->db, which->procedure.id, agencies[i], &which->course.offering);
		/* What this agency's predecessor received may be another successor's now. */
		if (!err && !officer_may(officer, ROLE_INTAKE, which->course.offering.agency_receiving_id,
				which->procedure.code))
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

/* The conditions under which the form asks for a paper. */
static void
ask_for_papers(struct asking *a, const struct form *form)
{
	for (size_t i = 0; i < form->field_count; i++) {
		const struct form_field *field = &form->fields[i];

		if (field->type != FORM_FILE || field->list != NULL)
			continue;
		for (const struct form_field *f = field; f != NULL; f = f->parent)
			ask_for_reads(a, f->hide);
		ask_for_reads(a, field->required_if);
	}
}

static void
ask(struct ctx *c, struct counter_case *which)
{
	struct asking a = { which, arena_array(c->arena, which->form->field_count + 1, sizeof(*a.seen)) };
	struct feel_names names = { 0 };

	which->asked = arena_array(c->arena, which->form->field_count + 1, sizeof(*which->asked));
	if (which->rule != NULL)
		rule_inputs(which->rule, &names);
	for (size_t i = 0; i < names.count; i++)
		ask_for(&a, names.items[i].name);
	which->decided = which->asked_count;
	ask_for_papers(&a, which->form);
}

static enum err
load_definitions(struct ctx *c, struct counter_case *which)
{
	const char *content;
	struct form_error error;
	struct rule *rule;
	enum err err;

	if (which->procedure.form_version_id != DB_NULL_INT &&
	    ((err = definition_content(c->db, DEFINITION_FORM, which->procedure.form_version_id, &content)) ||
		(err = form_parse(c->arena, content, strlen(content), &which->form, &error))))
		return err;
	if ((err = course_rule(c->db, c->arena, &which->procedure, &rule)))
		return err;
	which->rule = rule;
	if (which->form != NULL)
		ask(c, which);
	return OK;
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
	if (text == NULL && *which->course.channel.clock_policy == '\0')
		text = "procedure.no_clock";
	return text == NULL ? OK : refuse(c, ERR_CONFLICT, text, NULL);
}

static struct course_facts
facts_of(const struct ctx *c, const struct counter_case *which, const struct form_values *values)
{
	return (struct course_facts){ &which->procedure, "counter", which->form, values, office_day(c->now) };
}

/* Of the case as it stands now: the rule may have led to another one. */
static enum err
read_term(struct ctx *c, struct counter_case *which)
{
	struct clock_policy policy;
	enum err err = policy_parse(c->arena, which->course.channel.clock_policy, &c->failure, &policy);

	if (!err)
		which->same_day = policy.term.unit == TERM_SAME_DAY || term_is_rolling(&policy.term);
	return err;
}

enum err
counter_case_load(struct ctx *c, const char *code, int64_t case_no, struct counter_case *ret)
{
	const struct form_values none = { 0 };
	struct course_facts facts;
	enum err err;

	*ret = (struct counter_case){ .case_count = 0 };
	if ((err = procedure_in_force(c->db, code, &ret->procedure)) || (err = find_offering(c, ret)))
		return err;
	facts = facts_of(c, ret, &none);
	if ((err = course_begin(c->db, &facts, case_no, &ret->course)) || (err = refuse_closed(c, ret)) ||
	    (err = procedure_cases(c->db, ret->procedure.id, &ret->cases, &ret->case_count)) ||
	    (err = read_term(c, ret)))
		return err;
	return load_definitions(c, ret);
}

enum err
counter_case_answer(struct ctx *c, struct counter_case *which, const struct form_values *values)
{
	const struct course_facts facts = facts_of(c, which, values);
	enum err err = which->form != NULL ? choices_give(c->db, c->arena, which->form, values, facts.today) : OK;

	if (err || (err = course_follow(c->db, c->arena, which->rule, &facts, &which->course)) ||
	    (err = read_term(c, which)))
		return err;
	paper_list_make(c->arena, &which->course, which->form, values, facts.today, true, &which->papers);
	return OK;
}

enum err
counter_fees(struct ctx *c, const struct counter_case *which, const struct form_values *values, struct rule_fees *ret)
{
	const struct course_facts facts = facts_of(c, which, values);

	return course_fees(c->arena, which->rule, &facts, ret);
}

int64_t
counter_paper_number(const struct paper_line *line)
{
	return line->requirement != NULL ? line->requirement->seq : PAPERS_OF_FORM + (int64_t)line->field->index;
}

const struct paper_line *
counter_paper(const struct counter_case *which, int64_t number)
{
	for (size_t i = 0; i < which->papers.count; i++)
		if (counter_paper_number(&which->papers.items[i]) == number)
			return &which->papers.items[i];
	return NULL;
}

const char *
counter_case_word(struct arena *arena, const struct counter_case *which)
{
	const struct course *course = &which->course;
	unsigned char digest[SHA256_SIZE];
	struct buffer text;

	buffer_init(&text, arena, CASE_TEXT_MAX);
	buffer_printf(&text, "%lld", (long long)course->offering.agency_solving_id);
	for (size_t i = 0; i < which->papers.count; i++)
		if (which->papers.items[i].need == PAPER_REQUIRED)
			buffer_printf(&text, " %s", which->papers.items[i].code);
	sha256(text.data, text.size, digest);
	return arena_printf(arena, "%lld-%s", (long long)course->case_no, hex_encode(arena, digest, sizeof(digest)));
}

bool
counter_is_changed(struct arena *arena, const struct counter_case *which, const char *shown)
{
	return shown != NULL && strcmp(shown, counter_case_word(arena, which)) != 0;
}

bool
counter_is_other_case(const struct counter_case *which, const char *shown)
{
	int64_t case_no = 0;
	const size_t size = shown != NULL ? strcspn(shown, "-") : 0;
	char number[CASE_DIGITS] = "";

	if (size == 0 || size >= sizeof(number))
		return false;
	memcpy(number, shown, size);
	return parse_i64(number, 1, INT16_MAX, &case_no) != OK || case_no != which->course.case_no;
}
