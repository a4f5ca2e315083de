/*
 * The interruptions that last now, on the pages that modules serve: read from the file that publishing wrote, so that
 * they are told while the database is away. No file, or one that cannot be read: nothing is told.
 */
#ifndef MOTCUA_DOMAIN_SITE_CURRENT_NOTICES_H
#define MOTCUA_DOMAIN_SITE_CURRENT_NOTICES_H

struct arena;
struct view;

/* Within a published tree: {"notices": {"items": [{"label": text, "url": path, "until": text}]} or null}. */
#define CURRENT_NOTICES_FILE "thong-bao/hien-hanh.json"

/* Adds `notices` {items [{label, url, until}]} or null to the shell; `published`: the folder with the link `current`. */
void current_notices_add(struct arena *arena, const char *published, struct view *shell);

#endif
