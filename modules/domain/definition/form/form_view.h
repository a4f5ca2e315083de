/*
 * A form as a view tree, one rendering for every module (partials of www/templates/form/). Holds no markup.
 * Knows core's view tree, not templates.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_FORM_VIEW_H
#define MOTCUA_DOMAIN_DEFINITION_FORM_VIEW_H

#include "domain/definition/form/form.h"

struct arena;
struct view;

struct form_view_options {
	int64_t today;
	const char *page;                     /* id of the page to show, NULL: all pages one after the other */
	const char *language;                 /* "vi", "en" */
	const char *add_row;                  /* id of a list that is shown with one blank row more, NULL: none */
	const struct form_field *const *only; /* the questions to show alone, NULL: all; groups around them are shown */
	size_t only_count;
	bool with_hidden; /* hidden fields too, marked is_hidden, for live conditions in the browser */
	/* Text of a catalogue message with its label and limit, for problems without a text of their own; NULL: the key. */
	const char *(*message)(void *context, const char *key, const char *label, const char *limit);
	void *context;
	/* Who filled the question in, in words, and whether it may be typed over; NULL: nothing to say of any. */
	const char *(*told)(void *context, const struct form_field *field, bool *ret_locked);
	void *told_context;
};

/*
 * {pages: [{id, title, fields: [...]}], problems: [{href, text}], has_problems, live}
 * live: JSON text for static/js/form.js: the fields with the trees of their conditions, the answers that stand on other pages
 * field: {id, name, key, label, hint, required, optional, value, error, has_error, autocomplete, inputmode, max_length,
 *   is_text | is_textarea | is_number | is_date | is_time | is_checkbox | is_checklist | is_radio | is_select | is_file |
 *   is_group | is_list | is_note | is_heading | is_expression, is_hidden, is_conditional (itself or what encloses it),
 *   field (its id), row, is_money, is_sensitive, requirement, is_soft, is_co_signer,
 *   list (code of its shared list or null), is_locked (told by who answers for it: shown, not asked), above, above_label (name and label of the choice that a linked list hangs on, or null),
 *   is_waiting (for that choice),
 *   is_sought (its choices are too many to be shown: options are what was chosen and what may be meant by `sought`, what was typed
 *   or null, with matches and more_matches), day, month, year (dates), checked, options: [{id, value, label, above (of a match), checked}],
 *   fields (group), rows: [{number, index, fields}], can_add (list)}
 */
struct view *form_view(struct arena *arena, const struct form *form, const struct form_values *values,
    const struct form_problems *problems, const struct form_view_options *options);

/* The answers to check: {pages: [{id, title, answers: [{label, value, key, id, field (its id), is_missing, is_lacking (asked for), row}]}]}. Hidden fields left out. */
struct view *form_summary_view(struct arena *arena, const struct form *form, const struct form_values *values,
    const struct form_view_options *options);

#endif
