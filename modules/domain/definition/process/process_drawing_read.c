/* Where the elements of a process stand. See process_drawing_read.h. */
#include "domain/definition/process/process_drawing_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/process/process_model.h"
#include "domain/definition/xml.h"

enum { COORDINATE_MAX = 100000, DIGITS_MAX = 16 };

/* A plain decimal number, rounded to hundredths; nothing that only C takes for one. */
static bool
read_number(struct arena *arena, const xmlNode *xml, const char *name, double *ret)
{
	const char *text = xml_attribute(arena, xml, name, NULL);
	size_t size = text == NULL ? 0 : strspn(text, "-0123456789.");

	if (size == 0 || size > DIGITS_MAX || text[size] != '\0')
		return false;
	*ret = round(strtod(text, NULL) * 100) / 100 + 0.0;
	return fabs(*ret) <= COORDINATE_MAX;
}

static void
read_box(struct arena *arena, const xmlNode *shape, struct model_box *box)
{
	struct model_box read = { 0 };

	if (shape == NULL || box->width > 0)
		return;
	for (xmlNode *xml = xml_next_element(shape->children); xml != NULL; xml = xml_next_element(xml->next))
		if (xml_in(xml, BPMN_DC) && xml_is(xml, "Bounds") && read_number(arena, xml, "x", &read.x) &&
		    read_number(arena, xml, "y", &read.y) && read_number(arena, xml, "width", &read.width) &&
		    read_number(arena, xml, "height", &read.height) && read.width > 0 && read.height > 0) {
			*box = read;
			return;
		}
}

static struct model_point *
read_points(struct arena *arena, const xmlNode *edge, size_t *ret_count)
{
	struct model_point *points = arena_array(arena, MODEL_POINTS_MAX, sizeof(*points));
	size_t count = 0;

	*ret_count = 0;
	for (xmlNode *xml = xml_next_element(edge->children); xml != NULL; xml = xml_next_element(xml->next)) {
		if (!xml_in(xml, BPMN_DD) || !xml_is(xml, "waypoint"))
			continue;
		if (count == MODEL_POINTS_MAX || !read_number(arena, xml, "x", &points[count].x) ||
		    !read_number(arena, xml, "y", &points[count].y))
			return NULL;
		count++;
	}
	if (count < 2)
		return NULL;
	*ret_count = count;
	return points;
}

static void
read_shape(struct arena *arena, const xmlNode *xml, const char *id, struct process_model *model)
{
	struct model_node *node = process_model_node(model, id);

	if (node != NULL) {
		read_box(arena, xml, &node->box);
		read_box(arena, xml_child(xml, "BPMNLabel"), &node->label);
	}
	for (size_t i = 0; i < model->note_count; i++)
		if (strcmp(model->notes[i].id, id) == 0)
			read_box(arena, xml, &model->notes[i].box);
}

static void
read_edge(struct arena *arena, const xmlNode *xml, const char *id, struct process_model *model)
{
	struct model_flow *flow = process_model_flow(model, id);

	if (flow != NULL && flow->point_count == 0) {
		flow->points = read_points(arena, xml, &flow->point_count);
		read_box(arena, xml_child(xml, "BPMNLabel"), &flow->label);
	}
	for (size_t i = 0; i < model->line_count; i++)
		if (model->lines[i].point_count == 0 && strcmp(model->lines[i].id, id) == 0)
			model->lines[i].points = read_points(arena, xml, &model->lines[i].point_count);
}

static void
read_plane(struct arena *arena, const xmlNode *plane, struct process_model *model)
{
	for (xmlNode *xml = xml_next_element(plane->children); xml != NULL; xml = xml_next_element(xml->next)) {
		const char *id = xml_attribute(arena, xml, "bpmnElement", NULL);

		if (id == NULL || !xml_in(xml, BPMN_DI))
			continue;
		if (xml_is(xml, "BPMNShape"))
			read_shape(arena, xml, id, model);
		else if (xml_is(xml, "BPMNEdge"))
			read_edge(arena, xml, id, model);
	}
}

void
process_drawing_read(struct arena *arena, const xmlNode *root, struct process_model *model)
{
	for (xmlNode *diagram = xml_next_element(root->children); diagram != NULL;
	     diagram = xml_next_element(diagram->next)) {
		const xmlNode *plane =
		    xml_in(diagram, BPMN_DI) && xml_is(diagram, "BPMNDiagram") ? xml_child(diagram, "BPMNPlane") : NULL;

		if (plane != NULL)
			read_plane(arena, plane, model);
	}
}
