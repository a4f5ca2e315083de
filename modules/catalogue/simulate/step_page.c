/* The steps of a walk. See step_page.h. Must not know SQL. */
#include "simulate/step_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "govern/sheet.h"
#include "office/office_nav.h"
#include "simulate/simulation.h"
#include "simulate/step_view.h"

enum { ELEMENT_MAX = 200, AT_MAX = 20 };

static const char *const kinds[] = { "step", "answer", "timer", "pay", NULL };

struct step_input {
	const char *walk, *kind, *element, *action, *at;
	int64_t version;
};
static const struct field steps_fields[] = {
	FIELD(step_input, walk, FIELD_TOKEN, FROM_PATH, .required = true),
};
const struct input simulate_steps_input = INPUT(step_input, steps_fields);
static const struct field act_fields[] = {
	FIELD(step_input, walk, FIELD_TOKEN, FROM_PATH, .required = true),
	FIELD(step_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 0, .max = INT32_MAX),
	FIELD(step_input, kind, FIELD_CHOICE, FROM_FORM, .required = true, .choices = kinds),
	FIELD(step_input, element, FIELD_TEXT, FROM_FORM, .max = ELEMENT_MAX),
	FIELD(step_input, action, FIELD_TEXT, FROM_FORM, .max = ELEMENT_MAX),
	FIELD(step_input, at, FIELD_TEXT, FROM_FORM, .required = true, .max = AT_MAX,
	    .label = "catalogue_simulate.act_at"),
};
const struct input simulate_act_input = INPUT(step_input, act_fields);
static const struct field undo_fields[] = {
	FIELD(step_input, walk, FIELD_TOKEN, FROM_PATH, .required = true),
	FIELD(step_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 0, .max = INT32_MAX),
};
const struct input simulate_undo_input = INPUT(step_input, undo_fields);

static enum err
show(struct ctx *c, const struct simulation *s, int status)
{
	struct view *page = view_object(c->arena);

	view_text(page, "title", simulate_text(c, "steps_title"));
	view_url(page, "back_url", SIMULATE_PATH);
	again_errors(c, page);
	simulation_show(c, page, s, "cac-buoc");
	simulate_steps_show(c, page, s);
	office_nav(c, page, SIMULATE_PATH);
	return respond_page_status(c, status, "catalogue/simulate_steps", page);
}

enum err
handle_simulate_steps(struct ctx *c, const void *input)
{
	const struct step_input *in = input;
	struct simulation *s;
	enum err err = simulation_open(c, in->walk, &s);

	return err ? err : show(c, s, 200);
}

enum err
handle_simulate_steps_again(struct ctx *c, const void *input)
{
	const struct step_input *in = input;
	struct simulation *s;
	enum err err = simulation_open(c, in->walk, &s);

	return err ? err : show(c, s, 422);
}

/* "23/11/2026 09:10" */
static bool
read_moment(struct arena *arena, const char *text, int64_t *ret_at)
{
	const char *space = strchr(text, ' ');
	char *rest;
	int32_t day;
	long hour, minute;

	if (space == NULL || date_parse(arena_strndup(arena, text, (size_t)(space - text)), &day))
		return false;
	hour = strtol(space + 1, &rest, 10);
	if (rest == space + 1 || *rest != ':' || hour < 0 || hour > 23)
		return false;
	text = rest + 1;
	minute = strtol(text, &rest, 10);
	if (rest != text + 2 || *rest != '\0' || minute < 0 || minute > 59)
		return false;
	*ret_at = utc_from_local(day, (int)(hour * 60 + minute));
	return true;
}

static void
add_act(struct arena *arena, const struct step_input *in, int64_t after, struct walk_given_record *record)
{
	struct walk_act_record *acts = arena_array(arena, record->acts.count + 1, sizeof(*acts));

	if (record->acts.count > 0)
		memcpy(acts, record->acts.items, record->acts.count * sizeof(*acts));
	acts[record->acts.count] = (struct walk_act_record){ in->kind, in->element != NULL ? in->element : "",
		in->action != NULL ? in->action : "", after };
	record->acts = (struct record_list){ acts, record->acts.count + 1 };
}

/* Of a process that leads nowhere the walk keeps the act: that is what the tester came to see. */
static bool
is_finding(const struct walk_trace *trace)
{
	return trace->end != WALK_STUCK || strcmp(trace->stuck, "catalogue_simulate.stuck_no_way") == 0 ||
	       strcmp(trace->stuck, "catalogue_simulate.stuck_long") == 0;
}

struct saving {
	struct ctx *c;
	const struct simulation *s;
	int64_t expected, now;
};

static enum err
save_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct saving *saving = arg;

	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s", simulation_url(saving->c, saving->s, "cac-buoc"));
	return walk_save(db, saving->s->row.id, saving->expected,
	    walk_given_write(saving->c->arena, &saving->s->record), saving->now);
}

static enum err
refuse_act(struct ctx *c, const void *input, const char *message)
{
	enum err err = again_refuse(c, "at", message);

	return err ? err : handle_simulate_steps_again(c, input);
}

/* Runs the act; a second click of the same form gets the first one's answer, whatever the walk says by now. */
static enum err
try_act(struct ctx *c, const struct step_input *in, struct simulation *s)
{
	int64_t at, after;
	enum err err;

	if (s->row.version != in->version)
		return OK;
	if (!read_moment(c->arena, in->at, &at))
		return refuse_act(c, in, "catalogue_simulate.bad_moment");
	after = (at - s->given.filed_at) / DATE_MINUTE;
	if (at < s->trace.last_at || after > WALK_MINUTES_MAX)
		return refuse_act(c, in, "catalogue_simulate.stuck_earlier");
	if (s->record.acts.count == WALK_ACTS_MAX)
		return refuse_act(c, in, "catalogue_simulate.too_many_acts");
	if (s->trace.end != WALK_OPEN)
		return refuse_act(c, in, "catalogue_simulate.is_over");
	add_act(c->arena, in, after, &s->record);
	if ((err = simulation_walk(c, s)))
		return err;
	return is_finding(&s->trace) ? OK : refuse_act(c, in, s->trace.stuck);
}

enum err
handle_simulate_act(struct ctx *c, const void *input)
{
	const struct step_input *in = input;
	struct saving saving = { .c = c, .expected = in->version };
	struct simulation *s;
	enum err err = ctx_now(c, &saving.now);

	if (err || (err = simulation_open(c, in->walk, &s)) || (err = try_act(c, in, s)) || c->errors != NULL)
		return err;
	saving.s = s;
	return idempotency_run(c, "catalogue.simulate_act", save_once, &saving);
}

enum err
handle_simulate_undo(struct ctx *c, const void *input)
{
	const struct step_input *in = input;
	struct saving saving = { .c = c, .expected = in->version };
	struct simulation *s;
	enum err err = ctx_now(c, &saving.now);

	if (err || (err = simulation_open(c, in->walk, &s)))
		return err;
	if (s->record.acts.count > 0 && s->row.version == in->version)
		s->record.acts.count--;
	saving.s = s;
	return idempotency_run(c, "catalogue.simulate_undo", save_once, &saving);
}

/* --- sample ------------------------------------------------------------------------------------------------------------ */

static void
sample_act(struct view *form, const char *id)
{
	static const char *const texts[] = { "once", "kind", "element" };
	static const char *const members[] = { "value", "type", "width", "autocomplete", "inputmode" };
	struct view *field = view_child(form, "at");

	view_url(form, "action", SIMULATE_PATH);
	view_int(form, "version", 1);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		view_text(form, texts[i], "sample");
	part_field(field, "at", "sample", "sample", "sample", false);
	view_text(field, "id", id);
	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		view_text(field, members[i], "sample");
}

static void
sample_open(struct view *page)
{
	static const char *const texts[] = { "name", "role", "unit", "term", "opened", "due", "explained" };
	struct view *item = view_item(view_list(page, "open")), *choice;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		view_text(item, texts[i], "sample");
	sample_act(item, "at");
	choice = view_item(view_list(item, "choices"));
	view_text(choice, "value", "sample");
	view_text(choice, "label", "sample");
	view_bool(choice, "secondary", true);
	item = view_item(view_list(page, "timers"));
	view_text(item, "name", "sample");
	view_text(item, "text", "sample");
	sample_act(item, "at-2");
	item = view_child(page, "waiting");
	view_text(item, "note", "sample");
	view_text(item, "limit", "sample");
	sample_act(item, "at-3");
	item = view_child(page, "pay");
	view_text(item, "text", "sample");
	sample_act(item, "at-4");
	choice = view_item(view_list(item, "choices"));
	view_text(choice, "value", "cash");
	view_text(choice, "label", "sample");
	view_bool(choice, "secondary", true);
}

struct view *
simulate_steps_sample(struct arena *arena)
{
	static const char *const flags[] = { "has_open", "is_parallel", "has_timers", "has_explanation", "has_errors" };
	struct view *page = view_object(arena), *item;
	struct sheet *sheet = sheet_new(arena, "sample");

	view_text(page, "title", "sample");
	view_url(page, "back_url", SIMULATE_PATH);
	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		view_bool(page, flags[i], true);
	item = view_item(view_list(page, "errors"));
	view_text(item, "message", "sample");
	view_url(item, "anchor", "#at");
	simulation_show_sample(page);
	sample_open(page);
	view_item_text(view_list(page, "remarks"), "sample");
	part_row(view_list(page, "rows"), "sample", "sample", NULL);
	view_item_text(view_list(page, "explained"), "sample");
	sheet_column(sheet, "sample", false);
	sheet_text(sheet, "sample", SIMULATE_PATH);
	item = view_child(page, "done");
	sheet_show(sheet, item);
	view_text(item, "note", NULL);
	view_url(item, "csv_url", NULL);
	view_url(page, "end_url", SIMULATE_PATH);
	item = view_child(page, "undo");
	view_url(item, "action", SIMULATE_PATH);
	view_int(item, "version", 1);
	view_text(item, "once", "sample");
	office_nav_sample(page);
	return page;
}
