/*
 * Runs a compiled template over a view tree. The place where it stands (context, overridden blocks, indentation) is a
 * chain of records on the C stack, so rendering allocates nothing but the output; the chain's length is bounded.
 */
#include "core/view/template.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/memory/buffer.h"
#include "core/view/template_program.h"
#include "core/view/view_node.h"

/* Sections, partials, parents and blocks within each other: a tree of agencies needs some 40. */
enum { DEPTH_MAX = 192 };

struct context {
	const struct view *value;
	const struct context *outer;
};

/* The blocks written between {{<parent}} and {{/parent}}. */
struct overrides {
	const struct template *template;
	size_t parent; /* the instruction that owns them */
	const struct overrides *outer;
};

struct indent {
	struct text text;
	const struct indent *outer;
};

struct place {
	const struct template *template;
	const struct context *context;
	const struct overrides *overrides;
	const struct indent *indent;
	unsigned depth;
};

struct render {
	struct buffer *out;
	struct failure *failure;
	unsigned flags;
	bool line_begins; /* the next thing written stands first on its line */
};

static enum err run(struct render *r, const struct place *place, size_t begin, size_t end);

static enum err
refuse(struct render *r, const struct place *place, const struct instruction *at, const char *reason)
{
	return FAILURE(
	    r->failure, ERR_INTERNAL, NULL, NULL, "%s:%u: %s %s", place->template->name, at->line, at->name, reason);
}

/* --- names -------------------------------------------------------------------------------------------------------- */

/* NULL: nobody knows the name. A part of something known to be absent is known to be absent. */
static const struct view *
look_up(const struct instruction *at, const struct context *context)
{
	const struct view *found = NULL;

	if (at->part_count == 0)
		return context->value;
	for (; context != NULL && found == NULL; context = context->outer)
		if (context->value->kind == VIEW_OBJECT)
			found = view_member(context->value, at->parts[0].text, at->parts[0].hash);
	found = view_value(found);
	for (size_t i = 1; i < at->part_count && found != NULL && found->kind != VIEW_NULL; i++) {
		if (found->kind != VIEW_OBJECT)
			return NULL;
		found = view_value(view_member(found, at->parts[i].text, at->parts[i].hash));
	}
	return found;
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static void
write_indent(struct buffer *out, const struct indent *indent)
{
	if (indent == NULL)
		return;
	write_indent(out, indent->outer);
	buffer_add(out, indent->text.data, indent->text.size);
}

static void
begin_writing(struct render *r, const struct place *place)
{
	if (r->line_begins)
		write_indent(r->out, place->indent);
	r->line_begins = false;
}

static void
write_text(struct render *r, const struct place *place, struct text text)
{
	const char *end = text.data + text.size;

	while (place->indent != NULL && text.size > 0) {
		const char *newline = memchr(text.data, '\n', text.size);
		size_t size = newline == NULL ? text.size : (size_t)(newline - text.data) + 1;

		begin_writing(r, place);
		buffer_add(r->out, text.data, size);
		r->line_begins = newline != NULL;
		text = (struct text){ text.data + size, text.size - size };
	}
	buffer_add(r->out, text.data, text.size);
	r->line_begins = end[-1] == '\n';
}

static void
write_escaped(struct buffer *out, const char *text)
{
	static const char *const entities[256] = {
		['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;"
	};
	const char *plain = text;

	for (; *text != '\0'; text++) {
		const char *entity = entities[(unsigned char)*text];

		if (entity == NULL)
			continue;
		buffer_add(out, plain, (size_t)(text - plain));
		buffer_text(out, entity);
		plain = text + 1;
	}
	buffer_add(out, plain, (size_t)(text - plain));
}

static void
write_int(struct buffer *out, int64_t number)
{
	char digits[24];
	int size = snprintf(digits, sizeof(digits), "%" PRId64, number);

	buffer_add(out, digits, (size_t)size);
}

static enum err
wrong_kind(
    struct render *r, const struct place *place, const struct instruction *at, const char *reason, const char *instead)
{
	if ((r->flags & TEMPLATE_STRICT) != 0)
		return refuse(r, place, at, reason);
	buffer_text(r->out, instead);
	return OK;
}

static enum err
write_url(struct render *r, const struct place *place, const struct instruction *at, const struct view *value)
{
	if (value->kind == VIEW_NULL)
		return OK;
	if (value->kind != VIEW_URL)
		return wrong_kind(r, place, at, "is no url, but stands in an address", "#");
	write_escaped(r->out, value->as.text);
	return OK;
}

static enum err
write_raw(struct render *r, const struct place *place, const struct instruction *at, const struct view *value)
{
	switch (value->kind) {
	case VIEW_HTML: buffer_text(r->out, value->as.text); return OK;
	case VIEW_NULL: return OK;
	default: break;
	}
	if ((r->flags & TEMPLATE_RAW_TEXT) == 0)
		return wrong_kind(r, place, at, "is no finished markup", "");
	if (value->kind == VIEW_TEXT)
		buffer_text(r->out, value->as.text);
	else if (value->kind == VIEW_INT)
		write_int(r->out, value->as.number);
	return OK;
}

static enum err
write_value(struct render *r, const struct place *place, const struct instruction *at)
{
	const struct view *value = look_up(at, place->context);

	begin_writing(r, place);
	if (value == NULL)
		return wrong_kind(r, place, at, "is not in the view", "");
	if (at->op == OP_RAW)
		return write_raw(r, place, at, value);
	if (at->is_url)
		return write_url(r, place, at, value);
	switch (value->kind) {
	case VIEW_TEXT:
	case VIEW_URL:
	case VIEW_HTML: write_escaped(r->out, value->as.text); return OK;
	case VIEW_INT: write_int(r->out, value->as.number); return OK;
	case VIEW_BOOL: buffer_text(r->out, value->as.number != 0 ? "true" : "false"); return OK;
	case VIEW_NULL: return OK;
	default: return wrong_kind(r, place, at, "is an object or a list, not a value", "");
	}
}

/* --- structure ---------------------------------------------------------------------------------------------------- */

/* What `at` owns, with one more context. */
static enum err
run_with(struct render *r, const struct place *place, size_t index, const struct view *value)
{
	struct context context = { view_value(value), place->context };
	struct place inner = *place;

	inner.context = &context;
	inner.depth++;
	return run(r, &inner, index + 1, place->template->code[index].end);
}

static enum err
run_section(struct render *r, const struct place *place, size_t index)
{
	const struct instruction *at = &place->template->code[index];
	const struct view *value = look_up(at, place->context);
	enum err err = OK;

	if (value == NULL && (r->flags & TEMPLATE_STRICT) != 0)
		return refuse(r, place, at, "is not in the view");
	if (at->op == OP_INVERTED)
		return view_as_bool(value) ? OK : run_with(r, place, index, place->context->value);
	if (value == NULL || !view_as_bool(value))
		return OK;
	if (value->kind != VIEW_LIST)
		return run_with(r, place, index, value);
	for (const struct view *item = view_first(value); item != NULL && !err; item = view_next(item))
		err = run_with(r, place, index, item);
	return err;
}

static enum err
run_include(struct render *r, const struct place *place, size_t index)
{
	const struct instruction *at = &place->template->code[index];
	struct overrides overrides = { place->template, index, place->overrides };
	struct indent indent = { at->text, place->indent };
	struct place inner = *place;

	if (at->target == NULL)
		return OK;
	inner.template = at->target;
	inner.depth++;
	if (at->op == OP_PARENT)
		inner.overrides = &overrides;
	if (at->is_inline)
		inner.indent = NULL;
	else if (at->text.size > 0)
		inner.indent = &indent;
	return run(r, &inner, 0, at->target->count);
}

/* The block of that name directly within the parent tag. */
static const struct instruction *
override_find(const struct overrides *overrides, const char *name)
{
	const struct instruction *code = overrides->template->code;

	for (size_t i = overrides->parent + 1; i < code[overrides->parent].end; i = code[i].end)
		if (code[i].op == OP_BLOCK && strcmp(code[i].name, name) == 0)
			return &code[i];
	return NULL;
}

/* The outermost override counts: the page that was asked for decides over the layouts it is built on. */
static enum err
run_block(struct render *r, const struct place *place, size_t index)
{
	const struct instruction *at = &place->template->code[index], *content = at;
	struct indent indent = { at->text, place->indent };
	struct place inner = *place;
	size_t begin;

	for (const struct overrides *o = place->overrides; o != NULL; o = o->outer) {
		const struct instruction *override = override_find(o, at->name);

		if (override != NULL) {
			content = override;
			inner.template = o->template;
		}
	}
	inner.depth++;
	if (at->text.size > 0)
		inner.indent = &indent;
	begin = (size_t)(content - inner.template->code) + 1;
	return run(r, &inner, begin, content->end);
}

static enum err
run_instruction(struct render *r, const struct place *place, size_t index)
{
	const struct instruction *at = &place->template->code[index];

	switch (at->op) {
	case OP_TEXT: write_text(r, place, at->text); return OK;
	case OP_VALUE:
	case OP_RAW: return write_value(r, place, at);
	case OP_SECTION:
	case OP_INVERTED: return run_section(r, place, index);
	case OP_PARTIAL:
	case OP_PARENT: return run_include(r, place, index);
	case OP_BLOCK: return run_block(r, place, index);
	}
	return OK;
}

static enum err
run(struct render *r, const struct place *place, size_t begin, size_t end)
{
	const struct instruction *code = place->template->code;

	if (place->depth > DEPTH_MAX)
		return FAILURE(
		    r->failure, ERR_INTERNAL, NULL, NULL, "%s: templates nested without end", place->template->name);
	for (size_t i = begin; i < end; i = code[i].end) {
		enum err err = run_instruction(r, place, i);

		if (err)
			return err;
		if (r->out->full)
			return FAILURE(r->failure, ERR_TOO_LARGE, NULL, NULL,
			    "%s:%u: the page is larger than %zu bytes", place->template->name, code[i].line,
			    r->out->limit);
	}
	return OK;
}

enum err
template_render(const struct templates *templates, const char *name, const struct view *root, struct buffer *out,
    unsigned flags, struct failure *failure)
{
	static const struct view nothing = { .kind = VIEW_NULL };
	const struct template *template = templates_find(templates, name);
	struct context context = { root == NULL ? &nothing : view_value(root), NULL };
	struct place place = { .template = template, .context = &context };
	struct render r = { .out = out, .failure = failure, .flags = flags, .line_begins = true };

	if (template == NULL)
		return FAILURE(failure, ERR_NOT_FOUND, NULL, NULL, "there is no template %s", name);
	return run(&r, &place, 0, template->count);
}
