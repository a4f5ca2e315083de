/*
 * Where in HTML a byte stands: fed piece by piece, tells text from tag from attribute value. The compiler asks which
 * attribute a value fills; the lint listens to elements. Follows the tokenizer of the HTML standard as far as our own,
 * linted markup needs; it never repairs anything.
 */
#ifndef MOTCUA_CORE_VIEW_HTML_SCAN_H
#define MOTCUA_CORE_VIEW_HTML_SCAN_H

#include <stdbool.h>
#include <stddef.h>

enum html_state {
	HTML_TEXT,        /* between tags */
	HTML_RAW,         /* content of script, style, textarea or title */
	HTML_COMMENT,     /* <!-- --> */
	HTML_DECLARATION, /* <!doctype> */
	HTML_ELEMENT_NAME,
	HTML_TAG, /* in a tag, between attributes */
	HTML_ATTRIBUTE_NAME,
	HTML_VALUE_BEGIN, /* after = */
	HTML_VALUE_QUOTED,
	HTML_VALUE_UNQUOTED,
};

enum html_event {
	HTML_ATTRIBUTE, /* a start tag's attribute is complete: attribute, value, has_value */
	HTML_START,     /* a start tag is complete: element, line of its "<" */
	HTML_END,       /* an end tag is complete */
};

enum { HTML_NAME_MAX = 32, HTML_VALUE_MAX = 256 };

struct html_scan {
	enum html_state state;
	char element[HTML_NAME_MAX];     /* lower case, of the tag being read or read last; cut if longer */
	char raw_element[HTML_NAME_MAX]; /* whose content HTML_RAW is */
	char attribute[HTML_NAME_MAX];   /* lower case */
	char value[HTML_VALUE_MAX];      /* NUL-terminated; cut if longer */
	size_t element_size, attribute_size, value_size;
	bool has_value, closing;
	char quote;
	char last[3]; /* the bytes before, for "<", "-->" and "</" */
	unsigned line, tag_line;
	void (*listen)(void *listener, enum html_event event, const struct html_scan *scan); /* may be NULL */
	void *listener;
};

/* At the beginning of a document, in text; then its bytes, in pieces of any size. Set `listen` after it. */
void html_scan_begin(struct html_scan *scan);
void html_scan_bytes(struct html_scan *scan, const char *bytes, size_t size);
/* A section begins or ends here: a name that was being read is complete ({{#a}}checked{{/a}}{{#b}}href={{/b}}). */
void html_scan_boundary(struct html_scan *scan);
/* In the value of an attribute that a browser follows or loads: href, src, action, formaction ... */
bool html_scan_in_url(const struct html_scan *scan);

#endif
