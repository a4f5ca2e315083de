/*
 * What a question probably is, by the words of its label ("Số điện thoại liên hệ" is a telephone number), and questions written
 * as lines of text, as people copy them out of a printed form. The words stand in the message catalogue. Pure but for those.
 */
#ifndef MOTCUA_CATALOGUE_FORM_GUESS_H
#define MOTCUA_CATALOGUE_FORM_GUESS_H

#include <stdbool.h>

#include "form_design/question.h"

struct arena;
struct messages;

/* QUESTION_LINE where nothing is known better. */
enum form_question guess_question(struct arena *arena, const struct messages *messages, const char *label);

/*
 * One line: "Họ và tên *" is required; "Giới tính: Nam / Nữ" has choices; "# Trang" begins a page, "## Tiêu đề" is a heading;
 * numbers and dots of a printed form ("1.", "a)", "......") are left out. NULL: the line says nothing.
 */
json_t *guess_component(struct arena *arena, const struct messages *messages, const char *line);

#endif
