/* The schema and documents by it, walked from record/'s tables. See xml_procedures.h. */
#include "import/xml_procedures.h"

#include <string.h>

#include "core/memory/arena.h"
#include "import/flat_list.h"
#include "import/said.h"
#include "record/procedure_record.h"

enum { SCHEMA_MAX = 256 * 1024 };

static void
indent(struct buffer *out, int depth)
{
	static const char tabs[] = "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t";

	buffer_add(out, tabs, (size_t)depth);
}

/* --- the schema ------------------------------------------------------------------------------------------------------- */

static void schema_members(struct buffer *out, const struct record_table *table, int depth);

static void
schema_words(struct buffer *out, const char *const *words, int depth)
{
	indent(out, depth);
	buffer_text(out, "<xs:restriction base=\"xs:string\">\n");
	for (; *words != NULL; words++) {
		indent(out, depth + 1);
		buffer_printf(out, "<xs:enumeration value=\"%s\"/>\n", *words);
	}
	indent(out, depth);
	buffer_text(out, "</xs:restriction>\n");
}

static const char *
schema_type(const struct record_field *field)
{
	switch (field->kind) {
	case RECORD_INT: return "xs:long";
	case RECORD_BOOL: return "xs:boolean";
	case RECORD_DATE: return "xs:date";
	case RECORD_CODE: return "code";
	default: return "xs:string";
	}
}

static void
schema_list(struct buffer *out, const struct record_field *field, int depth)
{
	indent(out, depth);
	buffer_text(out, "<xs:complexType><xs:sequence>\n");
	indent(out, depth + 1);
	buffer_text(
	    out, "<xs:element name=\"item\" minOccurs=\"0\" maxOccurs=\"unbounded\"><xs:complexType><xs:all>\n");
	schema_members(out, field->items, depth + 2);
	indent(out, depth + 1);
	buffer_text(out, "</xs:all></xs:complexType></xs:element>\n");
	indent(out, depth);
	buffer_text(out, "</xs:sequence></xs:complexType>\n");
}

static void
schema_member(struct buffer *out, const struct record_field *field, int depth)
{
	indent(out, depth);
	if (field->choices == NULL && field->kind != RECORD_LIST) {
		buffer_printf(
		    out, "<xs:element name=\"%s\" type=\"%s\" minOccurs=\"0\"/>\n", field->name, schema_type(field));
		return;
	}
	buffer_printf(out, "<xs:element name=\"%s\" minOccurs=\"0\">\n", field->name);
	if (field->kind == RECORD_LIST) {
		schema_list(out, field, depth + 1);
	} else {
		indent(out, depth + 1);
		buffer_text(out,
		    field->kind == RECORD_CHOICES ? "<xs:simpleType><xs:list><xs:simpleType>\n" : "<xs:simpleType>\n");
		schema_words(out, field->choices, depth + 2);
		indent(out, depth + 1);
		buffer_text(out, field->kind == RECORD_CHOICES ? "</xs:simpleType></xs:list></xs:simpleType>\n"
							       : "</xs:simpleType>\n");
	}
	indent(out, depth);
	buffer_text(out, "</xs:element>\n");
}

static void
schema_members(struct buffer *out, const struct record_table *table, int depth)
{
	for (size_t i = 0; i < table->count; i++)
		if (said_is_exchanged(&table->fields[i]))
			schema_member(out, &table->fields[i], depth);
}

const char *
xml_schema(struct arena *arena)
{
	struct buffer out;

	buffer_init(&out, arena, SCHEMA_MAX);
	buffer_text(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			  "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns=\"" XML_PROCEDURES
			  "\" targetNamespace=\"" XML_PROCEDURES "\" elementFormDefault=\"qualified\">\n"
			  "\t<xs:simpleType name=\"code\">\n"
			  "\t\t<xs:restriction base=\"xs:string\"><xs:pattern value=\"[A-Za-z0-9._ \\-]*\"/>"
			  "</xs:restriction>\n\t</xs:simpleType>\n"
			  "\t<xs:element name=\"procedures\"><xs:complexType><xs:sequence>\n"
			  "\t\t<xs:element name=\"procedure\" minOccurs=\"0\" maxOccurs=\"unbounded\">"
			  "<xs:complexType><xs:all>\n");
	schema_members(&out, &procedure_record_table, 3);
	schema_members(&out, &version_record_table, 3);
	buffer_text(&out, "\t\t</xs:all></xs:complexType></xs:element>\n"
			  "\t</xs:sequence></xs:complexType></xs:element>\n</xs:schema>\n");
	return out.data;
}

/* --- documents ---------------------------------------------------------------------------------------------------------- */

static void
add_escaped(struct buffer *out, const char *text)
{
	for (; *text != '\0'; text++) {
		switch (*text) {
		case '&': buffer_text(out, "&amp;"); break;
		case '<': buffer_text(out, "&lt;"); break;
		case '>': buffer_text(out, "&gt;"); break;
		default: buffer_char(out, *text);
		}
	}
}

static void write_members(
    struct buffer *out, struct arena *arena, const struct record_table *table, const void *record, int depth);

static void
write_list(struct buffer *out, struct arena *arena, const struct record_field *field, const void *record, int depth)
{
	struct record_list list;

	memcpy(&list, (const char *)record + field->offset, sizeof(list));
	indent(out, depth);
	buffer_printf(out, "<%s>\n", field->name);
	for (size_t i = 0; i < list.count; i++) {
		indent(out, depth + 1);
		buffer_text(out, "<item>\n");
		write_members(out, arena, field->items, (const char *)list.items + i * field->items->size, depth + 2);
		indent(out, depth + 1);
		buffer_text(out, "</item>\n");
	}
	indent(out, depth);
	buffer_printf(out, "</%s>\n", field->name);
}

static void
write_member(struct buffer *out, struct arena *arena, const struct record_field *field, const void *record, int depth)
{
	const char *text;

	if (field->kind == RECORD_LIST) {
		write_list(out, arena, field, record, depth);
		return;
	}
	text = flat_text(arena, field, record);
	if (*text == '\0')
		return;
	if (field->kind == RECORD_CHOICES) {
		char *words = arena_strdup(arena, text);

		for (char *at = words; *at != '\0'; at++)
			*at = *at == ',' ? ' ' : *at;
		text = words;
	}
	indent(out, depth);
	buffer_printf(out, "<%s>", field->name);
	add_escaped(out, text);
	buffer_printf(out, "</%s>\n", field->name);
}

static void
write_members(struct buffer *out, struct arena *arena, const struct record_table *table, const void *record, int depth)
{
	for (size_t i = 0; i < table->count; i++)
		if (said_is_exchanged(&table->fields[i]))
			write_member(out, arena, &table->fields[i], record, depth);
}

void
xml_begin(struct buffer *out)
{
	buffer_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<procedures xmlns=\"" XML_PROCEDURES "\">\n");
}

void
xml_procedure(struct buffer *out, struct arena *arena, const struct procedure_record *procedure,
    const struct version_record *version)
{
	buffer_text(out, "\t<procedure>\n");
	write_members(out, arena, &procedure_record_table, procedure, 2);
	write_members(out, arena, &version_record_table, version, 2);
	buffer_text(out, "\t</procedure>\n");
}

void
xml_end(struct buffer *out)
{
	buffer_text(out, "</procedures>\n");
}
