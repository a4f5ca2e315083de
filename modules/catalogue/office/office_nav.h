/*
 * The sub-navigation of the catalogue's back office: one row for each page that stands on its own, shown to the roles
 * that may open it. Each room adds its row to the table in office_nav.c. Knows no page's content.
 */
#ifndef MOTCUA_CATALOGUE_OFFICE_NAV_H
#define MOTCUA_CATALOGUE_OFFICE_NAV_H

struct ctx;
struct view;

/*
 * Adds office_rooms (groups of pages) and office_tabs (the pages of the group shown), each [{label, url, current}], and
 * office_guide to the page: what the officer of this request may open; `current` is the path of the row that stands for the
 * page. For {{>catalogue/office_nav}}; only behind one of the officers' guards.
 */
void office_nav(struct ctx *c, struct view *page, const char *current);
/* Another guide than that of the row (an editor's own): office_guide, the address of www/guides/<language>/<guide>.md; null: none. */
void office_nav_guide(struct ctx *c, struct view *page, const char *guide);

/* The same members with one row each, for the sample views of --check. */
void office_nav_sample(struct view *page);

#endif
