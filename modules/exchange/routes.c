/* Every address of the exchange module. See routes.h. */
#include "routes.h"

#include "core/server/route.h"
#include "domain/directory/officer_guard.h"
#include "overview.h"
#include "register/register_page.h"
#include "sign_on/sign_on.h"
#include "status.h"

static const struct route routes[] = {
	{ GET, "/", NULL, &guard_anyone, handle_home, .summary = "What this installation connects to" },
	{ GET, "/ket-noi", NULL, &guard_anyone, handle_interfaces, .flags = ROUTE_PUBLIC, .answers = "application/json",
	    .summary = "The interfaces that partners find here" },
	{ GET, "/ket-noi/trang-thai", NULL, &guard_anyone, handle_interface_state, .flags = ROUTE_PUBLIC,
	    .answers = "application/json", .holds = "status: ok or delayed; at: when", .summary = "Whether they work" },
	{ GET, "/du-lieu-dan-cu/{code}/{draft}", &register_input, &guard_citizen, handle_register,
	    .summary = "What the population register would be asked for a draft, and why" },
	{ POST, "/du-lieu-dan-cu/{code}/{draft}", &register_ask_input, &guard_citizen, handle_register_ask,
	    .summary = "Asks it, with the person's consent" },
	{ GET, "/dinh-danh/tro-ve", &sign_on_input, &guard_citizen, handle_sign_on,
	    .summary = "Back from VNeID, which vouches for who the citizen is" },
	{ GET, OVERVIEW_PATH, NULL, &guard_administrator, handle_overview,
	    .summary = "Messages that wait, were sent or could not be" },
	{ POST, OVERVIEW_PATH "/gui-lai", &resend_input, &guard_administrator, handle_resend,
	    .summary = "Send a message again that had been given up" },
};
const struct route_table exchange_routes = ROUTE_TABLE(routes);
