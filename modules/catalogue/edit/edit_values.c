/* Texts of a form into the record and back. See edit_values.h. */
#include "edit/edit_values.h"

#include <stdlib.h>
#include <string.h>

#include "core/input/field.h"
#include "core/locale/date.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/system/parse.h"
#include "edit/edit_read.h"
#include "record/record.h"

enum { NUMBER_MAX = 9999 };

/* The text of one member as a form shows it. */
static const char *
member_text(struct arena *arena, const struct record_field *member, const void *record)
{
	const void *at = (const char *)record + member->offset;
	const char *text;

	switch (member->kind) {
	case RECORD_INT:
		return *(const int64_t *)at == INT64_MIN ? ""
							 : arena_printf(arena, "%lld", (long long)*(const int64_t *)at);
	case RECORD_BOOL: return *(const bool *)at ? "1" : "";
	case RECORD_DATE: return *(const int32_t *)at == INT32_MIN ? "" : date_text(arena, *(const int32_t *)at);
	default: text = *(const char *const *)at; return text != NULL ? text : "";
	}
}

static struct edit_row
row_of(struct arena *arena, const struct edit_part *part)
{
	struct edit_row row = { arena_array(arena, part->field_count, sizeof(*row.values)), "", "", false };

	for (size_t i = 0; i < part->field_count; i++)
		row.values[i].text = "";
	return row;
}

static void
fill_row(struct arena *arena, const struct edit_part *part, struct edit_row *row, const void *record)
{
	for (size_t i = 0; i < part->field_count; i++) {
		const struct record_field *member = edit_member(part, &part->fields[i]);
		const char *text = member_text(arena, member, record);
		int64_t amount;

		if (part->fields[i].control == CONTROL_MONEY && parse_i64(text, 0, INT64_MAX, &amount) == OK)
			text = money_text(arena, amount);
		row->values[i].text = text;
	}
}

static struct record_list *
list_of(const struct edit_part *part, const struct edit_bases *bases)
{
	return (struct record_list *)((char *)bases->of[part->base] + part->offset);
}

/* A new row shows what a record starts with: the first of its choices, one original. */
struct edit_row *
edit_values_add_row(struct arena *arena, struct edit_rows *rows)
{
	struct edit_row *all = arena_array(arena, rows->count + 1, sizeof(*all));
	void *fresh = arena_alloc(arena, rows->part->table->size);

	if (rows->count > 0)
		memcpy(all, rows->rows, rows->count * sizeof(*all));
	record_init(rows->part->table, fresh);
	all[rows->count] = row_of(arena, rows->part);
	fill_row(arena, rows->part, &all[rows->count], fresh);
	rows->rows = all;
	return &rows->rows[rows->count++];
}

static struct edit_values
values_new(struct arena *arena, const struct edit_section *section)
{
	struct edit_values values = { section, arena_array(arena, section->part_count, sizeof(*values.parts)) };

	for (size_t i = 0; i < section->part_count; i++) {
		struct edit_rows *rows = &values.parts[i];

		rows->part = &section->parts[i];
		if (rows->part->list != NULL)
			continue;
		rows->rows = ARENA_NEW(arena, struct edit_row);
		*rows->rows = row_of(arena, rows->part);
		rows->count = 1;
	}
	return values;
}

struct edit_values
edit_values_of(struct arena *arena, const struct edit_section *section, const struct edit_bases *bases)
{
	struct edit_values values = values_new(arena, section);

	for (size_t i = 0; i < section->part_count; i++) {
		const struct edit_part *part = &section->parts[i];
		struct edit_rows *rows = &values.parts[i];
		const struct record_list *list;

		if (part->list == NULL) {
			fill_row(arena, part, rows->rows, bases->of[part->base]);
			continue;
		}
		list = list_of(part, bases);
		rows->count = list->count;
		rows->rows = arena_array(arena, list->count, sizeof(*rows->rows));
		for (size_t k = 0; k < list->count; k++) {
			rows->rows[k] = row_of(arena, part);
			rows->rows[k].origin = arena_printf(arena, "%zu", k);
			rows->rows[k].place = arena_printf(arena, "%zu", k + 1);
			fill_row(arena, part, &rows->rows[k], (const char *)list->items + k * part->table->size);
		}
	}
	return values;
}

/* Several ticks of one name are one text. */
static void
add_text(struct arena *arena, struct edit_value *value, const char *text)
{
	value->text = *value->text == '\0' ? text : arena_printf(arena, "%s,%s", value->text, text);
}

static void
take_field(struct arena *arena, struct edit_rows *rows, size_t row, const char *name, const char *text)
{
	struct edit_row *to = &rows->rows[row];

	if (rows->part->list != NULL && strcmp(name, "was") == 0)
		to->origin = text;
	else if (rows->part->list != NULL && strcmp(name, "place") == 0)
		to->place = text;
	else if (rows->part->list != NULL && strcmp(name, "remove") == 0)
		to->remove = true;
	else
		for (size_t i = 0; i < rows->part->field_count; i++)
			if (strcmp(rows->part->fields[i].member, name) == 0)
				add_text(arena, &to->values[i], text);
}

/* "papers.12.name": the number and where the member's name begins; false if it is not of this list. */
static bool
row_name(struct arena *arena, const char *list, const char *name, int64_t *ret_row, const char **ret_member)
{
	size_t size = strlen(list);
	const char *dot;

	if (strncmp(name, list, size) != 0 || name[size] != '.')
		return false;
	dot = strchr(name + size + 1, '.');
	*ret_member = dot != NULL ? dot + 1 : "";
	return dot != NULL && parse_i64(arena_strndup(arena, name + size + 1, (size_t)(dot - name) - size - 1), 0,
				  EDIT_ROWS_MAX - 1, ret_row) == OK;
}

/* As many rows as the highest number named, so that an error finds the row that it is about. */
static void
make_rows(struct arena *arena, struct edit_rows *rows, const struct input_rest *typed)
{
	const char *member;
	int64_t row;

	for (size_t i = 0; i < typed->count; i++)
		if (row_name(arena, rows->part->list, typed->pairs[i].name, &row, &member) &&
		    (size_t)row >= rows->count)
			rows->count = (size_t)row + 1;
	rows->rows = arena_array(arena, rows->count, sizeof(*rows->rows));
	for (size_t i = 0; i < rows->count; i++)
		rows->rows[i] = row_of(arena, rows->part);
}

struct edit_values
edit_values_typed(struct arena *arena, const struct edit_section *section, const struct input_rest *typed)
{
	struct edit_values values = values_new(arena, section);

	for (size_t i = 0; i < section->part_count; i++) {
		struct edit_rows *rows = &values.parts[i];

		if (rows->part->list != NULL)
			make_rows(arena, rows, typed);
		for (size_t k = 0; k < typed->count; k++) {
			const struct input_pair *pair = &typed->pairs[k];
			const char *member = pair->name;
			int64_t row = 0;

			if (pair->value != NULL &&
			    (rows->part->list == NULL || row_name(arena, rows->part->list, pair->name, &row, &member)))
				take_field(arena, rows, (size_t)row, member, pair->value);
		}
	}
	return values;
}

/* Is nothing typed in the row but what a new one has? Controls that a new row fills in by itself say nothing. */
static bool
row_is_empty(const struct edit_part *part, const struct edit_row *row)
{
	for (size_t i = 0; i < part->field_count; i++) {
		enum edit_control control = part->fields[i].control;

		if (control != CONTROL_SELECT && control != CONTROL_RADIOS && control != CONTROL_TICK &&
		    control != CONTROL_NUMBER && *row->values[i].text != '\0')
			return false;
	}
	return true;
}

/* Every value of a row into a record; false: something is wrong. */
static bool
read_row(struct arena *arena, const struct edit_part *part, struct edit_row *row, void *record)
{
	bool good = true;

	for (size_t i = 0; i < part->field_count; i++) {
		const struct edit_field *field = &part->fields[i];
		const struct record_field *member = edit_member(part, field);
		struct edit_value *value = &row->values[i];
		bool required = field->required || (part->list != NULL && !member->optional && member->min > 0);

		value->error =
		    edit_read(arena, member, field->control, required, value->text, (char *)record + member->offset);
		good = good && value->error == NULL;
	}
	return good;
}

struct placed {
	const struct edit_row *row;
	size_t number;
	int64_t place;
};

static int
compare_places(const void *a, const void *b)
{
	const struct placed *one = a, *other = b;

	if (one->place != other->place)
		return one->place < other->place ? -1 : 1;
	return one->number < other->number ? -1 : 1;
}

/* An entry of an ordered list goes by its own tick alone: an emptied box may be a slip, and a case has papers and channels. */
static bool
is_gone(const struct edit_part *part, const struct edit_row *row)
{
	return row->remove || (row_is_empty(part, row) && (!part->ordered || *row->origin == '\0'));
}

/* The rows that stay, in their new order. */
static size_t
order_rows(const struct edit_rows *rows, struct placed *into)
{
	size_t count = 0;

	for (size_t i = 0; i < rows->count; i++) {
		int64_t place;

		if (is_gone(rows->part, &rows->rows[i]))
			continue;
		if (parse_i64(rows->rows[i].place, 0, NUMBER_MAX, &place) != OK)
			place = NUMBER_MAX;
		into[count++] = (struct placed){ &rows->rows[i], i, place };
	}
	if (rows->part->ordered)
		qsort(into, count, sizeof(*into), compare_places);
	return count;
}

static bool
apply_list(struct arena *arena, struct edit_rows *rows, struct record_list *list)
{
	const struct record_table *table = rows->part->table;
	struct placed *placed = arena_array(arena, rows->count, sizeof(*placed));
	struct record_list old = *list;
	bool good = true;

	list->count = order_rows(rows, placed);
	list->items = arena_array(arena, list->count, table->size);
	for (size_t i = 0; i < list->count; i++) {
		char *item = (char *)list->items + i * table->size;
		int64_t origin;

		if (parse_i64(placed[i].row->origin, 0, (int64_t)old.count - 1, &origin) == OK)
			memcpy(item, (const char *)old.items + (size_t)origin * table->size, table->size);
		else
			record_init(table, item);
		good = read_row(arena, rows->part, &rows->rows[placed[i].number], item) && good;
	}
	return good;
}

enum err
edit_values_apply(struct arena *arena, struct edit_values *values, const struct edit_bases *bases)
{
	bool good = true;

	for (size_t i = 0; i < values->section->part_count; i++) {
		struct edit_rows *rows = &values->parts[i];

		if (rows->part->list != NULL)
			good = apply_list(arena, rows, list_of(rows->part, bases)) && good;
		else
			good = read_row(arena, rows->part, rows->rows, bases->of[rows->part->base]) && good;
	}
	return good ? OK : ERR_INVALID;
}

/* The row that became entry `entry` of the record's list; NULL if there is none. */
static struct edit_row *
row_of_entry(struct arena *arena, const struct edit_rows *rows, size_t entry)
{
	struct placed *placed = arena_array(arena, rows->count, sizeof(*placed));
	size_t count = order_rows(rows, placed);

	return entry < count ? &rows->rows[placed[entry].number] : NULL;
}

bool
edit_values_fault(struct arena *arena, struct edit_values *values, const char *list, size_t entry, const char *member,
    const char *message)
{
	for (size_t i = 0; i < values->section->part_count; i++) {
		struct edit_rows *rows = &values->parts[i];
		struct edit_row *row = rows->rows;

		if ((list == NULL) != (rows->part->list == NULL) ||
		    (list != NULL && strcmp(list, rows->part->list) != 0))
			continue;
		if (list != NULL && (row = row_of_entry(arena, rows, entry)) == NULL)
			return false;
		for (size_t k = 0; k < rows->part->field_count; k++)
			if (strcmp(rows->part->fields[k].member, member) == 0) {
				row->values[k].error = message;
				return true;
			}
	}
	return false;
}
