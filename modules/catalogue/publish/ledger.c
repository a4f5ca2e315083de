/* The ledger as a text file of one line per file, and as a hash table. See ledger.h. */
#include "publish/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/memory/arena.h"

/* Hidden: nginx shows nothing whose name begins with a dot. */
#define LEDGER_FILE ".ledger"
#define FRESH_FILE  LEDGER_FILE ".new"
#define LAST_LINE   "whole"
enum { FIRST_SLOTS = 1024, FILE_MODE = 0644, HEX_SIZE = 2 * SHA256_SIZE, LEDGER_BYTES_MAX = 1 << 28 };

struct ledger {
	struct arena *arena;
	struct ledger_entry *entries;
	size_t count, capacity;
	uint32_t *slots; /* index of an entry + 1; 0: free */
	size_t slot_count;
};

struct ledger *
ledger_new(struct arena *arena)
{
	struct ledger *ledger = ARENA_NEW(arena, struct ledger);

	ledger->arena = arena;
	ledger->slot_count = FIRST_SLOTS;
	ledger->slots = arena_array(arena, ledger->slot_count, sizeof(*ledger->slots));
	ledger->capacity = FIRST_SLOTS / 2;
	ledger->entries = arena_array(arena, ledger->capacity, sizeof(*ledger->entries));
	return ledger;
}

/* FNV-1a: paths come from our own slugs, nobody chooses them to collide. */
static size_t
hash_of(const char *path)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (; *path != '\0'; path++)
		hash = (hash ^ (unsigned char)*path) * UINT64_C(1099511628211);
	return (size_t)hash;
}

/* The slot of the path, or the free one where it belongs. */
static size_t
slot_of(const struct ledger *ledger, const char *path)
{
	size_t slot = hash_of(path) & (ledger->slot_count - 1);

	while (ledger->slots[slot] != 0 && strcmp(ledger->entries[ledger->slots[slot] - 1].path, path) != 0)
		slot = (slot + 1) & (ledger->slot_count - 1);
	return slot;
}

static void
grow(struct ledger *ledger)
{
	struct ledger_entry *entries = arena_array(ledger->arena, ledger->capacity * 2, sizeof(*entries));

	memcpy(entries, ledger->entries, ledger->count * sizeof(*entries));
	ledger->entries = entries;
	ledger->capacity *= 2;
	ledger->slot_count *= 2;
	ledger->slots = arena_array(ledger->arena, ledger->slot_count, sizeof(*ledger->slots));
	for (size_t i = 0; i < ledger->count; i++)
		ledger->slots[slot_of(ledger, entries[i].path)] = (uint32_t)i + 1;
}

void
ledger_add(struct ledger *ledger, const struct ledger_entry *entry)
{
	size_t slot = slot_of(ledger, entry->path);
	struct ledger_entry *place;

	if (ledger->slots[slot] != 0) {
		place = &ledger->entries[ledger->slots[slot] - 1];
		memcpy(place->digest, entry->digest, SHA256_SIZE);
		place->compressed = entry->compressed;
		return;
	}
	if (ledger->count == ledger->capacity) {
		grow(ledger);
		slot = slot_of(ledger, entry->path);
	}
	place = &ledger->entries[ledger->count++];
	*place = *entry;
	place->path = arena_strdup(ledger->arena, entry->path);
	ledger->slots[slot] = (uint32_t)ledger->count;
}

const struct ledger_entry *
ledger_find(const struct ledger *ledger, const char *path)
{
	size_t slot;

	if (ledger == NULL)
		return NULL;
	slot = slot_of(ledger, path);
	return ledger->slots[slot] != 0 ? &ledger->entries[ledger->slots[slot] - 1] : NULL;
}

size_t
ledger_count(const struct ledger *ledger)
{
	return ledger->count;
}

const struct ledger_entry *
ledger_at(const struct ledger *ledger, size_t index)
{
	return &ledger->entries[index];
}

/* --- the file: "<digest> <z or -> <path>" a line, then how many as "whole <count>" --------------------------------- */

static int
nibble(char character)
{
	if (character >= '0' && character <= '9')
		return character - '0';
	return character >= 'a' && character <= 'f' ? character - 'a' + 10 : -1;
}

/* One line without its end; false if it is none of ours. */
static bool
read_line(const char *line, struct ledger_entry *ret_entry)
{
	for (size_t i = 0; i < SHA256_SIZE; i++) {
		int high = nibble(line[2 * i]), low = high < 0 ? -1 : nibble(line[2 * i + 1]);

		if (low < 0)
			return false;
		ret_entry->digest[i] = (unsigned char)(high << 4 | low);
	}
	if (line[HEX_SIZE] != ' ' || (line[HEX_SIZE + 1] != 'z' && line[HEX_SIZE + 1] != '-') ||
	    line[HEX_SIZE + 2] != ' ' || line[HEX_SIZE + 3] == '\0')
		return false;
	ret_entry->compressed = line[HEX_SIZE + 1] == 'z';
	ret_entry->path = line + HEX_SIZE + 3;
	return true;
}

static char *
read_file(struct arena *arena, int folder)
{
	int fd = openat(folder, LEDGER_FILE, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat status;
	char *text = NULL;
	size_t at = 0;
	ssize_t got = 1;

	if (fd < 0)
		return NULL;
	if (fstat(fd, &status) == 0 && status.st_size > 0 && status.st_size < LEDGER_BYTES_MAX) {
		text = arena_alloc(arena, (size_t)status.st_size + 1);
		while (at < (size_t)status.st_size && (got = read(fd, text + at, (size_t)status.st_size - at)) > 0)
			at += (size_t)got;
	}
	(void)close(fd);
	return got > 0 ? text : NULL;
}

struct ledger *
ledger_read(struct arena *arena, int folder)
{
	struct ledger *ledger = ledger_new(arena);
	char *line = read_file(arena, folder), *end;

	for (; line != NULL && (end = strchr(line, '\n')) != NULL; line = end + 1) {
		struct ledger_entry entry;

		*end = '\0';
		if (strncmp(line, LAST_LINE " ", sizeof(LAST_LINE)) == 0)
			return strtoull(line + sizeof(LAST_LINE), NULL, 10) == ledger->count ? ledger : NULL;
		if (!read_line(line, &entry))
			return NULL;
		ledger_add(ledger, &entry);
	}
	return NULL;
}

static enum err
wrong(struct failure *failure, const char *what)
{
	return FAILURE(failure, ERR_UNAVAILABLE, NULL, NULL, "%s the tree's ledger: %s", what, strerror(errno));
}

enum err
ledger_forget(int folder, struct failure *failure)
{
	if (unlinkat(folder, LEDGER_FILE, 0) != 0 && errno != ENOENT)
		return wrong(failure, "forget");
	return OK;
}

static void
write_lines(const struct ledger *ledger, FILE *file)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < ledger->count; i++) {
		const struct ledger_entry *entry = &ledger->entries[i];
		char hex[HEX_SIZE + 1] = "";

		for (size_t k = 0; k < SHA256_SIZE; k++) {
			hex[2 * k] = digits[entry->digest[k] >> 4];
			hex[2 * k + 1] = digits[entry->digest[k] & 15];
		}
		(void)fprintf(file, "%s %c %s\n", hex, entry->compressed ? 'z' : '-', entry->path);
	}
	(void)fprintf(file, "%s %zu\n", LAST_LINE, ledger->count);
}

enum err
ledger_write(const struct ledger *ledger, int folder, struct failure *failure)
{
	int fd = openat(folder, FRESH_FILE, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, FILE_MODE);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
	bool failed;

	if (file == NULL) {
		if (fd >= 0)
			(void)close(fd);
		return wrong(failure, "create");
	}
	write_lines(ledger, file);
	failed = fflush(file) != 0 || fsync(fd) != 0;
	return fclose(file) != 0 || failed ? wrong(failure, "write") : OK;
}

enum err
ledger_confirm(int folder, struct failure *failure)
{
	return renameat(folder, FRESH_FILE, folder, LEDGER_FILE) == 0 ? OK : wrong(failure, "confirm");
}
