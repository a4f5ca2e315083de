/* See receipts_page.h. */
#include "receipts_page.h"

#include <string.h>

#include "core/locale/date.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/dossier/dossier_store.h"

#include "pay.h"
#include "receipt_store.h"
#include "routes.h"
#include "words.h"

static void
add_sheet(struct view *list, const struct receipt_sheet *sheet)
{
	struct view *item = view_item(list), *lines;
	const struct {
		const char *name, *value;
	} texts[] = {
		{ "form", sheet->form },
		{ "series", sheet->series },
		{ "receipt_number", sheet->number },
		{ "agency", sheet->agency },
		{ "agency_code", sheet->agency_code },
		{ "what", sheet->what },
		{ "payer", sheet->payer },
		{ "address", sheet->address },
		{ "dossier", sheet->dossier },
		{ "amount", sheet->amount },
		{ "in_words", sheet->in_words },
		{ "method", sheet->method },
		{ "date", sheet->date },
		{ "collector", sheet->collector },
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		view_text(item, texts[i].name, texts[i].value);
	lines = view_list(item, "lines");
	for (size_t i = 0; i < sheet->line_count; i++) {
		struct view *line = view_item(lines);

		view_text(line, "label", sheet->lines[i].label);
		view_text(line, "amount", sheet->lines[i].amount);
	}
}

struct view *
receipts_view(
    struct arena *arena, const char *title, const char *back_url, const struct receipt_sheet *sheets, size_t count)
{
	struct view *view = view_object(arena), *list;

	view_text(view, "title", title);
	view_url(view, "back_url", back_url);
	list = view_list(view, "receipts");
	for (size_t i = 0; i < count; i++)
		add_sheet(list, &sheets[i]);
	return view;
}

/* The lines of the demand that this receipt is for. */
static enum err
add_lines(struct ctx *c, const struct receipt *receipt, struct receipt_sheet *sheet)
{
	const struct demand_line *lines;
	struct receipt_sheet_line *shown;
	size_t count;
	enum err err = demand_lines(c->db, receipt->demand_id, &lines, &count);

	if (err)
		return err;
	shown = arena_array(c->arena, count + 1, sizeof(*shown));
	sheet->lines = shown;
	for (size_t i = 0; i < count; i++)
		if (lines[i].amount > 0 && strcmp(lines[i].kind, receipt->kind) == 0)
			shown[sheet->line_count++] = (struct receipt_sheet_line){
				.label = words_line(c, lines[i].name, lines[i].quantity, lines[i].unit_price),
				.amount = words_amount(c, lines[i].amount),
			};
	return OK;
}

static enum err
make_sheet(struct ctx *c, const struct receipt *r, struct receipt_sheet *sheet)
{
	*sheet = (struct receipt_sheet){
		.form = r->form,
		.series = r->series,
		.number = arena_printf(c->arena, "%08lld", (long long)r->number),
		.agency = r->agency_name,
		.agency_code = r->agency_code,
		.what = ctx_text(c, strcmp(r->kind, LINE_PHI) == 0 ? "payment.receipt_phi" : "payment.receipt_le_phi"),
		.payer = r->payer,
		.address = r->payer_address[0] != '\0' ? r->payer_address : NULL,
		.dossier = r->dossier_number,
		.amount = words_amount(c, r->amount),
		.in_words = words_spelled(c, r->amount),
		.method = words_method(c, r->method),
		.date = moment_format(c->arena, ctx_text(c, "payment.receipt_date"), r->issued_at),
		.collector = r->collector,
	};
	return add_lines(c, r, sheet);
}

enum err
receipts_show(struct ctx *c, const struct bill *bill, const char *back_url)
{
	const struct receipt *receipts;
	struct receipt_sheet *sheets;
	size_t count;
	enum err err = receipts_of_dossier(c->db, bill->dossier.id, &receipts, &count);

	if (!err && count == 0)
		return refuse(c, ERR_NOT_FOUND, "payment.no_receipt", NULL);
	if (err)
		return err;
	sheets = arena_array(c->arena, count, sizeof(*sheets));
	for (size_t i = 0; !err && i < count; i++)
		err = make_sheet(c, &receipts[i], &sheets[i]);
	return err ? err
		   : respond_page(c, "payment/receipts",
			 receipts_view(c->arena, ctx_text(c, "payment.receipt_title"), back_url, sheets, count));
}

enum err
handle_my_receipts(struct ctx *c, const void *input)
{
	const struct number_input *in = input;
	struct bill bill = { .demand = { .id = 0 } };
	enum err err = dossier_for_account(c->db, c->session.account_id, in->number, &bill.dossier);

	return err ? err : receipts_show(c, &bill, url(c->arena, "/thanh-toan/{}", dossier_number(&bill.dossier)));
}
