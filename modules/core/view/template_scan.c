/* Tokens of a Mustache template. See template_scan.h. */
#include "core/view/template_scan.h"

#include <string.h>

static bool
refuse(struct template_scan *scan, const char *error)
{
	scan->error = error;
	return false;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void
trim(const char **text, size_t *size)
{
	while (*size > 0 && is_blank((*text)[0])) {
		(*text)++;
		(*size)--;
	}
	while (*size > 0 && is_blank((*text)[*size - 1]))
		(*size)--;
}

static const char *
find(const struct template_scan *scan, const char *from, const char *wanted, size_t size)
{
	return memmem(from, (size_t)(scan->end - from), wanted, size);
}

void
template_scan_begin(struct template_scan *scan, const char *source, size_t size)
{
	*scan = (struct template_scan){ .at = source,
		.end = source + size,
		.line = 1,
		.open = "{{",
		.close = "}}",
		.open_size = 2,
		.close_size = 2 };
}

/* Text up to the next tag, and never past its line: the compiler looks at templates line by line. */
static bool
scan_text(struct template_scan *scan, const char *tag, struct template_token *token)
{
	const char *end = tag == NULL ? scan->end : tag;
	const char *newline = memchr(scan->at, '\n', (size_t)(end - scan->at));

	if (newline != NULL)
		end = newline + 1;
	*token = (struct template_token){ TOKEN_TEXT, scan->at, (size_t)(end - scan->at), scan->line };
	scan->line += newline != NULL;
	scan->at = end;
	return true;
}

static bool
take_delimiter(char *delimiter, size_t *delimiter_size, const char **text, size_t *size)
{
	size_t length = 0;

	while (length < *size && !is_blank((*text)[length]))
		length++;
	if (length == 0 || length > TEMPLATE_DELIMITER_MAX || memchr(*text, '=', length) != NULL)
		return false;
	memcpy(delimiter, *text, length);
	*delimiter_size = length;
	*text += length;
	*size -= length;
	trim(text, size);
	return true;
}

static bool
set_delimiters(struct template_scan *scan, const struct template_token *token)
{
	const char *text = token->text;
	size_t size = token->size;

	if (!take_delimiter(scan->open, &scan->open_size, &text, &size) ||
	    !take_delimiter(scan->close, &scan->close_size, &text, &size) || size != 0)
		return refuse(scan, "a change of delimiters is written {{=<% %>=}}");
	return true;
}

static enum template_token_kind
kind_of(char sigil)
{
	switch (sigil) {
	case '{':
	case '&': return TOKEN_RAW;
	case '#': return TOKEN_SECTION;
	case '^': return TOKEN_INVERTED;
	case '/': return TOKEN_CLOSE;
	case '>': return TOKEN_PARTIAL;
	case '<': return TOKEN_PARENT;
	case '$': return TOKEN_BLOCK;
	case '!': return TOKEN_COMMENT;
	case '=': return TOKEN_DELIMITERS;
	default: return TOKEN_VALUE;
	}
}

static bool
check_name(struct template_scan *scan, const struct template_token *token)
{
	if (token->kind == TOKEN_COMMENT)
		return true;
	if (token->size == 0)
		return refuse(scan, "a tag without a name");
	for (size_t i = 0; i < token->size; i++)
		if (is_blank(token->text[i]) || token->text[i] == '\0')
			return refuse(scan, "a blank in the name of a tag");
	if ((token->kind == TOKEN_PARTIAL || token->kind == TOKEN_PARENT) && token->text[0] == '*')
		return refuse(scan, "dynamic names are not supported");
	return true;
}

/* {{{x}}} and {{=a b=}} end with one character more before the closing delimiter. */
static bool
scan_tag(struct template_scan *scan, struct template_token *token)
{
	const char *text = scan->at + scan->open_size, *end;
	char closing[TEMPLATE_DELIMITER_MAX + 1], sigil = text < scan->end ? text[0] : '\0';
	size_t closing_size = 0;

	*token = (struct template_token){ .kind = kind_of(sigil), .line = scan->line };
	if (sigil == '{' || sigil == '=')
		closing[closing_size++] = sigil == '{' ? '}' : '=';
	memcpy(closing + closing_size, scan->close, scan->close_size);
	closing_size += scan->close_size;
	text += token->kind != TOKEN_VALUE;
	end = text <= scan->end ? find(scan, text, closing, closing_size) : NULL;
	if (end == NULL)
		return refuse(scan, "a tag is not closed");
	for (const char *c = scan->at; c < end; c++)
		scan->line += *c == '\n';
	scan->at = end + closing_size;
	token->text = text;
	token->size = (size_t)(end - text);
	trim(&token->text, &token->size);
	if (token->kind == TOKEN_DELIMITERS)
		return set_delimiters(scan, token);
	return check_name(scan, token);
}

bool
template_scan_next(struct template_scan *scan, struct template_token *token)
{
	const char *tag;

	if (scan->at == scan->end || scan->error != NULL)
		return false;
	tag = find(scan, scan->at, scan->open, scan->open_size);
	return tag == scan->at ? scan_tag(scan, token) : scan_text(scan, tag, token);
}
