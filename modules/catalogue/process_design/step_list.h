/*
 * Lists of steps as provinces keep them (a row for each step: procedure, case, who, what, how long), read into tables of
 * processes. What is certain becomes the process; what is not is left to a person, and said, line by line. Pure.
 */
#ifndef MOTCUA_CATALOGUE_PROCESS_DESIGN_STEP_LIST_H
#define MOTCUA_CATALOGUE_PROCESS_DESIGN_STEP_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "domain/definition/process_table/process_table.h"
#include "import/sheet.h"

enum {
	STEP_LIST_BYTES_MAX = 8 * 1024 * 1024,
	STEP_LIST_PROCESSES_MAX = 500,
	STEP_LIST_LINES_MAX = 10000,
	STEP_TEXT_MAX = 4000,  /* code points of one text */
	STEP_REMARKS_MAX = 400 /* of one process */
};

/* One step as the file has it; texts are never NULL. */
struct step_line {
	size_t line; /* as a person counts: of a table its row, of JSON the number of the step in its process */
	const char *symbol, *name, *unit, *role, *content, *duration, *output;
};
/* All lines of one procedure and case. */
struct step_process {
	size_t line; /* of its first step; of JSON the number of the process */
	const char *procedure_code, *procedure_name, *case_name, *total, *source;
	struct step_line *steps;
	size_t count;
};
struct step_list {
	struct step_process *processes;
	size_t count;
};

/*
 * JSON (a list of processes with "steps"), CSV or XLSX (headings name the columns; rows of the same procedure and case follow each
 * other). ERR_INVALID with *fault: the file cannot be read; its reason is the last part of a key step_list.file_<reason>.
 */
MUST_CHECK enum err step_list_read(
    struct arena *arena, struct bytes file, struct step_list *ret, struct file_fault *fault);

/* What there is to say about a process or one of its lines. */
struct step_remark {
	bool lacks;       /* a person must look at it before the process can be approved */
	size_t row;       /* of the table; SIZE_MAX: the process as a whole */
	const char *what; /* the last part of a message key */
	const char *said; /* the words in question, "" if there are none */
};

/* A process of the list as a table and its drawing. */
struct step_reading {
	struct process_table table;
	struct process_model *model;
	struct step_remark *remarks;
	size_t remark_count, lacking;
	int64_t sum, total; /* standard minutes; total -1: none is printed, or it is not clear */
	bool sum_checked;   /* a total is printed and the steps have terms */
	bool sum_equal;
};

/*
 * `id`: of the process; `day`: the word for days, put behind numbers that have no unit where the printed total says that they are
 * days. Never fails: what cannot be read is remarked.
 */
void step_process_read(
    struct arena *arena, const struct step_process *process, const char *id, const char *day, struct step_reading *ret);

/*
 * A name for a step out of what it does: its first clause, at most 120 characters; `unit` where nothing is said. For rows to
 * which nobody gave a name.
 */
const char *step_name_of(struct arena *arena, const char *content, const char *unit);

#endif
