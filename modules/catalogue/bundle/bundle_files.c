/* Blank forms of a bundle: held against this catalogue, and written. See bundle_private.h. Must not know SQL. */
#include <string.h>

#include "blank_form/blank_form.h"
#include "bundle/bundle_private.h"
#include "core/data/db.h"
#include "core/input/upload.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"

static const struct bundle_file_record *
record_of(const struct bundle_manifest *m, const char *name)
{
	const struct bundle_file_record *records = m->files.items;

	for (size_t i = 0; i < m->files.count; i++)
		if (strcmp(records[i].name, name) == 0)
			return &records[i];
	return NULL;
}

/* Held against what was decided last, not what is in force today: the same bundle again changes nothing. */
enum err
bundle_file_state(const struct bundle_work *w, const char *name, bool *ret_brought, enum bundle_state *ret_state)
{
	const struct bundle_member_record *member = NULL;
	struct blank_form here;
	struct bytes content;
	enum err err = blank_form_find(w->db, w->arena, w->static_files, name, DATE_NONE, &here, &content);

	if (record_of(&w->bundle->manifest, name) != NULL)
		member = bundle_listed(&w->bundle->manifest, bundle_file_path(w->arena, name));
	*ret_brought = member != NULL;
	if (err && err != ERR_NOT_FOUND)
		return err;
	*ret_state = member == NULL ? (err ? BUNDLE_LACKING : BUNDLE_SAME)
		     : err          ? BUNDLE_NEW
		     : strcmp(hex_encode(w->arena, here.sha256.data, here.sha256.size), member->sha256) == 0
			 ? BUNDLE_SAME
			 : BUNDLE_CHANGED;
	return OK;
}

/* The rules of an upload: what libmagic sees counts, not what the bundle or the name says. */
static bool
is_fit(const struct bundle_file_record *record, struct bytes content)
{
	const char *type = bytes_type(content);

	return content.size > 0 && content.size <= BLANK_FORM_BYTES && strcmp(type, record->media_type) == 0 &&
	       blank_form_fits(record->name, type);
}

enum err
bundle_file_compare(const struct bundle_work *w, const struct bundle_file_record *record, struct bundle_report *r)
{
	const struct tar_member *member = tar_find(&w->bundle->members, bundle_file_path(w->arena, record->name));
	struct bundle_item item = { "file", record->name, record->name, BUNDLE_BLOCKED, NULL, "", 0, NULL };
	bool brought;
	enum err err = OK;

	if (member == NULL)
		item.why = BUNDLE_WHY("member");
	else if (!is_fit(record, member->content))
		item.why = BUNDLE_WHY("file_type");
	else
		err = bundle_file_state(w, record->name, &brought, &item.state);
	if (!err)
		bundle_report_add(w, r, item);
	return err;
}

enum err
bundle_files_lacking(const struct bundle_work *w, const struct version_record *version, struct bundle_report *r)
{
	const char *const *names;
	const size_t count = blank_forms_named(w->arena, version, &names);
	enum bundle_state state;
	bool brought;
	enum err err = OK;

	for (size_t i = 0; !err && i < count; i++) {
		err = bundle_file_state(w, names[i], &brought, &state);
		if (!err && state == BUNDLE_LACKING)
			bundle_report_add(w, r,
			    (struct bundle_item){
				"file", names[i], names[i], state, BUNDLE_WHY("no_file"), version->name, 0, NULL });
	}
	return err;
}

static enum err
put_file(struct applying *a, const char *name, int64_t version_id)
{
	const struct bundle_work *w = &a->work;
	const struct bundle_file_record *record = record_of(&w->bundle->manifest, name);
	const struct tar_member *member = tar_find(&w->bundle->members, bundle_file_path(w->arena, name));
	unsigned char digest[SHA256_SIZE];
	struct blank_form form = { .name = name,
		.sha256 = { digest, sizeof(digest) },
		.procedure_version_id = version_id,
		.from_day = a->order->approved ? a->order->from_day : DATE_NONE };

	if (record == NULL || member == NULL)
		return ERR_INVALID;
	form.media_type = record->media_type;
	sha256(member->content.data, member->content.size, digest);
	a->written++;
	return blank_form_add(w->db, &form, member->content, a->order->officer_id, a->order->now);
}

enum err
bundle_files_put(struct applying *a, const struct version_record *version, int64_t version_id)
{
	const char *const *names;
	const size_t count = blank_forms_named(a->work.arena, version, &names);
	enum bundle_state state;
	bool brought;
	enum err err = OK;

	for (size_t i = 0; !err && i < count; i++) {
		err = bundle_file_state(&a->work, names[i], &brought, &state);
		if (!err && brought && state != BUNDLE_SAME)
			err = put_file(a, names[i], version_id);
	}
	return err;
}
