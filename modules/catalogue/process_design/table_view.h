/* What the table's page shows. Private to the room. */
#ifndef MOTCUA_CATALOGUE_PROCESS_DESIGN_TABLE_VIEW_H
#define MOTCUA_CATALOGUE_PROCESS_DESIGN_TABLE_VIEW_H

#include <stdbool.h>

#include "define/check.h"
#include "define/desk.h"
#include "domain/definition/process_table/process_table.h"
#include "process_design/table_form.h"

struct ctx;
struct view;

struct table_page {
	struct desk desk;
	struct next_words words;
	struct process_model *model; /* as the draft has it, or as the form made it */
	struct process_table table;
	struct table_form form;
	struct table_form *theirs; /* in a conflict: what the draft says by now; else NULL */
	bool checked;              /* problems and the longest way are those of what is shown */
	struct definition_problems problems;
	bool saved, tried;
};

/* The page with its rows, what is wrong with them, and how long they take together. */
struct view *table_view(struct ctx *c, struct table_page *page);
/* "2,5 ngày làm việc (20 giờ)" of standard minutes. */
const char *table_duration_text(const struct next_words *words, int64_t minutes);

#endif
