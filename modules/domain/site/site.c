/* Province, navigation and the shell of every page. See site.h. */
#include "domain/site/site.h"

#include <string.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/server/ctx.h"
#include "core/server/module.h"
#include "core/server/request.h"
#include "core/server/respond.h"
#include "core/server/route.h"
#include "core/system/config.h"
#include "core/view/view.h"
#include "domain/directory/directory_store.h"
#include "domain/directory/officer_guard.h"
#include "domain/site/current_notices.h"

static const struct config_key province_keys[] = {
	CONFIG_KEY(struct province, name, CONFIG_TEXT, .fallback = NULL),
	CONFIG_KEY(struct province, operator_name, CONFIG_TEXT, .fallback = NULL),
	CONFIG_KEY(struct province, operator_address, CONFIG_TEXT, .fallback = NULL),
	CONFIG_KEY(struct province, hotline, CONFIG_TEXT, .fallback = NULL),
	CONFIG_KEY(struct province, hotline_hours, CONFIG_TEXT, .fallback = NULL),
	CONFIG_KEY(struct province, national_portal, CONFIG_TEXT, .fallback = ""),
	CONFIG_KEY(struct province, population_register, CONFIG_BOOL, .fallback = "no"),
	CONFIG_KEY(struct province, embed_origins, CONFIG_TEXT, .fallback = ""),
};

/* Templates ask for each of them, also where it is not deployed. */
static const struct {
	const char *name, *flag;
} modules[] = {
	{ "catalogue", "has_catalogue" },
	{ "submission", "has_submission" },
	{ "workflow", "has_workflow" },
	{ "payment", "has_payment" },
	{ "exchange", "has_exchange" },
};

enum { PROVINCE_LIMIT = 64 * 1024, TELEPHONE_LIMIT = 64 };

/* Written by site_start before any thread runs, never again. The texts live in the arena, as long as the process. */
static struct province province;
static struct arena *province_arena;
static const char *hotline_url;

struct nav_item {
	const char *label; /* message key */
	const char *url;
	const char *module; /* shown where it is deployed; NULL: always */
	unsigned roles;     /* officers: bits of enum role, 0: any */
};
#define ROLE_BIT(role) (1U << (role))
#define DOSSIER_ROLES  (ROLE_BIT(ROLE_ADMINISTRATOR + 1) - 1)
#define CATALOGUE_ROLES                                                                                                \
	(ROLE_BIT(ROLE_ADMINISTRATOR) | ROLE_BIT(ROLE_DRAFTER) | ROLE_BIT(ROLE_CONTROLLER) | ROLE_BIT(ROLE_APPROVER))

static const struct nav_item citizen_nav[] = {
	{ "shell.nav_home", "/", NULL, 0 },
	{ "shell.nav_procedures", "/thu-tuc/", "catalogue", 0 },
	{ "shell.nav_agencies", "/co-quan/", "catalogue", 0 },
	{ "shell.nav_tracking", "/tra-cuu", "submission", 0 },
	{ "shell.nav_account", "/tai-khoan", "submission", 0 },
};

static const struct nav_item officer_nav[] = {
	{ "shell.nav_worklist", "/can-bo/ho-so", "workflow", DOSSIER_ROLES },
	{ "shell.nav_counter", "/can-bo/tai-quay", "workflow", ROLE_BIT(ROLE_INTAKE) },
	{ "shell.nav_opinions", "/can-bo/y-kien", "workflow",
	    ROLE_BIT(ROLE_PROCESSING) | ROLE_BIT(ROLE_SECTION_HEAD) | ROLE_BIT(ROLE_LEADER) },
	{ "shell.nav_cashier", "/can-bo/thu-ngan", "payment", ROLE_BIT(ROLE_CASHIER) },
	{ "shell.nav_catalogue", "/can-bo/danh-muc", "catalogue", CATALOGUE_ROLES },
	{ "shell.nav_exchange", "/can-bo/lien-thong", "exchange", ROLE_BIT(ROLE_ADMINISTRATOR) },
};

static const struct nav_item footer[] = {
	{ "shell.footer_news", "/tin-tuc/", "catalogue", 0 },
	{ "shell.footer_guides", "/huong-dan/", "catalogue", 0 },
	{ "shell.footer_questions", "/hoi-dap/", "catalogue", 0 },
	{ "shell.footer_notices", "/thong-bao/", "catalogue", 0 },
	{ "shell.footer_accessibility", "/ho-tro-tiep-can/", "catalogue", 0 },
	{ "shell.footer_sitemap", "/so-do-trang/", "catalogue", 0 },
	{ "shell.footer_changes", "/thay-doi/", "catalogue", 0 },
	{ "shell.footer_open_data", "/du-lieu-mo/", "catalogue", 0 },
	{ "shell.footer_embed", "/nhung/", "catalogue", 0 },
};

/* "1900 0000" -> "tel:19000000" */
static const char *
telephone_url(struct arena *arena, const char *number)
{
	struct buffer out;

	buffer_init(&out, arena, TELEPHONE_LIMIT);
	buffer_text(&out, "tel:");
	for (; *number != '\0'; number++)
		if ((*number >= '0' && *number <= '9') || *number == '+')
			buffer_char(&out, *number);
	return out.data;
}

enum err
site_start(const struct core_config *config, struct failure *failure)
{
	const struct config_table table = { province_keys, sizeof(province_keys) / sizeof(province_keys[0]),
		&province };
	const char *path;
	enum err err;

	province_arena = arena_new(PROVINCE_LIMIT);
	path = arena_printf(province_arena, "%s/%s/province.conf", config->provinces, config->province);
	err = config_load(province_arena, path, &table, 1, failure);
	if (!err)
		hotline_url = telephone_url(province_arena, province.hotline);
	return err;
}

const struct province *
site_province(void)
{
	return &province;
}

static void
add_province(const struct core_config *config, struct view *shell)
{
	view_text(shell, "province_name", province.name);
	view_text(shell, "operator_name", province.operator_name);
	view_text(shell, "operator_address", province.operator_address);
	view_text(shell, "hotline", province.hotline);
	view_url(shell, "hotline_url", hotline_url);
	view_text(shell, "hotline_hours", province.hotline_hours);
	view_bool(shell, "front_national", config->front == FRONT_NATIONAL);
	for (size_t i = 0; i < sizeof(modules) / sizeof(modules[0]); i++)
		view_bool(shell, modules[i].flag, config_has_word(&config->modules, modules[i].name));
}

/* Is `path` the item's page or one below it? Below home is everything: it is current alone. */
static bool
is_current(const char *path, const struct nav_item *item, const char *url)
{
	size_t size = strlen(url);

	if (strcmp(item->url, "/") == 0)
		return strcmp(path, url) == 0;
	if (size > 1 && url[size - 1] == '/')
		size--;
	return strncmp(path, url, size) == 0 && (path[size] == '\0' || path[size] == '/');
}

static void
add_item(struct view *nav, const struct nav_item *item, const char *url, const char *label, const char *path)
{
	struct view *entry = view_item(nav);

	view_text(entry, "label", label);
	view_url(entry, "url", url);
	view_bool(entry, "current", is_current(path, item, url));
}

static bool
is_deployed(const struct core_config *config, const char *module)
{
	return module == NULL || config_has_word(&config->modules, module);
}

static bool
has_one_of(const struct officer *officer, unsigned roles)
{
	for (enum role role = 0; role < ROLE__MAX; role++)
		if ((roles & ROLE_BIT(role)) != 0 && officer_has_role(officer, role))
			return true;
	return roles == 0;
}

static enum err
handle_office(struct ctx *c, const void *input)
{
	(void)input;
	for (size_t i = 0; i < sizeof(officer_nav) / sizeof(officer_nav[0]); i++)
		if (is_deployed(c->config, officer_nav[i].module) && has_one_of(ctx_officer(c), officer_nav[i].roles))
			return respond_redirect(c, officer_nav[i].url);
	return respond_redirect(c, "/");
}

static const struct route office_routes[] = {
	{ GET, "/can-bo", NULL, &guard_staff, handle_office, .summary = "To the officer's first page" },
};
const struct route_table site_office_table = ROUTE_TABLE(office_routes);

static enum err
add_officer(struct ctx *c, struct view *shell)
{
	const struct officer *officer = NULL;
	struct view *nav = view_list(shell, "nav");
	enum err err = ctx_officer_if_any(c, &officer);

	if (err != OK && err != ERR_NOT_FOUND)
		return err;
	if (err == ERR_NOT_FOUND)
		return OK;
	view_text(shell, "agency_name", officer->agency_name);
	view_text(shell, "user_name", officer->name);
	view_url(shell, "guides_url", is_deployed(c->config, "catalogue") ? "/can-bo/huong-dan" : NULL);
	for (size_t i = 0; i < sizeof(officer_nav) / sizeof(officer_nav[0]); i++)
		if (is_deployed(c->config, officer_nav[i].module) && has_one_of(officer, officer_nav[i].roles))
			add_item(nav, &officer_nav[i], officer_nav[i].url, ctx_text(c, officer_nav[i].label),
			    c->request->path);
	return OK;
}

/* The catalogue's pages stand below /<language>/ in other languages; those of other modules have one address. */
static const char *
in_language(struct arena *arena, const struct nav_item *item, const char *language)
{
	bool published = item->module == NULL || strcmp(item->module, "catalogue") == 0;

	if (!published || strcmp(language, MESSAGES_FIRST_LANGUAGE) == 0)
		return item->url;
	return arena_printf(arena, "/%s%s", language, item->url);
}

static void
add_citizen_nav(struct arena *arena, const struct core_config *config, const struct messages *messages,
    const char *language, const char *path, struct view *shell)
{
	struct view *nav = view_list(shell, "nav");
	struct view *foot = view_list(shell, "footer");

	/* The first item is home. */
	view_url(shell, "home_url", in_language(arena, &citizen_nav[0], language));
	for (size_t i = 0; i < sizeof(citizen_nav) / sizeof(citizen_nav[0]); i++)
		if (is_deployed(config, citizen_nav[i].module))
			add_item(nav, &citizen_nav[i], in_language(arena, &citizen_nav[i], language),
			    message(messages, language, citizen_nav[i].label), path);
	for (size_t i = 0; i < sizeof(footer) / sizeof(footer[0]); i++)
		if (is_deployed(config, footer[i].module))
			add_item(foot, &footer[i], in_language(arena, &footer[i], language),
			    message(messages, language, footer[i].label), path);
}

enum err
site_shell(struct ctx *c, struct view *shell)
{
	struct account account;
	enum err err;

	add_province(c->config, shell);
	current_notices_add(c->arena, c->config->published, shell);
	view_text(shell, "user_name", NULL);
	view_text(shell, "agency_name", province.operator_name);
	view_url(shell, "guides_url", NULL);
	if (strncmp(c->request->path, "/can-bo", 7) == 0)
		return add_officer(c, shell);
	add_citizen_nav(c->arena, c->config, c->messages, c->language, c->request->path, shell);
	if (c->session.kind != SESSION_CITIZEN)
		return OK;
	/* The name is an ornament: a page does not fail for it. */
	err = account_by_id(c->db, c->session.account_id, &account);
	view_text(
	    shell, "user_name", err == OK && account.name[0] != '\0' ? account.name : ctx_text(c, "shell.account"));
	return OK;
}

void
site_shell_static(struct arena *arena, const struct core_config *config, const struct messages *messages,
    const char *language, const char *path, struct view *shell)
{
	add_province(config, shell);
	view_text(shell, "notices", NULL);
	view_bool(shell, "static", true);
	view_bool(shell, "error", false);
	view_bool(shell, "officer", false);
	view_text(shell, "language", language);
	view_text(shell, "path", path);
	view_url(shell, "other_language_url", NULL);
	view_bool(shell, "has_submission", config_has_word(&config->modules, "submission"));
	add_citizen_nav(arena, config, messages, language, path, shell);
}
