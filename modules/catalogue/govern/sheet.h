/*
 * A table of a manager's page, made once and told three ways: on the page (partial catalogue/govern_sheet), as JSON with it,
 * and as the CSV beside it. So the file never says anything else than the page. Knows no statement and no address.
 */
#ifndef MOTCUA_CATALOGUE_SHEET_H
#define MOTCUA_CATALOGUE_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buffer;
struct view;

enum { SHEET_COLUMNS_MAX = 16 };

/* Texts are kept by reference and live as long as the sheet. */
struct sheet_cell {
	const char *text;  /* NULL: nothing */
	const char *url;   /* of what stands behind it, NULL: none */
	const char *state; /* kind of partials/tag (active, waiting, done, bad, neutral), NULL: plain text */
	int64_t share;     /* tenths of a percent, drawn as a bar beside the text; -1: no bar */
	int64_t depth;     /* how far right it stands, for trees */
};

struct sheet {
	struct arena *arena;
	const char *caption;
	const char *empty; /* what the page says while it has no rows; NULL: only that there are none */
	struct sheet_column {
		const char *label;
		bool number;
	} columns[SHEET_COLUMNS_MAX];
	size_t column_count;
	struct sheet_cell *cells; /* row by row */
	size_t cell_count, cell_room;
};

/* An empty table; `caption` says what it shows. */
struct sheet *sheet_new(struct arena *arena, const char *caption) __attribute__((returns_nonnull));
/* Columns first, then the cells of one row after the other. */
void sheet_column(struct sheet *sheet, const char *label, bool number);
void sheet_text(struct sheet *sheet, const char *text, const char *url);
/* The same in a tree: `depth` 0 stands at the left. */
void sheet_branch(struct sheet *sheet, const char *text, const char *url, size_t depth);
/* With dots between thousands. */
void sheet_number(struct sheet *sheet, int64_t number, const char *url);
/* part of whole as "12,5%" with a bar; "-" where the whole is nothing. */
void sheet_share(struct sheet *sheet, int64_t part, int64_t whole);
void sheet_state(struct sheet *sheet, const char *label, const char *kind);
/* "dd/mm/yyyy"; DATE_NONE: nothing. */
void sheet_date(struct sheet *sheet, int32_t day);

size_t sheet_rows(const struct sheet *sheet);
/* caption, empty, heads [{label, number}], rows [{head {...}, cells [{column, text, url, state, bar, ...}]}], any, wide */
void sheet_show(const struct sheet *sheet, struct view *into);
/* RFC 4180 with a BOM for spreadsheets; a cell never begins as a formula. */
void sheet_csv(const struct sheet *sheet, struct buffer *out);

/* A table with a cell of each kind, for --check. */
struct sheet *sheet_sample(struct arena *arena) __attribute__((returns_nonnull));

/* part of whole in tenths of a percent, half rounded up; 0 where the whole is nothing. */
int64_t share_tenths(int64_t part, int64_t whole);
/* 123 as "12,3%" */
const char *share_text(struct arena *arena, int64_t tenths) __attribute__((returns_nonnull));

#endif
