/*
 * What the steps of the work add to the module's tables (main.c): routes below /can-bo/ho-so/{number}/ and
 * /can-bo/y-kien, statements, page samples, jobs, verbs.
 */
#ifndef MOTCUA_WORKFLOW_PROCESS_ROUTES_H
#define MOTCUA_WORKFLOW_PROCESS_ROUTES_H

#include "core/server/module.h"

extern const struct route_table process_route_table;

extern const struct store step_store, result_store, consult_store;

/* The page samples process_pages[0 .. PROCESS_PAGES) and so on, to be copied into the module's own arrays. */
enum { PROCESS_PAGES = 6, PROCESS_JOBS = 4 };
extern const struct page_sample process_pages[PROCESS_PAGES];
extern const struct job process_jobs[PROCESS_JOBS];

#endif
