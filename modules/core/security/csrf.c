/* The proof that a form was written for this browser. See csrf.h. */
#include "core/security/csrf.h"

#include <string.h>

#include "core/security/hash.h"
#include "core/security/random.h"

enum { COOKIE_BYTES = 16, COOKIE_LENGTH = 22, NONCE_SIZE = 16, FIELD_SIZE = NONCE_SIZE + SHA256_SIZE };

const char *
csrf_cookie_new(struct arena *arena)
{
	return random_token(arena, COOKIE_BYTES);
}

bool
csrf_cookie_valid(const char *cookie)
{
	static const char characters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	return strlen(cookie) == COOKIE_LENGTH && strspn(cookie, characters) == COOKIE_LENGTH;
}

static void
field_mac(struct bytes key, const char *cookie, const unsigned char nonce[NONCE_SIZE], unsigned char mac[SHA256_SIZE])
{
	unsigned char message[COOKIE_LENGTH + NONCE_SIZE];

	memcpy(message, cookie, COOKIE_LENGTH);
	memcpy(message + COOKIE_LENGTH, nonce, NONCE_SIZE);
	hmac_sha256(key, message, sizeof(message), mac);
}

const char *
csrf_make(struct arena *arena, struct bytes key, const char *cookie)
{
	unsigned char field[FIELD_SIZE];

	if (!csrf_cookie_valid(cookie))
		return "";
	random_bytes(field, NONCE_SIZE);
	field_mac(key, cookie, field, field + NONCE_SIZE);
	return base64url_encode(arena, field, sizeof(field));
}

bool
csrf_verify(struct arena *arena, struct bytes key, const char *cookie, const char *field)
{
	unsigned char mac[SHA256_SIZE];
	struct bytes given;

	if (cookie == NULL || field == NULL || !csrf_cookie_valid(cookie) || strlen(field) != FIELD_SIZE / 3 * 4)
		return false;
	if (base64url_decode(arena, field, &given) != OK)
		return false;
	field_mac(key, cookie, given.data, mac);
	return hash_equal(mac, sizeof(mac), given.data + NONCE_SIZE, given.size - NONCE_SIZE);
}
