/* Counting the segments of a short message. See sms.h. */
#include "sms.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "core/locale/utf8.h"

enum {
	SEPTETS_ONE = 160,
	SEPTETS_EACH = 153,
	UNITS_ONE = 70,
	UNITS_EACH = 67,
	BEYOND_BMP = 0x10000,
	ASCII_MOST = 0x7E
};

/* Of ASCII the default alphabet lacks the grave accent; these take two septets. */
static const char two_septets[] = "^{}\\[~]|";

static size_t
segments(size_t length, size_t one, size_t each)
{
	return length <= one ? 1 : (length + each - 1) / each;
}

size_t
sms_segments(const char *text)
{
	size_t septets = 0, units = 0, left = strlen(text), size;
	bool plain = true;
	uint32_t point;

	for (; left > 0 && (size = utf8_decode(text, left, &point)) > 0; text += size, left -= size) {
		plain = plain && point <= ASCII_MOST && point != '`';
		septets += plain && strchr(two_septets, (int)point) != NULL ? 2 : 1;
		units += point >= BEYOND_BMP ? 2 : 1;
	}
	return plain ? segments(septets, SEPTETS_ONE, SEPTETS_EACH) : segments(units, UNITS_ONE, UNITS_EACH);
}
