/* Digests and message authentication codes over OpenSSL's EVP. See hash.h. */
#include "core/security/hash.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

struct sha256_stream {
	EVP_MD_CTX *context;
};

/* OpenSSL's digests fail only without memory; going on with a wrong digest would be worse than stopping. */
static void
expect(int success)
{
	if (success == 1)
		return;
	(void)fputs("hash: the cryptographic library failed\n", stderr);
	abort();
}

static void
context_free(void *context)
{
	EVP_MD_CTX_free(context);
}

static EVP_MD_CTX *
context_new(void)
{
	EVP_MD_CTX *context = EVP_MD_CTX_new();

	expect(context != NULL && EVP_DigestInit_ex(context, EVP_sha256(), NULL) == 1);
	return context;
}

void
sha256(const void *data, size_t size, unsigned char digest[SHA256_SIZE])
{
	expect(EVP_Digest(data, size, digest, NULL, EVP_sha256(), NULL));
}

void
sha256_parts(const struct bytes *parts, size_t count, unsigned char digest[SHA256_SIZE])
{
	EVP_MD_CTX *context = context_new();

	for (size_t i = 0; i < count; i++) {
		unsigned char length[8];

		for (size_t byte = 0; byte < sizeof(length); byte++)
			length[byte] = (unsigned char)((uint64_t)parts[i].size >> (56 - 8 * byte));
		expect(EVP_DigestUpdate(context, length, sizeof(length)));
		expect(EVP_DigestUpdate(context, parts[i].data, parts[i].size));
	}
	expect(EVP_DigestFinal_ex(context, digest, NULL));
	EVP_MD_CTX_free(context);
}

struct sha256_stream *
sha256_begin(struct arena *arena)
{
	struct sha256_stream *stream = ARENA_NEW(arena, struct sha256_stream);

	stream->context = context_new();
	arena_defer(arena, context_free, stream->context);
	return stream;
}

void
sha256_add(struct sha256_stream *stream, const void *data, size_t size)
{
	expect(EVP_DigestUpdate(stream->context, data, size));
}

void
sha256_end(struct sha256_stream *stream, unsigned char digest[SHA256_SIZE])
{
	expect(EVP_DigestFinal_ex(stream->context, digest, NULL));
}

static void
hmac(const EVP_MD *method, struct bytes key, const void *data, size_t size, unsigned char *mac)
{
	/* OpenSSL takes NULL for "the key of last time": an empty key must not be NULL */
	const void *key_data = key.size == 0 ? "" : (const void *)key.data;

	expect(key.size <= INT32_MAX && HMAC(method, key_data, (int)key.size,
					    size == 0 ? (const unsigned char *)"" : data, size, mac, NULL) != NULL);
}

void
hmac_sha1(struct bytes key, const void *data, size_t size, unsigned char mac[SHA1_SIZE])
{
	hmac(EVP_sha1(), key, data, size, mac);
}

void
hmac_sha256(struct bytes key, const void *data, size_t size, unsigned char mac[SHA256_SIZE])
{
	hmac(EVP_sha256(), key, data, size, mac);
}

void
hmac_sha512(struct bytes key, const void *data, size_t size, unsigned char mac[SHA512_SIZE])
{
	hmac(EVP_sha512(), key, data, size, mac);
}

bool
hash_equal(const void *one, size_t one_size, const void *other, size_t other_size)
{
	return one_size == other_size && CRYPTO_memcmp(one, other, one_size) == 0;
}
