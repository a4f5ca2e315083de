/* Time-based one-time codes, RFC 6238 over RFC 4226. See totp.h. */
#include "core/security/totp.h"

#include <string.h>

#include "core/memory/buffer.h"
#include "core/security/hash.h"

enum { CODE_MODULUS = 1000000, WINDOW = 1 /* steps before and after now */ };

static const char base32_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

int64_t
totp_step(int64_t at)
{
	return at / 1000000 / TOTP_STEP_SECONDS;
}

void
totp_code(struct bytes secret, int64_t step, char code[TOTP_DIGITS + 1])
{
	unsigned char counter[8], mac[SHA1_SIZE];
	const unsigned char *at;
	uint32_t number;

	for (size_t i = 0; i < sizeof(counter); i++)
		counter[i] = (unsigned char)((uint64_t)step >> (56 - 8 * i));
	hmac_sha1(secret, counter, sizeof(counter), mac);
	at = mac + (mac[SHA1_SIZE - 1] & 0x0F);
	number = ((uint32_t)(at[0] & 0x7F) << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3]) % CODE_MODULUS;
	code[TOTP_DIGITS] = '\0';
	for (int i = TOTP_DIGITS - 1; i >= 0; i--, number /= 10)
		code[i] = (char)('0' + number % 10);
}

/* The digits of what was typed, spaces dropped; false unless exactly six digits remain. */
static bool
read_code(const char *typed, char code[TOTP_DIGITS + 1])
{
	size_t count = 0;

	for (; *typed != '\0'; typed++) {
		if (*typed == ' ')
			continue;
		if (*typed < '0' || *typed > '9' || count == TOTP_DIGITS)
			return false;
		code[count++] = *typed;
	}
	code[count] = '\0';
	return count == TOTP_DIGITS;
}

bool
totp_verify(struct bytes secret, const char *code, int64_t now, int64_t last_step, int64_t *step)
{
	char given[TOTP_DIGITS + 1], expected[TOTP_DIGITS + 1];
	int64_t current = totp_step(now);
	bool found = false;

	if (!read_code(code, given))
		return false;
	for (int64_t candidate = current - WINDOW; candidate <= current + WINDOW; candidate++) {
		totp_code(secret, candidate, expected);
		if (hash_equal(given, TOTP_DIGITS, expected, TOTP_DIGITS) && candidate > last_step && !found) {
			*step = candidate;
			found = true;
		}
	}
	return found;
}

const char *
base32_encode(struct arena *arena, const void *data, size_t size)
{
	const unsigned char *bytes = data;
	char *text = arena_alloc(arena, size / 5 * 8 + 9), *to = text;
	uint32_t bits = 0;
	int held = 0;

	for (size_t i = 0; i < size; i++) {
		bits = bits << 8 | bytes[i];
		for (held += 8; held >= 5; held -= 5)
			*to++ = base32_digits[bits >> (held - 5) & 0x1F];
	}
	if (held > 0)
		*to = base32_digits[bits << (5 - held) & 0x1F];
	return text;
}

/* The value of a base32 digit of either case, -1 if it is none. */
static int
base32_value(char character)
{
	if (character >= 'A' && character <= 'Z')
		return character - 'A';
	if (character >= 'a' && character <= 'z')
		return character - 'a';
	return character >= '2' && character <= '7' ? character - '2' + 26 : -1;
}

enum err
base32_decode(struct arena *arena, const char *text, struct bytes *data)
{
	size_t size = strlen(text), count = 0;
	unsigned char *bytes = arena_alloc(arena, size / 8 * 5 + 5);
	uint32_t bits = 0;
	int held = 0;

	while (size > 0 && text[size - 1] == '=')
		size--;
	for (size_t i = 0; i < size; i++) {
		int value = base32_value(text[i]);

		if (text[i] == ' ')
			continue;
		if (value < 0)
			return ERR_INVALID;
		bits = bits << 5 | (uint32_t)value;
		held += 5;
		if (held >= 8) {
			held -= 8;
			bytes[count++] = (unsigned char)(bits >> held);
		}
	}
	if (held >= 5 || (bits & ((1U << held) - 1)) != 0)
		return ERR_INVALID; /* a digit too many, or stray bits */
	*data = (struct bytes){ bytes, count };
	return OK;
}

static void
add_percent_encoded(struct buffer *uri, const char *text)
{
	for (; *text != '\0'; text++) {
		unsigned char byte = (unsigned char)*text;

		if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
		    strchr("-._~", byte) != NULL)
			buffer_char(uri, (char)byte);
		else
			buffer_printf(uri, "%%%02X", (unsigned)byte);
	}
}

const char *
totp_uri(struct arena *arena, const char *issuer, const char *account, struct bytes secret)
{
	struct buffer uri;

	buffer_init(&uri, arena, 6 * strlen(issuer) + 3 * strlen(account) + 2 * secret.size + 64);
	buffer_text(&uri, "otpauth://totp/");
	add_percent_encoded(&uri, issuer);
	buffer_char(&uri, ':');
	add_percent_encoded(&uri, account);
	buffer_text(&uri, "?secret=");
	buffer_text(&uri, base32_encode(arena, secret.data, secret.size));
	buffer_text(&uri, "&issuer=");
	add_percent_encoded(&uri, issuer);
	return uri.data;
}
