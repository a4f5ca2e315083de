/*
 * The page of the quy trình nội bộ table: the primary editor of processes, by keyboard, with and without script; and its print as
 * the annex of a decision. Writes drafts alone, through define/desk.
 */
#ifndef MOTCUA_CATALOGUE_PROCESS_DESIGN_TABLE_PAGE_H
#define MOTCUA_CATALOGUE_PROCESS_DESIGN_TABLE_PAGE_H

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct view;

extern const struct input process_table_input;
extern const struct input process_table_save_input;
extern const struct input process_annex_input;

/* GET /can-bo/danh-muc/dinh-nghia/quy-trinh/{code}/bang */
enum err handle_process_table(struct ctx *c, const void *input) MUST_CHECK;
/*
 * POST the same. "lam": luu saves; xem only checks what was typed (JSON for scripts); the acts of table_form_act change rows
 * without saving. 409 with both versions when somebody else saved.
 */
enum err handle_process_table_save(struct ctx *c, const void *input) MUST_CHECK;
/* GET .../bang/in: the annex on A4. */
enum err handle_process_annex(struct ctx *c, const void *input) MUST_CHECK;

/* The id of a process by its code: ids begin with a letter, codes of procedures do not. */
const char *process_id_of(struct arena *arena, const char *code);

/* The pages with every member, for --check. */
struct view *process_table_sample(struct arena *arena);
struct view *process_annex_sample(struct arena *arena);

#endif
