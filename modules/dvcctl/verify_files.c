/* Rows against files and files against rows. See verify_files.h. */
#include "verify_files.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/data/db.h"
#include "core/security/hash.h"
#include "domain/file/file_store.h"

#include "dvcctl.h"
#include "texts.h"
#include "verify_store.h"

enum { PIECE = 64 * 1024, WAITING_SECONDS = 3600, REFERENCE_SIZE = 32, LEVELS = 2, ARENA_LIMIT = 64 << 20 };

/* One verification: its own arena, given back piece by piece. */
struct check {
	struct dvcctl *d;
	struct arena *arena;
	size_t rows, faults;
};

static void
say(struct check *check, const char *reference, const char *fault)
{
	(void)fprintf(check->d->out, TEXT_FILE_FAULT, reference, fault);
	check->faults++;
}

/* False: it cannot be read to its end. */
static bool
digest_of(struct arena *arena, int descriptor, unsigned char digest[SHA256_SIZE])
{
	struct sha256_stream *stream = sha256_begin(arena);
	char *piece = arena_alloc(arena, PIECE);
	ssize_t size;

	while ((size = read(descriptor, piece, PIECE)) > 0)
		sha256_add(stream, piece, (size_t)size);
	sha256_end(stream, digest);
	return size == 0;
}

static void
check_row(struct check *check, const struct stored_file *file)
{
	const char *path =
	    arena_printf(check->arena, "%s/%s", check->d->core.files, file_path(check->arena, file->reference));
	int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	unsigned char digest[SHA256_SIZE];
	struct stat about;

	if (descriptor < 0) {
		say(check, file->reference, TEXT_FILE_MISSING);
		return;
	}
	if (fstat(descriptor, &about) != 0 || about.st_size != file->size)
		say(check, file->reference, TEXT_FILE_SIZE);
	else if (!digest_of(check->arena, descriptor, digest) ||
		 !hash_equal(digest, SHA256_SIZE, file->sha256.data, file->sha256.size))
		say(check, file->reference, TEXT_FILE_CHANGED);
	(void)close(descriptor);
}

/* A batch of rows lives in dvcctl's arena only as long as the batch. */
static enum err
check_rows(struct check *check)
{
	const struct stored_file *files;
	int64_t after = 0;
	size_t count;
	enum err err;

	do {
		arena_reset(check->arena);
		if ((err = stored_files(check->d->db, after, &files, &count)))
			return err;
		for (size_t i = 0; i < count; i++)
			check_row(check, &files[i]);
		check->rows += count;
		if (count > 0)
			after = files[count - 1].id;
	} while (count > 0);
	return OK;
}

static bool
is_reference(const char *name)
{
	return strlen(name) == REFERENCE_SIZE && strspn(name, "0123456789abcdef") == REFERENCE_SIZE;
}

static enum err
check_file(struct check *check, const char *name, const struct stat *about)
{
	struct file file;
	enum err err;

	if (time(NULL) - about->st_mtime < WAITING_SECONDS)
		return OK;
	if (!is_reference(name)) {
		say(check, name, TEXT_FILE_STRANGER);
		return OK;
	}
	if ((err = file_by_reference(check->d->db, name, &file)) == ERR_NOT_FOUND) {
		say(check, name, TEXT_FILE_STRANGER);
		return OK;
	}
	return err;
}

static enum err check_folder(struct check *check, int folder, int levels);

static enum err
check_entry(struct check *check, int folder, const char *name, int levels)
{
	struct stat about;
	int inner;

	if (name[0] == '.' || fstatat(folder, name, &about, AT_SYMLINK_NOFOLLOW) != 0)
		return OK;
	if (!S_ISDIR(about.st_mode) || levels == 0)
		return check_file(check, name, &about);
	inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	return inner < 0 ? OK : check_folder(check, inner, levels - 1);
}

/* Takes the descriptor. Folders are two levels deep (file_path). */
static enum err
check_folder(struct check *check, int folder, int levels)
{
	DIR *entries = fdopendir(folder);
	const struct dirent *entry;
	enum err err = OK;

	if (entries == NULL) {
		(void)close(folder);
		return FAILURE(&check->d->failure, ERR_INTERNAL, NULL, NULL, TEXT_NO_FOLDER, check->d->core.files);
	}
	while (err == OK && (entry = readdir(entries)) != NULL)
		err = check_entry(check, folder, entry->d_name, levels);
	(void)closedir(entries);
	return err;
}

enum err
verify_files(struct dvcctl *d, size_t *ret_faults)
{
	struct failure failure;
	struct check check = { .d = d, .arena = arena_new(ARENA_LIMIT) };
	int folder = open(d->core.files, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum err err = folder < 0 ? FAILURE(&d->failure, ERR_NOT_FOUND, NULL, NULL, TEXT_NO_FOLDER, d->core.files) : OK;

	db_set_arena(d->db, check.arena);
	if (err == OK && (err = check_rows(&check)) == OK) {
		err = check_folder(&check, folder, LEVELS);
		folder = -1;
	}
	if (folder >= 0)
		(void)close(folder);
	arena_free(check.arena);
	/* A new arena begins a new piece of work, without a failure. */
	failure = d->failure;
	db_set_arena(d->db, d->arena);
	d->failure = failure;
	(void)fprintf(d->out, TEXT_FILES_CHECKED, check.rows, check.faults);
	*ret_faults = check.faults;
	return err;
}
