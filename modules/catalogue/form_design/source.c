/* A form's document as text and as a file. See source.h. */
#include "form_design/source.h"

#include <string.h>

#include "core/data/db.h"
#include "core/input/upload.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/file.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/definition/formio/formio.h"
#include "form_design/design.h"

enum { HTTP_INVALID = 422, SOURCE_ROWS = 24 };

static const char *const types[] = { "application/json", "text/plain", "application/octet-stream", NULL };

struct form_source_input {
	const char *code, *content;
	int64_t version;
	bool drop_script;
	struct upload *file;
};
static const struct field source_fields[] = {
	FIELD(form_source_input, code, FIELD_CODE, FROM_PATH, .required = true),
};
const struct input form_source_input = INPUT(form_source_input, source_fields);
static const struct field save_fields[] = {
	FIELD(form_source_input, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(form_source_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX),
	FIELD(form_source_input, content, FIELD_LINES, FROM_FORM, .required = true, .max = FORM_BYTES_MAX,
	    .label = "catalogue_form_design.source"),
};
const struct input form_source_save_input = INPUT(form_source_input, save_fields);
static const struct field bring_fields[] = {
	FIELD(form_source_input, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(form_source_input, drop_script, FIELD_BOOL, FROM_FORM),
	FIELD(form_source_input, file, FIELD_FILE, FROM_FORM, .required = true, .max = FORMIO_BYTES_MAX,
	    .choices = types, .label = "catalogue_form_design.file"),
};
const struct input form_bring_input = INPUT(form_source_input, bring_fields);

/* --- as text ------------------------------------------------------------------------------------------------------- */

/* What is wrong, with the place: "components[3].key: ...". */
static const char *
error_words(struct ctx *c, const struct form_error *error)
{
	const char *words = form_error_words(c, error);

	return *error->path != '\0' ? arena_printf(c->arena, "%s [%s]", words, error->path) : words;
}

static void
show_error(struct view *page, const char *words, const char *anchor)
{
	struct view *error = view_item(view_list(page, "errors"));

	view_bool(page, "has_errors", true);
	view_text(error, "message", words);
	view_url(error, "anchor", anchor);
}

static enum err
show_source(struct ctx *c, const struct design *design, const char *content, const struct form_error *error)
{
	struct view *page = view_object(c->arena), *field;
	const char *words = error != NULL ? error_words(c, error) : again_error(c, "content");
	enum err err = design_show(c, page, design, ctx_text(c, "catalogue_form_design.source"),
	    design_url(c, design, "/json"), design->edit.form);

	if (err)
		return err;
	if (error != NULL)
		show_error(page, words, "#content");
	view_url(page, "file_url", design_url(c, design, "/json/tai-ve"));
	field = view_child(page, "source");
	part_field(field, "content", ctx_text(c, "catalogue_form_design.source"),
	    ctx_text(c, "catalogue_form_design.source_hint"), words, false);
	view_text(field, "value", content);
	view_int(field, "rows", SOURCE_ROWS);
	view_text(field, "maxlength", NULL);
	return respond_page_status(c, words != NULL ? HTTP_INVALID : 200, "catalogue/form_design_source", page);
}

enum err
handle_form_source(struct ctx *c, const void *input)
{
	const struct form_source_input *in = input;
	struct design *design = ARENA_NEW(c->arena, struct design);
	enum err err = design_open(c, in->code, design);

	return err ? err : show_source(c, design, again_typed(c, "content", design->desk.draft.content), NULL);
}

enum err
handle_form_source_save(struct ctx *c, const void *input)
{
	const struct form_source_input *in = input;
	struct design *design = ARENA_NEW(c->arena, struct design);
	struct form_error error = { .path = "", .feel = { .what = "" } };
	struct form_edit typed;
	enum err err = design_open_draft(c, in->code, design);

	if (err)
		return err;
	if (in->version != design->desk.draft.version)
		return design_save_again(c);
	err = form_edit_open(c->arena, in->content, strlen(in->content), &typed, &error);
	if (err || typed.form == NULL)
		return show_source(c, design, in->content, &error);
	design->edit = typed;
	return design_save(
	    c, design, in->version, url_query_add(c->arena, design_url(c, design, ""), "da", "van-ban"), &error);
}

enum err
handle_form_source_file(struct ctx *c, const void *input)
{
	const struct form_source_input *in = input;
	struct design *design = ARENA_NEW(c->arena, struct design);
	enum err err = design_open(c, in->code, design);
	const char *content = err ? "" : design->desk.draft.content;

	if (err)
		return err;
	return respond_download(
	    c, arena_printf(c->arena, "%s.json", in->code), "application/json", content, strlen(content));
}

/* --- out of a file ------------------------------------------------------------------------------------------------- */

static void
show_notes(struct ctx *c, struct view *page, const struct formio_report *report)
{
	struct view *notes = view_list(page, "notes");

	for (size_t i = 0; i < report->count; i++) {
		struct view *note = view_item(notes);

		view_text(note, "path", report->notes[i].path);
		view_text(note, "label", report->notes[i].label);
		view_text(note, "reason", ctx_text(c, report->notes[i].message));
		view_bool(note, "script", report->notes[i].script);
	}
	view_bool(page, "has_notes", report->count > 0);
}

/* `json` NULL: nothing was brought that could be taken. */
static enum err
show_bring(struct ctx *c, const struct design *design, const struct formio_report *report, const char *json,
    struct form *form, const char *wrong)
{
	struct view *page = view_object(c->arena), *file;
	enum err err = design_show(
	    c, page, design, ctx_text(c, "catalogue_form_design.bring"), design_url(c, design, "/nhap"), form);

	if (err)
		return err;
	if (wrong != NULL)
		show_error(page, wrong, "#file");
	view_url(page, "take_url", design_url(c, design, "/json"));
	view_text(page, "content", json);
	show_notes(c, page, report);
	file = view_child(page, "file");
	part_field(file, "file", ctx_text(c, "catalogue_form_design.file"),
	    ctx_text(c, "catalogue_form_design.file_hint"), wrong, false);
	view_text(file, "accept", ".json,application/json");
	view_bool(file, "multiple", false);
	return respond_page_status(c, wrong != NULL ? HTTP_INVALID : 200, "catalogue/form_design_bring", page);
}

enum err
handle_form_bring(struct ctx *c, const void *input)
{
	const struct form_source_input *in = input;
	const struct formio_report nothing = { 0 };
	struct design *design = ARENA_NEW(c->arena, struct design);
	enum err err = design_open_draft(c, in->code, design);

	return err ? err : show_bring(c, design, &nothing, NULL, design->edit.form, again_error(c, "file"));
}

/* Our own document as it is, one of Form.io as far as it goes. */
static enum err
read_document(struct ctx *c, const struct form_source_input *in, struct bytes text, struct formio_report *report,
    struct form_error *error)
{
	const char *json = (const char *)text.data;
	enum err err;

	if (formio_is(json, text.size))
		return formio_import(c->arena, json, text.size, in->drop_script, report, error);
	err = form_parse(c->arena, json, text.size, &report->form, error);
	report->json = err ? NULL : arena_strndup(c->arena, json, text.size);
	return err;
}

enum err
handle_form_bring_file(struct ctx *c, const void *input)
{
	const struct form_source_input *in = input;
	struct design *design = ARENA_NEW(c->arena, struct design);
	struct formio_report report = { 0 };
	struct form_error error;
	struct bytes text;
	enum err err = design_open_draft(c, in->code, design);

	if (err)
		return err;
	if ((err = file_read(c->arena, in->file->path, FORMIO_BYTES_MAX, false, &text, &c->failure)))
		return err;
	if (read_document(c, in, text, &report, &error))
		return show_bring(c, design, &report, NULL, design->edit.form, error_words(c, &error));
	return show_bring(c, design, &report, report.json, report.form, NULL);
}
