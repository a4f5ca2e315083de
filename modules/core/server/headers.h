/* The one place that writes response headers, for answers and for nginx's include of static pages (--headers). */
#ifndef MOTCUA_CORE_SERVER_HEADERS_H
#define MOTCUA_CORE_SERVER_HEADERS_H

#include <stdio.h>

struct buffer;
struct core_config;
struct ctx;

/* Status line, the answer's own headers, those that every answer has, and the empty line. */
void headers_write(const struct ctx *c, struct buffer *out);

/* The same fixed headers as nginx add_header lines, for pages that are files. */
void headers_print(const struct core_config *config, FILE *out);

#endif
