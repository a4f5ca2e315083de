/* The lines of one process as its table, with what there is to remark. See step_list.h. */
#include <string.h>

#include "core/locale/fold.h"
#include "core/locale/utf8.h"
#include "domain/definition/process_table/process_table_term.h"
#include "domain/definition/process_table/process_table_unit.h"
#include "process_design/next_text.h"
#include "process_design/step_list.h"

enum { NAME_MAX_POINTS = 120, NAME_BYTES = 480 };

struct interpreting {
	struct arena *arena;
	const struct step_process *process;
	struct step_reading *reading;
	bool of_department;
};

static void
remark(struct interpreting *i, bool lacks, size_t row, const char *what, const char *said)
{
	struct step_reading *reading = i->reading;

	reading->lacking += lacks;
	if (reading->remark_count < STEP_REMARKS_MAX)
		reading->remarks[reading->remark_count++] = (struct step_remark){ lacks, row, what, said };
}

/* --- names --------------------------------------------------------------------------------------------------------- */

/* Without the bullet or number that opens an item: "- ", "+ ", "1. ". */
static const char *
past_bullet(const char *text)
{
	for (;;) {
		const char *start = text;
		text += strspn(text, " -+*\n\t");
		const size_t digits = strspn(text, "0123456789");
		if (digits > 0 && digits < 3 && (text[digits] == '.' || text[digits] == ')') && text[digits + 1] == ' ')
			text += digits + 2;
		if (text == start)
			return text;
	}
}

/* To the first sign that ends a clause; a stop within a number or a name of letters is none. */
static size_t
clause_size(const char *text)
{
	size_t i = 0;

	for (; text[i] != '\0'; i++) {
		const char next = text[i + 1];
		if (text[i] == '\n' || text[i] == ';')
			break;
		if ((text[i] == '.' || text[i] == ':') && (next == ' ' || next == '\0' || next == '\n') && i > 8)
			break;
		if (text[i] == ' ' && strchr("-+", next) != NULL && next != '\0' && text[i + 2] == ' ')
			break;
	}
	return i;
}

/* At most so many characters, cut before a word. */
static size_t
cut_size(const char *text, size_t size)
{
	size_t at = 0, blank = 0, points = 0;

	while (at < size && points < NAME_MAX_POINTS && at < NAME_BYTES) {
		uint32_t point;
		const size_t step = utf8_decode(text + at, size - at, &point);
		if (text[at] == ' ')
			blank = at;
		at += step == 0 ? 1 : step;
		points++;
	}
	return at >= size || blank == 0 ? at : blank;
}

const char *
step_name_of(struct arena *arena, const char *content, const char *unit)
{
	const char *from = past_bullet(content);

	if (*from == '\0')
		from = past_bullet(unit);
	size_t size = cut_size(from, clause_size(from));
	while (size > 0 && strchr(" ,:-", from[size - 1]) != NULL)
		size--;
	return arena_strndup(arena, from, size);
}

/* --- ways in words ------------------------------------------------------------------------------------------------- */

static const char *const refusals[] = { "neu khong dong y", "neu khong dat", "neu khong duyet", "neu khong phe duyet",
	"neu chua dat", "truong hop khong dong y" };
static const char *const backs[] = { "chuyen lai buoc ", "tra lai buoc ", "chuyen tra buoc ", "quay lai buoc ",
	"chuyen lai ve buoc ", "tra lai b", "chuyen lai b", "quay lai b", "tra ve buoc " };

/* The number in "buoc 3", "B3" of a symbol; 0: there is none. */
static size_t
symbol_number(struct arena *arena, const char *symbol)
{
	const char *folded = fold(arena, symbol);

	return leading_number(folded + strcspn(folded, "0123456789"));
}

/* The one row above with that number; SIZE_MAX: none, or two. */
static size_t
row_above(const struct interpreting *i, size_t row, size_t number)
{
	size_t found = SIZE_MAX;

	for (size_t k = 0; k < i->process->count; k++) {
		if (symbol_number(i->arena, i->process->steps[k].symbol) != number)
			continue;
		if (found != SIZE_MAX)
			return SIZE_MAX;
		found = k;
	}
	return found != SIZE_MAX && found < row ? found : SIZE_MAX;
}

static bool
speaks_of_going_back(const char *folded, size_t *ret_number)
{
	bool refuses = false;

	for (size_t k = 0; k < sizeof(refusals) / sizeof(refusals[0]); k++)
		refuses = refuses || strstr(folded, refusals[k]) != NULL;
	for (size_t k = 0; k < sizeof(backs) / sizeof(backs[0]); k++) {
		const char *at = strstr(folded, backs[k]);
		const size_t number = at == NULL ? 0 : leading_number(at + strlen(backs[k]));
		if (number == 0)
			continue;
		*ret_number = refuses ? number : 0;
		return true;
	}
	return false;
}

/* "Nếu không đồng ý: chuyển lại bước 3" of somebody who may give a step back. */
static void
read_ways(struct interpreting *i, size_t row)
{
	struct table_row *into = &i->reading->table.rows[row];
	const char *content = i->process->steps[row].content;
	size_t number = 0;

	into->ways = arena_array(i->arena, TABLE_WAYS_MAX, sizeof(*into->ways));
	if (!speaks_of_going_back(fold(i->arena, content), &number))
		return;
	const size_t to = number > 0 ? row_above(i, row, number) : SIZE_MAX;
	const bool may = strcmp(into->role, "section_head") == 0 || strcmp(into->role, "leader") == 0;
	if (to == SIZE_MAX || !may) {
		remark(i, false, row, "way_unclear", content);
		return;
	}
	into->ways[into->way_count++] =
	    (struct table_way){ .condition = "action = \"return_back\"", .label = "", .to = to };
	remark(i, false, row, "way_read", arena_printf(i->arena, "%zu", to + 1));
}

/* --- rows ---------------------------------------------------------------------------------------------------------- */

static void
read_role(struct interpreting *i, size_t row)
{
	const struct step_line *step = &i->process->steps[row];
	struct process_unit unit = process_unit_read(i->arena, step->unit, step->content, row, i->process->count);

	if (unit.doubt == UNIT_SURE && i->of_department && process_unit_is_province(i->arena, step->unit))
		unit.doubt = UNIT_ABOVE;
	i->reading->table.rows[row].role = unit.role;
	if (unit.doubt != UNIT_SURE)
		remark(
		    i, true, row, arena_printf(i->arena, "role_%s", process_unit_doubt_name(unit.doubt)), step->unit);
}

static void
read_duration(struct interpreting *i, size_t row, size_t *unitless)
{
	const char *text = i->process->steps[row].duration;
	struct table_row *into = &i->reading->table.rows[row];
	int64_t minutes;

	switch (process_table_term(i->arena, text, &minutes)) {
	case TABLE_TERM_NONE: into->timing = text; break;
	case TABLE_TERM_READ: into->term = text; break;
	case TABLE_TERM_UNITLESS:
		into->term = text; /* its unit is settled when all are added up */
		++*unitless;
		break;
	case TABLE_TERM_UNREAD:
		into->timing = text;
		remark(i, true, row, "term_unread", text);
		break;
	}
	i->reading->sum += minutes;
}

static void
read_row(struct interpreting *i, size_t row, size_t *unitless)
{
	const struct step_line *step = &i->process->steps[row];
	struct table_row *into = &i->reading->table.rows[row];

	*into = table_row_new();
	into->symbol = step->symbol;
	into->unit = step->unit;
	into->content = step->content;
	into->output = step->output;
	into->name = *step->name != '\0' ? step->name : step_name_of(i->arena, step->content, step->unit);
	if (*into->name == '\0')
		remark(i, true, row, "empty", "");
	read_role(i, row);
	read_duration(i, row, unitless);
}

/* Numbers without a unit are days if they then add up to what is printed; else a person says what they are. */
static void
settle_units(struct interpreting *i, size_t unitless, const char *day)
{
	struct step_reading *reading = i->reading;

	for (size_t row = 0; unitless > 0 && row < i->process->count; row++) {
		struct table_row *into = &reading->table.rows[row];
		int64_t minutes;
		if (process_table_term(i->arena, into->term, &minutes) != TABLE_TERM_UNITLESS)
			continue;
		remark(i, !reading->sum_equal, row, reading->sum_equal ? "term_days" : "term_unitless", into->term);
		if (!reading->sum_equal) {
			into->timing = into->term;
			into->term = "";
		} else {
			into->term = arena_printf(i->arena, "%s %s", into->term, day);
		}
	}
}

/* --- the whole ----------------------------------------------------------------------------------------------------- */

static void
compare_total(struct interpreting *i)
{
	struct step_reading *reading = i->reading;

	reading->total = process_table_total(i->arena, i->process->total);
	if (*i->process->total == '\0') {
		remark(i, false, SIZE_MAX, "no_total", "");
		return;
	}
	reading->sum_checked = reading->sum > 0;
	reading->sum_equal = reading->sum_checked && reading->total == reading->sum;
	if (reading->total < 0)
		remark(i, true, SIZE_MAX, "total_unclear", i->process->total);
	else if (reading->sum_checked && !reading->sum_equal)
		remark(i, true, SIZE_MAX, "sum_differs", i->process->total);
}

/* What the drawing made of it still lacks, beyond what was said of its rows. */
static void
check_drawing(struct interpreting *i)
{
	struct step_reading *reading = i->reading;
	struct definition_error error = { .element = "" };
	struct process *process;

	if (process_table_to_model(i->arena, &reading->table, reading->model) != OK) {
		remark(i, true, SIZE_MAX, "too_long", "");
		return;
	}
	if (process_of_model(i->arena, reading->model, &process, &error) == OK &&
	    process_check_sound(i->arena, process, &error) == OK)
		return;
	/* A role or name that is missing was remarked with its row. */
	if (reading->lacking > 0 &&
	    (strcmp(error.message, "process.no_role") == 0 || strcmp(error.message, "process.no_name") == 0))
		return;
	const size_t row = process_table_row_of(&reading->table, reading->model, error.element);
	remark(i, true, row < reading->table.count ? row : SIZE_MAX, "document", error.message);
}

void
step_process_read(
    struct arena *arena, const struct step_process *process, const char *id, const char *day, struct step_reading *ret)
{
	struct interpreting i = { .arena = arena, .process = process, .reading = ret };
	const char **units = arena_array(arena, TABLE_ROWS_MAX, sizeof(*units));
	const char *name = *process->case_name == '\0'
			       ? process->procedure_name
			       : arena_printf(arena, "%s (%s)", process->procedure_name, process->case_name);
	size_t unitless = 0;

	*ret = (struct step_reading){ .model = process_model_new(arena, id, name),
		.remarks = arena_array(arena, STEP_REMARKS_MAX, sizeof(*ret->remarks)) };
	process_table_of_model(arena, ret->model, &ret->table);
	ret->table.sheet.term = process->total;
	ret->table.count = process->count;
	for (size_t row = 0; row < process->count; row++)
		units[row] = process->steps[row].unit;
	i.of_department = process_units_of_department(arena, units, process->count);
	for (size_t row = 0; row < process->count; row++)
		read_row(&i, row, &unitless);
	for (size_t row = 0; row < process->count; row++)
		read_ways(&i, row);
	compare_total(&i);
	settle_units(&i, unitless, day);
	check_drawing(&i);
}
