/* Questions and answers in the back office, as views. */
#ifndef MOTCUA_CATALOGUE_QUESTION_VIEW_H
#define MOTCUA_CATALOGUE_QUESTION_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct ctx;
struct question;
struct view;

#define QUESTIONS_PATH "/can-bo/danh-muc/hoi-dap"

/* A page of the list; `state` NULL: those that wait. `today` marks what is late. */
struct view *questions_view(
    struct ctx *c, const char *state, int32_t today, const struct question *questions, size_t count, bool more);
/* The answer to one, or a new one of the office (id 0); the history is the caller's to add. */
struct view *question_edit_view(
    struct ctx *c, const struct question *question, bool may_write, bool preview, const char *done);

struct view *questions_sample(struct arena *arena);
struct view *question_edit_sample(struct arena *arena);

#endif
