/*
 * A file with procedures, whatever its format, as a stream of what it says of each (said.h): the national base's JSON, our
 * own JSON, XML by the published schema, CSV and XLSX. The format is seen from the content. A file is hostile: everything it
 * could exhaust is bounded, nothing in it is loaded, run or written to disk. Knows no database.
 */
#ifndef MOTCUA_CATALOGUE_IMPORT_FILE_H
#define MOTCUA_CATALOGUE_IMPORT_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "import/sheet.h"
#include "record/record.h"

#define IMPORT_BYTES_MAX  ((size_t)128 << 20)
#define IMPORT_RECORD_MAX ((size_t)1 << 20) /* bytes of one procedure */
enum { IMPORT_RECORDS_MAX = 20000, IMPORT_DEPTH_MAX = 16 };

enum import_format { IMPORT_JSON, IMPORT_XML, IMPORT_CSV, IMPORT_XLSX, IMPORT_FORMAT__MAX };
/* "json", "xml", "csv", "xlsx". */
const char *import_format_name(enum import_format format);
enum import_format import_format_of(struct bytes file);

/* One procedure of the file. */
struct import_said {
	size_t line;        /* as a person counts */
	const json_t *said; /* NULL where `fault` says why; belongs to the reader */
	const char *code;   /* of a line at fault, as it stands there; NULL: it cannot be seen. Lives as `said` does */
	bool listed_only;   /* code and name alone, of a list: nothing else is said */
	struct record_fault fault; /* lives in the work arena, as everything here */
};

struct import_sink {
	enum err (*take)(void *of, const struct import_said *one);
	void *of;
	struct arena *work; /* reset after each procedure */
};

/*
 * ERR_INVALID with *fault: the file as a whole is refused (its own line where there is one); what single procedures lack is
 * handed to the sink. `schema`: path of the XML schema on disk. `lasting` needs 256 MiB for the greatest spreadsheet.
 */
enum err import_file_read(struct bytes file, const char *schema, struct arena *lasting, const struct import_sink *sink,
    struct file_fault *fault) MUST_CHECK;

/* The readers behind it. */
enum err import_json_read(struct bytes file, const struct import_sink *sink, struct file_fault *fault) MUST_CHECK;
enum err import_xml_read(struct bytes file, const char *schema, struct arena *lasting, const struct import_sink *sink,
    struct file_fault *fault) MUST_CHECK;

#endif
