/*
 * Shared lists of choices in the back office: which there are, what one says on a day, taken in from rows of a spreadsheet with a
 * report of every line, given out as a file. Administrators change them.
 */
#ifndef MOTCUA_CATALOGUE_CHOICE_H
#define MOTCUA_CATALOGUE_CHOICE_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

#define CHOICE_PATH      "/can-bo/danh-muc/danh-sach-chon"
#define CHOICE_SEEK_PATH "/can-bo/danh-muc/tim-lua-chon" /* of forms that are tried out: domain/site/choice_search.h */

extern const struct input choice_new_input, choice_list_input, choice_load_input;

/* GET and POST CHOICE_PATH: the lists, and one more, empty. */
enum err handle_choice_lists(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_choice_new(struct ctx *c, const void *input) MUST_CHECK;
/* GET CHOICE_PATH/{choices}: what can be chosen on ?ngay= ; all its rows as a file below /tai-ve. */
enum err handle_choice_list(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_choice_csv(struct ctx *c, const void *input) MUST_CHECK;
/* POST CHOICE_PATH/{choices}/nap: all rows are taken in, or none and each line that is wrong is named. */
enum err handle_choice_load(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_choice_load_again(struct ctx *c, const void *input) MUST_CHECK;

#endif
