/* Rows added, moved and taken away, with the numbers that name them. See table_form.h. */
#include <string.h>

#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/system/parse.h"
#include "process_design/table_form.h"

enum { CELL_BYTES = 8192 };

/* New numbers of the rows, from 1; 0: the row is gone. */
struct renumbering {
	size_t of[TABLE_ROWS_MAX + 2];
};

/* Do these digits name a row? They stand behind the word for a step, or are all there is. */
static bool
names_row(struct arena *arena, const char *cell, size_t at, size_t digits)
{
	size_t word = at;

	if (at == 0 && cell[digits] == '\0')
		return true;
	while (word > 0 && cell[word - 1] == ' ')
		word--;
	if (word == at)
		return false;
	const size_t end = word;
	while (word > 0 && strchr(" ;\n", cell[word - 1]) == NULL)
		word--;
	const char *folded = fold(arena, arena_strndup(arena, cell + word, end - word));
	return strcmp(folded, "buoc") == 0 || strcmp(folded, "step") == 0;
}

static const char *
renumber(struct arena *arena, const char *cell, const struct renumbering *numbers)
{
	struct buffer text;

	buffer_init(&text, arena, CELL_BYTES);
	for (size_t at = 0; cell[at] != '\0';) {
		const size_t digits = strspn(cell + at, "0123456789");
		const size_t row = leading_number(cell + at);

		if (row > 0 && row <= TABLE_ROWS_MAX && names_row(arena, cell, at, digits)) {
			const size_t to = numbers->of[row];
			buffer_text(&text, to > 0 ? arena_printf(arena, "%zu", to) : "?");
			at += digits;
			continue;
		}
		const size_t size = digits > 0 ? digits : 1;
		buffer_add(&text, cell + at, size);
		at += size;
	}
	return text.data;
}

static void
renumber_all(struct arena *arena, struct table_form *form, const struct renumbering *numbers)
{
	for (size_t i = 0; i < form->count; i++) {
		struct form_text *next = &form->rows[i].cells[CELL_NEXT];
		if (strlen(next->text) < CELL_BYTES / 4)
			next->text = renumber(arena, next->text, numbers);
	}
}

static struct renumbering
as_it_is(void)
{
	struct renumbering numbers = { .of = { 0 } };

	for (size_t i = 0; i < sizeof(numbers.of) / sizeof(numbers.of[0]); i++)
		numbers.of[i] = i;
	return numbers;
}

static void
add_row(struct arena *arena, struct table_form *form, size_t behind)
{
	struct renumbering numbers = as_it_is();
	struct form_row *rows = form->rows;

	if (form->count >= TABLE_ROWS_MAX || behind > form->count)
		return;
	memmove(&rows[behind + 1], &rows[behind], (form->count - behind) * sizeof(*rows));
	rows[behind] = (struct form_row){ .guess = "" };
	for (enum cell cell = 0; cell < CELL__MAX; cell++)
		rows[behind].cells[cell].text = "";
	form->count++;
	for (size_t i = behind + 1; i <= TABLE_ROWS_MAX; i++)
		numbers.of[i] = i + 1;
	renumber_all(arena, form, &numbers);
}

static void
remove_row(struct arena *arena, struct table_form *form, size_t row)
{
	struct renumbering numbers = as_it_is();

	if (row >= form->count)
		return;
	memmove(&form->rows[row], &form->rows[row + 1], (form->count - row - 1) * sizeof(*form->rows));
	form->count--;
	for (size_t i = row + 1; i <= TABLE_ROWS_MAX; i++)
		numbers.of[i] = i == row + 1 ? 0 : i - 1;
	renumber_all(arena, form, &numbers);
}

/* The row and the one below it change places. */
static void
swap_rows(struct arena *arena, struct table_form *form, size_t row)
{
	struct renumbering numbers = as_it_is();

	if (row + 1 >= form->count)
		return;
	const struct form_row moved = form->rows[row];
	form->rows[row] = form->rows[row + 1];
	form->rows[row + 1] = moved;
	numbers.of[row + 1] = row + 2;
	numbers.of[row + 2] = row + 1;
	renumber_all(arena, form, &numbers);
}

bool
table_form_act(struct arena *arena, struct table_form *form, const char *act)
{
	const char *dot = strchr(act, '.');
	int64_t number = 0;

	if (strcmp(act, "giay") == 0)
		form->paper_count += form->paper_count < MODEL_ROWS_MAX;
	else if (strcmp(act, "luu-tru") == 0)
		form->record_count += form->record_count < MODEL_ROWS_MAX;
	else if (dot == NULL || parse_i64(dot + 1, 0, TABLE_ROWS_MAX, &number) != OK)
		return false;
	else if (strncmp(act, "them.", 5) == 0)
		add_row(arena, form, (size_t)number);
	else if (strncmp(act, "xoa.", 4) == 0 && number > 0)
		remove_row(arena, form, (size_t)number - 1);
	else if (strncmp(act, "len.", 4) == 0 && number > 1)
		swap_rows(arena, form, (size_t)number - 2);
	else if (strncmp(act, "xuong.", 6) == 0 && number > 0)
		swap_rows(arena, form, (size_t)number - 1);
	else
		return false;
	return true;
}
