/* Every address of the exchange module. See routes.h. */
#include "routes.h"

#include "core/server/route.h"
#include "domain/directory/officer_guard.h"
#include "overview.h"
#include "status.h"

static const struct route routes[] = {
	{ GET, "/", NULL, &guard_anyone, handle_home, .summary = "What this installation connects to" },
	{ GET, "/ket-noi", NULL, &guard_anyone, handle_interfaces, .flags = ROUTE_PUBLIC,
	    .summary = "The interfaces that partners find here" },
	{ GET, "/ket-noi/trang-thai", NULL, &guard_anyone, handle_interface_state, .flags = ROUTE_PUBLIC,
	    .summary = "Whether they work" },
	{ GET, OVERVIEW_PATH, NULL, &guard_administrator, handle_overview,
	    .summary = "Messages that wait, were sent or could not be" },
	{ POST, OVERVIEW_PATH "/gui-lai", &resend_input, &guard_administrator, handle_resend,
	    .summary = "Send a message again that had been given up" },
};
const struct route_table exchange_routes = ROUTE_TABLE(routes);
