/* The definitions of a procedure. See in_force.h. */
#include "define/in_force.h"

#include "core/memory/arena.h"
#include "core/none.h"
#include "core/server/ctx.h"
#include "define/overview_store.h"
#include "govern/sheet.h"
#include "schema/schema.h"

static const char *
text(struct ctx *c, const char *key)
{
	return ctx_text(c, arena_printf(c->arena, "catalogue_define.%s", key));
}

static void
add_row(struct ctx *c, struct sheet *sheet, enum definition_kind kind, const struct define_in_force *row)
{
	const char *number = arena_printf(c->arena, "%lld", (long long)row->version_no);

	sheet_text(sheet, text(c, arena_printf(c->arena, "kind.%s", row->kind)), NULL);
	sheet_text(sheet, row->code, definition_path(c->arena, kind, row->code, ""));
	sheet_text(sheet, number, NULL);
	sheet_text(sheet,
	    row->case_no > 0 ? arena_printf(c->arena, "%lld", (long long)row->case_no) : text(c, "all_cases"), NULL);
	sheet_text(sheet, row->decision_no != NULL && *row->decision_no != '\0' ? row->decision_no : NULL, NULL);
	if (row->from_day == DATE_NONE)
		sheet_state(sheet, text(c, "holds_today"), "done");
	else
		sheet_date(sheet, row->from_day);
	sheet_text(sheet, kind == DEFINITION_FORM ? text(c, "schema_link") : NULL,
	    kind == DEFINITION_FORM ? form_schema_path(c->arena, row->code, row->version_no) : NULL);
}

enum err
definitions_in_force(struct ctx *c, int64_t procedure_id, struct sheet **ret_sheet)
{
	static const char *const heads[] = { "kind_label", "code", "version", "case_no", "decision", "from_day",
		"schema" };
	struct sheet *sheet = sheet_new(c->arena, text(c, "goes_by"));
	enum err err = OK;

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, text(c, heads[i]), false);
	for (int kind = 0; !err && kind < DEFINITION_KINDS; kind++) {
		const struct define_in_force *rows;
		size_t count;

		err = define_of_procedure(c->db, (enum definition_kind)kind, procedure_id, &rows, &count);
		for (size_t i = 0; !err && i < count; i++)
			add_row(c, sheet, (enum definition_kind)kind, &rows[i]);
	}
	sheet->empty = text(c, "goes_by_none");
	*ret_sheet = sheet;
	return err;
}
