/* The cashier's pages. All texts come ready; no rule is decided here. */
#ifndef MOTCUA_PAYMENT_CASHIER_VIEW_H
#define MOTCUA_PAYMENT_CASHIER_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pay_view.h"

/* The demand that is open at the right of the list. */
struct cashier_demand {
	const char *code, *payer, *procedure, *total, *in_words, *action, *once;
	const struct pay_line *lines;
	size_t line_count;
	int64_t event_seq, version;                             /* what the form is for, and as it was shown */
	const char *received_label, *received, *received_error; /* the field of the form; error NULL: none */
};
struct cashier_row {
	const char *code, *url, *payer, *amount, *since;
};
struct cashier_page {
	const char *title;
	const char *notice;                      /* NULL: none */
	const char *receipt_url, *receipt_label; /* in the notice; NULL: none */
	const char *search_label, *search;       /* what was typed, "" if nothing */
	const struct cashier_demand *demand;     /* NULL: none chosen */
	const struct cashier_row *rows;
	size_t row_count;
	const char *shown, *next_url, *previous_url; /* of the list; NULL: no such page */
	const char *takings_url;
};
struct view *cashier_view(struct arena *arena, const struct cashier_page *page);

struct takings_row {
	const char *when, *code, *payer, *method, *officer, *amount;
};
struct takings_sum {
	const char *method, *amount;
};
struct takings_page {
	const char *date_label, *date_error, *date_day, *date_month, *date_year; /* the field; error NULL: none */
	const char *title, *day, *back_url, *total, *in_words;
	const struct takings_row *rows;
	size_t row_count;
	const struct takings_sum *sums; /* by method */
	size_t sum_count;
	const char *cut; /* how many of them are listed; NULL: all */
};
struct view *takings_view(struct arena *arena, const struct takings_page *page);

#endif
