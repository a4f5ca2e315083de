/* The first page of the editor of forms. See outline.h. */
#include "form_design/outline.h"

#include <stdio.h>
#include <string.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "form_design/condition_words.h"
#include "form_design/design.h"

enum { READERS_SHOWN = 3, ACT_MAX = 90, ID_MAX = 64 };

static const char *const done_names[] = { "len", "xuong", "nhan-doi", "xoa", "hoan-tac", "luu", "them", "nhieu",
	"van-ban", NULL };

struct form_outline_input {
	const char *code, *done;
	const char *at; /* the question that was acted upon */
	int64_t count;
};
static const struct field outline_fields[] = {
	FIELD(form_outline_input, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(form_outline_input, done, "da", FIELD_CHOICE, FROM_QUERY, .choices = done_names),
	FIELD_NAMED(form_outline_input, at, "tai", FIELD_CODE, FROM_QUERY, .max = ID_MAX),
	FIELD_NAMED(form_outline_input, count, "so", FIELD_INT, FROM_QUERY, .min = 0, .max = FORM_FIELDS_MAX),
};
const struct input form_outline_input = INPUT(form_outline_input, outline_fields);

struct form_outline_act_input {
	const char *code;
	const char *act; /* "len/<id>" ... */
	int64_t version;
};
static const struct field act_fields[] = {
	FIELD(form_outline_act_input, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(form_outline_act_input, act, "lam", FIELD_CODE, FROM_FORM, .required = true, .max = ACT_MAX),
	FIELD(form_outline_act_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX),
};
const struct input form_outline_act_input = INPUT(form_outline_act_input, act_fields);

/* --- the page ------------------------------------------------------------------------------------------------------ */

static const char *
need_words(struct ctx *c, const struct form *form, const struct form_field *field)
{
	if (field->required)
		return ctx_text(c, "catalogue_form_design.need_tag.yes");
	if (field->required_if != NULL)
		return message_format(c->arena, c->messages, c->language, "catalogue_form_design.need_tag.if",
		    MESSAGE_ARGUMENTS(
			{ "condition", condition_words(c, form, field, field->required_if, CONDITION_HOLDS) }));
	return field->soft ? ctx_text(c, "catalogue_form_design.need_tag.soft") : NULL;
}

/* "Điều kiện của “A”, “B” dùng câu này": what stands in the way of removing it. */
static const char *
readers_words(struct ctx *c, const struct design *design, const char *id)
{
	const struct form_field *readers[READERS_SHOWN + 1];
	size_t count = form_edit_readers(&design->edit, id, readers, READERS_SHOWN + 1);
	const char *names = "";

	if (count == 0)
		return NULL;
	for (size_t i = 0; i < count && i < READERS_SHOWN; i++)
		names = arena_printf(c->arena, "%s%s“%s”", names, i > 0 ? ", " : "",
		    readers[i]->label != NULL ? readers[i]->label : readers[i]->id);
	return message_format(c->arena, c->messages, c->language, "catalogue_form_design.read_by",
	    MESSAGE_ARGUMENTS({ "names", arena_printf(c->arena, "%s%s", names, count > READERS_SHOWN ? "…" : "") }));
}

static const char *
act_value(struct ctx *c, const char *act, const char *id)
{
	return arena_printf(c->arena, "%s/%s", act, id);
}

/* Whoever moves a question by keyboard goes on where he or she was: the same button, with Enter again. */
static void
show_focus(struct view *row, const struct form_outline_input *in, const char *id)
{
	bool here = in->at != NULL && in->done != NULL && strcmp(in->at, id) == 0;
	bool up = here && strcmp(in->done, "len") == 0, down = here && strcmp(in->done, "xuong") == 0;

	view_bool(row, "focus_up", up);
	view_bool(row, "focus_down", down);
	view_bool(row, "focus_link", here && !up && !down);
}

static void
show_row(struct ctx *c, struct view *rows, const struct design *design, const struct form_outline_input *in,
    const json_t *component, int depth)
{
	const char *id = form_edit_text(component, "id");
	const struct form *form = design->edit.form;
	const struct form_field *field = form != NULL ? form_field_by_id(form, id) : NULL;
	enum form_question question = question_of(component);
	struct view *row = view_item(rows);

	view_text(row, "id", id);
	view_text(row, "label", component_words(c, component));
	view_text(row, "kind", question_words(c, question));
	view_url(row, "url", question_url(c, design, id));
	view_int(row, "depth", depth);
	view_text(row, "need", field != NULL ? need_words(c, form, field) : NULL);
	view_text(
	    row, "condition", field != NULL ? condition_words(c, form, field, field->hide, CONDITION_HIDES) : NULL);
	view_text(
	    row, "valid", field != NULL ? condition_words(c, form, field, field->valid_if, CONDITION_VALID) : NULL);
	view_text(row, "read_by", readers_words(c, design, id));
	show_focus(row, in, id);
	view_text(row, "up", act_value(c, "len", id));
	view_text(row, "down", act_value(c, "xuong", id));
	view_text(row, "copy", act_value(c, "nhan-doi", id));
	view_text(row, "remove", act_value(c, "xoa", id));
	view_url(row, "add_url",
	    question_is_holder(question) && question != QUESTION_PLACE
		? url_query_add(c->arena, design_url(c, design, "/them"), "vao", id)
		: NULL);
}

static void
show_rows(struct ctx *c, struct view *rows, const struct design *design, const struct form_outline_input *in,
    const json_t *holder, int depth)
{
	json_t *component;
	size_t i;

	json_array_foreach(json_object_get(holder, "components"), i, component)
	{
		show_row(c, rows, design, in, component, depth);
		show_rows(c, rows, design, in, component, depth + 1);
	}
}

/* One section for each page; a form without pages is one section without a head. */
static void
show_sections(struct ctx *c, struct view *page, const struct design *design, const struct form_outline_input *in)
{
	struct view *sections = view_list(page, "sections");
	json_t *component;
	size_t i;

	if (!form_edit_has_pages(&design->edit)) {
		struct view *section = view_item(sections);

		view_text(section, "head", NULL);
		view_text(section, "number", NULL);
		view_url(section, "add_url", design_url(c, design, "/them"));
		show_rows(c, view_list(section, "rows"), design, in, design->edit.root, 0);
		return;
	}
	json_array_foreach(json_object_get(design->edit.root, "components"), i, component)
	{
		struct view *section = view_item(sections);
		const char *id = form_edit_text(component, "id");

		show_row(c, view_list(section, "head"), design, in, component, 0);
		view_text(section, "number", arena_printf(c->arena, "%zu", i + 1));
		view_url(section, "add_url", url_query_add(c->arena, design_url(c, design, "/them"), "vao", id));
		show_rows(c, view_list(section, "rows"), design, in, component, 0);
	}
}

static void
show_notice(struct ctx *c, struct view *page, const char *done, int64_t count)
{
	struct view *notice;

	if (done == NULL) {
		view_text(page, "notice", NULL);
		return;
	}
	notice = view_child(page, "notice");
	view_text(notice, "text",
	    message_format(c->arena, c->messages, c->language,
		arena_printf(c->arena, "catalogue_form_design.done.%s", done),
		MESSAGE_ARGUMENTS({ "count", arena_printf(c->arena, "%lld", (long long)count) })));
	view_bool(notice, "success", true);
	view_text(notice, "link", NULL);
}

/* Then the next thing that one may want is to take it back. */
static bool
leaves_no_row(const char *done)
{
	return strcmp(done, "xoa") == 0 || strcmp(done, "hoan-tac") == 0;
}

enum err
handle_form_outline(struct ctx *c, const void *input)
{
	const struct form_outline_input *in = input;
	struct design *design = ARENA_NEW(c->arena, struct design);
	struct view *page = view_object(c->arena);
	enum err err = design_open(c, in->code, design);

	if (err)
		return err;
	if ((err = design_show(c, page, design, NULL, design_url(c, design, ""), design->edit.form)))
		return err;
	show_notice(c, page, in->done, in->count);
	view_url(page, "add_url", design_url(c, design, "/them"));
	view_url(page, "many_url", design_url(c, design, "/nhieu"));
	view_url(page, "add_page_url",
	    url_query_add(c->arena, design_url(c, design, "/cau-hoi"), "kieu", question_rows[QUESTION_PAGE].name));
	view_bool(page, "is_empty", json_array_size(json_object_get(design->edit.root, "components")) == 0);
	show_sections(c, page, design, in);
	view_bool(page, "undo_focus", in->done != NULL && leaves_no_row(in->done));
	return respond_page(c, "catalogue/form_design", page);
}

/* --- the acts ------------------------------------------------------------------------------------------------------ */

static const char *
up(struct form_edit *edit, const char *id, const char **ret_id)
{
	*ret_id = id;
	return form_edit_move(edit, id, -1);
}

static const char *
down(struct form_edit *edit, const char *id, const char **ret_id)
{
	*ret_id = id;
	return form_edit_move(edit, id, 1);
}

static const char *
take_out(struct form_edit *edit, const char *id, const char **ret_id)
{
	*ret_id = "";
	return form_edit_remove(edit, id);
}

static const struct {
	const char *name;
	const char *(*act)(struct form_edit *edit, const char *id, const char **ret_id);
} acts[] = {
	{ "len", up },
	{ "xuong", down },
	{ "nhan-doi", form_edit_copy },
	{ "xoa", take_out },
};

/* Does the act to the document; `ret_to`: where it leads, what was done and the question that it was about. */
static enum err
act(struct ctx *c, struct design *design, const char *what, const char **ret_to)
{
	const char *slash = strchr(what, '/'), *id = slash != NULL ? slash + 1 : "", *about = "";
	size_t size = slash != NULL ? (size_t)(slash - what) : strlen(what);

	for (size_t i = 0; i < sizeof(acts) / sizeof(*acts); i++) {
		const char *refused;

		if (strlen(acts[i].name) != size || strncmp(acts[i].name, what, size) != 0)
			continue;
		if ((refused = acts[i].act(&design->edit, id, &about)) != NULL)
			return refuse(c, ERR_CONFLICT, refused, NULL);
		*ret_to = url_query_add(c->arena, design_url(c, design, ""), "da", acts[i].name);
		if (*about != '\0')
			*ret_to = url_query_add(c->arena, *ret_to, "tai", about);
		return OK;
	}
	return refuse(c, ERR_INVALID, "field_error.choice", "lam");
}

enum err
handle_form_outline_act(struct ctx *c, const void *input)
{
	const struct form_outline_act_input *in = input;
	struct design *design = ARENA_NEW(c->arena, struct design);
	struct form_error error;
	const char *to;
	enum err err = design_open_draft(c, in->code, design);

	if (err)
		return err;
	if (in->version != design->desk.draft.version)
		return design_save_again(c);
	if (strcmp(in->act, "hoan-tac") == 0)
		return design_undo(
		    c, design, in->version, url_query_add(c->arena, design_url(c, design, ""), "da", "hoan-tac"));
	err = act(c, design, in->act, &to);
	return err ? err : design_save(c, design, in->version, to, &error);
}
