/*
 * XML by the published schema (xml_procedures.h): read as a stream, each element looked up in record/'s tables; the schema is
 * a second opinion and comes from disk. No entity, no document type, nothing loaded. See import_file.h.
 */
#include <stdlib.h>
#include <string.h>

#include <libxml/xmlreader.h>
#include <libxml/xmlschemas.h>

#include "core/locale/utf8.h"
#include "core/memory/buffer.h"
#include "core/system/file.h"
#include "domain/definition/xml.h"
#include "import/flat_list.h"
#include "import/import_file.h"
#include "import/said.h"
#include "import/xml_guard.h"
#include "import/xml_procedures.h"

enum { ATTRIBUTES_MAX = 16, TEXT_MAX = 512 * 1024, ITEMS_MAX = 2000, SCHEMA_MAX = 1 << 20 };

struct xml {
	struct bytes file;
	struct xml_guard guard;
	size_t at, from; /* bytes given to the parser; where the procedure that is read began */
	bool broken, reading;
	xmlTextReader *reader;
	const struct import_sink *sink;
	struct file_fault *fault;
	struct record_fault *record; /* of the procedure that is read */
	const char *invalid;         /* what the schema said of it */
	size_t records;
};

static int
bytes_read(void *context, char *bytes, int size)
{
	struct xml *x = context;
	size_t left = x->file.size - x->at, count = left < (size_t)size ? left : (size_t)size;

	memcpy(bytes, x->file.data + x->at, count);
	x->at += count;
	x->broken = x->broken || !xml_guard_see(&x->guard, bytes, count);
	return x->broken ? -1 : (int)count;
}

/* What the schema or the parser says; the first word on a procedure stays. */
static void
note_error(void *context, xmlError *error)
{
	struct xml *x = context;

	if (x->invalid == NULL && error->message != NULL)
		x->invalid = arena_strndup(x->sink->work, error->message, strcspn(error->message, "\n"));
}

/* The next node that matters: 1, 0 at the end, -1 with the file's fault. */
static int
next(struct xml *x)
{
	int more = xmlTextReaderRead(x->reader);

	if (x->reading && x->at - x->from > IMPORT_RECORD_MAX) {
		(void)file_refuse(x->fault, (size_t)xmlTextReaderGetParserLineNumber(x->reader), "cell");
		return -1;
	}
	if (!x->broken && more >= 0)
		return more;
	(void)file_refuse(
	    x->fault, (size_t)xmlTextReaderGetParserLineNumber(x->reader), x->broken ? "declaration" : "xml");
	return -1;
}

static bool
is_start(struct xml *x)
{
	return xmlTextReaderNodeType(x->reader) == XML_READER_TYPE_ELEMENT;
}

static const char *
name_of(struct xml *x)
{
	return (const char *)xmlTextReaderConstLocalName(x->reader);
}

/* The text of the element the reader is at; it stands on its end afterwards. */
static enum err
read_text(struct xml *x, const char *path, struct buffer *text)
{
	int depth = xmlTextReaderDepth(x->reader), more;

	buffer_init(text, x->sink->work, TEXT_MAX);
	if (xmlTextReaderIsEmptyElement(x->reader))
		return OK;
	while ((more = next(x)) == 1 && xmlTextReaderDepth(x->reader) > depth) {
		if (is_start(x))
			(void)record_refuse(x->record, path, "holds an element");
		else if (xmlTextReaderHasValue(x->reader) &&
			 xmlTextReaderNodeType(x->reader) != XML_READER_TYPE_COMMENT)
			buffer_text(text, (const char *)xmlTextReaderConstValue(x->reader));
	}
	if (text->full)
		(void)record_refuse(x->record, path, "is too long");
	return more == 1 ? OK : ERR_INVALID;
}

static enum err read_object(struct xml *x, const char *path, const struct record_table *table, json_t *into);

static enum err
read_list(struct xml *x, const char *path, const struct record_table *table, json_t *list)
{
	int depth = xmlTextReaderDepth(x->reader), more = 1;
	enum err err = OK;

	if (xmlTextReaderIsEmptyElement(x->reader))
		return OK;
	while (!err && (more = next(x)) == 1 && xmlTextReaderDepth(x->reader) > depth) {
		json_t *item;

		if (!is_start(x))
			continue;
		if (json_array_size(list) == ITEMS_MAX)
			return file_refuse(x->fault, 0, "rows");
		item = said_made(json_object());
		err = read_object(x, arena_printf(x->sink->work, "%s[%zu]", path, json_array_size(list)), table, item);
		if (json_array_append_new(list, item) != 0)
			abort();
	}
	return err || more == 1 ? err : ERR_INVALID;
}

/* Words of a list stand apart by blanks (xs:list); the record joins them by commas. */
static const char *
words_joined(struct arena *arena, const char *text)
{
	char *joined = arena_strdup(arena, text);

	for (char *at = joined; *at != '\0'; at++)
		if (strchr(" \t\r\n", *at) != NULL)
			*at = ',';
	return joined;
}

static enum err
read_member(struct xml *x, const char *path, const struct record_field *field, json_t *into)
{
	struct buffer text;
	json_t *value;
	enum err err = OK;

	if (json_object_get(into, field->name) != NULL)
		(void)record_refuse(x->record, path, "is there twice");
	if (field->kind == RECORD_LIST) {
		value = said_made(json_array());
		err = read_list(x, path, field->items, value);
	} else {
		err = read_text(x, path, &text);
		value = flat_value(
		    field, field->kind == RECORD_CHOICES ? words_joined(x->sink->work, text.data) : text.data);
	}
	if (json_object_set_new(into, field->name, value) != 0)
		abort();
	return err;
}

static const struct record_field *
field_of(const struct record_table *table, const char *name)
{
	bool of_version;

	if (table == NULL)
		return said_field(name, &of_version);
	for (size_t i = 0; i < table->count; i++)
		if (strcmp(table->fields[i].name, name) == 0)
			return &table->fields[i];
	return NULL;
}

/* Elements inside this one as members; `table` NULL: those of a procedure. */
static enum err
read_object(struct xml *x, const char *path, const struct record_table *table, json_t *into)
{
	int depth = xmlTextReaderDepth(x->reader), more = 1;
	enum err err = OK;

	if (xmlTextReaderIsEmptyElement(x->reader))
		return OK;
	while (!err && (more = next(x)) == 1 && xmlTextReaderDepth(x->reader) > depth) {
		const struct record_field *field;
		const char *member;
		struct buffer ignored;

		if (!is_start(x))
			continue;
		member = arena_printf(x->sink->work, "%s%s%s", path, *path != '\0' ? "." : "", name_of(x));
		field = field_of(table, name_of(x));
		if (field != NULL) {
			err = read_member(x, member, field, into);
		} else {
			(void)record_refuse(x->record, member, "is unknown");
			err = read_text(x, member, &ignored);
		}
	}
	return err || more == 1 ? err : ERR_INVALID;
}

static enum err
read_procedure(struct xml *x)
{
	struct import_said one = { .line = (size_t)xmlTextReaderGetParserLineNumber(x->reader) };
	json_t *said;
	enum err err;

	if (++x->records > IMPORT_RECORDS_MAX)
		return file_refuse(x->fault, one.line, "rows");
	said = said_made(json_object());
	x->record = &one.fault;
	x->from = x->at;
	x->reading = true;
	err = read_object(x, "", NULL, said);
	x->reading = false;
	if (x->invalid != NULL)
		(void)record_refuse(&one.fault, "", x->invalid);
	if (!err) {
		one.said = one.fault.reason == NULL ? said : NULL;
		one.code = json_string_value(json_object_get(said, "code"));
		err = x->sink->take(x->sink->of, &one);
	}
	json_decref(said);
	x->record = NULL;
	x->invalid = NULL;
	arena_reset(x->sink->work);
	return err;
}

static void
schema_free(void *object)
{
	xmlSchemaFree(object);
}

static void
reader_free(void *object)
{
	xmlFreeTextReader(object);
}

/* The schema as a second opinion; `path` NULL: our own tables decide alone. */
static enum err
set_schema(struct xml *x, const char *path, struct arena *lasting)
{
	struct failure failure = { 0 };
	xmlSchemaParserCtxt *parser;
	struct bytes text;
	xmlSchema *schema;

	if (path == NULL)
		return OK;
	/* From memory: nothing that libxml2 wants to load itself is ever loaded. */
	if (file_read(lasting, path, SCHEMA_MAX, false, &text, &failure) != OK)
		return file_refuse(x->fault, 0, "schema");
	parser = xmlSchemaNewMemParserCtxt((const char *)text.data, (int)text.size);
	if (parser != NULL)
		xmlSchemaSetParserStructuredErrors(parser, note_error, x);
	schema = parser != NULL ? xmlSchemaParse(parser) : NULL;
	xmlSchemaFreeParserCtxt(parser);
	if (schema == NULL)
		return file_refuse(x->fault, 0, "schema");
	arena_defer(lasting, schema_free, schema);
	return xmlTextReaderSetSchema(x->reader, schema) == 0 ? OK : file_refuse(x->fault, 0, "schema");
}

/* The root with its procedures. */
static enum err
read_document(struct xml *x)
{
	bool rooted = false;
	int more = 1;
	enum err err = OK;

	while (!err && (more = next(x)) == 1) {
		if (xmlTextReaderNodeType(x->reader) == XML_READER_TYPE_DOCUMENT_TYPE)
			return file_refuse(x->fault, 1, "declaration");
		if (!is_start(x))
			continue;
		if (!rooted) {
			const xmlChar *space = xmlTextReaderConstNamespaceUri(x->reader);

			rooted = strcmp(name_of(x), "procedures") == 0 && space != NULL &&
				 strcmp((const char *)space, XML_PROCEDURES) == 0;
			if (!rooted)
				return file_refuse(x->fault, 1, "list");
			x->invalid = NULL;
		} else if (strcmp(name_of(x), "procedure") == 0) {
			err = read_procedure(x);
		} else {
			return file_refuse(x->fault, (size_t)xmlTextReaderGetParserLineNumber(x->reader), "list");
		}
	}
	if (!err && more == 1)
		return OK;
	return err || more < 0 ? ERR_INVALID : rooted ? OK : file_refuse(x->fault, 1, "list");
}

enum err
import_xml_read(struct bytes file, const char *schema, struct arena *lasting, const struct import_sink *sink,
    struct file_fault *fault)
{
	struct xml x = { .file = file,
		.sink = sink,
		.fault = fault,
		.guard = { .bytes_left = IMPORT_BYTES_MAX, .attributes_max = ATTRIBUTES_MAX } };

	xml_deny_loading();
	if (!utf8_valid((const char *)file.data, file.size))
		return file_refuse(fault, 0, "encoding");
	x.reader = xmlReaderForIO(bytes_read, NULL, &x, "file", "UTF-8", XML_PARSE_NONET | XML_PARSE_COMPACT);
	if (x.reader == NULL)
		return file_refuse(fault, 0, "xml");
	arena_defer(lasting, reader_free, x.reader);
	xmlTextReaderSetStructuredErrorHandler(x.reader, note_error, &x);
	return set_schema(&x, schema, lasting) == OK ? read_document(&x) : ERR_INVALID;
}
