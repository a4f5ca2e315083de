/*
 * The document that table and diagram share: what is read is written and read again the same, whatever it holds; what
 * cannot be held is refused at its place; a drawing is kept, and made where there is none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/process/process_model.h"

enum { MODELS = 2000 };

static struct arena *arena;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new((size_t)32 << 20);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

#define FILE_OF(body)                                                                                                  \
	"<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:m=\"urn:motcua:bpmn\" "    \
	"xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\" "                                                   \
	"xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\" xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\" "     \
	"xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\">" body "</bpmn:definitions>"
#define PROCESS(body)      "<bpmn:process id=\"p\" name=\"P\">" body "</bpmn:process>"
#define START              "<bpmn:startEvent id=\"s\"/>"
#define END                "<bpmn:endEvent id=\"e\"/>"
#define TASK(id)           "<bpmn:userTask id=\"" id "\" name=\"N\" m:role=\"processing\"/>"
#define FLOW(id, from, to) "<bpmn:sequenceFlow id=\"" id "\" sourceRef=\"" from "\" targetRef=\"" to "\"/>"
#define LINE               START TASK("a") END FLOW("f1", "s", "a") FLOW("f2", "a", "e")

static struct process_model *
model_of(const char *xml, size_t size)
{
	struct definition_error error = { 0 };
	struct process_model *model = NULL;

	if (process_model_read(arena, xml, size, &model, &error) != OK)
		fail_msg("%s %s in %.3000s", error.message, error.element, xml);
	return model;
}

/* --- everything a model holds, as text, by no code of the product --------------------------------------------------------- */

static void
dump_box(struct buffer *out, const struct model_box *box)
{
	buffer_printf(out, "[%.2f %.2f %.2f %.2f]", box->x, box->y, box->width, box->height);
}

static void
dump_points(struct buffer *out, const struct model_point *points, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buffer_printf(out, "(%.2f %.2f)", points[i].x, points[i].y);
}

static void
dump_sheet(struct buffer *out, const struct model_sheet *s)
{
	buffer_printf(out, "sheet|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s\n", s->symbol, s->issue, s->issued_on, s->purpose,
	    s->scope, s->conditions, s->quantity, s->term, s->place, s->result, s->fee);
	for (size_t i = 0; i < s->basis_count; i++)
		buffer_printf(out, "basis|%s\n", s->basis[i]);
	for (size_t i = 0; i < s->paper_count; i++)
		buffer_printf(out, "paper|%s|%s|%s|%s\n", s->papers[i].name, s->papers[i].form, s->papers[i].originals,
		    s->papers[i].photocopies);
	for (size_t i = 0; i < s->record_count; i++)
		buffer_printf(out, "record|%s|%s|%s\n", s->records[i].name, s->records[i].place, s->records[i].keep);
}

static const char *
dump(const struct process_model *m)
{
	struct buffer out;

	buffer_init(&out, arena, (size_t)4 << 20);
	buffer_printf(&out, "%s|%s|%s|%zu\n", m->id, m->name, m->documentation, m->left_out);
	dump_sheet(&out, &m->sheet);
	for (size_t i = 0; i < m->node_count; i++) {
		const struct model_node *n = &m->nodes[i];

		buffer_printf(&out, "node|%s|%s|%d|%s|%s|%s|%d|%s|%s|%s|%s|%s|%s|%s|%s|%s|%d", n->id, n->name, n->kind,
		    n->documentation, n->role, n->term, n->calendar, n->actions, n->form, n->agency, n->called,
		    n->symbol, n->unit, n->output, n->default_flow, n->attached, n->interrupting);
		dump_box(&out, &n->box);
		dump_box(&out, &n->label);
		buffer_char(&out, '\n');
	}
	for (size_t i = 0; i < m->flow_count; i++) {
		const struct model_flow *f = &m->flows[i];

		buffer_printf(
		    &out, "flow|%s|%s|%s|%s|%s|%s", f->id, f->name, f->documentation, f->from, f->to, f->condition);
		dump_points(&out, f->points, f->point_count);
		dump_box(&out, &f->label);
		buffer_char(&out, '\n');
	}
	for (size_t i = 0; i < m->note_count; i++) {
		buffer_printf(&out, "note|%s|%s", m->notes[i].id, m->notes[i].text);
		dump_box(&out, &m->notes[i].box);
		buffer_char(&out, '\n');
	}
	for (size_t i = 0; i < m->line_count; i++) {
		buffer_printf(&out, "line|%s|%s|%s", m->lines[i].id, m->lines[i].from, m->lines[i].to);
		dump_points(&out, m->lines[i].points, m->lines[i].point_count);
		buffer_char(&out, '\n');
	}
	assert_false(out.full);
	return out.data;
}

static const char *
written(struct process_model *model, size_t *ret_size)
{
	const char *xml = NULL;

	assert_int_equal(process_model_write(arena, model, &xml, ret_size), OK);
	assert_int_equal(strlen(xml), *ret_size);
	return xml;
}

/* --- random models -------------------------------------------------------------------------------------------------------- */

static uint32_t seed = 20261122;

static uint32_t
below(uint32_t bound)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % bound;
}

static const char *
words(void)
{
	static const char *const some[] = { "", "Thẩm định, thụ lý hồ sơ", "0,5 ngày làm việc", "a < b & \"c\" > 'd'",
		"dòng một\ndòng hai\tcột", "]]>", "&amp;&#10;", "Đ", "=x", "  giữa  ", "\xf0\x9f\x93\x84 tệp",
		"x\r\ny" };

	return some[below(sizeof(some) / sizeof(some[0]))];
}

/* Of elements: white space around the text is not kept. */
static const char *
text(void)
{
	const char *chosen = words();

	return chosen[0] == ' ' ? "giữa" : chosen;
}

static double
somewhere(void)
{
	return (double)(int)(below(400000)) / 100 - 1000;
}

static struct model_box
box(void)
{
	return (struct model_box){ somewhere(), somewhere(), 1 + below(200), 1 + (double)below(20000) / 100 };
}

static struct model_point *
points(size_t count)
{
	struct model_point *made = arena_array(arena, count, sizeof(*made));

	for (size_t i = 0; i < count; i++)
		made[i] = (struct model_point){ somewhere(), somewhere() };
	return made;
}

static void
fill_sheet(struct model_sheet *s)
{
	const char **texts[] = { &s->symbol, &s->issue, &s->issued_on, &s->quantity, &s->term, &s->place, &s->result,
		&s->fee };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		*texts[i] = words();
	s->purpose = text();
	s->scope = text();
	s->conditions = text();
	for (s->basis_count = 0; s->basis_count < below(4); s->basis_count++)
		s->basis[s->basis_count] = text();
	for (s->paper_count = 0; s->paper_count < below(4); s->paper_count++)
		s->papers[s->paper_count] = (struct model_paper){ text(), words(), words(), words() };
	for (s->record_count = 0; s->record_count < below(4); s->record_count++)
		s->records[s->record_count] = (struct model_record){ text(), words(), words() };
}

static void
fill_step(struct model_node *node)
{
	node->role = "section_head";
	node->term = words();
	node->calendar = below(2);
	node->actions = below(2) ? "approve return_back" : "";
	node->form = words();
	node->agency = node->kind == MODEL_CALL ? "H01.02" : words();
	node->called = node->kind == MODEL_CALL ? words() : "";
	node->symbol = words();
	node->unit = words();
	node->output = words();
}

static void
add_random_node(struct process_model *m, bool drawn)
{
	enum model_kind kind = below(MODEL_KIND__MAX);
	struct model_node *node, *host = NULL;

	for (size_t i = 0; i < m->node_count && kind == MODEL_TIMER; i++)
		if (model_node_is_step(&m->nodes[i]))
			host = &m->nodes[i];
	if (kind == MODEL_TIMER && host == NULL)
		kind = MODEL_TASK;
	node = process_model_add_node(m, kind, NULL, words());
	node->documentation = text();
	if (drawn) {
		node->box = box();
		if (below(2))
			node->label = box();
	}
	if (model_node_is_step(node))
		fill_step(node);
	if (kind == MODEL_TIMER) {
		node->attached = host->id;
		node->term = text();
		node->calendar = below(2);
		node->interrupting = below(2);
	}
}

static void
add_random_flow(struct process_model *m, bool drawn)
{
	struct model_node *from = &m->nodes[below((uint32_t)m->node_count)],
			  *to = &m->nodes[below((uint32_t)m->node_count)];
	struct model_flow *flow =
	    process_model_add_flow(m, NULL, from->id, to->kind == MODEL_TIMER ? (to = &m->nodes[0])->id : to->id);

	flow->name = words();
	flow->documentation = text();
	flow->condition = below(3) ? "" : "action = \"return_back\" and amount < 5";
	if (from->kind == MODEL_EXCLUSIVE && below(2))
		from->default_flow = flow->id;
	if (!drawn)
		return;
	flow->point_count = 2 + below(4);
	flow->points = points(flow->point_count);
	flow->points[0] = (struct model_point){ from->box.x, from->box.y };
	flow->points[flow->point_count - 1] = (struct model_point){ to->box.x, to->box.y };
	if (below(2))
		flow->label = box();
}

static struct process_model *
random_model(bool drawn)
{
	struct process_model *m = process_model_new(arena, "p", words());

	m->documentation = text();
	fill_sheet(&m->sheet);
	for (uint32_t n = 1 + below(12); n > 0; n--)
		add_random_node(m, drawn);
	for (uint32_t n = below(15); n > 0; n--)
		add_random_flow(m, drawn);
	for (m->note_count = 0; m->note_count < below(3); m->note_count++) {
		const char *id = process_model_fresh_id(m, "note");

		m->notes[m->note_count] = (struct model_note){ .id = id, .text = text() };
		m->notes[m->note_count].box = drawn ? box() : (struct model_box){ 0 };
		m->lines[m->line_count++] =
		    (struct model_line){ .id = arena_printf(arena, "line_%s", id), .from = id, .to = m->nodes[0].id };
		if (drawn) {
			m->lines[m->line_count - 1].points = points(2);
			m->lines[m->line_count - 1].point_count = 2;
		}
	}
	return m;
}

static void
whatever_a_model_holds_is_written_and_read_again_the_same(void **state)
{
	(void)state;
	for (int i = 0; i < MODELS; i++) {
		struct process_model *model = random_model(i % 2), *again;
		size_t size, second;
		const char *xml, *before;

		xml = written(model, &size);
		before = dump(model);
		again = model_of(xml, size);
		if (strcmp(before, dump(again)) != 0)
			fail_msg("model %d:\n%s\n%s\n%s", i, before, dump(again), xml);
		assert_string_equal(written(again, &second), xml);
		arena_reset(arena);
	}
}

static void
nothing_of_a_drawing_moves(void **state)
{
	(void)state;
	for (int i = 0; i < MODELS; i++) {
		struct process_model *model = random_model(true);
		const char *before;

		for (size_t n = 0; n < model->node_count; n++)
			model->nodes[n].label = box(); /* else gateways get a place for theirs */
		before = dump(model);
		process_model_lay_out_missing(arena, model);
		assert_string_equal(dump(model), before);
		arena_reset(arena);
	}
}

/* --- the drawing that is made --------------------------------------------------------------------------------------------- */

static bool
overlap(const struct model_box *a, const struct model_box *b)
{
	return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

static bool
touches(const struct model_point *p, const struct model_box *b)
{
	return p->x >= b->x - 1 && p->x <= b->x + b->width + 1 && p->y >= b->y - 1 && p->y <= b->y + b->height + 1;
}

static void
assert_tidy(const struct process_model *m)
{
	for (size_t i = 0; i < m->node_count; i++)
		for (size_t j = 0; j < i; j++)
			if (m->nodes[i].kind != MODEL_TIMER && m->nodes[j].kind != MODEL_TIMER &&
			    overlap(&m->nodes[i].box, &m->nodes[j].box))
				fail_msg("%s lies on %s:\n%s", m->nodes[i].id, m->nodes[j].id, dump(m));
	for (size_t i = 0; i < m->flow_count; i++) {
		const struct model_flow *f = &m->flows[i];

		assert_true(f->point_count >= 2);
		assert_true(touches(&f->points[0], &process_model_node(m, f->from)->box));
		assert_true(touches(&f->points[f->point_count - 1], &process_model_node(m, f->to)->box));
		for (size_t p = 1; p < f->point_count; p++)
			assert_true(f->points[p].x == f->points[p - 1].x || f->points[p].y == f->points[p - 1].y);
	}
}

static void
a_made_drawing_has_no_node_on_another_and_lines_from_and_to_their_nodes(void **state)
{
	(void)state;
	for (int i = 0; i < MODELS; i++) {
		struct process_model *model = random_model(false);

		process_model_lay_out(arena, model);
		assert_tidy(model);
		arena_reset(arena);
	}
}

static void
a_step_put_in_finds_room_and_what_was_drawn_keeps_its_row(void **state)
{
	struct process_model *model = model_of(FILE_OF(PROCESS(LINE)), strlen(FILE_OF(PROCESS(LINE))));
	struct model_node *node;
	struct model_box start, end;

	(void)state;
	process_model_lay_out(arena, model);
	start = process_model_node(model, "s")->box;
	end = process_model_node(model, "e")->box;
	node = process_model_add_node(model, MODEL_TASK, NULL, "Xin ý kiến");
	process_model_flow(model, "f2")->to = node->id;
	process_model_add_flow(model, NULL, node->id, "e");
	process_model_lay_out_missing(arena, model);
	assert_tidy(model);
	assert_true(process_model_node(model, "s")->box.x == start.x);
	assert_true(process_model_node(model, "e")->box.y == end.y);
	assert_true(process_model_node(model, "e")->box.x > node->box.x);
}

/* --- reading -------------------------------------------------------------------------------------------------------------- */

static void
what_the_model_cannot_hold_is_refused_at_its_place(void **state)
{
	static const struct {
		const char *xml, *message, *element;
	} cases[] = {
		{ FILE_OF("<bpmn:process id=\"1\"/>"), "process.bad_id", "1" },
		{ FILE_OF(PROCESS(LINE) PROCESS(LINE)), "process.unknown_element", "p" },
		{ FILE_OF("<bpmn:collaboration id=\"c\"/>" PROCESS(LINE)), "process.unknown_element", "c" },
		{ FILE_OF(PROCESS(LINE "<bpmn:subProcess id=\"sub\"/>")), "process.unknown_element", "sub" },
		{ FILE_OF(PROCESS(LINE "<bpmn:intermediateCatchEvent id=\"i\"/>")), "process.unknown_element", "i" },
		{ FILE_OF(PROCESS(LINE "<bpmn:endEvent id=\"x\"><bpmn:errorEventDefinition/></bpmn:endEvent>")),
		    "process.unknown_element", "x" },
		{ FILE_OF(PROCESS(LINE
		      "<bpmn:boundaryEvent id=\"t\" attachedToRef=\"a\"><bpmn:timerEventDefinition><bpmn:timeCycle>"
		      "R3/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:boundaryEvent>")),
		    "process.timer", "t" },
		{ FILE_OF(PROCESS(LINE "<bpmn:boundaryEvent id=\"t\" attachedToRef=\"s\"><bpmn:timerEventDefinition>"
				       "<bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>"
				       "</bpmn:boundaryEvent>")),
		    "process.timer", "t" },
		{ FILE_OF(PROCESS(LINE "<bpmn:boundaryEvent id=\"t\" attachedToRef=\"a\"/>")), "process.timer", "t" },
		{ FILE_OF(PROCESS(LINE "<bpmn:textAnnotation id=\"a\"/>")), "process.duplicate", "a" },
		{ FILE_OF(PROCESS(LINE "<bpmn:userTask id=\"p\"/>")), "process.duplicate", "p" },
		{ FILE_OF(PROCESS(LINE "<bpmn:association id=\"l\" sourceRef=\"a\" targetRef=\"e\"/>")), "process.flow",
		    "l" },
		{ FILE_OF(PROCESS(LINE "<bpmn:userTask id=\"a b\"/>")), "process.bad_id", "a b" },
		{ FILE_OF(PROCESS(LINE "<bpmn:exclusiveGateway id=\"g\" default=\"f1\"/>")), "process.default", "g" },
		{ "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "xml.doctype", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct definition_error error = { 0 };
		struct process_model *model;

		assert_int_equal(
		    process_model_read(arena, cases[i].xml, strlen(cases[i].xml), &model, &error), ERR_INVALID);
		assert_string_equal(error.message, cases[i].message);
		assert_string_equal(error.element, cases[i].element);
	}
}

static void
a_half_done_process_can_be_kept_but_not_run(void **state)
{
	static const char half[] =
	    FILE_OF(PROCESS(START "<bpmn:userTask id=\"a\" m:term=\"sớm\"/>" FLOW("f1", "s", "a")));
	struct process_model *model = model_of(half, strlen(half));
	struct definition_error error;
	struct process *process;

	(void)state;
	assert_string_equal(process_model_node(model, "a")->term, "sớm");
	assert_int_equal(process_of_model(arena, model, &process, &error), ERR_INVALID);
	assert_string_equal(error.message, "process.no_role");
	assert_string_equal(error.element, "a");
}

static void
what_other_tools_add_is_read_past_and_counted(void **state)
{
	static const char foreign[] = FILE_OF(PROCESS(
	    "<bpmn:extensionElements><camunda:properties/></bpmn:extensionElements><bpmn:laneSet id=\"l\"/>" START
	    "<bpmn:userTask id=\"a\" name=\"N\" m:role=\"processing\" camunda:assignee=\"x\"/>" END FLOW("f1", "s", "a")
		FLOW("f2", "a", "e")));

	(void)state;
	assert_int_equal(model_of(foreign, strlen(foreign))->left_out, 3);
	assert_int_equal(model_of(FILE_OF(PROCESS(LINE)), strlen(FILE_OF(PROCESS(LINE))))->left_out, 0);
}

static void
a_node_goes_with_its_flows_timers_and_lines(void **state)
{
	static const char xml[] = FILE_OF(PROCESS(LINE TASK(
	    "b") "<bpmn:boundaryEvent id=\"t\" attachedToRef=\"a\"><bpmn:timerEventDefinition><bpmn:timeDuration>"
		 "PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>" FLOW("f3", "t", "b")
		     FLOW("f4", "b", "e") "<bpmn:textAnnotation id=\"n\"/><bpmn:association id=\"l\" "
					  "sourceRef=\"n\" targetRef=\"a\"/>"));
	struct process_model *model = model_of(xml, strlen(xml));

	(void)state;
	process_model_remove_node(model, "a");
	assert_int_equal(model->node_count, 3);
	assert_int_equal(model->flow_count, 1);
	assert_string_equal(model->flows[0].id, "f4");
	assert_int_equal(model->line_count, 0);
	assert_int_equal(model->note_count, 1);
	assert_false(process_model_has_id(model, "t"));
}

/* --- hostile documents: refused, or read, in bounded time and memory --------------------------------------------------- */

static void
as_many_elements_as_fit_are_judged_at_once(void **state)
{
	static const char *const units[] = { "<bpmn:userTask id=\"n%d\"/>", "<bpmn:sequenceFlow id=\"n%d\"/>",
		"<bpmn:textAnnotation id=\"n%d\"/>", "<bpmn:documentation/>", "<a>", "<bpmn:task/>" };
	const clock_t before = clock();

	(void)state;
	for (size_t u = 0; u < sizeof(units) / sizeof(*units); u++) {
		struct definition_error error = { 0 };
		struct process_model *model;
		struct buffer xml;

		buffer_init(&xml, arena, PROCESS_BYTES_MAX);
		buffer_text(&xml, "<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">"
				  "<bpmn:process id=\"p\">");
		for (int i = 0; xml.size < PROCESS_BYTES_MAX - 200; i++) {
			const char *mark = strstr(units[u], "%d");

			if (mark == NULL)
				buffer_text(&xml, units[u]);
			else
				buffer_printf(&xml, "%.*s%d%s", (int)(mark - units[u]), units[u], i, mark + 2);
		}
		buffer_text(&xml, "</bpmn:process></bpmn:definitions>");
		if (process_model_read(arena, xml.data, xml.size, &model, &error) != OK)
			assert_non_null(error.message);
		assert_true(arena_used(arena) < (size_t)8 << 20);
		arena_reset(arena);
	}
	assert_true(clock() - before < 3 * CLOCKS_PER_SEC);
}

static void
a_drawing_that_is_none_counts_as_missing(void **state)
{
	static const char xml[] =
	    FILE_OF(PROCESS(LINE) "<bpmndi:BPMNDiagram><bpmndi:BPMNPlane><bpmndi:BPMNShape "
				  "bpmnElement=\"a\"><dc:Bounds x=\"nan\" y=\"1\" "
				  "width=\"0x10\" height=\"1e9\"/></bpmndi:BPMNShape><bpmndi:BPMNShape "
				  "bpmnElement=\"s\"><dc:Bounds x=\"1\" "
				  "y=\"-2.005\" width=\"10\" height=\"10\"/></bpmndi:BPMNShape><bpmndi:BPMNEdge "
				  "bpmnElement=\"f1\"><di:waypoint "
				  "x=\"1\" y=\"2\"/></bpmndi:BPMNEdge></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>");
	struct process_model *model = model_of(xml, strlen(xml));

	(void)state;
	assert_true(process_model_node(model, "a")->box.width == 0);
	assert_true(process_model_node(model, "s")->box.width == 10);
	assert_int_equal(process_model_flow(model, "f1")->point_count, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    whatever_a_model_holds_is_written_and_read_again_the_same, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nothing_of_a_drawing_moves, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_made_drawing_has_no_node_on_another_and_lines_from_and_to_their_nodes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_step_put_in_finds_room_and_what_was_drawn_keeps_its_row, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_the_model_cannot_hold_is_refused_at_its_place, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_half_done_process_can_be_kept_but_not_run, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_other_tools_add_is_read_past_and_counted, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_node_goes_with_its_flows_timers_and_lines, set_up, tear_down),
		cmocka_unit_test_setup_teardown(as_many_elements_as_fit_are_judged_at_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_drawing_that_is_none_counts_as_missing, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
