/* Words, numbers, texts and signs of a FEEL expression. See feel_tree.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/feel/feel_tree.h"

static const char *const keywords[] = { "and", "or", "if", "then", "else", "between", "in", "true", "false", "null" };
static const char *const signs[] = { "**", "..", "<=", ">=", "!=", "+", "-", "*", "/", "=", "<", ">", "(", ")", "[",
	"]", ",", "?", "@", "." };

/* Is `text` a word of the language ("and", "if" ...), never a name? */
static bool
is_keyword(const char *text)
{
	for (size_t i = 0; i < sizeof(keywords) / sizeof(*keywords); i++)
		if (strcmp(text, keywords[i]) == 0)
			return true;
	return false;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool
feel_is_name_part(char c)
{
	return is_name_start(c) || is_digit(c);
}

static struct feel_token
bad(size_t position, const char *message)
{
	return (struct feel_token){ .kind = FEEL_T_BAD, .position = position, .message = message, .text = "" };
}

static struct feel_token
lex_number(struct feel_lexer *lexer)
{
	struct feel_token token = { .kind = FEEL_T_NUMBER, .position = lexer->at, .text = "" };
	const char *start = lexer->source + lexer->at, *end = start;

	while (is_digit(*end))
		end++;
	if (end[0] == '.' && is_digit(end[1]))
		for (end++; is_digit(*end);)
			end++;
	lexer->at += (size_t)(end - start);
	if (is_name_start(*end) || decimal_parse(start, (size_t)(end - start), &token.number) != OK)
		return bad(token.position, "feel.number");
	return token;
}

static void
add_code_point(struct buffer *out, uint32_t point)
{
	char bytes[4];
	size_t size = 0;

	if (point < 0x80) {
		bytes[size++] = (char)point;
	} else {
		if (point < 0x800) {
			bytes[size++] = (char)(0xc0 | point >> 6);
		} else {
			bytes[size++] = (char)(0xe0 | point >> 12);
			bytes[size++] = (char)(0x80 | (point >> 6 & 0x3f));
		}
		bytes[size++] = (char)(0x80 | (point & 0x3f));
	}
	buffer_add(out, bytes, size);
}

/* After "\u": four hexadecimal digits of a character that is neither NUL nor half of a pair. */
static bool
lex_unicode(struct feel_lexer *lexer, struct buffer *out)
{
	static const char hex[] = "0123456789abcdef0123456789ABCDEF";
	uint32_t point = 0;

	for (int i = 0; i < 4; i++) {
		char c = lexer->source[lexer->at];
		const char *digit = c != '\0' ? strchr(hex, c) : NULL;
		if (digit == NULL)
			return false;
		point = point * 16 + (uint32_t)((digit - hex) % 16);
		lexer->at++;
	}
	if (point == 0 || (point >= 0xd800 && point <= 0xdfff))
		return false;
	add_code_point(out, point);
	return true;
}

static bool
lex_escape(struct feel_lexer *lexer, struct buffer *out)
{
	static const char names[] = "nrt\"\\'/", characters[] = "\n\r\t\"\\'/";
	char c = lexer->source[lexer->at];
	const char *known = c != '\0' ? strchr(names, c) : NULL;

	lexer->at += c != '\0';
	if (c == 'u')
		return lex_unicode(lexer, out);
	if (known == NULL)
		return false;
	buffer_char(out, characters[known - names]);
	return true;
}

static struct feel_token
lex_string(struct feel_lexer *lexer)
{
	struct feel_token token = { .kind = FEEL_T_STRING, .position = lexer->at++ };
	struct buffer out;

	buffer_init(&out, lexer->arena, FEEL_TEXT_MAX);
	for (;;) {
		char c = lexer->source[lexer->at];
		if (c == '\0' || c == '\n')
			return bad(token.position, "feel.string");
		lexer->at++;
		if (c == '"')
			break;
		if (c != '\\')
			buffer_char(&out, c);
		else if (!lex_escape(lexer, &out))
			return bad(token.position, "feel.string");
	}
	token.text = out.data;
	return token;
}

size_t
feel_plain_name(const char *text)
{
	size_t size = 0;

	if (!is_name_start(text[0]))
		return 0;
	for (;;) {
		while (feel_is_name_part(text[size]))
			size++;
		if (text[size] != '.' || !is_name_start(text[size + 1]))
			return size;
		size++;
	}
}

static struct feel_token
lex_name(struct feel_lexer *lexer, size_t size)
{
	struct feel_token token = { .kind = FEEL_T_NAME, .position = lexer->at };

	token.text = arena_strndup(lexer->arena, lexer->source + lexer->at, size);
	if (is_keyword(token.text))
		token.kind = FEEL_T_WORD;
	lexer->at += size;
	return token;
}

struct feel_token
feel_lex(struct feel_lexer *lexer)
{
	while (lexer->source[lexer->at] != '\0' && strchr(" \t\r\n", lexer->source[lexer->at]) != NULL)
		lexer->at++;
	const char *here = lexer->source + lexer->at;
	size_t declared = feel_name_prefix(lexer->names, here), plain = feel_plain_name(here),
	       function = feel_function_prefix(here);

	if (*here == '\0')
		return (struct feel_token){ .kind = FEEL_T_END, .position = lexer->at, .text = "" };
	if (declared < plain)
		declared = plain;
	if (declared < function)
		declared = function;
	if (declared > 0)
		return lex_name(lexer, declared);
	if (is_digit(here[0]) || (here[0] == '.' && is_digit(here[1])))
		return lex_number(lexer);
	if (*here == '"')
		return lex_string(lexer);
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		size_t size = strlen(signs[i]);
		if (strncmp(here, signs[i], size) == 0) {
			struct feel_token token = { .kind = FEEL_T_SIGN, .position = lexer->at, .text = signs[i] };
			lexer->at += size;
			return token;
		}
	}
	return bad(lexer->at, "feel.syntax");
}
