/*
 * The markup that officers write in: CommonMark, read by libcmark into a tree of values that templates escape like any
 * other (www/templates/catalogue/content_blocks.html). No markup passes through: raw HTML is shown as the text that it
 * is, a link that is not allowed and an image become their words. Pure; knows no page.
 */
#ifndef MOTCUA_CATALOGUE_MARKUP_H
#define MOTCUA_CATALOGUE_MARKUP_H

#include <stddef.h>

struct arena;
struct view;

/* Containers deeper than this are opened: their content stands in the one around them. */
enum { MARKUP_DEPTH = 6 };

/*
 * Adds `blocks` to the object: [{h2, h3, h4, paragraph, tight (bool each), spans [{text, url, strong, em, code, plain,
 * line}], literal (text or null), bullets, numbers ({items [{blocks}]} or null), quote ({blocks} or null), rule (bool)}].
 * `heading` is the level (2 to 4) of the text's first headings; those below them are one lower, none is lower than 4.
 */
void markup_view(struct arena *arena, struct view *object, const char *text, int heading);

/* Its words alone in one line, cut between two of them after at most `most` bytes: for lists. */
const char *markup_words(struct arena *arena, const char *text, size_t most);

#endif
