/* Randomness for secrets. See random.h. */
#include "core/security/random.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/rand.h>

#include "core/memory/arena.h"
#include "core/security/hash.h"

/* 31 characters: with a prime number of them one check character notices every single slip (see weighted_sum). */
static const char alphabet[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
enum { ALPHABET_SIZE = sizeof(alphabet) - 1, CODE_LONGEST = ALPHABET_SIZE - 1 };

void
random_bytes(void *bytes, size_t size)
{
	if (size <= INT_MAX && RAND_bytes(bytes, (int)size) == 1)
		return;
	(void)fputs("random: the generator failed\n", stderr);
	abort();
}

const char *
random_token(struct arena *arena, size_t size)
{
	unsigned char *bytes = arena_alloc(arena, size);

	random_bytes(bytes, size);
	return base64url_encode(arena, bytes, size);
}

/* A number below `bound` (1 to 256), each equally likely: bytes of the incomplete last run are thrown away. */
static unsigned
random_below(unsigned bound)
{
	unsigned char byte;

	do
		random_bytes(&byte, 1);
	while (byte >= 256 / bound * bound);
	return byte % bound;
}

void
random_digits(char *digits, size_t count)
{
	for (size_t i = 0; i < count; i++)
		digits[i] = (char)('0' + random_below(10));
	digits[count] = '\0';
}

/*
 * Sum of value times place, counted from 1 at the right, modulo 31. Changing one character or exchanging two
 * neighbours always changes it, because 31 is prime and no place is a multiple of it.
 */
static unsigned
weighted_sum(const char *code, size_t count)
{
	unsigned sum = 0;

	for (size_t i = 0; i < count; i++)
		sum = (sum + (unsigned)(strchr(alphabet, code[i]) - alphabet) * (unsigned)(count - i)) % ALPHABET_SIZE;
	return sum;
}

void
random_code(char *code, size_t count)
{
	for (size_t i = 0; i + 1 < count; i++)
		code[i] = alphabet[random_below(ALPHABET_SIZE)];
	code[count - 1] = alphabet[0]; /* counts 0; then what makes the sum 0 */
	code[count - 1] = alphabet[(ALPHABET_SIZE - weighted_sum(code, count)) % ALPHABET_SIZE];
	code[count] = '\0';
}

enum err
random_code_read(const char *typed, char *code, size_t count)
{
	size_t size = 0;

	for (; *typed != '\0'; typed++) {
		char character = *typed >= 'a' && *typed <= 'z' ? (char)(*typed - 'a' + 'A') : *typed;

		if (character == ' ' || character == '-')
			continue;
		if (size == count || strchr(alphabet, character) == NULL)
			return ERR_INVALID;
		code[size++] = character;
	}
	if (size != count || size > CODE_LONGEST || weighted_sum(code, count) != 0)
		return ERR_INVALID;
	code[count] = '\0';
	return OK;
}
