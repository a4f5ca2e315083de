/* Notices of interruptions (thông báo gián đoạn) in the back office: written, published in time, ended. */
#ifndef MOTCUA_CATALOGUE_NOTICE_H
#define MOTCUA_CATALOGUE_NOTICE_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

extern const struct input notices_input, notice_input, notice_create_input, notice_save_input, notice_act_input;

/* GET /can-bo/danh-muc/thong-bao */
enum err handle_notices(struct ctx *c, const void *input) MUST_CHECK;
/* GET and POST /can-bo/danh-muc/thong-bao/moi */
enum err handle_notice_new(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_notice_create(struct ctx *c, const void *input) MUST_CHECK;
enum err again_notice_create(struct ctx *c, const void *input) MUST_CHECK;
/* GET and POST /can-bo/danh-muc/thong-bao/{code} */
enum err handle_notice(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_notice_save(struct ctx *c, const void *input) MUST_CHECK;
enum err again_notice_save(struct ctx *c, const void *input) MUST_CHECK;
/* POST .../dang: ERR_CONFLICT where a planned one comes too late. POST .../go: ends it now, or takes it back. */
enum err handle_notice_publish(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_notice_end(struct ctx *c, const void *input) MUST_CHECK;

#endif
