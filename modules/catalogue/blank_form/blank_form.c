/* Blank forms of both kinds. See blank_form.h. Must not know SQL. */
#include "blank_form/blank_form.h"

#include <string.h>
#include <strings.h>

#include "core/input/upload.h"
#include "core/none.h"
#include "core/security/hash.h"
#include "core/system/file.h"
#include "record/procedure_record.h"

/* No type twice where another ending has it: old office files are all CDF to libmagic. Nothing that can hold macros by its name. */
static const struct {
	const char *ending, *type;
} types[] = {
	{ ".pdf", "application/pdf" },
	{ ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
	{ ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
	{ ".odt", "application/vnd.oasis.opendocument.text" },
	{ ".ods", "application/vnd.oasis.opendocument.spreadsheet" },
	{ ".doc", "application/msword" },
	{ ".doc", "application/CDFV2" },
	{ ".xls", "application/vnd.ms-excel" },
	{ ".xls", "application/CDFV2" },
	{ ".rtf", "text/rtf" },
	{ ".jpg", "image/jpeg" },
	{ ".png", "image/png" },
};

bool
blank_form_fits(const char *name, const char *type)
{
	const char *ending = strrchr(name, '.');

	for (size_t i = 0; ending != NULL && i < sizeof(types) / sizeof(types[0]); i++)
		if (strcasecmp(types[i].ending, ending) == 0 && strcmp(types[i].type, type) == 0)
			return true;
	return false;
}

static void
add_name(const char **names, size_t *count, const char *name)
{
	if (name == NULL || *name == '\0')
		return;
	for (size_t i = 0; i < *count; i++)
		if (strcmp(names[i], name) == 0)
			return;
	names[(*count)++] = name;
}

size_t
blank_forms_named(struct arena *arena, const struct version_record *version, const char *const **ret_names)
{
	const struct case_record *cases = version->cases.items;
	const struct result_record *results = version->results.items;
	size_t most = version->results.count, count = 0;
	const char **names;

	for (size_t i = 0; i < version->cases.count; i++)
		most += cases[i].requirements.count;
	names = arena_array(arena, most + 1, sizeof(*names));
	for (size_t i = 0; i < version->cases.count; i++) {
		const struct requirement_record *papers = cases[i].requirements.items;

		for (size_t n = 0; n < cases[i].requirements.count; n++)
			add_name(names, &count, papers[n].template_file);
	}
	for (size_t i = 0; i < version->results.count; i++)
		add_name(names, &count, results[i].template_file);
	*ret_names = names;
	return count;
}

/* A file that was installed; one that cannot be had or is nothing to fill in is as good as none. */
static enum err
find_installed(struct arena *arena, const char *static_files, const char *name, struct blank_form *ret_form,
    struct bytes *ret_content)
{
	const char *path = arena_printf(arena, "%s/mau-don/%s", static_files, name);
	unsigned char *digest = arena_alloc(arena, SHA256_SIZE);
	struct failure failure = { .code = OK };

	/* The name of a record has no slash and does not begin with a dot. */
	if (strchr(name, '/') != NULL || name[0] == '.' ||
	    file_read(arena, path, BLANK_FORM_BYTES, false, ret_content, &failure))
		return ERR_NOT_FOUND;
	sha256(ret_content->data, ret_content->size, digest);
	*ret_form = (struct blank_form){ .name = name,
		.media_type = arena_strdup(arena, bytes_type(*ret_content)),
		.sha256 = { digest, SHA256_SIZE },
		.from_day = DATE_NONE };
	return blank_form_fits(name, ret_form->media_type) ? OK : ERR_NOT_FOUND;
}

enum err
blank_form_find(struct db *db, struct arena *arena, const char *static_files, const char *name, int32_t day,
    struct blank_form *ret_form, struct bytes *ret_content)
{
	enum err err = blank_form_on(db, name, day, ret_form);

	if (err == ERR_NOT_FOUND)
		return find_installed(arena, static_files, name, ret_form, ret_content);
	return err ? err : blank_form_content(db, ret_form->sha256, ret_content);
}
