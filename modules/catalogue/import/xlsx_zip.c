/* Entries of a spreadsheet's archive. See xlsx_zip.h. */
#include "import/xlsx_zip.h"

#include <stdlib.h>
#include <string.h>

#include <zip.h>

#include "import/xml_guard.h"

struct xlsx_archive {
	zip_t *zip;
	zip_file_t *entry; /* the one that is read */
	struct xml_guard guard;
	bool broken;
};

static void
archive_close(void *object)
{
	struct xlsx_archive *archive = object;

	if (archive->entry != NULL)
		(void)zip_fclose(archive->entry);
	zip_discard(archive->zip);
}

enum err
xlsx_open(struct arena *arena, struct bytes file, struct xlsx_archive **ret_archive, struct file_fault *fault)
{
	struct xlsx_archive *archive = ARENA_NEW(arena, struct xlsx_archive);
	zip_error_t error;
	zip_source_t *source;
	zip_int64_t entries;

	zip_error_init(&error);
	source = zip_source_buffer_create(file.data, file.size, 0, &error);
	if (source != NULL && (archive->zip = zip_open_from_source(source, ZIP_RDONLY, &error)) == NULL)
		zip_source_free(source);
	zip_error_fini(&error);
	if (archive->zip == NULL)
		return file_refuse(fault, 0, "archive");
	arena_defer(arena, archive_close, archive);
	entries = zip_get_num_entries(archive->zip, 0);
	if (entries < 1 || entries > XLSX_ENTRIES_MAX)
		return file_refuse(fault, 0, "entries");
	*ret_archive = archive;
	return OK;
}

bool
xlsx_has(struct xlsx_archive *archive, const char *name)
{
	return zip_name_locate(archive->zip, name, 0) >= 0;
}

const char *
xlsx_first_sheet(struct arena *arena, struct xlsx_archive *archive)
{
	for (int i = 1; i < XLSX_ENTRIES_MAX; i++) {
		const char *name = arena_printf(arena, "xl/worksheets/sheet%d.xml", i);

		if (xlsx_has(archive, name))
			return name;
	}
	return "";
}

/* For libxml2: the next bytes of the entry, counted against its bound and seen by the guard. */
static int
entry_read(void *context, char *bytes, int size)
{
	struct xlsx_archive *archive = context;
	zip_int64_t count = zip_fread(archive->entry, bytes, (zip_uint64_t)size);

	if (count < 0 || !xml_guard_see(&archive->guard, bytes, (size_t)count)) {
		archive->broken = true;
		return -1;
	}
	return (int)count;
}

static void
reader_close(void *object)
{
	xmlFreeTextReader(object);
}

static void
say_nothing(void *context, const char *message, xmlParserSeverities severity, xmlTextReaderLocatorPtr locator)
{
	(void)context;
	(void)message;
	(void)severity;
	(void)locator;
}

enum err
xlsx_entry(struct arena *arena, struct xlsx_archive *archive, const char *name, xmlTextReader **ret_reader,
    struct file_fault *fault)
{
	zip_stat_t status;

	if (zip_stat(archive->zip, name, 0, &status) != 0 || (status.valid & ZIP_STAT_SIZE) == 0 ||
	    (status.valid & ZIP_STAT_COMP_SIZE) == 0)
		return file_refuse(fault, 0, "archive");
	if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && status.encryption_method != ZIP_EM_NONE)
		return file_refuse(fault, 0, "encrypted");
	if (status.size > XLSX_UNPACKED_MAX || status.size / XLSX_RATIO_MAX > status.comp_size)
		return file_refuse(fault, 0, "bomb");
	if (archive->entry != NULL)
		(void)zip_fclose(archive->entry);
	archive->entry = zip_fopen(archive->zip, name, 0);
	if (archive->entry == NULL)
		return file_refuse(fault, 0, "archive");
	archive->guard = (struct xml_guard){ .bytes_left = status.size, .attributes_max = XLSX_ATTRIBUTES_MAX };
	/* In no other encoding: the guard sees bytes, and one that hides "<" (UTF-7) would pass it by. */
	*ret_reader = xmlReaderForIO(entry_read, NULL, archive, name, "UTF-8", XML_PARSE_NONET | XML_PARSE_COMPACT);
	if (*ret_reader == NULL)
		return file_refuse(fault, 0, "xml");
	arena_defer(arena, reader_close, *ret_reader);
	xmlTextReaderSetErrorHandler(*ret_reader, say_nothing, NULL);
	return OK;
}

int
xlsx_next(struct xlsx_archive *archive, xmlTextReader *reader, struct file_fault *fault)
{
	int more = xmlTextReaderRead(reader);

	if (archive->broken || more < 0) {
		(void)file_refuse(fault, 0, archive->broken ? "bomb" : "xml");
		return -1;
	}
	return more;
}
