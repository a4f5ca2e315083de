/* The pages of the editor's sections. See edit.h. */
#include "edit/edit.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "edit/edit_form.h"
#include "edit/edit_page.h"
#include "edit/edit_store.h"
#include "edit/edit_values.h"

enum { HTTP_INVALID = 422, HTTP_CONFLICT = 409, VALUES_MOST = 1000 };
#define ADD_PREFIX "them-"

struct edit_section_input {
	const char *code, *section, *channel;
	int64_t case_no;
	bool saved;
};
#define PLACE_FIELDS(tag)                                                                                              \
	FIELD(tag, code, FIELD_CODE, FROM_PATH, .required = true),                                                     \
	    FIELD(tag, section, FIELD_CODE, FROM_PATH, .required = true),                                              \
	    FIELD_NAMED(tag, channel, "kenh", FIELD_CHOICE, FROM_QUERY, .choices = channel_names),                     \
	    FIELD_NAMED(tag, case_no, "truong-hop", FIELD_INT, FROM_QUERY, .min = 1, .max = 1000, .otherwise = 1)

static const struct field section_fields[] = {
	PLACE_FIELDS(edit_section_input),
	FIELD_NAMED(edit_section_input, saved, "da-luu", FIELD_BOOL, FROM_QUERY),
};
const struct input edit_section_input = INPUT(edit_section_input, section_fields);

struct edit_save_input {
	const char *code, *section, *channel;
	int64_t case_no, version;
	const char *act; /* luu, tiep, xem, cap-xa, them-<list> */
	struct input_rest values;
};
static const struct field save_fields[] = {
	PLACE_FIELDS(edit_save_input),
	FIELD(edit_save_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX),
	FIELD_NAMED(edit_save_input, act, "lam", FIELD_CODE, FROM_FORM, .max = 40),
	FIELD(edit_save_input, values, FIELD_REST, FROM_FORM, .most = VALUES_MOST),
};
const struct input edit_save_input = INPUT(edit_save_input, save_fields);

/* The draft, its section and the choices of the section's sources. */
static enum err
open_form(
    struct ctx *c, struct edit_form *form, const char *code, const char *section, int64_t case_no, const char *channel)
{
	const struct edit_section *found = edit_section_named(section);
	enum err err;

	if (found == NULL)
		return ERR_NOT_FOUND;
	if ((err = edit_open_draft(c, code, &form->page)))
		return err;
	err = edit_open_section(c, &form->page, found, case_no, channel);
	return err ? err : edit_form_choices(c, form);
}

enum err
handle_edit_section(struct ctx *c, const void *input)
{
	const struct edit_section_input *in = input;
	struct edit_form *form = ARENA_NEW(c->arena, struct edit_form);
	enum err err = open_form(c, form, in->code, in->section, in->case_no, in->channel);

	/* A section about a case leads to the cases as long as there is none. */
	if (err == ERR_NOT_FOUND && form->page.section != NULL && form->page.record.cases.count == 0)
		return respond_redirect(c, edit_path(c, &form->page, edit_section_named("truong-hop")));
	if (err)
		return err;
	form->values = edit_values_of(c->arena, form->page.section, &form->page.bases);
	edit_form_blanks(c, form);
	form->saved = in->saved;
	return edit_form_show(c, form, 0);
}

struct saving {
	struct ctx *c;
	struct edit_form *form;
	int64_t version, now;
	const char *to;
	struct record_fault fault;
};

static enum err
save_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct saving *s = arg;
	struct edit_page *page = &s->form->page;

	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s", s->to);
	s->fault = (struct record_fault){ NULL, NULL };
	return version_write(
	    db, s->c->arena, page->line.id, s->version, ctx_officer(s->c)->id, s->now, &page->record, &s->fault);
}

/* Where saving leads: the same page, which says so, or the next section. */
static const char *
next_path(struct ctx *c, const struct edit_form *form, const char *act)
{
	const struct edit_section *next = form->page.section + 1;

	if (act == NULL || strcmp(act, "tiep") != 0)
		return url_query_add(c->arena, edit_path(c, &form->page, form->page.section), "da-luu", "1");
	return edit_path(c, &form->page, next < edit_sections + edit_section_count ? next : NULL);
}

/* Rows are added and the clock is tried without anything being saved. True: that is what the button says. */
static bool
only_shows(struct ctx *c, struct edit_form *form, const char *act)
{
	if (act == NULL || strcmp(act, "luu") == 0 || strcmp(act, "tiep") == 0)
		return false;
	for (size_t i = 0; i < form->page.section->part_count; i++) {
		struct edit_rows *rows = &form->values.parts[i];

		if (rows->part->list != NULL && strncmp(act, ADD_PREFIX, strlen(ADD_PREFIX)) == 0 &&
		    strcmp(act + strlen(ADD_PREFIX), rows->part->list) == 0 && rows->count < EDIT_ROWS_MAX)
			(void)edit_values_add_row(c->arena, rows);
	}
	return true;
}

/* Somebody else saved meanwhile: both are shown, and what was typed can be saved over it. */
static enum err
show_conflict(struct ctx *c, struct edit_form *form, const struct edit_save_input *in)
{
	struct edit_form *fresh = ARENA_NEW(c->arena, struct edit_form);
	enum err err;

	failure_clear(&c->failure);
	if ((err = open_form(c, fresh, in->code, in->section, in->case_no, in->channel)))
		return err;
	fresh->theirs = edit_values_of(c->arena, fresh->page.section, &fresh->page.bases);
	fresh->values = form->values;
	edit_form_rematch(c, fresh);
	fresh->conflict = true;
	return edit_form_show(c, fresh, HTTP_CONFLICT);
}

enum err
handle_edit_save(struct ctx *c, const void *input)
{
	const struct edit_save_input *in = input;
	struct edit_form *form = ARENA_NEW(c->arena, struct edit_form);
	struct saving s = { .c = c, .form = form, .version = in->version };
	enum err err = open_form(c, form, in->code, in->section, in->case_no, in->channel);

	if (err || (err = ctx_now(c, &s.now)))
		return err;
	form->values = edit_values_typed(c->arena, form->page.section, &in->values);
	if (in->act != NULL && strcmp(in->act, "cap-xa") == 0 && (err = edit_form_tier(c, form)))
		return err;
	if (only_shows(c, form, in->act)) {
		form->tried = true;
		return edit_form_show(c, form, 0);
	}
	if (in->version == form->page.line.version && (err = edit_form_take(c, form)))
		return err == ERR_INVALID ? edit_form_show(c, form, HTTP_INVALID) : err;
	s.to = next_path(c, form, in->act);
	err = idempotency_run(c, "catalogue.edit", save_once, &s);
	if (err == ERR_CONFLICT)
		return show_conflict(c, form, in);
	if (err != ERR_INVALID || s.fault.reason == NULL)
		return err;
	edit_form_fault(c, form, &s.fault);
	return edit_form_show(c, form, HTTP_INVALID);
}
