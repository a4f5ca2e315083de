/* Printed forms that fill every name of their templates, for --check. See print.h. */
#include "core/memory/arena.h"
#include "core/view/part.h"
#include "core/view/qr.h"
#include "core/view/view.h"
#include "print/print.h"

static const char *const texts[] = { "title", "form", "number", "place_date", "parent_agency", "counter_name", "code",
	"owner", "submitter", "address", "phone", "email", "identity_number", "subject", "signer", "book",
	"book_number", "qr_label", "track_address", "secret", "hotline", "sets", "term", "received", "due", "result_at",
	"contact_name", "contact_phone", "reason", "until", "filed", "agency", "coordinating" };

static struct view *
sheet(struct arena *arena)
{
	struct view *view = view_object(arena);

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		view_text(view, texts[i], texts[i]);
	view_url(view, "back_url", "/can-bo/ho-so/1");
	view_qr(arena, view, "qr", "H29.1-261121-0001");
	return view;
}

struct view *
receipt_sample(struct arena *arena)
{
	struct view *view = sheet(arena), *paper = view_item(view_list(view, "papers"));

	view_int(paper, "number", 1);
	view_text(paper, "name", "Paper");
	view_text(paper, "original", "01");
	view_text(paper, "certified", "00");
	view_text(paper, "copy", "00");
	return view;
}

struct view *
supplement_request_sample(struct arena *arena)
{
	struct view *view = sheet(arena);

	view_item_text(view_list(view, "items"), "Item");
	return view;
}

struct view *
refusal_sample(struct arena *arena)
{
	return sheet(arena);
}

struct view *
control_sheet_sample(struct arena *arena)
{
	struct view *view = sheet(arena), *item = view_item(view_list(view, "steps_done"));

	view_int(item, "number", 1);
	view_text(item, "from", "From");
	view_text(item, "to", "To");
	view_text(item, "when", "21/11/2026");
	view_text(item, "result", "On time");
	view_text(item, "note", "Note");
	return view;
}

struct view *
form_copy_sample(struct arena *arena)
{
	struct view *view = sheet(arena), *section = view_item(view_list(view, "sections"));

	view_text(view, "procedure_name", "A");
	view_text(view, "digest", "0");
	view_text(section, "title", "A");
	part_row(view_list(section, "rows"), "A", "B", NULL);
	return view;
}
