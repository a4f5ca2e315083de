/*
 * The catalogue as open data, below /du-lieu-mo/: thu-tuc.json with every part of every procedure, its JSON Schema, and
 * one CSV file for each part. One table (open_data_table.c) says which fields there are: the files, the schema and the
 * documentation on the page follow it. The same catalogue gives the same bytes.
 */
#ifndef MOTCUA_CATALOGUE_OPEN_DATA_H
#define MOTCUA_CATALOGUE_OPEN_DATA_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"

struct arena;
struct buffer;
struct catalogue;
struct edition;
struct page_writer;
struct publishing;
struct view;

enum data_type {
	DATA_TEXT,  /* const char *; NULL is null */
	DATA_WORDS, /* const char *: words joined by commas; a list in JSON */
	DATA_INT,   /* int64_t; DB_NULL_INT is null */
	DATA_BOOL,  /* bool */
	DATA_DATE,  /* int32_t: 2026-11-21; DATE_NONE is null */
};

struct data_field {
	const char *name;
	enum data_type type;
	size_t offset;
	bool nullable;
};

/* A part: rows that belong to a procedure. */
struct data_part {
	const char *name; /* the member in JSON */
	const char *file; /* of its CSV, without .csv */
	const struct data_field *fields;
	size_t field_count;
	size_t rows, span, row_size; /* as in catalogue_store.c: where the rows and a procedure's share of them are */
	/* The row as data has it, where the catalogue's own row is not that; NULL: it is. */
	const void *(*row)(struct arena *arena, const struct catalogue *catalogue, const void *row);
};

/* The procedure itself; its fields count from what data_procedure_row gives. */
extern const struct data_part data_procedure;
extern const struct data_part data_parts[];
extern const size_t data_part_count;

/* The procedure of that number as a row of data_procedure. */
const void *data_procedure_row(struct arena *arena, const struct edition *edition, size_t index);

/* One procedure as JSON, with all its parts. */
void data_write_json(struct buffer *out, struct arena *arena, const struct edition *edition, size_t index);
/* The rows of one procedure in a part, as CSV lines (RFC 4180). */
void data_write_csv(
    struct buffer *out, struct arena *arena, const struct edition *edition, const struct data_part *part, size_t index);
/* The line of a part's names. */
void data_write_csv_head(struct buffer *out, const struct data_part *part);
/* The JSON Schema (2020-12) of thu-tuc.json. */
void data_write_schema(struct buffer *out, const struct edition *edition);

/*
 * Writes the files into a tree of their own (<published>/du-lieu) and switches to it. They follow the pages: to write the
 * whole catalogue into one file takes longer than to show one changed procedure.
 */
MUST_CHECK enum err open_data_publish(const struct publishing *publishing, const struct catalogue *catalogue);

/* The page that documents them, in this language. */
MUST_CHECK enum err open_data_put(struct page_writer *writer, const void *content);

struct view *open_data_sample(struct arena *arena);

#endif
