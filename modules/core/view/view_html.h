/*
 * The one kind of view value that a template writes unescaped, by {{{name}}}. Only core may include this header (the
 * architecture check holds modules and domain to it): finished markup comes from a rendered template or from a writer
 * in core that escapes by construction (a QR code as SVG), never from a string somebody typed.
 */
#ifndef MOTCUA_CORE_VIEW_VIEW_HTML_H
#define MOTCUA_CORE_VIEW_VIEW_HTML_H

struct buffer;
struct view;

/* The content of `rendered`, by reference: the buffer must not change afterwards. Left out of JSON. */
void view_html(struct view *object, const char *name, const struct buffer *rendered);

#endif
