/* What can be said about an input table without a request: is it sound, how large may its body be. See input.h. */
#include <stdbool.h>
#include <string.h>

#include "core/input/input.h"

enum { BODY_SMALL = 64 * 1024, BODY_TEXTS = 1024 * 1024, BODY_FILES_OVERHEAD = 256 * 1024 };

static const size_t member_size[FIELD__MAX] = {
	[FIELD_INT] = sizeof(int64_t),
	[FIELD_TEXT] = sizeof(const char *),
	[FIELD_LINES] = sizeof(const char *),
	[FIELD_CODE] = sizeof(const char *),
	[FIELD_TOKEN] = sizeof(const char *),
	[FIELD_SECRET] = sizeof(const char *),
	[FIELD_BOOL] = sizeof(bool),
	[FIELD_CHOICE] = sizeof(const char *),
	[FIELD_DATE] = sizeof(int32_t),
	[FIELD_MONEY] = sizeof(int64_t),
	[FIELD_EMAIL] = sizeof(const char *),
	[FIELD_PHONE] = sizeof(const char *),
	[FIELD_TEXTS] = sizeof(struct texts),
	[FIELD_FILE] = sizeof(struct upload *),
	[FIELD_FILES] = sizeof(struct uploads),
	[FIELD_REST] = sizeof(struct input_rest),
};

static bool
is_file(const struct field *field)
{
	return field->type == FIELD_FILE || field->type == FIELD_FILES;
}

static const char *
check_field(const struct input *input, const struct field *field)
{
	if (field->type >= FIELD__MAX || field->size != member_size[field->type])
		return "a member's type does not fit its field type";
	if (field->offset + field->size > input->size)
		return "a member lies outside the struct";
	if (field->type == FIELD_CHOICE && field->choices == NULL)
		return "a choice without choices";
	if (is_file(field) && field->from != FROM_FORM)
		return "a file that is not in the form";
	if (field->from == FROM_PATH && (field->type == FIELD_TEXTS || field->type == FIELD_REST))
		return "a list in the path";
	return NULL;
}

const char *
input_check(const struct input *input)
{
	size_t rests = 0;

	for (size_t i = 0; input != NULL && i < input->count; i++) {
		const char *fault = check_field(input, &input->fields[i]);

		if (fault != NULL)
			return fault;
		rests += input->fields[i].type == FIELD_REST;
		for (size_t k = 0; k < i; k++) {
			if (input->fields[k].from == input->fields[i].from &&
			    strcmp(input->fields[k].name, input->fields[i].name) == 0)
				return "a name stands twice";
		}
	}
	return rests > 1 ? "two fields take the rest" : NULL;
}

uint64_t
input_body_limit(const struct input *input, int64_t file_size)
{
	uint64_t limit = BODY_SMALL;

	for (size_t i = 0; input != NULL && i < input->count; i++) {
		const struct field *field = &input->fields[i];
		uint64_t each = (uint64_t)(is_file(field) && field->max > 0 ? field->max : file_size);

		if (is_file(field))
			limit += each * field_most(field) + BODY_FILES_OVERHEAD;
		else if (limit < BODY_TEXTS && (field->type == FIELD_LINES || field->type == FIELD_REST))
			limit = BODY_TEXTS;
	}
	return limit;
}
