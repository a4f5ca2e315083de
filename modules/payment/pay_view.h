/* The citizen's pages: what is owed, leaving for a gateway, coming back. All texts come ready; no rule is decided here. */
#ifndef MOTCUA_PAYMENT_PAY_VIEW_H
#define MOTCUA_PAYMENT_PAY_VIEW_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct view;

struct pay_line {
	const char *label, *amount;
};
struct pay_choice {
	const char *value, *label, *hint;
	bool selected;
};

/* A state as partials/tag shows it. */
struct pay_tag {
	const char *label, *kind;
};

struct pay_page {
	const char *title, *code, *procedure;
	const struct pay_line *lines;
	size_t line_count;
	const char *total, *in_words;
	struct pay_tag tag;
	const struct pay_choice *choices; /* 0: nothing can be paid here */
	size_t choice_count;
	const char *choices_label, *error; /* error: beside the choices, NULL: none */
	const char *once, *action;         /* NULL: nothing to do */
	const char *counter_text, *note;   /* NULL: none */
	const char *receipt_url, *dossier_url, *back_url;
};
struct view *pay_view(struct arena *arena, const struct pay_page *page);

struct leave_page {
	const char *title, *code, *amount, *gateway, *host;
	const char *leave_url; /* NULL: the gateway has not answered yet */
	const char *reload_url, *back_url;
};
struct view *leave_view(struct arena *arena, const struct leave_page *page);

struct return_page {
	const char *title, *code, *text;
	const char *next; /* what happens now; NULL: nothing to say */
	bool paid, waiting;
	struct pay_tag tag;
	const char *reload_url, *pay_url, *dossier_url, *receipt_url; /* NULL where it does not apply */
};
struct view *return_view(struct arena *arena, const struct return_page *page);

struct view *home_view(struct arena *arena, const char *title);

struct mine_row {
	const char *code, *url, *procedure, *amount, *since;
};
struct view *mine_view(struct arena *arena, const char *title, const struct mine_row *rows, size_t count);

#endif
