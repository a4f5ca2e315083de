/*
 * Imports and exports in the back office: /can-bo/danh-muc/nhap (files, their reports, the order to write) and
 * /can-bo/danh-muc/xuat. A file is only taken here; the module's job reads, checks and writes it.
 */
#ifndef MOTCUA_CATALOGUE_IMPORT_PAGE_H
#define MOTCUA_CATALOGUE_IMPORT_PAGE_H

#include <stddef.h>

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct view;

#define IMPORT_PATH        "/can-bo/danh-muc/nhap"
#define EXPORT_PATH        "/can-bo/danh-muc/xuat"
#define IMPORT_UPLOAD_MAX  ((int64_t)32 << 20)
#define IMPORT_PAGE_MEMORY ((size_t)32 << 20)

extern const struct input import_runs_input, import_upload_input, import_run_input, import_order_input,
    import_abandon_input, export_input;

enum err handle_import_runs(struct ctx *c, const void *input);
enum err handle_import_upload(struct ctx *c, const void *input);
enum err handle_import_upload_again(struct ctx *c, const void *input);
enum err handle_import_run(struct ctx *c, const void *input);
enum err handle_import_order(struct ctx *c, const void *input);
enum err handle_import_order_again(struct ctx *c, const void *input);
enum err handle_import_abandon(struct ctx *c, const void *input);
enum err handle_export(struct ctx *c, const void *input);
enum err handle_export_file(struct ctx *c, const void *input);

struct view *import_runs_sample(struct arena *arena);
struct view *import_run_sample(struct arena *arena);
struct view *export_sample(struct arena *arena);

#endif
