/* Imports of step lists as views. See process_import_view.h. */
#include "process_design/process_import_view.h"

#include <string.h>

#include <jansson.h>

#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "define/kind.h"
#include "office/office_nav.h"
#include "process_design/process_import.h"
#include "process_design/process_import_store.h"
#include "process_design/table_view.h"

#define KEY(name) "catalogue_process_design." name

static void
show_import(struct ctx *c, struct view *item, const struct process_import *import)
{
	view_text(item, "code", import->code);
	view_url(item, "url", url(c->arena, PROCESS_IMPORT_PATH "/{}", import->code));
	view_text(item, "file", import->file_name);
	view_text(item, "when", moment_text(c->arena, import->created_at));
	view_text(item, "who", import->officer_name);
}

enum err
process_imports_show(struct ctx *c, const struct process_import *imports, size_t count, int status)
{
	struct view *page = view_object(c->arena), *file = view_child(page, "file"), *list = view_list(page, "imports");

	view_text(page, "title", ctx_text(c, KEY("import")));
	view_url(page, "action", PROCESS_IMPORT_PATH);
	view_text(page, "once", idempotency_key(c));
	part_field(file, "file", ctx_text(c, KEY("import_file")), NULL, again_error(c, "file"), false);
	view_text(file, "accept", ".json,.csv,.xlsx");
	view_bool(file, "multiple", false);
	again_errors(c, page);
	for (size_t i = 0; i < count; i++)
		show_import(c, view_item(list), &imports[i]);
	view_bool(page, "any", count > 0);
	office_nav(c, page, PROCESS_IMPORT_PATH);
	return respond_page_status(c, status, "catalogue/process_imports", page);
}

/* --- the report ---------------------------------------------------------------------------------------------------- */

static const char *
text_of(struct ctx *c, const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text == NULL ? "" : arena_strdup(c->arena, text);
}

static int64_t
number_of(const json_t *object, const char *name)
{
	return json_integer_value(json_object_get(object, name));
}

static bool
is_true(const json_t *object, const char *name)
{
	return json_is_true(json_object_get(object, name));
}

static const char *
remark_text(struct ctx *c, const json_t *remark)
{
	const char *what = text_of(c, remark, "what"), *said = text_of(c, remark, "said");
	const int64_t row = number_of(remark, "row");
	const char *number = arena_printf(c->arena, "%lld", (long long)row);

	/* What the check of the drawing said is a key itself. */
	if (strcmp(what, "document") == 0)
		said = ctx_text(c, said);
	const char *text = message_format(c->arena, c->messages, c->language,
	    arena_printf(c->arena, KEY("remark_%s"), what), MESSAGE_ARGUMENTS({ "said", said }));
	return row == 0 ? text
			: arena_printf(c->arena, "%s: %s",
			      message_format(c->arena, c->messages, c->language, KEY("import_step"),
				  MESSAGE_ARGUMENTS({ "number", number })),
			      text);
}

static void
show_process(struct ctx *c, struct view *item, const json_t *process)
{
	const struct next_words words = { c->arena, c->messages, c->language };
	struct view *remarks = view_list(item, "remarks");
	const char *code = text_of(c, process, "code"), *printed = text_of(c, process, "printed");
	const json_t *remark;
	size_t i;

	view_text(item, "name", text_of(c, process, "name"));
	view_text(item, "code", code);
	view_url(item, "url", definition_path(c->arena, DEFINITION_PROCESS, code, "/bang"));
	view_text(item, "procedure", text_of(c, process, "procedure"));
	view_int(item, "steps", number_of(process, "steps"));
	view_text(item, "sum", table_duration_text(&words, number_of(process, "sum")));
	view_text(item, "printed", *printed == '\0' ? NULL : printed);
	view_bool(item, "taken", is_true(process, "taken"));
	view_bool(item, "whole", number_of(process, "lacking") == 0);
	json_array_foreach(json_object_get(process, "remarks"), i, remark)
	{
		struct view *line = view_item(remarks);
		view_text(line, "text", remark_text(c, remark));
		view_bool(line, "bad", is_true(remark, "lacks"));
	}
}

struct counts {
	int64_t processes, steps, whole, checked, equal;
};

static const char *
counts_text(struct ctx *c, const struct counts *n)
{
	const struct message_argument arguments[] = {
		{ "processes", arena_printf(c->arena, "%lld", (long long)n->processes) },
		{ "steps", arena_printf(c->arena, "%lld", (long long)n->steps) },
		{ "whole", arena_printf(c->arena, "%lld", (long long)n->whole) },
		{ "lacking", arena_printf(c->arena, "%lld", (long long)(n->processes - n->whole)) },
		{ "equal", arena_printf(c->arena, "%lld", (long long)n->equal) },
		{ "checked", arena_printf(c->arena, "%lld", (long long)n->checked) },
	};

	return message_format(c->arena, c->messages, c->language, KEY("import_counts"), arguments,
	    sizeof(arguments) / sizeof(arguments[0]));
}

enum err
process_import_show(struct ctx *c, const struct process_import *import)
{
	struct view *page = view_object(c->arena), *list = view_list(page, "processes");
	json_t *report = json_loads(import->report, 0, NULL);
	const json_t *process;
	struct counts n = { 0 };
	size_t i;

	json_array_foreach(json_object_get(report, "processes"), i, process)
	{
		show_process(c, view_item(list), process);
		n.processes++;
		n.steps += number_of(process, "steps");
		n.whole += number_of(process, "lacking") == 0;
		n.checked += is_true(process, "checked");
		n.equal += is_true(process, "equal");
	}
	json_decref(report);
	view_text(page, "title",
	    message_format(c->arena, c->messages, c->language, KEY("import_title"),
		MESSAGE_ARGUMENTS({ "file", import->file_name })));
	view_text(page, "counts", counts_text(c, &n));
	show_import(c, view_child(page, "import"), import);
	view_url(page, "back_url", PROCESS_IMPORT_PATH);
	office_nav(c, page, PROCESS_IMPORT_PATH);
	return respond_page(c, "catalogue/process_import", page);
}
