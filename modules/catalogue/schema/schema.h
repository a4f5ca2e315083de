/*
 * The JSON Schema (2020-12) of every approved form, for partners who send or read dossiers: public, the same for everyone, kept by
 * caches and asked again by ETag. A draft has none. The schema itself is domain/definition/form's.
 */
#ifndef MOTCUA_CATALOGUE_SCHEMA_H
#define MOTCUA_CATALOGUE_SCHEMA_H

#include <stdint.h>

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;

#define SCHEMAS_PATH "/bieu-mau/danh-sach.json"

extern const struct input form_schema_input;        /* {code} {issue} */
extern const struct input form_schema_newest_input; /* {code} */

/* GET /bieu-mau/{code}/{issue}/schema.json: of that approved version; its $id is this address. */
enum err handle_form_schema(struct ctx *c, const void *input) MUST_CHECK;
/* GET /bieu-mau/{code}/schema.json: of the version approved last; its $id names that version. */
enum err handle_form_schema_newest(struct ctx *c, const void *input) MUST_CHECK;
/* GET /bieu-mau/danh-sach.json: by which form each procedure asks today. */
enum err handle_form_schemas(struct ctx *c, const void *input) MUST_CHECK;

/* "/bieu-mau/{code}/{version}/schema.json" */
const char *form_schema_path(struct arena *arena, const char *code, int64_t version_no);

#endif
