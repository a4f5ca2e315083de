/* Files and documentation of the open data. See open_data.h. */
#include "publish/open_data.h"

#include <string.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/security/hash.h"
#include "core/system/config.h"
#include "core/view/view.h"
#include "domain/site/site.h"
#include "publish/catalogue.h"
#include "publish/edition.h"
#include "publish/page.h"
#include "publish/publish.h"
#include "publish/sample.h"
#include "publish/tree.h"

#define TEMPLATE    "catalogue/publish_open_data"
#define FOLDER      "du-lieu-mo/"
#define DATA_MEMORY ((size_t)1 << 30)
#define DATA_MOST   ((size_t)256 << 20)
#define SCHEMA_MOST ((size_t)1 << 20)

/* --- files ------------------------------------------------------------------------------------------------------------ */

struct file {
	const char *path;
	const struct data_part *part; /* of a CSV; NULL: JSON */
};

static void
write_file(struct buffer *out, const struct edition *edition, const struct file *file, struct arena *row)
{
	size_t count = edition->catalogue->procedure_count;

	if (file->part != NULL)
		data_write_csv_head(out, file->part);
	else
		buffer_text(out, "{\"procedures\":[\n");
	for (size_t i = 0; i < count; i++) {
		if (file->part != NULL) {
			data_write_csv(out, row, edition, file->part, i);
		} else {
			data_write_json(out, row, edition, i);
			buffer_text(out, i + 1 < count ? ",\n" : "\n");
		}
		arena_reset(row);
	}
	if (file->part == NULL)
		buffer_text(out, "]}\n");
}

struct files {
	const struct publishing *p;
	const struct edition *edition;
	struct tree *tree;
	unsigned char digest[SHA256_SIZE]; /* of all that the files are made of */
};

static enum err
put(struct files *f, const char *path, const struct buffer *out)
{
	if (out->full)
		return FAILURE(f->p->failure, ERR_TOO_LARGE, NULL, NULL, "%s is too large", path);
	return tree_put(f->tree, path, f->digest, out->data, out->size);
}

/* A file of data, made anew only where the catalogue is another than that of the tree before. */
static enum err
put_file(struct files *f, const struct file *file)
{
	struct arena *whole, *row;
	struct buffer out;
	enum err err;

	if (tree_keep(f->tree, file->path, f->digest))
		return OK;
	whole = arena_new(DATA_MEMORY);
	row = arena_new(DATA_MEMORY);
	buffer_init(&out, whole, DATA_MOST);
	write_file(&out, f->edition, file, row);
	err = put(f, file->path, &out);
	arena_free(row);
	arena_free(whole);
	return err;
}

static enum err
put_schema(struct files *f)
{
	struct buffer out;

	buffer_init(&out, f->p->arena, SCHEMA_MOST);
	data_write_schema(&out, f->edition);
	return put(f, FOLDER "thu-tuc.schema.json", &out);
}

static enum err
put_files(struct files *f)
{
	enum err err = put_schema(f);

	if (!err)
		err = put_file(f, &(struct file){ FOLDER "thu-tuc.json", NULL });
	if (!err)
		err = put_file(f, &(struct file){ FOLDER "thu-tuc.csv", &data_procedure });
	for (size_t i = 0; !err && i < data_part_count; i++)
		err = put_file(f,
		    &(struct file){ arena_printf(f->p->arena, FOLDER "%s.csv", data_parts[i].file), &data_parts[i] });
	return err;
}

enum err
open_data_publish(const struct publishing *p, const struct catalogue *catalogue)
{
	const struct edition edition = { p->config, p->messages, MESSAGES_FIRST_LANGUAGE, p->national_portal,
		catalogue };
	const struct bytes sources[] = { { catalogue->digest, sizeof(catalogue->digest) },
		{ (const unsigned char *)p->config->base_url, strlen(p->config->base_url) },
		{ (const unsigned char *)MOTCUA_VERSION, strlen(MOTCUA_VERSION) } };
	struct files f = { .p = p,
		.edition = &edition,
		.tree = tree_begin(p->arena, arena_printf(p->arena, "%s/du-lieu", p->config->published),
		    arena_printf(p->arena, "%lld", (long long)p->now), p->afresh, p->failure) };
	enum err err;

	if (f.tree == NULL)
		return ERR_UNAVAILABLE;
	sha256_parts(sources, sizeof(sources) / sizeof(sources[0]), f.digest);
	err = put_files(&f);
	return err ? err : tree_finish(f.tree);
}

/* --- documentation ---------------------------------------------------------------------------------------------------- */

static void
add_part(struct arena *arena, const struct edition *edition, struct view *list, const struct data_part *part)
{
	static const char *const types[] = { [DATA_TEXT] = "catalogue_data.type_text",
		[DATA_WORDS] = "catalogue_data.type_words",
		[DATA_INT] = "catalogue_data.type_int",
		[DATA_BOOL] = "catalogue_data.type_bool",
		[DATA_DATE] = "catalogue_data.type_date" };
	struct view *row = view_item(list), *fields = view_list(row, "fields");

	view_text(row, "name", part->name);
	view_text(row, "about", edition_text(edition, arena_printf(arena, "catalogue_data.parts.%s", part->name)));
	view_url(row, "csv_url", arena_printf(arena, "/" FOLDER "%s.csv", part->file));
	view_text(row, "csv_name", arena_printf(arena, "%s.csv", part->file));
	for (size_t i = 0; i < part->field_count; i++) {
		struct view *field = view_item(fields);

		view_text(field, "name", part->fields[i].name);
		view_text(field, "type", edition_text(edition, types[part->fields[i].type]));
		view_text(field, "about",
		    edition_text(
			edition, arena_printf(arena, "catalogue_data.fields.%s.%s", part->name, part->fields[i].name)));
		view_bool(field, "nullable", part->fields[i].nullable);
	}
}

static struct view *
open_data_view(struct arena *arena, const struct edition *edition, const char *source)
{
	struct view *page = view_object(arena), *parts;

	view_text(page, "title", edition_text(edition, "catalogue_data.title"));
	edition_breadcrumbs(arena, edition, page, NULL, NULL);
	view_text(page, "source", source);
	view_int(page, "count", (int64_t)edition->catalogue->procedure_count);
	parts = view_list(page, "parts");
	add_part(arena, edition, parts, &data_procedure);
	for (size_t i = 0; i < data_part_count; i++)
		add_part(arena, edition, parts, &data_parts[i]);
	return page;
}

enum err
open_data_put(struct page_writer *w, const void *content)
{
	const struct edition *edition = page_edition(w);

	(void)content;
	return page_put(w, &(struct page){ TEMPLATE, "/du-lieu-mo/", "",
			       open_data_view(page_arena(w), edition, site_province()->operator_name), false, NULL });
}

struct view *
open_data_sample(struct arena *arena)
{
	return open_data_view(arena, edition_sample(arena), "sample");
}
