/*
 * Runs a fuzz target over the files given as arguments, once each: the saved corpus as a plain test, without libFuzzer.
 * Linked with one *_fuzz.c.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { INPUT_MAX = 1024 * 1024 };

int
main(int argc, char **argv)
{
	uint8_t *data = malloc(INPUT_MAX);

	if (data == NULL)
		return EXIT_FAILURE;
	for (int i = 1; i < argc; i++) {
		FILE *file = fopen(argv[i], "rbe");
		size_t size;

		if (file == NULL) {
			perror(argv[i]);
			free(data);
			return EXIT_FAILURE;
		}
		size = fread(data, 1, INPUT_MAX, file);
		(void)fclose(file);
		(void)LLVMFuzzerTestOneInput(data, size);
	}
	free(data);
	(void)printf("%d inputs\n", argc - 1);
	return EXIT_SUCCESS;
}
