/* VNPAY's strings and signatures. See vnpay.h. */
#include "vnpay.h"

#include <stdlib.h>
#include <string.h>

#include "core/input/text.h"
#include "core/memory/buffer.h"
#include "core/security/hash.h"
#include "core/system/parse.h"

enum { CANONICAL_MOST = 16 * 1024, AMOUNT_UNIT = 100 };
#define AMOUNT_MOST INT64_C(999999999999)

#define HASH_NAME      "vnp_SecureHash"
#define HASH_TYPE_NAME "vnp_SecureHashType"

enum encoding { ENCODED, ENCODED_WITHOUT_EMPTY, AS_RECEIVED, ENCODING__MAX };

static const struct vnpay_pair *
find(const struct vnpay_message *message, const char *name)
{
	for (size_t i = 0; i < message->count; i++)
		if (strcmp(message->pairs[i].name, name) == 0)
			return &message->pairs[i];
	return NULL;
}

const char *
vnpay_value(const struct vnpay_message *message, const char *name)
{
	const struct vnpay_pair *pair = find(message, name);

	return pair != NULL ? pair->value : "";
}

enum err
vnpay_add(struct vnpay_message *message, const char *name, const char *value)
{
	if (message->count == VNPAY_PAIRS_MOST)
		return ERR_TOO_LARGE;
	message->pairs[message->count++] = (struct vnpay_pair){ name, value, NULL };
	return OK;
}

/* Decoded text without NUL, or NULL. */
static const char *
decode(struct arena *arena, const char *data, size_t size)
{
	struct bytes bytes;

	if (text_percent_decode(arena, data, size, true, &bytes) ||
	    (bytes.size > 0 && memchr(bytes.data, '\0', bytes.size) != NULL))
		return NULL;
	return arena_strndup(arena, bytes.size > 0 ? (const char *)bytes.data : "", bytes.size);
}

/* Names are signed as they are, so one with '=' or '&' in it could stand for several fields. */
static bool
is_field_name(const char *name)
{
	for (const unsigned char *p = (const unsigned char *)name; *p != '\0'; p++)
		if (!((*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') || *p == '_'))
			return false;
	return true;
}

static enum err
add_received(struct arena *arena, const char *part, size_t size, struct vnpay_message *message)
{
	const char *equals = memchr(part, '=', size);
	size_t name_size = equals != NULL ? (size_t)(equals - part) : size;
	const char *raw = equals != NULL ? equals + 1 : "";
	size_t raw_size = equals != NULL ? size - name_size - 1 : 0;
	const char *name = decode(arena, part, name_size), *value = decode(arena, raw, raw_size);

	if (name == NULL || value == NULL)
		return ERR_INVALID;
	if (strncmp(name, "vnp_", 4) != 0)
		return OK;
	if (!is_field_name(name) || find(message, name) != NULL || vnpay_add(message, name, value))
		return ERR_INVALID;
	message->pairs[message->count - 1].raw = arena_strndup(arena, raw, raw_size);
	return OK;
}

enum err
vnpay_parse(struct arena *arena, const char *query, struct vnpay_message *ret_message)
{
	enum err err = strlen(query) <= VNPAY_QUERY_MOST ? OK : ERR_INVALID;
	size_t parts = 0;

	ret_message->count = 0;
	while (!err && *query != '\0') {
		size_t size = strcspn(query, "&");

		if (size > 0)
			err = ++parts > VNPAY_PAIRS_MOST ? ERR_INVALID : add_received(arena, query, size, ret_message);
		query += size + (query[size] == '&' ? 1 : 0);
	}
	return err;
}

static int
by_name(const void *a, const void *b)
{
	const struct vnpay_pair *one = a, *other = b;

	return strcmp(one->name, other->name);
}

/* As PHP's urlencode: letters, digits and -_. stay, a space becomes '+', every other byte %XX in capitals. */
static void
add_encoded(struct buffer *out, const char *value)
{
	for (const unsigned char *p = (const unsigned char *)value; *p != '\0'; p++) {
		if ((*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') ||
		    strchr("-_.", *p) != NULL)
			buffer_char(out, (char)*p);
		else if (*p == ' ')
			buffer_char(out, '+');
		else
			buffer_printf(out, "%%%02X", *p);
	}
}

static const char *
write_canonical(struct arena *arena, struct vnpay_message *message, enum encoding encoding)
{
	struct buffer out;

	buffer_init(&out, arena, CANONICAL_MOST);
	qsort(message->pairs, message->count, sizeof(message->pairs[0]), by_name);
	for (size_t i = 0; i < message->count; i++) {
		const struct vnpay_pair *pair = &message->pairs[i];

		if (strcmp(pair->name, HASH_NAME) == 0 || strcmp(pair->name, HASH_TYPE_NAME) == 0 ||
		    (encoding == ENCODED_WITHOUT_EMPTY && pair->value[0] == '\0'))
			continue;
		if (out.size > 0)
			buffer_char(&out, '&');
		buffer_text(&out, pair->name);
		buffer_char(&out, '=');
		if (encoding == AS_RECEIVED)
			buffer_text(&out, pair->raw != NULL ? pair->raw : pair->value);
		else
			add_encoded(&out, pair->value);
	}
	return out.data;
}

const char *
vnpay_canonical(struct arena *arena, struct vnpay_message *message)
{
	return write_canonical(arena, message, ENCODED);
}

const char *
vnpay_sign(struct arena *arena, struct bytes secret, const char *text)
{
	unsigned char mac[SHA512_SIZE];

	hmac_sha512(secret, text, strlen(text), mac);
	return hex_encode(arena, mac, sizeof(mac));
}

bool
vnpay_signed_by(struct arena *arena, const char *text, const char *given, const struct bytes *secrets, size_t count)
{
	struct bytes mac;

	if (strlen(given) != (size_t)2 * SHA512_SIZE || hex_decode(arena, given, &mac))
		return false;
	for (size_t i = 0; i < count; i++) {
		unsigned char right[SHA512_SIZE];

		if (secrets[i].size == 0)
			continue;
		hmac_sha512(secrets[i], text, strlen(text), right);
		if (hash_equal(right, sizeof(right), mac.data, mac.size))
			return true;
	}
	return false;
}

bool
vnpay_verified(struct arena *arena, struct vnpay_message *message, const struct bytes *secrets, size_t count)
{
	const char *given = vnpay_value(message, HASH_NAME);

	for (enum encoding encoding = ENCODED; encoding < ENCODING__MAX; encoding++)
		if (vnpay_signed_by(arena, write_canonical(arena, message, encoding), given, secrets, count))
			return true;
	return false;
}

enum err
vnpay_amount(const char *text, int64_t *ret_dong)
{
	int64_t amount;

	if (parse_i64(text, 1, AMOUNT_MOST, &amount) || amount % AMOUNT_UNIT != 0)
		return ERR_INVALID;
	*ret_dong = amount / AMOUNT_UNIT;
	return OK;
}

bool
vnpay_is_plain(const char *text)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:_/-";

	return text[0] != '\0' && text[strspn(text, plain)] == '\0';
}
