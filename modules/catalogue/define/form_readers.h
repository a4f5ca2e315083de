/*
 * What reads the answers of a form that is drawn up: the rules and processes in force for its procedures. A name that they read and
 * that the form stops asking for is gone on the day of the approval, so the form is approved only together with drafts that read it
 * no more.
 */
#ifndef MOTCUA_CATALOGUE_DEFINE_FORM_READERS_H
#define MOTCUA_CATALOGUE_DEFINE_FORM_READERS_H

#include <stddef.h>

#include "core/err.h"
#include "define/kind.h"

struct definition_problems;
struct definition_subject;

/*
 * A row of the table in check.c. A name that the forms of today ask for and this one does not blocks, with the definition and the
 * place that reads it, unless the open draft of that definition reads it no more. A name that no form asked for before is a
 * remark: this draft did not take it away.
 */
MUST_CHECK enum err check_form_readers(const struct definition_subject *subject, struct definition_problems *problems);

/* A draft without which the form cannot be approved. */
struct linked_draft {
	enum definition_kind kind; /* DEFINITION_RULE or DEFINITION_PROCESS */
	const char *code;
};
/* Each once; none for what is no form. */
MUST_CHECK enum err linked_drafts(
    const struct definition_subject *subject, const struct linked_draft **ret_drafts, size_t *ret_count);

#endif
