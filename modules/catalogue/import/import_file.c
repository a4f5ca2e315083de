/* Files with procedures; tables among them are read here. See import_file.h. */
#include "import/import_file.h"

#include <string.h>

#include "core/locale/utf8.h"
#include "import/columns.h"

enum { HEADINGS_WITHIN = 12 }; /* rows: titles and signatures stand above the headings of real lists */

static const char *const format_names[IMPORT_FORMAT__MAX] = {
	[IMPORT_JSON] = "json",
	[IMPORT_XML] = "xml",
	[IMPORT_CSV] = "csv",
	[IMPORT_XLSX] = "xlsx",
};

const char *
import_format_name(enum import_format format)
{
	return format_names[format];
}

enum import_format
import_format_of(struct bytes file)
{
	size_t at = file.size >= 3 && memcmp(file.data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	if (file.size >= 4 && memcmp(file.data, "PK\x03\x04", 4) == 0)
		return IMPORT_XLSX;
	while (at < file.size && strchr(" \t\r\n", file.data[at]) != NULL && file.data[at] != '\0')
		at++;
	if (at < file.size && file.data[at] == '<')
		return IMPORT_XML;
	return at < file.size && (file.data[at] == '{' || file.data[at] == '[') ? IMPORT_JSON : IMPORT_CSV;
}

/* --- tables ----------------------------------------------------------------------------------------------------------- */

struct table {
	struct arena *lasting;
	const struct import_sink *sink;
	struct file_fault *fault;
	struct columns columns;
	bool headed;
	size_t rows;
};

static enum err
take_row(void *of, size_t line, const char *const *cells, size_t count)
{
	struct table *t = of;
	struct import_said one = { .line = line };
	json_t *said;
	enum err err;

	t->rows++;
	if (!t->headed) {
		t->headed = columns_find(t->lasting, cells, count, &t->columns);
		return t->headed || t->rows < HEADINGS_WITHIN ? OK : file_refuse(t->fault, line, "headings");
	}
	err = columns_row(t->sink->work, &t->columns, cells, count, &said, &one.fault);
	one.said = err ? NULL : said;
	one.code = columns_code(&t->columns, cells, count);
	err = t->sink->take(t->sink->of, &one);
	if (one.said != NULL)
		json_decref(said);
	return err;
}

static enum err
read_table(struct bytes file, enum import_format format, struct arena *lasting, const struct import_sink *sink,
    struct file_fault *fault)
{
	struct table table = { .lasting = lasting, .sink = sink, .fault = fault };
	const struct sheet_sink rows = { take_row, &table, sink->work };
	enum err err = format == IMPORT_CSV ? csv_read(file, &rows, fault) : xlsx_read(file, lasting, &rows, fault);

	return err || table.headed ? err : file_refuse(fault, 1, "headings");
}

enum err
import_file_read(struct bytes file, const char *schema, struct arena *lasting, const struct import_sink *sink,
    struct file_fault *fault)
{
	const enum import_format format = import_format_of(file);

	if (file.size == 0)
		return file_refuse(fault, 0, "empty");
	if (file.size > IMPORT_BYTES_MAX)
		return file_refuse(fault, 0, "size");
	if (format != IMPORT_XLSX && memchr(file.data, '\0', file.size) != NULL)
		return file_refuse(fault, 0, "encoding");
	switch (format) {
	case IMPORT_JSON: return import_json_read(file, sink, fault);
	case IMPORT_XML: return import_xml_read(file, schema, lasting, sink, fault);
	default: return read_table(file, format, lasting, sink, fault);
	}
}
