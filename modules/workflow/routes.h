/* The route table of the work list, the dossier's page, its intake and the counter; process_routes.h has the steps'. */
#ifndef MOTCUA_WORKFLOW_ROUTES_H
#define MOTCUA_WORKFLOW_ROUTES_H

struct route_table;

extern const struct route_table intake_routes;

#endif
