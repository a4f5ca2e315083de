/* One-time codes: made, read, kept as a digest. See one_time_code_text.h. */
#include "core/security/one_time_code_text.h"

#include <string.h>

#include "core/security/random.h"

void
one_time_code_make(char code[ONE_TIME_CODE_DIGITS + 1])
{
	random_digits(code, ONE_TIME_CODE_DIGITS);
}

enum err
one_time_code_read(const char *typed, char code[ONE_TIME_CODE_DIGITS + 1])
{
	size_t count = 0;

	for (; *typed != '\0'; typed++) {
		if (*typed == ' ' || *typed == '.' || *typed == '-')
			continue;
		if (*typed < '0' || *typed > '9' || count == ONE_TIME_CODE_DIGITS)
			return ERR_INVALID;
		code[count++] = *typed;
	}
	code[count] = '\0';
	return count == ONE_TIME_CODE_DIGITS ? OK : ERR_INVALID;
}

void
one_time_code_digest(struct bytes key, const char *purpose, const char *subject,
    const char code[ONE_TIME_CODE_DIGITS + 1], unsigned char digest[SHA256_SIZE])
{
	const struct bytes parts[] = {
		{ (const unsigned char *)purpose, strlen(purpose) },
		{ (const unsigned char *)subject, strlen(subject) },
		{ (const unsigned char *)code, ONE_TIME_CODE_DIGITS },
	};
	unsigned char message[SHA256_SIZE];

	sha256_parts(parts, sizeof(parts) / sizeof(parts[0]), message);
	hmac_sha256(key, message, sizeof(message), digest);
}
