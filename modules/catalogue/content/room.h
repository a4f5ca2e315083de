/* What this room publishes (publish/page.h): its pages, and its parts of home, procedures and the shell. */
#ifndef MOTCUA_CATALOGUE_CONTENT_ROOM_H
#define MOTCUA_CATALOGUE_CONTENT_ROOM_H

#include "publish/page.h"

enum err content_room_read(struct db *db, struct arena *arena, int64_t now, const void **ret_content) MUST_CHECK;
enum err content_room_put(struct page_writer *writer, const void *content) MUST_CHECK;
void content_room_shell(struct arena *arena, const struct edition *edition, const void *content, struct view *shell);
void content_room_home(struct arena *arena, const struct edition *edition, const void *content, struct view *page);
void content_room_procedure(struct arena *arena, const struct edition *edition, const void *content,
    const struct catalogue_procedure *procedure, struct view *page);

#endif
