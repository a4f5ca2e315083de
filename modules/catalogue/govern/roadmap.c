/* The roadmap of online services. See roadmap.h. */
#include "govern/roadmap.h"

#include <string.h>

#include "core/locale/date.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "domain/directory/directory_store.h"
#include "domain/time/local_time.h"
#include "govern/behind.h"
#include "govern/fact.h"
#include "govern/page.h"
#include "govern/plan_store.h"
#include "govern/sheet.h"
#include "govern/target.h"

enum { WHOLE_SHARE = 1000 };

static const char *const dimension_words[DIMENSION__MAX + 1] = { "co-quan", "linh-vuc", "cap", NULL };
static const char *const dimension_keys[DIMENSION__MAX] = { "by_agency", "by_sector", "by_tier" };

struct roadmap_input {
	const char *by;
};
static const struct field roadmap_fields[] = {
	FIELD_NAMED(roadmap_input, by, "theo", FIELD_CHOICE, FROM_QUERY, .choices = dimension_words),
};
const struct input roadmap_input = INPUT(roadmap_input, roadmap_fields);

static enum dimension
dimension_of(const struct roadmap_input *in)
{
	for (enum dimension by = 0; by < DIMENSION__MAX; by++)
		if (in->by == dimension_words[by])
			return by;
	return BY_AGENCY;
}

/* --- targets of levels --------------------------------------------------------------------------------------------- */

static void
target_row(struct ctx *c, struct sheet *sheet, const struct facts *facts, const struct target *target)
{
	struct target_state state;
	const char *scope = govern_text(c, "whole_province");
	bool late = target->due_on != TARGET_WITHOUT_END && target->due_on < facts->today;

	if (strncmp(target->kind, "level_", strlen("level_")) != 0 || !target_measure(facts, target, &state))
		return;
	if (target->agency_id != 0)
		scope = target->agency_name;
	else if (*target->tier != '\0')
		scope = govern_word(c, "tiers", target->tier);
	sheet_text(sheet, govern_word(c, "levels", target->level), NULL);
	sheet_text(sheet, scope, NULL);
	sheet_text(sheet,
	    target_is_share(target->kind) ? share_text(c->arena, target->value) : money_text(c->arena, target->value),
	    NULL);
	sheet_number(sheet, state.part,
	    behind_url(c, &(struct behind_filter){ .level = target->level,
			      .tier = *target->tier != '\0' ? target->tier : NULL,
			      .agency = target->agency_code }));
	sheet_number(sheet, state.whole, NULL);
	sheet_share(sheet, state.part, state.whole);
	sheet_text(sheet,
	    target->due_on == TARGET_WITHOUT_END ? govern_text(c, "always") : date_text(c->arena, target->due_on),
	    NULL);
	sheet_state(sheet,
	    govern_text(c, state.met ? "target_met"
			   : late    ? "target_late"
				     : "target_open"),
	    state.met ? "done"
	    : late    ? "bad"
		      : "waiting");
	sheet_text(sheet, target->source, NULL);
}

static struct sheet *
targets_sheet(struct ctx *c, const struct facts *facts, const struct target *targets, size_t count)
{
	static const struct {
		const char *key;
		bool number;
	} columns[] = { { "level", false }, { "scope", false }, { "target_value", true }, { "reached", true },
		{ "of_all", true }, { "share", true }, { "target_due", false }, { "state", false },
		{ "target_source", false } };
	struct sheet *sheet = sheet_new(c->arena, govern_text(c, "against_targets"));

	sheet->empty = govern_text(c, "against_targets_none");
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		sheet_column(sheet, govern_text(c, columns[i].key), columns[i].number);
	for (size_t i = 0; i < count; i++)
		target_row(c, sheet, facts, &targets[i]);
	return sheet;
}

/* --- the table ----------------------------------------------------------------------------------------------------- */

/* The list behind one number of a group: the filter of the group, narrowed. */
static const char *
behind_group(struct ctx *c, enum dimension by, const struct fact_group *group, const char *level, const char *issue)
{
	struct behind_filter filter = { .level = level, .issue = issue };

	if (*group->key != '\0' && by == BY_AGENCY)
		filter.agency = group->key;
	if (*group->key != '\0' && by == BY_SECTOR)
		filter.sector = group->key;
	if (*group->key != '\0' && by == BY_TIER)
		filter.tier = group->key;
	return behind_url(c, &filter);
}

static void
group_row(struct ctx *c, struct sheet *sheet, enum dimension by, const struct fact_group *group)
{
	const char *label = by == BY_TIER ? govern_word(c, "tiers", group->label) : group->label;

	sheet_text(sheet, *group->key != '\0' ? label : govern_text(c, "whole_province"), NULL);
	sheet_number(sheet, group->total, behind_group(c, by, group, NULL, NULL));
	sheet_number(sheet, group->full, behind_group(c, by, group, "full", NULL));
	sheet_number(sheet, group->partial, behind_group(c, by, group, "partial", NULL));
	sheet_number(sheet, group->information, behind_group(c, by, group, "information", NULL));
	sheet_share(sheet, group->full + group->partial, group->total);
	sheet_number(sheet, group->level_3, behind_group(c, by, group, "level_3", NULL));
	sheet_number(sheet, group->level_4, behind_group(c, by, group, "level_4", NULL));
	sheet_number(sheet, group->planned, NULL);
	sheet_number(sheet, group->late, behind_group(c, by, group, NULL, issue_name(ISSUE_LATE_LEVEL)));
}

static struct sheet *
groups_sheet(struct ctx *c, const struct facts *facts, enum dimension by)
{
	static const char *const numbers[] = { "procedures", "full", "partial", "information", "online_level",
		"level_3", "level_4", "planned", "late" };
	struct sheet *sheet = sheet_new(c->arena, govern_text(c, "at_levels"));
	struct fact_group *groups, all;
	size_t count;

	facts_group(c->arena, facts, by, &groups, &count, &all);
	sheet_column(sheet, govern_text(c, dimension_keys[by]), false);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		sheet_column(sheet, govern_text(c, numbers[i]), true);
	for (size_t i = 0; i < count; i++)
		if (groups[i].total > 0)
			group_row(c, sheet, by, &groups[i]);
	if (all.total > 0)
		group_row(c, sheet, by, &all);
	return sheet;
}

static enum err
read_facts(struct ctx *c, struct facts *facts)
{
	int64_t now;
	enum err err = ctx_now(c, &now);

	return err ? err : facts_read(c->db, c->arena, office_day(now), facts);
}

enum err
handle_roadmap(struct ctx *c, const void *input)
{
	enum dimension by = dimension_of(input);
	struct page page = page_new(c, govern_text(c, "roadmap"), ROADMAP_PATH, NULL);
	const struct target *targets;
	struct facts facts;
	size_t count;
	enum err err = read_facts(c, &facts);

	if (err || (err = targets_read(c->db, &targets, &count)))
		return err;
	for (enum dimension one = 0; one < DIMENSION__MAX; one++)
		page_tab(&page, govern_text(c, dimension_keys[one]),
		    url_query_add(c->arena, ROADMAP_PATH, "theo", dimension_words[one]), one == by);
	if (facts.by_ministry > 0)
		page_lead(&page,
		    govern_format(c, "without_ministry", "count", money_text(c->arena, (int64_t)facts.by_ministry)));
	if (by == BY_AGENCY || by == BY_TIER)
		page_lead(&page, govern_text(c, "counted_in_each"));
	page_sheet(&page, targets_sheet(c, &facts, targets, count), NULL, NULL);
	page_sheet(&page, groups_sheet(c, &facts, by), NULL,
	    url_query_add(c->arena, ROADMAP_PATH "/tai-ve", "theo", dimension_words[by]));
	page_link(&page, govern_text(c, "late_services"),
	    behind_url(c, &(struct behind_filter){ .issue = issue_name(ISSUE_LATE_LEVEL) }));
	page_link(&page, govern_text(c, "late_integration"),
	    behind_url(c, &(struct behind_filter){ .issue = issue_name(ISSUE_LATE_INTEGRATION) }));
	page_link(&page, govern_text(c, "online_units"), ROADMAP_PATH "/truc-tuyen");
	page_link(&page, govern_text(c, "targets"), TARGET_PATH);
	return page_respond(&page);
}

enum err
handle_roadmap_csv(struct ctx *c, const void *input)
{
	struct facts facts;
	enum err err = read_facts(c, &facts);

	return err ? err : page_respond_csv(c, groups_sheet(c, &facts, dimension_of(input)), "lo-trinh.csv");
}

/* --- dossiers filed online ----------------------------------------------------------------------------------------- */

static const struct agency *
agency_of(const struct facts *facts, int64_t id)
{
	for (size_t i = 0; i < facts->agency_count; i++)
		if (facts->agencies[i].id == id)
			return &facts->agencies[i];
	return NULL;
}

struct online {
	struct facts facts;
	const struct target *targets;
	size_t target_count;
	size_t below; /* units under their target */
};

static void
online_row(struct ctx *c, struct sheet *sheet, struct online *online, const struct fact_group *group)
{
	const struct agency *agency = agency_of(&online->facts, group->agency_id);
	const struct target *target =
	    agency == NULL ? NULL : target_for(online->targets, online->target_count, "online_share", agency);
	bool met = target == NULL || group->online * WHOLE_SHARE >= target->value * group->dossiers;

	sheet_text(sheet, agency == NULL ? govern_text(c, "whole_province") : group->label, NULL);
	sheet_number(sheet, group->dossiers, NULL);
	sheet_number(sheet, group->online, NULL);
	sheet_share(sheet, group->online, group->dossiers);
	sheet_text(sheet, target != NULL ? share_text(c->arena, target->value) : NULL, NULL);
	if (target == NULL)
		sheet_text(sheet, NULL, NULL);
	else
		sheet_state(sheet, govern_text(c, met ? "target_met" : "below_target"), met ? "done" : "bad");
	online->below += !met;
}

static enum err
online_sheet(struct ctx *c, struct online *online, struct sheet **ret_sheet)
{
	static const char *const heads[] = { "by_agency", "dossiers_year", "online_dossiers", "share", "target",
		"state" };
	struct sheet *sheet = sheet_new(c->arena, govern_text(c, "online_units"));
	struct fact_group *groups, all;
	size_t count;
	enum err err = read_facts(c, &online->facts);

	if (err || (err = targets_read(c->db, &online->targets, &online->target_count)))
		return err;
	facts_group(c->arena, &online->facts, BY_AGENCY, &groups, &count, &all);
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, govern_text(c, heads[i]), i > 0 && i < sizeof(heads) / sizeof(heads[0]) - 1);
	for (size_t i = 0; i < count; i++)
		if (groups[i].dossiers > 0)
			online_row(c, sheet, online, &groups[i]);
	if (sheet_rows(sheet) > 0)
		online_row(c, sheet, online, &all);
	*ret_sheet = sheet;
	return OK;
}

enum err
handle_online(struct ctx *c, const void *input)
{
	struct page page = page_new(c, govern_text(c, "online_units"), ROADMAP_PATH, ROADMAP_PATH);
	struct online online = { .below = 0 };
	struct sheet *sheet;
	enum err err = online_sheet(c, &online, &sheet);

	(void)input;
	if (err)
		return err;
	page_lead(&page, online.facts.counted_at == TIME_NONE
			     ? govern_text(c, "not_counted")
			     : govern_format(c, "counted_at", "at", moment_text(c->arena, online.facts.counted_at)));
	page_lead(&page, govern_format(c, "units_below", "count", money_text(c->arena, (int64_t)online.below)));
	page_sheet(&page, sheet, NULL, ROADMAP_PATH "/truc-tuyen/tai-ve");
	return page_respond(&page);
}

enum err
handle_online_csv(struct ctx *c, const void *input)
{
	struct online online = { .below = 0 };
	struct sheet *sheet;
	enum err err = online_sheet(c, &online, &sheet);

	(void)input;
	return err ? err : page_respond_csv(c, sheet, "ho-so-truc-tuyen.csv");
}
