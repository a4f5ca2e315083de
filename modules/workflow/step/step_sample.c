/* A view with every name of each page of the steps, for --check. Declared beside the pages. */
#include "core/memory/arena.h"
#include "core/view/view.h"

#include "consult/consult.h"
#include "step/step_form.h"
#include "step/step_print.h"

static void
add_texts(struct view *into, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		view_text(into, names[i], "Text");
}
#define ADD_TEXTS(into, ...)                                                                                           \
	add_texts((into), (const char *const[]){ __VA_ARGS__ },                                                        \
	    sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

static struct view *
page_of(struct arena *arena)
{
	struct view *page = view_object(arena), *error, *row;

	ADD_TEXTS(page, "title", "lead", "version", "once", "seen", "button");
	view_url(page, "back_url", "/can-bo/ho-so");
	view_url(page, "action", "/can-bo/ho-so/1/duyet");
	view_bool(page, "has_errors", true);
	error = view_item(view_list(page, "errors"));
	view_text(error, "message", "Wrong");
	view_url(error, "anchor", "#answer");
	row = view_item(view_list(page, "rows"));
	ADD_TEXTS(row, "key", "value");
	view_url(row, "change_url", NULL);
	return page;
}

/* One field of several lines, every other kind absent. */
static void
add_field(struct view *fields, const char *id)
{
	static const char *const others[] = { "input", "money", "select", "radios", "checkboxes", "checkbox", "date",
		"file", "hidden", "choose", "heading_text", "body_text" };
	struct view *field = view_item(fields), *area = view_child(field, "textarea");

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		view_text(field, others[i], NULL);
	ADD_TEXTS(area, "label", "hint", "error", "value");
	view_text(area, "id", id);
	view_text(area, "name", id);
	view_bool(area, "optional", true);
	view_bool(area, "heading", false);
	view_int(area, "rows", 4);
	view_int(area, "maxlength", 2000);
}

struct view *
step_form_sample(struct arena *arena)
{
	struct view *page = page_of(arena), *file = view_child(page, "result_file");

	ADD_TEXTS(file, "name", "sha256");
	view_url(file, "url", "/can-bo/ho-so/1/ket-qua");
	view_bool(page, "with_files", true);
	view_bool(page, "secondary", true);
	view_bool(page, "warning", true);
	add_field(view_list(page, "fields"), "answer");
	return page;
}

struct view *
consult_answer_sample(struct arena *arena)
{
	struct view *page = page_of(arena);

	view_bool(page, "open", true);
	add_field(view_list(page, "fields"), "answer");
	return page;
}

struct view *
consult_list_sample(struct arena *arena)
{
	struct view *page = view_object(arena), *item;

	view_text(page, "title", "Opinions");
	view_bool(page, "any", true);
	item = view_item(view_list(page, "consultations"));
	ADD_TEXTS(item, "number", "procedure", "question", "deadline");
	view_url(item, "url", "/can-bo/y-kien/1/1");
	view_bool(item, "overdue", true);
	return page;
}

static struct view *
paper_sample(struct arena *arena)
{
	struct view *page = view_object(arena);

	ADD_TEXTS(page, "title", "number", "place_date", "agency", "counter_agency", "code", "applicant", "address",
	    "phone", "procedure", "received");
	view_url(page, "back_url", "/can-bo/ho-so/1");
	return page;
}

struct view *
step_apology_sample(struct arena *arena)
{
	struct view *page = paper_sample(arena);

	ADD_TEXTS(page, "first_due", "new_due", "reason");
	return page;
}

struct view *
step_stop_notice_sample(struct arena *arena)
{
	struct view *page = paper_sample(arena);

	ADD_TEXTS(page, "reason", "requested_by", "stopped");
	return page;
}

struct view *
return_receipt_sample(struct arena *arena)
{
	struct view *page = paper_sample(arena);

	ADD_TEXTS(page, "giver", "to", "identity", "result", "result_number", "returned");
	view_bool(page, "authorised", true);
	view_bool(page, "originals", true);
	view_bool(page, "without_receipt", true);
	return page;
}
