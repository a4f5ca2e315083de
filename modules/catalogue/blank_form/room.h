/* What this room publishes (publish/page.h): blank forms in force, below mau-don/ of the tree, where nginx looks before the installed ones. */
#ifndef MOTCUA_CATALOGUE_BLANK_FORM_ROOM_H
#define MOTCUA_CATALOGUE_BLANK_FORM_ROOM_H

#include <stdint.h>

#include "core/err.h"

struct arena;
struct db;
struct page_writer;

enum err blank_form_room_read(struct db *db, struct arena *arena, int64_t now, const void **ret_content) MUST_CHECK;
enum err blank_form_room_put(struct page_writer *writer, const void *content) MUST_CHECK;

#endif
