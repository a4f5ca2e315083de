/* What a procedure's record has, member by member in the order of NĐ 63/2010 Điều 8 khoản 2. See procedure_record.h. */
#include <string.h>

#include "domain/time/policy_text.h"
#include "record/procedure_record.h"

const char *const service_levels[] = { "full", "partial", "information", NULL };
const char *const life_events[] = { "birth", "study", "work", "marriage", "land", "business", "travel", "health",
	"death", NULL };
const char *const version_states[] = { "draft", "submitted", "controlled", "published", "superseded", "suspended",
	"discarded", NULL };
const char *const version_tiers[] = { "province", "district", "commune", NULL };
const char *const version_kinds[] = { "standard", "internal", "pilot", NULL };
const char *const version_audiences[] = { "citizen", "organisation", NULL };
const char *const version_fee_times[] = { "none", "at_filing", "at_return", NULL };
const char *const version_runners[] = { "province", "ministry", NULL };
const char *const channel_names[] = { "online", "counter", "post", NULL };
const char *const fee_kinds[] = { "phi", "le_phi", NULL };
const char *const agency_roles[] = { "performing", "competent", "delegated", "cooperating", "publishing", NULL };
const char *const relation_kinds[] = { "related", "linked", NULL };

enum {
	LINES_MAX = 100000,
	NOTE_MAX = 2000,
	CASES_MAX = 100,
	FEES_MAX = 50,
	REQUIREMENTS_MAX = 200,
	OFFERINGS_MAX = 2000,
	PARTS_MAX = 200,
	ALIASES_MAX = 50,
	VERSIONS_MAX = 50,
};
#define FEE_MAX INT64_C(1000000000000)

/* "", or the name of a file beside the others: no folder, no leading dot. */
static bool
is_file_name(const char *text)
{
	return text[0] != '.' &&
	       text[strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")] == '\0';
}

/* "", or an address on the web without blanks; pages show as a link only what core finds safe. */
static bool
is_address(const char *text)
{
	return *text == '\0' || ((strncmp(text, "https://", 8) == 0 || strncmp(text, "http://", 7) == 0) &&
				    text[strcspn(text, " \\\"<>")] == '\0');
}

/* Codes joined by commas, or "". */
static bool
are_codes(const char *text)
{
	return text[strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._,-")] == '\0';
}

/* A text that may be left out and then is empty. */
#define SAID_OR_EMPTY .optional = true, .otherwise = ""

static const struct record_field fee_fields[] = {
	RECORD_FIELD(fee_record, kind, RECORD_CHOICE, .choices = fee_kinds),
	RECORD_FIELD(fee_record, code, RECORD_CODE, .max = 64, SAID_OR_EMPTY),
	RECORD_FIELD(fee_record, name, RECORD_TEXT, .min = 1, .max = 500),
	RECORD_FIELD(fee_record, amount, RECORD_INT, .max = FEE_MAX, .optional = true),
	RECORD_FIELD(fee_record, unit, RECORD_TEXT, .max = 60, SAID_OR_EMPTY),
	RECORD_FIELD(fee_record, note, RECORD_LINES, .max = NOTE_MAX, SAID_OR_EMPTY),
};
const struct record_table fee_record_table =
    RECORD_TABLE_KEYED(fee_record, fee_fields, .name = "fee", .key = { "code", "name" });

static const struct record_field channel_fields[] = {
	RECORD_FIELD(channel_record, channel, RECORD_CHOICE, .choices = channel_names),
	RECORD_FIELD(channel_record, term_text, RECORD_TEXT, .min = 1, .max = 500),
	RECORD_FIELD(channel_record, clock_policy, RECORD_TEXT, .max = POLICY_TEXT_MAX),
	RECORD_FIELD(channel_record, fee_text, RECORD_TEXT),
	RECORD_FIELD(channel_record, fees, RECORD_LIST, .items = &fee_record_table, .max = FEES_MAX, .optional = true),
	RECORD_FIELD(channel_record, note, RECORD_LINES, .max = NOTE_MAX, SAID_OR_EMPTY),
};
const struct record_table channel_record_table =
    RECORD_TABLE_KEYED(channel_record, channel_fields, .name = "channel", .key = { "channel" });

static const struct record_field requirement_fields[] = {
	RECORD_FIELD(requirement_record, code, RECORD_CODE, .min = 1, .max = 64),
	RECORD_FIELD(requirement_record, name, RECORD_TEXT, .min = 1),
	RECORD_FIELD(requirement_record, originals, RECORD_INT, .max = 100),
	RECORD_FIELD(requirement_record, certified, RECORD_INT, .max = 100),
	RECORD_FIELD(requirement_record, photocopies, RECORD_INT, .max = 100),
	RECORD_FIELD(requirement_record, required, RECORD_BOOL),
	RECORD_FIELD(requirement_record, shown_only, RECORD_BOOL),
	RECORD_FIELD(requirement_record, replaced_by, RECORD_TEXT, .max = 255),
	RECORD_FIELD(requirement_record, result_codes, RECORD_TEXT, .max = 500, .check = are_codes, SAID_OR_EMPTY),
	RECORD_FIELD(requirement_record, template_name, RECORD_TEXT, .max = 500, SAID_OR_EMPTY),
	RECORD_FIELD(requirement_record, template_file, RECORD_TEXT, .max = 160, .check = is_file_name),
};
const struct record_table requirement_record_table =
    RECORD_TABLE_KEYED(requirement_record, requirement_fields, .name = "requirement", .key = { "code", "name" });

static const struct record_field case_fields[] = {
	RECORD_FIELD(case_record, name, RECORD_TEXT, .min = 1, .max = 500),
	RECORD_FIELD(case_record, steps, RECORD_LINES, .max = LINES_MAX, SAID_OR_EMPTY),
	RECORD_FIELD(case_record, channels, RECORD_LIST, .items = &channel_record_table, .min = 1, .max = 3),
	RECORD_FIELD(
	    case_record, requirements, RECORD_LIST, .items = &requirement_record_table, .max = REQUIREMENTS_MAX),
};
const struct record_table case_record_table =
    RECORD_TABLE_KEYED(case_record, case_fields, .name = "case", .key = { "name" });

static const struct record_field offering_fields[] = {
	RECORD_FIELD(offering_record, receiving, RECORD_CODE, .min = 1, .max = 35,
	    .spoken = offsetof(struct offering_record, receiving_name)),
	RECORD_FIELD(offering_record, solving, RECORD_CODE, .min = 1, .max = 35,
	    .spoken = offsetof(struct offering_record, solving_name)),
	RECORD_FIELD(offering_record, consulted, RECORD_CODE, .min = 1, .max = 35, .optional = true,
	    .spoken = offsetof(struct offering_record, consulted_name)),
	RECORD_FIELD(offering_record, online, RECORD_BOOL),
};
const struct record_table offering_record_table =
    RECORD_TABLE_KEYED(offering_record, offering_fields, .name = "offering", .key = { "receiving" });

static const struct record_field result_fields[] = {
	RECORD_FIELD(result_record, name, RECORD_TEXT, .min = 1),
	RECORD_FIELD(result_record, code, RECORD_CODE, .max = 64, SAID_OR_EMPTY),
	RECORD_FIELD(result_record, template_file, RECORD_TEXT, .max = 160, .check = is_file_name, SAID_OR_EMPTY),
};
const struct record_table result_record_table =
    RECORD_TABLE_KEYED(result_record, result_fields, .name = "result", .key = { "code", "name" });

static const struct record_field basis_fields[] = {
	RECORD_FIELD(basis_record, number, RECORD_TEXT, .max = 120, SAID_OR_EMPTY),
	RECORD_FIELD(basis_record, name, RECORD_TEXT, .min = 1),
	RECORD_FIELD(basis_record, issuer, RECORD_TEXT, .max = 255, SAID_OR_EMPTY),
	RECORD_FIELD(basis_record, issued_on, RECORD_DATE, .optional = true),
	RECORD_FIELD(basis_record, effective_on, RECORD_DATE, .optional = true),
	RECORD_FIELD(basis_record, expires_on, RECORD_DATE, .optional = true),
	RECORD_FIELD(basis_record, url, RECORD_TEXT, .max = 500, .check = is_address, SAID_OR_EMPTY),
};
const struct record_table basis_record_table =
    RECORD_TABLE_KEYED(basis_record, basis_fields, .name = "basis", .key = { "number", "name" });

static const struct record_field agency_fields[] = {
	RECORD_FIELD(agency_record, role, RECORD_CHOICE, .choices = agency_roles),
	RECORD_FIELD(agency_record, code, RECORD_CODE, .max = 64, SAID_OR_EMPTY),
	RECORD_FIELD(agency_record, name, RECORD_TEXT, .min = 1, .max = 500),
};
const struct record_table agency_record_table =
    RECORD_TABLE_KEYED(agency_record, agency_fields, .name = "agency", .group = "role", .key = { "code", "name" });

static const struct record_field relation_fields[] = {
	RECORD_FIELD(relation_record, kind, RECORD_CHOICE, .choices = relation_kinds),
	RECORD_FIELD(relation_record, code, RECORD_CODE, .min = 1, .max = 64),
};
const struct record_table relation_record_table =
    RECORD_TABLE_KEYED(relation_record, relation_fields, .name = "relation", .group = "kind", .key = { "code" });

static const struct record_field version_fields[] = {
	RECORD_FIELD(version_record, state, RECORD_CHOICE, .choices = version_states, .apart = true),
	RECORD_FIELD(version_record, name, RECORD_TEXT, .min = 1, .max = 2000),
	RECORD_FIELD(version_record, sector, RECORD_CODE, .min = 1, .max = 40,
	    .spoken = offsetof(struct version_record, sector_name)),
	RECORD_FIELD(version_record, sector_name, RECORD_TEXT, .min = 1, .max = 255, .apart = true),
	RECORD_FIELD(version_record, tiers, RECORD_CHOICES, .min = 1, .choices = version_tiers),
	RECORD_FIELD(version_record, kind, RECORD_CHOICE, .choices = version_kinds),
	RECORD_FIELD(version_record, run_by, RECORD_CHOICE, .choices = version_runners, .optional = true,
	    .otherwise = "province"),
	RECORD_FIELD(version_record, external_url, RECORD_TEXT, .max = 500, .check = is_address, SAID_OR_EMPTY),
	RECORD_FIELD(version_record, service_level, RECORD_CHOICE, .choices = service_levels),
	RECORD_FIELD(version_record, level_reason, RECORD_TEXT, .max = 500, SAID_OR_EMPTY),
	RECORD_FIELD(version_record, old_level, RECORD_INT, .min = 1, .max = 4, .optional = true),
	RECORD_FIELD(version_record, steps, RECORD_LINES, .max = LINES_MAX),
	RECORD_FIELD(version_record, cases, RECORD_LIST, .items = &case_record_table, .min = 1, .max = CASES_MAX),
	RECORD_FIELD(version_record, copies, RECORD_INT, .min = 1, .max = 100, .optional = true, .otherwise_number = 1),
	RECORD_FIELD(version_record, audience, RECORD_CHOICES, .min = 1, .choices = version_audiences),
	RECORD_FIELD(version_record, audience_note, RECORD_TEXT, SAID_OR_EMPTY),
	RECORD_FIELD(version_record, offerings, RECORD_LIST, .items = &offering_record_table, .max = OFFERINGS_MAX),
	RECORD_FIELD(
	    version_record, agencies, RECORD_LIST, .items = &agency_record_table, .max = PARTS_MAX, .optional = true),
	RECORD_FIELD(version_record, result_name, RECORD_TEXT, .min = 1),
	RECORD_FIELD(
	    version_record, results, RECORD_LIST, .items = &result_record_table, .max = PARTS_MAX, .optional = true),
	RECORD_FIELD(version_record, fee_time, RECORD_CHOICE, .choices = version_fee_times),
	RECORD_FIELD(version_record, conditions, RECORD_LINES, .max = LINES_MAX),
	RECORD_FIELD(version_record, legal_basis, RECORD_LINES, .max = LINES_MAX),
	RECORD_FIELD(
	    version_record, basis, RECORD_LIST, .items = &basis_record_table, .max = PARTS_MAX, .optional = true),
	RECORD_FIELD(version_record, relations, RECORD_LIST, .items = &relation_record_table, .max = PARTS_MAX,
	    .optional = true),
	RECORD_FIELD(version_record, life_events, RECORD_CHOICES, .choices = life_events),
	RECORD_FIELD(version_record, keywords, RECORD_TEXT),
	RECORD_FIELD(version_record, form, RECORD_CODE, .min = 1, .max = 64, .optional = true),
	RECORD_FIELD(version_record, process, RECORD_CODE, .min = 1, .max = 64, .optional = true),
	RECORD_FIELD(version_record, rule, RECORD_CODE, .min = 1, .max = 64, .optional = true),
	RECORD_FIELD(version_record, decision_no, RECORD_TEXT, .max = 120),
	RECORD_FIELD(version_record, decision_date, RECORD_DATE, .optional = true),
	RECORD_FIELD(version_record, effective_from, RECORD_DATE),
	RECORD_FIELD(version_record, effective_to, RECORD_DATE, .optional = true),
};
const struct record_table version_record_table = RECORD_TABLE_KEYED(version_record, version_fields, .name = "version");

static const struct record_field alias_fields[] = {
	RECORD_FIELD(alias_record, alias, RECORD_CODE, .min = 1, .max = 64),
};
static const struct record_table alias_record_table = RECORD_TABLE(alias_record, alias_fields);

static const struct record_field procedure_fields[] = {
	RECORD_FIELD(procedure_record, code, RECORD_CODE, .min = 1, .max = 64),
	RECORD_FIELD(procedure_record, slug, RECORD_TEXT, .min = 1, .max = 160, .check = slug_is_valid),
	RECORD_FIELD(procedure_record, replaced_by, RECORD_CODE, .min = 1, .max = 64, .optional = true),
	RECORD_FIELD(procedure_record, owner_agency, RECORD_CODE, .min = 1, .max = 35, .optional = true),
	RECORD_FIELD(procedure_record, listed, RECORD_BOOL, .optional = true, .otherwise_number = 1),
	RECORD_FIELD(procedure_record, opens_on, RECORD_DATE, .optional = true),
	RECORD_FIELD(procedure_record, closes_on, RECORD_DATE, .optional = true),
	RECORD_FIELD(
	    procedure_record, aliases, RECORD_LIST, .items = &alias_record_table, .max = ALIASES_MAX, .optional = true),
	RECORD_FIELD(
	    procedure_record, versions, RECORD_LIST, .items = &version_record_table, .min = 1, .max = VERSIONS_MAX),
};
const struct record_table procedure_record_table = RECORD_TABLE(procedure_record, procedure_fields);
