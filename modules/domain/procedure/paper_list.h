/*
 * The papers of one filing as a check-list: the requirements of the case and the file questions of the form, each with whether it
 * is needed and who says so. One list for whoever attaches files at home and for the officer who counts papers at the counter. Pure.
 */
#ifndef MOTCUA_DOMAIN_PROCEDURE_PAPER_LIST_H
#define MOTCUA_DOMAIN_PROCEDURE_PAPER_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/definition/form/form.h"

struct arena;
struct course;

enum paper_need { PAPER_NOT_ASKED, PAPER_IF_ANY, PAPER_REQUIRED };
enum paper_source { PAPER_BY_PROCEDURE, PAPER_BY_FORM, PAPER_BY_RULE };

struct paper_line {
	const struct procedure_requirement *requirement; /* NULL: the form alone asks for it */
	const struct form_field *field;                  /* the form's question for it; NULL: it has none */
	const char *code, *name;
	enum paper_need need;
	enum paper_source by;
	size_t row; /* of the rule's table "papers", from 1, where the rule decides; else 0 */
};

struct paper_list {
	const struct paper_line *items; /* requirements in their order, then what the form alone asks for */
	size_t count;
};

/*
 * Where the rule says of a paper whether it is needed, nothing else does; else a condition of the form may take away what the
 * procedure does not require, and may require. `form` may be NULL. `partial`: not every question was put to the applicant (at the
 * counter the form is on paper): a condition that hangs on one without an answer leaves the paper as the procedure has it.
 */
void paper_list_make(struct arena *arena, const struct course *course, const struct form *form,
    const struct form_values *values, int32_t today, bool partial, struct paper_list *ret_list);

#endif
