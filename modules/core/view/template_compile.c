/*
 * From a template's source to instructions, line by line: a line that holds nothing but structure (sections, partials,
 * comments ...) leaves no trace in the output. What belongs together is found with a stack of open tags.
 * Indentation follows the specification's inheritance rules: a block's content loses the indentation it has where it is
 * written and gets the one of the place that it fills.
 */
#include "core/view/template_program.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/view/html_scan.h"
#include "core/view/template_scan.h"
#include "core/view/view_node.h"

enum { NESTING_MAX = 64 };

struct open_tag {
	enum template_token_kind kind;
	struct text name;
	size_t instruction, dedent;
	unsigned line;
};

struct compiler {
	struct arena *arena;
	struct failure *failure;
	struct template *template;
	struct template_token *tokens;
	size_t count;
	struct open_tag open[NESTING_MAX];
	size_t depth;
	size_t dedent; /* leading blanks that lines lose here, because a block's content begins with as many */
	struct html_scan html;
};

static enum err
refuse(struct compiler *c, unsigned line, const char *reason, const char *name)
{
	return FAILURE(c->failure, ERR_INVALID, NULL, NULL, "%s:%u: %s%s%s", c->template->name, line, reason,
	    name == NULL ? "" : " ", name == NULL ? "" : name);
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

static bool
is_blank_text(const struct template_token *token)
{
	for (size_t i = 0; i < token->size; i++)
		if (strchr(" \t\r\n", token->text[i]) == NULL)
			return false;
	return token->kind == TOKEN_TEXT;
}

static bool
ends_line(const struct template_token *token)
{
	return token->kind == TOKEN_TEXT && token->text[token->size - 1] == '\n';
}

/* Index after the last token of the line that begins at `first`. */
static size_t
line_end(const struct compiler *c, size_t first)
{
	while (first < c->count && !ends_line(&c->tokens[first]))
		first++;
	return first < c->count ? first + 1 : c->count;
}

/* The blanks with which the line begins. */
static struct text
line_indent(const struct compiler *c, size_t first)
{
	const struct template_token *token = &c->tokens[first];
	struct text indent = { token->text, 0 };

	if (first >= c->count || token->kind != TOKEN_TEXT)
		return (struct text){ "", 0 };
	while (indent.size < token->size && (indent.data[indent.size] == ' ' || indent.data[indent.size] == '\t'))
		indent.size++;
	return indent;
}

/* The part of an indentation that is left when the surrounding block's own has been taken away. */
static struct text
remaining_indent(const struct compiler *c, struct text indent)
{
	size_t lost = indent.size < c->dedent ? indent.size : c->dedent;

	return (struct text){ indent.data + lost, indent.size - lost };
}

/*
 * Only structure on this line: one tag that writes nothing by itself; or several that open and close parents and their
 * blocks, since {{<layout}}{{$title}} is commonly written on one line.
 */
static bool
is_standalone(const struct compiler *c, size_t first, size_t end)
{
	size_t tags = 0, parents = 0;
	bool alone = true, inheritance = true;

	for (size_t i = first; i < end; i++) {
		const struct template_token *token = &c->tokens[i];

		if (token->kind == TOKEN_TEXT) {
			if (!is_blank_text(token))
				return false;
			continue;
		}
		tags++;
		alone = alone && token->kind != TOKEN_VALUE && token->kind != TOKEN_RAW;
		inheritance = inheritance &&
			      (token->kind == TOKEN_PARENT || token->kind == TOKEN_BLOCK || token->kind == TOKEN_CLOSE);
		parents += token->kind == TOKEN_PARENT;
		for (size_t k = 0; token->kind == TOKEN_CLOSE && k < c->depth; k++)
			parents += c->open[k].kind == TOKEN_PARENT && c->open[k].name.size == token->size &&
				   memcmp(c->open[k].name.data, token->text, token->size) == 0;
	}
	return (tags == 1 && alone) || (tags > 1 && inheritance && parents > 0);
}

/* What the lines of a block are indented by where they are written: its first line that is not blank decides. */
static struct text
block_indent(const struct compiler *c, size_t next_line, struct text own)
{
	for (size_t line = next_line; line < c->count; line = line_end(c, line))
		if (!is_blank_text(&c->tokens[line]) || line_end(c, line) - line > 1)
			return line_indent(c, line);
	return own;
}

/* --- instructions ------------------------------------------------------------------------------------------------- */

static struct instruction *
emit(struct compiler *c, enum template_op op, const struct template_token *token)
{
	struct instruction *instruction = &c->template->code[c->template->count++];

	instruction->op = op;
	instruction->line = token->line;
	instruction->end = c->template->count;
	if (op != OP_TEXT)
		instruction->name = arena_strndup(c->arena, token->text, token->size);
	return instruction;
}

static void
emit_text(struct compiler *c, const struct template_token *token, bool begins_line)
{
	struct instruction *before = c->template->count > 0 ? &c->template->code[c->template->count - 1] : NULL;
	size_t lost = 0;

	while (begins_line && lost < c->dedent && lost < token->size && strchr(" \t", token->text[lost]) != NULL)
		lost++;
	html_scan_bytes(&c->html, token->text, token->size);
	if (lost == token->size)
		return;
	/* Adjacent in the source means that no tag stands between: lines become one text. */
	if (before != NULL && before->op == OP_TEXT && before->text.data + before->text.size == token->text + lost) {
		before->text.size += token->size - lost;
		return;
	}
	emit(c, OP_TEXT, token)->text = (struct text){ token->text + lost, token->size - lost };
}

static enum err
split_name(struct compiler *c, struct instruction *instruction)
{
	char *name = arena_strdup(c->arena, instruction->name);
	size_t count = 1;

	if (strcmp(name, ".") == 0)
		return OK;
	for (const char *at = name; *at != '\0'; at++)
		count += *at == '.';
	instruction->parts = arena_array(c->arena, count, sizeof(struct name_part));
	instruction->part_count = count;
	for (size_t i = 0; i < count; i++) {
		size_t size = strcspn(name, ".");

		if (size == 0)
			return refuse(c, instruction->line, "an empty part in the name", instruction->name);
		name[size] = '\0';
		instruction->parts[i] = (struct name_part){ name, view_hash(name) };
		name += size + 1;
	}
	return OK;
}

static enum err
open_push(struct compiler *c, const struct template_token *token)
{
	if (c->depth == NESTING_MAX)
		return refuse(c, token->line, "tags are nested too deeply", NULL);
	html_scan_boundary(&c->html);
	c->open[c->depth++] = (struct open_tag){
		.kind = token->kind,
		.name = { token->text, token->size },
		.instruction = c->template->count - 1,
		.dedent = c->dedent,
		.line = token->line,
	};
	return OK;
}

static enum err
open_pop(struct compiler *c, const struct template_token *token)
{
	const struct open_tag *open = c->depth > 0 ? &c->open[c->depth - 1] : NULL;

	if (open == NULL || open->name.size != token->size || memcmp(open->name.data, token->text, token->size) != 0)
		return refuse(
		    c, token->line, "closes what is not open:", arena_strndup(c->arena, token->text, token->size));
	html_scan_boundary(&c->html);
	c->template->code[open->instruction].end = c->template->count;
	c->dedent = open->dedent;
	c->depth--;
	return OK;
}

static enum err
emit_value(struct compiler *c, const struct template_token *token)
{
	struct instruction *value = emit(c, token->kind == TOKEN_RAW ? OP_RAW : OP_VALUE, token);

	value->is_url = html_scan_in_url(&c->html) && c->html.value_size == 0;
	return split_name(c, value);
}

static enum err
emit_section(struct compiler *c, const struct template_token *token)
{
	enum err err = split_name(c, emit(c, token->kind == TOKEN_SECTION ? OP_SECTION : OP_INVERTED, token));

	return err ? err : open_push(c, token);
}

/* `indent` is NULL in the midst of a line. */
static enum err
emit_include(struct compiler *c, const struct template_token *token, const struct text *indent)
{
	struct instruction *include = emit(c, token->kind == TOKEN_PARTIAL ? OP_PARTIAL : OP_PARENT, token);

	include->is_inline = indent == NULL;
	if (indent != NULL)
		include->text = *indent;
	return token->kind == TOKEN_PARENT ? open_push(c, token) : OK;
}

static enum err
emit_tag(struct compiler *c, const struct template_token *token, const struct text *indent)
{
	switch (token->kind) {
	case TOKEN_VALUE:
	case TOKEN_RAW: return emit_value(c, token);
	case TOKEN_SECTION:
	case TOKEN_INVERTED: return emit_section(c, token);
	case TOKEN_PARTIAL:
	case TOKEN_PARENT: return emit_include(c, token, indent);
	case TOKEN_CLOSE: return open_pop(c, token);
	default: return OK;
	}
}

/* A block whose tag ends its line: its content stands on lines of its own. */
static enum err
emit_block(struct compiler *c, const struct template_token *token, size_t next_line, struct text own)
{
	struct text indent = block_indent(c, next_line, own);
	enum err err;

	emit(c, OP_BLOCK, token)->text = remaining_indent(c, indent);
	err = open_push(c, token);
	c->dedent = indent.size;
	return err;
}

static enum err
compile_standalone(struct compiler *c, size_t first, size_t end)
{
	struct text own = line_indent(c, first), indent = remaining_indent(c, own);
	size_t last = end;
	enum err err = OK;

	while (c->tokens[last - 1].kind == TOKEN_TEXT)
		last--;
	for (size_t i = first; i < last && !err; i++) {
		const struct template_token *token = &c->tokens[i];

		if (token->kind == TOKEN_BLOCK && i + 1 == last) {
			err = emit_block(c, token, end, own);
		} else if (token->kind == TOKEN_BLOCK) {
			(void)emit(c, OP_BLOCK, token);
			err = open_push(c, token);
		} else if (token->kind != TOKEN_TEXT) {
			err = emit_tag(c, token, &indent);
		}
	}
	return err;
}

static enum err
compile_line(struct compiler *c, size_t first, size_t end)
{
	bool only_blank_before = true;
	struct text indent = remaining_indent(c, line_indent(c, first));
	enum err err = OK;

	for (size_t i = first; i < end && !err; i++) {
		const struct template_token *token = &c->tokens[i];

		if (token->kind == TOKEN_TEXT) {
			emit_text(c, token, i == first);
		} else if (token->kind == TOKEN_BLOCK) {
			struct instruction *block = emit(c, OP_BLOCK, token);

			if (only_blank_before)
				block->text = indent;
			err = open_push(c, token);
		} else {
			err = emit_tag(c, token, NULL);
		}
		only_blank_before = only_blank_before && is_blank_text(token);
	}
	return err;
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

static enum err
read_tokens(struct compiler *c, const char *source, size_t size)
{
	struct template_scan scan;
	struct template_token token;

	template_scan_begin(&scan, source, size);
	while (template_scan_next(&scan, &token))
		c->count++;
	if (scan.error != NULL)
		return refuse(c, scan.line, scan.error, NULL);
	c->tokens = arena_array(c->arena, c->count, sizeof(token));
	c->template->code = arena_array(c->arena, c->count, sizeof(struct instruction));
	template_scan_begin(&scan, source, size);
	for (size_t i = 0; i < c->count; i++)
		(void)template_scan_next(&scan, &c->tokens[i]);
	return OK;
}

enum err
template_compile(
    struct arena *arena, struct template *template, const char *source, size_t size, struct failure *failure)
{
	struct compiler c = { .arena = arena, .failure = failure, .template = template };
	enum err err = read_tokens(&c, source, size);

	html_scan_begin(&c.html);
	for (size_t line = 0, end; line < c.count && !err; line = end) {
		end = line_end(&c, line);
		err = is_standalone(&c, line, end) ? compile_standalone(&c, line, end) : compile_line(&c, line, end);
	}
	if (!err && c.depth > 0)
		err = refuse(&c, c.open[c.depth - 1].line,
		    "a tag is opened and never closed:", template->code[c.open[c.depth - 1].instruction].name);
	return err;
}
