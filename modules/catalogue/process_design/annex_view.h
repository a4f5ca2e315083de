/* The table as the annex of a decision. Private to the room. */
#ifndef MOTCUA_CATALOGUE_PROCESS_DESIGN_ANNEX_VIEW_H
#define MOTCUA_CATALOGUE_PROCESS_DESIGN_ANNEX_VIEW_H

struct ctx;
struct table_page;
struct view;

/* In the order of published quy trinh noi bo: heading, numbered parts of general data, the steps, hồ sơ lưu. */
struct view *annex_view(struct ctx *c, struct table_page *page);

#endif
