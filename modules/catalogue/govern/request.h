/*
 * Change requests of units (đề nghị thay đổi thủ tục): filed by who drafts, answered by who controls, within the office's
 * term. A unit sees its own, the office all.
 */
#ifndef MOTCUA_CATALOGUE_REQUEST_H
#define MOTCUA_CATALOGUE_REQUEST_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

#define REQUEST_PATH "/can-bo/danh-muc/de-nghi"

extern const struct input requests_input, request_new_input, request_file_input, request_input, request_note_input,
    request_reason_input;

/* GET /can-bo/danh-muc/de-nghi */
enum err handle_requests(struct ctx *c, const void *input) MUST_CHECK;
/* GET .../de-nghi/moi, POST .../de-nghi */
enum err handle_request_new(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_request_again(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_request_file(struct ctx *c, const void *input) MUST_CHECK;
/* GET .../de-nghi/{request} */
enum err handle_request(struct ctx *c, const void *input) MUST_CHECK;
/* POST .../de-nghi/{request}/chap-nhan, /tu-choi, /rut */
enum err handle_request_accept(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_request_refuse(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_request_withdraw(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_request_note_again(struct ctx *c, const void *input) MUST_CHECK;

#endif
