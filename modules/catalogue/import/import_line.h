/* One line of an import: what it would do, and doing it. Private to the runs. */
#ifndef MOTCUA_CATALOGUE_IMPORT_LINE_H
#define MOTCUA_CATALOGUE_IMPORT_LINE_H

#include "core/err.h"
#include "import/import_run.h"
#include "record/record.h"

/* Fills code, outcome, noted and report of the line. Changes nothing. */
enum err import_line_check(struct import_engine *e, const struct import_run *run, struct import_line *line) MUST_CHECK;

/*
 * Writes what the line says, in the caller's transaction. ERR_INVALID or ERR_CONFLICT with *fault: this line cannot be
 * written; what it began is rolled back.
 */
enum err import_line_write(struct import_engine *e, const struct import_run *run, const struct import_line *line,
    struct record_fault *fault) MUST_CHECK;

#endif
