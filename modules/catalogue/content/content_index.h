/* Which public content belongs to which procedure. Pure. */
#ifndef MOTCUA_CATALOGUE_CONTENT_INDEX_H
#define MOTCUA_CATALOGUE_CONTENT_INDEX_H

#include <stddef.h>

struct arena;
struct content;
struct content_link;

/* Fills links and link_count from the articles' and the questions' procedures. */
void content_index(struct arena *arena, struct content *content);

/* The links of a procedure; *ret_count 0 if it has none. */
const struct content_link *content_of_procedure(const struct content *content, const char *code, size_t *ret_count);

#endif
