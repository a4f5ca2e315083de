/*
 * Runs a fuzz target as a plain test, without libFuzzer: each file given as argument as it is, then mutated in the same
 * pseudo-random ways at every run. Linked with one *_fuzz.c; a target ends the process when a property does not hold.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { INPUT_MAX = 1024 * 1024, MUTATED_MAX = 64 * 1024, MUTATIONS = 3000, CHANGES_MAX = 8 };

static uint64_t state = 0x9e3779b97f4a7c15u;

static uint64_t
next(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

/* One change in place: a byte, a bit, a piece doubled, a piece cut out, a byte that grammars care about. */
static size_t
change(uint8_t *data, size_t size)
{
	static const char telling[] = "\0\n\r\"'%&=;:<>[]{}()/\\-+0\xc3\xff";
	size_t at = size > 0 ? (size_t)(next() % size) : 0,
	       length = size > at ? (size_t)(next() % (size - at)) % 64 : 0;

	if (size == 0) {
		data[0] = (uint8_t)next();
		return 1;
	}
	switch (next() % 5) {
	case 0: data[at] = (uint8_t)next(); return size;
	case 1: data[at] ^= (uint8_t)(1u << next() % 8); return size;
	case 2: data[at] = (uint8_t)telling[next() % (sizeof(telling) - 1)]; return size;
	case 3: memmove(data + at, data + at + length, size - at - length); return size - length;
	default:
		if (size + length > MUTATED_MAX)
			return size;
		memmove(data + at + length, data + at, size - at);
		return size + length;
	}
}

/* In a block of its exact size, so that ASan sees a byte read beyond it. */
static void
try_exactly(const uint8_t *data, size_t size)
{
	uint8_t *exact = malloc(size > 0 ? size : 1);

	if (exact == NULL)
		abort();
	memcpy(exact, data, size);
	(void)LLVMFuzzerTestOneInput(exact, size);
	free(exact);
}

static void
try_mutated(const uint8_t *original, size_t size)
{
	static uint8_t data[MUTATED_MAX];

	for (int i = 0; i < MUTATIONS; i++) {
		size_t now = size > MUTATED_MAX ? MUTATED_MAX : size;

		memcpy(data, original, now);
		for (uint64_t n = next() % CHANGES_MAX + 1; n > 0; n--)
			now = change(data, now);
		try_exactly(data, now);
	}
}

int
main(int argc, char **argv)
{
	static uint8_t data[INPUT_MAX];

	try_mutated(data, 0);
	for (int i = 1; i < argc; i++) {
		FILE *file = fopen(argv[i], "rbe");
		size_t size;

		if (file == NULL) {
			perror(argv[i]);
			return EXIT_FAILURE;
		}
		size = fread(data, 1, INPUT_MAX, file);
		(void)fclose(file);
		try_exactly(data, size);
		try_mutated(data, size);
	}
	(void)printf("%d inputs and their mutations\n", argc - 1);
	return EXIT_SUCCESS;
}
