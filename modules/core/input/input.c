/* Filling a route's input struct from what came in. See input.h. */
#include "core/input/input.h"

#include <string.h>

#include "core/input/pairs.h"
#include "core/input/text.h"
#include "core/memory/arena.h"
#include "core/server/route.h"

enum { ERRORS_MOST = 100 };

static const size_t most_by_default[FIELD__MAX] = {
	[FIELD_TEXTS] = 100,
	[FIELD_FILES] = 20,
	[FIELD_REST] = 500,
};

struct filling {
	struct arena *arena;
	struct pairs *pairs;
	unsigned char *into;
	struct input_error *errors;
	size_t error_count;
};

static void
add_error(struct filling *f, const char *name, const struct field *field, const char *message)
{
	if (f->error_count < ERRORS_MOST)
		f->errors[f->error_count++] = (struct input_error){ .field = name, .message = message, .rule = field };
}

/* One types an answer, chooses one of those offered, ticks a box or picks a file: the words say which. */
static void
add_missing(struct filling *f, const struct field *field)
{
	const char *message = "field_error.required";

	if (field->type == FIELD_CHOICE || field->offered)
		message = "field_error.required_choice";
	else if (field->type == FIELD_BOOL)
		message = "field_error.required_tick";
	else if (field->type == FIELD_FILE || field->type == FIELD_FILES)
		message = "field_error.required_file";
	add_error(f, field->name, field, message);
}

size_t
field_most(const struct field *field)
{
	if (most_by_default[field->type] == 0)
		return 1;
	return field->most > 0 ? field->most : most_by_default[field->type];
}

/* The pair's text, cleaned as its field wants it; NULL with the fault otherwise. */
static const char *
pair_text(struct filling *f, const struct pair *pair, enum field_type type, const char **ret_fault)
{
	const char *text = NULL;

	*ret_fault = pair->fault;
	if (pair->fault != NULL)
		return NULL;
	if (pair->file != NULL) {
		*ret_fault = "field_error.not_a_file";
		return NULL;
	}
	if (type == FIELD_SECRET &&
	    memchr(pair->value.data != NULL ? (const char *)pair->value.data : "", '\0', pair->value.size) == NULL)
		return arena_strndup(
		    f->arena, pair->value.size > 0 ? (const char *)pair->value.data : "", pair->value.size);
	if (text_clean(f->arena, pair->value, type == FIELD_LINES || type == FIELD_REST, &text))
		*ret_fault = "field_error.characters";
	return text;
}

static void
set_default(struct filling *f, const struct field *field)
{
	void *member = f->into + field->offset;

	if (field->type == FIELD_INT || field->type == FIELD_MONEY)
		memcpy(member, &field->otherwise, sizeof(field->otherwise));
	else if (field->type == FIELD_DATE)
		*(int32_t *)member = DATE_ABSENT;
	if (field->required)
		add_missing(f, field);
}

/* Day, month and year in boxes of their own, as people write dates most surely. */
static const char *
date_boxes(struct filling *f, const struct field *field, const char **ret_fault)
{
	static const char *const suffixes[] = { "day", "month", "year" };
	const char *parts[3] = { "", "", "" };
	bool any = false;

	for (size_t i = 0; i < 3; i++) {
		const char *name = arena_printf(f->arena, "%s.%s", field->name, suffixes[i]);
		struct pair *pair = pairs_find(f->pairs, field->from, name);
		const char *text;

		if (pair == NULL)
			continue;
		pair->taken = true;
		if ((text = pair_text(f, pair, FIELD_TEXT, ret_fault)) == NULL)
			return NULL;
		if (pairs_find(f->pairs, field->from, name) != NULL)
			*ret_fault = "field_error.repeated";
		parts[i] = text;
		any = any || text[0] != '\0';
	}
	return any ? arena_printf(f->arena, "%s/%s/%s", parts[0], parts[1], parts[2]) : "";
}

static void
fill_single(struct filling *f, const struct field *field)
{
	struct pair *pair = pairs_find(f->pairs, field->from, field->name);
	const char *fault = NULL, *text = NULL;

	if (pair != NULL) {
		pair->taken = true;
		text = pair_text(f, pair, field->type, &fault);
		for (; pairs_find(f->pairs, field->from, field->name) != NULL; fault = "field_error.repeated")
			pairs_find(f->pairs, field->from, field->name)->taken = true;
	} else if (field->type == FIELD_DATE) {
		text = date_boxes(f, field, &fault);
	}
	if (fault == NULL && (text == NULL || text[0] == '\0')) {
		set_default(f, field);
		return;
	}
	if (fault == NULL)
		fault = field_value(f->arena, field, text, f->into + field->offset);
	if (fault != NULL)
		add_error(f, field->name, field, fault);
}

static void
fill_texts(struct filling *f, const struct field *field)
{
	const char **items = arena_array(f->arena, f->pairs->count + 1, sizeof(*items));
	const struct field one = { .type = FIELD_TEXT,
		.min = field->min,
		.max = field->max,
		.pattern = field->pattern,
		.check = field->check };
	struct texts texts = { items, 0 };
	struct pair *pair;

	while ((pair = pairs_find(f->pairs, field->from, field->name)) != NULL) {
		const char *fault, *text = pair_text(f, pair, FIELD_TEXT, &fault);

		pair->taken = true;
		if (text != NULL && text[0] == '\0')
			continue;
		if (fault == NULL)
			fault = field_value(f->arena, &one, text, &items[texts.count]);
		if (fault != NULL)
			add_error(f, field->name, field, fault);
		else
			texts.count++;
	}
	if (texts.count > field_most(field))
		add_error(f, field->name, field, "field_error.too_many");
	if (texts.count == 0)
		set_default(f, field);
	memcpy(f->into + field->offset, &texts, sizeof(texts));
}

/* FILE and FILES: a nameless empty file means that none was chosen. */
static void
fill_files(struct filling *f, const struct field *field)
{
	struct upload **items = arena_array(f->arena, f->pairs->count + 1, sizeof(struct upload *));
	struct uploads uploads = { items, 0 };
	bool faulty = false;
	struct pair *pair;

	while ((pair = pairs_find(f->pairs, field->from, field->name)) != NULL) {
		pair->taken = true;
		if (pair->fault == NULL && pair->file == NULL && pair->value.size > 0)
			pair->fault = "field_error.not_a_file";
		if (pair->fault != NULL)
			add_error(f, field->name, field, pair->fault);
		faulty = faulty || pair->fault != NULL;
		if (pair->fault == NULL && pair->file != NULL)
			items[uploads.count++] = pair->file;
	}
	if (uploads.count > field_most(field))
		add_error(f, field->name, field, "field_error.too_many_files");
	if (uploads.count == 0 && field->required && !faulty)
		add_missing(f, field);
	if (field->type == FIELD_FILES)
		memcpy(f->into + field->offset, &uploads, sizeof(uploads));
	else
		memcpy(f->into + field->offset, &items[0], sizeof(items[0]));
}

static void
fill_rest(struct filling *f, const struct field *field)
{
	struct input_pair *items = arena_array(f->arena, f->pairs->count + 1, sizeof(*items));
	struct input_rest rest = { items, 0 };

	for (struct pair *pair = f->pairs->first; pair != NULL; pair = pair->next) {
		const char *fault = NULL;
		struct input_pair item = { .name = pair->name, .file = pair->file };

		if (pair->taken || pair->from != field->from)
			continue;
		pair->taken = true;
		if (pair->file == NULL || pair->fault != NULL)
			item.value = pair_text(f, pair, FIELD_REST, &fault);
		if (fault != NULL)
			add_error(f, pair->name, NULL, fault);
		else
			items[rest.count++] = item;
	}
	if (rest.count > field_most(field))
		add_error(f, field->name, field, "field_error.too_many");
	memcpy(f->into + field->offset, &rest, sizeof(rest));
}

static enum err
fill_path(struct filling *f, const struct field *field, const struct route_part *parts, size_t part_count)
{
	for (size_t i = 0; i < part_count; i++) {
		const char *text;

		if (strcmp(parts[i].name, field->name) != 0)
			continue;
		if (text_clean(f->arena,
			(struct bytes){ (const unsigned char *)parts[i].value, strlen(parts[i].value) }, false,
			&text) ||
		    field_value(f->arena, field, text, f->into + field->offset) != NULL)
			return ERR_NOT_FOUND;
		return OK;
	}
	return ERR_NOT_FOUND;
}

static void
fill_one(struct filling *f, const struct field *field)
{
	switch (field->type) {
	case FIELD_TEXTS: fill_texts(f, field); break;
	case FIELD_FILE:
	case FIELD_FILES: fill_files(f, field); break;
	case FIELD_REST: break; /* after all others */
	default: fill_single(f, field); break;
	}
}

/* What nobody claimed, once per name. */
static void
refuse_unknown(struct filling *f)
{
	for (struct pair *pair = f->pairs->first; pair != NULL; pair = pair->next) {
		if (pair->taken || pair->from != FROM_FORM)
			continue;
		add_error(f, pair->name, NULL, "field_error.unknown");
		for (struct pair *same = pair; same != NULL; same = pairs_find(f->pairs, FROM_FORM, pair->name))
			same->taken = true;
	}
}

enum err
input_fill(struct arena *arena, const struct input *input, const struct route_part *parts, size_t part_count,
    struct pairs *pairs, const void **ret_struct, struct input_errors *ret_errors)
{
	struct filling f = { .arena = arena, .pairs = pairs };
	size_t count = input != NULL ? input->count : 0;

	f.into = arena_alloc(arena, input != NULL ? input->size : 0);
	f.errors = arena_array(arena, ERRORS_MOST, sizeof(*f.errors));
	for (size_t i = 0; i < count; i++) {
		if (input->fields[i].from == FROM_PATH && fill_path(&f, &input->fields[i], parts, part_count))
			return ERR_NOT_FOUND;
		if (input->fields[i].from != FROM_PATH)
			fill_one(&f, &input->fields[i]);
	}
	for (size_t i = 0; i < count; i++) {
		if (input->fields[i].type == FIELD_REST)
			fill_rest(&f, &input->fields[i]);
	}
	refuse_unknown(&f);
	*ret_struct = f.into;
	*ret_errors = (struct input_errors){ f.errors, f.error_count };
	return f.error_count > 0 ? ERR_INVALID : OK;
}
