/* The multipart reader: one pass over a sliding window. See multipart.h. */
#include "core/input/multipart.h"

#include <stdio.h>
#include <string.h>

#include "core/input/body.h"
#include "core/input/pairs.h"
#include "core/input/part_header.h"
#include "core/input/upload_write.h"
#include "core/locale/word_list.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"

enum { WINDOW = 65536 };

struct reader {
	struct pairs *pairs;
	struct body *body;
	const struct multipart_rules *rules;
	struct failure *failure;
	const char *delimiter; /* "\r\n--boundary" */
	size_t delimiter_size;
	char *window;
	size_t start, end;
	size_t parts;
};

/* Where the bytes of the current part go. */
struct sink {
	struct pair *pair;
	struct buffer text;
	struct upload_writer *file;
	int64_t most;
	const struct field *field;
};

/* Moves what is left to the front and reads more; false at the end of the body. */
static bool
refill(struct reader *r)
{
	size_t got;

	memmove(r->window, r->window + r->start, r->end - r->start);
	r->end -= r->start;
	r->start = 0;
	if (r->end == WINDOW || (got = body_read(r->body, r->window + r->end, WINDOW - r->end)) == 0)
		return false;
	r->end += got;
	return true;
}

static bool
ensure(struct reader *r, size_t size)
{
	while (r->end - r->start < size) {
		if (!refill(r))
			return false;
	}
	return true;
}

static enum err
malformed(struct reader *r, const char *why)
{
	return FAILURE(r->failure, ERR_INVALID, NULL, NULL, "multipart: %s", why);
}

static const struct field *
field_of(const struct multipart_rules *rules, const char *name)
{
	const struct field *rest = NULL;

	for (size_t i = 0; i < rules->field_count; i++) {
		if (rules->fields[i].from != FROM_FORM)
			continue;
		if (strcmp(rules->fields[i].name, name) == 0)
			return &rules->fields[i];
		if (rules->fields[i].type == FIELD_REST)
			rest = &rules->fields[i];
	}
	return rest;
}

/* The header up to its empty line, NUL-terminated, in the arena. */
static enum err
read_header(struct reader *r, const char **ret_text)
{
	const char *end;

	while ((end = memmem(r->window + r->start, r->end - r->start, "\r\n\r\n", 4)) == NULL) {
		if (r->end - r->start > MULTIPART_HEADER_MOST)
			return ERR_TOO_LARGE;
		if (!refill(r))
			return malformed(r, "a part's header does not end");
	}
	if ((size_t)(end - (r->window + r->start)) > MULTIPART_HEADER_MOST)
		return ERR_TOO_LARGE;
	if (memchr(r->window + r->start, '\0', (size_t)(end - (r->window + r->start))) != NULL)
		return malformed(r, "NUL in a part's header");
	*ret_text = arena_strndup(r->pairs->arena, r->window + r->start, (size_t)(end - (r->window + r->start)) + 2);
	r->start = (size_t)(end + 4 - r->window);
	return OK;
}

static enum err
sink_open(struct reader *r, const struct part_header *header, struct sink *sink)
{
	struct arena *arena = r->pairs->arena;
	enum err err;

	*sink = (struct sink){ .field = field_of(r->rules, header->name) };
	buffer_init(&sink->text, arena, header->filename == NULL ? MULTIPART_TEXT_MOST : 0);
	err =
	    pairs_add(r->pairs, FROM_FORM, header->name, strlen(header->name), (struct bytes){ NULL, 0 }, &sink->pair);
	if (err)
		return err == ERR_INVALID ? malformed(r, "a part without a proper name") : err;
	if (header->filename == NULL)
		return OK;
	sink->most = sink->field != NULL && sink->field->type != FIELD_REST ? sink->field->max : 0;
	if (sink->most <= 0)
		sink->most = r->rules->file_size;
	if ((err = upload_open(arena, r->rules->folder, &sink->file, r->failure)))
		return err;
	sink->file->upload.name = part_display_name(arena, header->filename);
	return OK;
}

static enum err
sink_write(struct reader *r, struct sink *sink, const char *data, size_t size)
{
	if (sink->file == NULL) {
		buffer_add(&sink->text, data, size);
		return sink->text.full ? ERR_TOO_LARGE : OK;
	}
	if (sink->pair->fault != NULL)
		return OK;
	if ((int64_t)size > sink->most - sink->file->upload.size) {
		sink->pair->fault = "field_error.file_size";
		return OK;
	}
	return upload_write(sink->file, data, size, r->failure);
}

static bool
type_accepted(const struct field *field, const char *type)
{
	if (field == NULL || field->type == FIELD_REST || field->choices == NULL)
		return true;
	return word_list_find(field->choices, type) != NULL;
}

static enum err
sink_close(struct reader *r, struct sink *sink)
{
	enum err err;

	if (sink->file == NULL) {
		sink->pair->value = (struct bytes){ (const unsigned char *)sink->text.data, sink->text.size };
		return OK;
	}
	/* A file field left empty by the person arrives as a nameless file of no bytes: absent. */
	if (sink->file->upload.size == 0 && sink->pair->fault == NULL)
		return OK;
	if ((err = upload_finish(sink->file, r->pairs->arena, r->failure)))
		return err;
	if (sink->pair->fault == NULL && !type_accepted(sink->field, sink->file->upload.type))
		sink->pair->fault = "field_error.file_type";
	if (sink->pair->fault == NULL)
		sink->pair->file = &sink->file->upload;
	return OK;
}

/* Everything up to the next delimiter goes to the sink; the window then stands behind the delimiter. */
static enum err
read_content(struct reader *r, struct sink *sink)
{
	for (;;) {
		char *from = r->window + r->start;
		size_t have = r->end - r->start;
		char *found = memmem(from, have, r->delimiter, r->delimiter_size);
		size_t sure = have >= r->delimiter_size ? have - r->delimiter_size + 1 : 0;
		enum err err;

		if (found != NULL)
			sure = (size_t)(found - from);
		if ((err = sink_write(r, sink, from, sure)))
			return err;
		r->start += sure;
		if (found != NULL) {
			r->start += r->delimiter_size;
			return OK;
		}
		if (!refill(r))
			return malformed(r, "the body ends within a part");
	}
}

static enum err
read_part(struct reader *r)
{
	struct part_header header;
	struct sink sink;
	const char *text = NULL;
	enum err err;

	if (++r->parts > MULTIPART_PARTS_MOST)
		return ERR_TOO_LARGE;
	if ((err = read_header(r, &text)))
		return err;
	if (part_header_parse(r->pairs->arena, text, &header))
		return malformed(r, "a part's header");
	if ((err = sink_open(r, &header, &sink)))
		return err;
	if ((err = read_content(r, &sink)))
		return err;
	return sink_close(r, &sink);
}

static enum err
drain(struct reader *r)
{
	do
		r->start = r->end = 0;
	while (refill(r));
	return r->body->taken == r->body->announced ? OK : malformed(r, "the body ends early");
}

enum err
multipart_parse(struct pairs *pairs, struct body *body, const char *content_type, const struct multipart_rules *rules,
    struct failure *failure)
{
	struct reader r = { .pairs = pairs, .body = body, .rules = rules, .failure = failure };
	const char *boundary = part_boundary(pairs->arena, content_type);

	if (boundary == NULL)
		return malformed(&r, "no boundary");
	r.delimiter = arena_printf(pairs->arena, "\r\n--%s", boundary);
	r.delimiter_size = strlen(r.delimiter);
	r.window = arena_alloc(pairs->arena, WINDOW);
	/* The first delimiter has no line end of its own before it. */
	memcpy(r.window, "\r\n", 2);
	r.end = 2;
	if (!ensure(&r, r.delimiter_size) || memcmp(r.window, r.delimiter, r.delimiter_size) != 0)
		return malformed(&r, "it does not begin with its boundary");
	r.start = r.delimiter_size;
	for (;;) {
		enum err err;

		if (!ensure(&r, 2))
			return malformed(&r, "the body ends behind a boundary");
		if (memcmp(r.window + r.start, "--", 2) == 0)
			return drain(&r);
		if (memcmp(r.window + r.start, "\r\n", 2) != 0)
			return malformed(&r, "bytes behind a boundary");
		r.start += 2;
		if ((err = read_part(&r)))
			return err;
	}
}
