/* Reading spreadsheets. See organisation_csv.h. */
#include "organisation/organisation_csv.h"

#include <string.h>

#include "core/locale/utf8.h"
#include "core/memory/arena.h"

enum { CSV_FIELD_BYTES_MAX = 8192 };

struct reader {
	struct arena *arena;
	const char *at, *end;
	size_t line;
};

static bool
is_break(const struct reader *r)
{
	return r->at == r->end || *r->at == '\n' || (*r->at == '\r' && r->at + 1 < r->end && r->at[1] == '\n');
}

static void
pass_break(struct reader *r)
{
	if (r->at < r->end && *r->at == '\r')
		r->at++;
	if (r->at < r->end)
		r->at++;
	r->line++;
}

/* Without blanks at its ends, valid, composed. */
static enum err
finish(struct reader *r, char *text, size_t size, const char **ret_field)
{
	while (size > 0 && (text[size - 1] == ' ' || text[size - 1] == '\t'))
		size--;
	while (size > 0 && (*text == ' ' || *text == '\t')) {
		text++;
		size--;
	}
	if (!utf8_clean(text, size, UTF8_TEXT))
		return ERR_INVALID;
	return utf8_nfc(r->arena, arena_strndup(r->arena, text, size), ret_field);
}

/* The reader stands after the opening quote; a doubled quote is one. */
static enum err
quoted(struct reader *r, const char **ret_field)
{
	char text[CSV_FIELD_BYTES_MAX];
	size_t size = 0;

	for (; r->at < r->end; r->at++) {
		if (*r->at == '"' && (r->at + 1 == r->end || r->at[1] != '"')) {
			r->at++;
			return r->at == r->end || *r->at == ',' || is_break(r) ? finish(r, text, size, ret_field)
									       : ERR_INVALID;
		}
		if (*r->at == '"')
			r->at++;
		if (*r->at == '\n')
			r->line++;
		if (size == sizeof(text))
			return ERR_INVALID;
		text[size++] = *r->at;
	}
	return ERR_INVALID;
}

static enum err
plain(struct reader *r, const char **ret_field)
{
	const char *start = r->at;

	for (; !is_break(r) && *r->at != ','; r->at++)
		if (*r->at == '"')
			return ERR_INVALID;
	return finish(r, arena_strndup(r->arena, start, (size_t)(r->at - start)), (size_t)(r->at - start), ret_field);
}

static enum err
read_row(struct reader *r, struct csv_row *row, bool *ret_empty)
{
	const char *fields[CSV_FIELDS_MAX];
	enum err err;

	*row = (struct csv_row){ .line = r->line };
	*ret_empty = true;
	for (;;) {
		const char **field = &fields[row->count];

		if (row->count == CSV_FIELDS_MAX)
			return ERR_INVALID;
		*field = "";
		if (!is_break(r) && *r->at != ',') {
			bool is_quoted = *r->at == '"';

			if (is_quoted)
				r->at++;
			if ((err = is_quoted ? quoted(r, field) : plain(r, field)))
				return err;
		}
		row->count++;
		*ret_empty = *ret_empty && (*field)[0] == '\0';
		if (r->at == r->end || *r->at != ',')
			break;
		r->at++;
	}
	if (r->at < r->end)
		pass_break(r);
	row->fields = arena_array(r->arena, row->count, sizeof(*row->fields));
	memcpy(row->fields, fields, row->count * sizeof(*fields));
	return OK;
}

enum err
csv_read(struct arena *arena, struct bytes content, struct csv *ret_csv, size_t *ret_line)
{
	static const char mark[] = "\xEF\xBB\xBF";
	const char *start = (const char *)content.data;
	struct reader r = { arena, start, start + content.size, 1 };
	struct csv_row *rows = arena_array(arena, CSV_ROWS_MAX, sizeof(*rows));
	size_t count = 0;
	bool empty;

	*ret_line = 1;
	if (content.size > CSV_BYTES_MAX)
		return ERR_TOO_LARGE;
	if (content.size >= 3 && memcmp(start, mark, 3) == 0)
		r.at += 3;
	while (r.at < r.end) {
		*ret_line = r.line;
		if (count == CSV_ROWS_MAX || read_row(&r, &rows[count], &empty))
			return ERR_INVALID;
		if (!empty)
			count++;
	}
	*ret_csv = (struct csv){ rows, count };
	return OK;
}
