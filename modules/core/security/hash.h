/*
 * Digests, message authentication codes, their text forms, and the only comparison allowed for secrets.
 * Thin over OpenSSL's EVP; a failure of the library (out of memory) ends the process. Must not know what is hashed.
 */
#ifndef MOTCUA_CORE_SECURITY_HASH_H
#define MOTCUA_CORE_SECURITY_HASH_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "core/memory/arena.h"

enum { SHA1_SIZE = 20, SHA256_SIZE = 32, SHA512_SIZE = 64 };

/* SHA-256 (FIPS 180-4) of `size` bytes. */
void sha256(const void *data, size_t size, unsigned char digest[SHA256_SIZE]);

/*
 * The digest of a list: each part is preceded by its length (8 bytes, big-endian), so that ("ab","c") and ("a","bc")
 * differ. For chained records and keys of several columns.
 */
void sha256_parts(const struct bytes *parts, size_t count, unsigned char digest[SHA256_SIZE]);

/* Piece by piece, for files: begin, add ..., end once. What it holds is given back at the arena's reset. */
struct sha256_stream;
struct sha256_stream *sha256_begin(struct arena *arena) __attribute__((returns_nonnull));
void sha256_add(struct sha256_stream *stream, const void *data, size_t size);
void sha256_end(struct sha256_stream *stream, unsigned char digest[SHA256_SIZE]);

/* Only for RFC 6238 codes, which authenticator apps compute with SHA-1. */
void hmac_sha1(struct bytes key, const void *data, size_t size, unsigned char mac[SHA1_SIZE]);
void hmac_sha256(struct bytes key, const void *data, size_t size, unsigned char mac[SHA256_SIZE]);
void hmac_sha512(struct bytes key, const void *data, size_t size, unsigned char mac[SHA512_SIZE]);

/* Are both the same? Takes the same time wherever they differ; different lengths are different. */
bool hash_equal(const void *one, size_t one_size, const void *other, size_t other_size);

/* Lower-case hexadecimal. */
const char *hex_encode(struct arena *arena, const void *data, size_t size) __attribute__((returns_nonnull));
/* Either case. ERR_INVALID for an odd length or any other character. */
MUST_CHECK enum err hex_decode(struct arena *arena, const char *text, struct bytes *data);

/* RFC 4648 section 5, without padding. */
const char *base64url_encode(struct arena *arena, const void *data, size_t size) __attribute__((returns_nonnull));
/* Strict: no padding, no white space, no stray bits in the last character, else ERR_INVALID. */
MUST_CHECK enum err base64url_decode(struct arena *arena, const char *text, struct bytes *data);

#endif
