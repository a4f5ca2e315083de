/*
 * Randomness for secrets, from OpenSSL's generator. If it cannot deliver, the process ends: a predictable secret is
 * worse than none. Must not be used where a test needs repeatable numbers.
 */
#ifndef MOTCUA_CORE_SECURITY_RANDOM_H
#define MOTCUA_CORE_SECURITY_RANDOM_H

#include <stddef.h>

#include "core/err.h"

struct arena;

/* Fills `size` bytes; ends the process if it cannot. */
void random_bytes(void *bytes, size_t size);

/* `size` random bytes as base64url text: 16 bytes give 22 characters, 32 give 43. */
const char *random_token(struct arena *arena, size_t size) __attribute__((returns_nonnull));

/* `count` decimal digits, each equally likely, and a NUL; `digits` has room for count + 1. */
void random_digits(char *digits, size_t count);

/*
 * A code that people read from paper and type: `count` characters (2 to 30) of 23456789ABCDEFGHJKMNPQRSTUVWXYZ, which
 * has none of the look-alikes 0, O, 1, I, L; the last one is a check character. `code` has room for count + 1.
 * One wrong character and two neighbours exchanged are always noticed. 12 characters carry 54 bits.
 */
void random_code(char *code, size_t count);

/*
 * What a person typed, as random_code wrote it: capitals, spaces and hyphens dropped. ERR_INVALID if it has not
 * `count` characters of the alphabet or the check character is wrong. `code` has room for count + 1.
 */
MUST_CHECK enum err random_code_read(const char *typed, char *code, size_t count);

#endif
