/* The formats of the open data: JSON, CSV, JSON Schema. See open_data.h. */
#include <stdint.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/system/config.h"
#include "core/view/json.h"
#include "publish/catalogue.h"
#include "publish/edition.h"
#include "publish/open_data.h"

#define SCHEMA_DIALECT "https://json-schema.org/draft/2020-12/schema"

/* The rows of a procedure in a part. */
struct rows {
	const char *first;
	size_t count;
};

static struct rows
rows_of(const struct catalogue *catalogue, const struct data_part *part, size_t index)
{
	const struct catalogue_span *span =
	    (const struct catalogue_span *)((const char *)&catalogue->parts[index] + part->span);
	const char *rows;

	memcpy(&rows, (const char *)catalogue + part->rows, sizeof(rows));
	return (struct rows){ rows != NULL ? rows + span->first * part->row_size : NULL, span->count };
}

static const void *
row_of(struct arena *arena, const struct catalogue *catalogue, const struct data_part *part, const char *row)
{
	return part->row != NULL ? part->row(arena, catalogue, row) : row;
}

/* --- values ----------------------------------------------------------------------------------------------------------- */

/* As text; NULL is null. */
static const char *
value_text(struct arena *arena, const struct data_field *field, const void *row)
{
	const char *at = (const char *)row + field->offset;
	int64_t number;
	int32_t day;
	bool yes;
	const char *text;

	switch (field->type) {
	case DATA_INT:
		memcpy(&number, at, sizeof(number));
		return number != DB_NULL_INT ? arena_printf(arena, "%lld", (long long)number) : NULL;
	case DATA_DATE: memcpy(&day, at, sizeof(day)); return day != DATE_NONE ? date_iso(arena, day) : NULL;
	case DATA_BOOL: memcpy(&yes, at, sizeof(yes)); return yes ? "true" : "false";
	case DATA_TEXT:
	case DATA_WORDS: break;
	}
	memcpy(&text, at, sizeof(text));
	return text;
}

static void
write_words(struct buffer *out, struct arena *arena, const char *words)
{
	buffer_char(out, '[');
	for (const char *word = words; word != NULL && *word != '\0';) {
		size_t size = strcspn(word, ",");

		if (word != words)
			buffer_char(out, ',');
		json_write_text(out, arena_strndup(arena, word, size));
		word += size + (word[size] == ',');
	}
	buffer_char(out, ']');
}

/* --- JSON ------------------------------------------------------------------------------------------------------------- */

static void
write_fields(struct buffer *out, struct arena *arena, const struct data_part *part, const void *row)
{
	for (size_t i = 0; i < part->field_count; i++) {
		const struct data_field *field = &part->fields[i];
		const char *text = value_text(arena, field, row);

		buffer_printf(out, "%s\"%s\":", i > 0 ? "," : "", field->name);
		if (field->type == DATA_WORDS)
			write_words(out, arena, text);
		else if (text != NULL && (field->type == DATA_INT || field->type == DATA_BOOL))
			buffer_text(out, text);
		else
			json_write_text(out, text);
	}
}

void
data_write_json(struct buffer *out, struct arena *arena, const struct edition *edition, size_t index)
{
	buffer_char(out, '{');
	write_fields(out, arena, &data_procedure, data_procedure_row(arena, edition, index));
	for (size_t i = 0; i < data_part_count; i++) {
		const struct data_part *part = &data_parts[i];
		struct rows rows = rows_of(edition->catalogue, part, index);

		buffer_printf(out, ",\"%s\":[", part->name);
		for (size_t k = 0; k < rows.count; k++) {
			buffer_text(out, k > 0 ? ",{" : "{");
			write_fields(
			    out, arena, part, row_of(arena, edition->catalogue, part, rows.first + k * part->row_size));
			buffer_char(out, '}');
		}
		buffer_char(out, ']');
	}
	buffer_char(out, '}');
}

/* --- CSV -------------------------------------------------------------------------------------------------------------- */

/* A cell that a spreadsheet would take for a formula begins with an apostrophe. */
static void
write_cell(struct buffer *out, const char *text)
{
	if (text == NULL)
		return;
	if (*text == '\0' || (strpbrk(text, ",\"\r\n") == NULL && strchr("=+-@\t", *text) == NULL)) {
		buffer_text(out, text);
		return;
	}
	buffer_text(out, strchr("=+-@\t", *text) != NULL ? "\"'" : "\"");
	for (; *text != '\0'; text++) {
		if (*text == '"')
			buffer_char(out, '"');
		buffer_char(out, *text);
	}
	buffer_char(out, '"');
}

void
data_write_csv_head(struct buffer *out, const struct data_part *part)
{
	/* Spreadsheets take a file for UTF-8 by this mark. */
	buffer_text(out, "\xEF\xBB\xBF");
	if (part != &data_procedure)
		buffer_text(out, "procedure,");
	for (size_t i = 0; i < part->field_count; i++)
		buffer_printf(out, "%s%s", i > 0 ? "," : "", part->fields[i].name);
	buffer_text(out, "\r\n");
}

static void
write_line(struct buffer *out, struct arena *arena, const struct data_part *part, const void *row)
{
	for (size_t i = 0; i < part->field_count; i++) {
		if (i > 0)
			buffer_char(out, ',');
		write_cell(out, value_text(arena, &part->fields[i], row));
	}
	buffer_text(out, "\r\n");
}

void
data_write_csv(
    struct buffer *out, struct arena *arena, const struct edition *edition, const struct data_part *part, size_t index)
{
	struct rows rows;

	if (part == &data_procedure) {
		write_line(out, arena, part, data_procedure_row(arena, edition, index));
		return;
	}
	rows = rows_of(edition->catalogue, part, index);
	for (size_t i = 0; i < rows.count; i++) {
		write_cell(out, edition->catalogue->procedures[index].code);
		buffer_char(out, ',');
		write_line(out, arena, part, row_of(arena, edition->catalogue, part, rows.first + i * part->row_size));
	}
}

/* --- JSON Schema ------------------------------------------------------------------------------------------------------ */

static const char *
type_name(enum data_type type)
{
	switch (type) {
	case DATA_INT: return "integer";
	case DATA_BOOL: return "boolean";
	case DATA_WORDS: return "array";
	case DATA_TEXT:
	case DATA_DATE: break;
	}
	return "string";
}

static void
write_properties(struct buffer *out, const struct edition *edition, const struct data_part *part)
{
	for (size_t i = 0; i < part->field_count; i++) {
		const struct data_field *field = &part->fields[i];

		buffer_printf(out, "%s\"%s\":{", i > 0 ? "," : "", field->name);
		buffer_printf(
		    out, field->nullable ? "\"type\":[\"%s\",\"null\"]" : "\"type\":\"%s\"", type_name(field->type));
		if (field->type == DATA_WORDS)
			buffer_text(out, ",\"items\":{\"type\":\"string\"}");
		if (field->type == DATA_DATE)
			buffer_text(out, ",\"format\":\"date\"");
		buffer_text(out, ",\"description\":");
		json_write_text(out, edition_text(edition, arena_printf(out->arena, "catalogue_data.fields.%s.%s",
							       part->name, field->name)));
		buffer_char(out, '}');
	}
}

static void
write_required(struct buffer *out, const struct data_part *part)
{
	for (size_t i = 0; i < part->field_count; i++)
		buffer_printf(out, "%s\"%s\"", i > 0 ? "," : "", part->fields[i].name);
}

static void
write_part_schema(struct buffer *out, const struct edition *edition, const struct data_part *part)
{
	buffer_printf(out, ",\"%s\":{\"type\":\"array\",\"description\":", part->name);
	json_write_text(out, edition_text(edition, arena_printf(out->arena, "catalogue_data.parts.%s", part->name)));
	buffer_text(out, ",\"items\":{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{");
	write_properties(out, edition, part);
	buffer_text(out, "},\"required\":[");
	write_required(out, part);
	buffer_text(out, "]}}");
}

void
data_write_schema(struct buffer *out, const struct edition *edition)
{
	buffer_printf(out, "{\"$schema\":\"%s\",\"$id\":", SCHEMA_DIALECT);
	json_write_text(out, arena_printf(out->arena, "%s/du-lieu-mo/thu-tuc.schema.json", edition->config->base_url));
	buffer_text(out, ",\"title\":");
	json_write_text(out, edition_text(edition, "catalogue_data.title"));
	buffer_text(out, ",\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"procedures\"],"
			 "\"properties\":{\"procedures\":{\"type\":\"array\",\"items\":{\"type\":\"object\","
			 "\"additionalProperties\":false,\"properties\":{");
	write_properties(out, edition, &data_procedure);
	for (size_t i = 0; i < data_part_count; i++)
		write_part_schema(out, edition, &data_parts[i]);
	buffer_text(out, "},\"required\":[");
	write_required(out, &data_procedure);
	for (size_t i = 0; i < data_part_count; i++)
		buffer_printf(out, ",\"%s\"", data_parts[i].name);
	buffer_text(out, "]}}}}");
}
