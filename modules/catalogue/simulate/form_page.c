/* The form of a walk. See form_page.h. Must not know SQL. */
#include "simulate/form_page.h"

#include <stdio.h>
#include <string.h>

#include "choice/choice.h"
#include "core/data/db.h"
#include "core/input/field.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/definition/form/form_view.h"
#include "domain/site/form_fields.h"
#include "domain/time/local_time.h"
#include "office/office_nav.h"
#include "simulate/sample_values.h"
#include "simulate/simulation.h"

enum { REST_MAX = 900, LOCATION = 256 };

struct form_input {
	const char *walk, *add, *fill;
	int64_t page, version;
	struct input_rest rest;
};
static const struct field form_fields[] = {
	FIELD(form_input, walk, FIELD_TOKEN, FROM_PATH, .required = true),
	FIELD(form_input, page, FIELD_INT, FROM_PATH, .required = true, .min = 1, .max = FORM_FIELDS_MAX),
	FIELD_NAMED(form_input, add, "them", FIELD_CODE, FROM_QUERY),
};
const struct input simulate_form_input = INPUT(form_input, form_fields);
static const char *const fills[] = { "page", NULL };
static const struct field save_fields[] = {
	FIELD(form_input, walk, FIELD_TOKEN, FROM_PATH, .required = true),
	FIELD(form_input, page, FIELD_INT, FROM_PATH, .required = true, .min = 1, .max = FORM_FIELDS_MAX),
	FIELD(form_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 0, .max = INT32_MAX),
	FIELD(form_input, add, FIELD_CODE, FROM_FORM),
	FIELD(form_input, fill, FIELD_CHOICE, FROM_FORM, .choices = fills),
	FIELD(form_input, rest, FIELD_REST, FROM_FORM, .most = REST_MAX),
};
const struct input simulate_form_save_input = INPUT(form_input, save_fields);

/* One showing of a page. */
struct shown {
	struct ctx *c;
	const struct simulation *s;
	size_t number;
	const struct form_values *values;
	const struct form_problems *problems; /* NULL: none */
	const char *add;
};

static size_t
page_count(const struct form *form)
{
	return form->page_count > 0 ? form->page_count : 1;
}

static const struct form_field *
page_of(const struct form *form, size_t number)
{
	return form->page_count > 0 ? form->pages[number - 1] : NULL;
}

/* The next page that is asked, 0: none. */
static size_t
page_after(struct ctx *c, const struct simulation *s, const struct form_values *values, size_t number)
{
	for (size_t i = number + 1; i <= page_count(s->definitions.form); i++)
		if (!form_hidden(c->arena, s->definitions.form, values, page_of(s->definitions.form, i), 0,
			office_day(s->given.filed_at)))
			return i;
	return 0;
}

static const char *
page_url(struct ctx *c, const struct simulation *s, size_t number)
{
	return simulation_url(c, s, arena_printf(c->arena, "bieu-mau/%zu", number));
}

static const char *
problem_words(void *context, const char *key, const char *label, const char *limit)
{
	struct ctx *c = context;

	return message_format(
	    c->arena, c->messages, c->language, key, MESSAGE_ARGUMENTS({ "label", label }, { "limit", limit }));
}

static void
show_problems(const struct shown *h, struct view *page, const struct view *drawn)
{
	struct view *errors = view_list(page, "errors");
	const struct view *text = view_first(view_find(drawn, "problems"));

	view_bool(page, "has_errors", h->problems != NULL && h->problems->count > 0);
	for (size_t i = 0; h->problems != NULL && i < h->problems->count && text != NULL; i++, text = view_next(text)) {
		struct view *error = view_item(errors);

		view_text(error, "message", view_as_text(view_find(text, "text")));
		view_url(error, "anchor", view_as_text(view_find(text, "href")));
	}
}

static struct view *
page_view(const struct shown *h)
{
	struct ctx *c = h->c;
	const struct form *form = h->s->definitions.form;
	const struct form_field *group = page_of(form, h->number);
	const struct form_view_options options = { .today = office_day(h->s->given.filed_at),
		.page = group != NULL ? group->id : NULL,
		.language = c->language,
		.add_row = h->add,
		.with_hidden = true,
		.message = problem_words,
		.context = c };
	const struct view *drawn = form_view(c->arena, form, h->values, h->problems, &options);
	struct view *page = view_object(c->arena);

	view_text(page, "title", group != NULL ? group->label : simulate_text(c, "tab_form"));
	view_text(page, "part",
	    message_format(c->arena, c->messages, c->language, "catalogue_simulate.form_part",
		MESSAGE_ARGUMENTS({ "number", arena_printf(c->arena, "%zu", h->number) },
		    { "of", arena_printf(c->arena, "%zu", page_count(form)) })));
	simulation_show(c, page, h->s, "bieu-mau/1");
	show_problems(h, page, drawn);
	view_url(page, "back_url", SIMULATE_PATH);
	view_url(page, "action", page_url(c, h->s, h->number));
	view_int(page, "version", h->s->row.version);
	view_text(page, "once", idempotency_key(c));
	view_text(page, "live", view_as_text(view_find(drawn, "live")));
	view_url(page, "choices_url", CHOICE_SEEK_PATH);
	form_fields_show(c, view_list(page, "fields"), view_first(view_find(drawn, "pages")));
	office_nav(c, page, SIMULATE_PATH);
	return page;
}

static enum err
open_page(struct ctx *c, const struct form_input *in, struct simulation **ret_simulation)
{
	enum err err = simulation_open(c, in->walk, ret_simulation);

	if (err || (*ret_simulation)->definitions.form == NULL)
		return err;
	return (size_t)in->page <= page_count((*ret_simulation)->definitions.form) ? OK : ERR_NOT_FOUND;
}

enum err
handle_simulate_form(struct ctx *c, const void *input)
{
	const struct form_input *in = input;
	struct simulation *s;
	enum err err = open_page(c, in, &s);

	if (err)
		return err;
	if (s->definitions.form == NULL)
		return respond_redirect(c, simulation_url(c, s, "phi"));
	return respond_page(c, "catalogue/simulate_form",
	    page_view(&(struct shown){ c, s, (size_t)in->page, &s->given.values, NULL, in->add }));
}

/* --- saving ------------------------------------------------------------------------------------------------------------ */

static bool
is_on_page(const struct form_field *field, const struct form_field *group)
{
	return form_field_is_answered(field) && field->type != FORM_FILE && (group == NULL || field->page == group);
}

static bool
was_sent(const struct input_rest *rest, const char *key)
{
	const size_t size = strlen(key);

	for (size_t i = 0; i < rest->count; i++)
		if (strncmp(rest->pairs[i].name, key, size) == 0 && strchr(".", rest->pairs[i].name[size]) != NULL)
			return true;
	return false;
}

/* The answers of other pages, and those that this page hides, stay; the others are what was sent. */
static struct form_values
merge(struct ctx *c, const struct simulation *s, const struct form_field *group, const struct input_rest *rest)
{
	const struct form *form = s->definitions.form;
	const int64_t today = office_day(s->given.filed_at);
	struct form_values values = { 0 };

	for (size_t i = 0; i < s->given.values.count; i++) {
		const struct form_value *value = &s->given.values.items[i];
		const struct form_field *field = form_field_by_key(form, value->key);

		if (field == NULL)
			continue;
		if (!is_on_page(field, group) ||
		    (!was_sent(rest, value->key) &&
			form_hidden(c->arena, form, &s->given.values, field, value->row, today)))
			(void)form_values_put(c->arena, form, &values, field, value->row, value->text);
	}
	form_fields_read(c->arena, form, rest->pairs, rest->count, &values);
	return values;
}

static void
record_values(struct arena *arena, const struct form_values *values, struct walk_given_record *record)
{
	struct walk_value_record *items = arena_array(arena, values->count + 1, sizeof(*items));

	for (size_t i = 0; i < values->count; i++)
		items[i] =
		    (struct walk_value_record){ values->items[i].key, values->items[i].row, values->items[i].text };
	record->values = (struct record_list){ items, values->count };
}

static struct form_problems
problems_of(struct ctx *c, const struct simulation *s, const struct form_values *values, const struct form_field *group)
{
	const struct form_check check = { office_day(s->given.filed_at), c->language,
		group != NULL ? group->id : NULL };
	struct form_problems problems;
	size_t kept = 0;

	form_validate(c->arena, s->definitions.form, values, &check, &problems);
	for (size_t i = 0; i < problems.count; i++)
		if (problems.items[i].field->type != FORM_FILE)
			problems.items[kept++] = problems.items[i];
	problems.count = kept;
	return problems;
}

struct saving {
	const struct simulation *s;
	int64_t expected, now;
	const char *given, *location;
};

static enum err
save_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct saving *saving = arg;

	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s", saving->location);
	return walk_save(db, saving->s->row.id, saving->expected, saving->given, saving->now);
}

static const char *
next_place(struct ctx *c, const struct simulation *s, const struct form_input *in, const struct form_values *values)
{
	size_t next;

	if (in->add != NULL)
		return url_query_add(c->arena, page_url(c, s, (size_t)in->page), "them", in->add);
	if (in->fill != NULL)
		return page_url(c, s, (size_t)in->page);
	next = page_after(c, s, values, (size_t)in->page);
	return next > 0 ? page_url(c, s, next) : simulation_url(c, s, "phi");
}

/* A broken rule is shown as the citizen sees it, and what was typed is kept all the same. */
static enum err
save(struct ctx *c, const struct form_input *in, struct simulation *s, const struct form_values *values,
    const struct form_problems *problems)
{
	struct saving saving = { s, in->version, 0, NULL, next_place(c, s, in, values) };
	enum err err = ctx_now(c, &saving.now);

	record_values(c->arena, values, &s->record);
	saving.given = walk_given_write(c->arena, &s->record);
	if (strlen(saving.given) > RECORD_BYTES_MAX)
		return refuse(c, ERR_TOO_LARGE, "catalogue_simulate.too_large", NULL);
	if (err || problems->count == 0)
		return err ? err : idempotency_run(c, "catalogue.simulate_form", save_once, &saving);
	/* A second click finds it saved already, and is told the same. */
	if (s->row.version == in->version) {
		if ((err = walk_save(c->db, s->row.id, in->version, saving.given, saving.now)))
			return err;
		s->row.version++;
	}
	return respond_page_status(c, 422, "catalogue/simulate_form",
	    page_view(&(struct shown){ c, s, (size_t)in->page, values, problems, NULL }));
}

enum err
handle_simulate_form_save(struct ctx *c, const void *input)
{
	const struct form_input *in = input;
	const struct form_field *group;
	struct form_problems problems = { 0 };
	struct form_values values;
	struct simulation *s;
	enum err err = open_page(c, in, &s);

	if (err)
		return err;
	if (s->definitions.form == NULL)
		return respond_redirect(c, simulation_url(c, s, "phi"));
	if (s->row.version != in->version && c->once == NULL)
		return refuse(c, ERR_CONFLICT, "catalogue_simulate.moved_on", NULL);
	group = page_of(s->definitions.form, (size_t)in->page);
	values = merge(c, s, group, &in->rest);
	if (in->fill != NULL)
		sample_values_fill(c->arena, s->definitions.form, group, office_day(s->given.filed_at),
		    &(struct sample_words){ simulate_text(c, "sample_person"), simulate_text(c, "sample_address"),
			simulate_text(c, "sample_text") },
		    &values);
	if ((err = simulation_lists(c, s, &values)))
		return err;
	if (in->fill == NULL && in->add == NULL)
		problems = problems_of(c, s, &values, group);
	return save(c, in, s, &values, &problems);
}

struct view *
simulate_form_sample(struct arena *arena)
{
	static const char *const texts[] = { "title", "part", "live", "once" };
	struct view *page = view_object(arena), *error, *field;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		view_text(page, texts[i], "sample");
	simulation_show_sample(page);
	view_url(page, "back_url", SIMULATE_PATH);
	view_url(page, "action", SIMULATE_PATH);
	view_url(page, "choices_url", CHOICE_SEEK_PATH);
	view_int(page, "version", 1);
	view_bool(page, "has_errors", true);
	error = view_item(view_list(page, "errors"));
	view_text(error, "message", "sample");
	view_url(error, "anchor", "#main");
	field = part_item(view_list(page, "fields"));
	view_text(field, "body_text", "sample");
	view_text(field, "more", NULL);
	view_text(field, "computed", NULL);
	view_text(field, "locked", NULL);
	view_text(field, "live", NULL);
	office_nav_sample(page);
	return page;
}
