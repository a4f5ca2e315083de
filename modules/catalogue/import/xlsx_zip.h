/*
 * The entries of a spreadsheet's archive, unpacked bit by bit and never to disk: how many there are, what they unpack to and
 * by how much are bounded, encrypted ones refused. Private to the XLSX reader.
 */
#ifndef MOTCUA_CATALOGUE_XLSX_ZIP_H
#define MOTCUA_CATALOGUE_XLSX_ZIP_H

#include <stdbool.h>
#include <stddef.h>

#include <libxml/xmlreader.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "import/sheet.h"

enum {
	XLSX_ENTRIES_MAX = 500,
	XLSX_RATIO_MAX = 100,
	XLSX_ATTRIBUTES_MAX = 64, /* of one element: libxml2's time grows with their square */
};
#define XLSX_UNPACKED_MAX ((size_t)128 << 20) /* bytes of one entry */

struct xlsx_archive;

/* Closed when the arena is reset. ERR_INVALID with *fault: "archive", "entries". */
enum err xlsx_open(
    struct arena *arena, struct bytes file, struct xlsx_archive **ret_archive, struct file_fault *fault) MUST_CHECK;
/* Has it the entry? */
bool xlsx_has(struct xlsx_archive *archive, const char *name);
/* A name of the first worksheet, "" if there is none. */
const char *xlsx_first_sheet(struct arena *arena, struct xlsx_archive *archive);

/*
 * A streaming reader of the entry as XML without entities, external parts or document type; closed with the arena.
 * ERR_INVALID with *fault: "bomb", "encrypted", "archive".
 */
enum err xlsx_entry(struct arena *arena, struct xlsx_archive *archive, const char *name, xmlTextReader **ret_reader,
    struct file_fault *fault) MUST_CHECK;
/* The next node: 1, 0 at the end, -1 with *fault ("xml", "doctype", "bomb") if it is not what it must be. */
int xlsx_next(struct xlsx_archive *archive, xmlTextReader *reader, struct file_fault *fault);

#endif
