/* JSON out of hostile hands: shallow, few values, no name twice. See form_private.h. */
#include <jansson.h>

#include "domain/definition/form/form_private.h"

enum { JSON_VALUES_MAX = 10000 };

/* Depth by a scan of the bytes, before a recursive reader sees the text. */
static bool
is_shallow(const char *json, size_t size, size_t depth_max, size_t values_max)
{
	size_t depth = 0, values = 0;
	bool quoted = false;

	for (size_t i = 0; i < size; i++) {
		if (quoted && json[i] == '\\')
			i++;
		else if (json[i] == '"')
			quoted = !quoted;
		else if (quoted)
			continue;
		else if (json[i] == '{' || json[i] == '[')
			depth++;
		else if ((json[i] == '}' || json[i] == ']') && depth > 0)
			depth--;
		else if (json[i] == ',')
			values++;
		if (depth > depth_max || values > values_max)
			return false;
	}
	return true;
}

json_t *
form_json_load_within(const char *json, size_t size, size_t depth_max, size_t values_max)
{
	json_error_t error;

	if (!is_shallow(json, size, depth_max, values_max))
		return NULL;
	json_t *root = json_loadb(json, size, JSON_REJECT_DUPLICATES, &error);
	if (root != NULL && !json_is_object(root)) {
		json_decref(root);
		return NULL;
	}
	return root;
}

json_t *
form_json_load(const char *json, size_t size)
{
	return form_json_load_within(json, size, FORM_DEPTH_MAX, JSON_VALUES_MAX);
}
