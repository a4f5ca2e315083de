/* The pages of the catalogue's back office as a table. See office_nav.h. */
#include "office/office_nav.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "core/server/ctx.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"

#define ROLE_BIT(role) (1U << (role))
#define EVERYBODY      0U /* whoever passes guard_catalogue */

static const struct {
	const char *label; /* message key */
	const char *path;
	unsigned roles; /* bits of enum role */
} pages[] = {
	/* procedures and how they change */
	{ "catalogue_edit.nav_procedures", "/can-bo/danh-muc", EVERYBODY },
	{ "catalogue_govern.nav_requests", "/can-bo/danh-muc/de-nghi", EVERYBODY },
	{ "catalogue_govern.nav_lists", "/can-bo/danh-muc/danh-sach", EVERYBODY },
	{ "catalogue_govern.nav_deadlines", "/can-bo/danh-muc/han-cong-bo", EVERYBODY },
	/* how the catalogue stands */
	{ "catalogue_govern.nav_roadmap", "/can-bo/danh-muc/lo-trinh", EVERYBODY },
	{ "catalogue_govern.nav_quality", "/can-bo/danh-muc/chat-luong", EVERYBODY },
	/* what citizens read beside it */
	{ "catalogue_content.nav_news", "/can-bo/danh-muc/bai-viet", EVERYBODY },
	{ "catalogue_content.nav_guides", "/can-bo/danh-muc/huong-dan", EVERYBODY },
	{ "catalogue_content.nav_questions", "/can-bo/danh-muc/hoi-dap", EVERYBODY },
	{ "catalogue_content.nav_notices", "/can-bo/danh-muc/thong-bao", EVERYBODY },
	/* what it rests on */
	{ "catalogue_search.nav", "/can-bo/danh-muc/tu-khoa", ROLE_BIT(ROLE_ADMINISTRATOR) },
	{ "catalogue_agency.nav", "/can-bo/danh-muc/co-quan", ROLE_BIT(ROLE_ADMINISTRATOR) },
	{ "catalogue_import.nav", "/can-bo/danh-muc/nhap", ROLE_BIT(ROLE_ADMINISTRATOR) },
	{ "catalogue_import.nav_export", "/can-bo/danh-muc/xuat", EVERYBODY },
};

static bool
may_open(const struct officer *officer, unsigned roles)
{
	for (enum role role = 0; role < ROLE__MAX; role++)
		if ((roles & ROLE_BIT(role)) != 0 && officer_has_role(officer, role))
			return true;
	return roles == EVERYBODY;
}

void
office_nav(struct ctx *c, struct view *page, const char *current)
{
	struct view *tabs = view_list(page, "office_tabs");

	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		struct view *tab;

		if (!may_open(ctx_officer(c), pages[i].roles))
			continue;
		tab = view_item(tabs);
		view_text(tab, "label", ctx_text(c, pages[i].label));
		view_url(tab, "url", pages[i].path);
		view_bool(tab, "current", strcmp(pages[i].path, current) == 0);
	}
}

void
office_nav_sample(struct view *page)
{
	struct view *tab = view_item(view_list(page, "office_tabs"));

	view_text(tab, "label", "sample");
	view_url(tab, "url", "/can-bo/danh-muc");
	view_bool(tab, "current", true);
}
