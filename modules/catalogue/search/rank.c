/* The figures below were chosen on one half of the judged list and confirmed on the other. See rank.h. */
#include "search/rank.h"

#include "search/plan.h"

enum { PLACES_MOST = 8, NAME_MOST = 256, NEAR_GAP = 3 };

/* What a word is worth in each column. */
static const double column_worth[RANK_COLUMNS] = { [IN_NAME] = 1.0,
	[IN_KEYWORDS] = 0.9,
	[IN_RESULT] = 0.55,
	[IN_PAPERS] = 0.3,
	[IN_SECTOR] = 0.5,
	[IN_AGENCIES] = 0.4,
	[IN_CODE] = 1.0 };
#define WORTH_OF_MARKS     0.12 /* the same tone and letters, where they were typed */
#define WORTH_OF_ORDER     0.30 /* its words side by side, as they were typed */
#define WORTH_OF_NEARNESS  0.5  /* of that, where a few words stand between */
#define WORTH_OF_BREVITY   0.25 /* the name says this and little else */
#define WORTH_OF_BEGINNING 0.06 /* the name begins with it */

struct found {
	double worth; /* the best of its readings and columns */
	bool marked;
	size_t places[PLACES_MOST]; /* in the name */
	size_t place_count;
};

static void
collect(const struct plan *plan, const struct rank_hit *hits, size_t count, struct found found[PLAN_SLOTS],
    bool taken[NAME_MOST])
{
	for (size_t i = 0; i < count; i++) {
		const struct rank_hit *hit = &hits[i];
		struct found *slot = &found[hit->slot];
		double worth;

		if (hit->reading < 0) {
			slot->marked = slot->marked || hit->column == IN_MARKED;
			continue;
		}
		if (hit->column == IN_MARKED)
			continue;
		worth = column_worth[hit->column] * plan->slots[hit->slot].readings[hit->reading].trust;
		slot->worth = worth > slot->worth ? worth : slot->worth;
		if (hit->column == IN_NAME && slot->place_count < PLACES_MOST && hit->offset < NAME_MOST) {
			slot->places[slot->place_count++] = hit->offset;
			taken[hit->offset] = true;
		}
	}
}

/* 1: the words of `one` and `other` stand side by side in the name; less: with others between; 0: they do not. */
static double
order_of(const struct found *one, const struct found *other, size_t distance)
{
	double best = 0;

	for (size_t i = 0; i < one->place_count; i++)
		for (size_t k = 0; k < other->place_count; k++) {
			size_t from = one->places[i], to = other->places[k];

			if (to == from + distance)
				return 1.0;
			if (to > from && to <= from + distance + NEAR_GAP)
				best = WORTH_OF_NEARNESS;
		}
	return best;
}

/* How much of what was typed stands in its order: 0..1. */
static double
order_in_name(const struct plan *plan, const struct found found[PLAN_SLOTS])
{
	double ordered = 0, all = 0;
	size_t last = plan->count;

	for (size_t i = 0; i < plan->count; i++) {
		if (plan->slots[i].filler)
			continue;
		if (last < plan->count) {
			double weight = plan->slots[last].weight + plan->slots[i].weight;

			ordered += weight * order_of(&found[last], &found[i], 1);
			all += weight;
		}
		last = i;
	}
	return all > 0 ? ordered / all : 1.0;
}

static double
share_of_name(const bool taken[NAME_MOST], size_t name_words)
{
	size_t count = 0;

	for (size_t i = 0; i < NAME_MOST && i < name_words; i++)
		count += taken[i];
	return name_words > 0 ? (double)count / (double)name_words : 0;
}

struct rank
rank_of(const struct plan *plan, const struct rank_hit *hits, size_t hit_count, size_t name_words)
{
	struct found found[PLAN_SLOTS] = { 0 };
	bool taken[NAME_MOST] = { 0 };
	double worth = 0, marked = 0, there = 0, order;

	collect(plan, hits, hit_count, found, taken);
	for (size_t i = 0; i < plan->count; i++) {
		double weight = plan->slots[i].weight;

		worth += weight * found[i].worth;
		there += found[i].worth > 0 ? weight : 0;
		marked += found[i].marked ? weight : 0;
	}
	if (plan->weight <= 0)
		return (struct rank){ 0 };
	worth /= plan->weight;
	order = order_in_name(plan, found);
	return (struct rank){
		.score = plan->trust *
			 (worth + WORTH_OF_MARKS * marked / plan->weight +
			     worth * (WORTH_OF_ORDER * order + WORTH_OF_BREVITY * share_of_name(taken, name_words) +
					 (taken[0] ? WORTH_OF_BEGINNING : 0))),
		.coverage = there / plan->weight,
		.order = worth * order,
	};
}
