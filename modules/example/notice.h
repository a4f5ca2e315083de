/* The board's route table, and a sample of each of its pages. */
#ifndef MOTCUA_EXAMPLE_NOTICE_H
#define MOTCUA_EXAMPLE_NOTICE_H

#include "core/server/module.h"

enum { NOTICE_PAGES = 3 };
extern const struct route_table notice_routes;
extern const struct page_sample notice_pages[NOTICE_PAGES];

#endif
