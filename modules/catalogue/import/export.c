/* The whole catalogue as a file. See export.h. Must not know SQL. */
#include "import/export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "core/data/db.h"
#include "core/memory/buffer.h"
#include "core/system/file.h"
#include "import/columns.h"
#include "import/import_index.h"
#include "import/import_store.h"
#include "import/said.h"
#include "import/xml_procedures.h"
#include "record/item_store.h"
#include "record/version_store.h"

#define WORK_MEMORY ((size_t)64 << 20)
#define FILE_MAX    ((size_t)192 << 20)

static const struct {
	const char *ending, *type;
} formats[IMPORT_FORMAT__MAX] = {
	[IMPORT_JSON] = { ".json", "application/json; charset=utf-8" },
	[IMPORT_XML] = { ".xml", "application/xml; charset=utf-8" },
	[IMPORT_CSV] = { ".csv", "text/csv; charset=utf-8" },
	[IMPORT_XLSX] = { ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
};

bool
export_format_of(const char *name, enum import_format *ret_format)
{
	size_t size = strlen(name);

	for (int i = 0; i < IMPORT_FORMAT__MAX; i++) {
		size_t end = strlen(formats[i].ending);

		if (size >= end && strcasecmp(name + size - end, formats[i].ending) == 0) {
			*ret_format = (enum import_format)i;
			return true;
		}
	}
	return false;
}

const char *
export_type(enum import_format format)
{
	return formats[format].type;
}

/* Where procedures go, one after the other. */
struct exporting {
	struct db *db;
	struct arena *memory, *work;
	enum import_format format;
	struct buffer out;
	const char *headings[SHEET_COLUMNS_MAX];
	size_t columns, rows;
	lxw_workbook *book;
	lxw_worksheet *sheet;
	char path[sizeof("/tmp/motcua-export-XXXXXX")];
};

/* --- formats ---------------------------------------------------------------------------------------------------------- */

/* Every cell in quotes; what a spreadsheet would take for a formula stands behind an apostrophe, which reading drops. */
static void
csv_row(struct buffer *out, const char *const *cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buffer_text(out, i > 0 ? ",\"" : "\"");
		if (*cells[i] != '\0' && strchr("=+-@'", *cells[i]) != NULL)
			buffer_char(out, '\'');
		for (const char *at = cells[i]; *at != '\0'; at++) {
			if (*at == '"')
				buffer_char(out, '"');
			buffer_char(out, *at);
		}
		buffer_char(out, '"');
	}
	buffer_text(out, "\r\n");
}

static enum err
xlsx_row(struct exporting *x, const char *const *cells)
{
	for (size_t i = 0; i < x->columns; i++)
		if (*cells[i] != '\0' &&
		    worksheet_write_string(x->sheet, (lxw_row_t)x->rows, (lxw_col_t)i, cells[i], NULL) != LXW_NO_ERROR)
			return FAILURE(db_failure(x->db), ERR_TOO_LARGE, NULL, NULL, "a cell of row %zu", x->rows);
	x->rows++;
	return OK;
}

static enum err
begin_xlsx(struct exporting *x)
{
	lxw_workbook_options options = { .constant_memory = LXW_TRUE };
	int file;

	(void)snprintf(x->path, sizeof(x->path), "/tmp/motcua-export-XXXXXX");
	file = mkstemp(x->path);
	if (file < 0)
		return FAILURE(db_failure(x->db), ERR_UNAVAILABLE, NULL, NULL, "%s", x->path);
	(void)close(file);
	x->book = workbook_new_opt(x->path, &options);
	x->sheet = x->book != NULL ? workbook_add_worksheet(x->book, "procedures") : NULL;
	return x->sheet != NULL ? xlsx_row(x, x->headings) : ERR_INTERNAL;
}

static enum err
begin(struct exporting *x)
{
	buffer_init(&x->out, x->memory, FILE_MAX);
	x->columns = columns_own(x->memory, x->headings, SHEET_COLUMNS_MAX);
	switch (x->format) {
	case IMPORT_JSON: buffer_text(&x->out, "{\"procedures\":["); return OK;
	case IMPORT_XML: xml_begin(&x->out); return OK;
	case IMPORT_CSV:
		buffer_text(&x->out, "\xef\xbb\xbf"); /* spreadsheets know UTF-8 by it */
		csv_row(&x->out, x->headings, x->columns);
		return OK;
	default: return begin_xlsx(x);
	}
}

static void
add_json(struct exporting *x, const struct procedure_record *procedure, const struct version_record *version)
{
	json_t *object = said_tell(x->work, procedure, version);
	char *text = json_dumps(object, JSON_COMPACT);

	if (text == NULL)
		abort();
	buffer_printf(&x->out, "%s\n", x->rows > 0 ? "," : "");
	buffer_text(&x->out, text);
	x->rows++;
	free(text);
	json_decref(object);
}

static enum err
add(struct exporting *x, const struct procedure_record *procedure, const struct version_record *version)
{
	const char *cells[SHEET_COLUMNS_MAX];

	if (x->format == IMPORT_JSON)
		add_json(x, procedure, version);
	else if (x->format == IMPORT_XML)
		xml_procedure(&x->out, x->work, procedure, version);
	if (x->format == IMPORT_JSON || x->format == IMPORT_XML)
		return OK;
	columns_cells(x->work, procedure, version, cells, x->columns);
	if (x->format == IMPORT_XLSX)
		return xlsx_row(x, cells);
	csv_row(&x->out, cells, x->columns);
	return OK;
}

static enum err
end_xlsx(struct exporting *x, struct bytes *ret_file)
{
	enum err err = workbook_close(x->book) == LXW_NO_ERROR ? OK : ERR_UNAVAILABLE;

	x->book = NULL;
	if (!err)
		err = file_read(x->memory, x->path, FILE_MAX, false, ret_file, db_failure(x->db));
	return err;
}

static enum err
end(struct exporting *x, struct bytes *ret_file)
{
	if (x->format == IMPORT_XLSX)
		return end_xlsx(x, ret_file);
	if (x->format == IMPORT_JSON)
		buffer_text(&x->out, "\n]}\n");
	if (x->format == IMPORT_XML)
		xml_end(&x->out);
	*ret_file = (struct bytes){ (const unsigned char *)x->out.data, x->out.size };
	return x->out.full ? FAILURE(db_failure(x->db), ERR_TOO_LARGE, NULL, NULL, "%s", "the export") : OK;
}

/* --- procedures ------------------------------------------------------------------------------------------------------- */

static enum err
read_identity(struct exporting *x, const struct procedure_item *item, struct procedure_record *procedure)
{
	const char *const *aliases;
	struct alias_record *records;
	size_t count;
	enum err err = aliases_of(x->db, item->id, &aliases, &count);

	if (err)
		return err;
	record_init(&procedure_record_table, procedure);
	procedure->code = item->code;
	procedure->slug = item->slug;
	procedure->replaced_by = item->replaced_by;
	procedure->owner_agency = item->owner_agency;
	procedure->listed = item->listed;
	procedure->opens_on = item->opens_on;
	procedure->closes_on = item->closes_on;
	records = arena_array(x->work, count + 1, sizeof(*records));
	for (size_t i = 0; i < count; i++)
		records[i].alias = aliases[i];
	procedure->aliases = (struct record_list){ records, count };
	return OK;
}

static enum err
add_procedure(struct exporting *x, const char *code)
{
	struct procedure_item item;
	struct procedure_record procedure;
	struct version_record version;
	struct version_line line = { .id = DB_NULL_INT };
	enum err err = item_by_code(x->db, code, &item);

	if (!err)
		err = read_identity(x, &item, &procedure);
	if (!err && item.current_version_id == DB_NULL_INT)
		err = version_newest(x->db, item.id, &line);
	else
		line.id = item.current_version_id;
	if (err == ERR_NOT_FOUND)
		return OK; /* a procedure without any version has nothing to say */
	if (!err)
		err = version_read(x->db, line.id, &version);
	return err ? err : add(x, &procedure, &version);
}

static enum err
add_all(struct exporting *x)
{
	struct import_index index;
	enum err err;

	db_set_arena(x->db, x->memory);
	err = import_index_read(x->db, x->memory, &index);
	for (size_t i = 0; !err && i < index.code_count; i++) {
		if (strcmp(index.codes[i].code, index.codes[i].own) != 0)
			continue;
		db_set_arena(x->db, x->work);
		err = add_procedure(x, index.codes[i].code);
		arena_reset(x->work);
	}
	return err;
}

enum err
export_procedures(
    struct db *db, struct arena *memory, struct arena *outer, enum import_format format, struct bytes *ret_file)
{
	struct exporting x = { .db = db, .memory = memory, .work = arena_new(WORK_MEMORY), .format = format };
	enum err err = begin(&x);

	if (!err)
		err = add_all(&x);
	if (!err)
		err = end(&x, ret_file);
	if (x.book != NULL)
		(void)workbook_close(x.book);
	if (x.path[0] != '\0')
		(void)unlink(x.path);
	db_set_arena(db, outer);
	arena_free(x.work);
	return err;
}
