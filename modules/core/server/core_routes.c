/* What every module answers besides its own: the form token for scripts, and two routes for the operator. */
#include "core/data/db.h"
#include "core/memory/buffer.h"
#include "core/server/ctx.h"
#include "core/server/module.h"
#include "core/server/respond.h"
#include "core/server/shared.h"
#include "core/system/metrics.h"
#include "core/view/view.h"

/* A token for X-CSRF-Token, bound to this browser's form cookie. */
static enum err
handle_csrf(struct ctx *c, const void *input)
{
	struct view *answer = view_object(c->arena);

	(void)input;
	view_text(answer, "csrf", c->csrf);
	return respond_json(c, answer);
}

/* 200 while the process can answer; whether the database does stands in the body: pages without data still work. */
static enum err
handle_health(struct ctx *c, const void *input)
{
	struct view *answer = view_object(c->arena);
	int64_t now;
	bool database = ctx_now(c, &now) == OK;

	(void)input;
	failure_clear(&c->failure);
	view_text(answer, "module", c->module->name);
	view_bool(answer, "database", database);
	view_text(answer, "version", MOTCUA_VERSION);
	return respond_json(c, answer);
}

static enum err
handle_metrics(struct ctx *c, const void *input)
{
	struct buffer out;

	(void)input;
	buffer_init(&out, c->arena, 1 << 20);
	metrics_print(c->shared->metrics, &out);
	return respond_bytes(c, "text/plain; version=0.0.4; charset=utf-8", out.data, out.size);
}

const struct route core_routes[] = {
	{ GET, "/api/csrf", NULL, &guard_anyone, handle_csrf, .answers = "application/json", .holds = "csrf: the token",
	    .summary = "A form token for X-CSRF-Token" },
	{ GET, "/-/health", NULL, &guard_anyone, handle_health, .flags = ROUTE_INTERNAL, .summary = "Is it alive" },
	{ GET, "/-/metrics", NULL, &guard_anyone, handle_metrics, .flags = ROUTE_INTERNAL, .summary = "Counters" },
};
const size_t core_routes_count = sizeof(core_routes) / sizeof(core_routes[0]);
