/* Bundles in the back office. See bundle_page.h. Must not know SQL. */
#include "bundle/bundle_page.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "bundle/bundle.h"
#include "bundle/bundle_config.h"
#include "bundle/bundle_store.h"
#include "core/data/db.h"
#include "core/input/upload.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/security/random.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "domain/site/site.h"
#include "domain/time/local_time.h"
#include "govern/page.h"
#include "govern/sheet.h"
#include "office/office_nav.h"

enum { FILE_NAME_LENGTH = 255, CODE_BYTES = 9 };

struct bundle_in {
	struct upload *file;
};
static const struct field upload_fields[] = {
	FIELD(bundle_in, file, FIELD_FILE, FROM_FORM, .required = true, .max = (int64_t)TAR_BYTES_MAX,
	    .label = "catalogue_bundle.file"),
};
const struct input bundle_upload_input = INPUT(bundle_in, upload_fields);

static const char *
text(const struct ctx *c, const char *key)
{
	return ctx_text(c, arena_printf(c->arena, "catalogue_bundle.%s", key));
}

/* The kind of tag (partials/tag) of a state. */
static const char *
state_tag(const char *state)
{
	static const struct {
		const char *state, *tag;
	} tags[] = { { "received", "active" }, { "waiting", "waiting" }, { "ordered", "active" },
		{ "writing", "active" }, { "applied", "done" }, { "refused", "bad" } };

	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
		if (strcmp(tags[i].state, state) == 0)
			return tags[i].tag;
	return "neutral";
}

/* --- what came in ------------------------------------------------------------------------------------------------------ */

static void
uploads_sheet(struct ctx *c, struct view *page, const struct bundle_upload *uploads, size_t count)
{
	static const char *const heads[] = { "file", "signer", "procedures", "when", "state" };
	struct sheet *sheet = sheet_new(c->arena, text(c, "uploads"));
	struct view *item = view_child(page, "uploads");

	sheet->empty = text(c, "uploads_none");
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, text(c, heads[i]), i == 2);
	for (size_t i = 0; i < count; i++) {
		const char *state = uploads[i].state;

		sheet_text(sheet, uploads[i].file_name, url(c->arena, BUNDLE_PATH "/den/{}", uploads[i].code));
		sheet_text(sheet, uploads[i].signer, NULL);
		sheet_number(sheet, uploads[i].procedures, NULL);
		sheet_text(sheet, moment_text(c->arena, uploads[i].created_at), NULL);
		sheet_state(sheet, text(c, arena_printf(c->arena, "states.%s", state)), state_tag(state));
	}
	sheet_show(sheet, item);
	view_text(item, "note", NULL);
	view_url(item, "csv_url", NULL);
}

static enum err
show_list(struct ctx *c, int status)
{
	struct view *page = view_object(c->arena), *field;
	const struct bundle_upload *uploads;
	size_t count;
	enum err err = bundle_uploads(c->db, &uploads, &count);

	if (err)
		return err;
	view_text(page, "title", text(c, "title"));
	again_errors(c, page);
	view_url(page, "action", BUNDLE_PATH);
	view_text(page, "once", idempotency_key(c));
	view_url(page, "make_url", BUNDLE_PATH "/xuat");
	field = view_child(page, "file");
	part_field(field, "file", text(c, "file"), text(c, "file_hint"), again_error(c, "file"), false);
	view_text(field, "accept", ".tar");
	view_bool(field, "multiple", false);
	uploads_sheet(c, page, uploads, count);
	office_nav(c, page, BUNDLE_PATH);
	return respond_page_status(c, status, "catalogue/bundle_list", page);
}

enum err
handle_bundles(struct ctx *c, const void *input)
{
	(void)input;
	return show_list(c, 200);
}

enum err
handle_bundle_upload_again(struct ctx *c, const void *input)
{
	(void)input;
	return show_list(c, 422);
}

/* Looked at before it is taken in. *ret_refusal: a message with its member, or NULL. */
static enum err
open_bundle(struct ctx *c, struct bytes content, struct bundle *ret_bundle, const char **ret_refusal)
{
	struct bundle_keys keys;
	struct tar_fault fault = { NULL, NULL };
	enum err err = bundle_trusted_keys(c->arena, c->module_config, site_province()->name, &c->failure, &keys);

	*ret_refusal = NULL;
	if (err)
		return refuse_log(c, ERR_INTERNAL, NULL, NULL, "%s", "bundle_trusted cannot be read");
	err = bundle_open(c->arena, content, &keys, ret_bundle, &fault);
	if (err == ERR_INVALID)
		*ret_refusal = arena_printf(c->arena, "catalogue_bundle.faults.%s", fault.reason);
	if (err == ERR_INVALID && fault.member != NULL && *fault.member != '\0')
		*ret_refusal = arena_printf(c->arena, "%s (%s)", ctx_text(c, *ret_refusal), fault.member);
	return err == ERR_INVALID ? OK : err;
}

/* The file that came, as memory: it may be larger than what a request should hold. */
struct mapping {
	void *start;
	size_t size;
};

static void
unmap(void *object)
{
	const struct mapping *mapping = object;

	(void)munmap(mapping->start, mapping->size);
}

static enum err
map_upload(struct ctx *c, const struct upload *upload, struct bytes *ret_content)
{
	struct mapping *mapping = ARENA_NEW(c->arena, struct mapping);
	const int descriptor = open(upload->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	*ret_content = (struct bytes){ (const unsigned char *)"", 0 };
	if (descriptor < 0)
		return refuse_log(c, ERR_UNAVAILABLE, NULL, NULL, "open %s", upload->path);
	mapping->size = (size_t)upload->size;
	mapping->start =
	    mapping->size == 0 ? MAP_FAILED : mmap(NULL, mapping->size, PROT_READ, MAP_PRIVATE, descriptor, 0);
	(void)close(descriptor);
	if (mapping->size == 0)
		return OK;
	if (mapping->start == MAP_FAILED)
		return refuse_log(c, ERR_UNAVAILABLE, NULL, NULL, "mmap %s", upload->path);
	arena_defer(c->arena, unmap, mapping);
	*ret_content = (struct bytes){ mapping->start, mapping->size };
	return OK;
}

struct taking {
	struct bundle_upload upload;
	struct bytes content;
};

static enum err
take_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct taking *t = arg;

	(void)snprintf(location, IDEMPOTENCY_LOCATION, BUNDLE_PATH "/den/%s", t->upload.code);
	return bundle_upload_add(db, &t->upload, t->content);
}

enum err
handle_bundle_upload(struct ctx *c, const void *input)
{
	const struct bundle_in *in = input;
	struct taking taking;
	struct bundle bundle;
	const char *refusal;
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (err || (err = map_upload(c, in->file, &taking.content)) ||
	    (err = open_bundle(c, taking.content, &bundle, &refusal)))
		return err;
	if (refusal != NULL) {
		err = again_refuse(c, "file", refusal);
		return err ? err : show_list(c, 422);
	}
	taking.upload = (struct bundle_upload){ .code = random_token(c->arena, CODE_BYTES),
		.file_name = arena_strndup(c->arena, in->file->name, strnlen(in->file->name, FILE_NAME_LENGTH)),
		.signer = bundle.signer,
		.province = bundle.manifest.province,
		.procedures = (int64_t)bundle.manifest.procedures.count,
		.officer_id = ctx_officer(c)->id,
		.created_at = now };
	return idempotency_run(c, "catalogue.bundle", take_once, &taking);
}

struct view *
bundle_list_sample(struct arena *arena)
{
	struct view *page = view_object(arena), *item;
	struct sheet *sheet = sheet_new(arena, "sample");

	view_text(page, "title", "sample");
	view_text(page, "once", "sample");
	view_url(page, "action", BUNDLE_PATH);
	view_url(page, "make_url", BUNDLE_PATH);
	item = view_child(page, "file");
	part_field(item, "file", "sample", "sample", "sample", false);
	view_text(item, "accept", "sample");
	view_bool(item, "multiple", false);
	sheet_column(sheet, "sample", false);
	sheet_text(sheet, "sample", BUNDLE_PATH);
	item = view_child(page, "uploads");
	sheet_show(sheet, item);
	view_text(item, "note", NULL);
	view_url(item, "csv_url", NULL);
	view_bool(page, "has_errors", true);
	item = view_item(view_list(page, "errors"));
	view_text(item, "message", "sample");
	view_url(item, "anchor", "#file");
	office_nav_sample(page);
	return page;
}
