/* Printed forms: what they are printed from. See print.h. */
#include "print/print.h"

#include <string.h>

#include "core/input/field.h"
#include "core/memory/arena.h"
#include "core/security/seal.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "counter/counter_store.h"
#include "domain/directory/officer_guard.h"
#include "domain/procedure/procedure_store.h"
#include "domain/time/local_time.h"
#include "office.h"
#include "print/print_view.h"

static const struct field print_fields[] = {
	FIELD(print_input, number, FIELD_CODE, FROM_PATH, .required = true),
};
const struct input print_input = INPUT(print_input, print_fields);

/* The last event of one of the kinds; a form without its event does not exist. */
static const struct dossier_entry *
entry_of(const struct print_sheet *sheet, enum dossier_event_kind kind, enum dossier_event_kind or_kind)
{
	for (size_t i = sheet->entry_count; i > 0; i--)
		if (strcmp(sheet->entries[i - 1].kind, dossier_event_name(kind)) == 0 ||
		    strcmp(sheet->entries[i - 1].kind, dossier_event_name(or_kind)) == 0)
			return &sheet->entries[i - 1];
	return NULL;
}

static enum err
read_sheet(struct ctx *c, const struct print_input *in, enum dossier_event_kind kind, enum dossier_event_kind or_kind,
    struct print_sheet *sheet)
{
	enum err err;

	*sheet = (struct print_sheet){ 0 };
	if ((err = office_dossier(c, in->number, &sheet->dossier)) ||
	    (err = dossier_around(c->db, sheet->dossier.id, &sheet->around)) ||
	    (err = dossier_entries(c->db, sheet->dossier.id, &sheet->entries, &sheet->entry_count)))
		return err;
	office_note_reading(c, &sheet->dossier, "print");
	sheet->entry = entry_of(sheet, kind, or_kind);
	if (sheet->entry == NULL)
		return ERR_NOT_FOUND;
	/* A copy of an older paper bears the name that the agency had on its day. */
	return agency_on(c->db, sheet->dossier.agency_receiving_id, office_day(sheet->entry->at), &sheet->agency);
}

/* The tracking secret goes onto the receipt on the day of registration; later copies say so (NĐ 118/2025 Điều 6). */
static enum err
read_secret(struct ctx *c, struct print_sheet *sheet)
{
	struct bytes sealed, plain;
	enum err err = receipt_secret_of(c->db, sheet->dossier.id, &sealed);

	if (err == ERR_NOT_FOUND)
		return OK;
	if (err ||
	    (err = seal_open(c->arena, c->config->secret, RECEIPT_SECRET_PURPOSE, sheet->dossier.id, sealed, &plain)))
		return err;
	sheet->secret = arena_strndup(c->arena, (const char *)plain.data, plain.size);
	return OK;
}

static enum err
read_term(struct ctx *c, struct print_sheet *sheet)
{
	struct procedure_channel channel;
	enum err err = procedure_channel(
	    c->db, sheet->dossier.procedure_version_id, sheet->dossier.case_no, sheet->dossier.channel, &channel);

	if (err)
		return err;
	sheet->term = channel.term_text;
	return OK;
}

enum err
handle_receipt(struct ctx *c, const void *input)
{
	struct print_sheet sheet;
	enum err err;

	if ((err = read_sheet(c, input, DOSSIER_RECEIVE, DOSSIER_RECEIVE, &sheet)) || (err = read_term(c, &sheet)) ||
	    (err = read_secret(c, &sheet)))
		return err;
	return respond_page(c, "workflow/receipt", receipt_view(c, &sheet));
}

enum err
handle_supplement_request(struct ctx *c, const void *input)
{
	struct print_sheet sheet;
	enum err err = read_sheet(c, input, DOSSIER_ASK_INTAKE_SUPPLEMENT, DOSSIER_ASK_SUPPLEMENT, &sheet);

	return err ? err : respond_page(c, "workflow/supplement_request", supplement_request_view(c, &sheet));
}

enum err
handle_refusal(struct ctx *c, const void *input)
{
	struct print_sheet sheet;
	enum err err = read_sheet(c, input, DOSSIER_REFUSE_INTAKE, DOSSIER_REFUSE_INTAKE, &sheet);

	return err ? err : respond_page(c, "workflow/refusal", refusal_view(c, &sheet));
}

enum err
handle_control_sheet(struct ctx *c, const void *input)
{
	struct print_sheet sheet;
	enum err err = read_sheet(c, input, DOSSIER_RECEIVE, DOSSIER_RECEIVE, &sheet);

	return err ? err : respond_page(c, "workflow/control_sheet", control_sheet_view(c, &sheet));
}

enum err
handle_form_copy(struct ctx *c, const void *input)
{
	struct print_sheet sheet;
	enum err err = read_sheet(c, input, DOSSIER_SUBMIT, DOSSIER_SUBMIT, &sheet);

	if (!err && (sheet.around.form == NULL || sheet.around.values == NULL))
		err = ERR_NOT_FOUND;
	return err ? err : respond_page(c, "workflow/form_copy", form_copy_view(c, &sheet));
}
