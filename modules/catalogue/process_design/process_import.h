/*
 * Lists of steps brought in: each process of a file becomes a draft, and a report says of each what a person must look at. The
 * report is JSON: {"processes": [{"code" (of the draft), "name", "procedure", "steps", "sum", "total" (minutes, -1: none), "printed",
 * "checked", "equal", "taken" (there was such a definition already: nothing was written), "lacking", "remarks": [{"row" (from 1, 0: the
 * whole), "lacks", "what", "said"}]}]}.
 */
#ifndef MOTCUA_CATALOGUE_PROCESS_DESIGN_PROCESS_IMPORT_H
#define MOTCUA_CATALOGUE_PROCESS_DESIGN_PROCESS_IMPORT_H

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct view;

#define PROCESS_IMPORT_PATH   "/can-bo/danh-muc/nhap-quy-trinh"
#define PROCESS_IMPORT_MEMORY ((size_t)128 << 20)

extern const struct input process_import_input;
extern const struct input process_import_file_input;

/* GET PROCESS_IMPORT_PATH: a file to choose, and the imports so far. */
enum err handle_process_imports(struct ctx *c, const void *input) MUST_CHECK;
enum err again_process_imports(struct ctx *c, const void *input) MUST_CHECK;
/* POST the same: reads the file and writes the drafts, once. */
enum err handle_process_import_file(struct ctx *c, const void *input) MUST_CHECK;
/* GET PROCESS_IMPORT_PATH "/{import}": the report. */
enum err handle_process_import(struct ctx *c, const void *input) MUST_CHECK;

struct view *process_imports_sample(struct arena *arena);
struct view *process_import_sample(struct arena *arena);

#endif
