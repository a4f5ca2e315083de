/* Tables for spreadsheets. See csv.h. */
#include "core/view/csv.h"

#include <string.h>

#include "core/memory/buffer.h"

void
csv_begin(struct buffer *out)
{
	buffer_text(out, "\xEF\xBB\xBF");
}

void
csv_cell(struct buffer *out, const char *text, size_t column)
{
	if (column > 0)
		buffer_char(out, ',');
	buffer_char(out, '"');
	if (text != NULL && text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL)
		buffer_char(out, '\'');
	for (; text != NULL && *text != '\0'; text++) {
		if (*text == '"')
			buffer_char(out, '"');
		buffer_char(out, *text);
	}
	buffer_char(out, '"');
}

void
csv_row_end(struct buffer *out)
{
	buffer_text(out, "\r\n");
}
