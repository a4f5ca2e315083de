/* The plan of one service. See plan.h. */
#include "govern/plan.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "domain/directory/officer_guard.h"
#include "govern/law_term.h"
#include "govern/page.h"
#include "govern/plan_store.h"
#include "govern/roadmap.h"

static const char *const levels[] = { "full", "partial", "information", NULL };
static const char *const counts[] = { "working_days", "calendar_days", NULL };

struct plan_input {
	const char *code;
	bool saved;
};
static const struct field plan_fields[] = {
	FIELD(plan_input, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(plan_input, saved, "da-luu", FIELD_BOOL, FROM_QUERY),
};
const struct input plan_input = INPUT(plan_input, plan_fields);

struct plan_put_input {
	const char *code;
	int64_t version;
	const char *level, *law_term, *law_count, *law_source;
	int32_t due_on, integration_due, integrated_on;
};
static const struct field plan_put_fields[] = {
	FIELD(plan_put_input, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(plan_put_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 0, .max = 60000,
	    .label = "catalogue_govern.version"),
	FIELD(plan_put_input, level, FIELD_CHOICE, FROM_FORM, .choices = levels,
	    .label = "catalogue_govern.planned_level"),
	FIELD(plan_put_input, due_on, FIELD_DATE, FROM_FORM, .label = "catalogue_govern.planned_on"),
	FIELD(plan_put_input, integration_due, FIELD_DATE, FROM_FORM, .label = "catalogue_govern.integration_due"),
	FIELD(plan_put_input, integrated_on, FIELD_DATE, FROM_FORM, .label = "catalogue_govern.integrated_on"),
	FIELD(plan_put_input, law_term, FIELD_TEXT, FROM_FORM, .max = 60, .label = "catalogue_govern.law_term"),
	FIELD(plan_put_input, law_count, FIELD_CHOICE, FROM_FORM, .choices = counts,
	    .label = "catalogue_govern.law_count"),
	FIELD(plan_put_input, law_source, FIELD_TEXT, FROM_FORM, .max = 255, .label = "catalogue_govern.law_source"),
};
const struct input plan_put_input = INPUT(plan_put_input, plan_put_fields);

static const char *
text_of(const char *text)
{
	return text != NULL ? text : "";
}

static void
add_form(struct page *page, const char *action, const struct service_plan *plan)
{
	struct ctx *c = page->ctx;
	struct view *fields = page_form(page,
	    &(struct page_form){ govern_text(c, "plan_set"), action, govern_text(c, "save"), NULL, plan->seq, false });
	struct page_select select = page_select(
	    page, fields, &(struct page_field){ "level", "planned_level", NULL, true, plan->level }, "none");

	page_options(page, &select, levels, "levels");
	page_date(page, fields, &(struct page_field){ "due_on", "planned_on", NULL, true, NULL }, plan->due_on);
	page_date(page, fields, &(struct page_field){ "integration_due", "integration_due", NULL, true, NULL },
	    plan->integration_due);
	page_date(page, fields, &(struct page_field){ "integrated_on", "integrated_on", NULL, true, NULL },
	    plan->integrated_on);
	page_input(
	    page, fields, &(struct page_field){ "law_term", "law_term", "law_term_hint", true, plan->law_term }, "20");
	select = page_select(
	    page, fields, &(struct page_field){ "law_count", "law_count", NULL, true, plan->law_count }, "none");
	page_options(page, &select, counts, "counts");
	page_input(
	    page, fields, &(struct page_field){ "law_source", "law_source", NULL, true, plan->law_source }, NULL);
}

static const char *
day_text(struct ctx *c, int32_t day)
{
	return day != DATE_NONE ? date_text(c->arena, day) : NULL;
}

static void
add_facts(struct page *page, const struct planned_procedure *procedure, const struct service_plan *plan)
{
	struct ctx *c = page->ctx;

	page_fact(page, govern_text(c, "code"), procedure->code);
	page_fact(page, govern_text(c, "procedure"), procedure->name);
	page_fact(page, govern_text(c, "level"), govern_word(c, "levels", procedure->service_level));
	page_fact(
	    page, govern_text(c, "planned_level"), *plan->level != '\0' ? govern_word(c, "levels", plan->level) : NULL);
	page_fact(page, govern_text(c, "planned_on"), day_text(c, plan->due_on));
	page_fact(page, govern_text(c, "integration_due"), day_text(c, plan->integration_due));
	page_fact(page, govern_text(c, "integrated_on"), day_text(c, plan->integrated_on));
	page_fact(page, govern_text(c, "law_term"), *plan->law_term != '\0' ? plan->law_term : NULL);
}

static void
add_history(struct page *page, const struct service_plan *plans, size_t count)
{
	struct ctx *c = page->ctx;

	for (size_t i = 0; i < count; i++) {
		const char *level = *plans[i].level != '\0' ? govern_word(c, "levels", plans[i].level)
							    : govern_text(c, "no_level_planned");
		const char *day = day_text(c, plans[i].due_on);

		page_event(page, level, plans[i].at, plans[i].officer_name,
		    day != NULL ? govern_format(c, "until_day", "day", day) : NULL);
	}
}

static enum err
show(struct ctx *c, const char *code, bool saved)
{
	const char *path = url(c->arena, PLAN_PATH, code);
	struct service_plan none = { 0, 0, "", DATE_NONE, DATE_NONE, DATE_NONE, "", "", "", DB_NULL_INT, 0, NULL };
	const struct service_plan *plans, *newest;
	struct planned_procedure procedure;
	struct page page;
	size_t count;
	enum err err = planned_procedure(c->db, code, &procedure);

	if (err || (err = service_plans(c->db, procedure.id, &plans, &count)))
		return err;
	newest = count > 0 ? &plans[0] : &none;
	page = page_new(c, govern_text(c, "service_plan"), ROADMAP_PATH, ROADMAP_PATH);
	page_notice(&page, saved, "saved");
	add_facts(&page, &procedure, newest);
	if (officer_has_role(ctx_officer(c), ROLE_CONTROLLER))
		add_form(&page, path, newest);
	add_history(&page, plans, count);
	return page_respond(&page);
}

enum err
handle_plan(struct ctx *c, const void *input)
{
	const struct plan_input *in = input;

	return show(c, in->code, in->saved);
}

enum err
handle_plan_again(struct ctx *c, const void *input)
{
	return show(c, ((const struct plan_put_input *)input)->code, false);
}

/* What no single field can see. */
static enum err
check(struct ctx *c, const struct plan_put_input *in)
{
	if (in->level == NULL && in->due_on != DATE_ABSENT)
		return again_refuse(c, "level", "catalogue_govern.plan_level_missing");
	if (in->level != NULL && in->due_on == DATE_ABSENT)
		return again_refuse(c, "due_on", "catalogue_govern.plan_day_missing");
	if (in->law_term != NULL && in->law_count == NULL)
		return again_refuse(c, "law_count", "catalogue_govern.law_count_missing");
	if (in->law_term != NULL && law_term_check(c->arena, in->law_term, in->law_count) != OK)
		return again_refuse(c, "law_term", "catalogue_govern.law_term_wrong");
	if (in->law_term != NULL && in->law_source == NULL)
		return again_refuse(c, "law_source", "catalogue_govern.law_source_missing");
	return OK;
}

static bool
same_text(const char *one, const char *other)
{
	return strcmp(text_of(one), text_of(other)) == 0;
}

/* The second of two clicks finds what the first one wrote. */
static bool
is_written(const struct service_plan *newest, const struct service_plan *plan)
{
	return newest->seq == plan->seq && newest->officer_id == plan->officer_id &&
	       same_text(newest->level, plan->level) && newest->due_on == plan->due_on &&
	       newest->integration_due == plan->integration_due && newest->integrated_on == plan->integrated_on &&
	       same_text(newest->law_term, plan->law_term) && same_text(newest->law_count, plan->law_count) &&
	       same_text(newest->law_source, plan->law_source);
}

static enum err
put(struct ctx *c, const struct service_plan *plan)
{
	const struct service_plan *plans;
	size_t count;
	enum err written = service_plan_add(c->db, plan), err;

	if (written != ERR_CONFLICT)
		return written;
	if ((err = service_plans(c->db, plan->procedure_id, &plans, &count)))
		return err;
	if (count == 0 || !is_written(&plans[0], plan))
		return refuse(c, ERR_CONFLICT, NULL, NULL);
	failure_clear(&c->failure);
	return OK;
}

enum err
handle_plan_put(struct ctx *c, const void *input)
{
	const struct plan_put_input *in = input;
	struct service_plan plan = { .seq = in->version + 1,
		.level = text_of(in->level),
		.due_on = in->due_on,
		.integration_due = in->integration_due,
		.integrated_on = in->integrated_on,
		.law_term = text_of(in->law_term),
		.law_count = in->law_term != NULL ? text_of(in->law_count) : "",
		.law_source = in->law_term != NULL ? text_of(in->law_source) : "",
		.officer_id = ctx_officer(c)->id };
	struct planned_procedure procedure;
	enum err err = planned_procedure(c->db, in->code, &procedure);

	if (err || (err = check(c, in)) || (err = ctx_now(c, &plan.at)))
		return err;
	plan.procedure_id = procedure.id;
	if ((err = put(c, &plan)))
		return err;
	return respond_redirect(c, url_query_add(c->arena, url(c->arena, PLAN_PATH, in->code), "da-luu", "1"));
}
