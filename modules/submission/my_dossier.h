/* One of my dossiers: everything, its papers and results to download. Anybody else's is ERR_NOT_FOUND. */
#ifndef MOTCUA_SUBMISSION_MY_DOSSIER_H
#define MOTCUA_SUBMISSION_MY_DOSSIER_H

#include "core/err.h"
#include "domain/definition/form/form.h"
#include "domain/dossier/dossier.h"

struct arena;
struct ctx;
struct input;
struct view;

extern const struct input my_dossier_input, my_file_input;

enum err handle_my_dossier(struct ctx *c, const void *input) MUST_CHECK;
/* A paper of the dossier, or a published result of it. */
enum err handle_my_file(struct ctx *c, const void *input) MUST_CHECK;

/*
 * The answers as they stand today: of each field the latest round's. *ret_form is NULL where the dossier has no form.
 */
MUST_CHECK enum err dossier_answers(
    struct ctx *c, const struct dossier *dossier, struct form **ret_form, struct form_values *ret_values);
/* The same as they were filed, before any supplement; *ret_corrected: a later round changed some. `form`: by which they are read. */
MUST_CHECK enum err dossier_answers_filed(struct ctx *c, const struct dossier *dossier, const struct form *form,
    struct form_values *ret_values, bool *ret_corrected);

struct view *my_dossier_sample(struct arena *arena);

#endif
