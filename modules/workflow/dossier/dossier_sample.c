/* A dossier's page that fills every name of its template, for --check. See dossier_page.h. */
#include "core/memory/arena.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "domain/definition/process/process_view.h"
#include "dossier/dossier_page.h"
#include "dossier/dossier_parts.h"

static void
add_state(struct view *view)
{
	struct view *tag = view_child(view, "state");

	view_text(tag, "label", "In progress");
	view_text(tag, "kind", "active");
}

static void
add_link(struct view *list, const char *label)
{
	struct view *item = view_item(list);

	view_text(item, "label", label);
	view_url(item, "url", "/can-bo/ho-so");
	view_bool(item, "primary", true);
}

static void
add_paper(struct view *list)
{
	struct view *paper = view_item(list), *file = view_item(view_list(paper, "files"));

	view_text(paper, "name", "Paper");
	view_text(paper, "original", "1");
	view_text(paper, "certified", "1");
	view_text(paper, "copy", "1");
	view_bool(paper, "has_files", true);
	view_text(file, "name", "scan.pdf");
	view_text(file, "size", "12 KB");
	view_text(file, "state", "Clean");
	view_url(file, "url", "/can-bo/ho-so/1/tep/2");
	view_url(file, "remove_url", "/can-bo/ho-so/1/tep/2");
}

static void
add_event(struct view *list)
{
	struct view *event = view_item(list);

	view_text(event, "title", "Received");
	view_text(event, "when", "21/11/2026 09:00");
	view_text(event, "machine_time", "2026-11-21T09:00:00+07:00");
	view_text(event, "who", "Officer");
	view_text(event, "text", "Note");
}

static void
add_panel(struct view *panel)
{
	struct view *item = view_item(view_list(panel, "actions"));

	view_text(item, "label", "Approve");
	view_url(item, "url", "/can-bo/ho-so/1/duyet");
	view_bool(item, "secondary", true);
	view_bool(item, "warning", true);
	view_bool(panel, "has_steps", true);
	item = view_item(view_list(panel, "steps"));
	view_text(item, "label", "Processing");
	view_bool(item, "done", true);
	view_bool(item, "current", true);
	view_bool(panel, "has_consultations", true);
	item = view_item(view_list(panel, "consultations"));
	view_text(item, "agency", "Another agency");
	view_text(item, "question", "Agreed?");
	view_text(item, "deadline", "25/11/2026 17:00");
	view_bool(item, "late", true);
	view_text(item, "opinion", "Agrees");
	view_text(item, "answer", "Yes");
	view_bool(panel, "has_prints", true);
	add_link(view_list(panel, "prints"), "Apology");
	item = view_child(panel, "result");
	view_text(item, "title", "Certificate");
	view_text(item, "outcome", "Granted");
	view_text(item, "state", "Published");
	view_text(item, "number", "1/2026");
	view_text(item, "file_name", "certificate.pdf");
	view_url(item, "file_url", "/can-bo/ho-so/1/ket-qua");
}

/* One of every figure. */
static void
add_diagram(struct arena *arena, struct view *diagram)
{
	struct process_model *model = process_model_new(arena, "process", "Process");

	for (enum model_kind kind = 0; kind < MODEL_KIND__MAX; kind++)
		(void)process_model_add_node(model, kind, NULL, "Step");
	process_model_add_flow(model, NULL, model->nodes[0].id, model->nodes[1].id)->name = "Agreed";
	model->notes[model->note_count++] = (struct model_note){ .id = "note", .text = "Note" };
	process_view(arena, model,
	    (const struct process_mark[]){
		{ model->nodes[0].id, PROCESS_MARK_DONE }, { model->nodes[1].id, PROCESS_MARK_CURRENT } },
	    2, diagram);
}

static void
add_lists(struct arena *arena, struct view *view)
{
	struct view *section, *row;

	section = view_item(view_list(view, "sections"));
	view_text(section, "title", "Applicant");
	part_row(view_list(section, "rows"), "Name", "An", NULL);
	add_paper(view_list(view, "papers"));
	view_bool(view, "has_papers", true);
	add_event(view_list(view, "events"));
	view_item_text(view_list(view, "reasons"), "Because");
	view_bool(view, "has_reasons", true);
	add_link(view_list(view, "prints"), "Receipt");
	view_bool(view, "has_prints", true);
	add_link(view_list(view, "counter_links"), "Refuse");
	view_bool(view, "has_counter_links", true);
	add_panel(view_child(view, "step_panel"));
	add_diagram(arena, view_child(view, "diagram"));
	row = view_child(view, "fees");
	part_row(view_list(row, "rows"), "To pay", "16.000", NULL);
}

struct view *
dossier_sample(struct arena *arena)
{
	struct view *view = view_object(arena), *part;

	view_text(view, "title", "Procedure");
	view_text(view, "code", "H29.1-261121-0001");
	view_url(view, "back_url", "/can-bo/ho-so");
	part = view_child(view, "notice");
	view_text(part, "text", "Done");
	view_bool(part, "success", true);
	view_text(part, "link", NULL);
	add_state(view);
	part = view_item(view_list(view, "identity"));
	view_text(part, "label", "Applicant");
	view_text(part, "value", "An");
	view_bool(part, "overdue", true);
	part = view_child(view, "receive");
	view_url(part, "action", "/can-bo/ho-so/1/tiep-nhan");
	view_int(part, "version", 1);
	view_text(part, "once", "once");
	add_lists(arena, view);
	view_text(view, "why_none", "Closed");
	view_url(view, "next_url", "/can-bo/ho-so/tiep-theo");
	return view;
}
