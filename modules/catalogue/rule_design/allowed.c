/* Allowed values: lines and FEEL. See allowed.h. */
#include "rule_design/allowed.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"

enum { TEXT_MAX = 16 * 1024 };

/* The end of the first test of a list: a comma outside quotes and brackets, or the end. */
static const char *
test_end(const char *at)
{
	int depth = 0;

	for (bool quoted = false; *at != '\0' && (quoted || depth > 0 || *at != ','); at++) {
		if (quoted && *at == '\\' && at[1] != '\0')
			at++;
		else if (*at == '"')
			quoted = !quoted;
		else if (!quoted && strchr("([", *at) != NULL)
			depth++;
		else if (!quoted && strchr(")]", *at) != NULL)
			depth--;
	}
	return at;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void
trim(const char **from, const char **to)
{
	while (*from < *to && is_blank(**from))
		(*from)++;
	while (*to > *from && is_blank((*to)[-1]))
		(*to)--;
}

/* A text without its quotes; what is no text stays as it is. */
static void
write_line(struct buffer *out, const char *from, const char *to, bool is_text)
{
	const bool quoted = is_text && to - from >= 2 && *from == '"' && to[-1] == '"';

	if (!quoted) {
		buffer_add(out, from, (size_t)(to - from));
		return;
	}
	for (from++, to--; from < to; from++) {
		if (*from == '\\' && from + 1 < to && (from[1] == '"' || from[1] == '\\'))
			from++;
		buffer_char(out, *from);
	}
}

const char *
allowed_lines(struct arena *arena, const char *feel, bool is_text)
{
	struct buffer out;

	buffer_init(&out, arena, TEXT_MAX);
	while (*feel != '\0') {
		const char *from = feel, *end = test_end(feel), *to = end;

		trim(&from, &to);
		if (out.size > 0)
			buffer_char(&out, '\n');
		write_line(&out, from, to, is_text);
		feel = *end == ',' ? end + 1 : end;
	}
	return out.data;
}

/* Of a column of texts: what begins like a test or a text in quotes is FEEL, everything else a text. */
static bool
is_feel(const char *from, const char *to)
{
	return strchr("\"[]()<>=", *from) != NULL || (to - from > 4 && strncmp(from, "not(", 4) == 0);
}

const char *
allowed_feel(struct arena *arena, const char *lines, bool is_text)
{
	struct buffer out;

	buffer_init(&out, arena, TEXT_MAX);
	while (*lines != '\0') {
		const char *from = lines, *end = lines + strcspn(lines, "\n"), *to = end;

		trim(&from, &to);
		lines = *end == '\n' ? end + 1 : end;
		if (from == to)
			continue;
		if (out.size > 0)
			buffer_char(&out, ',');
		if (!is_text || is_feel(from, to)) {
			buffer_add(&out, from, (size_t)(to - from));
			continue;
		}
		buffer_char(&out, '"');
		for (; from < to; from++) {
			if (*from == '"' || *from == '\\')
				buffer_char(&out, '\\');
			buffer_char(&out, *from);
		}
		buffer_char(&out, '"');
	}
	return out.data;
}
