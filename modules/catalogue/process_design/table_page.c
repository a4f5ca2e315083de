/* The table's page. See table_page.h. */
#include "process_design/table_page.h"

#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/time/local_time.h"
#include "process_design/annex_view.h"
#include "process_design/table_view.h"

#define KEY(name) "catalogue_process_design." name

enum { HTTP_INVALID = 422, HTTP_CONFLICT = 409, VALUES_MOST = 2400 };

struct process_table_input {
	const char *code;
	bool saved;
};
static const struct field table_fields[] = {
	FIELD(process_table_input, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(process_table_input, saved, "da-luu", FIELD_BOOL, FROM_QUERY),
};
const struct input process_table_input = INPUT(process_table_input, table_fields);

struct process_table_save_input {
	const char *code;
	int64_t version;
	const char *act; /* luu, xem, or a change of rows */
	struct input_rest values;
};
static const struct field save_fields[] = {
	FIELD(process_table_save_input, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(process_table_save_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX),
	FIELD_NAMED(process_table_save_input, act, "lam", FIELD_CODE, FROM_FORM, .max = 20),
	FIELD(process_table_save_input, values, FIELD_REST, FROM_FORM, .most = VALUES_MOST),
};
const struct input process_table_save_input = INPUT(process_table_save_input, save_fields);

struct process_annex_input {
	const char *code;
};
static const struct field annex_fields[] = {
	FIELD(process_annex_input, code, FIELD_CODE, FROM_PATH, .required = true),
};
const struct input process_annex_input = INPUT(process_annex_input, annex_fields);

const char *
process_id_of(struct arena *arena, const char *code)
{
	return process_model_id_valid(code) ? code : arena_printf(arena, "p_%s", code);
}

/* The draft's document as a table; nothing drawn yet is an empty one. */
static enum err
read_document(struct ctx *c, struct table_page *page)
{
	const struct definition_draft *draft = &page->desk.draft;
	struct definition_error error = { .element = "" };

	page->words = (struct next_words){ c->arena, c->messages, c->language };
	if (*draft->content == '\0') {
		page->model = process_model_new(c->arena, process_id_of(c->arena, draft->code), draft->name);
		page->model->sheet.symbol = draft->iso_code;
	} else if (process_model_read(c->arena, draft->content, strlen(draft->content), &page->model, &error) != OK) {
		return refuse(c, ERR_CONFLICT, KEY("unreadable"), NULL);
	}
	process_table_of_model(c->arena, page->model, &page->table);
	return OK;
}

static enum err
show(struct ctx *c, struct table_page *page, int status)
{
	struct view *view = table_view(c, page);

	return status == 0 ? respond_page(c, "catalogue/process_table", view)
			   : respond_page_status(c, status, "catalogue/process_table", view);
}

enum err
handle_process_table(struct ctx *c, const void *input)
{
	const struct process_table_input *in = input;
	struct table_page *page = ARENA_NEW(c->arena, struct table_page);
	enum err err = desk_open(c, DEFINITION_PROCESS, in->code, &page->desk);

	if (err || (err = read_document(c, page)) || (err = desk_check(c, &page->desk, &page->problems)))
		return err;
	table_form_of(&page->words, &page->table, &page->form);
	page->checked = true;
	page->saved = in->saved;
	return show(c, page, 0);
}

/* What the form says as a document. ERR_INVALID: a box is wrong, or the form's fault says what. */
static enum err
make_document(struct ctx *c, struct table_page *page, const char **ret_xml, size_t *ret_size)
{
	enum err err = table_form_take(&page->words, &page->form, &page->table);

	if (err)
		return err;
	err = process_table_to_model(c->arena, &page->table, page->model);
	if (!err)
		err = process_model_write(c->arena, page->model, ret_xml, ret_size);
	if (err == ERR_INVALID || err == ERR_TOO_LARGE) {
		page->form.fault = err == ERR_INVALID ? KEY("fixed_changed") : KEY("too_large");
		return ERR_INVALID;
	}
	return err;
}

/* Checks what was typed and shows it; nothing is saved. */
static enum err
try_document(struct ctx *c, struct table_page *page)
{
	const char *xml = "";
	size_t size;
	enum err err = make_document(c, page, &xml, &size);

	if (!err)
		err = desk_check_content(c, &page->desk, xml, size, &page->problems);
	page->checked = err == OK;
	return err && err != ERR_INVALID ? err : show(c, page, 0);
}

/* Somebody else saved meanwhile: both are shown, and what was typed can be saved over it. */
static enum err
show_conflict(struct ctx *c, struct table_page *page, const char *code)
{
	struct table_page *fresh = ARENA_NEW(c->arena, struct table_page);
	enum err err;

	failure_clear(&c->failure);
	if ((err = desk_open(c, DEFINITION_PROCESS, code, &fresh->desk)))
		return err;
	if ((err = read_document(c, fresh)))
		return err;
	page->theirs = ARENA_NEW(c->arena, struct table_form);
	table_form_of(&fresh->words, &fresh->table, page->theirs);
	page->desk = fresh->desk;
	return show(c, page, HTTP_CONFLICT);
}

enum err
handle_process_table_save(struct ctx *c, const void *input)
{
	const struct process_table_save_input *in = input;
	struct table_page *page = ARENA_NEW(c->arena, struct table_page);
	const bool saves = in->act == NULL || strcmp(in->act, "luu") == 0;
	const char *xml = "";
	size_t size;
	enum err err = desk_open_draft(c, DEFINITION_PROCESS, in->code, &page->desk);

	if (err || (err = read_document(c, page)))
		return err;
	table_form_typed(c->arena, &in->values, &page->form);
	if (!saves && page->table.fixed == NULL && table_form_act(c->arena, &page->form, in->act)) {
		page->tried = true;
		return show(c, page, 0);
	}
	if (!saves)
		return try_document(c, page);
	if ((err = make_document(c, page, &xml, &size)))
		return err == ERR_INVALID ? show(c, page, HTTP_INVALID) : err;
	err = desk_save(c, &page->desk, in->version, xml, size, &page->problems);
	if (err == ERR_CONFLICT)
		return show_conflict(c, page, in->code);
	return err ? err
		   : respond_redirect(
			 c, url_query_add(c->arena, definition_path(c->arena, DEFINITION_PROCESS, in->code, "/bang"),
				"da-luu", "1"));
}

enum err
handle_process_annex(struct ctx *c, const void *input)
{
	const struct process_annex_input *in = input;
	struct table_page *page = ARENA_NEW(c->arena, struct table_page);
	enum err err = desk_open(c, DEFINITION_PROCESS, in->code, &page->desk);

	if (err || (err = read_document(c, page)))
		return err;
	return respond_page(c, "catalogue/process_annex", annex_view(c, page));
}
