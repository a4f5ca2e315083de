/* What a file says of a procedure. See procedure_record.h; the members are in procedure_tables.c. */
#include "record/procedure_record.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/time/policy_text.h"

static enum err
check_case(struct arena *arena, const struct case_record *one, const char *path, struct record_fault *fault)
{
	const struct channel_record *list = one->channels.items;

	for (size_t i = 0; i < one->channels.count; i++) {
		const char *member = arena_printf(arena, "%s.channels[%zu]", path, i);
		struct clock_policy policy;
		struct failure failure = { 0 };

		for (size_t j = 0; j < i; j++)
			if (strcmp(list[j].channel, list[i].channel) == 0)
				return record_refuse(fault, member, "names a channel twice");
		if (*list[i].clock_policy != '\0' && policy_parse(arena, list[i].clock_policy, &failure, &policy))
			return record_refuse(fault, arena_printf(arena, "%s.clock_policy", member),
			    failure.message != NULL ? failure.message : "is no clock policy");
	}
	return OK;
}

/* What no single member can show. `at` is the path of the version with its dot, or "". */
static enum err
check_version(struct arena *arena, const struct version_record *version, const char *at, struct record_fault *fault)
{
	const struct case_record *cases = version->cases.items;
	const struct offering_record *offerings = version->offerings.items;
	enum err err = OK;

	if (version->effective_to != INT32_MIN && version->effective_to < version->effective_from)
		return record_refuse(fault, arena_printf(arena, "%seffective_to", at), "lies before effective_from");
	for (size_t i = 0; !err && i < version->cases.count; i++)
		err = check_case(arena, &cases[i], arena_printf(arena, "%scases[%zu]", at, i), fault);
	for (size_t i = 0; !err && i < version->offerings.count; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(offerings[j].receiving, offerings[i].receiving) == 0)
				return record_refuse(fault, arena_printf(arena, "%sofferings[%zu].receiving", at, i),
				    "names an agency twice");
	return err;
}

/* A procedure of the province is offered somewhere; one that a ministry runs is only shown. */
static enum err
check_offered(struct arena *arena, const struct version_record *version, const char *at, struct record_fault *fault)
{
	if (version->offerings.count > 0 || strcmp(version->run_by, "province") != 0)
		return OK;
	return record_refuse(fault, arena_printf(arena, "%sofferings", at), "has too few or too many entries");
}

enum err
procedure_record_read(
    struct arena *arena, const void *json, size_t size, struct procedure_record *ret_record, struct record_fault *fault)
{
	enum err err = record_read(arena, json, size, &procedure_record_table, ret_record, fault);
	const struct version_record *versions = ret_record->versions.items;

	for (size_t i = 0; !err && i < ret_record->versions.count; i++) {
		const char *at = arena_printf(arena, "versions[%zu].", i);

		err = check_version(arena, &versions[i], at, fault);
		if (!err)
			err = check_offered(arena, &versions[i], at, fault);
	}
	return err;
}

enum err
version_record_settle(struct arena *arena, struct version_record *version, bool unfinished, struct record_fault *fault)
{
	enum err err = record_settle(arena, &version_record_table, version, unfinished, fault);

	return err ? err : check_version(arena, version, "", fault);
}

void
version_record_digest(struct arena *arena, const struct version_record *version, unsigned char digest[SHA256_SIZE])
{
	struct buffer out;

	buffer_init(&out, arena, (size_t)4 * RECORD_BYTES_MAX);
	record_digest(&out, &version_record_table, version);
	buffer_printf(&out, "%lld;%lld;%lld;", (long long)version->form_version_id,
	    (long long)version->process_version_id, (long long)version->rule_version_id);
	sha256(out.data, out.size, digest);
}
