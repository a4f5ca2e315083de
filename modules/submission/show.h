/*
 * Small pieces of pages that several resources show: texts, fields of the partials of www/README.md, states of a dossier in
 * words. Fills views, holds no markup. `c` may be the bare context of a sample (--check), without catalogue.
 */
#ifndef MOTCUA_SUBMISSION_SHOW_H
#define MOTCUA_SUBMISSION_SHOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "domain/dossier/dossier.h"

struct view;

/* The text of a catalogue key. Never NULL. */
const char *words(const struct ctx *c, const char *key);
/* words_with(c, "submission.paper_missing", MESSAGE_ARGUMENTS({ "paper", name })) */
const char *words_with(const struct ctx *c, const char *key, const struct message_argument *arguments, size_t count);
/* "8.000 đồng" in the reader's language. */
const char *words_money(const struct ctx *c, int64_t amount);
/* "2,4 MB", "310 KB" */
const char *words_size(const struct ctx *c, int64_t bytes);
/* "21/11/2026 09:10", NULL for TIME_NONE. */
const char *words_moment(const struct ctx *c, int64_t at);

/* A field of a page, for partials/input and textarea. Texts are already in words; NULL where not needed. */
struct shown_field {
	const char *name, *label, *hint, *value;
	const char *type; /* text, email, tel, password */
	const char *width, *autocomplete, *inputmode;
	bool optional;
	int64_t rows, maxlength; /* of a textarea */
};
/* Adds the object `field->name` with what was typed and what was wrong with it. */
void show_field(struct ctx *c, struct view *page, const struct shown_field *field);
/* Adds `code`, the field for a one-time code that was sent. */
void show_code_field(struct ctx *c, struct view *page);

struct shown_option {
	const char *value, *label, *hint;
};
/* Fills an object for partials/radios and select; `chosen` where nothing was typed. */
void show_choice(struct ctx *c, struct view *field, const char *name, const char *label, const char *hint,
    const struct shown_option *options, size_t count, const char *chosen);

/* title, has_errors, errors, back_url (may be NULL). */
void show_page(struct ctx *c, struct view *page, const char *title, const char *back_url);
/* `procedure` {label, url, code}. */
void show_procedure(struct ctx *c, struct view *page, const char *code, const char *name);
/* `notice` {text, success, link null}, or null for no text. */
void show_notice(struct view *page, const char *text, bool success);
/* The steps of filing (details, papers, check), the one at `current` (0-2) marked. */
void show_filing_steps(struct ctx *c, struct view *page, int current);
/* `rows`: adds one row of a summary list; value NULL: not given; change_url NULL: no change. */
void show_row(struct view *rows, const char *key, const char *value, const char *change_url);
/* `left` {text, url, button} or null. */
void show_left(struct view *page, const char *text, const char *url, const char *button);
/* `file` object in a list for partials/files. */
void show_file(
    struct ctx *c, struct view *files, const char *name, int64_t size, const char *url, const char *remove_url);

/* `state` {label, kind}. */
void show_state(struct ctx *c, struct view *page, enum dossier_state state);
/* How far a dossier in that state is, 0 to 100. */
int64_t state_percent(enum dossier_state state);
/* The five steps of a dossier's way: filed, received, worked on, decided, returned. */
void show_way(struct ctx *c, struct view *page, const struct dossier *dossier);

#endif
