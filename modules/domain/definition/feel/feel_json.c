/* A FEEL tree as JSON for the evaluator in the browser. The shape is described in README.md. */
#include <string.h>

#include "core/memory/buffer.h"
#include "domain/definition/feel/feel_tree.h"

static const char *const op_names[FEEL_OP__MAX] = {
	[FEEL_OP_INPUT] = "input",
	[FEEL_OP_NEGATE] = "negate",
	[FEEL_OP_ADD] = "+",
	[FEEL_OP_SUBTRACT] = "-",
	[FEEL_OP_MULTIPLY] = "*",
	[FEEL_OP_DIVIDE] = "/",
	[FEEL_OP_POWER] = "**",
	[FEEL_OP_EQUAL] = "=",
	[FEEL_OP_NOT_EQUAL] = "!=",
	[FEEL_OP_LESS] = "<",
	[FEEL_OP_LESS_EQUAL] = "<=",
	[FEEL_OP_GREATER] = ">",
	[FEEL_OP_GREATER_EQUAL] = ">=",
	[FEEL_OP_AND] = "and",
	[FEEL_OP_OR] = "or",
	[FEEL_OP_NOT] = "not",
	[FEEL_OP_IF] = "if",
	[FEEL_OP_BETWEEN] = "between",
	[FEEL_OP_MATCH] = "match",
	[FEEL_OP_LIST] = "list",
	[FEEL_OP_RANGE] = "range",
	[FEEL_OP_SERIES] = "series",
	[FEEL_OP_FOR] = "for",
	[FEEL_OP_SOME] = "some",
	[FEEL_OP_EVERY] = "every",
	[FEEL_OP_FILTER] = "filter",
};

void
feel_write_string(struct buffer *out, const char *text)
{
	buffer_char(out, '"');
	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;
		if (c < 0x20 || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' || c == 0x7f)
			buffer_printf(out, "\\u%04x", c);
		else
			buffer_char(out, (char)c);
	}
	buffer_char(out, '"');
}

static void
write_literal(struct buffer *out, struct feel_value value)
{
	char text[DECIMAL_TEXT_SHORT];

	switch (value.type) {
	case FEEL_BOOLEAN: buffer_text(out, value.boolean ? "{\"boolean\":true}" : "{\"boolean\":false}"); return;
	case FEEL_NUMBER:
		decimal_format(value.number, text, sizeof(text));
		buffer_printf(out, "{\"number\":\"%s\"}", text);
		return;
	case FEEL_STRING:
		buffer_text(out, "{\"string\":");
		feel_write_string(out, value.string);
		buffer_char(out, '}');
		return;
	case FEEL_DATE:
		feel_date_format(value.date, text);
		buffer_printf(out, "{\"date\":\"%s\"}", text);
		return;
	case FEEL_DAYS: buffer_printf(out, "{\"seconds\":%lld}", (long long)value.seconds); return;
	case FEEL_MONTHS: buffer_printf(out, "{\"months\":%lld}", (long long)value.months); return;
	default: buffer_text(out, "{\"null\":true}"); return;
	}
}

static void
write_node(struct buffer *out, const struct feel_node *node)
{
	if (node->op == FEEL_OP_LITERAL) {
		write_literal(out, node->value);
		return;
	}
	if (node->op == FEEL_OP_NAME) {
		buffer_text(out, "{\"name\":");
		feel_write_string(out, node->text);
		buffer_char(out, '}');
		return;
	}
	if (node->op == FEEL_OP_LOCAL) {
		buffer_printf(out, "{\"local\":%zu}", node->level);
		return;
	}
	buffer_text(out, node->op == FEEL_OP_CALL ? "{\"call\":" : "{\"op\":");
	feel_write_string(out, node->op == FEEL_OP_CALL ? node->function->name : op_names[node->op]);
	if (node->op == FEEL_OP_RANGE)
		buffer_printf(out, ",\"low\":%s,\"high\":%s", node->low_included ? "true" : "false",
		    node->high_included ? "true" : "false");
	buffer_text(out, ",\"args\":[");
	for (size_t i = 0; i < node->count; i++) {
		buffer_text(out, i > 0 ? "," : "");
		write_node(out, node->args[i]);
	}
	buffer_text(out, "]}");
}

void
feel_write_json(const struct feel *feel, struct buffer *out)
{
	write_node(out, feel->root);
}
