/*
 * One term in words ("Trong thoi han khong qua 02 (hai) ngay lam viec, ke tu ngay nhan du ho so") as a clock policy. Pure.
 * Private to the readers of terms; what is read and why stands in term_text.h.
 */
#ifndef MOTCUA_CATALOGUE_TERM_CLAUSE_H
#define MOTCUA_CATALOGUE_TERM_CLAUSE_H

#include "import/term_text.h"
#include "import/words.h"

struct arena;

/* TERM_READ with *policy, or why not. */
enum term_class term_clause_read(struct arena *arena, struct words words, const char **policy);

#endif
