/* The drawing of a process document, BPMNDI. Private to process_*.c. */
#ifndef MOTCUA_DOMAIN_DEFINITION_PROCESS_DRAWING_READ_H
#define MOTCUA_DOMAIN_DEFINITION_PROCESS_DRAWING_READ_H

#include <libxml/tree.h>

struct arena;
struct process_model;

#define BPMN_DI "http://www.omg.org/spec/BPMN/20100524/DI"
#define BPMN_DC "http://www.omg.org/spec/DD/20100524/DC"
#define BPMN_DD "http://www.omg.org/spec/DD/20100524/DI"

/* Boxes and points of the elements that the model has; the first drawing of each counts, one that is none is missing. */
void process_drawing_read(struct arena *arena, const xmlNode *root, struct process_model *model);

#endif
