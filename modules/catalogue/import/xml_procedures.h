/*
 * Procedures as XML: the schema that partners build against, and documents by it. Both are made from record/'s tables, so
 * that they cannot differ: <procedures><procedure>members ...</procedure></procedures>, an entry of a list is <item>, words
 * of a list stand apart by blanks, a member without a value is left out.
 */
#ifndef MOTCUA_CATALOGUE_XML_PROCEDURES_H
#define MOTCUA_CATALOGUE_XML_PROCEDURES_H

#include "core/memory/buffer.h"

struct arena;
struct procedure_record;
struct version_record;

#define XML_PROCEDURES "urn:motcua:procedures:1"

/* The XML schema: what www/static/luoc-do/procedures-1.xsd holds. */
const char *xml_schema(struct arena *arena);

/* A document: begin, procedures, end. `out` has its bound. */
void xml_begin(struct buffer *out);
void xml_procedure(struct buffer *out, struct arena *arena, const struct procedure_record *procedure,
    const struct version_record *version);
void xml_end(struct buffer *out);

#endif
