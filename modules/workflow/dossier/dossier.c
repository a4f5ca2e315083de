/* The page of one dossier and its files. See dossier_page.h. */
#include <string.h>

#include "core/input/field.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "domain/file/file_store.h"
#include "domain/time/local_time.h"
#include "dossier/dossier_page.h"
#include "office.h"
#include "step/step.h"

static const struct field dossier_fields[] = {
	FIELD(dossier_input, number, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(dossier_input, queue, FIELD_CODE, FROM_QUERY, .max = 16),
	FIELD(dossier_input, done, FIELD_CODE, FROM_QUERY, .max = 32, .pattern = "a-z_"),
};
const struct input dossier_input = INPUT(dossier_input, dossier_fields);

static const struct field file_fields[] = {
	FIELD(dossier_file_input, number, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(dossier_file_input, reference, FIELD_CODE, FROM_PATH, .required = true, .min = 32, .max = 32),
};
const struct input dossier_file_input = INPUT(dossier_file_input, file_fields);

static enum err
explain(struct ctx *c, struct dossier_page *page)
{
	struct dossier_due *due = ARENA_NEW(c->arena, struct dossier_due); /* the lines point into its policy */
	enum err err;

	if (page->dossier.received_at == TIME_NONE)
		return OK;
	if ((err = dossier_due(c->db, c->arena, &page->dossier, due)))
		return err;
	return clock_explain(c->arena, &due->policy, due->calendar, due->events, due->event_count, &page->explanation);
}

enum err
handle_dossier(struct ctx *c, const void *input)
{
	struct dossier_page page = { .input = input };
	struct view *view;
	enum err err;

	if ((err = office_dossier(c, page.input->number, &page.dossier)) ||
	    (err = dossier_around(c->db, page.dossier.id, &page.around)) ||
	    (err = dossier_entries(c->db, page.dossier.id, &page.entries, &page.entry_count)) ||
	    (err = explain(c, &page)))
		return err;
	if (config_has_word(&c->config->modules, "payment") &&
	    (err = dossier_money(c->db, page.dossier.id, &page.money)))
		return err;
	view = dossier_page_view(c, &page);
	if ((err = step_panel(c, &page.dossier, view)))
		return err;
	dossier_page_close(c, &page, view);
	office_note_reading(c, &page.dossier, "page");
	return respond_page(c, "workflow/dossier", view);
}

enum err
handle_dossier_file(struct ctx *c, const void *input)
{
	const struct dossier_file_input *in = input;
	struct dossier dossier;
	struct file file;
	enum err err;

	if ((err = office_dossier(c, in->number, &dossier)) || (err = file_by_reference(c->db, in->reference, &file)))
		return err;
	if (strcmp(file.owner_kind, "dossier") != 0 || file.owner_id != dossier.id)
		return ERR_NOT_FOUND;
	office_note_reading(c, &dossier, file.reference);
	return respond_file(c, file_path(c->arena, file.reference), file.name, file.media_type);
}
