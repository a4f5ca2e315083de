/*
 * Form.io e-forms (as deployed Vietnamese systems have them) into our subset of form-js. Pure. Every member that could not be
 * carried is reported with its path; script is never carried.
 *
 * Carried: textfield textarea number currency email phoneNumber url address datetime day time checkbox selectboxes select (with
 * values of its own) radio file content htmlelement, laid out by panel fieldset well container columns table tabs, repeated by
 * datagrid editgrid; a wizard's panels are pages; the limits, the simple conditions and the conditions by operator of the
 * published component schema. Buttons and appearance are left out without a word.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_FORMIO_H
#define MOTCUA_DOMAIN_DEFINITION_FORMIO_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "domain/definition/form/form.h"

struct arena;

enum { FORMIO_BYTES_MAX = 1024 * 1024, FORMIO_NOTES_MAX = 500 };

/* One member that was not carried, or not as it was. */
struct formio_note {
	const char *path;    /* "components[3].columns[0].components[1].validate.pattern" */
	const char *label;   /* of the component, "" of the form */
	const char *message; /* catalogue key: "formio.pattern" ... */
	bool script;
};

struct formio_report {
	const char *json; /* form-js; NULL if there is none */
	size_t size;
	struct form *form; /* the same, read */
	struct formio_note *notes;
	size_t count; /* at most FORMIO_NOTES_MAX are kept */
	size_t script_count;
};

/*
 * Is it such a document at all: JSON with `components` whose members are those of Form.io rather than form-js?
 */
bool formio_is(const char *json, size_t size);

/*
 * ERR_TOO_LARGE; ERR_INVALID with *error: it is no such document ("form.not_json", "formio.not_formio"), or holds script and
 * `drop_script` is false ("formio.script" with the path of the first, all of them in the report), or what came out of it is no
 * form (what form_parse says). The report is filled as far as it went in every case.
 */
enum err formio_import(struct arena *arena, const char *json, size_t size, bool drop_script,
    struct formio_report *ret_report, struct form_error *error) MUST_CHECK;

#endif
