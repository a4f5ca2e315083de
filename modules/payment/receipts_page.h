/* Receipts (biên lai) to print: one sheet each, with what NĐ 254/2026/NĐ-CP, Điều 23 khoản 2 asks. */
#ifndef MOTCUA_PAYMENT_RECEIPTS_PAGE_H
#define MOTCUA_PAYMENT_RECEIPTS_PAGE_H

#include <stddef.h>

#include "core/err.h"

struct arena;
struct bill;
struct ctx;
struct view;

struct receipt_sheet {
	const char *form, *series, *number, *agency, *agency_code, *what, *payer, *address, *dossier, *amount,
	    *in_words, *method, *date, *collector;
	const struct receipt_sheet_line *lines;
	size_t line_count;
};
struct receipt_sheet_line {
	const char *label, *amount;
};
struct view *receipts_view(
    struct arena *arena, const char *title, const char *back_url, const struct receipt_sheet *sheets, size_t count);

/* The page of all receipts of the bill's dossier; ERR_NOT_FOUND if none was issued. */
MUST_CHECK enum err receipts_show(struct ctx *c, const struct bill *bill, const char *back_url);

#endif
