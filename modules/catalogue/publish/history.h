/* The history of a procedure: its decided versions with what each changed, at /thu-tuc/<slug>/lich-su/. */
#ifndef MOTCUA_CATALOGUE_HISTORY_H
#define MOTCUA_CATALOGUE_HISTORY_H

#include "core/err.h"

struct arena;
struct page_writer;
struct view;

/* Of every procedure that has more than one decided version. */
MUST_CHECK enum err history_put(struct page_writer *writer, const void *content);

/* A page with one version, for --check. */
struct view *history_sample(struct arena *arena);

#endif
