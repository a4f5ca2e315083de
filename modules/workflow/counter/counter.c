/* The counter's pages. See counter.h. */
#include "counter/counter.h"

#include <string.h>

#include "core/locale/date.h"
#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/jobs.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "counter/counter_brought.h"
#include "counter/counter_case.h"
#include "counter/counter_filing.h"
#include "counter/counter_store.h"
#include "counter/counter_view.h"
#include "domain/directory/officer_guard.h"
#include "domain/dossier/dossier_store.h"
#include "domain/site/form_fields.h"
#include "office.h"

static const char *const acts[] = { "register", "reckon", "same_time", NULL };
static const char *const kinds[] = { "person", "organisation", NULL };
static const char *const results[] = { "counter", "post", NULL };
static const char identity_signs[] = "A-Za-z0-9-";

static const struct field choose_fields[] = {
	FIELD(counter_input, person, FIELD_CODE, FROM_QUERY, .max = 20, .pattern = identity_signs,
	    .label = "workflow.find_label"),
	FIELD(counter_input, q, FIELD_TEXT, FROM_QUERY, .max = 100, .label = "workflow.choose_procedure"),
};
const struct input counter_choose_input = INPUT(counter_input, choose_fields);

static const struct field page_fields[] = {
	FIELD(counter_input, procedure, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(counter_input, person, FIELD_CODE, FROM_QUERY, .max = 20, .pattern = identity_signs,
	    .label = "workflow.find_label"),
	FIELD_NAMED(counter_input, case_no, "case", FIELD_INT, FROM_QUERY, .min = 1, .max = 99, .otherwise = 1),
};
const struct input counter_page_input = INPUT(counter_input, page_fields);

static const struct field register_fields[] = {
	FIELD(counter_input, procedure, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(counter_input, case_no, "case", FIELD_INT, FROM_QUERY, .min = 1, .max = 99, .otherwise = 1),
	FIELD(counter_input, act, FIELD_CHOICE, FROM_FORM, .required = true, .choices = acts, .label = "workflow.acts"),
	FIELD_NAMED(counter_input, kind, "applicant.kind", FIELD_CHOICE, FROM_FORM, .required = true, .choices = kinds,
	    .label = "workflow.person_kind"),
	FIELD_NAMED(counter_input, name, "applicant.name", FIELD_TEXT, FROM_FORM, .required = true, .max = 255,
	    .label = "workflow.person_name"),
	FIELD_NAMED(counter_input, number, "applicant.number", FIELD_CODE, FROM_FORM, .max = 20,
	    .pattern = identity_signs, .label = "workflow.person_number"),
	FIELD_NAMED(counter_input, birth, "applicant.birth", FIELD_DATE, FROM_FORM, .label = "workflow.person_birth"),
	FIELD_NAMED(counter_input, phone, "applicant.phone", FIELD_PHONE, FROM_FORM, .label = "workflow.person_phone"),
	FIELD_NAMED(counter_input, email, "applicant.email", FIELD_EMAIL, FROM_FORM, .label = "workflow.person_email"),
	FIELD_NAMED(counter_input, address, "applicant.address", FIELD_TEXT, FROM_FORM, .required = true, .max = 500,
	    .label = "workflow.person_address"),
	FIELD_NAMED(counter_input, owner_kind, "owner.kind", FIELD_CHOICE, FROM_FORM, .choices = kinds,
	    .label = "workflow.person_kind"),
	FIELD_NAMED(
	    counter_input, owner_name, "owner.name", FIELD_TEXT, FROM_FORM, .max = 255, .label = "workflow.owner_name"),
	FIELD_NAMED(counter_input, owner_number, "owner.number", FIELD_CODE, FROM_FORM, .max = 20,
	    .pattern = identity_signs, .label = "workflow.owner_number"),
	FIELD_NAMED(counter_input, owner_phone, "owner.phone", FIELD_PHONE, FROM_FORM, .label = "workflow.owner_phone"),
	FIELD_NAMED(counter_input, owner_address, "owner.address", FIELD_TEXT, FROM_FORM, .max = 500,
	    .label = "workflow.owner_address"),
	FIELD(
	    counter_input, subject, FIELD_TEXT, FROM_FORM, .required = true, .max = 1000, .label = "workflow.subject"),
	FIELD(counter_input, copies, FIELD_INT, FROM_FORM, .min = 1, .max = 99, .otherwise = 1,
	    .label = "workflow.copies"),
	FIELD(counter_input, result, FIELD_CHOICE, FROM_FORM, .required = true, .choices = results,
	    .label = "workflow.result_way"),
	FIELD(counter_input, shown, FIELD_CODE, FROM_FORM, .max = 80, .pattern = "0-9a-f-"),
	FIELD(counter_input, note, FIELD_LINES, FROM_FORM, .max = 2000, .label = "workflow.note"),
	FIELD(counter_input, rest, FIELD_REST, FROM_FORM),
};
const struct input counter_register_input = INPUT(counter_input, register_fields);

static const char *
register_url(struct ctx *c, const char *code, const char *person)
{
	return url_query_add(c->arena, url(c->arena, "/can-bo/tai-quay/{}", code), "person", person);
}

/* Every procedure that the officer receives and whose code or name holds the words. */
static enum err
find_procedures(struct ctx *c, const char *words, struct counter_choice *choice)
{
	const struct officer *officer = ctx_officer(c);
	int64_t agencies[COUNTER_AGENCIES];
	size_t count = counter_agencies(officer, agencies), offered;
	const struct procedure *all;
	enum err err;

	for (size_t i = 0; i < count; i++) {
		if ((err = procedures_of_agency(c->db, agencies[i], &all, &offered)))
			return err;
		for (size_t k = 0; k < offered; k++) {
			if (!officer_may(officer, ROLE_INTAKE, agencies[i], all[k].code))
				continue;
			if (words != NULL && strcmp(all[k].code, words) != 0 &&
			    !fold_contains(c->arena, all[k].name, words))
				continue;
			if (choice->found < COUNTER_SHOWN)
				choice->procedures[choice->found] = &all[k];
			choice->found++;
		}
	}
	return OK;
}

enum err
handle_counter(struct ctx *c, const void *input)
{
	const struct counter_input *in = input;
	struct counter_choice choice = { .words = in->q, .person = in->person };
	enum err err = find_procedures(c, in->q, &choice);

	if (err)
		return err;
	if (in->q != NULL && choice.found == 1)
		return respond_redirect(c, register_url(c, choice.procedures[0]->code, in->person));
	return respond_page(c, "workflow/counter", counter_choice_view(c, &choice));
}

static void
add_defaults(struct ctx *c, struct counter_register *page)
{
	for (size_t i = 0; i < page->which.asked_count; i++) {
		const struct form_field *field = page->which.asked[i];

		if (field->default_value != NULL)
			(void)form_values_put(
			    c->arena, page->which.form, &page->answers, field, 0, field->default_value);
	}
}

/* The fee as far as it is known stands there; a broken rule is told when something is to be registered. */
static void
add_fees(struct ctx *c, struct counter_register *page)
{
	struct rule_fees *fees = ARENA_NEW(c->arena, struct rule_fees);

	if (counter_fees(c, &page->which, &page->answers, fees) == OK && fees->count > 0)
		page->fees = fees;
}

/* The form, empty but for what is known of the person. */
enum err
handle_counter_page(struct ctx *c, const void *input)
{
	const struct counter_input *in = input;
	struct counter_register page = { .number = in->person };
	struct dossier_party known;
	int64_t now;
	enum err err;

	if ((err = ctx_now(c, &now)) || (err = counter_case_load(c, in->procedure, in->case_no, &page.which)))
		return err;
	if (in->person != NULL) {
		err = party_by_number(c->db, in->person, &known);
		if (err && err != ERR_NOT_FOUND)
			return err;
		page.known = err ? NULL : &known;
		office_note_reading(c, NULL, err ? "person_unknown" : "person");
	}
	add_defaults(c, &page);
	if ((err = counter_case_answer(c, &page.which, &page.answers)))
		return err;
	add_fees(c, &page);
	return respond_page(c, "workflow/counter_register", counter_register_view(c, &page));
}

enum err
handle_counter_again(struct ctx *c, const void *input)
{
	const struct counter_input *in = input;
	struct counter_register page = { .shown = in->shown };
	enum err err = counter_case_load(c, in->procedure, in->case_no, &page.which);

	if (err)
		return err;
	if (page.which.form != NULL)
		form_fields_read(c->arena, page.which.form, in->rest.pairs, in->rest.count, &page.answers);
	if ((err = counter_case_answer(c, &page.which, &page.answers)))
		return err;
	add_fees(c, &page);
	return respond_page(c, "workflow/counter_register", counter_register_view(c, &page));
}

/* Who is not the applicant has a name; the rest belongs to it. */
static void
check_owner(struct ctx *c, const struct counter_input *in)
{
	if (in->owner_name == NULL && again_error(c, "owner.name") == NULL &&
	    (in->owner_number != NULL || in->owner_address != NULL || in->owner_phone != NULL))
		(void)again_refuse(c, "owner.name", "workflow.owner_without_name");
}

/* Person, questions and papers are refused together, whichever of them the input table or the form of the procedure judges. */
enum err
handle_counter_more(struct ctx *c, const void *input)
{
	const struct counter_input *in = input;
	struct counter_case which;
	struct counter_brought brought;
	int64_t now;
	enum err err;

	if ((err = ctx_now(c, &now)) || (err = counter_case_load(c, in->procedure, in->case_no, &which)))
		return err;
	check_owner(c, in);
	return counter_brought_read(c, &which, in, &brought);
}

enum err
handle_counter_register(struct ctx *c, const void *input)
{
	const struct counter_input *in = input;
	struct counter_register page = { .shown = in->shown };
	struct counter_brought brought;
	int64_t now;
	enum err err;

	if ((err = ctx_now(c, &now)) || (err = counter_case_load(c, in->procedure, in->case_no, &page.which)))
		return err;
	check_owner(c, in);
	if ((err = counter_brought_read(c, &page.which, in, &brought)))
		return err;
	if (!counter_only_reckons(in))
		return counter_filing_make(c, in, &page.which, &brought);
	page.fees = &brought.fees;
	page.answers = brought.values;
	return respond_page(c, "workflow/counter_register", counter_register_view(c, &page));
}

enum err
counter_forget_secrets(struct job_ctx *j, bool *ret_more)
{
	*ret_more = false;
	return receipt_secret_expire(j->db, j->now - DATE_DAY);
}
