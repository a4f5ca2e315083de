/* The small tokenizer of HTML. See html_scan.h. */
#include "core/view/html_scan.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

void
html_scan_begin(struct html_scan *scan)
{
	*scan = (struct html_scan){ .state = HTML_TEXT, .line = 1 };
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}

static void
put(char *to, size_t *size, size_t max, char c)
{
	if (*size + 1 < max) {
		to[(*size)++] = c;
		to[*size] = '\0';
	}
}

static void
name_put(char *to, size_t *size, char c)
{
	put(to, size, HTML_NAME_MAX, (char)tolower((unsigned char)c));
}

static void
tell(struct html_scan *scan, enum html_event event)
{
	if (scan->listen != NULL)
		scan->listen(scan->listener, event, scan);
}

static void
attribute_end(struct html_scan *scan)
{
	if (scan->attribute_size > 0 && !scan->closing)
		tell(scan, HTML_ATTRIBUTE);
	scan->attribute_size = scan->value_size = 0;
	scan->attribute[0] = scan->value[0] = '\0';
	scan->has_value = false;
	scan->state = HTML_TAG;
}

static bool
holds_raw_text(const char *element)
{
	static const char *const elements[] = { "script", "style", "textarea", "title" };

	for (size_t i = 0; i < sizeof(elements) / sizeof(elements[0]); i++)
		if (strcmp(element, elements[i]) == 0)
			return true;
	return false;
}

static void
tag_end(struct html_scan *scan)
{
	attribute_end(scan);
	scan->state = HTML_TEXT;
	if (!scan->closing && holds_raw_text(scan->element)) {
		memcpy(scan->raw_element, scan->element, sizeof(scan->element));
		scan->state = HTML_RAW;
	}
	tell(scan, scan->closing ? HTML_END : HTML_START);
}

static void
tag_begin(struct html_scan *scan, bool closing)
{
	scan->state = HTML_ELEMENT_NAME;
	scan->closing = closing;
	scan->element_size = 0;
	scan->element[0] = '\0';
	scan->tag_line = scan->line;
	scan->attribute_size = scan->value_size = 0;
	scan->has_value = false;
}

static void
in_text(struct html_scan *scan, char c)
{
	if (scan->last[2] != '<')
		return;
	if (c == '!') {
		scan->state = HTML_DECLARATION;
	} else if (c == '/') {
		tag_begin(scan, true);
	} else if (isalpha((unsigned char)c)) {
		tag_begin(scan, false);
		name_put(scan->element, &scan->element_size, c);
	}
}

/* Raw text ends only at the end tag of its own element; the name is compared once it has been read. */
static void
in_raw(struct html_scan *scan, char c)
{
	if (scan->last[2] == '<' && c == '/')
		tag_begin(scan, true);
}

static void
in_element_name(struct html_scan *scan, char c)
{
	bool ends = is_blank(c) || c == '>' || (c == '/' && scan->element_size > 0);

	if (!ends) {
		name_put(scan->element, &scan->element_size, c);
		return;
	}
	if (scan->raw_element[0] != '\0') {
		if (strcmp(scan->element, scan->raw_element) != 0) {
			scan->state = HTML_RAW;
			return;
		}
		scan->raw_element[0] = '\0';
	}
	if (c == '>')
		tag_end(scan);
	else
		scan->state = HTML_TAG;
}

static void
in_tag(struct html_scan *scan, char c)
{
	if (c == '>') {
		tag_end(scan);
	} else if (c == '=' && scan->attribute_size > 0) {
		scan->state = HTML_VALUE_BEGIN;
	} else if (!is_blank(c) && c != '/') {
		attribute_end(scan);
		name_put(scan->attribute, &scan->attribute_size, c);
		scan->state = HTML_ATTRIBUTE_NAME;
	}
}

static void
in_attribute_name(struct html_scan *scan, char c)
{
	if (c == '=')
		scan->state = HTML_VALUE_BEGIN;
	else if (c == '>')
		tag_end(scan);
	else if (is_blank(c) || c == '/')
		scan->state = HTML_TAG;
	else
		name_put(scan->attribute, &scan->attribute_size, c);
}

static void
in_value(struct html_scan *scan, char c)
{
	scan->has_value = true;
	if (scan->state == HTML_VALUE_BEGIN) {
		if (is_blank(c))
			return;
		scan->quote = c == '"' || c == '\'' ? c : '\0';
		scan->state = scan->quote != '\0' ? HTML_VALUE_QUOTED : HTML_VALUE_UNQUOTED;
		if (scan->quote != '\0')
			return;
	}
	if (scan->state == HTML_VALUE_QUOTED && c == scan->quote)
		attribute_end(scan);
	else if (scan->state == HTML_VALUE_UNQUOTED && c == '>')
		tag_end(scan);
	else if (scan->state == HTML_VALUE_UNQUOTED && is_blank(c))
		attribute_end(scan);
	else
		put(scan->value, &scan->value_size, HTML_VALUE_MAX, c);
}

static void
in_declaration(struct html_scan *scan, char c)
{
	if (c == '>')
		scan->state = HTML_TEXT;
	else if (c == '-' && scan->last[2] == '-' && scan->last[1] == '!')
		scan->state = HTML_COMMENT;
}

static void
step(struct html_scan *scan, char c)
{
	switch (scan->state) {
	case HTML_TEXT: in_text(scan, c); break;
	case HTML_RAW: in_raw(scan, c); break;
	case HTML_DECLARATION: in_declaration(scan, c); break;
	case HTML_COMMENT:
		if (c == '>' && scan->last[2] == '-' && scan->last[1] == '-')
			scan->state = HTML_TEXT;
		break;
	case HTML_ELEMENT_NAME: in_element_name(scan, c); break;
	case HTML_TAG: in_tag(scan, c); break;
	case HTML_ATTRIBUTE_NAME: in_attribute_name(scan, c); break;
	case HTML_VALUE_BEGIN:
	case HTML_VALUE_QUOTED:
	case HTML_VALUE_UNQUOTED: in_value(scan, c); break;
	}
}

void
html_scan_bytes(struct html_scan *scan, const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		step(scan, bytes[i]);
		scan->line += bytes[i] == '\n';
		scan->last[0] = scan->last[1];
		scan->last[1] = scan->last[2];
		scan->last[2] = bytes[i];
	}
}

void
html_scan_boundary(struct html_scan *scan)
{
	if (scan->state == HTML_ELEMENT_NAME || scan->state == HTML_ATTRIBUTE_NAME)
		html_scan_bytes(scan, " ", 1);
}

bool
html_scan_in_url(const struct html_scan *scan)
{
	static const char *const attributes[] = { "href", "src", "action", "formaction", "poster", "srcset",
		"xlink:href" };

	if (scan->state != HTML_VALUE_BEGIN && scan->state != HTML_VALUE_QUOTED && scan->state != HTML_VALUE_UNQUOTED)
		return false;
	for (size_t i = 0; i < sizeof(attributes) / sizeof(attributes[0]); i++)
		if (strcmp(scan->attribute, attributes[i]) == 0)
			return true;
	return false;
}
