/*
 * What comes next, in words: "", "bước 5", "kết thúc", "nếu trả lại thì bước 3; còn lại bước 6", "song song với bước 4", "cùng nhánh với bước
 * 5". The column of the table that makes branches. Words are read with or without marks; conditions beyond the usual ones are FEEL.
 */
#ifndef MOTCUA_CATALOGUE_PROCESS_DESIGN_NEXT_TEXT_H
#define MOTCUA_CATALOGUE_PROCESS_DESIGN_NEXT_TEXT_H

#include <stddef.h>

#include "domain/definition/process_table/process_table.h"

struct arena;
struct messages;

/* The words of one language. */
struct next_words {
	struct arena *arena;
	const struct messages *messages;
	const char *language;
};

/* The cell of one row as it is written; of a fixed table all that may follow. */
const char *next_text_of(const struct next_words *words, const struct process_table *table, size_t row);

/*
 * Reads the cells of all rows into lane, ways and next of the table's rows. `errors`: for each row NULL, or the key of what is wrong
 * with its cell (catalogue_process_design.next_*). Returns how many are wrong.
 */
size_t next_texts_read(
    const struct next_words *words, const char *const *cells, struct process_table *table, const char **errors);

/* The value of the digits at the beginning of a text, zeros before them allowed; 0: there are none, or more than three. */
size_t leading_number(const char *text);

#endif
