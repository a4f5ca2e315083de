/* Predicates, filters and groups over facts. See fact.h. */
#include "govern/fact.h"

#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"
#include "core/none.h"
#include "domain/directory/directory_store.h"
#include "govern/law_term.h"

enum { OLD_LEVEL_3 = 3, OLD_LEVEL_4 = 4 };

static const char *const issue_names[ISSUE__MAX] = { [ISSUE_NONE] = "none",
	[ISSUE_NO_FORM] = "no_form",
	[ISSUE_NO_PROCESS] = "no_process",
	[ISSUE_NO_FEE_BASIS] = "no_fee_basis",
	[ISSUE_EXCEEDS_LAW] = "exceeds_law",
	[ISSUE_BASIS_EXPIRED] = "basis_expired",
	[ISSUE_NEVER_USED] = "never_used",
	[ISSUE_NO_REASON] = "no_reason",
	[ISSUE_LATE_LEVEL] = "late_level",
	[ISSUE_LATE_INTEGRATION] = "late_integration",
	[ISSUE_BUSY_OFFLINE] = "busy_offline" };

const char *const fact_levels[] = { "full", "partial", "information", "online", "level_3", "level_4", NULL };
const char *const fact_tiers[] = { "province", "district", "commune", NULL };

const char *
issue_name(enum issue issue)
{
	return issue_names[issue];
}

enum issue
issue_by_name(const char *name)
{
	for (enum issue issue = ISSUE_NONE + 1; issue < ISSUE__MAX; issue++)
		if (strcmp(issue_names[issue], name) == 0)
			return issue;
	return ISSUE_NONE;
}

bool
fact_at_level(const struct fact *fact, const char *level)
{
	if (strcmp(level, "online") == 0)
		return strcmp(fact->service_level, "information") != 0;
	if (strcmp(level, "level_3") == 0)
		return fact->old_level >= OLD_LEVEL_3;
	if (strcmp(level, "level_4") == 0)
		return fact->old_level >= OLD_LEVEL_4;
	return strcmp(fact->service_level, level) == 0;
}

bool
fact_in_tier(const struct fact *fact, const char *tier)
{
	size_t size = strlen(tier);

	for (const char *at = fact->tiers; at != NULL && *at != '\0'; at = strchr(at, ',')) {
		at += *at == ',' ? 1 : 0;
		if (strncmp(at, tier, size) == 0 && (at[size] == ',' || at[size] == '\0'))
			return true;
	}
	return false;
}

bool
fact_solved_by(const struct fact *fact, int64_t agency_id)
{
	for (size_t i = 0; i < fact->solving_count; i++)
		if (fact->solving[i] == agency_id)
			return true;
	return false;
}

/* information < partial < full: is the level of today below the planned one? */
static bool
is_below(const char *level, const char *planned)
{
	static const char *const order[] = { "information", "partial", "full" };
	size_t today = 0, then = 0;

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		if (strcmp(order[i], level) == 0)
			today = i;
		if (strcmp(order[i], planned) == 0)
			then = i;
	}
	return today < then;
}

static bool
is_planned(const struct fact *fact)
{
	return fact->planned_level != NULL && is_below(fact->service_level, fact->planned_level);
}

bool
fact_has_issue(const struct facts *facts, const struct fact *fact, enum issue issue)
{
	switch (issue) {
	case ISSUE_NO_FORM: return fact_at_level(fact, "online") && !fact->has_form;
	case ISSUE_NO_PROCESS: return !fact->has_process;
	case ISSUE_NO_FEE_BASIS: return fact->charges && !fact->has_rule && !fact->fee_basis;
	case ISSUE_EXCEEDS_LAW: return fact->exceeds_law;
	case ISSUE_BASIS_EXPIRED: return fact->basis_expired;
	case ISSUE_NEVER_USED: return fact->dossiers == 0;
	case ISSUE_NO_REASON: return strcmp(fact->service_level, "partial") == 0 && !fact->has_reason;
	case ISSUE_LATE_LEVEL:
		return is_planned(fact) && fact->planned_on != DATE_NONE && fact->planned_on < facts->today;
	case ISSUE_LATE_INTEGRATION:
		return fact->integrated_on == DATE_NONE && fact->integration_due != DATE_NONE &&
		       fact->integration_due < facts->today;
	case ISSUE_BUSY_OFFLINE: return !fact_at_level(fact, "full") && fact->year_dossiers >= facts->busy;
	case ISSUE_NONE:
	case ISSUE__MAX: break;
	}
	return false;
}

bool
fact_matches(const struct facts *facts, const struct fact *fact, const struct fact_filter *filter)
{
	return (filter->level == NULL || fact_at_level(fact, filter->level)) &&
	       (filter->tier == NULL || fact_in_tier(fact, filter->tier)) &&
	       (filter->sector == NULL || strcmp(fact->sector, filter->sector) == 0) &&
	       (filter->agency_id == 0 || fact_solved_by(fact, filter->agency_id)) &&
	       (filter->issue == ISSUE_NONE || fact_has_issue(facts, fact, filter->issue));
}

size_t
facts_count(const struct facts *facts, const struct fact_filter *filter)
{
	size_t count = 0;

	for (size_t i = 0; i < facts->count; i++)
		count += fact_matches(facts, &facts->items[i], filter);
	return count;
}

/* --- groups -------------------------------------------------------------------------------------------------------- */

static void
group_add(struct fact_group *group, const struct facts *facts, const struct fact *fact)
{
	group->total++;
	group->full += fact_at_level(fact, "full");
	group->partial += fact_at_level(fact, "partial");
	group->information += fact_at_level(fact, "information");
	group->level_3 += fact_at_level(fact, "level_3");
	group->level_4 += fact_at_level(fact, "level_4");
	group->planned += is_planned(fact);
	group->late += fact_has_issue(facts, fact, ISSUE_LATE_LEVEL);
	group->form_needed += fact_at_level(fact, "online");
	group->form += fact_at_level(fact, "online") && fact->has_form;
	group->process += fact->has_process;
}

static void
group_traffic(struct fact_group *group, int64_t dossiers, int64_t online)
{
	group->dossiers += dossiers;
	group->online += online;
}

static int
order_by_id(const void *a, const void *b)
{
	const struct fact_group *one = a, *other = b;

	return (one->agency_id > other->agency_id) - (one->agency_id < other->agency_id);
}

static int
order_by_label(const void *a, const void *b)
{
	const struct fact_group *one = a, *other = b;
	int order = strcmp(one->label, other->label);

	return order != 0 ? order : strcmp(one->key, other->key);
}

static struct fact_group *
group_of(struct fact_group *groups, size_t count, int64_t agency_id)
{
	struct fact_group key = { .agency_id = agency_id };

	return count > 0 ? bsearch(&key, groups, count, sizeof(*groups), order_by_id) : NULL;
}

static size_t
by_agency(const struct facts *facts, struct fact_group *groups)
{
	size_t count = 0;

	for (size_t i = 0; i < facts->agency_count; i++) {
		const struct agency *agency = &facts->agencies[i];

		if (agency->current_id == agency->id)
			groups[count++] = (struct fact_group){
				.key = agency->code, .label = agency->short_name, .agency_id = agency->id
			};
	}
	qsort(groups, count, sizeof(*groups), order_by_id);
	for (size_t i = 0; i < facts->count; i++)
		for (size_t k = 0; k < facts->items[i].solving_count; k++) {
			struct fact_group *group = group_of(groups, count, facts->items[i].solving[k]);

			if (group != NULL)
				group_add(group, facts, &facts->items[i]);
		}
	for (size_t i = 0; i < facts->traffic_count; i++) {
		struct fact_group *group = group_of(groups, count, facts->traffic[i].agency_id);

		if (group != NULL)
			group_traffic(group, facts->traffic[i].dossiers, facts->traffic[i].online);
	}
	return count;
}

static int
order_by_sector(const void *a, const void *b)
{
	return strcmp((*(const struct fact *const *)a)->sector, (*(const struct fact *const *)b)->sector);
}

static size_t
by_sector(struct arena *arena, const struct facts *facts, struct fact_group *groups)
{
	const struct fact **sorted = arena_array(arena, facts->count + 1, sizeof(const struct fact *));
	size_t count = 0;

	for (size_t i = 0; i < facts->count; i++)
		sorted[i] = &facts->items[i];
	qsort(sorted, facts->count, sizeof(const struct fact *), order_by_sector);
	for (size_t i = 0; i < facts->count; i++) {
		if (count == 0 || strcmp(groups[count - 1].key, sorted[i]->sector) != 0)
			groups[count++] =
			    (struct fact_group){ .key = sorted[i]->sector, .label = sorted[i]->sector_name };
		group_add(&groups[count - 1], facts, sorted[i]);
		group_traffic(&groups[count - 1], sorted[i]->year_dossiers, sorted[i]->year_online);
	}
	return count;
}

static size_t
by_tier(const struct facts *facts, struct fact_group *groups)
{
	size_t count = 0;

	for (; fact_tiers[count] != NULL; count++) {
		groups[count] = (struct fact_group){ .key = fact_tiers[count], .label = fact_tiers[count] };
		for (size_t i = 0; i < facts->count; i++) {
			const struct fact *fact = &facts->items[i];

			if (!fact_in_tier(fact, fact_tiers[count]))
				continue;
			group_add(&groups[count], facts, fact);
			group_traffic(&groups[count], fact->year_dossiers, fact->year_online);
		}
	}
	return count;
}

void
facts_group(struct arena *arena, const struct facts *facts, enum dimension by, struct fact_group **ret_groups,
    size_t *ret_count, struct fact_group *ret_all)
{
	size_t room = facts->agency_count + facts->count + sizeof(fact_tiers) / sizeof(fact_tiers[0]);
	struct fact_group *groups = arena_array(arena, room, sizeof(*groups));
	size_t count, kept = 0;

	count = by == BY_AGENCY   ? by_agency(facts, groups)
		: by == BY_SECTOR ? by_sector(arena, facts, groups)
				  : by_tier(facts, groups);
	for (size_t i = 0; i < count; i++)
		if (groups[i].total > 0 || groups[i].dossiers > 0)
			groups[kept++] = groups[i];
	if (by != BY_TIER)
		qsort(groups, kept, sizeof(*groups), order_by_label);
	*ret_all = (struct fact_group){ .key = "", .label = "" };
	for (size_t i = 0; i < facts->count; i++)
		group_add(ret_all, facts, &facts->items[i]);
	for (size_t i = 0; i < facts->traffic_count; i++)
		group_traffic(ret_all, facts->traffic[i].dossiers, facts->traffic[i].online);
	*ret_groups = groups;
	*ret_count = kept;
}

/* --- after reading ------------------------------------------------------------------------------------------------- */

struct place {
	int64_t id, current_id;
};

static int
order_places(const void *a, const void *b)
{
	const struct place *one = a, *other = b;

	return (one->id > other->id) - (one->id < other->id);
}

static size_t
comma_count(const char *text)
{
	size_t count = 1;

	for (; *text != '\0'; text++)
		count += *text == ',';
	return count;
}

/* "12,15" -> who answers for them today, each once. */
static void
settle_agencies(struct arena *arena, const struct facts *facts, const struct place *places, struct fact *fact)
{
	const char *at = fact->agencies;
	int64_t *ids;

	if (at == NULL)
		return;
	ids = arena_array(arena, comma_count(at), sizeof(*ids));
	fact->solving = ids;
	while (*at != '\0') {
		char *end;
		struct place key = { strtoll(at, &end, 10), 0 };
		const struct place *place = facts->agency_count == 0 ? NULL
								     : bsearch(&key, places, facts->agency_count,
									   sizeof(*places), order_places);

		if (end == at)
			break;
		if (place != NULL && !fact_solved_by(fact, place->current_id))
			ids[fact->solving_count++] = place->current_id;
		at = *end == ',' ? end + 1 : end;
	}
}

void
facts_settle(struct arena *arena, struct facts *facts)
{
	struct place *places = arena_array(arena, facts->agency_count + 1, sizeof(*places));
	size_t kept = 0;

	for (size_t i = 0; i < facts->agency_count; i++)
		places[i] = (struct place){ facts->agencies[i].id, facts->agencies[i].current_id };
	qsort(places, facts->agency_count, sizeof(*places), order_places);
	for (size_t i = 0; i < facts->count; i++) {
		struct fact *fact = &facts->items[kept];

		*fact = facts->items[i];
		if (fact->by_ministry)
			continue;
		settle_agencies(arena, facts, places, fact);
		fact->exceeds_law = fact->law_term != NULL && fact->policies != NULL &&
				    law_term_exceeded(arena, fact->law_term, fact->law_count, fact->policies);
		kept++;
	}
	facts->by_ministry = facts->count - kept;
	facts->count = kept;
}
