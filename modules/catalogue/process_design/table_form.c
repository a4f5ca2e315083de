/* The table's boxes and the process. See table_form.h. */
#include "process_design/table_form.h"

#include <string.h>

#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/system/parse.h"
#include "domain/definition/process_table/process_table_term.h"
#include "domain/directory/officer.h"
#include "process_design/step_list.h"

#define KEY(name) "catalogue_process_design." name

enum { LINE_MOST = 300, TITLE_MOST = 500, UNIT_MOST = 1000, CONTENT_MOST = 4000, NAME_MOST = 200, BASIS_MOST = 20000 };

static const char *const cell_names[CELL__MAX] = { "unit", "role", "content", "term", "output", "next", "name",
	"symbol", "agency", "calendar", "id" };
static const size_t cell_most[CELL__MAX] = { UNIT_MOST, LINE_MOST, CONTENT_MOST, 60, UNIT_MOST, 600, NAME_MOST, 30, 64,
	1, MODEL_ID_MAX };

#define HEAD(member, lines_, most_)                                                                                    \
	{                                                                                                              \
#member, offsetof(struct model_sheet, member), lines_, most_                                           \
	}
const struct head_field head_fields[HEAD_COUNT] = {
	HEAD(symbol, false, 60),
	HEAD(issue, false, 30),
	HEAD(issued_on, false, 60),
	HEAD(purpose, true, 2000),
	HEAD(scope, true, 2000),
	HEAD(conditions, true, 4000),
	HEAD(quantity, false, 60),
	HEAD(term, false, LINE_MOST),
	HEAD(place, true, 2000),
	HEAD(result, true, 2000),
	HEAD(fee, true, 2000),
};
const char *const paper_names[PAPER_TEXTS] = { "name", "form", "originals", "photocopies" };
const char *const record_names[RECORD_TEXTS] = { "name", "place", "keep" };

const char *
cell_name(enum cell cell)
{
	return cell_names[cell];
}

static struct form_row
row_new(void)
{
	struct form_row row = { .guess = "" };

	for (enum cell cell = 0; cell < CELL__MAX; cell++)
		row.cells[cell].text = "";
	return row;
}

static void
form_new(struct arena *arena, struct table_form *form)
{
	*form = (struct table_form){ .name = { "" }, .basis = { "" } };
	for (size_t i = 0; i < HEAD_COUNT; i++)
		form->heads[i].text = "";
	form->papers = arena_array(arena, MODEL_ROWS_MAX, sizeof(*form->papers));
	form->records = arena_array(arena, MODEL_ROWS_MAX, sizeof(*form->records));
	for (size_t i = 0; i < MODEL_ROWS_MAX; i++) {
		for (size_t k = 0; k < PAPER_TEXTS; k++)
			form->papers[i][k].text = "";
		for (size_t k = 0; k < RECORD_TEXTS; k++)
			form->records[i][k].text = "";
	}
	form->rows = arena_array(arena, TABLE_ROWS_MAX, sizeof(*form->rows));
	for (size_t i = 0; i < TABLE_ROWS_MAX; i++)
		form->rows[i] = row_new();
}

/* --- from the process ---------------------------------------------------------------------------------------------- */

static const char **
head_of(struct model_sheet *sheet, size_t i)
{
	return (const char **)((char *)sheet + head_fields[i].offset);
}

static const char *
lines_of(struct arena *arena, const char *const *items, size_t count)
{
	const char *text = "";

	for (size_t i = 0; i < count; i++)
		text = i == 0 ? items[i] : arena_printf(arena, "%s\n%s", text, items[i]);
	return text;
}

static void
row_of_table(const struct next_words *words, const struct process_table *table, size_t i, struct form_row *row)
{
	const struct table_row *at = &table->rows[i];

	row->cells[CELL_UNIT].text = at->unit;
	row->cells[CELL_ROLE].text = at->role;
	row->cells[CELL_CONTENT].text = at->content;
	row->cells[CELL_TERM].text = *at->term != '\0' ? at->term : at->timing;
	row->cells[CELL_OUTPUT].text = at->output;
	row->cells[CELL_NEXT].text = next_text_of(words, table, i);
	row->cells[CELL_NAME].text = at->name;
	row->cells[CELL_SYMBOL].text = at->symbol;
	row->cells[CELL_AGENCY].text = at->agency;
	row->cells[CELL_CALENDAR].text = at->calendar ? "1" : "";
	row->cells[CELL_ID].text = at->id;
}

void
table_form_of(const struct next_words *words, const struct process_table *table, struct table_form *ret)
{
	struct model_sheet sheet = table->sheet;

	form_new(words->arena, ret);
	ret->name.text = table->name;
	for (size_t i = 0; i < HEAD_COUNT; i++)
		ret->heads[i].text = *head_of(&sheet, i);
	ret->basis.text = lines_of(words->arena, sheet.basis, sheet.basis_count);
	for (size_t i = 0; i < sheet.paper_count; i++) {
		const struct model_paper *paper = &sheet.papers[i];
		const char *const texts[PAPER_TEXTS] = { paper->name, paper->form, paper->originals,
			paper->photocopies };
		for (size_t k = 0; k < PAPER_TEXTS; k++)
			ret->papers[i][k].text = texts[k];
	}
	for (size_t i = 0; i < sheet.record_count; i++) {
		const struct model_record *record = &sheet.records[i];
		const char *const texts[RECORD_TEXTS] = { record->name, record->place, record->keep };
		for (size_t k = 0; k < RECORD_TEXTS; k++)
			ret->records[i][k].text = texts[k];
	}
	ret->paper_count = sheet.paper_count;
	ret->record_count = sheet.record_count;
	ret->rows = arena_array(words->arena, MODEL_NODES_MAX, sizeof(*ret->rows));
	for (size_t i = 0; i < MODEL_NODES_MAX; i++)
		ret->rows[i] = row_new();
	for (size_t i = 0; i < table->count; i++)
		row_of_table(words, table, i, &ret->rows[i]);
	ret->count = table->count;
}

/* --- from what was typed ------------------------------------------------------------------------------------------- */

/* "step.12.unit": the row and the rest of the name. */
static bool
row_name(struct arena *arena, const char *list, const char *name, size_t most, size_t *ret_row, const char **ret_member)
{
	const size_t size = strlen(list);
	const char *number = name + size + 1, *dot;
	int64_t row;

	if (strncmp(name, list, size) != 0 || name[size] != '.' || (dot = strchr(number, '.')) == NULL)
		return false;
	if (parse_i64(arena_strndup(arena, number, (size_t)(dot - number)), 0, (int64_t)most - 1, &row) != OK)
		return false;
	*ret_row = (size_t)row;
	*ret_member = dot + 1;
	return true;
}

static void
take_texts(struct form_text *texts, const char *const *names, size_t count, const char *member, const char *value)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], member) == 0)
			texts[i].text = value;
}

static void
take_pair(struct arena *arena, struct table_form *form, const char *name, const char *value)
{
	const char *member;
	size_t row;

	if (row_name(arena, "step", name, TABLE_ROWS_MAX, &row, &member)) {
		take_texts(form->rows[row].cells, cell_names, CELL__MAX, member, value);
		form->count = row >= form->count ? row + 1 : form->count;
	} else if (row_name(arena, "paper", name, MODEL_ROWS_MAX, &row, &member)) {
		take_texts(form->papers[row], paper_names, PAPER_TEXTS, member, value);
		form->paper_count = row >= form->paper_count ? row + 1 : form->paper_count;
	} else if (row_name(arena, "record", name, MODEL_ROWS_MAX, &row, &member)) {
		take_texts(form->records[row], record_names, RECORD_TEXTS, member, value);
		form->record_count = row >= form->record_count ? row + 1 : form->record_count;
	} else if (strcmp(name, "name") == 0) {
		form->name.text = value;
	} else if (strcmp(name, "basis") == 0) {
		form->basis.text = value;
	}
	for (size_t i = 0; i < HEAD_COUNT; i++)
		if (strcmp(head_fields[i].name, name) == 0)
			form->heads[i].text = value;
}

void
table_form_typed(struct arena *arena, const struct input_rest *typed, struct table_form *ret)
{
	form_new(arena, ret);
	for (size_t i = 0; i < typed->count; i++)
		if (typed->pairs[i].value != NULL)
			take_pair(arena, ret, typed->pairs[i].name, typed->pairs[i].value);
}

/* --- into the process ---------------------------------------------------------------------------------------------- */

static void
refuse(struct table_form *form, struct form_text *text, const char *key)
{
	if (text->error == NULL) {
		text->error = key;
		form->wrong++;
	}
}

static void
bound(struct table_form *form, struct form_text *text, size_t most)
{
	if (utf8_length(text->text) > most)
		refuse(form, text, KEY("too_long"));
}

static bool
is_blank(const struct form_row *row)
{
	for (enum cell cell = 0; cell < CELL_ID; cell++)
		if (cell != CELL_ROLE && cell != CELL_CALENDAR && *row->cells[cell].text != '\0')
			return false;
	return true;
}

static void
take_role(const struct next_words *words, struct table_form *form, size_t i, struct table_row *into)
{
	struct form_row *row = &form->rows[i];
	enum role role;

	row->guess = "";
	row->doubt = UNIT_SURE;
	into->role = row->cells[CELL_ROLE].text;
	if (*into->role != '\0') {
		if (!role_by_name(into->role, &role))
			refuse(form, &row->cells[CELL_ROLE], KEY("role_unknown"));
		return;
	}
	const struct process_unit unit =
	    process_unit_read(words->arena, row->cells[CELL_UNIT].text, row->cells[CELL_CONTENT].text, i, form->count);
	row->guess = into->role = unit.role;
	row->doubt = unit.doubt;
}

static void
take_term(const struct next_words *words, struct table_form *form, struct form_row *row, struct table_row *into)
{
	struct form_text *text = &row->cells[CELL_TERM];
	int64_t minutes;

	into->term = into->timing = "";
	into->calendar = *row->cells[CELL_CALENDAR].text == '1';
	switch (process_table_term(words->arena, text->text, &minutes)) {
	case TABLE_TERM_NONE: into->timing = text->text; break;
	case TABLE_TERM_READ: into->term = text->text; break;
	case TABLE_TERM_UNITLESS: refuse(form, text, KEY("term_unitless")); break;
	case TABLE_TERM_UNREAD: refuse(form, text, KEY("term_unread")); break;
	}
}

static void
take_row(const struct next_words *words, struct table_form *form, size_t i, struct table_row *into)
{
	struct form_row *row = &form->rows[i];

	for (enum cell cell = 0; cell < CELL__MAX; cell++)
		bound(form, &row->cells[cell], cell_most[cell]);
	into->unit = row->cells[CELL_UNIT].text;
	into->content = row->cells[CELL_CONTENT].text;
	into->output = row->cells[CELL_OUTPUT].text;
	into->symbol = row->cells[CELL_SYMBOL].text;
	into->agency = row->cells[CELL_AGENCY].text;
	if (*into->agency != '\0' && !process_model_id_valid(arena_printf(words->arena, "a%s", into->agency)))
		refuse(form, &row->cells[CELL_AGENCY], KEY("agency_unknown"));
	into->called = *into->agency != '\0' ? into->called : "";
	into->name = row->cells[CELL_NAME].text;
	if (*into->name == '\0')
		into->name = step_name_of(words->arena, into->content, into->unit);
	take_role(words, form, i, into);
	take_term(words, form, row, into);
}

static void
take_head(const struct next_words *words, struct table_form *form, struct process_table *table)
{
	struct model_sheet *sheet = &table->sheet;
	char *rest = arena_strdup(words->arena, form->basis.text), *line;

	bound(form, &form->name, TITLE_MOST);
	bound(form, &form->basis, BASIS_MOST);
	table->name = form->name.text;
	if (*table->name == '\0')
		refuse(form, &form->name, KEY("name_missing"));
	for (size_t i = 0; i < HEAD_COUNT; i++) {
		bound(form, &form->heads[i], head_fields[i].most);
		*head_of(sheet, i) = form->heads[i].text;
	}
	sheet->basis = arena_array(words->arena, MODEL_ROWS_MAX, sizeof(*sheet->basis));
	sheet->basis_count = 0;
	while ((line = strtok_r(rest, "\n", &rest)) != NULL)
		if (sheet->basis_count < MODEL_ROWS_MAX)
			sheet->basis[sheet->basis_count++] = line;
		else
			refuse(form, &form->basis, KEY("too_long"));
}

static bool
any(const struct form_text *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (*texts[i].text != '\0')
			return true;
	return false;
}

static void
take_lists(const struct next_words *words, struct table_form *form, struct model_sheet *sheet)
{
	while (form->paper_count > 0 && !any(form->papers[form->paper_count - 1], PAPER_TEXTS))
		form->paper_count--;
	while (form->record_count > 0 && !any(form->records[form->record_count - 1], RECORD_TEXTS))
		form->record_count--;
	sheet->papers = arena_array(words->arena, MODEL_ROWS_MAX, sizeof(*sheet->papers));
	sheet->records = arena_array(words->arena, MODEL_ROWS_MAX, sizeof(*sheet->records));
	sheet->paper_count = sheet->record_count = 0;
	for (size_t i = 0; i < form->paper_count; i++) {
		struct form_text *texts = form->papers[i];
		for (size_t k = 0; k < PAPER_TEXTS; k++)
			bound(form, &texts[k], UNIT_MOST);
		if (any(texts, PAPER_TEXTS))
			sheet->papers[sheet->paper_count++] =
			    (struct model_paper){ texts[0].text, texts[1].text, texts[2].text, texts[3].text };
	}
	for (size_t i = 0; i < form->record_count; i++) {
		struct form_text *texts = form->records[i];
		for (size_t k = 0; k < RECORD_TEXTS; k++)
			bound(form, &texts[k], UNIT_MOST);
		if (any(texts, RECORD_TEXTS))
			sheet->records[sheet->record_count++] =
			    (struct model_record){ texts[0].text, texts[1].text, texts[2].text };
	}
}

/* Of a process whose ways cannot be changed here: each row by its id, in the order in which it is. */
static void
take_fixed_rows(const struct next_words *words, struct table_form *form, struct process_table *table)
{
	for (size_t i = 0; i < form->count; i++) {
		const size_t row = process_table_row(table, form->rows[i].cells[CELL_ID].text);
		if (row < table->count)
			take_row(words, form, i, &table->rows[row]);
	}
}

static void
take_rows(const struct next_words *words, struct table_form *form, struct process_table *table)
{
	struct table_row *rows = arena_array(words->arena, TABLE_ROWS_MAX, sizeof(*rows));
	const char **cells = arena_array(words->arena, TABLE_ROWS_MAX, sizeof(*cells));
	const char **errors = arena_array(words->arena, TABLE_ROWS_MAX, sizeof(*errors));
	bool *taken = arena_array(words->arena, MODEL_NODES_MAX, sizeof(*taken));

	while (form->count > 0 && is_blank(&form->rows[form->count - 1]))
		form->count--;
	for (size_t i = 0; i < form->count; i++) {
		const size_t old = process_table_row(table, form->rows[i].cells[CELL_ID].text);
		const bool known = old < table->count && !taken[old];
		rows[i] = known ? table->rows[old] : table_row_new();
		if (known)
			taken[old] = true;
		else
			form->rows[i].cells[CELL_ID].text = "";
		if (is_blank(&form->rows[i]))
			refuse(form, &form->rows[i].cells[CELL_CONTENT], KEY("row_empty"));
		take_row(words, form, i, &rows[i]);
		cells[i] = form->rows[i].cells[CELL_NEXT].text;
	}
	table->rows = rows;
	table->count = form->count;
	(void)next_texts_read(words, cells, table, errors);
	for (size_t i = 0; i < form->count; i++)
		if (errors[i] != NULL)
			refuse(form, &form->rows[i].cells[CELL_NEXT], errors[i]);
}

enum err
table_form_take(const struct next_words *words, struct table_form *form, struct process_table *table)
{
	take_head(words, form, table);
	take_lists(words, form, &table->sheet);
	if (table->fixed != NULL)
		take_fixed_rows(words, form, table);
	else
		take_rows(words, form, table);
	return form->wrong == 0 ? OK : ERR_INVALID;
}
