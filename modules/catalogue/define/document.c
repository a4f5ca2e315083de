/* Definitions as files. See document.h. */
#include "define/document.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/input/upload.h"
#include "core/locale/date.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/file.h"
#include "core/view/view.h"
#include "define/definition.h"
#include "define/overview_store.h"
#include "domain/directory/officer_guard.h"
#include "govern/sheet.h"

enum { VERSIONS_MAX = 100000 };

struct document_in {
	const char *kind, *code;
	int64_t number, version;
	struct upload *file;
};
#define WHICH                                                                                                          \
	FIELD(document_in, kind, FIELD_CHOICE, FROM_PATH, .required = true, .choices = definition_kind_slugs),         \
	    FIELD(document_in, code, FIELD_CODE, FROM_PATH, .required = true)
static const struct field document_fields[] = { WHICH };
const struct input document_input = INPUT(document_in, document_fields);
static const struct field file_fields[] = { WHICH,
	FIELD_NAMED(document_in, number, "phien-ban", FIELD_INT, FROM_QUERY, .min = 1, .max = VERSIONS_MAX) };
const struct input document_file_input = INPUT(document_in, file_fields);
/* What libmagic calls texts of these formats; what they really are is the reader's to say. */
static const char *const types[] = { "text/plain", "text/xml", "application/xml", "application/json", "text/html",
	"image/svg+xml", "application/octet-stream", NULL };
static const struct field upload_fields[] = { WHICH,
	FIELD(document_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX,
	    .label = "catalogue_version.row_version"),
	FIELD(document_in, file, FIELD_FILE, FROM_FORM, .required = true, .max = DEFINITION_BYTES_MAX, .choices = types,
	    .label = "catalogue_define.file") };
const struct input document_upload_input = INPUT(document_in, upload_fields);

static const struct {
	const char *extension, *type;
} formats[DEFINITION_KINDS] = {
	[DEFINITION_FORM] = { ".json", "application/json; charset=utf-8" },
	[DEFINITION_PROCESS] = { ".bpmn", "application/xml; charset=utf-8" },
	[DEFINITION_RULE] = { ".dmn", "application/xml; charset=utf-8" },
};

/* --- the page ----------------------------------------------------------------------------------------------------- */

static void
add_line(struct sheet *sheet, const char *label, const char *url, const char *when)
{
	sheet_text(sheet, label, url);
	sheet_text(sheet, when, NULL);
}

static enum err
show_files(struct page *page, const struct definition_seen *seen)
{
	struct ctx *c = page->ctx;
	const char *path = definition_path(c->arena, seen->kind, seen->item.code, "/van-ban/tai-ve");
	struct sheet *sheet = sheet_new(c->arena, page_text(page, "files"));
	const struct define_version *versions;
	size_t count;
	enum err err = define_versions(c->db, seen->kind, seen->item.code, &versions, &count);

	if (err)
		return err;
	sheet_column(sheet, page_text(page, "file_download"), false);
	sheet_column(sheet, page_text(page, "changed_at"), false);
	if (seen->has_draft && *seen->desk.draft.content != '\0')
		add_line(sheet, page_text(page, "the_draft"), path, moment_text(c->arena, seen->desk.draft.updated_at));
	for (size_t i = 0; i < count; i++) {
		const long long number = versions[i].version_no;

		add_line(sheet, definition_version_text(c, number),
		    arena_printf(c->arena, "%s?phien-ban=%lld", path, number),
		    moment_text(c->arena, versions[i].created_at));
	}
	if (sheet_rows(sheet) > 0)
		page_sheet(page, sheet, NULL, NULL);
	return OK;
}

static void
show_upload(struct page *page, const struct definition_seen *seen)
{
	struct ctx *c = page->ctx;
	struct view *fields =
	    page_form(page, &(struct page_form){ .title = page_text(page, "upload_title"),
				.action = definition_path(c->arena, seen->kind, seen->item.code, "/van-ban"),
				.button = page_text(page, "upload_button"),
				.version = -1,
				.multipart = true });

	page_hidden(fields, "version",
	    again_typed(c, "version", arena_printf(c->arena, "%lld", (long long)seen->desk.draft.version)));
	page_file(page, fields, &(struct page_field){ .name = "file", .label = "file", .hint = "file_hint" },
	    formats[seen->kind].extension);
}

/* `refused`: what keeps a file from being taken, NULL: nothing was sent. */
static enum err
show(struct ctx *c, const struct document_in *in, const struct definition_problems *refused)
{
	struct definition_seen seen;
	struct page page;
	enum err err = definition_see(c, in->kind, in->code, &seen);

	if (err)
		return err;
	page = definition_page(c, &seen, "/van-ban");
	page_lead(&page, page_text(&page, "document_lead"));
	if (refused != NULL)
		definition_problems_sheet(&page, NULL, refused);
	if ((err = show_files(&page, &seen)))
		return err;
	if (seen.has_draft && seen.desk.may_edit)
		show_upload(&page, &seen);
	return refused == NULL ? page_respond(&page) : respond_page_status(c, 422, "catalogue/govern", page.view);
}

enum err
handle_document(struct ctx *c, const void *input)
{
	return show(c, input, NULL);
}

enum err
handle_document_again(struct ctx *c, const void *input)
{
	return show(c, input, NULL);
}

/* --- the files ---------------------------------------------------------------------------------------------------- */

enum err
handle_document_file(struct ctx *c, const void *input)
{
	const struct document_in *in = input;
	struct definition_version version;
	struct definition_seen seen;
	const char *content;
	enum err err = definition_see(c, in->kind, in->code, &seen);

	if (err)
		return err;
	if (in->number > 0) {
		if ((err = definition_by_number(c->db, seen.kind, in->code, in->number, &version)))
			return err;
		content = version.content;
	} else {
		if (!seen.has_draft)
			return ERR_NOT_FOUND;
		content = seen.desk.draft.content;
	}
	return respond_download(c, arena_printf(c->arena, "%s%s", in->code, formats[seen.kind].extension),
	    formats[seen.kind].type, content, strlen(content));
}

struct uploading {
	struct ctx *c;
	const struct document_in *in;
	struct bytes content;
	struct definition_problems problems;
};

static enum err
upload_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct uploading *u = arg;
	enum definition_kind kind = DEFINITION_FORM;
	struct desk desk;
	enum err err;

	(void)db;
	(void)definition_kind_by_slug(u->in->kind, &kind);
	if ((err = desk_open_draft(u->c, kind, u->in->code, &desk)))
		return err;
	(void)snprintf(
	    location, IDEMPOTENCY_LOCATION, "%s", definition_path(u->c->arena, kind, u->in->code, "?da-lam=upload"));
	return desk_save(u->c, &desk, u->in->version, (const char *)u->content.data, u->content.size, &u->problems);
}

enum err
handle_document_upload(struct ctx *c, const void *input)
{
	struct uploading u = { .c = c, .in = input };
	enum err err = file_read(c->arena, u.in->file->path, DEFINITION_BYTES_MAX, false, &u.content, &c->failure);

	if (err)
		return err;
	if (!utf8_valid((const char *)u.content.data, u.content.size) ||
	    memchr(u.content.data, '\0', u.content.size) != NULL)
		return again_refuse(c, "file", "catalogue_define.file_no_text");
	err = idempotency_run(c, "catalogue.define.upload", upload_once, &u);
	if (err != ERR_INVALID || !u.problems.unreadable)
		return err;
	(void)again_refuse(c, "file", u.problems.items[0].message);
	return show(c, u.in, &u.problems);
}
