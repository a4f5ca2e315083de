/*
 * Rules over the source of templates. Every tag is looked at where it stands in HTML: in places where escaping is not
 * enough it is refused, instead of being escaped in some other way. A tag within a value is read as one mark.
 */
#include "core/view/lint.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <utf8proc.h>

#include "core/locale/word_list.h"
#include "core/memory/arena.h"
#include "core/view/html_scan.h"
#include "core/view/lint_report.h"
#include "core/view/template_files.h"
#include "core/view/template_scan.h"

/* Stands for a tag in the values that the HTML scanner collects; no template contains it. */
#define MARK "\x01"

struct lint {
	struct lint_report report;
	struct html_scan html;
	const struct template_token *token; /* being fed */
	/* what the element being read has */
	bool has_src, has_alt, has_name_for_label, has_lang, is_post;
	char type[HTML_VALUE_MAX];
	/* the POST form being read: where it began, 0 if none */
	unsigned post_form;
	bool post_form_has_csrf;
};

static void
problem(struct lint *lint, const char *what, const char *about)
{
	lint_problem(&lint->report, lint->token->line, what, about);
}

/* --- elements and attributes -------------------------------------------------------------------------------------- */

/* "/...", "#..." (a tag may complete a fragment: our ids are names of fields), or one tag and nothing else. */
static bool
is_lawful_address(const char *value)
{
	if (value[0] == '#')
		return true;
	if (value[0] == '/')
		return value[1] != '/' && strchr(value, MARK[0]) == NULL;
	return strcmp(value, MARK) == 0;
}

static void
check_attribute(struct lint *lint, const struct html_scan *html)
{
	static const char *const addresses[] = { "href", "src", "action", "formaction", "poster", "srcset",
		"xlink:href", NULL };
	const char *name = html->attribute;

	if (strncmp(name, "on", 2) == 0)
		problem(lint, "a script in an attribute", name);
	else if (strcmp(name, "style") == 0 || strcmp(name, "srcdoc") == 0)
		problem(lint, "our content policy does not allow this attribute", name);
	else if (word_list_find(addresses, name) != NULL && !is_lawful_address(html->value))
		problem(lint, "an address begins with / or # or is one {{name}}", name);
	if (strchr(name, MARK[0]) != NULL)
		problem(lint, "a tag in the name of an attribute", "");
}

static void
note_attribute(struct lint *lint, const struct html_scan *html)
{
	static const char *const labels[] = { "id", "aria-label", "aria-labelledby", NULL };
	const char *name = html->attribute;

	lint->has_src = lint->has_src || strcmp(name, "src") == 0;
	lint->has_alt = lint->has_alt || strcmp(name, "alt") == 0;
	lint->has_lang = lint->has_lang || strcmp(name, "lang") == 0;
	lint->has_name_for_label = lint->has_name_for_label || word_list_find(labels, name) != NULL;
	lint->is_post = lint->is_post || (strcmp(name, "method") == 0 && strcasecmp(html->value, "post") == 0);
	if (strcmp(name, "type") == 0)
		(void)snprintf(lint->type, sizeof(lint->type), "%s", html->value);
}

static void
form_end(struct lint *lint)
{
	if (lint->post_form != 0 && !lint->post_form_has_csrf)
		lint_problem(&lint->report, lint->post_form, "a POST form without {{>csrf}}", "");
	lint->post_form = 0;
}

static void
check_element(struct lint *lint, const struct html_scan *html)
{
	const char *element = html->element;

	if (strcmp(element, "script") == 0 && !lint->has_src)
		problem(lint, "a script without src", "");
	else if (strcmp(element, "style") == 0)
		problem(lint, "a style element", "");
	else if (strcmp(element, "img") == 0 && !lint->has_alt)
		problem(lint, "an img without alt", "");
	else if (strcmp(element, "html") == 0 && !lint->has_lang)
		problem(lint, "an html without lang", "");
	else if (lint_needs_label(element, lint->type) && !lint->has_name_for_label)
		problem(lint, "without id, aria-label and aria-labelledby", element);
	if (strcmp(element, "form") == 0) {
		form_end(lint);
		lint->post_form = lint->is_post ? html->tag_line : 0;
		lint->post_form_has_csrf = false;
	}
}

static void
forget_element(struct lint *lint)
{
	lint->has_src = lint->has_alt = lint->has_name_for_label = lint->has_lang = lint->is_post = false;
	lint->type[0] = '\0';
}

static void
listen(void *listener, enum html_event event, const struct html_scan *html)
{
	struct lint *lint = listener;

	if (event == HTML_ATTRIBUTE) {
		check_attribute(lint, html);
		note_attribute(lint, html);
		return;
	}
	if (event == HTML_START)
		check_element(lint, html);
	else if (strcmp(html->element, "form") == 0)
		form_end(lint);
	forget_element(lint);
}

/* --- tags and text ------------------------------------------------------------------------------------------------ */

/* The letters that only Vietnamese (or another language with marks) needs: such text belongs to the catalogue. */
static bool
is_marked_letter(utf8proc_int32_t point)
{
	return (point >= 0xc0 && point <= 0x24f && point != 0xd7 && point != 0xf7) ||
	       (point >= 0x300 && point <= 0x36f) || (point >= 0x1e00 && point <= 0x1eff);
}

static void
lint_text(struct lint *lint)
{
	const struct template_token *token = lint->token;
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)token->text, *end = at + token->size;
	utf8proc_int32_t point;

	while (at < end) {
		utf8proc_ssize_t size = utf8proc_iterate(at, end - at, &point);

		if (size < 0) {
			problem(lint, "not UTF-8", "");
			break;
		}
		if (is_marked_letter(point)) {
			problem(lint, "text that belongs to the message catalogue", "");
			break;
		}
		at += size;
	}
	html_scan_bytes(&lint->html, token->text, token->size);
}

static void
lint_value(struct lint *lint, const char *name)
{
	switch (lint->html.state) {
	case HTML_TEXT: return;
	case HTML_RAW:
		if (strcmp(lint->html.raw_element, "script") == 0 || strcmp(lint->html.raw_element, "style") == 0)
			problem(lint, "a tag inside script or style", name);
		break;
	case HTML_COMMENT:
	case HTML_DECLARATION: problem(lint, "a tag in a comment or declaration", name); break;
	case HTML_ELEMENT_NAME:
	case HTML_TAG:
	case HTML_ATTRIBUTE_NAME: problem(lint, "a value between attributes", name); break;
	case HTML_VALUE_BEGIN:
	case HTML_VALUE_UNQUOTED: problem(lint, "a tag in an attribute without quotes", name); break;
	case HTML_VALUE_QUOTED: html_scan_bytes(&lint->html, MARK, 1); break;
	}
	if (lint->token->kind == TOKEN_RAW)
		problem(lint, "finished markup stands between elements only", name);
}

/* A section may hold an attribute ({{#checked}}checked{{/checked}}) or a part of a value, but not code. */
static void
lint_section(struct lint *lint, const char *name)
{
	switch (lint->html.state) {
	case HTML_RAW:
		if (strcmp(lint->html.raw_element, "script") == 0 || strcmp(lint->html.raw_element, "style") == 0)
			problem(lint, "a tag inside script or style", name);
		break;
	case HTML_VALUE_BEGIN:
	case HTML_VALUE_UNQUOTED: problem(lint, "a tag in an attribute without quotes", name); break;
	default: break;
	}
	html_scan_boundary(&lint->html);
}

static bool
is_csrf(const char *name)
{
	const char *last = strrchr(name, '/');

	return strcmp(last == NULL ? name : last + 1, "csrf") == 0;
}

static void
lint_include(struct lint *lint, const char *name)
{
	if (lint->html.state != HTML_TEXT)
		problem(lint, "a partial stands between elements only", name);
	if (is_csrf(name))
		lint->post_form_has_csrf = true;
}

static void
lint_token(struct lint *lint, struct arena *arena)
{
	const char *name = arena_strndup(arena, lint->token->text, lint->token->size);

	if (lint->token->kind != TOKEN_TEXT && lint->html.state == HTML_TEXT && lint->html.last[2] == '<')
		problem(lint, "a tag in the name of an element", name);
	switch (lint->token->kind) {
	case TOKEN_TEXT: lint_text(lint); break;
	case TOKEN_VALUE:
	case TOKEN_RAW: lint_value(lint, name); break;
	case TOKEN_SECTION:
	case TOKEN_INVERTED:
	case TOKEN_BLOCK:
	case TOKEN_CLOSE: lint_section(lint, name); break;
	case TOKEN_PARTIAL:
	case TOKEN_PARENT: lint_include(lint, name); break;
	case TOKEN_COMMENT:
	case TOKEN_DELIMITERS: break;
	}
}

size_t
lint_template(const char *name, const char *source, size_t size, struct buffer *report)
{
	struct lint lint = { .report = { .name = name, .out = report } };
	struct template_scan scan;
	struct template_token token = { .line = 1 };

	html_scan_begin(&lint.html);
	lint.html.listen = listen;
	lint.html.listener = &lint;
	lint.token = &token;
	template_scan_begin(&scan, source, size);
	while (template_scan_next(&scan, &token)) {
		lint.html.line = token.line;
		lint_token(&lint, report->arena);
	}
	if (scan.error != NULL)
		lint_problem(&lint.report, scan.line, scan.error, "");
	else if (lint.html.state != HTML_TEXT)
		problem(&lint, "the file ends within an element, a comment or raw text", lint.html.element);
	form_end(&lint);
	return lint.report.problems;
}

/* --- folders -------------------------------------------------------------------------------------------------------- */

struct folder {
	struct buffer *report;
	size_t problems;
};

static enum err
lint_file(void *visitor, const struct template_file *file, struct failure *failure)
{
	struct folder *folder = visitor;

	(void)failure;
	folder->problems += lint_template(file->path, file->source, file->size, folder->report);
	return OK;
}

size_t
lint_templates(const char *directory, struct buffer *report)
{
	struct folder folder = { .report = report };
	struct lint_report lines = { .name = directory, .out = report };
	struct failure failure = { 0 };

	if (template_files_each(report->arena, directory, lint_file, &folder, &failure))
		lint_problem(&lines, 0, "cannot be read", failure.log);
	return folder.problems + lines.problems;
}
