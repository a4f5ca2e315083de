/* Two versions of a process. See process_diff.h. */
#include "domain/definition/process/process_diff.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/process/process_private.h"

struct changes {
	struct arena *arena;
	struct process_change *items;
	size_t count;
};

static struct changes
changes_new(struct arena *arena)
{
	return (struct changes){ arena, arena_array(arena, PROCESS_CHANGES_MAX, sizeof(struct process_change)), 0 };
}

static void
add(struct changes *c, const char *message, const char *element, const char *name, const char *from, const char *to)
{
	if (c->count < PROCESS_CHANGES_MAX)
		c->items[c->count++] = (struct process_change){ message, element, name, from, to };
}

static void
compare(struct changes *c, const char *message, const struct model_node *node, const char *from, const char *to)
{
	if (strcmp(from, to) != 0)
		add(c, message, node->id, node->name, from, to);
}

/* --- nodes -------------------------------------------------------------------------------------------------------- */

enum sort { SORT_STEP, SORT_TIMER, SORT_GATEWAY, SORT_EVENT, SORT__MAX };

static enum sort
sort_of(enum model_kind kind)
{
	switch (kind) {
	case MODEL_TASK:
	case MODEL_CALL: return SORT_STEP;
	case MODEL_TIMER: return SORT_TIMER;
	case MODEL_EXCLUSIVE:
	case MODEL_PARALLEL: return SORT_GATEWAY;
	default: return SORT_EVENT;
	}
}

static const char *const added[SORT__MAX] = { "process.diff.step_added", "process.diff.timer_added",
	"process.diff.gateway_added", "process.diff.event_added" };
static const char *const removed[SORT__MAX] = { "process.diff.step_removed", "process.diff.timer_removed",
	"process.diff.gateway_removed", "process.diff.event_removed" };

static const char *
term_text(struct arena *arena, const struct model_node *node)
{
	return node->calendar && node->term[0] != '\0' ? arena_printf(arena, "%s *", node->term) : node->term;
}

static void
compare_nodes(struct changes *c, const struct model_node *from, const struct model_node *to)
{
	if (from->kind != to->kind)
		add(c, "process.diff.kind", to->id, to->name, model_kind_element(from->kind),
		    model_kind_element(to->kind));
	compare(c, "process.diff.name", to, from->name, to->name);
	compare(c, "process.diff.role", to, from->role, to->role);
	compare(c, "process.diff.unit", to, from->unit, to->unit);
	compare(c, "process.diff.term", to, term_text(c->arena, from), term_text(c->arena, to));
	compare(c, "process.diff.actions", to, from->actions, to->actions);
	compare(c, "process.diff.form", to, from->form, to->form);
	compare(c, "process.diff.agency", to, from->agency, to->agency);
	compare(c, "process.diff.called", to, from->called, to->called);
	compare(c, "process.diff.symbol", to, from->symbol, to->symbol);
	compare(c, "process.diff.content", to, from->documentation, to->documentation);
	compare(c, "process.diff.output", to, from->output, to->output);
	compare(c, "process.diff.timing", to, from->timing, to->timing);
	compare(c, "process.diff.default", to, from->default_flow, to->default_flow);
	compare(c, "process.diff.timer", to, from->attached, to->attached);
	if (from->kind == MODEL_TIMER && to->kind == MODEL_TIMER && from->interrupting != to->interrupting)
		add(c, "process.diff.interrupting", to->id, to->name, from->interrupting ? "true" : "false",
		    to->interrupting ? "true" : "false");
}

static void
diff_nodes(struct changes *c, const struct process_model *older, const struct process_model *newer, enum sort sort)
{
	for (size_t i = 0; i < newer->node_count; i++) {
		const struct model_node *to = &newer->nodes[i], *from = process_model_node(older, to->id);

		if (sort_of(to->kind) != sort)
			continue;
		if (from == NULL)
			add(c, added[sort], to->id, to->name, "", to->name);
		else
			compare_nodes(c, from, to);
	}
	for (size_t i = 0; i < older->node_count; i++) {
		const struct model_node *from = &older->nodes[i];

		if (sort_of(from->kind) == sort && process_model_node(newer, from->id) == NULL)
			add(c, removed[sort], from->id, from->name, from->name, "");
	}
}

/* --- flows -------------------------------------------------------------------------------------------------------- */

/* For people: the names of both ends. */
static const char *
ends(struct arena *arena, const struct process_model *model, const struct model_flow *flow)
{
	const struct model_node *from = process_model_node(model, flow->from),
				*to = process_model_node(model, flow->to);

	return arena_printf(arena, "%s → %s", from == NULL || from->name[0] == '\0' ? flow->from : from->name,
	    to == NULL || to->name[0] == '\0' ? flow->to : to->name);
}

static void
compare_flows(struct changes *c, const struct process_model *older, const struct model_flow *from,
    const struct process_model *newer, const struct model_flow *to)
{
	if (strcmp(from->from, to->from) != 0 || strcmp(from->to, to->to) != 0)
		add(c, "process.diff.flow", to->id, to->name, ends(c->arena, older, from), ends(c->arena, newer, to));
	if (strcmp(from->condition, to->condition) != 0)
		add(c, "process.diff.condition", to->id, ends(c->arena, newer, to), from->condition, to->condition);
	if (strcmp(from->name, to->name) != 0)
		add(c, "process.diff.name", to->id, to->name, from->name, to->name);
	if (strcmp(from->documentation, to->documentation) != 0)
		add(c, "process.diff.remark", to->id, ends(c->arena, newer, to), from->documentation,
		    to->documentation);
}

static void
diff_flows(struct changes *c, const struct process_model *older, const struct process_model *newer)
{
	for (size_t i = 0; i < newer->flow_count; i++) {
		const struct model_flow *to = &newer->flows[i], *from = process_model_flow(older, to->id);

		if (from == NULL)
			add(c, "process.diff.flow_added", to->id, to->name, "", ends(c->arena, newer, to));
		else
			compare_flows(c, older, from, newer, to);
	}
	for (size_t i = 0; i < older->flow_count; i++) {
		const struct model_flow *from = &older->flows[i];

		if (process_model_flow(newer, from->id) == NULL)
			add(c, "process.diff.flow_removed", from->id, from->name, ends(c->arena, older, from), "");
	}
}

/* --- notes -------------------------------------------------------------------------------------------------------- */

static const char *
note_text(const struct process_model *model, const char *id)
{
	for (size_t i = 0; i < model->note_count; i++)
		if (strcmp(model->notes[i].id, id) == 0)
			return model->notes[i].text;
	return "";
}

/* A note added or removed is one whose text was, or is, nothing. */
static void
diff_notes(struct changes *c, const struct process_model *older, const struct process_model *newer)
{
	for (size_t i = 0; i < newer->note_count; i++) {
		const struct model_note *to = &newer->notes[i];
		const char *from = note_text(older, to->id);

		if (strcmp(from, to->text) != 0)
			add(c, "process.diff.note", to->id, "", from, to->text);
	}
	for (size_t i = 0; i < older->note_count; i++) {
		const struct model_note *from = &older->notes[i];

		if (*from->text != '\0' && *note_text(newer, from->id) == '\0')
			add(c, "process.diff.note", from->id, "", from->text, "");
	}
}

/* --- the sheet ---------------------------------------------------------------------------------------------------- */

static const char *
basis_text(struct arena *arena, const struct model_sheet *s)
{
	struct buffer out;

	buffer_init(&out, arena, PROCESS_BYTES_MAX);
	for (size_t i = 0; i < s->basis_count; i++)
		buffer_printf(&out, "%s\n", s->basis[i]);
	return out.data;
}

static const char *
papers_text(struct arena *arena, const struct model_sheet *s)
{
	struct buffer out;

	buffer_init(&out, arena, PROCESS_BYTES_MAX);
	for (size_t i = 0; i < s->paper_count; i++)
		buffer_printf(&out, "%s · %s · %s · %s\n", s->papers[i].name, s->papers[i].form, s->papers[i].originals,
		    s->papers[i].photocopies);
	return out.data;
}

static const char *
records_text(struct arena *arena, const struct model_sheet *s)
{
	struct buffer out;

	buffer_init(&out, arena, PROCESS_BYTES_MAX);
	for (size_t i = 0; i < s->record_count; i++)
		buffer_printf(&out, "%s · %s · %s\n", s->records[i].name, s->records[i].place, s->records[i].keep);
	return out.data;
}

/* `name`: which part, as motcua:sheet names it. */
static void
compare_part(struct changes *c, const char *name, const char *from, const char *to)
{
	if (strcmp(from, to) != 0)
		add(c, "process.diff.sheet", "", name, from, to);
}

static void
diff_sheet(struct changes *c, const struct model_sheet *a, const struct model_sheet *b)
{
	for (size_t i = 0; i < MODEL_SHEET_TEXTS; i++)
		compare_part(c, model_sheet_texts[i].name, model_sheet_text(a, i), model_sheet_text(b, i));
	compare_part(c, "basis", basis_text(c->arena, a), basis_text(c->arena, b));
	compare_part(c, "paper", papers_text(c->arena, a), papers_text(c->arena, b));
	compare_part(c, "record", records_text(c->arena, a), records_text(c->arena, b));
}

size_t
process_diff(struct arena *arena, const struct process_model *older, const struct process_model *newer,
    const struct process_change **ret)
{
	struct changes c = changes_new(arena);

	if (strcmp(older->name, newer->name) != 0)
		add(&c, "process.diff.process", "", newer->name, older->name, newer->name);
	for (enum sort sort = 0; sort < SORT__MAX; sort++)
		diff_nodes(&c, older, newer, sort);
	if (strcmp(older->documentation, newer->documentation) != 0)
		add(&c, "process.diff.remark", "", newer->name, older->documentation, newer->documentation);
	diff_flows(&c, older, newer);
	diff_notes(&c, older, newer);
	diff_sheet(&c, &older->sheet, &newer->sheet);
	*ret = c.items;
	return c.count;
}

/* --- work in progress --------------------------------------------------------------------------------------------- */

/* Those of an open step are running: they must mean the same. */
static bool
same_timers(const struct process_step *a, const struct process_step *b)
{
	if (a->timer_count != b->timer_count)
		return false;
	for (size_t i = 0; i < a->timer_count; i++) {
		const struct process_timer *timer = NULL;

		for (size_t k = 0; k < b->timer_count && timer == NULL; k++)
			if (strcmp(a->timers[i].id, b->timers[k].id) == 0)
				timer = &b->timers[k];
		if (timer == NULL || timer->interrupting != a->timers[i].interrupting ||
		    timer->after.minutes != a->timers[i].after.minutes ||
		    timer->after.calendar != a->timers[i].after.calendar)
			return false;
	}
	return true;
}

static bool
move_step(struct changes *c, const struct process_step *step, const struct process *newer, struct process_token *ret)
{
	const struct process_step *now = process_step(newer, step->id);

	if (now == NULL) {
		add(c, "process.move.step_gone", step->id, step->name, "", "");
		return false;
	}
	if (step->kind != now->kind || strcmp(step->role, now->role) != 0 || strcmp(step->agency, now->agency) != 0) {
		const bool role = strcmp(step->role, now->role) != 0;

		add(c, "process.move.step_other", step->id, step->name, role ? step->role : step->agency,
		    role ? now->role : now->agency);
		return false;
	}
	if (!same_timers(step, now)) {
		add(c, "process.move.timer_other", step->id, step->name, "", "");
		return false;
	}
	*ret = (struct process_token){ process_node_by_id(newer, step->id), SIZE_MAX };
	return true;
}

/* Whoever is asked only by the newer version may stand where the work has passed: the decision would wait for an opinion unasked. */
static void
check_asked(struct changes *c, const struct process *older, const struct process *newer)
{
	const struct process_step *const *steps;
	size_t count = process_steps(newer, &steps);

	for (size_t i = 0; i < count; i++)
		if (steps[i]->kind == PROCESS_CONSULT && process_step(older, steps[i]->id) == NULL)
			add(c, "process.move.asks_more", steps[i]->id, steps[i]->name, "", steps[i]->agency);
}

static bool
move_waiting(struct changes *c, const struct process *older, const struct process_token *token,
    const struct process *newer, struct process_token *ret)
{
	const char *id = older->nodes[token->node].id;
	const size_t node = process_node_by_id(newer, id);
	const size_t flow = process_flow_by_id(newer, older->flows[token->flow].id);

	if (node == newer->node_count || newer->nodes[node].kind != NODE_PARALLEL || flow == newer->flow_count ||
	    newer->flows[flow].to != node) {
		add(c, "process.move.wait_gone", id, "", "", "");
		return false;
	}
	*ret = (struct process_token){ node, flow };
	return true;
}

bool
process_movable(struct arena *arena, const struct process *older, const struct process *newer,
    const struct process_tokens *tokens, const struct process_change **ret, size_t *ret_count)
{
	struct changes c = changes_new(arena);
	struct process_tokens moved = { .items = arena_array(arena, tokens->count + 1, sizeof(*moved.items)) };
	struct definition_error error;

	for (size_t i = 0; i < tokens->count; i++) {
		const struct process_token *token = &tokens->items[i];
		struct process_token *into = &moved.items[moved.count];

		moved.count += token->flow == SIZE_MAX ? move_step(&c, older->nodes[token->node].step, newer, into)
						       : move_waiting(&c, older, token, newer, into);
	}
	check_asked(&c, older, newer);
	if (c.count == 0 && process_check_sound_from(arena, newer, &moved, &error) != OK) {
		const struct process_step *step = process_step(newer, error.element);

		add(&c, "process.move.stuck", error.element, step == NULL ? "" : step->name, "", "");
	}
	*ret = c.items;
	*ret_count = c.count;
	return c.count == 0;
}
