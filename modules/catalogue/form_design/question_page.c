/* Pages of one question. See question_page.h. */
#include "form_design/question_page.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "choice/choice_write_store.h"
#include "define/target_store.h"
#include "form_design/condition_words.h"
#include "form_design/design.h"
#include "form_design/guess.h"
#include "form_design/question_form.h"
#include "form_design/question_view.h"

enum {
	VALUES_MOST = 400,
	LABEL_MAX = 1000,
	LINES_MAX = 100000,
	LINES_COUNT_MAX = 200,
	HTTP_INVALID = 422,
	HTTP_CONFLICT = 409
};

static const char *const saved_names[] = { "luu", NULL };

struct form_question_input {
	const char *code, *question, *kind, *label, *into, *after, *done, *act, *lines;
	int64_t version;
	struct input_rest values;
};
#define CODE_FIELD     FIELD(form_question_input, code, FIELD_CODE, FROM_PATH, .required = true)
#define QUESTION_FIELD FIELD(form_question_input, question, FIELD_CODE, FROM_PATH, .required = true)
#define PLACE_FIELDS(from)                                                                                             \
	FIELD_NAMED(form_question_input, into, "vao", FIELD_CODE, from),                                               \
	    FIELD_NAMED(form_question_input, after, "sau", FIELD_CODE, from)
#define SAVE_FIELDS                                                                                                    \
	FIELD(form_question_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX),       \
	    FIELD_NAMED(form_question_input, kind, "kieu", FIELD_CODE, FROM_FORM, .required = true),                   \
	    FIELD_NAMED(form_question_input, act, "lam", FIELD_CODE, FROM_FORM, .max = 20),                            \
	    FIELD(form_question_input, values, FIELD_REST, FROM_FORM, .most = VALUES_MOST)

static const struct field add_fields[] = { CODE_FIELD, PLACE_FIELDS(FROM_QUERY),
	FIELD_NAMED(form_question_input, label, "nhan", FIELD_TEXT, FROM_QUERY, .max = LABEL_MAX) };
const struct input form_add_input = INPUT(form_question_input, add_fields);
static const struct field new_fields[] = { CODE_FIELD, PLACE_FIELDS(FROM_QUERY),
	FIELD_NAMED(form_question_input, kind, "kieu", FIELD_CODE, FROM_QUERY),
	FIELD_NAMED(form_question_input, label, "nhan", FIELD_TEXT, FROM_QUERY, .max = LABEL_MAX) };
const struct input form_question_new_input = INPUT(form_question_input, new_fields);
static const struct field question_fields[] = { CODE_FIELD, QUESTION_FIELD,
	FIELD_NAMED(form_question_input, done, "da", FIELD_CHOICE, FROM_QUERY, .choices = saved_names) };
const struct input form_question_input = INPUT(form_question_input, question_fields);
static const struct field create_fields[] = { CODE_FIELD, PLACE_FIELDS(FROM_FORM), SAVE_FIELDS };
const struct input form_question_create_input = INPUT(form_question_input, create_fields);
static const struct field save_fields[] = { CODE_FIELD, QUESTION_FIELD, SAVE_FIELDS };
const struct input form_question_save_input = INPUT(form_question_input, save_fields);
static const struct field many_fields[] = { CODE_FIELD };
const struct input form_many_input = INPUT(form_question_input, many_fields);
static const struct field many_save_fields[] = { CODE_FIELD,
	FIELD(form_question_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX),
	FIELD_NAMED(form_question_input, lines, "dong", FIELD_LINES, FROM_FORM, .required = true, .max = LINES_MAX,
	    .label = "catalogue_form_design.lines") };
const struct input form_many_save_input = INPUT(form_question_input, many_save_fields);

/* --- what is asked ------------------------------------------------------------------------------------------------- */

static void
show_families(struct ctx *c, struct view *page)
{
	static const char *const families[] = { "words", "person", "papers", "numbers", "choices", "others", "layout" };
	struct view *list = view_list(page, "families");

	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++) {
		struct view *family = view_item(list), *kinds;

		view_text(family, "title",
		    ctx_text(c, arena_printf(c->arena, "catalogue_form_design.family.%s", families[i])));
		kinds = view_list(family, "kinds");
		for (int k = 0; k < QUESTION_PAGE; k++) {
			struct view *kind;

			if (strcmp(question_rows[k].family, families[i]) != 0)
				continue;
			kind = view_item(kinds);
			view_text(kind, "value", question_rows[k].name);
			view_text(kind, "label", question_words(c, (enum form_question)k));
		}
	}
}

enum err
handle_form_add(struct ctx *c, const void *input)
{
	const struct form_question_input *in = input;
	struct design *design = ARENA_NEW(c->arena, struct design);
	struct view *page = view_object(c->arena), *label;
	enum err err = design_open_draft(c, in->code, design);

	if (err || (err = design_show(c, page, design, ctx_text(c, "catalogue_form_design.add"),
			design_url(c, design, "/cau-hoi"), design->edit.form)))
		return err;
	label = view_child(page, "label");
	part_field(label, "nhan", ctx_text(c, "catalogue_form_design.setting.label"),
	    ctx_text(c, "catalogue_form_design.add_hint"), NULL, false);
	view_text(label, "value", in->label);
	view_text(page, "into", in->into);
	view_text(page, "after", in->after);
	view_url(page, "many_url", design_url(c, design, "/nhieu"));
	show_families(c, page);
	return respond_page(c, "catalogue/form_design_add", page);
}

/* --- one question -------------------------------------------------------------------------------------------------- */

/* What is shown of a question, and how. */
struct question_shown {
	const char *id; /* "" : a new one */
	const char *into, *after;
	struct form *preview;
	bool saved, conflict, tried;
	int status;
};

static enum err
show(struct ctx *c, const struct design *design, const struct question_form *form, const struct question_shown *s)
{
	struct question_lists lists = { 0 };
	struct view *page = view_object(c->arena);
	int64_t now;
	const char *title = *s->id != '\0'
				? component_words(c, form_edit_find(&design->edit, s->id, NULL))
				: ctx_text(c, form->question == QUESTION_PAGE ? "catalogue_form_design.new_page"
									      : "catalogue_form_design.new");
	enum err err = design_show(c, page, design, title,
	    *s->id != '\0' ? question_url(c, design, s->id) : design_url(c, design, "/cau-hoi"), s->preview);

	if (err)
		return err;
	if (s->saved) {
		struct view *notice = view_child(page, "notice");

		view_text(notice, "text", ctx_text(c, "catalogue_form_design.done.luu"));
		view_bool(notice, "success", true);
		view_text(notice, "link", NULL);
	}
	view_text(page, "id", *s->id != '\0' ? s->id : NULL);
	view_text(page, "into", s->into);
	view_text(page, "after", s->after);
	view_bool(page, "conflict", s->conflict);
	view_bool(page, "tried", s->tried);
	if ((err = ctx_now(c, &now)) ||
	    (err = choice_lists(c->db, local_from_utc(now).day, &lists.items, &lists.count)))
		return err;
	if (form->question == QUESTION_FILE &&
	    (err = target_papers(c->db, design->desk.draft.id, &lists.papers, &lists.paper_count)))
		return err;
	form_question_view(c, page, design, form, &lists, s->id);
	return respond_page_status(c, s->status, "catalogue/form_design_question", page);
}

static const char *
place_of_new(const struct form_edit *edit, const char *into, const char *after)
{
	struct form_place place = { 0 };
	json_t *pages = json_object_get(edit->root, "components");

	if (form_edit_find(edit, after, &place) != NULL)
		return place.holder != NULL ? form_edit_text(place.holder, "id") : "";
	if (form_edit_find(edit, into, NULL) != NULL)
		return into;
	return form_edit_has_pages(edit) ? form_edit_text(json_array_get(pages, json_array_size(pages) - 1), "id") : "";
}

/* Most questions of a printed form have to be answered; what says who somebody is, is personal. */
static void
set_usual(json_t *component, enum form_question question)
{
	const char *family = question_rows[question].family;
	bool layout = strcmp(family, "layout") == 0 || question_is_holder(question);

	if (!layout && question != QUESTION_EMAIL && question != QUESTION_FILE && question != QUESTION_COMPUTED)
		member_set(component, "validate.required", json_true());
	if (!layout &&
	    (strcmp(family, "person") == 0 || question == QUESTION_PASSPORT || question == QUESTION_OLD_CARD))
		member_set(component, "properties.sensitivity", json_string("personal"));
}

/* A component of that kind with its label, and its parts in the words of the catalogue. */
static json_t *
new_component(struct ctx *c, enum form_question question, const char *label)
{
	json_t *component = question_new(question), *part;
	size_t i;

	json_array_foreach(json_object_get(component, "components"), i, part)
	{
		json_object_set_new(part, "label", json_string(ctx_text(c, form_edit_text(part, "label"))));
		member_set(part, "validate.required", json_true());
	}
	set_usual(component, question);
	if (question == QUESTION_HEADING || question == QUESTION_NOTE)
		json_object_set_new(component, "text",
		    json_string(question == QUESTION_HEADING ? arena_printf(c->arena, "# %s", label) : label));
	else
		json_object_set_new(component, "label", json_string(label));
	return component;
}

static void
release(void *json)
{
	json_decref(json);
}

enum err
handle_form_question_new(struct ctx *c, const void *input)
{
	const struct form_question_input *in = input;
	struct design *design = ARENA_NEW(c->arena, struct design);
	struct question_form *form = ARENA_NEW(c->arena, struct question_form);
	const char *label = in->label != NULL ? in->label : "";
	struct question_shown shown = { .id = "", .into = in->into, .after = in->after, .status = 200 };
	enum form_question question;
	json_t *component;
	enum err err = design_open_draft(c, in->code, design);

	if (err)
		return err;
	if (in->kind == NULL || !question_by_name(in->kind, &question))
		question = guess_question(c->arena, c->messages, label);
	component = new_component(c, question, label);
	arena_defer(c->arena, release, component);
	question_form_of(&design->edit, component, form);
	form->place = place_of_new(&design->edit, in->into, in->after);
	shown.preview = design->edit.form;
	return show(c, design, form, &shown);
}

enum err
handle_form_question(struct ctx *c, const void *input)
{
	const struct form_question_input *in = input;
	struct design *design = ARENA_NEW(c->arena, struct design);
	struct question_form *form = ARENA_NEW(c->arena, struct question_form);
	enum err err = design_open(c, in->code, design);
	const json_t *component = err ? NULL : form_edit_find(&design->edit, in->question, NULL);

	if (err || component == NULL)
		return err ? err : ERR_NOT_FOUND;
	question_form_of(&design->edit, component, form);
	return show(c, design, form,
	    &(struct question_shown){
		.id = in->question, .preview = design->edit.form, .saved = in->done != NULL, .status = 200 });
}

/* --- saving -------------------------------------------------------------------------------------------------------- */

/* Where saving leads: the next question stands behind this one, or in it. */
static const char *
next_url(struct ctx *c, const struct design *design, const char *act, const char *id, enum form_question question)
{
	bool inside = question_is_holder(question) && question != QUESTION_PLACE;

	if (act != NULL && strcmp(act, "them") == 0)
		return url_query_add(c->arena, design_url(c, design, "/them"), inside ? "vao" : "sau", id);
	if (act != NULL && strcmp(act, "ve") == 0)
		return url_query_add(
		    c->arena, url_query_add(c->arena, design_url(c, design, ""), "da", "luu"), "tai", id);
	return url_query_add(c->arena, question_url(c, design, id), "da", "luu");
}

static bool
only_shows(const char *act)
{
	return act != NULL && (strcmp(act, "xem") == 0 || strcmp(act, "doi") == 0);
}

/* Rows say themselves what is wrong with an answer, where the author has no better words. */
static void
say_what_must_hold(struct ctx *c, const struct design *design, struct question_form *form, json_t *component)
{
	const struct question_rule *rule = &form->rules[RULE_VALID];
	const struct condition_own own = { form_edit_text(component, "key"), question_form_title(form) };
	const size_t at = message_rule_number(rule_rows_of_page[RULE_VALID].message);
	struct condition condition = rule->condition;
	char member[MESSAGE_MEMBER_SIZE];

	if (!rule_is_of(RULE_VALID, form->question) || rule->mode != MODE_ROWS || *form->words[at][0] != '\0')
		return;
	for (size_t i = 0; i < condition.count; i++)
		if (strcmp(condition.tests[i].key, RULE_THIS) == 0)
			condition.tests[i].key = own.key;
	form->words[at][0] =
	    message_format(c->arena, c->messages, message_languages[0], "catalogue_form_design.must_hold",
		MESSAGE_ARGUMENTS(
		    { "condition", condition_said(c, message_languages[0], design->edit.form, &own, &condition) }));
	message_member(member, message_rule(at), message_languages[0]);
	member_set(component, member, json_string(form->words[at][0]));
}

/*
 * What was typed into the component and, if it is right and not only looked at, the document saved. The page otherwise, with the
 * preview of what it would be.
 */
static enum err
take(struct ctx *c, struct design *design, struct question_form *form, json_t *component,
    const struct form_question_input *in, struct question_shown *shown)
{
	const char *id = arena_strdup(c->arena, form_edit_text(component, "id")), *json;
	struct form *as_opened = design->edit.form;
	struct form_error error;
	struct form *result = NULL;
	size_t size;
	enum err err = question_form_apply(&design->edit, component, form);

	if (!err)
		say_what_must_hold(c, design, form, component);
	if (!err && only_shows(in->act)) {
		err = form_edit_finish(&design->edit, &json, &size, &result, &error);
		if (err)
			question_form_fault(&design->edit, component, form, &error);
	} else if (!err) {
		err = design_save(c, design, in->version, next_url(c, design, in->act, id, form->question), &error);
		if (err != ERR_INVALID)
			return err;
		question_form_fault(&design->edit, component, form, &error);
	}
	failure_clear(&c->failure);
	shown->tried = only_shows(in->act);
	shown->preview = result != NULL ? result : as_opened;
	shown->status = err && !shown->tried ? HTTP_INVALID : 200;
	return show(c, design, form, shown);
}

/* Somebody else saved meanwhile: what was typed is shown against what they saved, and can be saved over it. */
static enum err
take_over(struct ctx *c, struct design *design, struct question_form *form, struct question_shown *shown)
{
	enum err err = design_save_again(c);

	if (err != ERR_CONFLICT)
		return err;
	failure_clear(&c->failure);
	shown->conflict = true;
	shown->preview = design->edit.form;
	shown->status = HTTP_CONFLICT;
	return show(c, design, form, shown);
}

enum err
handle_form_question_create(struct ctx *c, const void *input)
{
	const struct form_question_input *in = input;
	struct design *design = ARENA_NEW(c->arena, struct design);
	struct question_form *form = ARENA_NEW(c->arena, struct question_form);
	struct question_shown shown = { .id = "", .into = in->into, .after = in->after, .status = 200 };
	enum form_question question;
	json_t *component;
	const char *refused;
	enum err err = design_open_draft(c, in->code, design);

	if (err)
		return err;
	if (!question_by_name(in->kind, &question))
		return refuse(c, ERR_INVALID, "field_error.choice", "kieu");
	question_form_typed(c->arena, &in->values, question, form);
	if (in->version != design->desk.draft.version)
		return take_over(c, design, form, &shown);
	component = new_component(c, question, question_form_title(form));
	refused = form_edit_add(&design->edit, component, form->place, in->after);
	if (refused != NULL)
		return refuse(c, ERR_CONFLICT, refused, NULL);
	question_link(component);
	return take(c, design, form, component, in, &shown);
}

enum err
handle_form_question_save(struct ctx *c, const void *input)
{
	const struct form_question_input *in = input;
	struct design *design = ARENA_NEW(c->arena, struct design);
	struct question_form *form = ARENA_NEW(c->arena, struct question_form);
	struct question_shown shown = { .id = in->question, .status = 200 };
	enum form_question question;
	json_t *component;
	enum err err = design_open_draft(c, in->code, design);

	if (err)
		return err;
	if ((component = form_edit_find(&design->edit, in->question, NULL)) == NULL)
		return in->version != design->desk.draft.version ? design_save_again(c) : ERR_NOT_FOUND;
	if (!question_by_name(in->kind, &question) || !question_may_become(question_of(component), question))
		return refuse(c, ERR_INVALID, "field_error.choice", "kieu");
	question_form_typed(c->arena, &in->values, question, form);
	if (in->version != design->desk.draft.version)
		return take_over(c, design, form, &shown);
	return take(c, design, form, component, in, &shown);
}

/* --- several at once ----------------------------------------------------------------------------------------------- */

static enum err
show_many(struct ctx *c, const struct design *design, int status)
{
	struct view *page = view_object(c->arena), *lines;
	enum err err = design_show(c, page, design, ctx_text(c, "catalogue_form_design.many"),
	    design_url(c, design, "/nhieu"), design->edit.form);

	if (err)
		return err;
	lines = view_child(page, "lines");
	part_field(lines, "dong", ctx_text(c, "catalogue_form_design.lines"),
	    ctx_text(c, "catalogue_form_design.lines_hint"), again_error(c, "dong"), false);
	view_text(lines, "value", again_typed(c, "dong", ""));
	view_int(lines, "rows", 14);
	view_text(lines, "maxlength", NULL);
	return respond_page_status(c, status, "catalogue/form_design_many", page);
}

enum err
handle_form_many(struct ctx *c, const void *input)
{
	const struct form_question_input *in = input;
	struct design *design = ARENA_NEW(c->arena, struct design);
	enum err err = design_open_draft(c, in->code, design);

	return err ? err : show_many(c, design, c->errors != NULL ? HTTP_INVALID : 200);
}

/* Each line at the end of the page that was begun last; gives how many. */
static size_t
add_lines(struct ctx *c, struct design *design, const char *lines)
{
	char *copy = arena_strdup(c->arena, lines), *rest;
	const char *page = NULL;
	size_t count = 0;

	for (char *line = strtok_r(copy, "\n", &rest); line != NULL && count < LINES_COUNT_MAX;
	     line = strtok_r(NULL, "\n", &rest)) {
		json_t *component = guess_component(c->arena, c->messages, line);

		if (component == NULL)
			continue;
		if (form_edit_add(&design->edit, component, page, NULL) != NULL)
			continue;
		if (form_edit_is_page(component))
			page = form_edit_text(component, "id");
		count++;
	}
	return count;
}

enum err
handle_form_many_save(struct ctx *c, const void *input)
{
	const struct form_question_input *in = input;
	struct design *design = ARENA_NEW(c->arena, struct design);
	struct form_error error;
	const char *to;
	size_t count;
	enum err err = design_open_draft(c, in->code, design);

	if (err)
		return err;
	if (in->version != design->desk.draft.version)
		return design_save_again(c);
	count = add_lines(c, design, in->lines);
	if (count == 0)
		return again_refuse(c, "dong", "catalogue_form_design.errors.no_lines");
	to = url_query_add(c->arena, design_url(c, design, ""), "da", "nhieu");
	return design_save(c, design, in->version, url_query_add_int(c->arena, to, "so", (int64_t)count), &error);
}
