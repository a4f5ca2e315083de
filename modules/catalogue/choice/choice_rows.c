/* See choice_rows.h. */
#include "choice/choice_rows.h"

#include <stdlib.h>
#include <string.h>

#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "import/sheet.h"

enum { VALUE, LABEL, PARENT, FROM, TO, COLUMNS };
enum { VALUE_MAX = 64, LABEL_MAX = 255 };

struct reading {
	struct arena *arena;
	const struct choice_item *parents;
	size_t parent_count;
	struct choice_rows *rows;
};

static void
add_fault(struct reading *r, size_t line, const char *message)
{
	if (r->rows->fault_count < CHOICE_FAULTS_MAX)
		r->rows->faults[r->rows->fault_count++] = (struct choice_fault){ line, message };
}

/* As form_key_valid: what a form may send as an answer. */
static bool
is_value(const char *text)
{
	size_t size = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");

	return size > 0 && size <= VALUE_MAX && text[size] == '\0';
}

static int
by_value(const void *a, const void *b)
{
	return strcmp(((const struct choice_item *)a)->value, ((const struct choice_item *)b)->value);
}

static const char *
fault_of(const struct reading *r, const struct choice_item *item, const char *from, const char *to)
{
	if (!is_value(item->value))
		return "catalogue_choice.fault_value";
	if (*item->label == '\0' || strlen(item->label) > LABEL_MAX)
		return "catalogue_choice.fault_label";
	if (r->parents == NULL && *item->parent != '\0')
		return "catalogue_choice.fault_alone";
	if (r->parents != NULL && bsearch(&(struct choice_item){ .value = item->parent }, r->parents, r->parent_count,
				      sizeof(*r->parents), by_value) == NULL)
		return "catalogue_choice.fault_parent";
	if ((*from != '\0' && item->from_day == DATE_NONE) || (*to != '\0' && item->to_day == DATE_NONE) ||
	    (item->from_day != DATE_NONE && item->to_day != DATE_NONE && item->to_day < item->from_day))
		return "catalogue_choice.fault_days";
	return NULL;
}

static enum err
take(void *of, size_t line, const char *const *cells, size_t count)
{
	struct reading *r = of;
	const char *texts[COLUMNS] = { "", "", "", "", "" };
	const char *fault;

	for (size_t i = 0; i < count && i < COLUMNS; i++)
		texts[i] = arena_strdup(r->arena, cells[i]);
	if (line == 1 && strcmp(texts[VALUE], "value") == 0)
		return OK;
	struct choice_item item = { .value = texts[VALUE],
		.label = texts[LABEL],
		.parent = texts[PARENT],
		.from_day = DATE_NONE,
		.to_day = DATE_NONE };
	if (date_parse(texts[FROM], &item.from_day))
		item.from_day = DATE_NONE;
	if (date_parse(texts[TO], &item.to_day))
		item.to_day = DATE_NONE;
	fault = fault_of(r, &item, texts[FROM], texts[TO]);
	if (fault == NULL && r->rows->count == CHOICE_ITEMS_MAX)
		fault = "catalogue_choice.fault_many";
	if (fault != NULL)
		add_fault(r, line, fault);
	else
		r->rows->items[r->rows->count++] = item;
	return OK;
}

/* The same choice twice would have the later one undo the earlier. */
static void
find_twice(struct reading *r)
{
	struct choice_item *sorted = arena_array(r->arena, r->rows->count + 1, sizeof(*sorted));

	if (r->rows->count > 0)
		memcpy(sorted, r->rows->items, r->rows->count * sizeof(*sorted));
	qsort(sorted, r->rows->count, sizeof(*sorted), by_value);
	for (size_t i = 1; i < r->rows->count; i++)
		if (strcmp(sorted[i - 1].value, sorted[i].value) == 0 && sorted[i - 1].to_day == DATE_NONE &&
		    sorted[i].to_day == DATE_NONE) {
			add_fault(r, 0, "catalogue_choice.fault_twice");
			return;
		}
}

static void
free_work(void *work)
{
	arena_free(work);
}

void
choice_rows_read(struct arena *arena, const char *text, const struct choice_item *parents, size_t parent_count,
    struct choice_rows *ret_rows)
{
	struct reading r = { arena, parents, parent_count, ret_rows };
	struct arena *work = arena_new(ARENA_REQUEST_LIMIT);
	const struct sheet_sink sink = { take, &r, work };
	struct file_fault fault = { 0 };

	arena_defer(arena, free_work, work);
	*ret_rows = (struct choice_rows){ .items = arena_array(arena, CHOICE_ITEMS_MAX, sizeof(*ret_rows->items)),
		.faults = arena_array(arena, CHOICE_FAULTS_MAX, sizeof(*ret_rows->faults)) };
	if (csv_read((struct bytes){ (const unsigned char *)text, strlen(text) }, &sink, &fault))
		add_fault(&r, fault.line, "catalogue_choice.fault_text");
	if (ret_rows->fault_count == 0)
		find_twice(&r);
}
