/* Tables of managers' pages. See sheet.h. */
#include "govern/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "core/locale/date.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/none.h"
#include "core/view/csv.h"
#include "core/view/view.h"

enum { FEW_COLUMNS = 3, FIRST_ROOM = 64, FULL_SHARE = 1000, NO_BAR = -1, DEPTH_MOST = 6 };

struct sheet *
sheet_new(struct arena *arena, const char *caption)
{
	struct sheet *sheet = ARENA_NEW(arena, struct sheet);

	sheet->arena = arena;
	sheet->caption = caption;
	sheet->cell_room = FIRST_ROOM;
	sheet->cells = arena_array(arena, FIRST_ROOM, sizeof(*sheet->cells));
	return sheet;
}

void
sheet_column(struct sheet *sheet, const char *label, bool number)
{
	if (sheet->column_count < SHEET_COLUMNS_MAX)
		sheet->columns[sheet->column_count++] = (struct sheet_column){ label, number };
}

static void
add(struct sheet *sheet, struct sheet_cell cell)
{
	if (sheet->cell_count == sheet->cell_room) {
		struct sheet_cell *more = arena_array(sheet->arena, 2 * sheet->cell_room, sizeof(*more));

		memcpy(more, sheet->cells, sheet->cell_count * sizeof(*more));
		sheet->cells = more;
		sheet->cell_room *= 2;
	}
	sheet->cells[sheet->cell_count++] = cell;
}

void
sheet_text(struct sheet *sheet, const char *text, const char *url)
{
	add(sheet, (struct sheet_cell){ text, url, NULL, NO_BAR, 0 });
}

void
sheet_branch(struct sheet *sheet, const char *text, const char *url, size_t depth)
{
	add(sheet, (struct sheet_cell){ text, url, NULL, NO_BAR, (int64_t)(depth > DEPTH_MOST ? DEPTH_MOST : depth) });
}

void
sheet_number(struct sheet *sheet, int64_t number, const char *url)
{
	add(sheet, (struct sheet_cell){ money_text(sheet->arena, number), number != 0 ? url : NULL, NULL, NO_BAR, 0 });
}

int64_t
share_tenths(int64_t part, int64_t whole)
{
	return whole > 0 ? (2 * FULL_SHARE * part + whole) / (2 * whole) : 0;
}

const char *
share_text(struct arena *arena, int64_t tenths)
{
	lldiv_t parts = lldiv(tenths, 10);

	return parts.rem == 0 ? arena_printf(arena, "%lld%%", parts.quot)
			      : arena_printf(arena, "%lld,%lld%%", parts.quot, parts.rem);
}

void
sheet_share(struct sheet *sheet, int64_t part, int64_t whole)
{
	int64_t tenths = share_tenths(part, whole);

	if (whole <= 0) {
		sheet_text(sheet, "-", NULL);
		return;
	}
	add(sheet, (struct sheet_cell){ share_text(sheet->arena, tenths), NULL, NULL, tenths, 0 });
}

void
sheet_state(struct sheet *sheet, const char *label, const char *kind)
{
	add(sheet, (struct sheet_cell){ label, NULL, kind, NO_BAR, 0 });
}

void
sheet_date(struct sheet *sheet, int32_t day)
{
	sheet_text(sheet, day == DATE_NONE ? NULL : date_text(sheet->arena, day), NULL);
}

size_t
sheet_rows(const struct sheet *sheet)
{
	return sheet->column_count > 0 ? sheet->cell_count / sheet->column_count : 0;
}

static void
show_cell(
    const struct sheet *sheet, const struct sheet_cell *cell, const struct sheet_column *column, struct view *into)
{
	bool empty = cell->text == NULL || *cell->text == '\0';
	struct view *state;

	view_text(into, "text", cell->state == NULL ? cell->text : NULL);
	view_url(into, "url", cell->url);
	view_bool(into, "number", column->number);
	view_text(into, "column", empty ? NULL : column->label);
	view_text(into, "depth", cell->depth > 0 ? arena_printf(sheet->arena, "%lld", (long long)cell->depth) : NULL);
	view_text(into, "bar",
	    cell->share >= 0
		? arena_printf(sheet->arena, "%lld", (long long)(cell->share > FULL_SHARE ? FULL_SHARE : cell->share))
		: NULL);
	if (cell->state == NULL) {
		view_text(into, "state", NULL);
		return;
	}
	state = view_child(into, "state");
	view_text(state, "label", cell->text);
	view_text(state, "kind", cell->state);
}

void
sheet_show(const struct sheet *sheet, struct view *into)
{
	struct view *heads = view_list(into, "heads"), *rows = view_list(into, "rows");
	size_t count = sheet_rows(sheet);

	view_text(into, "caption", sheet->caption);
	view_text(into, "empty", sheet->empty);
	view_bool(into, "any", count > 0);
	view_bool(into, "wide", sheet->column_count > FEW_COLUMNS);
	for (size_t k = 0; k < sheet->column_count; k++) {
		struct view *head = view_item(heads);

		view_text(head, "label", sheet->columns[k].label);
		view_bool(head, "number", sheet->columns[k].number);
	}
	for (size_t i = 0; i < count; i++) {
		const struct sheet_cell *cells = &sheet->cells[i * sheet->column_count];
		struct view *row = view_item(rows), *list;

		show_cell(sheet, &cells[0], &sheet->columns[0], view_child(row, "head"));
		list = view_list(row, "cells");
		for (size_t k = 1; k < sheet->column_count; k++)
			show_cell(sheet, &cells[k], &sheet->columns[k], view_item(list));
	}
}

void
sheet_csv(const struct sheet *sheet, struct buffer *out)
{
	csv_begin(out);
	for (size_t k = 0; k < sheet->column_count; k++)
		csv_cell(out, sheet->columns[k].label, k);
	csv_row_end(out);
	for (size_t i = 0; i < sheet_rows(sheet); i++) {
		for (size_t k = 0; k < sheet->column_count; k++)
			csv_cell(out, sheet->cells[i * sheet->column_count + k].text, k);
		csv_row_end(out);
	}
}

struct sheet *
sheet_sample(struct arena *arena)
{
	struct sheet *sheet = sheet_new(arena, "sample");

	sheet_column(sheet, "sample", false);
	sheet_column(sheet, "sample", true);
	sheet_column(sheet, "sample", false);
	sheet_text(sheet, "sample", "/can-bo/danh-muc");
	sheet_share(sheet, 1, 2);
	sheet_state(sheet, "sample", "bad");
	return sheet;
}
