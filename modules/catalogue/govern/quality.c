/* The quality report. See quality.h. */
#include "govern/quality.h"

#include <stdio.h>
#include <string.h>

#include "core/locale/date.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/view.h"
#include "domain/directory/directory_store.h"
#include "domain/directory/officer_guard.h"
#include "domain/time/local_time.h"
#include "govern/behind.h"
#include "govern/fact.h"
#include "govern/page.h"
#include "govern/plan_store.h"
#include "govern/reminder_store.h"
#include "govern/sheet.h"
#include "govern/target.h"

#define REMIND_PATH QUALITY_PATH "/nhac"
#define REMINDED    QUALITY_PATH "?da-nhac=1"

struct quality_input {
	bool reminded;
};
static const struct field quality_fields[] = {
	FIELD_NAMED(quality_input, reminded, "da-nhac", FIELD_BOOL, FROM_QUERY),
};
const struct input quality_input = INPUT(quality_input, quality_fields);
struct remind_input {
	const char *agency;
};
static const struct field remind_fields[] = {
	FIELD(remind_input, agency, FIELD_CODE, FROM_FORM, .required = true, .max = 35,
	    .label = "catalogue_govern.by_agency"),
};
const struct input remind_input = INPUT(remind_input, remind_fields);

/* What the report is made of. */
struct quality {
	struct facts facts;
	struct fact_group *groups, all; /* by agency */
	size_t group_count;
	const struct target *targets;
	size_t target_count;
	const struct reminder *reminders;
	size_t reminder_count;
};

static enum err
read(struct ctx *c, struct quality *q)
{
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (err || (err = facts_read(c->db, c->arena, office_day(now), &q->facts)) ||
	    (err = targets_read(c->db, &q->targets, &q->target_count)) ||
	    (err = reminders_read(c->db, &q->reminders, &q->reminder_count)))
		return err;
	facts_group(c->arena, &q->facts, BY_AGENCY, &q->groups, &q->group_count, &q->all);
	return OK;
}

static struct sheet *
issues_sheet(struct ctx *c, const struct facts *facts)
{
	struct sheet *sheet = sheet_new(c->arena, govern_text(c, "issues_found"));

	sheet_column(sheet, govern_text(c, "issue"), false);
	sheet_column(sheet, govern_text(c, "procedures"), true);
	sheet_column(sheet, govern_text(c, "share"), true);
	for (enum issue issue = ISSUE_NONE + 1; issue < ISSUE__MAX; issue++) {
		const struct fact_filter filter = { .issue = issue };
		int64_t count = (int64_t)facts_count(facts, &filter);

		sheet_text(sheet, govern_word(c, "issues", issue_name(issue)), NULL);
		sheet_number(sheet, count, behind_url(c, &(struct behind_filter){ .issue = issue_name(issue) }));
		sheet_share(sheet, count, (int64_t)facts->count);
	}
	return sheet;
}

/* --- definitions that units have to set up ------------------------------------------------------------------------- */

static const struct agency *
agency_of(const struct quality *q, int64_t id)
{
	for (size_t i = 0; i < q->facts.agency_count; i++)
		if (q->facts.agencies[i].id == id)
			return &q->facts.agencies[i];
	return NULL;
}

static const struct reminder *
reminder_of(const struct quality *q, int64_t agency_id)
{
	for (size_t i = 0; i < q->reminder_count; i++)
		if (q->reminders[i].agency_id == agency_id)
			return &q->reminders[i];
	return NULL;
}

static int64_t
missing(const struct fact_group *group)
{
	return group->form_needed - group->form + group->total - group->process;
}

/* The earlier day of the two targets that ask the unit for its definitions; DATE_NONE: none asks. */
static int32_t
definitions_due(const struct quality *q, int64_t agency_id)
{
	static const char *const kinds[] = { "form_share", "process_share" };
	const struct agency *agency = agency_of(q, agency_id);
	int32_t due = DATE_NONE;

	for (size_t i = 0; agency != NULL && i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		const struct target *target = target_for(q->targets, q->target_count, kinds[i], agency);

		if (target != NULL && target->due_on != TARGET_WITHOUT_END &&
		    (due == DATE_NONE || target->due_on < due))
			due = target->due_on;
	}
	return due;
}

static void
unit_row(struct ctx *c, struct sheet *sheet, const struct quality *q, const struct fact_group *group)
{
	const struct reminder *reminder = reminder_of(q, group->agency_id);
	int32_t due = definitions_due(q, group->agency_id);
	bool done = missing(group) == 0, late = !done && due != DATE_NONE && due < q->facts.today;

	sheet_text(sheet, group->label, NULL);
	sheet_number(sheet, group->form_needed - group->form,
	    behind_url(c, &(struct behind_filter){ .agency = group->key, .issue = issue_name(ISSUE_NO_FORM) }));
	sheet_number(sheet, group->total - group->process,
	    behind_url(c, &(struct behind_filter){ .agency = group->key, .issue = issue_name(ISSUE_NO_PROCESS) }));
	sheet_date(sheet, due);
	sheet_state(sheet,
	    govern_text(c, done   ? "unit_done"
			   : late ? "unit_late"
				  : "unit_open"),
	    done   ? "done"
	    : late ? "bad"
		   : "waiting");
	sheet_text(sheet, reminder != NULL ? moment_text(c->arena, reminder->at) : NULL, NULL);
}

static struct sheet *
units_sheet(struct ctx *c, const struct quality *q)
{
	static const char *const heads[] = { "by_agency", "forms_missing", "processes_missing", "target_due", "state",
		"reminded_at" };
	struct sheet *sheet = sheet_new(c->arena, govern_text(c, "definitions_by_unit"));

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, govern_text(c, heads[i]), i == 1 || i == 2);
	for (size_t i = 0; i < q->group_count; i++)
		if (q->groups[i].total > 0)
			unit_row(c, sheet, q, &q->groups[i]);
	return sheet;
}

static void
add_reminder(struct page *page, const struct quality *q)
{
	struct ctx *c = page->ctx;
	struct view *fields = page_form(page,
	    &(struct page_form){ govern_text(c, "remind"), REMIND_PATH, govern_text(c, "remind"), NULL, -1, true });
	const struct page_select select =
	    page_select(page, fields, &(struct page_field){ "agency", "by_agency", "remind_hint", false, NULL }, NULL);

	for (size_t i = 0; i < q->group_count; i++)
		if (q->groups[i].total > 0 && missing(&q->groups[i]) > 0)
			page_option(&select, q->groups[i].key, q->groups[i].label);
}

/* A unit reads on its own page that the office waits for it. */
static void
add_reminded(struct page *page, const struct quality *q)
{
	const struct reminder *reminder = reminder_of(q, ctx_officer(page->ctx)->agency_id);

	if (reminder != NULL && officer_has_role(ctx_officer(page->ctx), ROLE_DRAFTER))
		page_lead(page,
		    govern_format(page->ctx, "you_were_reminded", "at", moment_text(page->ctx->arena, reminder->at)));
}

static enum err
show(struct ctx *c, bool reminded)
{
	struct page page = page_new(c, govern_text(c, "quality"), QUALITY_PATH, NULL);
	struct quality q;
	enum err err = read(c, &q);

	if (err)
		return err;
	page_notice(&page, reminded, "reminded");
	add_reminded(&page, &q);
	page_lead(&page, govern_format(c, "in_force", "count", money_text(c->arena, (int64_t)q.facts.count)));
	if (q.facts.by_ministry > 0)
		page_lead(&page,
		    govern_format(c, "without_ministry", "count", money_text(c->arena, (int64_t)q.facts.by_ministry)));
	page_lead(&page, q.facts.counted_at == TIME_NONE
			     ? govern_text(c, "not_counted")
			     : govern_format(c, "counted_at", "at", moment_text(c->arena, q.facts.counted_at)));
	page_sheet(&page, issues_sheet(c, &q.facts), NULL, QUALITY_PATH "/tai-ve");
	page_sheet(&page, units_sheet(c, &q), govern_text(c, "definitions_note"), QUALITY_PATH "/don-vi/tai-ve");
	if (officer_has_role(ctx_officer(c), ROLE_CONTROLLER))
		add_reminder(&page, &q);
	return page_respond(&page);
}

enum err
handle_quality(struct ctx *c, const void *input)
{
	return show(c, ((const struct quality_input *)input)->reminded);
}

enum err
handle_quality_again(struct ctx *c, const void *input)
{
	(void)input;
	return show(c, false);
}

enum err
handle_quality_csv(struct ctx *c, const void *input)
{
	struct quality q;
	enum err err = read(c, &q);

	(void)input;
	return err ? err : page_respond_csv(c, issues_sheet(c, &q.facts), "chat-luong.csv");
}

enum err
handle_units_csv(struct ctx *c, const void *input)
{
	struct quality q;
	enum err err = read(c, &q);

	(void)input;
	return err ? err : page_respond_csv(c, units_sheet(c, &q), "don-vi.csv");
}

static enum err
remind_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s", REMINDED);
	return reminder_add(db, arg);
}

enum err
handle_remind(struct ctx *c, const void *input)
{
	const struct remind_input *in = input;
	struct reminder reminder = { .officer_id = ctx_officer(c)->id };
	struct quality q;
	enum err err = read(c, &q);

	if (err || (err = ctx_now(c, &reminder.at)))
		return err;
	for (size_t i = 0; i < q.group_count; i++)
		if (strcmp(q.groups[i].key, in->agency) == 0) {
			reminder.agency_id = q.groups[i].agency_id;
			reminder.missing = missing(&q.groups[i]);
		}
	if (reminder.agency_id == 0)
		return again_refuse(c, "agency", "catalogue_govern.agency_unknown");
	return idempotency_run(c, "catalogue.remind", remind_once, &reminder);
}
