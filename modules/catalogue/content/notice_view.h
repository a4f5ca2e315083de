/* Notices of interruptions in the back office, as views. */
#ifndef MOTCUA_CATALOGUE_NOTICE_VIEW_H
#define MOTCUA_CATALOGUE_NOTICE_VIEW_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct ctx;
struct notice;
struct view;

#define NOTICES_PATH "/can-bo/danh-muc/thong-bao"

struct view *notices_view(struct ctx *c, const struct notice *notices, size_t count, bool more);
/* One notice, or a new one (id 0); the history is the caller's to add. */
struct view *notice_edit_view(
    struct ctx *c, const struct notice *notice, bool may_write, bool preview, const char *done);

struct view *notices_sample(struct arena *arena);
struct view *notice_edit_sample(struct arena *arena);

#endif
