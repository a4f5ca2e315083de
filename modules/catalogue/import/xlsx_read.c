/* The first sheet of a spreadsheet, row by row. See sheet.h. Formulas are never computed: their last value is read. */
#include <stdbool.h>
#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/system/parse.h"
#include "import/sheet.h"
#include "import/xlsx_zip.h"

enum { SHARED_MAX = 500000, REFERENCE_MAX = 16, ROW_CELLS_MAX = 16384 /* as many columns as a spreadsheet has */ };
#define SHARED_BYTES_MAX ((size_t)64 << 20)

struct xlsx {
	struct arena *lasting;
	struct xlsx_archive *archive;
	xmlTextReader *reader;
	const struct sheet_sink *sink;
	struct file_fault *fault;
	const char **shared;
	size_t shared_count, shared_room, shared_bytes;
	const char *cells[SHEET_COLUMNS_MAX];
	size_t count, rows, line;
	size_t row_cells, row_bytes; /* of all cells of the row, named twice or without text as well */
};

static bool
is_element(xmlTextReader *reader, const char *name)
{
	return xmlTextReaderNodeType(reader) == XML_READER_TYPE_ELEMENT &&
	       strcmp((const char *)xmlTextReaderConstLocalName(reader), name) == 0;
}

static bool
is_text(xmlTextReader *reader)
{
	int type = xmlTextReaderNodeType(reader);

	return type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE ||
	       type == XML_READER_TYPE_WHITESPACE || type == XML_READER_TYPE_CDATA;
}

/* All that stands in <t> (and in <v>, where `values`) inside the element the reader is at; phonetic hints are left out. */
static enum err
read_texts(struct xlsx *x, bool values, struct buffer *into)
{
	int depth = xmlTextReaderDepth(x->reader), more = 1, hint = -1;
	bool wanted = false;

	if (xmlTextReaderIsEmptyElement(x->reader))
		return OK;
	while ((more = xlsx_next(x->archive, x->reader, x->fault)) == 1 && xmlTextReaderDepth(x->reader) > depth) {
		int level = xmlTextReaderDepth(x->reader);

		if (hint >= 0 && level <= hint)
			hint = -1;
		if (is_element(x->reader, "rPh") && hint < 0)
			hint = level;
		if (xmlTextReaderNodeType(x->reader) == XML_READER_TYPE_ELEMENT)
			wanted = is_element(x->reader, "t") || (values && is_element(x->reader, "v"));
		else if (is_text(x->reader) && wanted && hint < 0)
			buffer_text(into, (const char *)xmlTextReaderConstValue(x->reader));
		else
			wanted = false;
	}
	if (more < 0)
		return ERR_INVALID;
	return into->full ? file_refuse(x->fault, x->line, "cell") : OK;
}

static enum err
shared_add(struct xlsx *x, const char *text)
{
	x->shared_bytes += strlen(text) + 1;
	if (x->shared_count == SHARED_MAX || x->shared_bytes > SHARED_BYTES_MAX)
		return file_refuse(x->fault, 0, "rows");
	if (x->shared_count == x->shared_room) {
		size_t room = x->shared_room > 0 ? x->shared_room * 2 : 1024;
		const char **more = arena_array(x->lasting, room, sizeof(*more));

		if (x->shared_count > 0)
			memcpy(more, x->shared, x->shared_count * sizeof(*more));
		x->shared = more;
		x->shared_room = room;
	}
	x->shared[x->shared_count++] = arena_strdup(x->lasting, text);
	return OK;
}

static enum err
read_shared(struct xlsx *x)
{
	int more;
	enum err err = xlsx_entry(x->lasting, x->archive, "xl/sharedStrings.xml", &x->reader, x->fault);

	while (!err && (more = xlsx_next(x->archive, x->reader, x->fault)) != 0) {
		struct buffer text;

		if (more < 0)
			return ERR_INVALID;
		if (!is_element(x->reader, "si"))
			continue;
		buffer_init(&text, x->sink->work, SHEET_CELL_MAX);
		err = read_texts(x, false, &text);
		if (!err)
			err = shared_add(x, text.data);
		arena_reset(x->sink->work);
	}
	return err;
}

/* The column that a reference ("AB12") names, from 0; SHEET_COLUMNS_MAX if it names none that may be. */
static size_t
column_of(const char *reference)
{
	size_t column = 0;

	for (; *reference >= 'A' && *reference <= 'Z'; reference++) {
		column = column * 26 + (size_t)(*reference - 'A') + 1;
		if (column > SHEET_COLUMNS_MAX)
			return SHEET_COLUMNS_MAX;
	}
	return column > 0 ? column - 1 : SHEET_COLUMNS_MAX;
}

static const char *
attribute(struct xlsx *x, const char *name)
{
	char *value = (char *)xmlTextReaderGetAttribute(x->reader, (const xmlChar *)name);
	const char *copy = value != NULL ? arena_strndup(x->sink->work, value, strnlen(value, REFERENCE_MAX)) : "";

	xmlFree(value);
	return copy;
}

static enum err
read_cell(struct xlsx *x)
{
	const char *reference = attribute(x, "r"), *type = attribute(x, "t"), *text;
	size_t column = *reference != '\0' ? column_of(reference) : x->count;
	struct buffer value;
	int64_t index = 0;
	bool shared;
	enum err err;

	if (++x->row_cells > ROW_CELLS_MAX)
		return file_refuse(x->fault, x->line, "columns");
	buffer_init(&value, x->sink->work, SHEET_CELL_MAX);
	if ((err = read_texts(x, true, &value)))
		return err;
	if (column >= SHEET_COLUMNS_MAX)
		return value.size > 0 ? file_refuse(x->fault, x->line, "columns") : OK;
	shared = strcmp(type, "s") == 0;
	if (shared) {
		if (parse_i64(value.data, 0, (int64_t)x->shared_count - 1, &index) != OK)
			return file_refuse(x->fault, x->line, "archive");
		value.size = strlen(x->shared[index]);
	}
	x->row_bytes += value.size;
	if (x->row_bytes > SHEET_ROW_MAX)
		return file_refuse(x->fault, x->line, "cell");
	text = sheet_cell(x->sink->work, shared ? x->shared[index] : value.data, value.size);
	if (text == NULL)
		return file_refuse(x->fault, x->line, "encoding");
	while (x->count <= column)
		x->cells[x->count++] = "";
	x->cells[column] = text;
	return OK;
}

static enum err
read_row(struct xlsx *x)
{
	int depth = xmlTextReaderDepth(x->reader), more = 1;
	bool any = false;
	int64_t number;
	enum err err = OK;

	x->count = x->row_cells = x->row_bytes = 0;
	x->line = parse_i64(attribute(x, "r"), 1, INT32_MAX, &number) == OK ? (size_t)number : x->line + 1;
	if (xmlTextReaderIsEmptyElement(x->reader))
		return OK;
	while (
	    !err && (more = xlsx_next(x->archive, x->reader, x->fault)) == 1 && xmlTextReaderDepth(x->reader) > depth)
		if (is_element(x->reader, "c"))
			err = read_cell(x);
	if (err || more < 0)
		return ERR_INVALID;
	for (size_t i = 0; i < x->count; i++)
		any = any || *x->cells[i] != '\0';
	if (any && ++x->rows > SHEET_ROWS_MAX)
		return file_refuse(x->fault, x->line, "rows");
	return any ? x->sink->take(x->sink->of, x->line, x->cells, x->count) : OK;
}

enum err
xlsx_read(struct bytes file, struct arena *lasting, const struct sheet_sink *sink, struct file_fault *fault)
{
	struct xlsx x = { .lasting = lasting, .sink = sink, .fault = fault };
	const char *sheet;
	int more;
	enum err err = xlsx_open(lasting, file, &x.archive, fault);

	if (!err && xlsx_has(x.archive, "xl/sharedStrings.xml"))
		err = read_shared(&x);
	if (err)
		return err;
	sheet = xlsx_first_sheet(lasting, x.archive);
	if (*sheet == '\0')
		return file_refuse(fault, 0, "archive");
	err = xlsx_entry(lasting, x.archive, sheet, &x.reader, fault);
	while (!err && (more = xlsx_next(x.archive, x.reader, fault)) != 0) {
		if (more < 0)
			return ERR_INVALID;
		if (!is_element(x.reader, "row"))
			continue;
		err = read_row(&x);
		arena_reset(sink->work);
	}
	return err;
}
