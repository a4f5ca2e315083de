/* A form, its answers and problems as a view tree. See form_view.h for the names; the markup is in the templates. */
#include "domain/definition/form/form_view.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/view/view.h"
#include "domain/definition/form/form_private.h"

struct drawing {
	struct arena *arena;
	const struct form_state *state;
	const struct form_problems *problems;
	const struct form_view_options *options;
	size_t choices; /* shown so far */
};

static const char *const type_flags[FORM_TYPE__MAX] = { "is_text", "is_textarea", "is_number", "is_date", "is_time",
	"is_checkbox", "is_checklist", "is_radio", "is_select", "is_file", "is_group", "is_list", "is_note",
	"is_expression" };

static const char *const autocomplete[FORM_KIND__MAX] = {
	[FORM_PHONE] = "tel",
	[FORM_EMAIL] = "email",
	[FORM_NAME] = "name",
	[FORM_ADDRESS] = "address-line1",
};

static const char *const inputmode[FORM_KIND__MAX] = {
	[FORM_PERSON_NUMBER] = "numeric",
	[FORM_PHONE] = "tel",
	[FORM_EMAIL] = "email",
	[FORM_MONEY] = "numeric",
	[FORM_TAX_NUMBER] = "numeric",
	[FORM_OLD_IDENTITY_CARD] = "numeric",
	[FORM_BANK_ACCOUNT] = "numeric",
};

/* The name of the input: "key", inside a list "key.ROW". */
static const char *
input_name(struct arena *arena, const struct form_field *field, int row)
{
	return field->list != NULL && field->key != NULL ? arena_printf(arena, "%s.%d", field->key, row)
	       : field->key != NULL                      ? field->key
							 : field->id;
}

/* The element's id, which the error summary links to. */
static const char *
input_id(struct arena *arena, const struct form_field *field, int row)
{
	return field->list != NULL ? arena_printf(arena, "f-%s-%d", field->id, row)
				   : arena_printf(arena, "f-%s", field->id);
}

static const char *
problem_text(const struct drawing *d, const struct form_problem *problem)
{
	const char *label = problem->field->label != NULL ? problem->field->label : "";

	if (problem->text != NULL)
		return problem->text;
	if (d->options->message == NULL)
		return problem->message;
	return d->options->message(d->options->context, problem->message, label, problem->limit);
}

static const char *
error_of(const struct drawing *d, const struct form_field *field, int row)
{
	for (size_t i = 0; d->problems != NULL && i < d->problems->count; i++)
		if (d->problems->items[i].field == field && d->problems->items[i].row == row)
			return problem_text(d, &d->problems->items[i]);
	return NULL;
}

static bool
is_chosen(const struct drawing *d, const struct form_field *field, int row, const char *value)
{
	const struct form_state *s = d->state;

	for (uint16_t at = form_state_first(s, field, row); at > 0; at = s->next_value[at - 1])
		if (strcmp(s->values->items[at - 1].text, value) == 0)
			return true;
	return false;
}

struct options {
	struct view *list;
	const char *id, *name;
	size_t shown;
};

/* The first choice bears the field's own id, so that a link from the error summary lands on it. */
static void
draw_option(struct drawing *d, struct options *to, const struct form_choice *choice, bool checked)
{
	struct view *item = view_item(to->list);

	view_text(item, "id", to->shown == 0 ? to->id : arena_printf(d->arena, "%s-%zu", to->id, to->shown));
	view_text(item, "name", to->name);
	view_text(item, "value", choice->value);
	view_text(item, "label", choice->label);
	view_text(item, "above", choice->above);
	view_bool(item, "checked", checked);
	to->shown++;
	d->choices++;
}

/* How many choices the field would show, counted as far as it matters. */
static size_t
offered(const struct drawing *d, const struct form_field *field, int row)
{
	size_t count = 0;

	for (size_t i = 0; i < form_choice_count(field) && count <= FORM_CHOICES_SHOWN; i++) {
		struct form_choice choice = form_choice_at(field, i);
		count += form_state_offers(d->state, field, row, &choice);
	}
	return count;
}

/* Are its choices too many to be shown, or too many beside those that the page shows already? Its own options are always shown. */
static bool
is_sought(const struct drawing *d, const struct form_field *field, int row)
{
	size_t count;

	if (field->list_code == NULL || field->shared == NULL)
		return false;
	count = offered(d, field, row);
	return field->shared->is_long || count > FORM_CHOICES_SHOWN ||
	       (count > FORM_MATCHES_MAX && d->choices + count > FORM_CHOICES_PAGE);
}

/* What was chosen, and what may be meant by what was typed. */
static void
draw_matches(struct drawing *d, struct view *out, struct options *to, const struct form_field *field, int row)
{
	const struct form_search *search = form_state_search(d->state, field, row);

	for (size_t i = 0; i < form_choice_count(field); i++) {
		struct form_choice choice = form_choice_at(field, i);
		if (is_chosen(d, field, row, choice.value) && form_state_offers(d->state, field, row, &choice))
			draw_option(d, to, &choice, true);
	}
	for (size_t i = 0; search != NULL && i < search->count; i++)
		if (!is_chosen(d, field, row, search->items[i].value))
			draw_option(d, to, &search->items[i], false);
	view_text(out, "sought", search != NULL ? search->text : NULL);
	view_int(out, "matches", search != NULL ? (int64_t)search->count : 0);
	view_bool(out, "more_matches", search != NULL && search->more);
}

/* Of a linked list the choices below what was answered above; before that none. */
static void
draw_options(struct drawing *d, struct view *out, const struct form_field *field, int row)
{
	struct options to = { view_list(out, "options"), input_id(d->arena, field, row),
		input_name(d->arena, field, row), 0 };
	bool sought = is_sought(d, field, row);

	view_bool(out, "is_sought", sought);
	if (sought) {
		draw_matches(d, out, &to, field, row);
		return;
	}
	for (size_t i = 0; i < form_choice_count(field); i++) {
		struct form_choice choice = form_choice_at(field, i);
		if (form_state_offers(d->state, field, row, &choice))
			draw_option(d, &to, &choice, is_chosen(d, field, row, choice.value));
	}
}

/* For linked lists: which list, and the id and label of the choice above. */
static void
draw_list(const struct drawing *d, struct view *out, const struct form_field *field, int row)
{
	const struct form_field *above = field->list_parent;

	view_text(out, "list", field->list_code);
	view_text(out, "above", above != NULL ? input_name(d->arena, above, form_row_of(field, row, above)) : NULL);
	view_text(out, "above_label", above != NULL ? above->label : NULL);
	view_bool(out, "is_waiting",
	    above != NULL && form_state_text(d->state, above, form_row_of(field, row, above)) == NULL);
}

/* 2026-11-21 or what was typed as 21/11/2026, in its three boxes. */
static void
draw_date(const struct drawing *d, struct view *out, const char *text)
{
	char *copy = arena_strdup(d->arena, text);
	char *parts[3] = { copy, "", "" };
	char separator = strchr(copy, '/') != NULL ? '/' : '-';

	for (int i = 0; i < 2; i++) {
		char *end = strchr(parts[i], separator);
		if (end == NULL)
			break;
		*end = '\0';
		parts[i + 1] = end + 1;
	}
	view_text(out, "day", separator == '/' ? parts[0] : parts[2]);
	view_text(out, "month", parts[1]);
	view_text(out, "year", separator == '/' ? parts[2] : parts[0]);
}

static void
draw_value(struct drawing *d, struct view *out, const struct form_field *field, int row)
{
	const char *value = form_field_is_answered(field) ? form_state_text(d->state, field, row) : NULL;

	if (value == NULL)
		value = "";
	if (field->type == FORM_EXPRESSION)
		value = form_shown(d->state, field, row);
	else if (field->type == FORM_NUMBER)
		value = form_number_typed(d->arena, value);
	view_text(out, "value", value);
	if (field->type == FORM_DATE)
		draw_date(d, out, value);
	if (field->type == FORM_CHECKBOX)
		view_bool(out, "checked", *value != '\0');
	draw_options(d, out, field, row);
	draw_list(d, out, field, row);
}

static void
draw_note(const struct drawing *d, struct view *out, const struct form_field *field)
{
	const char *text = field->text != NULL ? field->text : "";

	view_bool(out, "is_heading", *text == '#');
	text += strspn(text, "# ");
	view_text(out, "text", arena_strdup(d->arena, text));
}

static void
draw_flags(struct view *out, const struct form_field *field)
{
	const char *sensitivity = form_property(field, "sensitivity"), *token = form_property(field, "autocomplete");
	const char *mode = inputmode[field->kind];

	for (int i = 0; i < FORM_TYPE__MAX; i++)
		view_bool(out, type_flags[i], (int)field->type == i);
	view_bool(out, "is_heading", false);
	view_bool(out, "required", field->required);
	view_bool(out, "is_soft", field->soft);
	view_bool(out, "optional",
	    form_field_is_answered(field) && !field->required && !field->soft && field->required_if == NULL &&
		!form_names_signer(field));
	view_bool(out, "is_co_signer", field->co_signer);
	view_bool(out, "is_money", field->kind == FORM_MONEY);
	view_bool(out, "is_sensitive", sensitivity != NULL && strcmp(sensitivity, "none") != 0);
	view_bool(out, "multiple", field->multiple);
	view_text(out, "autocomplete", token != NULL ? token : autocomplete[field->kind]);
	view_text(out, "inputmode", mode != NULL ? mode : field->type == FORM_NUMBER ? "decimal" : NULL);
	view_text(out, "requirement", form_property(field, "requirement"));
	view_text(out, "prefill", form_property(field, "prefill"));
}

static void draw_fields(struct drawing *d, struct view *list, struct form_field *const *fields, size_t count, int row);

static void
draw_rows(struct drawing *d, struct view *out, const struct form_field *list)
{
	struct view *rows = view_list(out, "rows");
	size_t count = (size_t)form_values_rows(d->state->form, d->state->values, list);

	if (count < list->min_rows)
		count = list->min_rows;
	if (count == 0)
		count = 1;
	if (d->options->add_row != NULL && strcmp(d->options->add_row, list->id) == 0 && count < list->max_rows)
		count++;
	for (size_t row = 0; row < count && row < FORM_ROWS_MAX; row++) {
		struct view *item = view_item(rows);
		view_int(item, "number", (int64_t)row + 1);
		view_int(item, "index", (int64_t)row);
		draw_fields(d, view_list(item, "fields"), list->children, list->child_count, (int)row);
	}
	view_int(out, "next_row", (int64_t)count);
	view_bool(out, "can_add", count < list->max_rows);
}

/* The author's hint, and behind it who filled the question in. */
static void
draw_hint(const struct drawing *d, struct view *out, const struct form_field *field)
{
	const struct form_view_options *o = d->options;
	bool locked = false;
	const char *note =
	    o->told != NULL && form_field_is_answered(field) ? o->told(o->told_context, field, &locked) : NULL;

	if (note == NULL || field->description == NULL || field->description[0] == '\0')
		view_text(out, "hint", note != NULL ? note : field->description);
	else
		view_text(out, "hint", arena_printf(d->arena, "%s %s", field->description, note));
	view_bool(out, "is_locked", locked);
}

static void
draw_field(struct drawing *d, struct view *out, const struct form_field *field, int row)
{
	const char *error = error_of(d, field, row);

	view_text(out, "id", input_id(d->arena, field, row));
	view_text(out, "name", input_name(d->arena, field, row));
	view_text(out, "key", field->key);
	view_text(out, "label", field->label);
	draw_hint(d, out, field);
	view_text(out, "error", error);
	view_bool(out, "has_error", error != NULL);
	view_bool(out, "is_hidden", form_state_hidden(d->state, field, row));
	view_bool(out, "is_conditional", form_is_conditional(field));
	view_text(out, "field", field->id);
	view_int(out, "row", row);
	view_int(out, "max_length", (int64_t)(field->max_length > 0 ? field->max_length : FORM_TEXT_MAX));
	draw_flags(out, field);
	if (form_field_is_answered(field) || field->type == FORM_EXPRESSION)
		draw_value(d, out, field, row);
	if (field->type == FORM_NOTE)
		draw_note(d, out, field);
	if (field->type == FORM_GROUP)
		draw_fields(d, view_list(out, "fields"), field->children, field->child_count, row);
	if (field->type == FORM_LIST)
		draw_rows(d, out, field);
}

/* A group is wanted for what stands in it. */
static bool
is_wanted(const struct drawing *d, const struct form_field *field)
{
	for (size_t i = 0; i < d->options->only_count; i++)
		for (const struct form_field *f = d->options->only[i]; f != NULL; f = f->parent)
			if (f == field)
				return true;
	return d->options->only == NULL;
}

static void
draw_fields(struct drawing *d, struct view *list, struct form_field *const *fields, size_t count, int row)
{
	for (size_t i = 0; i < count; i++)
		if (is_wanted(d, fields[i]) &&
		    (d->options->with_hidden || !form_state_hidden(d->state, fields[i], row)))
			draw_field(d, view_item(list), fields[i], row);
}

static void
draw_problems(const struct drawing *d, struct view *out)
{
	struct view *list = view_list(out, "problems");

	for (size_t i = 0; d->problems != NULL && i < d->problems->count; i++) {
		const struct form_problem *problem = &d->problems->items[i];
		struct view *item = view_item(list);
		view_url(item, "href", arena_printf(d->arena, "#%s", input_id(d->arena, problem->field, problem->row)));
		view_text(item, "text", problem_text(d, problem));
	}
	view_bool(out, "has_problems", d->problems != NULL && d->problems->count > 0);
}

static bool
is_shown_page(const struct drawing *d, const struct form_field *page)
{
	if (d->options->page != NULL && strcmp(page->id, d->options->page) != 0)
		return false;
	return d->options->with_hidden || !form_state_hidden(d->state, page, 0);
}

struct view *
form_view(struct arena *arena, const struct form *form, const struct form_values *values,
    const struct form_problems *problems, const struct form_view_options *options)
{
	struct drawing d = { arena, form_state_new(arena, form, values, options->today), problems, options, 0 };
	struct view *out = view_object(arena), *pages = view_list(out, "pages");

	for (size_t i = 0; i < form->page_count; i++) {
		if (!is_shown_page(&d, form->pages[i]))
			continue;
		struct view *page = view_item(pages);
		view_text(page, "id", form->pages[i]->id);
		view_text(page, "title", form->pages[i]->label);
		draw_fields(&d, view_list(page, "fields"), form->pages[i]->children, form->pages[i]->child_count, 0);
	}
	if (form->page_count == 0) {
		struct view *page = view_item(pages);
		view_text(page, "id", form->id);
		view_text(page, "title", NULL);
		draw_fields(&d, view_list(page, "fields"), form->top, form->top_count, 0);
	}
	draw_problems(&d, out);
	view_text(out, "live", form_live(d.state, options->page));
	return out;
}

static void
summarise(const struct drawing *d, struct view *answers, struct form_field *const *fields, size_t count, int row)
{
	for (size_t i = 0; i < count; i++) {
		const struct form_field *field = fields[i];
		if (form_state_hidden(d->state, field, row))
			continue;
		if (field->type == FORM_GROUP)
			summarise(d, answers, field->children, field->child_count, row);
		if (field->type == FORM_LIST)
			for (int r = 0; r < form_values_rows(d->state->form, d->state->values, field); r++)
				summarise(d, answers, field->children, field->child_count, r);
		if (field->type >= FORM_GROUP && field->type != FORM_EXPRESSION)
			continue;
		const char *shown = form_shown(d->state, field, row);
		struct view *item = view_item(answers);
		view_text(item, "id", input_id(d->arena, field, row));
		view_text(item, "key", field->key);
		view_text(item, "field", field->id);
		view_text(item, "label", field->label);
		view_text(item, "value", shown);
		view_bool(item, "is_missing", *shown == '\0');
		view_bool(item, "is_lacking", *shown == '\0' && form_state_need(d->state, field, row) != FORM_OPTIONAL);
		view_bool(item, "is_checkbox", field->type == FORM_CHECKBOX);
		view_bool(item, "is_file", field->type == FORM_FILE);
		view_text(item, "requirement", form_property(field, "requirement"));
		view_int(item, "row", row + 1);
		view_bool(item, "is_repeated", field->list != NULL);
	}
}

struct view *
form_summary_view(struct arena *arena, const struct form *form, const struct form_values *values,
    const struct form_view_options *options)
{
	struct drawing d = { arena, form_state_new(arena, form, values, options->today), NULL, options };
	struct view *out = view_object(arena), *pages = view_list(out, "pages");

	for (size_t i = 0; i < form->page_count; i++) {
		if (form_state_hidden(d.state, form->pages[i], 0))
			continue;
		struct view *page = view_item(pages);
		view_text(page, "id", form->pages[i]->id);
		view_text(page, "title", form->pages[i]->label);
		summarise(&d, view_list(page, "answers"), form->pages[i]->children, form->pages[i]->child_count, 0);
	}
	if (form->page_count == 0) {
		struct view *page = view_item(pages);
		view_text(page, "id", form->id);
		summarise(&d, view_list(page, "answers"), form->top, form->top_count, 0);
	}
	return out;
}
