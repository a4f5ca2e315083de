/* Shares of approval on the spot. See on_spot.h. */
#include "govern/on_spot.h"

#include <stdbool.h>
#include <stddef.h>

#include "core/locale/messages.h"
#include "core/locale/money.h"
#include "core/server/ctx.h"
#include "domain/directory/directory_store.h"
#include "domain/time/local_time.h"
#include "govern/fact.h"
#include "govern/listing_store.h"
#include "govern/page.h"
#include "govern/plan_store.h"
#include "govern/sheet.h"
#include "govern/target.h"

enum { WHOLE_SHARE = 1000 };

struct shares {
	struct facts facts;
	struct fact_group *groups, all;
	size_t group_count;
	const struct target *targets;
	size_t target_count;
	const struct on_spot_count *counts;
	size_t count_count;
};

static enum err
read(struct ctx *c, struct shares *s)
{
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (err || (err = facts_read(c->db, c->arena, office_day(now), &s->facts)) ||
	    (err = targets_read(c->db, &s->targets, &s->target_count)) ||
	    (err = on_spot_counts(c->db, &s->counts, &s->count_count)))
		return err;
	facts_group(c->arena, &s->facts, BY_AGENCY, &s->groups, &s->group_count, &s->all);
	return OK;
}

static const struct agency *
agency_of(const struct shares *s, int64_t id)
{
	for (size_t i = 0; i < s->facts.agency_count; i++)
		if (s->facts.agencies[i].id == id)
			return &s->facts.agencies[i];
	return NULL;
}

static const struct target *
target_of(const struct shares *s, int64_t agency_id)
{
	const struct agency *agency = agency_of(s, agency_id);

	return agency == NULL ? NULL : target_for(s->targets, s->target_count, "on_spot_share", agency);
}

static int64_t
listed_by(const struct shares *s, int64_t agency_id)
{
	for (size_t i = 0; i < s->count_count; i++)
		if (s->counts[i].agency_id == agency_id)
			return s->counts[i].items;
	return 0;
}

static bool
is_met(const struct target *target, int64_t part, int64_t whole)
{
	return part * WHOLE_SHARE >= target->value * whole;
}

enum err
on_spot_sheet(struct ctx *c, struct sheet **ret_sheet)
{
	static const char *const heads[] = { "by_agency", "procedures", "on_spot_listed", "share", "target", "state" };
	struct sheet *sheet = sheet_new(c->arena, govern_text(c, "on_spot_shares"));
	struct shares s;
	enum err err = read(c, &s);

	if (err)
		return err;
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, govern_text(c, heads[i]), i > 0 && i < sizeof(heads) / sizeof(heads[0]) - 1);
	for (size_t i = 0; i < s.group_count; i++) {
		const struct fact_group *group = &s.groups[i];
		const struct target *target = target_of(&s, group->agency_id);
		int64_t listed = listed_by(&s, group->agency_id);
		bool met = target != NULL && is_met(target, listed, group->total);

		if (group->total == 0)
			continue;
		sheet_text(sheet, group->label, NULL);
		sheet_number(sheet, group->total, NULL);
		sheet_number(sheet, listed, NULL);
		sheet_share(sheet, listed, group->total);
		sheet_text(sheet, target != NULL ? share_text(c->arena, target->value) : NULL, NULL);
		sheet_state(sheet,
		    govern_text(c, met              ? "target_met"
				   : target != NULL ? "below_target"
						    : "no_target"),
		    met              ? "done"
		    : target != NULL ? "bad"
				     : "neutral");
	}
	*ret_sheet = sheet;
	return OK;
}

enum err
on_spot_words(struct ctx *c, int64_t agency_id, int64_t listed, const char **ret_words)
{
	const struct target *target;
	struct shares s;
	int64_t whole = 0;
	enum err err = read(c, &s);

	if (err)
		return err;
	for (size_t i = 0; i < s.group_count; i++)
		if (s.groups[i].agency_id == agency_id)
			whole = s.groups[i].total;
	target = target_of(&s, agency_id);
	*ret_words = message_format(c->arena, c->messages, c->language, "catalogue_govern.share_against",
	    MESSAGE_ARGUMENTS({ "share", share_text(c->arena, share_tenths(listed, whole)) },
		{ "part", money_text(c->arena, listed) }, { "whole", money_text(c->arena, whole) },
		{ "target", target != NULL ? share_text(c->arena, target->value) : govern_text(c, "no_target") },
		{ "state", govern_text(c, target == NULL                  ? "no_target"
					  : is_met(target, listed, whole) ? "target_met"
									  : "below_target") }));
	return OK;
}
