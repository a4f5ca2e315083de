/*
 * QR codes in the view tree: the template partials/qr draws them as inline SVG, so that they print sharp and need no
 * script. Knows nothing of what the text means.
 */
#ifndef MOTCUA_CORE_VIEW_QR_H
#define MOTCUA_CORE_VIEW_QR_H

struct arena;
struct view;

/*
 * Adds the object `name` with the members `size` (modules per side, the quiet zone of 4 included) and `path` (the dark
 * modules as an SVG path). A text that no QR code can hold (over 2,900 bytes) gives null.
 */
void view_qr(struct arena *arena, struct view *object, const char *name, const char *text);

#endif
