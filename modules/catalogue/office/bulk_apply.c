/* One change on one record. See bulk_apply.h. */
#include "office/bulk_apply.h"

#include <stdint.h>
#include <string.h>

#include "core/memory/arena.h"
#include "record/procedure_record.h"

const char *const bulk_kinds[] = { "level", "owner", "sector", "form", "process", "rule", "offer", "audience",
	"life_events", NULL };

static bool
set_text(const char **member, const char *value)
{
	bool changes = strcmp(*member, value) != 0;

	*member = value;
	return changes;
}

static bool
set_level(const struct bulk_change *change, struct version_record *version)
{
	bool level = set_text(&version->service_level, change->value);
	bool reason = set_text(&version->level_reason, change->reason);

	return level || reason;
}

/* The latest version of the definition of that code, found when the draft is written; "" takes it away. */
static bool
set_definition(const char *code, const char **member, int64_t *id)
{
	bool has = *member != NULL;

	if (*code == '\0' ? !has : has && strcmp(*member, code) == 0)
		return false;
	*member = *code == '\0' ? NULL : code;
	*id = INT64_MIN;
	return true;
}

static bool
offers(const struct version_record *version, const char *agency)
{
	const struct offering_record *offerings = version->offerings.items;

	for (size_t i = 0; i < version->offerings.count; i++)
		if (strcmp(offerings[i].receiving, agency) == 0)
			return true;
	return false;
}

/* Agencies that do not offer it yet receive and solve it themselves, online where some agency does so already. */
static bool
add_offerings(struct arena *arena, const struct bulk_change *change, struct version_record *version)
{
	const struct record_list old = version->offerings;
	struct offering_record *list = arena_array(arena, old.count + change->agency_count, sizeof(*list));
	bool online = false;
	size_t count = old.count;

	if (old.count > 0)
		memcpy(list, old.items, old.count * sizeof(*list));
	for (size_t i = 0; i < old.count; i++)
		online = online || list[i].online;
	for (size_t i = 0; i < change->agency_count; i++)
		if (!offers(version, change->agencies[i]))
			list[count++] = (struct offering_record){ .receiving = change->agencies[i],
				.solving = change->agencies[i],
				.online = online || old.count == 0,
				.receiving_id = INT64_MIN,
				.solving_id = INT64_MIN,
				.consulted_id = INT64_MIN };
	version->offerings = (struct record_list){ list, count };
	return count > old.count;
}

bool
bulk_apply(struct arena *arena, const struct bulk_change *change, struct version_record *version)
{
	if (strcmp(change->kind, "level") == 0)
		return set_level(change, version);
	if (strcmp(change->kind, "sector") == 0)
		return set_text(&version->sector, change->value);
	if (strcmp(change->kind, "audience") == 0)
		return set_text(&version->audience, change->value);
	if (strcmp(change->kind, "life_events") == 0)
		return set_text(&version->life_events, change->value);
	if (strcmp(change->kind, "form") == 0)
		return set_definition(change->value, &version->form, &version->form_version_id);
	if (strcmp(change->kind, "process") == 0)
		return set_definition(change->value, &version->process, &version->process_version_id);
	if (strcmp(change->kind, "rule") == 0)
		return set_definition(change->value, &version->rule, &version->rule_version_id);
	return strcmp(change->kind, "offer") == 0 && add_offerings(arena, change, version);
}
