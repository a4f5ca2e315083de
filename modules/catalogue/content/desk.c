/* Shared pieces of the back-office pages. See desk.h. */
#include "content/desk.h"

#include <string.h>

#include "content/act_store.h"
#include "content/article_store.h"
#include "core/data/db.h"
#include "core/input/field.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "domain/directory/directory_store.h"
#include "domain/directory/officer_guard.h"
#include "office/office_nav.h"

static enum err
check_roles(struct ctx *c, bool (*may)(const struct officer *officer))
{
	enum err err = guard_catalogue.check(c);

	if (err)
		return err;
	return may(ctx_officer(c)) ? OK : refuse(c, ERR_FORBIDDEN, "catalogue_content.reads_only", NULL);
}

static bool
announces(const struct officer *officer)
{
	return officer_has_role(officer, ROLE_ADMINISTRATOR) || officer_has_role(officer, ROLE_CONTROLLER);
}

static enum err
check_content(struct ctx *c)
{
	return check_roles(c, desk_may_begin);
}

static enum err
check_notices(struct ctx *c)
{
	return check_roles(c, announces);
}

const struct guard guard_content = { "officer:content", check_content, "/can-bo/dang-nhap", false };
const struct guard guard_notices = { "officer:notices", check_notices, "/can-bo/dang-nhap", false };

bool
desk_may_write(const struct officer *officer, int64_t agency_id)
{
	return announces(officer) || officer_may(officer, ROLE_DRAFTER, agency_id, "");
}

bool
desk_may_begin(const struct officer *officer)
{
	return announces(officer) || officer_has_role(officer, ROLE_DRAFTER);
}

enum err
desk_agency(struct ctx *c, const char *code, int64_t *ret_agency_id)
{
	const struct officer *officer = ctx_officer(c);
	struct agency agency = { .id = DB_NULL_INT };
	enum err err = OK;

	if (code != NULL)
		err = agency_by_code(c->db, code, &agency);
	else if (!desk_may_write(officer, DB_NULL_INT))
		agency.id = officer->agency_id;
	if (err == ERR_NOT_FOUND)
		return again_refuse(c, "agency", "catalogue_content.agency_unknown");
	if (err)
		return err;
	if (!desk_may_write(officer, agency.id))
		return again_refuse(c, "agency", "catalogue_content.agency_foreign");
	*ret_agency_id = agency.id;
	return OK;
}

enum err
desk_procedure(struct ctx *c, const char *field, const char *code, int64_t *ret_id)
{
	enum err err;

	*ret_id = DB_NULL_INT;
	if (code == NULL || code[0] == '\0')
		return OK;
	err = procedure_id_by_code(c->db, code, ret_id);
	return err == ERR_NOT_FOUND ? again_refuse(c, field, "catalogue_content.procedure_unknown") : err;
}

const char *
desk_text(const struct ctx *c, const char *key)
{
	return c->messages != NULL ? ctx_text(c, key) : key;
}

const char *
desk_format(const struct ctx *c, const char *key, const char *name, const char *value)
{
	if (c->messages == NULL)
		return key;
	return message_format(c->arena, c->messages, c->language, key, MESSAGE_ARGUMENTS({ name, value }));
}

void
desk_page(struct ctx *c, struct view *page, const char *title, const char *nav, const char *done)
{
	struct view *notice;

	view_text(page, "title", title);
	if (c->principal != NULL)
		office_nav(c, page, nav);
	else
		office_nav_sample(page);
	again_errors(c, page);
	if (done == NULL) {
		view_text(page, "notice", NULL);
		return;
	}
	notice = view_child(page, "notice");
	view_bool(notice, "success", true);
	view_text(notice, "text", desk_text(c, done));
	view_text(notice, "link", NULL);
}

void
desk_state(struct ctx *c, struct view *object, const char *state)
{
	static const char *const kinds[][2] = { { "draft", "waiting" }, { "published", "done" }, { "new", "active" },
		{ "declined", "bad" }, { "withdrawn", "neutral" } };
	struct view *tag = view_child(object, "state");

	view_text(tag, "label", desk_text(c, arena_printf(c->arena, "catalogue_content.state_%s", state)));
	view_text(tag, "kind", "neutral");
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i][0], state) == 0)
			view_text(tag, "kind", kinds[i][1]);
}

void
desk_add_cell(struct ctx *c, struct view *cells, const char *column, const char *text)
{
	struct view *cell = view_item(cells);

	view_text(cell, "column", desk_text(c, column));
	view_text(cell, "text", text);
}

/* A new field under the name of its kind, with what all kinds read. */
static struct view *
add_field(struct ctx *c, struct view *fields, const char *kind, const struct desk_field *field)
{
	struct view *view = view_child(part_item(fields), kind);

	part_field(view, field->name, desk_text(c, field->label),
	    field->hint != NULL ? desk_text(c, field->hint) : NULL, again_error(c, field->name), field->optional);
	return view;
}

void
desk_add_text(struct ctx *c, struct view *fields, const struct desk_field *field)
{
	struct view *view = add_field(c, fields, field->rows > 0 ? "textarea" : "input", field);

	view_text(view, "value", again_typed(c, field->name, field->value));
	if (field->rows > 0) {
		view_int(view, "rows", field->rows);
		view_int(view, "maxlength", field->most);
		return;
	}
	view_text(view, "type", "text");
	view_text(view, "width", field->width);
	view_text(view, "autocomplete", field->autocomplete);
	view_text(view, "inputmode", NULL);
}

void
desk_add_date(struct ctx *c, struct view *fields, const struct desk_field *field, int32_t day)
{
	struct view *view = add_field(c, fields, "date", field);
	struct civil civil = civil_from_days(day == DATE_NONE ? 0 : day);
	const struct {
		const char *part;
		int number;
	} parts[] = { { "day", civil.day }, { "month", civil.month }, { "year", civil.year } };

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		const char *known = day != DATE_NONE ? arena_printf(c->arena, "%d", parts[i].number) : NULL;

		view_text(view, parts[i].part,
		    again_typed(c, arena_printf(c->arena, "%s.%s", field->name, parts[i].part), known));
	}
	view_bool(view, "birthday", false);
}

void
desk_add_choice(struct ctx *c, struct view *fields, const char *name, const char *label, const char *const *words,
    const char *chosen)
{
	struct view *view = add_field(c, fields, "radios", &(struct desk_field){ .name = name, .label = label });
	struct view *options = view_list(view, "options");
	const char *typed = again_typed(c, name, chosen);

	view_bool(view, "inline", true);
	for (size_t i = 0; words[i] != NULL; i++) {
		struct view *option = view_item(options);

		view_text(option, "id", i == 0 ? name : arena_printf(c->arena, "%s-%zu", name, i));
		view_text(option, "value", words[i]);
		view_text(option, "label", desk_text(c, arena_printf(c->arena, "%s_%s", label, words[i])));
		view_text(option, "hint", NULL);
		view_bool(option, "selected", typed != NULL && strcmp(typed, words[i]) == 0);
	}
}

void
desk_add_tick(struct ctx *c, struct view *fields, const char *name, const char *label, bool ticked)
{
	struct view *view = add_field(c, fields, "checkbox", &(struct desk_field){ .name = name, .label = label });
	bool again = c->raw != NULL && c->raw->count > 0;

	view_text(view, "value", "1");
	view_bool(view, "selected", again ? again_typed(c, name, NULL) != NULL : ticked);
}

void
desk_form(struct ctx *c, struct view *page, const char *action, int64_t version, bool has_preview)
{
	view_url(page, "action", action);
	view_text(page, "once", idempotency_key(c));
	if (version > 0)
		view_int(page, "version", version);
	else
		view_text(page, "version", NULL);
	view_bool(page, "has_preview", has_preview);
}

struct view *
desk_acts(struct view *page)
{
	return view_list(page, "acts");
}

struct view *
desk_add_act(struct ctx *c, struct view *acts, const char *label, const char *action, int64_t version, bool warning)
{
	struct view *act = view_item(acts);

	view_text(act, "button", desk_text(c, label));
	view_url(act, "action", action);
	view_text(act, "once", idempotency_key(c));
	view_int(act, "version", version);
	view_bool(act, "warning", warning);
	view_bool(act, "secondary", !warning);
	return view_list(act, "act_fields");
}

void
desk_show_history(struct ctx *c, struct view *page, const struct content_act *acts, size_t count)
{
	struct view *events = view_list(page, "events");

	view_bool(page, "has_history", count > 0);
	for (size_t i = 0; i < count; i++) {
		struct view *event = view_item(events);

		view_text(
		    event, "title", desk_text(c, arena_printf(c->arena, "catalogue_content.act_%s", acts[i].kind)));
		view_text(event, "when", moment_text(c->arena, acts[i].at));
		view_text(event, "machine_time", moment_iso(c->arena, acts[i].at));
		view_text(event, "who", acts[i].officer_name);
		view_text(event, "heading", acts[i].title[0] != '\0' ? acts[i].title : NULL);
		view_text(event, "body", acts[i].body[0] != '\0' ? acts[i].body : NULL);
	}
}

enum err
desk_history(struct ctx *c, struct view *page, const char *owner, int64_t owner_id)
{
	const struct content_act *acts;
	size_t count;
	enum err err = content_acts(c->db, owner, owner_id, &acts, &count);

	if (!err)
		desk_show_history(c, page, acts, count);
	return err;
}
