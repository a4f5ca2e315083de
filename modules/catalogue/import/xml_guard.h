/*
 * What libxml2 is never shown: it looks at the bytes of a document before the parser does. libxml2's time for one element
 * grows with the square of its attributes, and a document type may hold entities that unpack without bound.
 */
#ifndef MOTCUA_CATALOGUE_XML_GUARD_H
#define MOTCUA_CATALOGUE_XML_GUARD_H

#include <stdbool.h>
#include <stddef.h>

struct xml_guard {
	size_t bytes_left;     /* the caller sets how many may come */
	size_t attributes_max; /* "=" signs within one tag */
	/* Its own: */
	bool tag;
	size_t attributes, matched;
};

/* Sees the next bytes. False: too many, too many attributes, or a "<!" that opens no comment and no CDATA. */
bool xml_guard_see(struct xml_guard *guard, const char *bytes, size_t size);

#endif
