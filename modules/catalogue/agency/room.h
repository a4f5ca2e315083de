/* What this room publishes (publish/page.h): the page of every agency, and the way on from addresses that it had before. */
#ifndef MOTCUA_CATALOGUE_AGENCY_ROOM_H
#define MOTCUA_CATALOGUE_AGENCY_ROOM_H

#include <stdint.h>

#include "core/err.h"

struct agency;
struct arena;
struct db;
struct edition;
struct page_writer;
struct view;

enum err agency_room_read(struct db *db, struct arena *arena, int64_t now, const void **ret_content) MUST_CHECK;
enum err agency_room_put(struct page_writer *writer, const void *content) MUST_CHECK;

/* Adds what the agency's page says of its own; `content` NULL: one of each, in samples. */
void agency_room_add(struct arena *arena, const struct edition *edition, const void *content,
    const struct agency *agency, struct view *page);

#endif
