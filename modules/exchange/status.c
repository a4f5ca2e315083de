/* The status page and the description of the interfaces. See status.h. */
#include "status.h"

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "core/view/view.h"
#include "exchange.h"
#include "overview.h"
#include "overview_store.h"

#define LATE_AFTER (15 * DATE_MINUTE)

/* What leaves or enters here; a channel that the configuration does not name is not there. */
static const struct {
	const char *name, *direction, *standard;
} interfaces[] = {
	{ "email", "out", "SMTP (RFC 5321), text/plain UTF-8 (RFC 2045)" },
	{ "sms", "out", "HTTP POST application/json {from, to, text}" },
	{ "population", "out", "LGSP/NDXP: HTTP POST application/json, text/xml CongdanCollection" },
	{ "vneid", "out", "OpenID Connect, authorisation code" },
};

static bool
is_configured(const struct exchange_config *config, const char *name)
{
	switch (name[0]) {
	case 'e': return config->smtp_host[0] != '\0';
	case 's': return config->sms_url[0] != '\0';
	case 'p': return config->population_url[0] != '\0';
	default: return config->vneid_authorise_url[0] != '\0';
	}
}

static void
add_interfaces(struct ctx *c, struct view *page)
{
	struct view *list = view_list(page, "interfaces");

	for (size_t i = 0; i < sizeof(interfaces) / sizeof(interfaces[0]); i++) {
		struct view *item = view_item(list);

		view_text(item, "name", interfaces[i].name);
		view_text(
		    item, "label", ctx_text(c, arena_printf(c->arena, "exchange.channel.%s", interfaces[i].name)));
		view_text(item, "direction", interfaces[i].direction);
		view_text(item, "standard", interfaces[i].standard);
		view_bool(item, "configured", is_configured(c->module_config, interfaces[i].name));
	}
}

static enum err
add_state(struct ctx *c, struct view *page)
{
	struct overview_counts counts;
	int64_t now;
	enum err err;

	if ((err = ctx_now(c, &now)) || (err = overview_counts(c->db, now, &counts)))
		return err;
	view_bool(page, "delayed", counts.oldest_due != TIME_NONE && now - counts.oldest_due > LATE_AFTER);
	return OK;
}

enum err
handle_home(struct ctx *c, const void *input)
{
	struct view *page = view_object(c->arena);
	enum err err = add_state(c, page);

	(void)input;
	if (err)
		return err;
	view_text(page, "title", ctx_text(c, "exchange.status_title"));
	add_interfaces(c, page);
	view_url(page, "description_url", "/ket-noi");
	view_url(page, "state_url", "/ket-noi/trang-thai");
	view_url(page, "office_url", OVERVIEW_PATH);
	return respond_page(c, "exchange/status", page);
}

enum err
handle_interfaces(struct ctx *c, const void *input)
{
	struct view *page = view_object(c->arena);

	(void)input;
	view_text(page, "service", "motcua-exchange");
	add_interfaces(c, page);
	view_url(page, "state_url", "/ket-noi/trang-thai");
	return respond_json(c, page);
}

enum err
handle_interface_state(struct ctx *c, const void *input)
{
	struct view *state = view_object(c->arena), *answer = view_object(c->arena);
	enum err err = add_state(c, state);

	(void)input;
	if (err)
		return err;
	view_text(answer, "status", view_as_bool(view_find(state, "delayed")) ? "delayed" : "ok");
	view_text(answer, "at", moment_iso(c->arena, c->now));
	return respond_json(c, answer);
}

struct view *
status_sample(struct arena *arena)
{
	struct view *page = view_object(arena);
	struct view *item = view_item(view_list(page, "interfaces"));

	view_text(item, "name", "email");
	view_text(item, "label", "e-mail");
	view_text(item, "direction", "out");
	view_text(item, "standard", "SMTP");
	view_bool(item, "configured", true);
	view_text(page, "title", "status");
	view_bool(page, "delayed", true);
	view_url(page, "description_url", "/ket-noi");
	view_url(page, "state_url", "/ket-noi/trang-thai");
	view_url(page, "office_url", OVERVIEW_PATH);
	return page;
}
