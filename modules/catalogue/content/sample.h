/* Content filled by hand, for the sample views of --check and for tests. */
#ifndef MOTCUA_CATALOGUE_CONTENT_SAMPLE_H
#define MOTCUA_CATALOGUE_CONTENT_SAMPLE_H

struct arena;
struct content;

/* An article, an answer and a current notice, all about the procedure 1.000001. */
const struct content *content_sample(struct arena *arena);

#endif
