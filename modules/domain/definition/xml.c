/* The careful XML reader. See xml.h; the limits were measured with libxml2 2.9.14, whose own are too generous. */
#include "domain/definition/xml.h"

#include <pthread.h>
#include <string.h>

#include <libxml/parser.h>

#include "core/locale/utf8.h"
#include "core/memory/arena.h"

static xmlParserInput *
deny(const char *url, const char *id, xmlParserCtxt *context)
{
	(void)url;
	(void)id;
	(void)context;
	return NULL;
}

static void
deny_all(void)
{
	xmlInitParser();
	xmlSetExternalEntityLoader(deny);
}

void
xml_deny_loading(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	(void)pthread_once(&once, deny_all);
}

/* The end of a tag that begins at `at`, with its attributes counted; NULL if there are too many or it has no end. */
static const char *
scan_tag(const char *at, const char *end)
{
	int attributes = 0;

	for (char quote = '\0'; at < end; at++) {
		if (quote != '\0')
			quote = *at == quote ? '\0' : quote;
		else if (*at == '"' || *at == '\'')
			quote = *at;
		else if (*at == '=' && ++attributes > XML_ATTRIBUTES_MAX)
			return NULL;
		else if (*at == '>')
			return at + 1;
	}
	return NULL;
}

static const char *
skip_past(const char *at, const char *end, const char *mark)
{
	const char *found = memmem(at, (size_t)(end - at), mark, strlen(mark));

	return found == NULL ? NULL : found + strlen(mark);
}

static bool
starts(const char *at, const char *end, const char *prefix)
{
	size_t size = strlen(prefix);

	return (size_t)(end - at) >= size && strncasecmp(at, prefix, size) == 0;
}

/* Every markup of the document before libxml2 sees it. */
static const char *
scan(const char *xml, size_t size)
{
	const char *end = xml + size, *at = xml;

	while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
		if (starts(at, end, "<!DOCTYPE") || starts(at, end, "<!ENTITY"))
			return "xml.doctype";
		if (starts(at, end, "<!--"))
			at = skip_past(at + 4, end, "-->");
		else if (starts(at, end, "<![CDATA["))
			at = skip_past(at, end, "]]>");
		else if (starts(at, end, "<?"))
			at = skip_past(at, end, "?>");
		else
			at = scan_tag(at, end);
		if (at == NULL)
			return "xml.markup";
	}
	return NULL;
}

/* Another declared encoding could hide what the scan looks for. */
static bool
is_utf8(const char *xml, size_t size)
{
	const char *end = xml + size, *declaration_end, *encoding;

	if (!utf8_valid(xml, size))
		return false;
	if (!starts(xml, end, "<?xml"))
		return true;
	declaration_end = skip_past(xml, end, "?>");
	if (declaration_end == NULL)
		return false;
	encoding = memmem(xml, (size_t)(declaration_end - xml), "encoding", 8);
	if (encoding == NULL)
		return true;
	encoding += 8 + strspn(encoding + 8, " \t\r\n=");
	return starts(encoding, end, "\"utf-8\"") || starts(encoding, end, "'utf-8'");
}

static void
free_document(void *document)
{
	xmlFreeDoc(document);
}

enum err
xml_load(
    struct arena *arena, const char *xml, size_t size, size_t limit, xmlNode **ret_root, struct definition_error *error)
{
	const int options = XML_PARSE_NONET | XML_PARSE_NOBLANKS | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
	const char *problem;
	xmlDoc *document;

	*error = (struct definition_error){ .element = "", .feel = { .what = "" } };
	if (size > limit) {
		(void)definition_refuse(error, "xml.too_large", "");
		return ERR_TOO_LARGE;
	}
	if (memchr(xml, '\0', size) != NULL || !is_utf8(xml, size))
		return definition_refuse(error, "xml.encoding", "");
	if ((problem = scan(xml, size)) != NULL)
		return definition_refuse(error, problem, "");
	xml_deny_loading();
	document = xmlReadMemory(xml, (int)size, NULL, "UTF-8", options);
	if (document == NULL)
		return definition_refuse(error, "xml.not_well_formed", "");
	arena_defer(arena, free_document, document);
	if (document->intSubset != NULL || document->extSubset != NULL)
		return definition_refuse(error, "xml.doctype", "");
	*ret_root = xmlDocGetRootElement(document);
	return *ret_root != NULL ? OK : definition_refuse(error, "xml.not_well_formed", "");
}

bool
xml_is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

bool
xml_in(const xmlNode *node, const char *uri)
{
	return node->ns != NULL && node->ns->href != NULL && strcmp((const char *)node->ns->href, uri) == 0;
}

bool
xml_is_of(const xmlNode *child, const xmlNode *node, const char *name)
{
	return xml_is(child, name) && node->ns != NULL && node->ns->href != NULL &&
	       xml_in(child, (const char *)node->ns->href);
}

size_t
xml_count(const xmlNode *node, const char *name)
{
	size_t count = 0;

	for (xmlNode *child = xml_next_element(node->children); child != NULL; child = xml_next_element(child->next))
		count += xml_is_of(child, node, name);
	return count;
}

xmlNode *
xml_next_element(xmlNode *node)
{
	while (node != NULL && node->type != XML_ELEMENT_NODE)
		node = node->next;
	return node;
}

xmlNode *
xml_child(const xmlNode *node, const char *name)
{
	for (xmlNode *child = xml_next_element(node->children); child != NULL; child = xml_next_element(child->next))
		if (xml_is_of(child, node, name))
			return child;
	return NULL;
}

const char *
xml_attribute(struct arena *arena, const xmlNode *node, const char *name, const char *uri)
{
	xmlChar *value = uri == NULL ? xmlGetNoNsProp(node, (const xmlChar *)name)
				     : xmlGetNsProp(node, (const xmlChar *)name, (const xmlChar *)uri);

	if (value == NULL)
		return NULL;
	arena_defer(arena, xmlFree, value);
	return (const char *)value;
}

const char *
xml_text(struct arena *arena, const xmlNode *node)
{
	xmlChar *content = xmlNodeGetContent(node);
	const char *text = (const char *)content;
	size_t size;

	if (content == NULL)
		return "";
	arena_defer(arena, xmlFree, content);
	text += strspn(text, " \t\r\n");
	for (size = strlen(text); size > 0 && strchr(" \t\r\n", text[size - 1]) != NULL;)
		size--;
	return size > XML_TEXT_MAX ? NULL : arena_strndup(arena, text, size);
}

const char *
xml_where(struct arena *arena, const xmlNode *node)
{
	const char *where = xml_attribute(arena, node, "id", NULL);

	if (where == NULL)
		where = xml_attribute(arena, node, "name", NULL);
	if (where == NULL)
		where = (const char *)node->name;
	return arena_strndup(arena, where, strnlen(where, 100));
}
