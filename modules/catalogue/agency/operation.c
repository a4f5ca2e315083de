/* What an operation must be before it may be ordered. See operation.h. */
#include "agency/operation.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/none.h"

const char *const operation_kinds[] = { "merge", "split", "rename", "dissolve", NULL };
const char *const choice_kinds[] = { "procedure", "officer", "dossier", "agency", NULL };

/* How many agencies may end and take over. */
static const struct {
	size_t ends_least, ends_most, succeed_least, succeed_most;
} shapes[OPERATION_KIND__MAX] = {
	[OPERATION_MERGE] = { 1, SIZE_MAX, 1, 1 },
	[OPERATION_SPLIT] = { 1, 1, 2, SIZE_MAX },
	[OPERATION_RENAME] = { 1, 1, 0, 0 },
	[OPERATION_DISSOLVE] = { 1, SIZE_MAX, 0, 0 },
};

struct checking {
	struct arena *arena;
	struct operation_problem *problems;
	size_t count;
};

static void
problem(struct checking *c, const char *message, const char *argument)
{
	if (c->count < OPERATION_PROBLEMS)
		c->problems[c->count++] = (struct operation_problem){ message, argument };
}

static void
problem_count(struct checking *c, const char *message, int64_t count)
{
	if (count > 0)
		problem(c, message, arena_printf(c->arena, "%lld", (long long)count));
}

static enum operation_kind
kind_of(const struct operation *operation)
{
	enum operation_kind kind = OPERATION_MERGE;

	while (kind < OPERATION_DISSOLVE && strcmp(operation_kinds[kind], operation->kind) != 0)
		kind++;
	return kind;
}

static bool
ends(const struct operation_part *part)
{
	return strcmp(part->side, "ends") == 0;
}

size_t
part_count_of(const struct operation_part *parts, size_t count, const char *side)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		found += strcmp(parts[i].side, side) == 0;
	return found;
}

/* One that ends must be there until that day, one that takes over from that day on; neither may have gone already. */
static void
check_part(struct checking *c, const struct operation_plan *plan, const struct operation_part *part)
{
	const int32_t day = plan->operation->effective;

	if (part->valid_to != DATE_NONE || part->successors > 0)
		problem(c, "gone", part->name);
	else if (part->valid_from > day || (ends(part) && part->valid_from == day))
		problem(c, ends(part) ? "not_there_before" : "not_there_yet", part->name);
	if (part->busy > 0)
		problem(c, "busy", part->name);
	for (size_t i = 0; ends(part) && i < plan->part_count; i++)
		if (!ends(&plan->parts[i]) && plan->parts[i].agency_id == part->agency_id)
			problem(c, "both_sides", part->name);
}

/* Nothing is left without somebody who answers for it. */
static void
check_counts(struct checking *c, const struct operation_plan *plan, enum operation_kind kind)
{
	const struct movable_counts *n = &plan->counts;

	if (kind == OPERATION_DISSOLVE) {
		problem_count(c, "left_procedures", n->procedures);
		problem_count(c, "left_officers", n->officers);
		problem_count(c, "left_agencies", n->agencies);
		problem_count(c, "left_dossiers", n->dossiers);
		return;
	}
	problem_count(c, "open_procedures", n->procedures_open);
	problem_count(c, "open_officers", n->officers_open);
	problem_count(c, "open_agencies", n->agencies_open);
	problem_count(c, "open_dossiers", n->dossiers_open);
}

size_t
operation_check(
    struct arena *arena, const struct operation_plan *plan, struct operation_problem problems[OPERATION_PROBLEMS])
{
	struct checking c = { arena, problems, 0 };
	const enum operation_kind kind = kind_of(plan->operation);
	const size_t ending = part_count_of(plan->parts, plan->part_count, "ends");
	const size_t succeeding = plan->part_count - ending;

	if (ending < shapes[kind].ends_least || ending > shapes[kind].ends_most ||
	    succeeding < shapes[kind].succeed_least || succeeding > shapes[kind].succeed_most)
		problem(&c, arena_printf(arena, "shape_%s", operation_kinds[kind]), NULL);
	if (kind == OPERATION_RENAME && plan->operation->new_name == NULL)
		problem(&c, "no_name", NULL);
	for (size_t i = 0; i < plan->part_count; i++)
		check_part(&c, plan, &plan->parts[i]);
	if (kind != OPERATION_RENAME)
		check_counts(&c, plan, kind);
	return c.count;
}

static bool
same_calendar(const char *one, const char *other)
{
	return one == other || (one != NULL && other != NULL && strcmp(one, other) == 0);
}

bool
operation_changes_calendar(const struct operation_plan *plan)
{
	for (size_t i = 0; i < plan->part_count; i++)
		for (size_t k = 0; k < plan->part_count; k++)
			if (ends(&plan->parts[i]) && !ends(&plan->parts[k]) &&
			    !same_calendar(plan->parts[i].calendar, plan->parts[k].calendar))
				return true;
	return false;
}
