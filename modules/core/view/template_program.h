/*
 * A compiled template: a flat array of instructions, of which some own the run of instructions that follows them.
 * Shared by the compiler, the set of templates and the renderer; nobody else includes this.
 */
#ifndef MOTCUA_CORE_VIEW_TEMPLATE_PROGRAM_H
#define MOTCUA_CORE_VIEW_TEMPLATE_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

struct arena;
struct template;

struct text {
	const char *data;
	size_t size;
};

/* One part of a dotted name. */
struct name_part {
	const char *text;
	uint32_t hash;
};

enum template_op { OP_TEXT, OP_VALUE, OP_RAW, OP_SECTION, OP_INVERTED, OP_PARTIAL, OP_PARENT, OP_BLOCK };

struct instruction {
	enum template_op op;
	unsigned line;
	size_t end;              /* index after the last instruction that this one owns; the next one if it owns none */
	struct text text;        /* OP_TEXT: the text; a partial, parent or block: what it indents its lines by */
	const char *name;        /* as written, NUL-terminated */
	struct name_part *parts; /* OP_VALUE to OP_INVERTED; */
	size_t part_count;       /* 0: the implicit iterator {{.}} */
	bool is_url;             /* the value begins an attribute that a browser follows */
	bool is_inline;          /* a partial or parent in the midst of a line: nothing of it is indented */
	const struct template *target; /* OP_PARTIAL, OP_PARENT: set by templates_link; NULL renders as nothing */
};

struct template
{
	const char *name;
	struct instruction *code;
	size_t count;
};

/* Fills `template` from its source, which is kept by reference. The failure's log says line and reason. */
MUST_CHECK enum err template_compile(
    struct arena *arena, struct template *template, const char *source, size_t size, struct failure *failure);

/* NULL if there is none of that name. */
struct templates;
const struct template *templates_find(const struct templates *templates, const char *name);

#endif
