/* One section's form on its way through a request: the draft, what was typed, what there is to choose from. Private to
 * the room. */
#ifndef MOTCUA_CATALOGUE_EDIT_FORM_H
#define MOTCUA_CATALOGUE_EDIT_FORM_H

#include <stdbool.h>

#include "core/err.h"
#include "edit/edit_page.h"
#include "edit/edit_store.h"
#include "edit/edit_values.h"

struct ctx;
struct record_fault;

struct edit_form {
	struct edit_page page;
	struct edit_choices choices[SOURCE__MAX];
	struct edit_values values;
	struct edit_values theirs; /* in a conflict: what the draft says by now */
	bool saved, conflict;
	bool tried;        /* rows were added or the clock was tried: nothing is saved yet */
	const char *fault; /* message key of what no field stands for; NULL: nothing */
};

/* What the section's sources offer today. */
MUST_CHECK enum err edit_form_choices(struct ctx *c, struct edit_form *form);
/* One empty row at the end of each list. */
void edit_form_blanks(struct ctx *c, struct edit_form *form);
/* A row for each agency of the commune tier that the list does not name yet: it receives and solves online. */
MUST_CHECK enum err edit_form_tier(struct ctx *c, struct edit_form *form);
/* Entries of the record to which the rows belong are found again by what the rows say: the draft has moved on. */
void edit_form_rematch(struct ctx *c, struct edit_form *form);
/* What was typed into the record. ERR_INVALID: every fault stands beside its value. */
MUST_CHECK enum err edit_form_take(struct ctx *c, struct edit_form *form);
/* A fault that writing found ("offerings[2].receiving"), beside its field if the form has it. */
void edit_form_fault(struct ctx *c, struct edit_form *form, const struct record_fault *fault);
/* Answers with the page; status 0: 200. */
MUST_CHECK enum err edit_form_show(struct ctx *c, struct edit_form *form, int status);

#endif
