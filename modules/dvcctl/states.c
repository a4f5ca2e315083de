/* dvcctl states: the states of a dossier and the declared edges, as a graph. */
#include "core/memory/buffer.h"
#include "domain/dossier/state.h"

#include "dvcctl.h"

enum { GRAPH_LIMIT = 1 << 20 };

int
verb_states(struct dvcctl *d, int argc, char **argv)
{
	struct buffer graph;

	(void)argv;
	if (argc != 1)
		return EXIT_USAGE;
	buffer_init(&graph, d->arena, GRAPH_LIMIT);
	dossier_states_dot(&graph);
	(void)fputs(graph.data, d->out);
	return EXIT_DONE;
}
