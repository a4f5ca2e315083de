/* The frame of the editor of forms. See design.h. */
#include "form_design/design.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "form_design/form_step_store.h"
#include "form_design/preview.h"

#define SAVE_SCOPE "catalogue.form_design"

enum { NAME_MOST = 60 };

/* --- opening ------------------------------------------------------------------------------------------------------- */

/* Ids are letters, digits, dots and hyphens, so is the code of a definition. */
static const char *
empty_form(struct arena *arena, const char *code)
{
	return arena_printf(
	    arena, "{\"type\":\"default\",\"id\":\"form_%.50s\",\"schemaVersion\":18,\"components\":[]}", code);
}

static enum err
open_document(struct ctx *c, struct design *design)
{
	const char *content = design->desk.draft.content;
	struct form_error error;
	enum err err;

	if (*content == '\0')
		content = empty_form(c->arena, design->desk.draft.code);
	err = form_edit_open(c->arena, content, strlen(content), &design->edit, &error);
	return err ? refuse(c, err, error.message, NULL) : OK;
}

enum err
design_open(struct ctx *c, const char *code, struct design *ret_design)
{
	enum err err = desk_open(c, DEFINITION_FORM, code, &ret_design->desk);

	return err ? err : open_document(c, ret_design);
}

enum err
design_open_draft(struct ctx *c, const char *code, struct design *ret_design)
{
	enum err err = desk_open_draft(c, DEFINITION_FORM, code, &ret_design->desk);

	return err ? err : open_document(c, ret_design);
}

/* --- saving -------------------------------------------------------------------------------------------------------- */

struct saving {
	struct ctx *c;
	const struct design *design; /* NULL: nothing is to be saved */
	int64_t version, now;
	const char *content, *to;
	int64_t undone; /* the step that is taken back, 0: none */
};

static enum err
save_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct saving *s = arg;
	const struct definition_draft *draft;
	enum err err;

	if (s->design == NULL)
		return desk_moved_on(s->c);
	draft = &s->design->desk.draft;
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s", s->to);
	err = draft_save(db, draft->id, s->version, s->content, ctx_officer(s->c)->id, s->now);
	if (err)
		return err == ERR_CONFLICT ? desk_moved_on(s->c) : err;
	if (s->undone > 0)
		return form_step_drop(db, draft->id, s->undone);
	return form_step_keep(db, draft->id, &(struct form_step){ s->version, draft->content, s->now });
}

enum err
design_save(struct ctx *c, struct design *design, int64_t version, const char *to, struct form_error *error)
{
	struct saving s = { .c = c, .design = design, .version = version, .to = to };
	size_t size;
	enum err err = form_edit_finish(&design->edit, &s.content, &size, NULL, error);

	if (err)
		return refuse(c, err, error->message, NULL);
	if ((err = ctx_now(c, &s.now)))
		return err;
	return idempotency_run(c, SAVE_SCOPE, save_once, &s);
}

enum err
design_save_again(struct ctx *c)
{
	return idempotency_run(c, SAVE_SCOPE, save_once, &(struct saving){ .c = c });
}

enum err
design_undo(struct ctx *c, const struct design *design, int64_t version, const char *to)
{
	struct saving s = { .c = c, .design = design, .version = version, .to = to };
	struct form_step step;
	enum err err = form_step_newest(c->db, design->desk.draft.id, &step);

	if (err == ERR_NOT_FOUND)
		return refuse(c, ERR_CONFLICT, "catalogue_form_design.errors.no_step", NULL);
	if (err || (err = ctx_now(c, &s.now)))
		return err;
	s.content = step.content;
	s.undone = step.version;
	return idempotency_run(c, SAVE_SCOPE, save_once, &s);
}

/* --- the frame ----------------------------------------------------------------------------------------------------- */

const char *
design_url(struct ctx *c, const struct design *design, const char *suffix)
{
	return definition_path(c->arena, DEFINITION_FORM, design->desk.draft.code,
	    arena_printf(c->arena, "%s%s", FORM_DESIGN_TAB, suffix));
}

const char *
question_url(struct ctx *c, const struct design *design, const char *id)
{
	return arena_printf(c->arena, "%s/%s", design_url(c, design, "/cau-hoi"), url_encode(c->arena, id));
}

const char *
form_error_words(struct ctx *c, const struct form_error *error)
{
	const char *words = ctx_text(c, error->message);

	if (error->feel.message == NULL)
		return words;
	return message_format(c->arena, c->messages, c->language, "catalogue_form_design.in_expression",
	    MESSAGE_ARGUMENTS({ "why", ctx_text(c, error->feel.message) },
		{ "place", arena_printf(c->arena, "%zu", error->feel.position + 1) },
		{ "what", error->feel.what != NULL ? error->feel.what : "" }));
}

const char *
question_words(struct ctx *c, enum form_question question)
{
	return ctx_text(c, arena_printf(c->arena, "catalogue_form_design.kind.%s", question_rows[question].name));
}

const char *
component_words(struct ctx *c, const json_t *component)
{
	const char *label = form_edit_text(component, "label"), *text = form_edit_text(component, "text");

	if (*label != '\0')
		return label;
	text += strspn(text, "# ");
	if (*text == '\0')
		return question_words(c, question_of(component));
	return strlen(text) > NAME_MOST ? arena_printf(c->arena, "%.*s…", (int)utf8_cut(text, NAME_MOST), text) : text;
}

/* Where a problem is put right: the page of the question that it is about. */
static const char *
problem_url(struct ctx *c, const struct design *design, const struct definition_problem *problem)
{
	const json_t *component = problem->place != NULL ? form_edit_at(&design->edit, problem->place) : NULL;

	if (problem->href != NULL)
		return problem->href;
	if (component == NULL && problem->place != NULL)
		component = form_edit_find(&design->edit, problem->place, NULL);
	return component != NULL ? question_url(c, design, form_edit_text(component, "id")) : design_url(c, design, "");
}

static enum err
show_problems(struct ctx *c, struct view *page, const struct design *design)
{
	struct definition_problems problems = { 0 };
	struct view *blocking = view_list(page, "problems"), *remarks = view_list(page, "remarks");
	enum err err = *design->desk.draft.content != '\0' ? desk_check(c, &design->desk, &problems) : OK;

	for (size_t i = 0; !err && i < problems.count; i++) {
		const struct definition_problem *problem = &problems.items[i];
		const json_t *component = problem->place != NULL ? form_edit_at(&design->edit, problem->place) : NULL;
		struct view *item = view_item(problem->blocks ? blocking : remarks);

		view_text(item, "text", definition_problem_text(c, problem));
		view_text(item, "at", component != NULL ? component_words(c, component) : NULL);
		view_url(item, "url", problem_url(c, design, problem));
	}
	view_bool(page, "has_problems", view_count(blocking) > 0);
	view_bool(page, "has_remarks", view_count(remarks) > 0);
	view_text(page, "problem_count", problems.count > 0 ? arena_printf(c->arena, "%zu", problems.count) : NULL);
	return err;
}

static enum err
show_undo(struct ctx *c, struct view *page, const struct design *design)
{
	struct form_step step;
	enum err err = form_step_newest(c->db, design->desk.draft.id, &step);

	if (err && err != ERR_NOT_FOUND)
		return err;
	view_bool(page, "undo_focus", false);
	view_text(page, "undo_at", err || !design->desk.may_edit ? NULL : moment_text(c->arena, step.at));
	failure_clear(&c->failure);
	return OK;
}

enum err
design_show(struct ctx *c, struct view *page, const struct design *design, const char *title, const char *action,
    struct form *preview)
{
	enum err err;

	desk_show(c, page, &design->desk, FORM_DESIGN_TAB);
	view_bool(page, "is_outline", title == NULL);
	if (title != NULL)
		view_text(page, "title", title);
	view_url(page, "back_url", title != NULL ? design_url(c, design, "") : DEFINE_PATH);
	view_url(page, "action", action);
	view_int(page, "version", design->desk.draft.version);
	view_text(page, "once", idempotency_key(c));
	view_bool(page, "may_edit", design->desk.may_edit);
	view_url(page, "outline_url", design_url(c, design, ""));
	view_url(page, "try_url", design_url(c, design, "/xem-thu"));
	view_url(page, "source_url", design_url(c, design, "/json"));
	view_url(page, "import_url", design_url(c, design, "/nhap"));
	if ((err = preview_show(c, page, preview)) || (err = show_undo(c, page, design)))
		return err;
	return show_problems(c, page, design);
}
