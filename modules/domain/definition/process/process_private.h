/* The graph of a process. Private to process_*.c. */
#ifndef MOTCUA_DOMAIN_DEFINITION_PROCESS_PRIVATE_H
#define MOTCUA_DOMAIN_DEFINITION_PROCESS_PRIVATE_H

#include "domain/definition/process/process.h"

#define BPMN_MODEL   "http://www.omg.org/spec/BPMN/20100524/MODEL"
#define PROCESS_OURS "urn:motcua:bpmn"

enum process_node_kind { NODE_START, NODE_END, NODE_STEP, NODE_EXCLUSIVE, NODE_PARALLEL, NODE_TIMER };

enum { PROCESS_FLOWS_MAX = 400, PROCESS_NONE = PROCESS_FLOWS_MAX };

struct process_flow {
	const char *id;
	size_t from, to;              /* nodes */
	const struct feel *condition; /* NULL: none */
};

struct process_node {
	const char *id;
	enum process_node_kind kind;
	struct process_step *step; /* of NODE_STEP; of NODE_TIMER: the step it is attached to */
	size_t attached;           /* of NODE_TIMER: the node of that step */
	size_t *outgoing;          /* flows, in document order */
	size_t outgoing_count, incoming_count;
	size_t default_flow; /* PROCESS_NONE: none */
	bool terminates;     /* of NODE_END: whatever else is open ends with it */
};

struct process {
	const char *id, *name;
	struct process_node *nodes;
	size_t node_count;
	struct process_flow *flows;
	size_t flow_count;
	const struct process_step **steps;
	size_t step_count;
};

size_t process_node_by_id(const struct process *process, const char *id); /* node_count if there is none */
size_t process_flow_by_id(const struct process *process, const char *id); /* flow_count if there is none */
struct model_node;

/* What the step itself is refused for, NULL if nothing: key of the catalogue. */
const char *process_step_problem(struct arena *arena, const struct model_node *node);
/* One start, roles there, everything reachable, every way ends, conditions where they belong. */
enum err process_check_structure(
    struct arena *arena, const struct process *process, struct definition_error *error) MUST_CHECK;
/* Does it fold to one flow from start to end? Then it is sound; if not, nothing is known. */
bool process_folds(struct arena *arena, const struct process *process);

#endif
