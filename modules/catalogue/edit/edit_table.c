/* The sections of the editor, in the order of NĐ 63/2010 Điều 8 khoản 2. See edit_table.h. */
#include "edit/edit_table.h"

#include <string.h>

#include "edit/edit_clock.h"
#include "record/procedure_record.h"

#define FIELDS(table_) .fields = (table_), .field_count = sizeof(table_) / sizeof((table_)[0])
#define PARTS(list_)   (list_), sizeof(list_) / sizeof((list_)[0])
/* Rows of a list of the base's struct. */
#define ROWS_OF(tag, member) .list = #member, .offset = offsetof(struct tag, member)

static const struct edit_field general_fields[] = {
	{ "name", CONTROL_LINES, .required = true },
	{ "sector", CONTROL_SELECT, .source = SOURCE_SECTORS, .required = true, .known = true },
	{ "tiers", CONTROL_TICKS },
	{ "kind", CONTROL_RADIOS },
	{ "run_by", CONTROL_RADIOS },
	{ "external_url", CONTROL_LINE, .hint = true },
	{ "service_level", CONTROL_RADIOS },
	{ "level_reason", CONTROL_LINE, .hint = true },
	{ "old_level", CONTROL_NUMBER, .width = "2", .hint = true },
	{ "audience", CONTROL_TICKS },
	{ "audience_note", CONTROL_LINE },
	{ "life_events", CONTROL_TICKS },
	{ "keywords", CONTROL_LINE, .hint = true },
};
static const struct edit_part general[] = {
	{ .table = &version_record_table, .base = BASE_VERSION, FIELDS(general_fields) },
};

static const struct edit_field steps_fields[] = {
	{ "steps", CONTROL_LINES, .hint = true },
	{ "conditions", CONTROL_LINES, .hint = true },
};
static const struct edit_part steps[] = {
	{ .table = &version_record_table, .base = BASE_VERSION, FIELDS(steps_fields) },
};

static const struct edit_field case_fields[] = {
	{ "name", CONTROL_LINE },
	{ "steps", CONTROL_LINES, .hint = true },
};
static const struct edit_part cases[] = {
	{ ROWS_OF(version_record, cases), .table = &case_record_table, .base = BASE_VERSION, FIELDS(case_fields),
	    .ordered = true },
};

static const struct edit_field offered_fields[] = {
	{ "offered", CONTROL_TICK },
};
static const struct edit_field channel_fields[] = {
	{ "term_text", CONTROL_LINE, .hint = true },
	{ "fee_text", CONTROL_LINE, .hint = true },
	{ "note", CONTROL_LINES },
};
static const struct edit_field clock_fields[] = {
	{ "term", CONTROL_LINE, .width = "20", .hint = true },
	{ "count", CONTROL_RADIOS },
	{ "first_day", CONTROL_TICK },
	{ "cutoff", CONTROL_LINE, .width = "5", .hint = true },
	{ "before_closing", CONTROL_NUMBER, .width = "4", .hint = true },
	{ "start", CONTROL_RADIOS },
	{ "pause", CONTROL_TICKS },
	{ "after", CONTROL_RADIOS },
	{ "wait", CONTROL_NUMBER, .width = "4", .hint = true },
	{ "extensions", CONTROL_NUMBER, .width = "2", .hint = true },
	{ "everywhere", CONTROL_TICK },
};
static const struct edit_field fee_fields[] = {
	{ "kind", CONTROL_SELECT },
	{ "name", CONTROL_LINE },
	{ "amount", CONTROL_MONEY, .hint = true },
	{ "unit", CONTROL_LINE, .width = "10" },
	{ "code", CONTROL_LINE, .width = "10" },
	{ "note", CONTROL_LINES },
};
static const struct edit_part channel[] = {
	{ .table = &edit_clock_table, .base = BASE_CLOCK, FIELDS(offered_fields) },
	{ .table = &channel_record_table, .base = BASE_CHANNEL, FIELDS(channel_fields) },
	{ ROWS_OF(channel_record, fees), .table = &fee_record_table, .base = BASE_CHANNEL, FIELDS(fee_fields),
	    .ordered = true },
	{ .table = &edit_clock_table, .base = BASE_CLOCK, FIELDS(clock_fields) },
};

static const struct edit_field copies_fields[] = {
	{ "copies", CONTROL_NUMBER, .width = "3" },
};
static const struct edit_field paper_fields[] = {
	{ "name", CONTROL_LINES },
	{ "code", CONTROL_LINE, .width = "10" },
	{ "originals", CONTROL_NUMBER, .width = "3" },
	{ "certified", CONTROL_NUMBER, .width = "3" },
	{ "photocopies", CONTROL_NUMBER, .width = "3" },
	{ "required", CONTROL_TICK },
	{ "shown_only", CONTROL_TICK },
	{ "template_name", CONTROL_LINE },
	{ .member = "template_file", CONTROL_LINE },
	{ "replaced_by", CONTROL_LINE },
	{ "result_codes", CONTROL_LINE },
};
static const struct edit_part papers[] = {
	{ .table = &version_record_table, .base = BASE_VERSION, FIELDS(copies_fields) },
	{ ROWS_OF(case_record, requirements), .table = &requirement_record_table, .base = BASE_CASE,
	    FIELDS(paper_fields), .ordered = true },
};

static const struct edit_field result_name_fields[] = {
	{ "result_name", CONTROL_LINE, .hint = true },
};
static const struct edit_field result_fields[] = {
	{ "name", CONTROL_LINE },
	{ "code", CONTROL_LINE, .width = "20" },
	{ .member = "template_file", CONTROL_LINE },
};
static const struct edit_part results[] = {
	{ .table = &version_record_table, .base = BASE_VERSION, FIELDS(result_name_fields) },
	{ ROWS_OF(version_record, results), .table = &result_record_table, .base = BASE_VERSION, FIELDS(result_fields),
	    .ordered = true },
};

static const struct edit_field legal_fields[] = {
	{ "legal_basis", CONTROL_LINES, .hint = true },
};
static const struct edit_field basis_fields[] = {
	{ "number", CONTROL_LINE, .width = "20" },
	{ "name", CONTROL_LINE },
	{ "issuer", CONTROL_LINE },
	{ "issued_on", CONTROL_DATE, .width = "10" },
	{ "effective_on", CONTROL_DATE, .width = "10" },
	{ "expires_on", CONTROL_DATE, .width = "10" },
	{ "url", CONTROL_LINE },
};
static const struct edit_part basis[] = {
	{ .table = &version_record_table, .base = BASE_VERSION, FIELDS(legal_fields) },
	{ ROWS_OF(version_record, basis), .table = &basis_record_table, .base = BASE_VERSION, FIELDS(basis_fields),
	    .ordered = true },
};

static const struct edit_field offering_fields[] = {
	{ "receiving", CONTROL_PICK, .source = SOURCE_AGENCIES, .known = true },
	{ "solving", CONTROL_PICK, .source = SOURCE_AGENCIES, .known = true },
	{ "consulted", CONTROL_PICK, .source = SOURCE_AGENCIES, .known = true },
	{ "online", CONTROL_TICK },
};
static const struct edit_field agency_fields[] = {
	{ "role", CONTROL_SELECT },
	{ "code", CONTROL_PICK, .source = SOURCE_AGENCIES },
	{ "name", CONTROL_LINE },
};
static const struct edit_part agencies[] = {
	{ ROWS_OF(version_record, offerings), .table = &offering_record_table, .base = BASE_VERSION,
	    FIELDS(offering_fields), .tier = "commune" },
	{ ROWS_OF(version_record, agencies), .table = &agency_record_table, .base = BASE_VERSION, FIELDS(agency_fields),
	    .ordered = true },
};

static const struct edit_field definition_fields[] = {
	{ "form", CONTROL_SELECT, .source = SOURCE_FORMS, .known = true },
	{ "process", CONTROL_SELECT, .source = SOURCE_PROCESSES, .known = true },
	{ "rule", CONTROL_SELECT, .source = SOURCE_RULES, .known = true },
};
static const struct edit_field fee_time_fields[] = {
	{ "fee_time", CONTROL_RADIOS },
};
static const struct edit_part definitions[] = {
	{ .table = &edit_definitions_table, .base = BASE_DEFINITIONS, FIELDS(definition_fields) },
	{ .table = &version_record_table, .base = BASE_VERSION, FIELDS(fee_time_fields) },
};

static const struct edit_field relation_fields[] = {
	{ "kind", CONTROL_SELECT },
	{ "code", CONTROL_LINE, .width = "20" },
};
static const struct edit_part relations[] = {
	{ ROWS_OF(version_record, relations), .table = &relation_record_table, .base = BASE_VERSION,
	    FIELDS(relation_fields), .ordered = true },
};

const struct edit_section edit_sections[] = {
	{ "chung", SCOPE_VERSION, PARTS(general) },
	{ "trinh-tu", SCOPE_VERSION, PARTS(steps) },
	{ "truong-hop", SCOPE_VERSION, PARTS(cases) },
	{ "cach-thuc", SCOPE_CHANNEL, PARTS(channel) },
	{ "thanh-phan", SCOPE_CASE, PARTS(papers) },
	{ "co-quan", SCOPE_VERSION, PARTS(agencies) },
	{ "ket-qua", SCOPE_VERSION, PARTS(results) },
	{ "can-cu", SCOPE_VERSION, PARTS(basis) },
	{ "lien-quan", SCOPE_VERSION, PARTS(relations) },
	{ "dinh-nghia", SCOPE_VERSION, PARTS(definitions) },
};
const size_t edit_section_count = sizeof(edit_sections) / sizeof(edit_sections[0]);

const struct edit_section *
edit_section_named(const char *slug)
{
	for (size_t i = 0; i < edit_section_count; i++)
		if (strcmp(edit_sections[i].slug, slug) == 0)
			return &edit_sections[i];
	return NULL;
}

const struct record_field *
edit_member(const struct edit_part *part, const struct edit_field *field)
{
	for (size_t i = 0; i < part->table->count; i++)
		if (strcmp(part->table->fields[i].name, field->member) == 0)
			return &part->table->fields[i];
	return NULL;
}
