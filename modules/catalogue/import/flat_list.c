/* Lists of a record in one cell. See flat_list.h. */
#include "import/flat_list.h"

#include <stdlib.h>
#include <string.h>

#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/system/parse.h"
#include "import/said.h"

enum { VALUES_MAX = 24, ENTRIES_MAX = 1000, CELL_MAX = 4 << 20 };

/* Where each list hangs: the names on the way to it. */
static const struct path {
	const char *name, *way[FLAT_DEPTH_MAX];
	size_t depth;
} paths[] = {
	{ "aliases", { "aliases" }, 1 },
	{ "cases", { "cases" }, 1 },
	{ "channels", { "cases", "channels" }, 2 },
	{ "fees", { "cases", "channels", "fees" }, 3 },
	{ "requirements", { "cases", "requirements" }, 2 },
	{ "offerings", { "offerings" }, 1 },
	{ "agencies", { "agencies" }, 1 },
	{ "results", { "results" }, 1 },
	{ "basis", { "basis" }, 1 },
	{ "relations", { "relations" }, 1 },
};
enum { PATHS = sizeof(paths) / sizeof(paths[0]) };

static const struct path *
path_of(const char *name)
{
	for (size_t i = 0; i < PATHS; i++)
		if (strcmp(paths[i].name, name) == 0)
			return &paths[i];
	return NULL;
}

const char *
flat_list_name(size_t index)
{
	return index < PATHS ? paths[index].name : NULL;
}

bool
flat_list_is(const char *name)
{
	return path_of(name) != NULL;
}

size_t
flat_list_depth(const char *name)
{
	const struct path *path = path_of(name);

	return path != NULL ? path->depth : 0;
}

/* The field of a list on its way, `level` from 0. */
static const struct record_field *
list_field(const struct path *path, size_t level)
{
	bool of_version;
	const struct record_field *field = said_field(path->way[0], &of_version);

	for (size_t i = 1; i <= level && field != NULL; i++) {
		const struct record_table *table = field->items;

		field = NULL;
		for (size_t k = 0; k < table->count && field == NULL; k++)
			if (strcmp(table->fields[k].name, path->way[i]) == 0)
				field = &table->fields[k];
	}
	if (field == NULL)
		abort(); /* a way above leads nowhere: a mistake in this file */
	return field;
}

/* --- reading -------------------------------------------------------------------------------------------------------- */

json_t *
flat_value(const struct record_field *field, const char *text)
{
	int64_t number;
	bool flag;

	switch (field->kind) {
	case RECORD_INT:
		if (*text == '\0')
			return said_made(json_null());
		return said_made(parse_i64(text, INT64_MIN + 1, INT64_MAX, &number) == OK ? json_integer(number)
											  : json_string(text));
	case RECORD_BOOL: return said_made(parse_bool(text, &flag) == OK ? json_boolean(flag) : json_string(text));
	case RECORD_DATE: return said_made(*text == '\0' ? json_null() : json_string(text));
	default:
		/* An optional text that has nothing to be otherwise is absent, not empty. */
		return said_made(
		    *text == '\0' && field->optional && field->otherwise == NULL ? json_null() : json_string(text));
	}
}

/* One line into its values, blanks at their ends dropped; how many, or VALUES_MAX + 1 if there are more. */
static size_t
split(struct arena *arena, const char *line, size_t size, const char **values)
{
	struct buffer value;
	size_t count = 0;

	buffer_init(&value, arena, size + 1);
	for (size_t at = 0; at <= size; at++) {
		if (at < size && line[at] == '\\' && at + 1 < size) {
			at++;
			buffer_char(&value, line[at] == 'n' ? '\n' : line[at]);
		} else if (at < size && line[at] != '|') {
			buffer_char(&value, line[at]);
		} else if (count == VALUES_MAX) {
			return VALUES_MAX + 1;
		} else {
			const char *text = value.data;

			text += strspn(text, " ");
			while (value.size > 0 && value.data[value.size - 1] == ' ')
				value.data[--value.size] = '\0';
			values[count++] = arena_strdup(arena, text <= value.data + value.size ? text : "");
			buffer_clear(&value);
		}
	}
	return count;
}

/* The entry that a line's first numbers name; NULL if there is none. */
static json_t *
parent_of(const struct path *path, json_t *said, const char *const *values)
{
	json_t *parent = said;

	for (size_t i = 0; i + 1 < path->depth; i++) {
		int64_t number;

		if (parse_i64(values[i], 1, ENTRIES_MAX, &number) != OK)
			return NULL;
		parent = json_array_get(json_object_get(parent, path->way[i]), (size_t)number - 1);
	}
	return parent;
}

static json_t *
list_in(json_t *parent, const char *name)
{
	json_t *list = json_object_get(parent, name);

	if (list == NULL) {
		list = said_made(json_array());
		if (json_object_set_new(parent, name, list) != 0)
			abort();
	}
	return list;
}

static enum err
read_line(struct arena *arena, const struct path *path, const char *line, size_t size, json_t *said,
    struct record_fault *fault)
{
	const struct record_table *table = list_field(path, path->depth - 1)->items;
	const char *values[VALUES_MAX];
	size_t count = split(arena, line, size, values), at = path->depth - 1;
	json_t *entry, *parent = count <= VALUES_MAX && count >= at ? parent_of(path, said, values) : NULL;

	if (parent == NULL)
		return record_refuse(fault, path->name, "names a case or channel that is not there");
	entry = said_made(json_object());
	for (size_t i = 0; i < table->count; i++)
		if (table->fields[i].kind != RECORD_LIST && at < count &&
		    json_object_set_new(entry, table->fields[i].name, flat_value(&table->fields[i], values[at++])) != 0)
			abort();
	if (json_array_append_new(list_in(parent, path->way[path->depth - 1]), entry) != 0)
		abort();
	return at == count ? OK : record_refuse(fault, path->name, "has a line with too many values");
}

enum err
flat_list_read(struct arena *arena, const char *name, const char *cell, json_t *said, struct record_fault *fault)
{
	const struct path *path = path_of(name);
	size_t entries = 0;
	enum err err = OK;

	if (path->depth == 1)
		(void)list_in(said, name);
	while (!err && *cell != '\0') {
		size_t size = strcspn(cell, "\n");

		if (size > 0)
			err = ++entries > ENTRIES_MAX ? record_refuse(fault, path->name, "has too many entries")
						      : read_line(arena, path, cell, size, said, fault);
		cell += size + (cell[size] == '\n');
	}
	return err;
}

/* --- writing -------------------------------------------------------------------------------------------------------- */

const char *
flat_text(struct arena *arena, const struct record_field *field, const void *record)
{
	const char *member = (const char *)record + field->offset;
	const char *text;
	int64_t number;
	int32_t day;

	switch (field->kind) {
	case RECORD_INT:
		memcpy(&number, member, sizeof(number));
		return number == INT64_MIN ? "" : arena_printf(arena, "%lld", (long long)number);
	case RECORD_BOOL: return *member != 0 ? "1" : "0";
	case RECORD_DATE: memcpy(&day, member, sizeof(day)); return day == INT32_MIN ? "" : date_iso(arena, day);
	case RECORD_LIST: return "";
	default: memcpy(&text, member, sizeof(text)); return text != NULL ? text : "";
	}
}

static void
add_value(struct buffer *cell, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '\n')
			buffer_text(cell, "\\n");
		else if (*text == '|' || *text == '\\')
			buffer_printf(cell, "\\%c", *text);
		else
			buffer_char(cell, *text);
	}
}

/* Numbers of the entries above, as a line begins with them. */
struct above {
	size_t numbers[FLAT_DEPTH_MAX];
	size_t count;
};

static void
add_line(struct arena *arena, struct buffer *cell, const struct record_table *table, const void *record,
    const struct above *above)
{
	bool first = true;

	if (cell->size > 0)
		buffer_char(cell, '\n');
	for (size_t i = 0; i < above->count; i++) {
		buffer_printf(cell, "%s%zu", first ? "" : " | ", above->numbers[i]);
		first = false;
	}
	for (size_t i = 0; i < table->count; i++) {
		if (table->fields[i].kind == RECORD_LIST)
			continue;
		buffer_text(cell, first ? "" : " | ");
		add_value(cell, flat_text(arena, &table->fields[i], record));
		first = false;
	}
}

static void
add_list(struct arena *arena, struct buffer *cell, const struct path *path, size_t level, const void *record,
    const struct above *above)
{
	const struct record_field *field = list_field(path, level);
	struct record_list list;

	memcpy(&list, (const char *)record + field->offset, sizeof(list));
	for (size_t i = 0; i < list.count; i++) {
		const void *item = (const char *)list.items + i * field->items->size;
		struct above below = *above;

		if (level + 1 == path->depth) {
			add_line(arena, cell, field->items, item, above);
		} else {
			below.numbers[below.count++] = i + 1;
			add_list(arena, cell, path, level + 1, item, &below);
		}
	}
}

const char *
flat_list_cell(struct arena *arena, const char *name, const struct procedure_record *procedure,
    const struct version_record *version)
{
	const struct path *path = path_of(name);
	const struct above above = { .count = 0 };
	struct buffer cell;
	bool of_version;

	buffer_init(&cell, arena, CELL_MAX);
	(void)said_field(path->way[0], &of_version);
	add_list(arena, &cell, path, 0, of_version ? (const void *)version : (const void *)procedure, &above);
	return cell.data;
}
