/* What a file says of a procedure. See procedure_record.h. */
#include "record/procedure_record.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/time/policy_text.h"

const char *const service_levels[] = { "full", "partial", "information", NULL };
const char *const life_events[] = { "birth", "study", "work", "marriage", "land", "business", "travel", "health",
	"death", NULL };
static const char *const states[] = { "draft", "published", "superseded", "suspended", NULL };
static const char *const tiers[] = { "province", "district", "commune", NULL };
static const char *const kinds[] = { "standard", "internal", "pilot", NULL };
static const char *const audiences[] = { "citizen", "organisation", NULL };
static const char *const fee_times[] = { "none", "at_filing", "at_return", NULL };
static const char *const channels[] = { "online", "counter", "post", NULL };

enum { LINES_MAX = 100000, CASES_MAX = 100, REQUIREMENTS_MAX = 200, OFFERINGS_MAX = 2000, VERSIONS_MAX = 50 };

/* "", or the name of a file beside the others: no folder, no leading dot. */
static bool
is_file_name(const char *text)
{
	return text[0] != '.' &&
	       text[strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")] == '\0';
}

static const struct record_field channel_fields[] = {
	RECORD_FIELD(channel_record, channel, RECORD_CHOICE, .choices = channels),
	RECORD_FIELD(channel_record, term_text, RECORD_TEXT, .min = 1, .max = 500),
	RECORD_FIELD(channel_record, clock_policy, RECORD_TEXT, .min = 1, .max = POLICY_TEXT_MAX),
	RECORD_FIELD(channel_record, fee_text, RECORD_TEXT),
};
static const struct record_table channel_table = RECORD_TABLE(channel_record, channel_fields);

static const struct record_field requirement_fields[] = {
	RECORD_FIELD(requirement_record, code, RECORD_CODE, .min = 1, .max = 64),
	RECORD_FIELD(requirement_record, name, RECORD_TEXT, .min = 1),
	RECORD_FIELD(requirement_record, originals, RECORD_INT, .max = 100),
	RECORD_FIELD(requirement_record, certified, RECORD_INT, .max = 100),
	RECORD_FIELD(requirement_record, photocopies, RECORD_INT, .max = 100),
	RECORD_FIELD(requirement_record, required, RECORD_BOOL),
	RECORD_FIELD(requirement_record, shown_only, RECORD_BOOL),
	RECORD_FIELD(requirement_record, replaced_by, RECORD_TEXT, .max = 255),
	RECORD_FIELD(requirement_record, template_file, RECORD_TEXT, .max = 160, .check = is_file_name),
};
static const struct record_table requirement_table = RECORD_TABLE(requirement_record, requirement_fields);

static const struct record_field case_fields[] = {
	RECORD_FIELD(case_record, name, RECORD_TEXT, .min = 1, .max = 500),
	RECORD_FIELD(case_record, channels, RECORD_LIST, .items = &channel_table, .min = 1, .max = 3),
	RECORD_FIELD(case_record, requirements, RECORD_LIST, .items = &requirement_table, .max = REQUIREMENTS_MAX),
};
static const struct record_table case_table = RECORD_TABLE(case_record, case_fields);

static const struct record_field offering_fields[] = {
	RECORD_FIELD(offering_record, receiving, RECORD_CODE, .min = 1, .max = 35),
	RECORD_FIELD(offering_record, solving, RECORD_CODE, .min = 1, .max = 35),
	RECORD_FIELD(offering_record, consulted, RECORD_CODE, .min = 1, .max = 35, .optional = true),
	RECORD_FIELD(offering_record, online, RECORD_BOOL),
};
static const struct record_table offering_table = RECORD_TABLE(offering_record, offering_fields);

static const struct record_field version_fields[] = {
	RECORD_FIELD(version_record, state, RECORD_CHOICE, .choices = states),
	RECORD_FIELD(version_record, name, RECORD_TEXT, .min = 1),
	RECORD_FIELD(version_record, sector, RECORD_TEXT, .min = 1, .max = 40, .check = slug_is_valid),
	RECORD_FIELD(version_record, sector_name, RECORD_TEXT, .min = 1, .max = 255),
	RECORD_FIELD(version_record, tiers, RECORD_CHOICES, .min = 1, .choices = tiers),
	RECORD_FIELD(version_record, service_level, RECORD_CHOICE, .choices = service_levels),
	RECORD_FIELD(version_record, old_level, RECORD_INT, .min = 1, .max = 4, .optional = true),
	RECORD_FIELD(version_record, kind, RECORD_CHOICE, .choices = kinds),
	RECORD_FIELD(version_record, audience, RECORD_CHOICES, .min = 1, .choices = audiences),
	RECORD_FIELD(version_record, life_events, RECORD_CHOICES, .choices = life_events),
	RECORD_FIELD(version_record, keywords, RECORD_TEXT),
	RECORD_FIELD(version_record, steps, RECORD_LINES, .max = LINES_MAX),
	RECORD_FIELD(version_record, conditions, RECORD_LINES, .max = LINES_MAX),
	RECORD_FIELD(version_record, legal_basis, RECORD_LINES, .max = LINES_MAX),
	RECORD_FIELD(version_record, result_name, RECORD_TEXT, .min = 1),
	RECORD_FIELD(version_record, decision_no, RECORD_TEXT, .max = 120),
	RECORD_FIELD(version_record, decision_date, RECORD_DATE, .optional = true),
	RECORD_FIELD(version_record, effective_from, RECORD_DATE),
	RECORD_FIELD(version_record, effective_to, RECORD_DATE, .optional = true),
	RECORD_FIELD(version_record, form, RECORD_CODE, .min = 1, .max = 64, .optional = true),
	RECORD_FIELD(version_record, process, RECORD_CODE, .min = 1, .max = 64, .optional = true),
	RECORD_FIELD(version_record, rule, RECORD_CODE, .min = 1, .max = 64, .optional = true),
	RECORD_FIELD(version_record, fee_time, RECORD_CHOICE, .choices = fee_times),
	RECORD_FIELD(version_record, cases, RECORD_LIST, .items = &case_table, .min = 1, .max = CASES_MAX),
	RECORD_FIELD(version_record, offerings, RECORD_LIST, .items = &offering_table, .min = 1, .max = OFFERINGS_MAX),
};
static const struct record_table version_table = RECORD_TABLE(version_record, version_fields);

static const struct record_field procedure_fields[] = {
	RECORD_FIELD(procedure_record, code, RECORD_CODE, .min = 1, .max = 64),
	RECORD_FIELD(procedure_record, slug, RECORD_TEXT, .min = 1, .max = 160, .check = slug_is_valid),
	RECORD_FIELD(procedure_record, replaced_by, RECORD_CODE, .min = 1, .max = 64, .optional = true),
	RECORD_FIELD(procedure_record, versions, RECORD_LIST, .items = &version_table, .min = 1, .max = VERSIONS_MAX),
};
static const struct record_table procedure_table = RECORD_TABLE(procedure_record, procedure_fields);

static enum err
check_case(struct arena *arena, const struct case_record *one, const char *path, struct record_fault *fault)
{
	const struct channel_record *list = one->channels.items;

	for (size_t i = 0; i < one->channels.count; i++) {
		const char *member = arena_printf(arena, "%s.channels[%zu]", path, i);
		struct clock_policy policy;
		struct failure failure = { 0 };

		for (size_t j = 0; j < i; j++)
			if (list[j].channel == list[i].channel)
				return record_refuse(fault, member, "names a channel twice");
		if (policy_parse(arena, list[i].clock_policy, &failure, &policy))
			return record_refuse(fault, arena_printf(arena, "%s.clock_policy", member),
			    failure.message != NULL ? failure.message : "is no clock policy");
	}
	return OK;
}

static enum err
check_version(struct arena *arena, const struct version_record *version, const char *path, struct record_fault *fault)
{
	const struct case_record *cases = version->cases.items;
	const struct offering_record *offerings = version->offerings.items;
	enum err err = OK;

	if (version->effective_to != INT32_MIN && version->effective_to < version->effective_from)
		return record_refuse(fault, arena_printf(arena, "%s.effective_to", path), "lies before effective_from");
	for (size_t i = 0; !err && i < version->cases.count; i++)
		err = check_case(arena, &cases[i], arena_printf(arena, "%s.cases[%zu]", path, i), fault);
	for (size_t i = 0; !err && i < version->offerings.count; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(offerings[j].receiving, offerings[i].receiving) == 0)
				return record_refuse(fault, arena_printf(arena, "%s.offerings[%zu].receiving", path, i),
				    "names an agency twice");
	return err;
}

enum err
procedure_record_read(
    struct arena *arena, const void *json, size_t size, struct procedure_record *ret_record, struct record_fault *fault)
{
	enum err err = record_read(arena, json, size, &procedure_table, ret_record, fault);
	const struct version_record *versions = ret_record->versions.items;

	for (size_t i = 0; !err && i < ret_record->versions.count; i++)
		err = check_version(arena, &versions[i], arena_printf(arena, "versions[%zu]", i), fault);
	return err;
}

/* A part of the digest: texts with their length, so that no two lists of parts can look the same. */
static void
add_text(struct buffer *out, const char *text)
{
	if (text == NULL)
		buffer_text(out, "-;");
	else
		buffer_printf(out, "%zu:%s;", strlen(text), text);
}

static void
add_number(struct buffer *out, int64_t number)
{
	buffer_printf(out, "%lld;", (long long)number);
}

static void
add_case(struct buffer *out, const struct case_record *one)
{
	const struct channel_record *list = one->channels.items;
	const struct requirement_record *papers = one->requirements.items;

	add_text(out, one->name);
	add_number(out, (int64_t)one->channels.count);
	for (size_t i = 0; i < one->channels.count; i++) {
		add_text(out, list[i].channel);
		add_text(out, list[i].term_text);
		add_text(out, list[i].clock_policy);
		add_text(out, list[i].fee_text);
	}
	add_number(out, (int64_t)one->requirements.count);
	for (size_t i = 0; i < one->requirements.count; i++) {
		add_text(out, papers[i].code);
		add_text(out, papers[i].name);
		add_number(out, papers[i].originals);
		add_number(out, papers[i].certified);
		add_number(out, papers[i].photocopies);
		add_number(out, papers[i].required);
		add_number(out, papers[i].shown_only);
		add_text(out, papers[i].replaced_by);
		add_text(out, papers[i].template_file);
	}
}

void
version_record_digest(struct arena *arena, const struct version_record *version, unsigned char digest[SHA256_SIZE])
{
	const char *const texts[] = { version->state, version->name, version->tiers, version->service_level,
		version->kind, version->audience, version->life_events, version->keywords, version->steps,
		version->conditions, version->legal_basis, version->result_name, version->decision_no,
		version->fee_time };
	const int64_t numbers[] = { version->sector_id, version->old_level, version->decision_date,
		version->effective_from, version->effective_to, version->form_version_id, version->process_version_id,
		version->rule_version_id };
	const struct case_record *cases = version->cases.items;
	const struct offering_record *offerings = version->offerings.items;
	struct buffer out;

	buffer_init(&out, arena, (size_t)4 * RECORD_BYTES_MAX);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		add_text(&out, texts[i]);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		add_number(&out, numbers[i]);
	add_number(&out, (int64_t)version->cases.count);
	for (size_t i = 0; i < version->cases.count; i++)
		add_case(&out, &cases[i]);
	for (size_t i = 0; i < version->offerings.count; i++) {
		add_number(&out, offerings[i].receiving_id);
		add_number(&out, offerings[i].solving_id);
		add_number(&out, offerings[i].consulted_id);
		add_number(&out, offerings[i].online);
	}
	sha256(out.data, out.size, digest);
}
