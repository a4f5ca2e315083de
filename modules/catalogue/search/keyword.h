/* The words that people use for official ones, kept by administrators in the back office; each change orders a publication. */
#ifndef MOTCUA_CATALOGUE_KEYWORD_H
#define MOTCUA_CATALOGUE_KEYWORD_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

#define KEYWORD_PATH "/can-bo/danh-muc/tu-khoa"

extern const struct input keyword_list_input;
extern const struct input keyword_input;
extern const struct input keyword_which_input;
extern const struct input keyword_change_input;
extern const struct input keyword_load_input;

/* GET: the list, the form for a new word, what was sought in vain. */
enum err handle_keywords(struct ctx *c, const void *input) MUST_CHECK;
/* Shows it again with what was wrong: of the form for a new word, of a list to load. */
enum err handle_keywords_again(struct ctx *c, const void *input) MUST_CHECK;
/* POST */
enum err handle_keyword_add(struct ctx *c, const void *input) MUST_CHECK;
/* GET and POST /sua */
enum err handle_keyword(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_keyword_again(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_keyword_change(struct ctx *c, const void *input) MUST_CHECK;
/* POST /xoa */
enum err handle_keyword_remove(struct ctx *c, const void *input) MUST_CHECK;
/* POST /nap: all lines of the file or, where one is wrong, none and a report by line. */
enum err handle_keyword_load(struct ctx *c, const void *input) MUST_CHECK;

#endif
