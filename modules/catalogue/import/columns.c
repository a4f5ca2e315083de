/* Headings, and rows into what they say. See columns.h; lists in one cell are flat_list.c's. */
#include "import/columns.h"

#include <stdlib.h>
#include <string.h>

#include "core/locale/date.h"
#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "core/system/parse.h"
#include "import/flat_list.h"
#include "import/said.h"
#include "record/procedure_record.h"

enum column_kind {
	COLUMN_CODE,
	COLUMN_MEMBER, /* `member` of the record, or a list of it in one cell */
	COLUMN_PLAIN,  /* `member` of "plain": words for people */
	COLUMN_SECTOR, /* code or name */
	COLUMN_LEVEL,  /* "tinh;xa" */
	COLUMN_SERVICE,
};
struct column {
	const char *heading; /* folded */
	enum column_kind kind;
	const char *member;
};

/* What provinces and the national base write above their columns, folded; ours are the members' own names. */
static const struct column known[] = {
	{ "code", COLUMN_CODE, "code" },
	{ "ma", COLUMN_CODE, "code" },
	{ "ma so", COLUMN_CODE, "code" },
	{ "ma tthc", COLUMN_CODE, "code" },
	{ "ma so tthc", COLUMN_CODE, "code" },
	{ "ma thu tuc", COLUMN_CODE, "code" },
	{ "ma thu tuc hanh chinh", COLUMN_CODE, "code" },
	{ "ten", COLUMN_MEMBER, "name" },
	{ "ten tthc", COLUMN_MEMBER, "name" },
	{ "ten thu tuc", COLUMN_MEMBER, "name" },
	{ "ten thu tuc hanh chinh", COLUMN_MEMBER, "name" },
	{ "thu tuc hanh chinh", COLUMN_MEMBER, "name" },
	{ "sector", COLUMN_SECTOR, "sector" },
	{ "linh vuc", COLUMN_SECTOR, "sector" },
	{ "level", COLUMN_LEVEL, "tiers" },
	{ "cap", COLUMN_LEVEL, "tiers" },
	{ "cap thuc hien", COLUMN_LEVEL, "tiers" },
	{ "cap giai quyet", COLUMN_LEVEL, "tiers" },
	{ "agency", COLUMN_PLAIN, "agency" },
	{ "co quan", COLUMN_PLAIN, "agency" },
	{ "co quan thuc hien", COLUMN_PLAIN, "agency" },
	{ "co quan giai quyet", COLUMN_PLAIN, "agency" },
	{ "don vi thuc hien", COLUMN_PLAIN, "agency" },
	{ "don vi soan thao", COLUMN_PLAIN, "owner" },
	{ "term text", COLUMN_PLAIN, "term" },
	{ "thoi han", COLUMN_PLAIN, "term" },
	{ "thoi han giai quyet", COLUMN_PLAIN, "term" },
	{ "thoi gian giai quyet", COLUMN_PLAIN, "term" },
	{ "fee text", COLUMN_PLAIN, "fee" },
	{ "phi le phi", COLUMN_PLAIN, "fee" },
	{ "phi le phi neu co", COLUMN_PLAIN, "fee" },
	{ "le phi", COLUMN_PLAIN, "fee" },
	{ "service level", COLUMN_SERVICE, "service_level" },
	{ "muc do", COLUMN_SERVICE, "service_level" },
	{ "muc do dvc", COLUMN_SERVICE, "service_level" },
	{ "muc do dich vu cong", COLUMN_SERVICE, "service_level" },
	{ "can cu phap ly", COLUMN_MEMBER, "legal_basis" },
	{ "source", COLUMN_PLAIN, "source" },
	{ "nguon", COLUMN_PLAIN, "source" },
	{ "quyet dinh cong bo", COLUMN_PLAIN, "source" },
};

/* The known heading, or a member's own name ("decision_date"). */
static const struct column *
column_of(struct arena *arena, const char *heading)
{
	const char *folded = fold(arena, heading);
	struct column *own;
	bool of_version;

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(known[i].heading, folded) == 0)
			return &known[i];
	if (said_field(heading, &of_version) == NULL && !flat_list_is(heading))
		return NULL;
	own = ARENA_NEW(arena, struct column);
	*own = (struct column){ folded, COLUMN_MEMBER, arena_strdup(arena, heading) };
	return own;
}

static bool
has_member(const struct columns *columns, const char *member)
{
	for (size_t i = 0; i < columns->count; i++)
		if (columns->items[i] != NULL && strcmp(columns->items[i]->member, member) == 0)
			return true;
	return false;
}

bool
columns_find(struct arena *arena, const char *const *cells, size_t count, struct columns *ret)
{
	*ret = (struct columns){ .count = 0 };
	for (size_t i = 0; i < count && i < SHEET_COLUMNS_MAX; i++) {
		const struct column *column = column_of(arena, cells[i]);

		if (column != NULL && has_member(ret, column->member))
			return false;
		ret->items[ret->count++] = column;
	}
	ret->sector_codes = has_member(ret, "sector_name");
	return has_member(ret, "name");
}

/* --- a row ---------------------------------------------------------------------------------------------------------- */

struct row {
	struct arena *arena;
	json_t *said;
	struct record_fault *fault;
	bool sector_codes;
};

/* Days that a spreadsheet counts from 30 December 1899, as it keeps them without their format. */
static const char *
day_text(struct arena *arena, const char *cell)
{
	static const int32_t epoch = -25569;
	int64_t serial;

	return parse_i64(cell, 1, 100000, &serial) == OK ? date_iso(arena, epoch + (int32_t)serial) : cell;
}

static enum err
set_member(struct row *r, const char *member, const char *cell)
{
	bool of_version;
	const struct record_field *field = said_field(member, &of_version);

	if (field == NULL || field->kind == RECORD_LIST)
		return flat_list_read(r->arena, member, cell, r->said, r->fault);
	if (field->kind == RECORD_DATE)
		cell = day_text(r->arena, cell);
	if (json_object_set_new(r->said, member, flat_value(field, cell)) != 0)
		abort();
	return OK;
}

/* "tinh;xa", "cap tinh", "Cap huyen, cap xa" as the tiers of the record. */
static void
set_tiers(struct row *r, const char *cell)
{
	static const struct {
		const char *word, *tier;
	} tiers[] = { { "tinh", "province" }, { "huyen", "district" }, { "xa", "commune" } };
	const char *folded = arena_printf(r->arena, " %s ", fold(r->arena, cell));
	json_t *list = said_made(json_array());

	for (size_t i = 0; i < sizeof(tiers) / sizeof(tiers[0]); i++)
		if (strstr(folded, arena_printf(r->arena, " %s ", tiers[i].word)) != NULL &&
		    json_array_append_new(list, said_made(json_string(tiers[i].tier))) != 0)
			abort();
	if (json_array_size(list) > 0)
		(void)json_object_set(r->said, "tiers", list);
	json_decref(list);
}

static enum err
set_service_level(struct row *r, const char *cell)
{
	static const struct {
		const char *word, *level;
	} levels[] = { { "toan trinh", "full" }, { "mot phan", "partial" }, { "full", "full" },
		{ "partial", "partial" }, { "information", "information" }, { "cung cap thong tin", "information" },
		{ "thong tin", "information" } };
	const char *folded = fold(r->arena, cell);

	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
		if (strstr(folded, levels[i].word) != NULL) {
			said_text(r->said, "service_level", levels[i].level);
			return OK;
		}
	return record_refuse(r->fault, "service_level", "is none of the words that are known");
}

static void
set_plain(struct row *r, const char *member, const char *cell)
{
	json_t *plain = json_object_get(r->said, "plain");

	if (plain == NULL) {
		plain = said_made(json_object());
		if (json_object_set_new(r->said, "plain", plain) != 0)
			abort();
	}
	said_text(plain, member, cell);
}

static enum err
set_cell(struct row *r, const struct column *column, const char *cell)
{
	/* An empty cell of a list is an empty list; of anything else it says nothing. */
	if (*cell == '\0' && !flat_list_is(column->member))
		return OK;
	switch (column->kind) {
	case COLUMN_CODE: said_text(r->said, "code", cell); return OK;
	case COLUMN_PLAIN: set_plain(r, column->member, cell); return OK;
	case COLUMN_SECTOR: said_text(r->said, r->sector_codes ? "sector" : "sector_name", cell); return OK;
	case COLUMN_LEVEL: set_tiers(r, cell); return OK;
	case COLUMN_SERVICE: return set_service_level(r, cell);
	case COLUMN_MEMBER: return set_member(r, column->member, cell);
	}
	return OK;
}

enum err
columns_row(struct arena *arena, const struct columns *columns, const char *const *cells, size_t count, json_t **ret,
    struct record_fault *fault)
{
	struct row r = { arena, said_made(json_object()), fault, columns->sector_codes };
	enum err err = OK;

	/* Lists that hang below others come after them, wherever their columns stand. */
	for (size_t depth = 0; !err && depth <= FLAT_DEPTH_MAX; depth++)
		for (size_t i = 0; !err && i < columns->count; i++)
			if (columns->items[i] != NULL && flat_list_depth(columns->items[i]->member) == depth)
				err = set_cell(&r, columns->items[i], i < count ? cells[i] : "");
	*ret = r.said;
	if (err) {
		json_decref(r.said);
		*ret = NULL;
	}
	return err;
}

const char *
columns_code(const struct columns *columns, const char *const *cells, size_t count)
{
	for (size_t i = 0; i < columns->count && i < count; i++)
		if (columns->items[i] != NULL && columns->items[i]->kind == COLUMN_CODE && *cells[i] != '\0')
			return cells[i];
	return NULL;
}

/* --- our own table -------------------------------------------------------------------------------------------------- */

static void
add_heading(const char **headings, size_t most, size_t *count, const char *name)
{
	if (*count < most)
		headings[(*count)++] = name;
}

static void
add_headings(const struct record_table *table, const char **headings, size_t most, size_t *count)
{
	for (size_t i = 0; i < table->count; i++)
		if (said_is_exchanged(&table->fields[i]) && table->fields[i].kind != RECORD_LIST)
			add_heading(headings, most, count, table->fields[i].name);
}

size_t
columns_own(struct arena *arena, const char **headings, size_t most)
{
	size_t count = 0;

	(void)arena;
	add_headings(&procedure_record_table, headings, most, &count);
	add_headings(&version_record_table, headings, most, &count);
	for (size_t i = 0; flat_list_name(i) != NULL; i++)
		add_heading(headings, most, &count, flat_list_name(i));
	return count;
}

void
columns_cells(struct arena *arena, const struct procedure_record *procedure, const struct version_record *version,
    const char **cells, size_t count)
{
	const char *headings[SHEET_COLUMNS_MAX];
	size_t known_count = columns_own(arena, headings, SHEET_COLUMNS_MAX);

	for (size_t i = 0; i < count && i < known_count; i++) {
		bool of_version;
		const struct record_field *field = said_field(headings[i], &of_version);

		cells[i] = field == NULL || field->kind == RECORD_LIST
			       ? flat_list_cell(arena, headings[i], procedure, version)
			       : flat_text(arena, field, of_version ? (const void *)version : (const void *)procedure);
	}
}
