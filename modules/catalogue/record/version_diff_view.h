/*
 * Changes between two versions in words, for every page and feed that tells them. Texts are in
 * www/messages/<language>/catalogue_version.json: `m` members, `e` entries of lists, `w` words of the schema.
 */
#ifndef MOTCUA_CATALOGUE_VERSION_DIFF_VIEW_H
#define MOTCUA_CATALOGUE_VERSION_DIFF_VIEW_H

struct arena;
struct messages;
struct version_change;
struct version_changes;
struct view;

/* "Thời hạn giải quyết (trực tuyến): 03 ngày → 02 ngày": one line; long texts are cut. */
const char *change_text(struct arena *arena, const struct messages *messages, const char *language,
    const struct version_change *change) __attribute__((returns_nonnull));

/*
 * Adds to the page `changes` [{text, what, where, from, to}] with both texts whole (null: nothing), `any_changes`,
 * `more_changes`.
 */
void changes_view(struct arena *arena, const struct messages *messages, const char *language,
    const struct version_changes *changes, struct view *page);

/* A word of the schema for people: word_text(..., "version", "service_level", "full"). */
const char *word_text(struct arena *arena, const struct messages *messages, const char *language, const char *table,
    const char *member, const char *word) __attribute__((returns_nonnull));

#endif
