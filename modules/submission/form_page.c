/* Pages of the electronic form. See form_page.h. */
#include "form_page.h"

#include <string.h>

#include "core/input/field.h"
#include "core/memory/arena.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/definition/form/form_view.h"
#include "domain/site/form_fields.h"

#include "show.h"

struct continue_in {
	const char *code, *draft;
};
struct form_page_in {
	const char *code, *draft, *them;
	int64_t page;
	bool change;
};
struct form_save_in {
	const char *code, *draft, *add;
	int64_t page;
	bool change; /* from the summary, and back to it */
	struct input_rest rest;
};
static const struct field continue_fields[] = {
	FIELD(continue_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(continue_in, draft, FIELD_TOKEN, FROM_PATH, .required = true),
};
static const struct field form_page_fields[] = {
	FIELD(form_page_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(form_page_in, draft, FIELD_TOKEN, FROM_PATH, .required = true),
	FIELD(form_page_in, page, FIELD_INT, FROM_PATH, .required = true, .min = 1, .max = FORM_FIELDS_MAX),
	FIELD(form_page_in, them, FIELD_CODE, FROM_QUERY),
	FIELD_NAMED(form_page_in, change, "sua", FIELD_BOOL, FROM_QUERY),
};
static const struct field form_save_fields[] = {
	FIELD(form_save_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(form_save_in, draft, FIELD_TOKEN, FROM_PATH, .required = true),
	FIELD(form_save_in, page, FIELD_INT, FROM_PATH, .required = true, .min = 1, .max = FORM_FIELDS_MAX),
	FIELD(form_save_in, add, FIELD_CODE, FROM_FORM),
	FIELD_NAMED(form_save_in, change, "sua", FIELD_BOOL, FROM_QUERY),
	FIELD(form_save_in, rest, FIELD_REST, FROM_FORM, .most = 900),
};
const struct input continue_input = INPUT(continue_in, continue_fields);
const struct input form_page_input = INPUT(form_page_in, form_page_fields);
const struct input form_save_input = INPUT(form_save_in, form_save_fields);

/* What one showing of a page needs. */
struct page_shown {
	const struct filing *filing;
	size_t number;
	const struct form_values *values;
	const struct form_problems *problems; /* NULL: none */
	bool judged;                          /* the page was answered: what follows from the answers is said */
	const char *add_row;
	bool change;
};

static const char *
back_of(struct ctx *c, const struct filing *f, size_t number)
{
	size_t before = filing_page_beside(c, f, number, -1);

	if (before > 0)
		return filing_page_url(c, &f->draft, before);
	if (filing_is_supplement(f))
		return url(c->arena, "/tai-khoan/ho-so/{}/bo-sung", f->draft.filing_number);
	return filing_form_asks_applicant(f) ? url(c->arena, "/nop-ho-so/{}", f->draft.procedure_code)
					     : filing_url(c, &f->draft, "nguoi-nop");
}

static void
show_problems(struct view *page, const struct form_problems *problems, const struct view *drawn)
{
	struct view *errors = view_list(page, "errors");
	const struct view *texts = view_find(drawn, "problems"), *text = view_first(texts);

	view_bool(page, "has_errors", problems != NULL && problems->count > 0);
	for (size_t i = 0; problems != NULL && i < problems->count && text != NULL; i++, text = view_next(text)) {
		struct view *error = view_item(errors);

		view_text(error, "message", view_as_text(view_find(text, "text")));
		view_url(error, "anchor", view_as_text(view_find(text, "href")));
	}
}

/* The service is not for who answers so: no fault, but said, with where to turn. */
static void
show_ineligible(struct ctx *c, struct view *page, const struct page_shown *s, const char *group)
{
	struct view *list = view_list(page, "ineligible");
	struct form_problems remarks;

	filing_remarks(c, s->filing, s->values, group, &remarks);
	for (size_t i = 0; s->judged && i < remarks.count; i++)
		if (strcmp(remarks.items[i].rule, "ineligible") == 0)
			view_text(view_item(list), "warning_text", remarks.items[i].text);
}

static struct view *
page_view(struct ctx *c, const struct page_shown *s)
{
	const struct filing *f = s->filing;
	const struct form_field *group = filing_page(f, s->number);
	struct prefill_words told = { c, f };
	const struct form_view_options options = {
		.today = f->today,
		.page = group != NULL ? group->id : NULL,
		.language = c->language,
		.add_row = s->add_row,
		.with_hidden = true,
		.message = filing_problem_words,
		.context = c,
		.told = prefill_note,
		.told_context = &told,
	};
	const struct view *drawn = form_view(c->arena, f->form, s->values, s->problems, &options);
	const char *title = group != NULL ? group->label : words(c, "submission.step_form");
	struct view *page = view_object(c->arena);

	show_page(c, page, title, s->change ? filing_url(c, &f->draft, "kiem-tra") : back_of(c, f, s->number));
	show_problems(page, s->problems, drawn);
	show_procedure(c, page, f->draft.procedure_code, f->draft.procedure_name);
	show_filing_steps(c, page, 0);
	view_url(page, "action",
	    s->change ? filing_change_url(c, &f->draft, s->number) : filing_page_url(c, &f->draft, s->number));
	view_url(page, "autosave_url",
	    url(c->arena, "/nop-ho-so/{}/{}/luu/{}", f->draft.procedure_code, f->draft.reference,
		arena_printf(c->arena, "%zu", s->number)));
	view_text(page, "live", view_as_text(view_find(drawn, "live")));
	view_url(page, "choices_url", "/nop-ho-so/danh-sach");
	show_ineligible(c, page, s, options.page);
	prefill_show_register(c, page, f, group, s->number);
	form_fields_show(c, view_list(page, "fields"), view_first(view_find(drawn, "pages")));
	return page;
}

size_t
form_first_incomplete(struct ctx *c, const struct filing *f)
{
	for (size_t i = filing_page_beside(c, f, 0, 1); i > 0; i = filing_page_beside(c, f, i, 1)) {
		const struct form_field *group = filing_page(f, i);
		struct form_problems problems;

		filing_validate(c, f, &f->values, group != NULL ? group->id : NULL, &problems);
		if (problems.count > 0)
			return i;
		filing_remarks(c, f, &f->values, group != NULL ? group->id : NULL, &problems);
		if (filing_stop(&problems) != NULL)
			return i;
	}
	return 0;
}

enum err
handle_continue(struct ctx *c, const void *input)
{
	const struct continue_in *in = input;
	struct filing *f;
	size_t page;
	enum err err = filing_load_open(c, in->code, in->draft, &f);

	if (err || f == NULL)
		return err;
	if (!filing_form_asks_applicant(f) && filing_answer(f, "@name") == NULL)
		return respond_redirect(c, filing_url(c, &f->draft, "nguoi-nop"));
	if ((page = form_first_incomplete(c, f)) == 0)
		page = prefill_unseen_page(c, f); /* nothing is declared that its owner has not seen as a question */
	if (page > 0)
		return respond_redirect(c, filing_page_url(c, &f->draft, page));
	return respond_redirect(
	    c, filing_url(c, &f->draft, filing_missing_paper(c, f) != NULL ? "giay-to" : "kiem-tra"));
}

/* The draft at that page, if the form has it. */
static enum err
load(struct ctx *c, const char *code, const char *draft, int64_t page, struct filing **ret_filing)
{
	enum err err = filing_load(c, code, draft, ret_filing);

	if (err)
		return err;
	return (size_t)page <= filing_page_count(*ret_filing) ? OK : ERR_NOT_FOUND;
}

/* The same, to be changed: NULL as filing_load_open. */
static enum err
load_open(struct ctx *c, const char *code, const char *draft, int64_t page, struct filing **ret_filing)
{
	enum err err = filing_load_open(c, code, draft, ret_filing);

	if (err || *ret_filing == NULL)
		return err;
	return (size_t)page <= filing_page_count(*ret_filing) ? OK : ERR_NOT_FOUND;
}

enum err
handle_form_page(struct ctx *c, const void *input)
{
	const struct form_page_in *in = input;
	struct filing *f;
	enum err err = load_open(c, in->code, in->draft, in->page, &f);

	if (err || f == NULL)
		return err;
	const struct page_shown shown = { f, (size_t)in->page, &f->values, NULL, true, in->them, in->change };

	return respond_page(c, "submission/form_page", page_view(c, &shown));
}

static bool
is_on_page(const struct form_field *field, const struct form_field *group)
{
	return form_field_is_answered(field) && field->type != FORM_FILE && (group == NULL || field->page == group);
}

/* An answer to a question that the page did not ask, for its condition hides it: the draft keeps it. */
static bool
is_kept_hidden(const struct form_state *before, const struct form_field *field, int row, const struct input_pair *pairs,
    size_t count)
{
	size_t size = strlen(field->key);

	for (size_t i = 0; i < count; i++)
		if (strncmp(pairs[i].name, field->key, size) == 0 && strchr(".", pairs[i].name[size]) != NULL)
			return false;
	return form_state_hidden(before, field, row);
}

/* The stored answers of the other pages with what was posted for this one. */
static void
merge(struct ctx *c, const struct filing *f, const struct form_field *group, const struct input_pair *pairs,
    size_t count, struct form_values *values)
{
	const struct form_state *before = form_state_new(c->arena, f->form, &f->values, f->today);

	*values = (struct form_values){ 0 };
	for (size_t i = 0; i < f->values.count; i++) {
		const struct form_value *value = &f->values.items[i];
		const struct form_field *field = form_field_by_key(f->form, value->key);

		if (field != NULL &&
		    (!is_on_page(field, group) || is_kept_hidden(before, field, value->row, pairs, count)))
			(void)form_values_put(c->arena, f->form, values, field, value->row, value->text);
	}
	form_fields_read(c->arena, f->form, pairs, count, values);
	prefill_hold(c, f, group, values);
}

static enum err
save(struct ctx *c, const struct filing *f, const struct form_field *group, const struct form_values *values)
{
	const char **keys = arena_array(c->arena, f->form->field_count + 1, sizeof(*keys));
	struct draft_value *rows = arena_array(c->arena, values->count + 1, sizeof(*rows));
	struct draft_page page = { .draft_id = f->draft.id, .keys = keys, .values = rows, .now = f->now };

	for (size_t i = 0; i < f->form->field_count; i++)
		if (is_on_page(&f->form->fields[i], group))
			keys[page.key_count++] = f->form->fields[i].key;
	for (size_t i = 0; i < values->count; i++) {
		const struct form_value *value = &values->items[i];
		const struct form_field *field = form_field_by_key(f->form, value->key);

		if (field != NULL && is_on_page(field, group))
			rows[page.value_count++] =
			    (struct draft_value){ .field_key = value->key, .row_no = value->row, .value = value->text };
	}
	prefill_mark_draft(f, rows, page.value_count);
	return draft_save_page(c->db, &page);
}

/* For JSON readers: each problem under its field's name. */
static enum err
refuse_problems(struct ctx *c, const struct form_problems *problems)
{
	struct input_errors *errors = ARENA_NEW(c->arena, struct input_errors);
	struct input_error *items = arena_array(c->arena, problems->count, sizeof(*items));

	for (size_t i = 0; i < problems->count; i++) {
		const struct form_problem *p = &problems->items[i];
		const char *name = p->field->key != NULL ? p->field->key : p->field->id;

		items[i].field = p->field->list != NULL ? arena_printf(c->arena, "%s.%d", name, p->row) : name;
		items[i].message =
		    p->text != NULL ? p->text : filing_problem_words(c, p->message, p->field->label, p->limit);
	}
	*errors = (struct input_errors){ items, problems->count };
	c->errors = errors;
	return refuse(c, ERR_INVALID, "error.422.text", NULL);
}

static enum err
go_on(struct ctx *c, const struct filing *f, size_t number)
{
	size_t after = filing_page_beside(c, f, number, 1);

	if (after > 0)
		return respond_redirect(c, filing_page_url(c, &f->draft, after));
	if (filing_is_supplement(f))
		return respond_redirect(c, url(c->arena, "/tai-khoan/ho-so/{}/bo-sung", f->draft.filing_number));
	return respond_redirect(c, filing_url(c, &f->draft, "giay-to"));
}

/* Was the field on the page that was sent? A text box sends its name even when it is empty, a choice does not. */
static bool
was_shown(struct ctx *c, const struct filing *before, const struct form_problem *problem, const struct input_rest *rest)
{
	const struct form_field *field = problem->field;
	const char *name = field->key != NULL ? field->key : field->id;
	size_t size = strlen(name);

	for (size_t i = 0; i < rest->count; i++)
		if (strncmp(rest->pairs[i].name, name, size) == 0 && strchr(".", rest->pairs[i].name[size]) != NULL)
			return true;
	return (field->type == FORM_RADIO || field->type == FORM_CHECKBOX || field->type == FORM_CHECKLIST) &&
	       !form_hidden(c->arena, before->form, &before->values, field, problem->row, before->today);
}

/* Did this very answer change what the choices of the field hang on? They were not there to choose from. */
static bool
is_linked_anew(const struct filing *before, const struct form_values *values, const struct form_problem *problem)
{
	const struct form_field *above = problem->field->list_parent;
	int row = above != NULL && above->list != NULL ? problem->row : 0;
	const char *was = above != NULL ? form_values_get(&before->values, above->key, row) : NULL;
	const char *is = above != NULL ? form_values_get(values, above->key, row) : NULL;

	return is != NULL && (was == NULL || strcmp(was, is) != 0);
}

/* The first question that this very answer has called forth, if nothing else is wrong: not a fault, but the next thing to ask. */
static const struct form_field *
called_forth(struct ctx *c, const struct filing *before, const struct form_values *values,
    const struct form_problems *problems, const struct input_rest *rest)
{
	for (size_t i = 0; i < problems->count; i++)
		if (!is_linked_anew(before, values, &problems->items[i]) &&
		    (!form_is_conditional(problems->items[i].field) || was_shown(c, before, &problems->items[i], rest)))
			return NULL;
	return problems->items[0].field;
}

/* The page that was sent, opened as it was. */
static const char *
page_url(struct ctx *c, const struct filing *f, const struct form_save_in *in)
{
	return in->change ? filing_change_url(c, &f->draft, (size_t)in->page)
			  : filing_page_url(c, &f->draft, (size_t)in->page);
}

/* The page again with what is wrong, or with the questions that have just come up. */
static enum err
answer_problems(struct ctx *c, const struct filing *f, const struct form_save_in *in, const struct form_values *values,
    const struct form_problems *problems)
{
	const struct form_field *next = respond_wants_json(c) ? NULL : called_forth(c, f, values, problems, &in->rest);

	if (next == NULL)
		return refuse_problems(c, problems);
	return respond_redirect(c, arena_printf(c->arena, "%s#f-%s", page_url(c, f, in), next->id));
}

/* One more row of a list, the choices below what was chosen, or what may be meant: the page again, at the choices. */
static const char *
asked_for_more(struct ctx *c, const struct filing *f, const struct form_save_in *in)
{
	const struct form_field *field = form_field_by_id(f->form, in->add);
	const char *page = page_url(c, f, in);

	if (field != NULL && field->list_code != NULL)
		return arena_printf(c->arena, "%s#f-%s", page, field->id);
	return url_query_add(c->arena, page, "them", in->add);
}

enum err
handle_form_save(struct ctx *c, const void *input)
{
	const struct form_save_in *in = input;
	const struct form_field *group;
	struct form_problems problems;
	struct form_values values;
	struct filing *f;
	enum err err = load_open(c, in->code, in->draft, in->page, &f);

	if (err || f == NULL)
		return err;
	group = filing_page(f, (size_t)in->page);
	merge(c, f, group, in->rest.pairs, in->rest.count, &values);
	/* What was typed of a choice may have become one. */
	if ((err = filing_give_choices(c, f, &values)) || (err = save(c, f, group, &values)))
		return err;
	if (in->add != NULL)
		return respond_redirect(c, asked_for_more(c, f, in));
	filing_validate(c, f, &values, group != NULL ? group->id : NULL, &problems);
	if (problems.count > 0)
		return answer_problems(c, f, in, &values, &problems);
	filing_remarks(c, f, &values, group != NULL ? group->id : NULL, &problems);
	if (filing_stop(&problems) != NULL) /* the page itself says why, and where to turn */
		return respond_redirect(c, page_url(c, f, in));
	f->values = values;
	return in->change ? respond_redirect(c, filing_url(c, &f->draft, "tiep")) : go_on(c, f, (size_t)in->page);
}

enum err
again_form_save(struct ctx *c, const void *input)
{
	const struct form_save_in *in = input;
	const struct form_field *group;
	struct form_problems problems;
	struct form_values values;
	struct filing *f;
	enum err err = load(c, in->code, in->draft, in->page, &f);

	if (err)
		return err;
	group = filing_page(f, (size_t)in->page);
	merge(c, f, group, c->raw->pairs, c->raw->count, &values);
	if ((err = filing_give_choices(c, f, &values)))
		return err;
	filing_validate(c, f, &values, group != NULL ? group->id : NULL, &problems);
	const struct page_shown shown = { f, (size_t)in->page, &values, &problems, true, NULL, in->change };

	return respond_page_status(c, 422, "submission/form_page", page_view(c, &shown));
}

enum err
handle_autosave(struct ctx *c, const void *input)
{
	const struct form_save_in *in = input;
	const struct form_field *group;
	struct form_values values;
	struct view *answer = view_object(c->arena);
	struct filing *f;
	enum err err = load(c, in->code, in->draft, in->page, &f);

	if (err)
		return err;
	if (!draft_is_open(&f->draft))
		return refuse(c, ERR_CONFLICT,
		    draft_is_signing(&f->draft) ? "submission_cosign.locked" : "submission.already_sent", NULL);
	group = filing_page(f, (size_t)in->page);
	merge(c, f, group, in->rest.pairs, in->rest.count, &values);
	if ((err = save(c, f, group, &values)))
		return err;
	view_bool(answer, "saved", true);
	view_text(answer, "at", words_moment(c, f->now));
	return respond_json(c, answer);
}

struct view *
form_page_sample(struct arena *arena)
{
	static const char json[] =
	    "{\"type\":\"default\",\"id\":\"f\",\"components\":[{\"type\":\"textfield\",\"id\":\"a\",\"key\":\"a\","
	    "\"label\":\"A\",\"validate\":{\"required\":true}},{\"type\":\"datetime\",\"subtype\":\"date\",\"id\":"
	    "\"b\","
	    "\"key\":\"b\",\"label\":\"B\"}]}";
	struct ctx c = { .arena = arena, .language = "vi" };
	struct filing *f = ARENA_NEW(arena, struct filing);
	struct form_error error;
	struct form_problems problems = { 0 };
	struct form *form;

	f->draft = (struct draft){
		.reference = "x", .purpose = "filing", .procedure_code = "1.000001", .procedure_name = "A"
	};
	if (form_parse(arena, json, sizeof(json) - 1, &form, &error))
		return view_object(arena);
	f->form = form;
	filing_validate(&c, f, &f->values, NULL, &problems);
	const struct page_shown shown = { f, 1, &f->values, &problems, true, NULL, false };

	return page_view(&c, &shown);
}
