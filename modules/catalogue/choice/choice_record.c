/* See choice_record.h. */
#include "choice/choice_record.h"

#include <stdlib.h>

#include <jansson.h>

#include "core/memory/arena.h"
#include "import/said.h"
#include "record/record.h"

struct list_record {
	const char *name, *above;
	struct record_list items;
};
struct item_record {
	const char *value, *label, *parent;
	int32_t from, to;
};
static const struct record_field item_fields[] = {
	RECORD_FIELD(item_record, value, RECORD_CODE, .min = 1, .max = 64),
	RECORD_FIELD(item_record, label, RECORD_TEXT, .min = 1, .max = 255),
	RECORD_FIELD(item_record, parent, RECORD_CODE, .optional = true, .otherwise = "", .max = 64),
	RECORD_FIELD(item_record, from, RECORD_DATE, .optional = true),
	RECORD_FIELD(item_record, to, RECORD_DATE, .optional = true),
};
static const struct record_table item_table = RECORD_TABLE(item_record, item_fields);
static const struct record_field list_fields[] = {
	RECORD_FIELD(list_record, name, RECORD_TEXT, .min = 1, .max = 255),
	RECORD_FIELD(list_record, above, RECORD_CODE, .optional = true, .max = 64),
	RECORD_FIELD(list_record, items, RECORD_LIST, .items = &item_table, .max = CHOICE_ITEMS_MAX),
};
static const struct record_table list_table = RECORD_TABLE(list_record, list_fields);

enum err
choice_said_read(
    struct arena *arena, const char *json, size_t size, struct choice_said *ret_said, struct record_fault *fault)
{
	struct list_record record = { 0 };
	enum err err = record_read_long(arena, json, size, &list_table, &record, fault);
	const struct item_record *from = record.items.items;
	struct choice_item *items;

	if (err)
		return err;
	items = arena_array(arena, record.items.count + 1, sizeof(*items));
	for (size_t i = 0; i < record.items.count; i++)
		items[i] = (struct choice_item){ .value = from[i].value,
			.label = from[i].label,
			.parent = from[i].parent,
			.from_day = from[i].from,
			.to_day = from[i].to,
			.position = (int64_t)i + 1 };
	*ret_said = (struct choice_said){ record.name, record.above, items, record.items.count };
	return OK;
}

const char *
choice_said_tell(struct arena *arena, const struct choice_said *said)
{
	struct item_record *items = arena_array(arena, said->count + 1, sizeof(*items));
	struct list_record record = { said->name, said->above, { items, said->count } };
	const char *copy;
	json_t *object;
	char *text;

	for (size_t i = 0; i < said->count; i++)
		items[i] = (struct item_record){ said->items[i].value, said->items[i].label, said->items[i].parent,
			said->items[i].from_day, said->items[i].to_day };
	object = said_tell_record(arena, &list_table, &record);
	text = json_dumps(object, JSON_INDENT(1) | JSON_SORT_KEYS);
	if (text == NULL)
		abort();
	copy = arena_printf(arena, "%s\n", text);
	free(text);
	json_decref(object);
	return copy;
}
