/* Step lists into drafts. See process_import.h. */
#include "process_design/process_import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/data/db.h"
#include "core/locale/fold.h"
#include "core/locale/messages.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/security/random.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "define/desk.h"
#include "define/draft_store.h"
#include "define/target_store.h"
#include "version/case.h"
#include "domain/directory/officer_guard.h"
#include "process_design/process_import_store.h"
#include "process_design/process_import_view.h"
#include "process_design/step_list.h"
#include "process_design/table_page.h"
#include "record/item_store.h"

#define KEY(name) "catalogue_process_design." name

enum { CODE_SIZE = 8, TITLE_MOST = 500, CODE_MAX = 56, SLUG_MAX = 40, FILE_NAME_MAX = 255, WORK_LIMIT = 32 << 20 };

static const char *const types[] = { "text/plain", "text/csv", "application/csv", "application/json",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/zip",
	"application/octet-stream", NULL };

struct process_import_input {
	const char *import;
};
static const struct field import_fields[] = {
	FIELD(process_import_input, import, FIELD_CODE, FROM_PATH, .required = true),
};
const struct input process_import_input = INPUT(process_import_input, import_fields);

struct process_import_file_input {
	struct upload *file;
};
static const struct field file_fields[] = {
	FIELD(process_import_file_input, file, FIELD_FILE, FROM_FORM, .required = true, .max = STEP_LIST_BYTES_MAX,
	    .choices = types, .label = "catalogue_process_design.import_file"),
};
const struct input process_import_file_input = INPUT(process_import_file_input, file_fields);

/* Drafters see what they brought in; the office sees all. */
static int64_t
scope_of(struct ctx *c)
{
	return officer_defines(ctx_officer(c), DB_NULL_INT) ? DB_NULL_INT : ctx_officer(c)->id;
}

/* --- the file ------------------------------------------------------------------------------------------------------ */

static enum err
read_file(struct ctx *c, const struct upload *upload, struct step_list *list)
{
	unsigned char *bytes = arena_alloc(c->arena, (size_t)upload->size + 1);
	FILE *file = fopen(upload->path, "rbe");
	struct file_fault fault = { .reason = "unreadable" };

	if (file == NULL)
		return ERR_UNAVAILABLE;
	const size_t size = fread(bytes, 1, (size_t)upload->size, file);
	(void)fclose(file);
	if (step_list_read(c->arena, (struct bytes){ bytes, size }, list, &fault) == OK)
		return OK;
	const char *key = arena_printf(c->arena, KEY("file_%s"), fault.reason);
	const bool known = strcmp(message(c->messages, c->language, key), key) != 0;
	return again_refuse(c, "file", known ? key : KEY("file_unreadable"));
}

/* --- the drafts ---------------------------------------------------------------------------------------------------- */

struct importing {
	struct ctx *c;
	const struct upload *upload;
	const struct step_list *list;
	struct arena *work; /* of one process */
	const char *code;   /* of the import */
	int64_t owner, now;
	const char **codes; /* of the drafts so far */
};

/* The first code of "1.014464|1.014465" as the code of a definition, or the name as one; numbered where it comes again. */
static const char *
draft_code(const struct importing *i, size_t number)
{
	const struct step_process *process = &i->list->processes[number];
	struct arena *arena = i->c->arena;
	const size_t size =
	    strspn(process->procedure_code, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");
	const char *base = size > 1 && size <= CODE_MAX ? arena_strndup(arena, process->procedure_code, size)
							: fold_slug(arena, process->procedure_name, SLUG_MAX);
	size_t same = 0;

	if (strlen(base) < 2)
		base = "quy-trinh";
	const char *code = base;
	for (size_t k = 0; k < number; k++)
		if (strcmp(i->codes[k], code) == 0) {
			code = arena_printf(arena, "%s-%zu", base, ++same + 1);
			k = SIZE_MAX; /* from the beginning: the new code may be there too */
		}
	return code;
}

/* The procedures that the file names, as far as they are here and this officer drafts them. */
static enum err
add_targets(struct db *db, const struct importing *i, const struct step_process *process, int64_t draft_id)
{
	char *rest = arena_strdup(i->work, process->procedure_code), *code;
	enum err err = OK;

	while (!err && (code = strtok_r(rest, "|;, ", &rest)) != NULL) {
		struct procedure_item item;
		struct definition_draft draft;

		err = item_by_code(db, code, &item);
		if (err == ERR_NOT_FOUND || (!err && !officer_drafts(ctx_officer(i->c), &item))) {
			err = OK;
			continue;
		}
		if (!err)
			err = draft_by_id(db, draft_id, &draft);
		const struct target_change change = { draft_id, err ? 0 : draft.version, ctx_officer(i->c)->id,
			i->now };
		err = err ? err : target_add(db, &change, item.id, 0);
	}
	return err;
}

/* *ret_taken: there is such a definition already, which stays as it is. */
static enum err
write_draft(struct db *db, const struct importing *i, const struct step_process *process, const char *code,
    struct step_reading *reading, bool *ret_taken)
{
	const struct draft_start start = { DEFINITION_PROCESS, code, reading->table.name, i->owner,
		ctx_officer(i->c)->id, i->now };
	struct definition_draft draft;
	struct definition_item there;
	const char *xml;
	size_t size;
	enum err err = definition_item_by_code(db, DEFINITION_PROCESS, code, &there);

	*ret_taken = err == OK;
	if (err != ERR_NOT_FOUND)
		return err;
	err = process_model_write(i->work, reading->model, &xml, &size);
	if (err == ERR_TOO_LARGE)
		xml = "";
	else if (err)
		return err;
	if ((err = definition_draft_begin(db, &start, &draft)) ||
	    (err = draft_save(db, draft.id, draft.version, xml, ctx_officer(i->c)->id, i->now)))
		return err;
	return add_targets(db, i, process, draft.id);
}

/* --- the report ---------------------------------------------------------------------------------------------------- */

static json_t *
remarks_json(const struct step_reading *reading)
{
	json_t *list = json_array();

	for (size_t i = 0; i < reading->remark_count; i++) {
		const struct step_remark *remark = &reading->remarks[i];
		(void)json_array_append_new(
		    list, json_pack("{s:I, s:b, s:s, s:s}", "row",
			      remark->row == SIZE_MAX ? (json_int_t)0 : (json_int_t)remark->row + 1, "lacks",
			      remark->lacks, "what", remark->what, "said", remark->said));
	}
	return list;
}

static json_t *
process_json(const struct step_process *process, const char *code, const struct step_reading *reading, bool taken)
{
	return json_pack("{s:s, s:s, s:s, s:I, s:I, s:I, s:s, s:b, s:b, s:b, s:I, s:o}", "code", code, "name",
	    reading->table.name, "procedure", process->procedure_code, "steps", (json_int_t)process->count, "sum",
	    (json_int_t)reading->sum, "total", (json_int_t)reading->total, "printed", process->total, "checked",
	    reading->sum_checked, "equal", reading->sum_equal, "taken", taken, "lacking", (json_int_t)reading->lacking,
	    "remarks", remarks_json(reading));
}

static enum err
import_one(struct db *db, const struct importing *i, size_t number, json_t *report)
{
	const struct step_process *process = &i->list->processes[number];
	const char *code = i->codes[number] = draft_code(i, number);
	struct step_reading reading;
	bool taken;
	enum err err;

	step_process_read(
	    i->work, process, process_id_of(i->work, code), message(i->c->messages, "vi", KEY("day")), &reading);
	reading.table.name =
	    arena_strndup(i->work, reading.table.name, utf8_cut_points(reading.table.name, TITLE_MOST));
	if (*reading.table.name == '\0')
		reading.table.name = code;
	err = write_draft(db, i, process, code, &reading, &taken);
	if (!err && json_array_append_new(report, process_json(process, code, &reading, taken)) != 0)
		err = ERR_UNAVAILABLE;
	arena_reset(i->work);
	return err;
}

static enum err
import_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct importing *i = arg;
	json_t *processes = json_array(), *report = json_pack("{s:o}", "processes", processes);
	enum err err = report == NULL ? ERR_UNAVAILABLE : OK;

	for (size_t k = 0; !err && k < i->list->count; k++)
		err = import_one(db, i, k, processes);
	char *text = err ? NULL : json_dumps(report, JSON_COMPACT);
	json_decref(report);
	if (err || text == NULL)
		return err ? err : ERR_UNAVAILABLE;
	const struct process_import import = { .code = i->code,
		.file_name = arena_strndup(i->c->arena, i->upload->name, strnlen(i->upload->name, FILE_NAME_MAX)),
		.officer_id = ctx_officer(i->c)->id,
		.created_at = i->now,
		.report = arena_strdup(i->c->arena, text) };
	free(text);
	(void)snprintf(location, IDEMPOTENCY_LOCATION, PROCESS_IMPORT_PATH "/%s", i->code);
	return process_import_add(db, &import);
}

static void
free_work(void *arena)
{
	arena_free(arena);
}

enum err
handle_process_import_file(struct ctx *c, const void *input)
{
	const struct process_import_file_input *in = input;
	const struct officer *officer = ctx_officer(c);
	struct step_list list;
	struct importing importing = { .c = c, .upload = in->file, .list = &list };
	char random[CODE_SIZE + 1];
	enum err err = ctx_now(c, &importing.now);

	if (!err)
		err = read_file(c, in->file, &list);
	if (err)
		return err == ERR_INVALID ? again_process_imports(c, input) : err;
	random_code(random, CODE_SIZE);
	importing.code = arena_printf(c->arena, "NQT-%s", random);
	importing.owner = officer_defines(officer, DB_NULL_INT) ? DB_NULL_INT : officer->agency_id;
	importing.codes = arena_array(c->arena, list.count, sizeof(*importing.codes));
	importing.work = arena_new(WORK_LIMIT);
	arena_defer(c->arena, free_work, importing.work);
	return idempotency_run(c, "catalogue.process_import", import_once, &importing);
}

/* --- pages --------------------------------------------------------------------------------------------------------- */

static enum err
show_imports(struct ctx *c, int status)
{
	const struct process_import *imports;
	size_t count;
	enum err err = process_imports_newest(c->db, scope_of(c), &imports, &count);

	return err ? err : process_imports_show(c, imports, count, status);
}

enum err
handle_process_imports(struct ctx *c, const void *input)
{
	(void)input;
	return show_imports(c, 200);
}

enum err
again_process_imports(struct ctx *c, const void *input)
{
	(void)input;
	return show_imports(c, 422);
}

enum err
handle_process_import(struct ctx *c, const void *input)
{
	const struct process_import_input *in = input;
	struct process_import import;
	enum err err = process_import_by_code(c->db, in->import, scope_of(c), &import);

	return err ? err : process_import_show(c, &import);
}
