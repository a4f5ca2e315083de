/* Any bytes as a configuration file: loaded within bounds, or refused with a reason; never half a value. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/system/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct sample {
	const char *text, *path;
	int64_t number;
	bool flag;
	struct config_words words;
	int choice;
};

static const char *const choices[] = { "one", "two", NULL };
static const struct config_key keys[] = {
	CONFIG_KEY(struct sample, text, CONFIG_TEXT, .fallback = NULL),
	CONFIG_KEY(struct sample, path, CONFIG_PATH, .fallback = "."),
	CONFIG_KEY(struct sample, number, CONFIG_INT, .fallback = "3", .min = 1, .max = 10),
	CONFIG_KEY(struct sample, flag, CONFIG_BOOL, .fallback = "no"),
	CONFIG_KEY(struct sample, words, CONFIG_WORDS, .fallback = ""),
	CONFIG_KEY(struct sample, choice, CONFIG_CHOICE, .fallback = "one", .choices = choices),
};

static void
check(const struct sample *sample)
{
	size_t words = 0;

	while (sample->words.words[words] != NULL)
		words++;
	if (sample->text == NULL || sample->path == NULL || sample->number < 1 || sample->number > 10 ||
	    sample->choice < 0 || sample->choice > 1 || words != sample->words.count)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sample sample = { 0 };
	struct failure failure = { 0 };
	const struct config_table tables[] = { { keys, sizeof(keys) / sizeof(keys[0]), &sample } };
	struct arena *arena = arena_new((size_t)64 << 20);
	int fd = memfd_create("config", MFD_CLOEXEC);

	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		abort();
	if (config_load(arena, arena_printf(arena, "/proc/self/fd/%d", fd), tables, 1, &failure) == OK)
		check(&sample);
	else if (failure.code == OK || failure.log[0] == '\0')
		abort();
	(void)close(fd);
	arena_free(arena);
	return 0;
}
