/* The plain first page. See home.h. */
#include "home.h"

#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "core/view/view.h"

#include "show.h"

static const struct {
	const char *module, *url, *label, *text; /* label and text: message keys */
} doors[] = {
	{ "submission", "/tra-cuu", "submission.track_title", "submission.home_track" },
	{ "submission", "/tai-khoan", "submission.account_page", "submission.home_account" },
	{ "workflow", "/can-bo/ho-so", "shell.footer_officers", "submission.home_officers" },
};

static struct view *
home_view(struct ctx *c)
{
	struct view *page = view_object(c->arena), *links;

	show_page(c, page, words(c, "submission.home_title"), NULL);
	links = view_list(page, "links");
	for (size_t i = 0; i < sizeof(doors) / sizeof(doors[0]); i++) {
		struct view *link;

		if (c->config != NULL && !config_has_word(&c->config->modules, doors[i].module))
			continue;
		link = view_item(links);
		view_url(link, "url", doors[i].url);
		view_text(link, "label", words(c, doors[i].label));
		view_text(link, "text", words(c, doors[i].text));
	}
	return page;
}

enum err
handle_home(struct ctx *c, const void *input)
{
	(void)input;
	return respond_page(c, "submission/home", home_view(c));
}

struct view *
home_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };

	return home_view(&c);
}
