/* CSV row by row. See sheet.h. */
#include <stdbool.h>
#include <string.h>

#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "import/sheet.h"

enum err
file_refuse(struct file_fault *fault, size_t line, const char *reason)
{
	if (fault->reason == NULL)
		*fault = (struct file_fault){ line, reason };
	return ERR_INVALID;
}

static bool
is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

const char *
sheet_cell(struct arena *arena, const char *bytes, size_t size)
{
	const char *text;

	while (size > 0 && is_blank(bytes[size - 1]))
		size--;
	while (size > 0 && is_blank(*bytes)) {
		bytes++;
		size--;
	}
	text = utf8_newlines(arena, arena_strndup(arena, bytes, size));
	return memchr(bytes, '\0', size) == NULL && utf8_clean(text, strlen(text), UTF8_TEXT) ? text : NULL;
}

struct csv {
	const char *text;
	size_t size, at, line;
	char separator;
	const struct sheet_sink *sink;
	struct file_fault *fault;
	const char *cells[SHEET_COLUMNS_MAX];
	size_t count, row_bytes;
};

/* The sign that the first line has most of: Vietnamese Excel writes semicolons. */
static char
separator_of(const char *text, size_t size)
{
	static const char signs[] = ",;\t";
	size_t counts[sizeof(signs)] = { 0 }, best = 0;

	for (size_t at = 0; at < size && text[at] != '\n'; at++)
		for (size_t i = 0; i < sizeof(signs) - 1; i++)
			counts[i] += text[at] == signs[i];
	for (size_t i = 1; i < sizeof(signs) - 1; i++)
		if (counts[i] > counts[best])
			best = i;
	return signs[best];
}

/* The content of a cell in quotes, "" made one; c->at stands behind the closing quote. */
static enum err
read_quoted(struct csv *c, struct buffer *cell)
{
	size_t start = c->line;

	for (c->at++; c->at < c->size; c->at++) {
		if (c->text[c->at] == '"' && c->at + 1 < c->size && c->text[c->at + 1] == '"')
			c->at++;
		else if (c->text[c->at] == '"')
			break;
		c->line += c->text[c->at] == '\n';
		buffer_char(cell, c->text[c->at]);
	}
	if (c->at >= c->size)
		return file_refuse(c->fault, start, "quote");
	c->at++;
	return OK;
}

static bool
is_end(const struct csv *c)
{
	return c->at >= c->size || c->text[c->at] == c->separator || c->text[c->at] == '\n' || c->text[c->at] == '\r';
}

static enum err
read_cell(struct csv *c)
{
	struct buffer cell;
	size_t line = c->line;
	const char *text;
	enum err err = OK;

	buffer_init(&cell, c->sink->work, SHEET_CELL_MAX);
	if (c->at < c->size && c->text[c->at] == '"')
		err = read_quoted(c, &cell);
	else
		while (!is_end(c))
			buffer_char(&cell, c->text[c->at++]);
	if (err)
		return err;
	if (!is_end(c))
		return file_refuse(c->fault, line, "quote");
	c->row_bytes += cell.size;
	if (cell.full || c->row_bytes > SHEET_ROW_MAX)
		return file_refuse(c->fault, line, "cell");
	if (c->count == SHEET_COLUMNS_MAX)
		return file_refuse(c->fault, line, "columns");
	text = sheet_cell(c->sink->work, cell.data, cell.size);
	if (text != NULL && text[0] == '\'' && text[1] != '\0' && strchr("=+-@'", text[1]) != NULL)
		text++; /* so that a spreadsheet does not take the text for a formula */
	if (text == NULL)
		return file_refuse(c->fault, line, "encoding");
	c->cells[c->count++] = text;
	return OK;
}

/* One row; the line feed behind it is taken. */
static enum err
read_row(struct csv *c)
{
	enum err err = OK;

	c->count = c->row_bytes = 0;
	do {
		if (c->count > 0)
			c->at++;
		err = read_cell(c);
	} while (!err && c->at < c->size && c->text[c->at] == c->separator);
	if (c->at < c->size && c->text[c->at] == '\r')
		c->at++;
	if (c->at < c->size && c->text[c->at] == '\n')
		c->at++;
	return err;
}

static bool
is_empty(const struct csv *c)
{
	for (size_t i = 0; i < c->count; i++)
		if (*c->cells[i] != '\0')
			return false;
	return true;
}

enum err
csv_read(struct bytes file, const struct sheet_sink *sink, struct file_fault *fault)
{
	struct csv c = { .text = (const char *)file.data, .size = file.size, .line = 1, .sink = sink, .fault = fault };
	enum err err = OK;

	if (c.size >= 3 && memcmp(c.text, "\xef\xbb\xbf", 3) == 0)
		c.at = 3;
	c.separator = separator_of(c.text + c.at, c.size - c.at);
	for (size_t rows = 0; !err && c.at < c.size;) {
		size_t line = c.line;

		err = read_row(&c);
		c.line++;
		if (!err && !is_empty(&c)) {
			err = ++rows > SHEET_ROWS_MAX ? file_refuse(fault, line, "rows")
						      : sink->take(sink->of, line, c.cells, c.count);
		}
		arena_reset(sink->work);
	}
	return err;
}
