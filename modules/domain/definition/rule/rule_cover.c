/* The search for inputs that no row meets. See rule_cover.h. */
#include "domain/definition/rule/rule_cover.h"

#include <string.h>

#include "core/memory/arena.h"

struct step {
	const struct rule_set *box;
	size_t region[RULE_COLUMNS_MAX];
	size_t *rows[RULE_COLUMNS_MAX + 1]; /* those still in play before each column */
	size_t *last[RULE_COLUMNS_MAX];     /* those of the region looked at before: the same rows say the same */
};

bool
rule_set_has(const struct rule_set *set, size_t region, bool unknown)
{
	if (set->all)
		return true;
	return set->bits == NULL ? unknown : (set->bits[region / 64] >> (region % 64) & 1) != 0;
}

/* A row that asks nothing of the columns from here on takes everything. */
static bool
takes_the_rest(const struct rule_cover *cover, size_t row, size_t column)
{
	for (; column < cover->column_count; column++) {
		const struct rule_set *set = &cover->sets[row][column];
		if (!set->all && !(set->bits == NULL && cover->unknown_covers))
			return false;
	}
	return true;
}

static size_t
regions_of(const struct rule_cover *cover, size_t column)
{
	return cover->domains[column].count > 0 ? cover->domains[column].count : 1;
}

static bool
in_box(const struct step *step, size_t column, size_t region)
{
	return step->box == NULL || rule_set_has(&step->box[column], region, true);
}

/* No row is left: whatever stands in the columns from here on. */
static void
keep_found(struct rule_cover *cover, struct step *step, size_t column)
{
	if (cover->found_count == cover->found_max)
		return;
	for (; column < cover->column_count; column++) {
		size_t region = 0;
		while (region + 1 < regions_of(cover, column) && !in_box(step, column, region))
			region++;
		step->region[column] = region;
	}
	memcpy(cover->found[cover->found_count++], step->region, sizeof(step->region));
}

static void search(struct rule_cover *cover, struct step *step, size_t column, size_t count);

static void
search_region(struct rule_cover *cover, struct step *step, size_t column, size_t count, size_t *last_count)
{
	const size_t *rows = step->rows[column];
	size_t *left = step->rows[column + 1], kept = 0;

	for (size_t i = 0; i < count; i++)
		if (rule_set_has(&cover->sets[rows[i]][column], step->region[column], cover->unknown_covers))
			left[kept++] = rows[i];
	cover->work += count + 1;
	if (kept == *last_count && memcmp(left, step->last[column], kept * sizeof(*left)) == 0)
		return;
	memcpy(step->last[column], left, kept * sizeof(*left));
	*last_count = kept;
	search(cover, step, column + 1, kept);
}

static void
search(struct rule_cover *cover, struct step *step, size_t column, size_t count)
{
	size_t last_count = (size_t)-1;

	if (cover->work > RULE_COVER_WORK) {
		cover->exhausted = true;
		return;
	}
	if (count == 0) {
		keep_found(cover, step, column);
		return;
	}
	for (size_t i = 0; i < count; i++)
		if (takes_the_rest(cover, step->rows[column][i], column))
			return;
	if (column == cover->column_count)
		return;
	for (size_t region = 0; region < regions_of(cover, column); region++) {
		if (!in_box(step, column, region) || cover->exhausted || cover->found_count == cover->found_max)
			continue;
		step->region[column] = region;
		search_region(cover, step, column, count, &last_count);
	}
}

void
rule_cover_search(struct rule_cover *cover, const struct rule_set *box, size_t rows)
{
	struct step step = { .box = box };

	for (size_t i = 0; i <= cover->column_count; i++) {
		step.rows[i] = arena_array(cover->arena, rows + 1, sizeof(**step.rows));
		if (i < cover->column_count)
			step.last[i] = arena_array(cover->arena, rows + 1, sizeof(**step.last));
	}
	for (size_t i = 0; i < rows; i++)
		step.rows[0][i] = i;
	cover->found_count = 0;
	search(cover, &step, 0, rows);
}
