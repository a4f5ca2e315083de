/* Shared lists for forms. See choice_store.h. */
#include "domain/procedure/choice_store.h"

#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"

static const struct db_column choice_columns[] = {
	COL(form_choice, value, DB_TEXT),
	COL(form_choice, label, DB_TEXT),
	COL(form_choice, parent, DB_TEXT),
};

enum { ALL, BELOW, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[ALL] = { "SELECT value, label, parent FROM choice_item WHERE list_code = ? AND from_day <= ? AND (to_day IS "
		  "NULL OR "
		  "to_day >= ?) ORDER BY parent, position, value",
	    ROW(choice_columns, form_choice) },
	[BELOW] = { "SELECT value, label, parent FROM choice_item WHERE list_code = ? AND parent = ? AND from_day <= ? "
		    "AND "
		    "(to_day IS NULL OR to_day >= ?) ORDER BY position, value",
	    ROW(choice_columns, form_choice) },
};
const struct store choice_store = { "choice", statements, STATEMENT__MAX };

enum err
choices_below(struct db *db, const char *list, const char *parent, int32_t day, struct form_list *ret_list)
{
	struct db_rows rows;
	enum err err = parent == NULL
			   ? db_rows(db, &statements[ALL], ARGS(TEXT(list), DATE(day), DATE(day)), CHOICES_MAX, &rows)
			   : db_rows(db, &statements[BELOW], ARGS(TEXT(list), TEXT(parent), DATE(day), DATE(day)),
				 CHOICES_MAX, &rows);

	if (err)
		return err;
	*ret_list = (struct form_list){ list, rows.rows, rows.count };
	return OK;
}

/* So many lists and answers above are looked up for one form; beyond it choices are refused, not sought. */
enum { PARTS_MAX = 200 };

/* What was read: a list below one answer, or whole. */
struct part {
	const char *parent; /* NULL: whole */
	struct form_list list;
};

struct giving {
	struct db *db;
	int32_t day;
	struct part *parts;
	size_t count;
};

/* Each list below each answer is read once, however many fields choose from it. */
static enum err
read_part(struct giving *g, const char *list, const char *parent)
{
	struct part *part;

	for (size_t i = 0; i < g->count; i++)
		if (strcmp(g->parts[i].list.code, list) == 0 &&
		    (parent == NULL ? g->parts[i].parent == NULL
				    : g->parts[i].parent != NULL && strcmp(g->parts[i].parent, parent) == 0))
			return OK;
	if (g->count == PARTS_MAX)
		return OK;
	part = &g->parts[g->count];
	part->parent = parent;
	g->count++;
	return choices_below(g->db, list, parent, g->day, &part->list);
}

static enum err
read_field(struct giving *g, const struct form_field *field, const struct form_values *values)
{
	enum err err = field->list_parent == NULL ? read_part(g, field->list_code, NULL) : OK;

	for (size_t i = 0; !err && field->list_parent != NULL && i < values->count; i++)
		if (strcmp(values->items[i].key, field->list_parent->key) == 0 &&
		    strlen(values->items[i].text) <= CHOICE_VALUE_MAX)
			err = read_part(g, field->list_code, values->items[i].text);
	return err;
}

/* The whole list if some field shows it whole, else all parts of it behind each other. */
static struct form_list
joined(struct arena *arena, const struct giving *g, const char *code)
{
	size_t total = 0, at = 0;
	struct form_choice *items;

	for (size_t i = 0; i < g->count; i++)
		if (g->parts[i].parent == NULL && strcmp(g->parts[i].list.code, code) == 0)
			return g->parts[i].list;
	for (size_t i = 0; i < g->count; i++)
		total += strcmp(g->parts[i].list.code, code) == 0 ? g->parts[i].list.count : 0;
	items = arena_array(arena, total + 1, sizeof(*items));
	for (size_t i = 0; i < g->count; i++) {
		const struct form_list *list = &g->parts[i].list;
		if (strcmp(list->code, code) != 0 || list->count == 0)
			continue;
		memcpy(items + at, list->items, list->count * sizeof(*items));
		at += list->count;
	}
	return (struct form_list){ code, items, total };
}

enum err
choices_give(struct db *db, struct arena *arena, struct form *form, const struct form_values *values, int32_t day)
{
	struct giving g = { .db = db, .day = day };
	struct form_lists *lists = ARENA_NEW(arena, struct form_lists);
	const char *const *codes;
	size_t count = form_lists_needed(arena, form, &codes);
	struct form_list *given;

	if (count == 0)
		return OK;
	g.parts = arena_array(arena, PARTS_MAX, sizeof(*g.parts));
	for (size_t i = 0; i < form->field_count; i++) {
		enum err err = form->fields[i].list_code != NULL ? read_field(&g, &form->fields[i], values) : OK;
		if (err)
			return err;
	}
	given = arena_array(arena, count, sizeof(*given));
	for (size_t i = 0; i < count; i++)
		given[i] = joined(arena, &g, codes[i]);
	*lists = (struct form_lists){ given, count };
	form_give_lists(form, lists);
	return OK;
}
