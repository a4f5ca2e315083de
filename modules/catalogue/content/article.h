/* News (bài viết) and guides (hướng dẫn) in the back office: lists, editor with preview, publishing. */
#ifndef MOTCUA_CATALOGUE_ARTICLE_H
#define MOTCUA_CATALOGUE_ARTICLE_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

extern const struct input articles_input, article_new_input, article_input, article_create_input, article_save_input,
    article_act_input;

/* GET /can-bo/danh-muc/bai-viet and /huong-dan */
enum err handle_news(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_guides(struct ctx *c, const void *input) MUST_CHECK;
/* GET and POST /can-bo/danh-muc/bai-viet/moi; the POST of the button "preview" writes nothing and shows the text. */
enum err handle_article_new(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_article_create(struct ctx *c, const void *input) MUST_CHECK;
enum err again_article_create(struct ctx *c, const void *input) MUST_CHECK;
/* GET and POST /can-bo/danh-muc/bai-viet/{slug} */
enum err handle_article(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_article_save(struct ctx *c, const void *input) MUST_CHECK;
enum err again_article_save(struct ctx *c, const void *input) MUST_CHECK;
/* POST .../dang and .../go */
enum err handle_article_publish(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_article_withdraw(struct ctx *c, const void *input) MUST_CHECK;

#endif
