/* Files of step lists: JSON, or a table with headings. See step_list.h. */
#include <string.h>

#include <jansson.h>

#include "core/input/text.h"
#include "core/locale/fold.h"
#include "import/import_file.h"
#include "process_design/step_list.h"

enum column {
	COLUMN_CODE,
	COLUMN_PROCEDURE,
	COLUMN_CASE,
	COLUMN_TOTAL,
	COLUMN_SOURCE,
	COLUMN_SYMBOL,
	COLUMN_NAME,
	COLUMN_UNIT,
	COLUMN_ROLE,
	COLUMN_CONTENT,
	COLUMN_DURATION,
	COLUMN_OUTPUT,
	COLUMN__MAX
};

/* Headings, folded. */
static const struct {
	const char *heading;
	enum column column;
} headings[] = {
	{ "procedure code", COLUMN_CODE },
	{ "ma thu tuc", COLUMN_CODE },
	{ "ma tthc", COLUMN_CODE },
	{ "procedure name", COLUMN_PROCEDURE },
	{ "ten thu tuc", COLUMN_PROCEDURE },
	{ "ten thu tuc hanh chinh", COLUMN_PROCEDURE },
	{ "case", COLUMN_CASE },
	{ "truong hop", COLUMN_CASE },
	{ "total term", COLUMN_TOTAL },
	{ "tong thoi gian", COLUMN_TOTAL },
	{ "thoi han giai quyet", COLUMN_TOTAL },
	{ "source", COLUMN_SOURCE },
	{ "quyet dinh", COLUMN_SOURCE },
	{ "order", COLUMN_SYMBOL },
	{ "step", COLUMN_SYMBOL },
	{ "buoc", COLUMN_SYMBOL },
	{ "stt", COLUMN_SYMBOL },
	{ "thu tu", COLUMN_SYMBOL },
	{ "ten buoc", COLUMN_NAME },
	{ "ten cong viec", COLUMN_NAME },
	{ "unit", COLUMN_UNIT },
	{ "unit or role", COLUMN_UNIT },
	{ "don vi", COLUMN_UNIT },
	{ "don vi nguoi thuc hien", COLUMN_UNIT },
	{ "don vi nguoi", COLUMN_UNIT },
	{ "nguoi thuc hien", COLUMN_UNIT },
	{ "trach nhiem", COLUMN_UNIT },
	{ "vai tro", COLUMN_ROLE },
	{ "role", COLUMN_ROLE },
	{ "content", COLUMN_CONTENT },
	{ "noi dung", COLUMN_CONTENT },
	{ "noi dung cong viec", COLUMN_CONTENT },
	{ "duration", COLUMN_DURATION },
	{ "duration text", COLUMN_DURATION },
	{ "thoi gian", COLUMN_DURATION },
	{ "thoi han", COLUMN_DURATION },
	{ "output", COLUMN_OUTPUT },
	{ "ket qua", COLUMN_OUTPUT },
	{ "bieu mau ket qua", COLUMN_OUTPUT },
	{ "san pham", COLUMN_OUTPUT },
};

struct reader {
	struct arena *arena;
	struct step_list *list;
	struct file_fault *fault;
	size_t lines;
	bool headed;
	enum column columns[SHEET_COLUMNS_MAX]; /* COLUMN__MAX: not read */
	size_t column_count;
};

static struct step_process *
new_process(struct reader *r, size_t line)
{
	if (r->list->count == STEP_LIST_PROCESSES_MAX)
		return NULL;
	struct step_process *process = &r->list->processes[r->list->count++];
	*process = (struct step_process){ .line = line,
		.procedure_code = "",
		.procedure_name = "",
		.case_name = "",
		.total = "",
		.source = "",
		.steps = arena_array(r->arena, TABLE_ROWS_MAX, sizeof(*process->steps)) };
	return process;
}

/* --- a table ------------------------------------------------------------------------------------------------------- */

static bool
find_columns(struct reader *r, const char *const *cells, size_t count)
{
	bool has[COLUMN__MAX] = { false };

	for (size_t i = 0; i < count && i < SHEET_COLUMNS_MAX; i++) {
		const char *folded = fold(r->arena, cells[i]);
		r->columns[i] = COLUMN__MAX;
		for (size_t j = 0; j < sizeof(headings) / sizeof(headings[0]); j++)
			if (strcmp(folded, headings[j].heading) == 0 && !has[headings[j].column])
				r->columns[i] = headings[j].column;
		if (r->columns[i] != COLUMN__MAX)
			has[r->columns[i]] = true;
	}
	r->column_count = count < SHEET_COLUMNS_MAX ? count : SHEET_COLUMNS_MAX;
	return has[COLUMN_CONTENT] && has[COLUMN_UNIT] && (has[COLUMN_CODE] || has[COLUMN_PROCEDURE]);
}

/* A row without procedure belongs to the one above it, as merged cells come out of a spreadsheet. */
static bool
goes_on(const struct step_process *last, const char *const text[COLUMN__MAX])
{
	const bool named = *text[COLUMN_CODE] != '\0' || *text[COLUMN_PROCEDURE] != '\0';

	return !named || (strcmp(last->procedure_code, text[COLUMN_CODE]) == 0 &&
			     strcmp(last->procedure_name, text[COLUMN_PROCEDURE]) == 0 &&
			     strcmp(last->case_name, text[COLUMN_CASE]) == 0);
}

static struct step_process *
process_of_row(struct reader *r, const char *const text[COLUMN__MAX], size_t line)
{
	struct step_process *last;

	if (r->list->count > 0 && goes_on(&r->list->processes[r->list->count - 1], text))
		return &r->list->processes[r->list->count - 1];
	if ((last = new_process(r, line)) == NULL)
		return NULL;
	last->procedure_code = text[COLUMN_CODE];
	last->procedure_name = text[COLUMN_PROCEDURE];
	last->case_name = text[COLUMN_CASE];
	last->total = text[COLUMN_TOTAL];
	last->source = text[COLUMN_SOURCE];
	return last;
}

static enum err
add_step(struct reader *r, struct step_process *process, const struct step_line *step, size_t line)
{
	if (process == NULL || process->count == TABLE_ROWS_MAX || ++r->lines > STEP_LIST_LINES_MAX)
		return file_refuse(r->fault, line, "rows");
	process->steps[process->count++] = *step;
	return OK;
}

static enum err
take_row(void *of, size_t line, const char *const *cells, size_t count)
{
	struct reader *r = of;
	const char *text[COLUMN__MAX];

	if (!r->headed) {
		r->headed = find_columns(r, cells, count);
		return r->headed ? OK : file_refuse(r->fault, line, "headings");
	}
	for (size_t i = 0; i < COLUMN__MAX; i++)
		text[i] = "";
	for (size_t i = 0; i < count && i < r->column_count; i++) {
		if (strlen(cells[i]) > STEP_TEXT_MAX)
			return file_refuse(r->fault, line, "cell");
		if (r->columns[i] != COLUMN__MAX)
			text[r->columns[i]] = arena_strdup(r->arena, cells[i]);
	}
	const struct step_line step = { .line = line,
		.symbol = text[COLUMN_SYMBOL],
		.name = text[COLUMN_NAME],
		.unit = text[COLUMN_UNIT],
		.role = text[COLUMN_ROLE],
		.content = text[COLUMN_CONTENT],
		.duration = text[COLUMN_DURATION],
		.output = text[COLUMN_OUTPUT] };
	return add_step(r, process_of_row(r, text, line), &step, line);
}

static enum err
read_table(struct reader *r, struct bytes file, enum import_format format)
{
	struct arena *work = arena_new(ARENA_REQUEST_LIMIT);
	const struct sheet_sink sink = { .take = take_row, .of = r, .work = work };
	const enum err err =
	    format == IMPORT_XLSX ? xlsx_read(file, r->arena, &sink, r->fault) : csv_read(file, &sink, r->fault);

	arena_free(work);
	return err == OK && r->list->count == 0 ? file_refuse(r->fault, 0, "empty") : err;
}

/* --- JSON ---------------------------------------------------------------------------------------------------------- */

/* A member as one clean text; numbers as they are written. NULL: it is something else, or too long. */
static const char *
member(struct reader *r, const json_t *object, const char *name, const char *other)
{
	const json_t *value = json_object_get(object, name);

	if (value == NULL && other != NULL)
		value = json_object_get(object, other);
	if (value == NULL || json_is_null(value))
		return "";
	if (json_is_integer(value))
		return arena_printf(r->arena, "%lld", (long long)json_integer_value(value));
	if (!json_is_string(value) || json_string_length(value) > STEP_TEXT_MAX)
		return NULL;
	return sheet_cell(r->arena, json_string_value(value), json_string_length(value));
}

static enum err
read_step(struct reader *r, struct step_process *process, const json_t *entry, size_t number)
{
	struct step_line step = { .line = number,
		.symbol = member(r, entry, "name", "order"),
		.name = member(r, entry, "title", NULL),
		.unit = member(r, entry, "unit_or_role", "unit"),
		.role = member(r, entry, "role", NULL),
		.content = member(r, entry, "content", NULL),
		.duration = member(r, entry, "duration_text", "duration"),
		.output = member(r, entry, "output", NULL) };

	if (step.symbol == NULL || step.name == NULL || step.unit == NULL || step.role == NULL ||
	    step.content == NULL || step.duration == NULL || step.output == NULL)
		return file_refuse(r->fault, process->line, "cell");
	return add_step(r, process, &step, process->line);
}

static enum err
read_entry(struct reader *r, const json_t *entry, size_t number)
{
	struct step_process *process = new_process(r, number);
	const json_t *steps = json_object_get(entry, "steps"), *step;
	enum err err = OK;
	size_t i;

	if (process == NULL)
		return file_refuse(r->fault, number, "rows");
	if (!json_is_array(steps))
		return file_refuse(r->fault, number, "json");
	process->procedure_code = member(r, entry, "procedure_code", "code");
	process->procedure_name = member(r, entry, "procedure_name", "name");
	process->case_name = member(r, entry, "case", NULL);
	process->total = member(r, entry, "total_term", NULL);
	process->source = member(r, entry, "source", NULL);
	if (process->procedure_code == NULL || process->procedure_name == NULL || process->case_name == NULL ||
	    process->total == NULL || process->source == NULL)
		return file_refuse(r->fault, number, "cell");
	json_array_foreach(steps, i, step) if (err == OK) err = read_step(r, process, step, i + 1);
	return err;
}

static enum err
read_json(struct reader *r, struct bytes file)
{
	json_t *root = json_loadb((const char *)file.data, file.size, JSON_REJECT_DUPLICATES, NULL), *entry;
	const json_t *list = json_is_object(root) ? json_object_get(root, "processes") : root;
	enum err err = OK;
	size_t i;

	if (!json_is_array(list))
		err = file_refuse(r->fault, 0, "json");
	else if (json_array_size(list) == 0)
		err = file_refuse(r->fault, 0, "empty");
	else
		json_array_foreach(list, i, entry) if (err == OK) err = read_entry(r, entry, i + 1);
	json_decref(root);
	return err;
}

enum err
step_list_read(struct arena *arena, struct bytes file, struct step_list *ret, struct file_fault *fault)
{
	struct reader r = { .arena = arena, .list = ret, .fault = fault };

	*fault = (struct file_fault){ .line = 0 };
	*ret = (struct step_list){ .processes = arena_array(arena, STEP_LIST_PROCESSES_MAX, sizeof(*ret->processes)) };
	if (file.size > STEP_LIST_BYTES_MAX)
		return file_refuse(fault, 0, "size");
	const enum import_format format = import_format_of(file);
	if (format == IMPORT_XML)
		return file_refuse(fault, 0, "format");
	return format == IMPORT_JSON ? read_json(&r, file) : read_table(&r, file, format);
}
