/*
 * The pages of those who govern the catalogue, all of one shape: what is so (facts), tables, what may be done (forms), what
 * happened. Fills the template catalogue/govern. Knows no statement.
 */
#ifndef MOTCUA_CATALOGUE_GOVERN_PAGE_H
#define MOTCUA_CATALOGUE_GOVERN_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

struct agency;
struct arena;
struct ctx;
struct sheet;
struct view;

/* A page on its way: the view and the lists in it to which the functions below add. */
struct page {
	struct ctx *ctx;
	const char *words; /* the message file of its keys: catalogue_govern, or that of the room which sets it */
	struct view *view;
	struct view *leads, *tabs, *rows, *actions, *filters, *sheets, *links, *forms, *events;
};

/*
 * An empty page whose title is `title` (words), with the sub-navigation at `current`. Every member of the template is set.
 * `back`: where its back link leads, NULL: none.
 */
struct page page_new(struct ctx *c, const char *title, const char *current, const char *back);
/* A sentence below the heading. */
void page_lead(struct page *page, const char *text);
/* The banner of something just done; `done` false: nothing. */
void page_notice(struct page *page, bool done, const char *key);
/* What a job is doing, as a bar that moves by itself (office.js) or by a reload; JSON says `working`. */
void page_progress(struct page *page, const char *text, int64_t percent);
void page_tab(struct page *page, const char *label, const char *url, bool current);
void page_fact(struct page *page, const char *key, const char *value);
/* A table with its heading; `note` and `csv` may be NULL. */
void page_sheet(struct page *page, const struct sheet *sheet, const char *note, const char *csv);
/* A button above the tables that leads to a form of its own: what the reader most likely came for. `secondary`: beside it. */
void page_action(struct page *page, const char *label, const char *url, bool secondary);
/* A link below the tables. */
void page_link(struct page *page, const char *label, const char *url);
void page_event(struct page *page, const char *title, int64_t at, const char *who, const char *text);
void page_next(struct page *page, const char *url);

/* --- forms -------------------------------------------------------------------------------------------------------- */

/*
 * A form with its button. `version`: of the row that it changes, -1: the form carries `once` instead. `confirm` NULL:
 * without a question. The list of its fields comes back, for the functions below.
 */
struct page_form {
	const char *title, *action, *button, *confirm;
	int64_t version;
	bool secondary;
	bool multipart; /* it has a field for a file */
};
struct view *page_form(struct page *page, const struct page_form *form) __attribute__((returns_nonnull));
/* A GET form above the tables; the list of its fields. `button`: text of its button, NULL: that of filters. */
struct view *page_filter(struct page *page, const char *action, const char *button) __attribute__((returns_nonnull));

/* Label and hint are keys of the page's message file, hint may be NULL; what was typed comes back instead of `value`. */
struct page_field {
	const char *name, *label, *hint;
	bool optional;
	const char *value;
};
void page_input(struct page *page, struct view *fields, const struct page_field *field, const char *width);
/* A file to send; `accept`: ".json,.bpmn". The form must be multipart. */
void page_file(struct page *page, struct view *fields, const struct page_field *field, const char *accept);
void page_area(struct page *page, struct view *fields, const struct page_field *field);
/* `day` DATE_NONE: empty. */
void page_date(struct page *page, struct view *fields, const struct page_field *field, int32_t day);
/* A list to choose from, filled by page_option. `empty` (key): its first, empty choice; NULL: none. */
struct page_select {
	struct view *options;
	const char *chosen;
};
struct page_select page_select(
    struct page *page, struct view *fields, const struct page_field *field, const char *empty);
void page_option(const struct page_select *select, const char *value, const char *label);
/* Options from the words of a group: { "province", "district", NULL } of "tiers". */
void page_options(struct page *page, const struct page_select *select, const char *const *words, const char *group);
/* Options by code from the agencies of today. */
void page_agencies(const struct page_select *select, const struct agency *agencies, size_t count);
void page_hidden(struct view *fields, const char *name, const char *value);

/* --- answers ------------------------------------------------------------------------------------------------------ */

enum err page_respond(const struct page *page) MUST_CHECK;
/* The table as a file. */
enum err page_respond_csv(struct ctx *c, const struct sheet *sheet, const char *name) MUST_CHECK;

/* A text of the page's message file. */
const char *page_text(const struct page *page, const char *key);
/* A text of catalogue_govern.json: govern_text(c, "title"). */
const char *govern_text(const struct ctx *c, const char *key);
/* The same with one {name} replaced. */
const char *govern_format(struct ctx *c, const char *key, const char *name, const char *value);
/* The word for one of several: govern_word(c, "tiers", "province"). */
const char *govern_word(struct ctx *c, const char *group, const char *word);

/* The template with every member, for --check. */
struct view *page_sample(struct arena *arena);

#endif
