/* Handing a draft's document to its designer and taking it back. See draw.h. */
#include "draw/draw.h"

#include <string.h>

#include "core/data/db.h"
#include "core/input/field.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/json.h"
#include "core/view/view.h"
#include "define/desk.h"
#include "domain/definition/process/process_model.h"
#include "domain/directory/officer.h"
#include "edit/edit_store.h"

/* What the page hands over beside the document: words and choices. */
enum { HANDED_MAX = 512 * 1024 };

/* Whose opinion is asked; there are thousands of communes. A code that the drawing has already is shown as it is. */
static const char *const asked_tiers[] = { "province", "department", "centre", "vertical", NULL };

struct draw_input {
	const char *code, *content;
	int64_t version;
};

#define CODE    FIELD(draw_input, code, FIELD_CODE, FROM_PATH, .required = true)
#define CONTENT FIELD(draw_input, content, FIELD_LINES, FROM_FORM, .required = true, .max = DEFINITION_BYTES_MAX)
#define VERSION FIELD(draw_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX)

static const struct field draw_fields[] = { CODE };
static const struct field draw_check_fields[] = { CODE, CONTENT };
static const struct field draw_save_fields[] = { CODE, CONTENT, VERSION };
const struct input draw_input = INPUT(draw_input, draw_fields);
const struct input draw_check_input = INPUT(draw_input, draw_check_fields);
const struct input draw_save_input = INPUT(draw_input, draw_save_fields);

/* What the pages of the two kinds differ in. */
struct draw_page {
	enum definition_kind kind;
	const char *name;    /* in the template and in www/static/js/draw */
	const char *suffix;  /* of the page */
	const char *instead; /* of the page for people without script */
};
static const struct draw_page process_page = { DEFINITION_PROCESS, "process", "/so-do", "/bang" };
static const struct draw_page rule_page = { DEFINITION_RULE, "rule", "/bang", "/vi-du" };

/* --- what is handed over ------------------------------------------------------------------------------------------ */

static const char *
json_of(struct arena *arena, const struct view *view)
{
	struct buffer out;

	buffer_init(&out, arena, HANDED_MAX);
	json_write(&out, view);
	return out.data;
}

/* One [code, name] at the end of the list. */
static void
add_pair(struct arena *arena, struct view *list, const char *code, const char *name)
{
	struct view *holder = view_object(arena), *pair = view_list(holder, "pair");

	view_item_text(pair, code);
	view_item_text(pair, name);
	view_item_share(list, pair);
}

static void
add_roles(struct ctx *c, struct view *lists)
{
	struct view *list = view_list(lists, "roles");

	for (enum role role = 0; role < ROLE__MAX; role++)
		if (role_handles_dossiers(role) && role != ROLE_ADMINISTRATOR)
			add_pair(c->arena, list, role_name(role),
			    ctx_text(c, arena_printf(c->arena, "role.%s", role_name(role))));
}

/* What a step may name: agencies by code, forms by theirs (a form has no other name that officers know). */
static enum err
add_choices(struct ctx *c, struct view *lists, int32_t today)
{
	struct view *agencies = view_list(lists, "agencies"), *forms = view_list(lists, "forms");
	struct edit_choices found;
	enum err err = OK;

	for (size_t t = 0; !err && asked_tiers[t] != NULL; t++) {
		err = edit_agencies_of_tier(c->db, asked_tiers[t], today, &found);
		for (size_t i = 0; !err && i < found.count; i++)
			add_pair(c->arena, agencies, found.items[i].value, found.items[i].name);
	}
	if (!err)
		err = edit_choices_of(c->db, SOURCE_FORMS, DB_NULL_INT, today, &found);
	for (size_t i = 0; !err && i < found.count; i++)
		add_pair(c->arena, forms, found.items[i].name, found.items[i].name);
	return err;
}

static enum err
show_lists(struct ctx *c, struct view *page, const struct draw_page *kind)
{
	struct view *lists = view_object(c->arena);
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (!err && kind->kind == DEFINITION_PROCESS) {
		add_roles(c, lists);
		err = add_choices(c, lists, local_from_utc(now).day);
	}
	view_text(page, "lists", json_of(c->arena, lists));
	return err;
}

static bool
is_drawn(const struct process_model *model)
{
	for (size_t i = 0; i < model->node_count; i++)
		if (!(model->nodes[i].box.width > 0))
			return false;
	for (size_t i = 0; i < model->flow_count; i++)
		if (model->flows[i].point_count == 0)
			return false;
	return true;
}

/*
 * The document as the designer gets it: as it is, for drawings stay as drawn; a process that lacks places on the canvas gets
 * them first.
 */
static const char *
content_of(struct ctx *c, const struct desk *desk)
{
	const char *content = desk->draft.content, *written;
	struct definition_error error = { 0 };
	struct process_model *model;
	size_t size;

	if (desk->kind != DEFINITION_PROCESS || *content == '\0' ||
	    process_model_read(c->arena, content, strlen(content), &model, &error) || is_drawn(model) ||
	    process_model_write(c->arena, model, &written, &size))
		return content;
	return written;
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

/* The members that the page and its sample have in common. */
static void
show_page(struct arena *arena, struct view *page, const struct draw_page *kind, const char *code)
{
	view_text(page, "kind", kind->name);
	view_bool(page, "is_process", kind->kind == DEFINITION_PROCESS);
	view_url(page, "action", definition_path(arena, kind->kind, code, kind->suffix));
	view_url(page, "check_url",
	    definition_path(arena, kind->kind, code, arena_printf(arena, "%s/kiem-tra", kind->suffix)));
	view_url(page, "instead_url", definition_path(arena, kind->kind, code, kind->instead));
	view_url(page, "examples_url",
	    kind->kind == DEFINITION_RULE ? definition_path(arena, kind->kind, code, "/vi-du") : NULL);
}

static enum err
show(struct ctx *c, const struct draw_page *kind, const struct draw_input *in)
{
	struct view *page = view_object(c->arena);
	struct desk desk;
	enum err err = desk_open(c, kind->kind, in->code, &desk);

	if (err)
		return err;
	/* What a first table is for is chosen there. */
	if (kind->kind == DEFINITION_RULE && *desk.draft.content == '\0')
		return respond_redirect(c, arena_printf(c->arena, "%s#bat-dau",
					       definition_path(c->arena, kind->kind, in->code, kind->instead)));
	desk_show(c, page, &desk, kind->suffix);
	show_page(c->arena, page, kind, desk.draft.code);
	view_int(page, "version", desk.draft.version);
	view_text(page, "content", content_of(c, &desk));
	view_text(page, "words",
	    json_of(c->arena, view_path(message_tree(c->messages, c->language), "catalogue_draw.script")));
	err = show_lists(c, page, kind);
	return err ? err : respond_page(c, "catalogue/draw", page);
}

static struct view *
sample(struct arena *arena, const struct draw_page *kind)
{
	struct view *page = view_object(arena);

	desk_sample(page);
	show_page(arena, page, kind, "QT-1");
	view_int(page, "version", 1);
	view_text(page, "content", "sample");
	view_text(page, "words", "{}");
	view_text(page, "lists", "{}");
	return page;
}

/* --- checking and saving ------------------------------------------------------------------------------------------ */

static enum err
check(struct ctx *c, const struct draw_page *kind, const struct draw_input *in)
{
	struct view *answer = view_object(c->arena);
	struct definition_problems problems;
	struct desk desk;
	enum err err = desk_open(c, kind->kind, in->code, &desk);

	if (err)
		return err;
	if ((err = desk_check_content(c, &desk, in->content, strlen(in->content), &problems)))
		return err;
	definition_problems_show(c, kind->kind, desk.draft.code, &problems, answer);
	return respond_json(c, answer);
}

static enum err
save(struct ctx *c, const struct draw_page *kind, const struct draw_input *in)
{
	struct view *answer = view_object(c->arena);
	struct definition_problems problems;
	struct desk desk;
	enum err err = desk_open_draft(c, kind->kind, in->code, &desk);

	if (!err)
		err = desk_save(c, &desk, in->version, in->content, strlen(in->content), &problems);
	if (err)
		return err;
	if (!respond_wants_json(c))
		return respond_redirect(c, definition_path(c->arena, kind->kind, desk.draft.code, kind->suffix));
	definition_problems_show(c, kind->kind, desk.draft.code, &problems, answer);
	view_int(answer, "version", desk.draft.version);
	return respond_json(c, answer);
}

/* --- routes ------------------------------------------------------------------------------------------------------- */

enum err
handle_process_drawing(struct ctx *c, const void *input)
{
	return show(c, &process_page, input);
}

enum err
handle_process_drawing_check(struct ctx *c, const void *input)
{
	return check(c, &process_page, input);
}

enum err
handle_process_drawing_save(struct ctx *c, const void *input)
{
	return save(c, &process_page, input);
}

enum err
handle_rule_drawing(struct ctx *c, const void *input)
{
	return show(c, &rule_page, input);
}

enum err
handle_rule_drawing_check(struct ctx *c, const void *input)
{
	return check(c, &rule_page, input);
}

enum err
handle_rule_drawing_save(struct ctx *c, const void *input)
{
	return save(c, &rule_page, input);
}

struct view *
draw_process_sample(struct arena *arena)
{
	return sample(arena, &process_page);
}

struct view *
draw_rule_sample(struct arena *arena)
{
	return sample(arena, &rule_page);
}
