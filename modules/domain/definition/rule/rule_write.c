/* DMN XML as dmn-js writes it, from the document that was read. See rule_write.h. */
#include "domain/definition/rule/rule_write.h"

#include <string.h>

#include "core/memory/buffer.h"
#include "domain/definition/rule/rule_private.h"
#include "domain/definition/xml.h"

#define MODEL "https://www.omg.org/spec/DMN/20191111/MODEL/"

enum { ROLES = 3 };

/* Each role of a namespace in the versions that are read; the second is the one that is written. */
static const char *const versions[ROLES][RULE_NAMESPACES] = {
	{ "http://www.omg.org/spec/DMN/20180521/MODEL/", MODEL, "https://www.omg.org/spec/DMN/20230324/MODEL/" },
	{ "http://www.omg.org/spec/DMN/20180521/DMNDI/", "https://www.omg.org/spec/DMN/20191111/DMNDI/",
	    "https://www.omg.org/spec/DMN/20230324/DMNDI/" },
	{ "http://www.omg.org/spec/DMN/20180521/FEEL/", "https://www.omg.org/spec/DMN/20191111/FEEL/",
	    "https://www.omg.org/spec/DMN/20230324/FEEL/" },
};

static const char *
written_uri(const char *uri)
{
	for (size_t i = 0; i < ROLES; i++)
		for (size_t k = 0; k < RULE_NAMESPACES; k++)
			if (strcmp(versions[i][k], uri) == 0)
				return versions[i][1];
	return uri;
}

static const char *
uri_of(const xmlNode *node)
{
	return node->ns == NULL || node->ns->href == NULL ? "" : written_uri((const char *)node->ns->href);
}

/* The model is the default namespace whatever its prefix was. */
static bool
is_default(const xmlNode *node)
{
	return node->ns == NULL || node->ns->prefix == NULL || strcmp(uri_of(node), MODEL) == 0;
}

static void
write_escaped(struct buffer *out, const char *text, bool attribute)
{
	for (; *text != '\0'; text++) {
		switch (*text) {
		case '<': buffer_text(out, attribute ? "&#60;" : "&lt;"); break;
		case '>': buffer_text(out, attribute ? "&#62;" : "&gt;"); break;
		case '&': buffer_text(out, attribute ? "&#38;" : "&amp;"); break;
		case '"': buffer_text(out, attribute ? "&#34;" : "\""); break;
		case '\'': buffer_text(out, attribute ? "&#39;" : "'"); break;
		case '\n': buffer_text(out, attribute ? "&#10;" : "\n"); break;
		case '\t': buffer_text(out, attribute ? "&#9;" : "\t"); break;
		case '\r': buffer_text(out, "&#13;"); break;
		default: buffer_char(out, *text); break;
		}
	}
}

static void
write_attribute(struct buffer *out, const char *prefix, const char *name, const char *value)
{
	buffer_printf(out, " %s%s%s=\"", prefix, *prefix != '\0' ? ":" : "", name);
	write_escaped(out, value, true);
	buffer_char(out, '"');
}

static void
write_name(struct buffer *out, const xmlNode *node)
{
	if (!is_default(node))
		buffer_printf(out, "%s:", (const char *)node->ns->prefix);
	buffer_text(out, (const char *)node->name);
}

/* The default one where it changes, then the others as declared here. */
static void
write_namespaces(struct buffer *out, const xmlNode *node, const char *outer)
{
	if (is_default(node) && strcmp(uri_of(node), outer) != 0)
		write_attribute(out, "", "xmlns", uri_of(node));
	for (const xmlNs *ns = node->nsDef; ns != NULL; ns = ns->next) {
		const char *uri = ns->href == NULL ? "" : written_uri((const char *)ns->href);
		if (ns->prefix != NULL && strcmp(uri, MODEL) != 0)
			write_attribute(out, "xmlns", (const char *)ns->prefix, uri);
	}
}

/* An attribute's value is one text node, or none; references to entities never get past xml_load. */
static const char *
value_of(const xmlAttr *attribute)
{
	return attribute->children == NULL || attribute->children->content == NULL
		   ? ""
		   : (const char *)attribute->children->content;
}

static void
write_attributes(struct buffer *out, const xmlNode *node)
{
	for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next) {
		bool prefixed = attribute->ns != NULL && attribute->ns->prefix != NULL &&
				strcmp(written_uri((const char *)attribute->ns->href), MODEL) != 0;
		bool plain = attribute->ns == NULL && xml_is(node, "decisionTable");
		if (plain && strcmp((const char *)attribute->name, "hitPolicy") == 0 &&
		    strcmp(value_of(attribute), "UNIQUE") == 0)
			continue; /* the default is not written */
		write_attribute(out, prefixed ? (const char *)attribute->ns->prefix : "", (const char *)attribute->name,
		    value_of(attribute));
	}
}

static bool
is_text(const xmlNode *node)
{
	return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

static bool
is_blank(const xmlNode *node)
{
	const char *text = (const char *)node->content;

	return text == NULL || text[strspn(text, " \t\r\n")] == '\0';
}

static void
indent(struct buffer *out, int level)
{
	for (int i = 0; i < level; i++)
		buffer_text(out, "  ");
}

/* Does the element hold text of its own: then nothing is added between its parts. */
static bool
holds_text(const xmlNode *node)
{
	for (const xmlNode *child = node->children; child != NULL; child = child->next)
		if (is_text(child) && !is_blank(child))
			return true;
	return false;
}

/* An element that holds text by its nature is written with two tags even if it is empty. */
static bool
is_text_element(const xmlNode *node)
{
	return strcmp(uri_of(node), MODEL) == 0 && (xml_is(node, "text") || xml_is(node, "description"));
}

static void
write_element(struct buffer *out, const xmlNode *node, const char *outer, int level, bool inline_text)
{
	const char *inner = is_default(node) ? uri_of(node) : outer;
	bool text = holds_text(node), elements = xml_next_element(node->children) != NULL;

	if (!inline_text)
		indent(out, level);
	buffer_char(out, '<');
	write_name(out, node);
	write_namespaces(out, node, outer);
	write_attributes(out, node);
	if (!text && !elements && !is_text_element(node)) {
		buffer_text(out, inline_text ? " />" : " />\n");
		return;
	}
	buffer_text(out, elements && !text ? ">\n" : ">");
	for (const xmlNode *child = node->children; child != NULL; child = child->next) {
		if (child->type == XML_ELEMENT_NODE)
			write_element(out, child, inner, level + 1, text);
		else if (text && is_text(child) && child->content != NULL)
			write_escaped(out, (const char *)child->content, false);
	}
	if (elements && !text)
		indent(out, level);
	buffer_text(out, "</");
	write_name(out, node);
	buffer_text(out, inline_text ? ">" : ">\n");
}

void
rule_write(const struct rule *rule, struct buffer *out)
{
	buffer_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	write_element(out, rule->root, "", 0, false);
}
