/* Parsing of part headers. See part_header.h. */
#include "core/input/part_header.h"

#include <string.h>
#include <strings.h>

#include "core/input/text.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"

enum { BOUNDARY_MOST = 70, DISPLAY_NAME_MOST = 200 };

static const char *
skip_blanks(const char *text)
{
	while (*text == ' ' || *text == '\t')
		text++;
	return text;
}

/* A token or a quoted string at *text, which moves behind it. Browsers write %22 for a quote; a backslash escapes. */
static const char *
parameter_value(struct arena *arena, const char **text)
{
	const char *from = *text;
	char *value = arena_alloc(arena, strlen(from) + 1);
	size_t size = 0;

	if (*from != '"') {
		size = strcspn(from, "; \t\r\n");
		memcpy(value, from, size);
		*text = from + size;
		return size > 0 ? value : NULL;
	}
	for (from++; *from != '"'; from++) {
		if (*from == '\\' && (from[1] == '"' || from[1] == '\\'))
			from++;
		if (*from == '\0' || *from == '\r' || *from == '\n')
			return NULL;
		value[size++] = *from;
	}
	*text = from + 1;
	return value;
}

/* name="..."; filename="..." behind "form-data". */
static enum err
disposition(struct arena *arena, const char *text, struct part_header *header)
{
	for (text = skip_blanks(text); *text == ';'; text = skip_blanks(text)) {
		const char *key, *value;
		size_t key_size;

		text = key = skip_blanks(text + 1);
		key_size = strcspn(key, "=; \t\r\n");
		if (key[key_size] != '=')
			return ERR_INVALID;
		text = key + key_size + 1;
		if ((value = parameter_value(arena, &text)) == NULL)
			return ERR_INVALID;
		if (key_size == 4 && strncasecmp(key, "name", 4) == 0 && header->name == NULL)
			header->name = value;
		else if (key_size == 8 && strncasecmp(key, "filename", 8) == 0 && header->filename == NULL)
			header->filename = value;
		else if (key_size != 9 || strncasecmp(key, "filename*", 9) != 0)
			return ERR_INVALID;
	}
	return *text == '\r' && header->name != NULL ? OK : ERR_INVALID;
}

enum err
part_header_parse(struct arena *arena, const char *text, struct part_header *ret_header)
{
	static const char wanted[] = "content-disposition:";
	bool found = false;

	*ret_header = (struct part_header){ 0 };
	while (*text != '\0') {
		const char *end = strstr(text, "\r\n");

		if (end == NULL || memchr(text, ':', (size_t)(end - text)) == NULL)
			return ERR_INVALID;
		if (strncasecmp(text, wanted, sizeof(wanted) - 1) == 0) {
			const char *value = skip_blanks(text + sizeof(wanted) - 1);

			if (found || strncasecmp(value, "form-data", 9) != 0 ||
			    disposition(arena, value + 9, ret_header))
				return ERR_INVALID;
			found = true;
		}
		text = end + 2;
	}
	return found ? OK : ERR_INVALID;
}

const char *
part_boundary(struct arena *arena, const char *content_type)
{
	static const char allowed[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'()+_,-./:=? ";
	const char *text = content_type + strcspn(content_type, ";");
	const char *boundary = NULL;

	for (; *text == ';'; text = skip_blanks(text)) {
		bool ours;

		text = skip_blanks(text + 1);
		ours = strncasecmp(text, "boundary=", 9) == 0;
		text += strcspn(text, "=");
		if (*text != '=' || (ours && boundary != NULL))
			return NULL;
		text++;
		if (!ours) {
			if (parameter_value(arena, &text) == NULL)
				return NULL;
			continue;
		}
		if ((boundary = parameter_value(arena, &text)) == NULL)
			return NULL;
	}
	if (boundary == NULL || boundary[0] == '\0' || strlen(boundary) > BOUNDARY_MOST ||
	    boundary[strspn(boundary, allowed)] != '\0')
		return NULL;
	return boundary;
}

const char *
part_display_name(struct arena *arena, const char *filename)
{
	const char *last = filename, *clean;

	for (const char *c = filename; *c != '\0'; c++) {
		if (*c == '/' || *c == '\\')
			last = c + 1;
	}
	if (text_clean(arena, (struct bytes){ (const unsigned char *)last, strlen(last) }, false, &clean) ||
	    clean[0] == '\0' || strcmp(clean, ".") == 0 || strcmp(clean, "..") == 0)
		return "tep";
	return arena_strndup(arena, clean, utf8_cut_points(clean, DISPLAY_NAME_MOST));
}
