/* A definition as the file that it is: form-js JSON, BPMN or DMN, to be taken away and brought back. */
#ifndef MOTCUA_CATALOGUE_DEFINE_DOCUMENT_H
#define MOTCUA_CATALOGUE_DEFINE_DOCUMENT_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

extern const struct input document_input;        /* {kind} {code} */
extern const struct input document_file_input;   /* {kind} {code}, phien-ban */
extern const struct input document_upload_input; /* {kind} {code} version, file */

/* GET .../van-ban */
enum err handle_document(struct ctx *c, const void *input) MUST_CHECK;
/* GET .../van-ban/tai-ve: the draft, or the approved version of a number. */
enum err handle_document_file(struct ctx *c, const void *input) MUST_CHECK;
/* POST .../van-ban: the file takes the place of the draft's content; one that cannot be read is refused with the place. */
enum err handle_document_upload(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_document_again(struct ctx *c, const void *input) MUST_CHECK;

#endif
