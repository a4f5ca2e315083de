/* Schemas of forms. See schema.h. */
#include "schema/schema.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "define/draft_store.h"
#include "domain/definition/form/form.h"
#include "schema/schema_store.h"

enum { VERSIONS_MAX = 100000 };

struct form_schema_in {
	const char *code;
	int64_t issue;
};
static const struct field schema_fields[] = {
	FIELD(form_schema_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(form_schema_in, issue, FIELD_INT, FROM_PATH, .required = true, .min = 1, .max = VERSIONS_MAX),
};
const struct input form_schema_input = INPUT(form_schema_in, schema_fields);
static const struct field newest_fields[] = { FIELD(form_schema_in, code, FIELD_CODE, FROM_PATH, .required = true) };
const struct input form_schema_newest_input = INPUT(form_schema_in, newest_fields);

const char *
form_schema_path(struct arena *arena, const char *code, int64_t version_no)
{
	return url(arena, "/bieu-mau/{}/{}/schema.json", code, arena_printf(arena, "%lld", (long long)version_no));
}

/* Pages of other sites may read it, as the open data: there is nothing in it but what forms ask. */
static enum err
share(struct ctx *c)
{
	enum err err = respond_header(c, "Access-Control-Allow-Origin", "*");

	return err ? err : respond_etag(c);
}

static enum err
respond_version(struct ctx *c, const struct definition_version *version)
{
	const char *path = form_schema_path(c->arena, version->code, version->version_no);
	struct form_error error;
	struct form *form;
	const char *text;
	enum err err;

	if (form_parse(c->arena, version->content, strlen(version->content), &form, &error) != OK)
		return refuse_log(c, ERR_INTERNAL, NULL, NULL, "form %s: %s at %s", version->code, error.message,
		    error.path != NULL ? error.path : "");
	text = form_json_schema(c->arena, form, arena_printf(c->arena, "%s%s", c->config->base_url, path));
	err = respond_bytes(c, "application/schema+json", text, strlen(text));
	return err ? err : share(c);
}

enum err
handle_form_schema(struct ctx *c, const void *input)
{
	const struct form_schema_in *in = input;
	struct definition_version version;
	enum err err = definition_by_number(c->db, DEFINITION_FORM, in->code, in->issue, &version);

	return err ? err : respond_version(c, &version);
}

enum err
handle_form_schema_newest(struct ctx *c, const void *input)
{
	const struct form_schema_in *in = input;
	struct definition_version version;
	enum err err = definition_newest(c->db, DEFINITION_FORM, in->code, &version);

	return err ? err : respond_version(c, &version);
}

enum err
handle_form_schemas(struct ctx *c, const void *input)
{
	struct view *view = view_object(c->arena), *list = view_list(view, "forms");
	const struct schema_row *rows;
	size_t count;
	enum err err = schema_rows(c->db, &rows, &count);

	(void)input;
	for (size_t i = 0; !err && i < count; i++) {
		const char *path = form_schema_path(c->arena, rows[i].code, rows[i].version_no);
		struct view *item = view_item(list);

		view_text(item, "procedure", rows[i].procedure_code);
		view_text(item, "procedure_name", rows[i].procedure_name);
		view_text(item, "form", rows[i].code);
		view_int(item, "version", rows[i].version_no);
		view_text(item, "schema", arena_printf(c->arena, "%s%s", c->config->base_url, path));
	}
	return err || (err = respond_json(c, view)) ? err : share(c);
}
