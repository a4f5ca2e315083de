/* Queries and ordinary forms: name=value&name=value. See pairs.h. */
#include <string.h>

#include "core/input/pairs.h"
#include "core/input/text.h"

static enum err
add_one(struct pairs *pairs, enum field_source from, const char *data, size_t size)
{
	const char *equals = memchr(data, '=', size);
	size_t name_size = equals != NULL ? (size_t)(equals - data) : size;
	struct bytes name, value = { NULL, 0 };
	struct pair *pair;
	enum err err, bad = OK;

	if ((err = text_percent_decode(pairs->arena, data, name_size, true, &name)))
		return err;
	if (equals != NULL)
		bad = text_percent_decode(pairs->arena, equals + 1, size - name_size - 1, true, &value);
	if ((err = pairs_add(pairs, from, (const char *)name.data, name.size, value, &pair)))
		return err;
	if (bad)
		pair->fault = "field_error.encoding";
	return OK;
}

enum err
urlencoded_parse(struct pairs *pairs, enum field_source from, const char *data, size_t size)
{
	const char *end = data + size;

	while (data < end) {
		const char *ampersand = memchr(data, '&', (size_t)(end - data));
		size_t part = (size_t)((ampersand != NULL ? ampersand : end) - data);
		enum err err = part > 0 ? add_one(pairs, from, data, part) : OK;

		if (err)
			return err;
		data += part + 1;
	}
	return OK;
}
