/* Every page of the module with views that fill all names, for --check and the tests of the templates. */
#ifndef MOTCUA_CATALOGUE_SAMPLE_H
#define MOTCUA_CATALOGUE_SAMPLE_H

#include <stddef.h>

#include "core/server/module.h"

struct arena;
struct catalogue;
struct edition;

extern const struct page_sample catalogue_samples[];
extern const size_t catalogue_sample_count;

/* A catalogue of one sector, two agencies (one closed) and two procedures (one ended, replaced by the other). */
const struct catalogue *catalogue_sample(struct arena *arena);

/* Its pages in the first language, without texts, where submission is deployed. */
const struct edition *edition_sample(struct arena *arena);

#endif
