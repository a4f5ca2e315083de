/* Who answers what nginx does not find as a file. See routes.h. */
#include "routes.h"

#include "domain/directory/officer_guard.h"
#include "office/office.h"
#include "search/served.h"

/* Below what is published as files. */
#define MISSING(path_, what)                                                                                           \
	{                                                                                                              \
		GET, (path_), &missing_input, &guard_anyone, handle_missing, .flags = ROUTE_PUBLIC, .summary = (what)  \
	}

const struct route catalogue_routes[] = {
	{ GET, "/", NULL, &guard_anyone, handle_home, .flags = ROUTE_PUBLIC,
	    .summary = "Home while nothing is published" },
	/* --- search/ */
	{ GET, "/tim-kiem", &search_input, &guard_anyone, handle_search, .flags = ROUTE_PUBLIC | ROUTE_ETAG,
	    .summary = "Search for procedures" },

	/* --- office/: the list of procedures and its bulk edits */
	{ GET, "/can-bo/danh-muc", &office_input, &guard_catalogue, handle_office,
	    .summary = "Procedures, their definitions and what is published" },
	{ POST, "/can-bo/danh-muc/cong-bo", NULL, &guard_administrator, handle_publish,
	    .summary = "Orders a publication" },

	/* --- version/: the life of a version */

	/* --- edit/: the procedure editor */

	/* --- import/: import and export of the catalogue */

	/* --- agency/: the tree of agencies */

	/* --- govern/: lists by decision, change requests, views for managers */

	/* --- content/: news, guides, questions, notices */

	/* --- publish/: what nginx does not find among the published files */
	MISSING("/thu-tuc/{rest...}", "No such procedure, with the search box; or its page by its code"),
	MISSING("/linh-vuc/{rest...}", "No such sector"),
	MISSING("/co-quan/{rest...}", "No such agency"),
	MISSING("/su-kien/{rest...}", "No such life event"),
	MISSING("/muc-do/{rest...}", "No such level of service"),
};
const size_t catalogue_route_count = sizeof(catalogue_routes) / sizeof(catalogue_routes[0]);
