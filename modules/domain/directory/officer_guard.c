/* Guards by role over the directory. See officer_guard.h. */
#include "domain/directory/officer_guard.h"

#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "domain/directory/directory_store.h"
#include "domain/time/local_time.h"

static enum err
load(struct ctx *c)
{
	struct officer *officer = ARENA_NEW(c->arena, struct officer);
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (err || (err = officer_by_account(c->db, c->arena, c->session.account_id, office_day(now), officer)))
		return err;
	c->principal = officer;
	return OK;
}

/* The session of an officer with its second factor, then the officer itself. */
static enum err
check_staff(struct ctx *c)
{
	enum err err = guard_officer.check(c);

	if (err || (err = load(c)) == OK)
		return err;
	return err == ERR_NOT_FOUND ? refuse(c, ERR_FORBIDDEN, "sign_in.no_role", NULL) : err;
}

static enum err
check_role(struct ctx *c, enum role role)
{
	enum err err = check_staff(c);

	if (err)
		return err;
	return officer_has_role(ctx_officer(c), role)
		   ? OK
		   : refuse(c, ERR_FORBIDDEN, arena_printf(c->arena, "role.needs_%s", role_name(role)), NULL);
}

const struct officer *
ctx_officer(const struct ctx *c)
{
	return c->principal;
}

enum err
ctx_officer_if_any(struct ctx *c, const struct officer **ret_officer)
{
	enum err err = OK;

	if (c->session.kind != SESSION_OFFICER || !c->session.second_factor)
		return ERR_NOT_FOUND;
	if (c->principal == NULL && (err = load(c)))
		return err;
	*ret_officer = c->principal;
	return OK;
}

#define GUARD(name_, role)                                                                                             \
	static enum err check_##name_(struct ctx *c)                                                                   \
	{                                                                                                              \
		return check_role(c, role);                                                                            \
	}                                                                                                              \
	const struct guard guard_##name_ = { "officer:" #name_, check_##name_, "/can-bo/dang-nhap", false }

GUARD(intake, ROLE_INTAKE);
GUARD(processing, ROLE_PROCESSING);
GUARD(section_head, ROLE_SECTION_HEAD);
GUARD(leader, ROLE_LEADER);
GUARD(clerk, ROLE_CLERK);
GUARD(returning, ROLE_RETURNING);
GUARD(cashier, ROLE_CASHIER);
GUARD(administrator, ROLE_ADMINISTRATOR);
GUARD(drafter, ROLE_DRAFTER);
GUARD(controller, ROLE_CONTROLLER);
GUARD(approver, ROLE_APPROVER);

static enum err
check_roles(struct ctx *c, const enum role *roles, size_t count)
{
	enum err err = check_staff(c);

	if (err)
		return err;
	for (size_t i = 0; i < count; i++)
		if (officer_has_role(ctx_officer(c), roles[i]))
			return OK;
	return refuse(c, ERR_FORBIDDEN, "role.needs_catalogue", NULL);
}

static enum err
check_catalogue(struct ctx *c)
{
	static const enum role roles[] = { ROLE_ADMINISTRATOR, ROLE_DRAFTER, ROLE_CONTROLLER, ROLE_APPROVER };

	return check_roles(c, roles, sizeof(roles) / sizeof(roles[0]));
}

static enum err
check_drafting(struct ctx *c)
{
	static const enum role roles[] = { ROLE_ADMINISTRATOR, ROLE_DRAFTER, ROLE_CONTROLLER };

	return check_roles(c, roles, sizeof(roles) / sizeof(roles[0]));
}

static enum err
check_keeper(struct ctx *c)
{
	static const enum role roles[] = { ROLE_ADMINISTRATOR, ROLE_CONTROLLER };

	return check_roles(c, roles, sizeof(roles) / sizeof(roles[0]));
}

const struct guard guard_catalogue = { "officer:catalogue", check_catalogue, "/can-bo/dang-nhap", false };
const struct guard guard_drafting = { "officer:drafting", check_drafting, "/can-bo/dang-nhap", false };

const struct guard guard_keeper = { "officer:keeper", check_keeper, "/can-bo/dang-nhap", false };

const struct guard guard_staff = { "officer", check_staff, "/can-bo/dang-nhap", false };
