/* Core's own guards. Domain adds those that know roles and agencies. See route.h. */
#include "core/server/ctx.h"
#include "core/server/route.h"

static enum err
check_anyone(struct ctx *c)
{
	(void)c;
	return OK;
}

static enum err
check_signed_in(struct ctx *c)
{
	return c->session.kind != SESSION_NONE ? OK : refuse(c, ERR_UNAUTHENTICATED, NULL, NULL);
}

static enum err
check_citizen(struct ctx *c)
{
	return c->session.kind == SESSION_CITIZEN ? OK : refuse(c, ERR_UNAUTHENTICATED, NULL, NULL);
}

static enum err
check_officer(struct ctx *c)
{
	if (c->session.kind != SESSION_OFFICER || !c->session.second_factor)
		return refuse(c, ERR_UNAUTHENTICATED, NULL, NULL);
	return OK;
}

const struct guard guard_anyone = { .name = "anyone", .check = check_anyone, .open = true };
const struct guard guard_signed_in = { .name = "signed_in", .check = check_signed_in };
const struct guard guard_citizen = { .name = "citizen", .check = check_citizen };
const struct guard guard_officer = { .name = "officer", .check = check_officer, .sign_in = "/can-bo/dang-nhap" };
