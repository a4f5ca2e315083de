/*
 * A form that is drawn up against what it needs: the shared lists that it chooses from, a question that tells who files, the papers
 * of the procedures that it is for. What reads its answers is form_readers.h's.
 */
#ifndef MOTCUA_CATALOGUE_DEFINE_CHECK_FORM_H
#define MOTCUA_CATALOGUE_DEFINE_CHECK_FORM_H

#include "core/err.h"

struct definition_problems;
struct definition_subject;

/*
 * A row of the table in check.c. A list that nobody keeps, or that does not hang on the list above it, blocks: no choice could
 * ever be made. One that has no choices today is a remark.
 */
MUST_CHECK enum err check_form_lists(const struct definition_subject *subject, struct definition_problems *problems);
/*
 * A row of the table in check.c. A remark where no question is taken from the account of who files: then everybody is asked for
 * name and number on a page of its own before the form.
 */
MUST_CHECK enum err check_form_applicant(
    const struct definition_subject *subject, struct definition_problems *problems);
/*
 * A row of the table in check.c. A remark where a file is asked for on a condition and is a paper that a procedure wants of
 * everybody: the condition then changes nothing.
 */
MUST_CHECK enum err check_form_papers(const struct definition_subject *subject, struct definition_problems *problems);

#endif
