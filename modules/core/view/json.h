/*
 * A view tree as JSON (RFC 8259): the API beside every page. Numbers and booleans stay what they are, url is a string,
 * html is left out, text is escaped so that the result may also stand inside a page (< > & U+2028 U+2029 as \u
 * escapes).
 */
#ifndef MOTCUA_CORE_VIEW_JSON_H
#define MOTCUA_CORE_VIEW_JSON_H

struct buffer;
struct view;

/* Adds the tree to `out`; out->full says if it did not fit. Bytes that are no UTF-8 become U+FFFD. */
void json_write(struct buffer *out, const struct view *root);
/* Adds one JSON string with its quotes; NULL is written as null. */
void json_write_text(struct buffer *out, const char *text);

#endif
