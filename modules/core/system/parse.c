/* Strict numbers and flags from text. See parse.h. */
#include "core/system/parse.h"

#include <stddef.h>
#include <string.h>

enum err
parse_i64(const char *text, int64_t min, int64_t max, int64_t *number)
{
	const char *digit = text[0] == '-' ? text + 1 : text;
	int64_t value = 0;

	if (*digit == '\0' || (*digit == '0' && (digit[1] != '\0' || digit != text)))
		return ERR_INVALID;
	for (; *digit != '\0'; digit++) {
		int add = *digit - '0';

		if (add < 0 || add > 9)
			return ERR_INVALID;
		/* counted downwards for negative numbers, so that INT64_MIN fits */
		if (__builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, text[0] == '-' ? -add : add, &value))
			return ERR_INVALID;
	}
	if (value < min || value > max)
		return ERR_INVALID;
	*number = value;
	return OK;
}

static int
hex_digit(char character)
{
	if (character >= '0' && character <= '9')
		return character - '0';
	if (character >= 'a' && character <= 'f')
		return character - 'a' + 10;
	if (character >= 'A' && character <= 'F')
		return character - 'A' + 10;
	return -1;
}

enum err
parse_hex(const char *text, uint64_t *number)
{
	uint64_t value = 0;
	size_t size = 0;

	for (; text[size] != '\0'; size++) {
		int digit = hex_digit(text[size]);

		if (digit < 0 || size == 16)
			return ERR_INVALID;
		value = value << 4 | (uint64_t)digit;
	}
	if (size == 0)
		return ERR_INVALID;
	*number = value;
	return OK;
}

enum err
parse_bool(const char *text, bool *flag)
{
	static const char *const words[] = { "no", "yes", "false", "true", "0", "1" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(text, words[i]) == 0) {
			*flag = i % 2 == 1;
			return OK;
		}
	}
	return ERR_INVALID;
}
