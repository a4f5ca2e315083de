/* What an officer may, from its grants. See officer.h. */
#include "domain/directory/officer.h"

#include <inttypes.h>
#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"

static const char *const role_names[ROLE__MAX] = {
	[ROLE_INTAKE] = "intake",
	[ROLE_PROCESSING] = "processing",
	[ROLE_SECTION_HEAD] = "section_head",
	[ROLE_LEADER] = "leader",
	[ROLE_CLERK] = "clerk",
	[ROLE_RETURNING] = "returning",
	[ROLE_CASHIER] = "cashier",
	[ROLE_ADMINISTRATOR] = "administrator",
	[ROLE_DRAFTER] = "drafter",
	[ROLE_CONTROLLER] = "controller",
	[ROLE_APPROVER] = "approver",
};

const char *
role_name(enum role role)
{
	return role < ROLE__MAX ? role_names[role] : "none";
}

bool
role_by_name(const char *name, enum role *ret_role)
{
	for (enum role role = 0; role < ROLE__MAX; role++)
		if (strcmp(name, role_names[role]) == 0) {
			*ret_role = role;
			return true;
		}
	return false;
}

bool
role_handles_dossiers(enum role role)
{
	return role <= ROLE_ADMINISTRATOR;
}

bool
officer_has_role(const struct officer *officer, enum role role)
{
	for (size_t i = 0; i < officer->scope_count; i++)
		if (officer->scopes[i].role == role)
			return true;
	return false;
}

static bool
scope_covers(const struct role_scope *scope, int64_t agency_id, const char *procedure_code)
{
	return scope->agency_id == agency_id &&
	       (strcmp(scope->procedure_code, "*") == 0 || strcmp(scope->procedure_code, procedure_code) == 0);
}

bool
officer_may(const struct officer *officer, enum role role, int64_t agency_id, const char *procedure_code)
{
	for (size_t i = 0; i < officer->scope_count; i++)
		if (officer->scopes[i].role == role && scope_covers(&officer->scopes[i], agency_id, procedure_code))
			return true;
	return false;
}

bool
officer_sees(const struct officer *officer, int64_t agency_id, const char *procedure_code)
{
	for (size_t i = 0; i < officer->scope_count; i++)
		if (role_handles_dossiers(officer->scopes[i].role) &&
		    scope_covers(&officer->scopes[i], agency_id, procedure_code))
			return true;
	return false;
}

const char *
officer_agencies(struct arena *arena, const struct officer *officer, enum role role)
{
	struct buffer json;

	buffer_init(&json, arena, 64 + officer->scope_count * 24);
	buffer_char(&json, '[');
	for (size_t i = 0; i < officer->scope_count; i++) {
		if (role == ROLE__MAX ? !role_handles_dossiers(officer->scopes[i].role)
				      : officer->scopes[i].role != role)
			continue;
		buffer_printf(&json, "%s%" PRId64, json.size > 1 ? "," : "", officer->scopes[i].agency_id);
	}
	buffer_char(&json, ']');
	return json.data;
}
