/*
 * Rules over finished pages: what a template alone cannot show, because ids and labels come from data. References are
 * collected while reading and compared at the end.
 */
#include "core/view/lint.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/memory/arena.h"
#include "core/view/html_scan.h"
#include "core/view/lint_report.h"
#include "core/view/view.h"

struct reference {
	const char *id;
	const char *what;
	unsigned line;
	struct reference *next;
};

struct page {
	struct lint_report report;
	struct html_scan html;
	struct view *ids, *labelled;  /* sets: names without values */
	struct reference *wanted;     /* ids that something points to */
	struct reference *unlabelled; /* inputs that only a <label for> can still name */
	unsigned label_depth;
	/* of the element being read */
	char id[HTML_VALUE_MAX], type[HTML_VALUE_MAX];
	bool has_alt, has_lang, has_label;
};

static void
refer(struct page *page, struct reference **list, const char *id, const char *what)
{
	struct arena *arena = page->report.out->arena;
	struct reference *reference = ARENA_NEW(arena, struct reference);

	*reference = (struct reference){ arena_strdup(arena, id), what, page->html.tag_line, *list };
	*list = reference;
}

/* aria-describedby and its kin hold several ids. */
static void
refer_each(struct page *page, const char *ids, const char *what)
{
	char id[HTML_VALUE_MAX];

	for (ids += strspn(ids, " \t\r\n"); *ids != '\0'; ids += strspn(ids, " \t\r\n")) {
		size_t size = strcspn(ids, " \t\r\n");

		(void)snprintf(id, sizeof(id), "%.*s", (int)size, ids);
		refer(page, &page->wanted, id, what);
		ids += size;
	}
}

static void
note_id(struct page *page, const char *value)
{
	const char *id = arena_strdup(page->report.out->arena, value);

	if (view_find(page->ids, id) != NULL)
		lint_problem(&page->report, page->html.tag_line, "the id stands twice", id);
	if (value[0] == '\0' || strpbrk(value, " \t\r\n") != NULL)
		lint_problem(&page->report, page->html.tag_line, "an id is one word", id);
	view_bool(page->ids, id, true);
	(void)snprintf(page->id, sizeof(page->id), "%s", value);
}

static void
note_attribute(struct page *page, const struct html_scan *html)
{
	const char *name = html->attribute, *value = html->value;

	if (strcmp(name, "id") == 0)
		note_id(page, value);
	else if (strcmp(name, "type") == 0)
		(void)snprintf(page->type, sizeof(page->type), "%s", value);
	else if (strcmp(name, "alt") == 0)
		page->has_alt = true;
	else if (strcmp(name, "lang") == 0)
		page->has_lang = value[0] != '\0';
	else if (strcmp(name, "aria-label") == 0)
		page->has_label = value[0] != '\0';
	else if (strcmp(name, "aria-labelledby") == 0)
		page->has_label = true;
	if (strcmp(name, "aria-labelledby") == 0 || strcmp(name, "aria-describedby") == 0 ||
	    strcmp(name, "aria-controls") == 0)
		refer_each(page, value, "aria refers to an id that is not there");
	else if (strcmp(name, "href") == 0 && value[0] == '#' && value[1] != '\0')
		refer(page, &page->wanted, value + 1, "a link to an id that is not there");
	else if (strcmp(name, "for") == 0 && strcmp(html->element, "label") == 0) {
		refer(page, &page->wanted, value, "a label for an id that is not there");
		view_bool(page->labelled, arena_strdup(page->report.out->arena, value), true);
	}
}

static void
check_element(struct page *page, const struct html_scan *html)
{
	const char *element = html->element;

	if (strcmp(element, "label") == 0)
		page->label_depth++;
	if (strcmp(element, "img") == 0 && !page->has_alt)
		lint_problem(&page->report, html->tag_line, "an img without alt", "");
	else if (strcmp(element, "html") == 0 && !page->has_lang)
		lint_problem(&page->report, html->tag_line, "an html without lang", "");
	else if (lint_needs_label(element, page->type) && !page->has_label && page->label_depth == 0)
		refer(page, &page->unlabelled, page->id, "without a label");
}

static void
listen(void *listener, enum html_event event, const struct html_scan *html)
{
	struct page *page = listener;

	if (event == HTML_ATTRIBUTE) {
		note_attribute(page, html);
		return;
	}
	if (event == HTML_START)
		check_element(page, html);
	else if (strcmp(html->element, "label") == 0 && page->label_depth > 0)
		page->label_depth--;
	page->id[0] = page->type[0] = '\0';
	page->has_alt = page->has_lang = page->has_label = false;
}

/* Adds a problem for each reference that the set does not answer. */
static void
check_references(struct page *page, const struct reference *reference, const struct view *set)
{
	for (; reference != NULL; reference = reference->next)
		if (view_find(set, reference->id) == NULL)
			lint_problem(&page->report, reference->line, reference->what, reference->id);
}

size_t
lint_html(const char *name, const char *html, size_t size, struct buffer *report)
{
	struct page page = { .report = { .name = name, .out = report } };

	page.ids = view_object(report->arena);
	page.labelled = view_object(report->arena);
	html_scan_begin(&page.html);
	page.html.listen = listen;
	page.html.listener = &page;
	html_scan_bytes(&page.html, html, size);
	check_references(&page, page.wanted, page.ids);
	check_references(&page, page.unlabelled, page.labelled);
	if (page.html.state != HTML_TEXT)
		lint_problem(&page.report, page.html.line, "the page ends within an element", page.html.element);
	return page.report.problems;
}
