/* The pages of the catalogue's back office as a table. See office_nav.h. */
#include "office/office_nav.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "core/server/ctx.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "guide/guide.h"

#define ROLE_BIT(role) (1U << (role))
#define EVERYBODY      0U /* whoever passes guard_catalogue */

/* What belongs together; the first page that an officer may open stands for its group. */
enum group { GROUP_PROCEDURES, GROUP_DEFINITIONS, GROUP_STATE, GROUP_CONTENT, GROUP_GROUND, GROUP__MAX };

static const char *const groups[GROUP__MAX] = {
	[GROUP_PROCEDURES] = "catalogue_edit.nav_procedures",
	[GROUP_DEFINITIONS] = "catalogue_edit.nav_definitions",
	[GROUP_STATE] = "catalogue_edit.nav_state",
	[GROUP_CONTENT] = "catalogue_edit.nav_content",
	[GROUP_GROUND] = "catalogue_edit.nav_ground",
};

static const struct {
	enum group group;
	const char *label; /* message key */
	const char *path;
	unsigned roles;    /* bits of enum role */
	const char *guide; /* of www/guides that tells how the page is worked with; NULL: none */
} pages[] = {
	/* procedures and how they change */
	{ GROUP_PROCEDURES, "catalogue_edit.nav_list", "/can-bo/danh-muc", EVERYBODY, "danh-muc-thu-tuc" },
	{ GROUP_PROCEDURES, "catalogue_govern.nav_requests", "/can-bo/danh-muc/de-nghi", EVERYBODY,
	    "danh-muc-thu-tuc" },
	{ GROUP_PROCEDURES, "catalogue_govern.nav_lists", "/can-bo/danh-muc/danh-sach", EVERYBODY, NULL },
	{ GROUP_PROCEDURES, "catalogue_govern.nav_deadlines", "/can-bo/danh-muc/han-cong-bo", EVERYBODY, NULL },
	/* what is drawn up for them */
	{ GROUP_DEFINITIONS, "catalogue_define.nav", "/can-bo/danh-muc/dinh-nghia", EVERYBODY,
	    "chay-thu-va-phe-duyet" },
	{ GROUP_DEFINITIONS, "catalogue_define.nav_unapproved", "/can-bo/danh-muc/dinh-nghia/chua-duyet", EVERYBODY,
	    "chay-thu-va-phe-duyet" },
	{ GROUP_DEFINITIONS, "catalogue_simulate.nav", "/can-bo/danh-muc/chay-thu",
	    ROLE_BIT(ROLE_DRAFTER) | ROLE_BIT(ROLE_CONTROLLER) | ROLE_BIT(ROLE_ADMINISTRATOR),
	    "chay-thu-va-phe-duyet" },
	{ GROUP_DEFINITIONS, "catalogue_simulate.nav_examples", "/can-bo/danh-muc/vi-du", EVERYBODY,
	    "chay-thu-va-phe-duyet" },
	{ GROUP_DEFINITIONS, "catalogue_process_design.nav_import", "/can-bo/danh-muc/nhap-quy-trinh",
	    ROLE_BIT(ROLE_DRAFTER) | ROLE_BIT(ROLE_CONTROLLER) | ROLE_BIT(ROLE_ADMINISTRATOR), "quy-trinh" },
	/* how the catalogue stands */
	{ GROUP_STATE, "catalogue_govern.nav_roadmap", "/can-bo/danh-muc/lo-trinh", EVERYBODY, NULL },
	{ GROUP_STATE, "catalogue_govern.nav_quality", "/can-bo/danh-muc/chat-luong", EVERYBODY, NULL },
	/* what citizens read beside it */
	{ GROUP_CONTENT, "catalogue_content.nav_news", "/can-bo/danh-muc/bai-viet", EVERYBODY, NULL },
	{ GROUP_CONTENT, "catalogue_content.nav_guides", "/can-bo/danh-muc/huong-dan", EVERYBODY, NULL },
	{ GROUP_CONTENT, "catalogue_content.nav_questions", "/can-bo/danh-muc/hoi-dap", EVERYBODY, NULL },
	{ GROUP_CONTENT, "catalogue_content.nav_notices", "/can-bo/danh-muc/thong-bao", EVERYBODY, NULL },
	/* what it rests on */
	{ GROUP_GROUND, "catalogue_search.nav", "/can-bo/danh-muc/tu-khoa", ROLE_BIT(ROLE_ADMINISTRATOR), NULL },
	{ GROUP_GROUND, "catalogue_choice.nav", "/can-bo/danh-muc/danh-sach-chon", EVERYBODY, "bieu-mau" },
	{ GROUP_GROUND, "catalogue_agency.nav", "/can-bo/danh-muc/co-quan", ROLE_BIT(ROLE_ADMINISTRATOR), NULL },
	{ GROUP_GROUND, "catalogue_import.nav", "/can-bo/danh-muc/nhap", ROLE_BIT(ROLE_ADMINISTRATOR),
	    "danh-muc-thu-tuc" },
	{ GROUP_GROUND, "catalogue_import.nav_export", "/can-bo/danh-muc/xuat", EVERYBODY, "danh-muc-thu-tuc" },
	{ GROUP_GROUND, "catalogue_bundle.nav", "/can-bo/danh-muc/goi", ROLE_BIT(ROLE_ADMINISTRATOR), "chuyen-giao" },
	{ GROUP_GROUND, "catalogue_bundle.nav_make", "/can-bo/danh-muc/goi/xuat", EVERYBODY, "chuyen-giao" },
};
enum { PAGES = sizeof(pages) / sizeof(pages[0]) };

static bool
may_open(const struct officer *officer, unsigned roles)
{
	for (enum role role = 0; role < ROLE__MAX; role++)
		if ((roles & ROLE_BIT(role)) != 0 && officer_has_role(officer, role))
			return true;
	return roles == EVERYBODY;
}

static void
show_tab(struct view *tabs, const char *label, const char *path, bool current)
{
	struct view *tab = view_item(tabs);

	view_text(tab, "label", label);
	view_url(tab, "url", path);
	view_bool(tab, "current", current);
}

/* The group of the page that is shown; a page without a row stands among the procedures. */
static enum group
group_of(const char *current)
{
	for (size_t i = 0; i < PAGES; i++)
		if (strcmp(pages[i].path, current) == 0)
			return pages[i].group;
	return GROUP_PROCEDURES;
}

void
office_nav(struct ctx *c, struct view *page, const char *current)
{
	struct view *rooms = view_list(page, "office_rooms"), *tabs = view_list(page, "office_tabs");
	enum group here = group_of(current);
	bool shown[GROUP__MAX] = { false };

	office_nav_guide(c, page, NULL);
	for (size_t i = 0; i < PAGES; i++) {
		enum group group = pages[i].group;

		if (!may_open(ctx_officer(c), pages[i].roles))
			continue;
		if (!shown[group])
			show_tab(rooms, ctx_text(c, groups[group]), pages[i].path, group == here);
		shown[group] = true;
		if (strcmp(pages[i].path, current) == 0)
			office_nav_guide(c, page, pages[i].guide);
		if (group == here)
			show_tab(tabs, ctx_text(c, pages[i].label), pages[i].path, strcmp(pages[i].path, current) == 0);
	}
}

void
office_nav_guide(struct ctx *c, struct view *page, const char *guide)
{
	view_url(page, "office_guide", guide != NULL ? guide_url(c, guide) : NULL);
}

void
office_nav_sample(struct view *page)
{
	show_tab(view_list(page, "office_rooms"), "sample", "/can-bo/danh-muc", true);
	show_tab(view_list(page, "office_tabs"), "sample", "/can-bo/danh-muc", true);
	view_url(page, "office_guide", "/can-bo/danh-muc");
}
