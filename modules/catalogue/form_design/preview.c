/* Forms as citizens see them. See preview.h. */
#include "form_design/preview.h"

#include <string.h>

#include "choice/choice.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/definition/form/form_view.h"
#include "domain/procedure/choice_store.h"
#include "domain/site/form_fields.h"
#include "form_design/design.h"

enum { ANSWERS_MOST = 2000, HTTP_INVALID = 422 };

/* The widths that it is looked at in; the first is the page's own. */
static const char *const frames[] = { "may-tinh", "dien-thoai", NULL };
#define FRAME_FIELD(of) FIELD_NAMED(of, frame, "khung", FIELD_CHOICE, FROM_QUERY, .choices = frames)

struct form_preview_input {
	const char *code, *frame;
};
static const struct field preview_fields[] = {
	FIELD(form_preview_input, code, FIELD_CODE, FROM_PATH, .required = true),
	FRAME_FIELD(form_preview_input),
};
const struct input form_preview_input = INPUT(form_preview_input, preview_fields);

struct form_preview_try_input {
	const char *code, *add, *frame;
	struct input_rest answers;
};
static const struct field try_fields[] = {
	FIELD(form_preview_try_input, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(form_preview_try_input, add, FIELD_CODE, FROM_FORM),
	FRAME_FIELD(form_preview_try_input),
	FIELD(form_preview_try_input, answers, FIELD_REST, FROM_FORM, .most = ANSWERS_MOST),
};
const struct input form_preview_try_input = INPUT(form_preview_try_input, try_fields);

static const char *
problem_words(void *context, const char *key, const char *label, const char *limit)
{
	struct ctx *c = context;

	return message_format(
	    c->arena, c->messages, c->language, key, MESSAGE_ARGUMENTS({ "label", label }, { "limit", limit }));
}

/* A clock that is away does not keep a form from being looked at. */
static int64_t
today_of(struct ctx *c)
{
	int64_t now;

	return ctx_now(c, &now) == OK ? local_from_utc(now).day : 0;
}

static struct form_view_options
options_of(struct ctx *c)
{
	return (struct form_view_options){ .today = today_of(c),
		.language = c->language,
		.with_hidden = true,
		.message = problem_words,
		.context = c };
}

/* All pages one below the other, with what is wrong. */
static const struct view *
draw(struct ctx *c, struct view *out, const struct form *form, const struct form_values *values,
    const struct form_problems *problems, const char *add_row)
{
	struct form_view_options options = options_of(c);
	const struct view *drawn, *page;
	struct view *pages = view_list(out, "pages");

	options.add_row = add_row;
	drawn = form_view(c->arena, form, values, problems, &options);
	for (page = view_first(view_find(drawn, "pages")); page != NULL; page = view_next(page)) {
		struct view *item = view_item(pages);

		view_text(item, "title", view_as_text(view_find(page, "title")));
		form_fields_show(c, view_list(item, "fields"), page);
	}
	view_text(out, "live", view_as_text(view_find(drawn, "live")));
	view_url(out, "choices_url", CHOICE_SEEK_PATH);
	return drawn;
}

enum err
preview_show(struct ctx *c, struct view *page, struct form *form)
{
	const struct form_values nothing = { 0 };
	enum err err;

	view_text(page, "preview", NULL);
	if (form == NULL)
		return OK;
	if ((err = choices_give(c->db, c->arena, form, &nothing, (int32_t)today_of(c))))
		return err;
	(void)draw(c, view_child(page, "preview"), form, &nothing, NULL, NULL);
	return OK;
}

static void
show_errors(struct view *page, const struct form_problems *problems, const struct view *drawn)
{
	struct view *errors = view_list(page, "errors");
	const struct view *text = view_first(view_find(drawn, "problems"));

	view_bool(page, "has_errors", problems->count > 0);
	for (size_t i = 0; i < problems->count && text != NULL; i++, text = view_next(text)) {
		struct view *error = view_item(errors);

		view_text(error, "message", view_as_text(view_find(text, "text")));
		view_url(error, "anchor", view_as_text(view_find(text, "href")));
	}
}

static const char *
frame_url(struct ctx *c, const struct design *design, const char *frame)
{
	return url_query_add(c->arena, design_url(c, design, "/xem-thu"), "khung", frame);
}

/* `width`: one of `frames`, NULL for the first. */
static void
show_frames(struct ctx *c, struct view *page, const struct design *design, const char *width)
{
	struct view *list = view_list(page, "frames");
	const char *chosen = width != NULL ? width : frames[0];

	for (size_t i = 0; frames[i] != NULL; i++) {
		struct view *frame = view_item(list);

		view_text(frame, "label",
		    ctx_text(c, i == 0 ? "catalogue_form_design.frame_wide" : "catalogue_form_design.frame_phone"));
		view_url(frame, "url", frame_url(c, design, frames[i]));
		view_bool(frame, "current", strcmp(frames[i], chosen) == 0);
	}
	view_bool(page, "phone", strcmp(chosen, frames[1]) == 0);
}

static struct view *
frame(struct ctx *c, const struct design *design, const char *width)
{
	struct view *page = view_object(c->arena);

	view_text(page, "title", design->desk.draft.name);
	view_url(page, "back_url", design_url(c, design, ""));
	view_url(page, "action", width != NULL ? frame_url(c, design, width) : design_url(c, design, "/xem-thu"));
	show_frames(c, page, design, width);
	view_text(page, "problem", design->edit.form == NULL ? form_error_words(c, &design->edit.problem) : NULL);
	view_text(page, "preview", NULL);
	view_text(page, "summary", NULL);
	view_bool(page, "has_errors", false);
	(void)view_list(page, "errors");
	return page;
}

enum err
handle_form_preview(struct ctx *c, const void *input)
{
	const struct form_preview_input *in = input;
	struct design *design = ARENA_NEW(c->arena, struct design);
	enum err err = design_open(c, in->code, design);
	struct view *page;

	if (err)
		return err;
	page = frame(c, design, in->frame);
	if ((err = preview_show(c, page, design->edit.form)))
		return err;
	return respond_page(c, "catalogue/form_design_try", page);
}

/* The answers as the citizen checks them before filing. */
static void
show_summary(struct ctx *c, struct view *page, const struct form *form, const struct form_values *values)
{
	const struct form_view_options options = options_of(c);
	const struct view *drawn = form_summary_view(c->arena, form, values, &options);
	struct view *pages = view_list(view_child(page, "summary"), "pages");

	for (const struct view *from = view_first(view_find(drawn, "pages")); from != NULL; from = view_next(from)) {
		struct view *to = view_item(pages), *rows;
		const struct view *answers = view_find(from, "answers");

		view_text(to, "title", view_as_text(view_find(from, "title")));
		rows = view_list(to, "rows");
		for (const struct view *answer = view_first(answers); answer != NULL; answer = view_next(answer)) {
			const char *value = view_as_text(view_find(answer, "value"));
			bool ticked = view_as_bool(view_find(answer, "is_checkbox")) && strcmp(value, "true") == 0;

			part_row(rows, view_as_text(view_find(answer, "label")),
			    ticked           ? ctx_text(c, "catalogue_form_design.ticked")
			    : *value != '\0' ? value
					     : NULL,
			    NULL);
		}
	}
}

/* Papers are given on a page of their own, after the form. */
static void
leave_out_papers(struct form_problems *problems)
{
	size_t kept = 0;

	for (size_t i = 0; i < problems->count; i++)
		if (problems->items[i].field->type != FORM_FILE)
			problems->items[kept++] = problems->items[i];
	problems->count = kept;
}

enum err
handle_form_preview_try(struct ctx *c, const void *input)
{
	const struct form_preview_try_input *in = input;
	struct design *design = ARENA_NEW(c->arena, struct design);
	const struct form_check check = { .today = today_of(c), .language = c->language };
	struct form_values values = { 0 };
	struct form_problems problems = { 0 };
	enum err err = design_open(c, in->code, design);
	struct form *form = design->edit.form;
	struct view *page;

	if (err)
		return err;
	page = frame(c, design, in->frame);
	if (form == NULL)
		return respond_page_status(c, HTTP_INVALID, "catalogue/form_design_try", page);
	form_fields_read(c->arena, form, in->answers.pairs, in->answers.count, &values);
	if ((err = choices_give(c->db, c->arena, form, &values, (int32_t)check.today)))
		return err;
	if (in->add == NULL)
		form_validate(c->arena, form, &values, &check, &problems);
	leave_out_papers(&problems);
	show_errors(page, &problems, draw(c, view_child(page, "preview"), form, &values, &problems, in->add));
	if (in->add == NULL && problems.count == 0)
		show_summary(c, page, form, &values);
	return respond_page_status(c, problems.count > 0 ? HTTP_INVALID : 200, "catalogue/form_design_try", page);
}
