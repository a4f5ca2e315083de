/* The pages of search with views that fill all names, for --check and the tests of the templates. */
#ifndef MOTCUA_CATALOGUE_SEARCH_SAMPLE_H
#define MOTCUA_CATALOGUE_SEARCH_SAMPLE_H

struct arena;
struct view;

struct view *search_sample(struct arena *arena);
struct view *keywords_sample(struct arena *arena);
struct view *keyword_sample(struct arena *arena);

#endif
