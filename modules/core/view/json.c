/* The view tree as JSON. See json.h. */
#include "core/view/json.h"

#include <inttypes.h>
#include <stdint.h>

#include <utf8proc.h>

#include "core/memory/buffer.h"
#include "core/view/view_node.h"

/* Deeper trees do not exist in pages; the bound keeps a shared node that contains itself from running away. */
enum { DEPTH_MAX = 64 };

static bool
stands_for_itself(utf8proc_int32_t point)
{
	return point >= ' ' && point != '"' && point != '\\' && point != '<' && point != '>' && point != '&' &&
	       point != 0x7f && point != 0x2028 && point != 0x2029;
}

static void
write_escaped(struct buffer *out, utf8proc_int32_t point)
{
	switch (point) {
	case '"': buffer_text(out, "\\\""); break;
	case '\\': buffer_text(out, "\\\\"); break;
	case '\n': buffer_text(out, "\\n"); break;
	case '\r': buffer_text(out, "\\r"); break;
	case '\t': buffer_text(out, "\\t"); break;
	default: buffer_printf(out, "\\u%04" PRIx32, (uint32_t)point); break;
	}
}

void
json_write_text(struct buffer *out, const char *text)
{
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text, *plain = at;
	utf8proc_int32_t point;

	if (text == NULL) {
		buffer_text(out, "null");
		return;
	}
	buffer_char(out, '"');
	while (*at != '\0') {
		utf8proc_ssize_t size = 1;

		point = *at;
		if (*at >= 0x80)
			size = utf8proc_iterate(at, -1, &point);
		if (size > 0 && stands_for_itself(point)) {
			at += size;
			continue;
		}
		buffer_add(out, plain, (size_t)(at - plain));
		write_escaped(out, size > 0 ? point : 0xfffd);
		at += size > 0 ? size : 1;
		plain = at;
	}
	buffer_add(out, plain, (size_t)(at - plain));
	buffer_char(out, '"');
}

static void write_node(struct buffer *out, const struct view *node, int depth);

static void
write_members(struct buffer *out, const struct view *container, int depth)
{
	bool object = container->kind == VIEW_OBJECT, first = true;

	buffer_char(out, object ? '{' : '[');
	for (const struct view *member = container->as.members->first; member != NULL; member = member->next) {
		const struct view *value = view_value(member);

		if (value->kind == VIEW_HTML && object)
			continue;
		if (!first)
			buffer_char(out, ',');
		first = false;
		if (object) {
			json_write_text(out, member->name);
			buffer_char(out, ':');
		}
		write_node(out, value, depth + 1);
	}
	buffer_char(out, object ? '}' : ']');
}

static void
write_node(struct buffer *out, const struct view *node, int depth)
{
	switch (node->kind) {
	case VIEW_TEXT:
	case VIEW_URL: json_write_text(out, node->as.text); break;
	case VIEW_INT: buffer_printf(out, "%" PRId64, node->as.number); break;
	case VIEW_BOOL: buffer_text(out, node->as.number != 0 ? "true" : "false"); break;
	case VIEW_OBJECT:
	case VIEW_LIST:
		if (depth < DEPTH_MAX) {
			write_members(out, node, depth);
			break;
		}
		/* fall through */
	default: buffer_text(out, "null"); break;
	}
}

void
json_write(struct buffer *out, const struct view *root)
{
	root = view_value(root);
	if (root == NULL)
		buffer_text(out, "null");
	else
		write_node(out, root, 0);
}
