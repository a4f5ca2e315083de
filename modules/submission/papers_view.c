/* The papers page as a view tree. See papers.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "core/view/part.h"
#include "core/view/view.h"

#include "papers.h"
#include "show.h"

static void
show_upload(struct ctx *c, struct view *paper, const struct paper_slot *slot, size_t number, const char *error)
{
	struct view *file = view_child(paper, "file");

	part_field(file, "file", words(c, "submission.choose_file"),
	    words_with(c, "submission.file_hint",
		MESSAGE_ARGUMENTS({ "types", "PDF, JPG, PNG, DOCX" }, { "size", words_size(c, PAPER_BYTES_MOST) })),
	    error, false);
	view_text(file, "id", arena_printf(c->arena, "file-%zu", number));
	view_bool(file, "multiple", false);
	view_text(file, "accept", ".pdf,.jpg,.jpeg,.png,.docx");
	view_text(file, "requirement", slot->code);
}

static void
show_attached(struct ctx *c, struct view *paper, const struct filing *f, const char *code)
{
	struct view *files = view_list(paper, "files");

	for (size_t i = 0; i < f->paper_count; i++) {
		const struct draft_paper *p = &f->papers[i];

		if (strcmp(p->requirement_code, code) != 0)
			continue;
		show_file(c, files, p->name, p->size,
		    url(c->arena, "/nop-ho-so/{}/{}/tep/{}", f->draft.procedure_code, f->draft.reference, p->reference),
		    url(c->arena, "/nop-ho-so/{}/{}/giay-to/{}/xoa", f->draft.procedure_code, f->draft.reference,
			p->reference));
	}
	view_bool(paper, "has_files", view_count(files) > 0);
}

/* Why nothing is to be uploaded, or whether it must be. */
static void
show_need(struct ctx *c, struct view *paper, const struct paper_slot *slot)
{
	const char *needed = words(c, slot->required ? "submission.paper_needed" : "submission.paper_if_any");

	if (slot->replaced_by[0] != '\0')
		needed = words_with(c, "submission.paper_replaced", MESSAGE_ARGUMENTS({ "by", slot->replaced_by }));
	else if (slot->shown_only)
		needed = words(c, "submission.paper_shown_only");
	view_text(paper, "needed", needed);
	view_text(paper, "note", NULL);
	view_url(paper, "template_url",
	    slot->template_file[0] != '\0' && slot->uploaded ? url(c->arena, "/static/mau-don/{}", slot->template_file)
							     : NULL);
}

static void
show_paper(struct ctx *c, struct view *paper, const struct filing *f, const struct paper_slot *slot, size_t number,
    const char *error)
{
	view_int(paper, "number", (int64_t)number);
	view_text(paper, "label", slot->name);
	view_url(paper, "action", filing_url(c, &f->draft, "tep"));
	show_need(c, paper, slot);
	show_attached(c, paper, f, slot->code);
	if (slot->uploaded)
		show_upload(c, paper, slot, number, error);
	else
		view_text(paper, "file", NULL);
}

/* The summary of errors leads to the input of the paper that it is about. */
static void
show_error(struct ctx *c, struct view *page, const char *error, size_t number)
{
	struct view *item = view_item(view_list(page, "errors"));

	view_text(item, "message", error);
	view_url(item, "anchor", arena_printf(c->arena, "#file-%zu", number));
	view_bool(page, "has_errors", true);
}

void
papers_show(struct ctx *c, struct view *page, const struct filing *f, const char *error_at)
{
	const char *error = error_at != NULL ? again_error(c, "file") : NULL;
	struct view *papers = view_list(page, "papers");
	const struct paper_slot *slots;
	size_t count;

	filing_slots(c, f, &slots, &count);
	for (size_t i = 0; i < count; i++) {
		bool is_it = error != NULL && strcmp(slots[i].code, error_at) == 0;

		if (is_it)
			show_error(c, page, error, i + 1);
		show_paper(c, view_item(papers), f, &slots[i], i + 1, is_it ? error : NULL);
	}
	if (filing_is_supplement(f)) {
		/* What the office asks for need not be on the procedure's list. */
		const struct paper_slot other = { "", words(c, "submission.paper_other"), "", "", false, false, true };
		bool is_it = error != NULL && error_at[0] == '\0';

		if (is_it)
			show_error(c, page, error, count + 1);
		show_paper(c, view_item(papers), f, &other, count + 1, is_it ? error : NULL);
	}
	view_bool(page, "has_papers", view_count(papers) > 0);
}
