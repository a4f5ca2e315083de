/* The published folder and its atomic switch. See tree.h. */
#include "publish/tree.h"

#include <errno.h>
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <zlib.h>

#include "core/memory/arena.h"

#define CURRENT     "current"
#define FILE_MEMORY ((size_t)64 << 20)
enum { FOLDER_MODE = 0755, FILE_MODE = 0644, GZIP_WINDOW = 15 + 16, GZIP_LEVEL = 6, GZIP_MEMORY = 8, REMOVE_FDS = 16 };

struct tree {
	struct arena *arena, *work; /* work: of one file */
	struct failure *failure;
	const char *folder, *name, *path;
	const char *before; /* name of the tree served until now, NULL: none */
	int root, fresh, old, lock;
	size_t files, changed;
};

static enum err
wrong(struct tree *tree, const char *what, const char *path)
{
	return FAILURE(
	    tree->failure, ERR_UNAVAILABLE, NULL, NULL, "%s %s/%s: %s", what, tree->path, path, strerror(errno));
}

static void
close_all(void *object)
{
	struct tree *tree = object;
	int *const all[] = { &tree->fresh, &tree->old, &tree->root, &tree->lock };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (*all[i] >= 0)
			(void)close(*all[i]);
	arena_free(tree->work);
}

static int
remove_entry(const char *path, const struct stat *status, int kind, struct FTW *where)
{
	(void)status;
	(void)kind;
	(void)where;
	return remove(path);
}

/* Trees are called by a number; whatever else somebody keeps in this folder is not ours. */
static bool
is_tree_name(const char *name)
{
	return name[0] != '\0' && name[strspn(name, "0123456789")] == '\0';
}

/* Every tree but those two: what came before, and what a crash left. Best effort: the next one sweeps again. */
static void
sweep(struct tree *tree, const char *keep, const char *keep_too)
{
	DIR *folder = opendir(tree->folder);
	const struct dirent *entry;

	while (folder != NULL && (entry = readdir(folder)) != NULL) {
		struct stat status;

		if (!is_tree_name(entry->d_name) || strcmp(entry->d_name, keep) == 0 ||
		    strcmp(entry->d_name, keep_too) == 0)
			continue;
		if (fstatat(tree->root, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode))
			(void)nftw(arena_printf(tree->arena, "%s/%s", tree->folder, entry->d_name), remove_entry,
			    REMOVE_FDS, FTW_DEPTH | FTW_PHYS);
	}
	if (folder != NULL)
		(void)closedir(folder);
}

static const char *
served_now(struct tree *tree)
{
	char name[256];
	ssize_t size = readlinkat(tree->root, CURRENT, name, sizeof(name));

	return size > 0 && (size_t)size < sizeof(name) ? arena_strndup(tree->arena, name, (size_t)size) : NULL;
}

static enum err
open_folders(struct tree *tree)
{
	if (mkdir(tree->folder, FOLDER_MODE) != 0 && errno != EEXIST)
		return wrong(tree, "mkdir", "");
	tree->root = open(tree->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (tree->root < 0)
		return wrong(tree, "open", "");
	tree->lock = openat(tree->root, ".lock", O_RDWR | O_CREAT | O_CLOEXEC, FILE_MODE);
	if (tree->lock < 0 || flock(tree->lock, LOCK_EX) != 0)
		return wrong(tree, "lock", "");
	tree->before = served_now(tree);
	sweep(tree, tree->before != NULL ? tree->before : "", "");
	if (tree->before != NULL)
		tree->old = openat(tree->root, tree->before, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (mkdirat(tree->root, tree->name, FOLDER_MODE) != 0)
		return wrong(tree, "mkdir", "");
	tree->fresh = openat(tree->root, tree->name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return tree->fresh < 0 ? wrong(tree, "open", "") : OK;
}

struct tree *
tree_begin(struct arena *arena, const char *folder, const char *name, struct failure *failure)
{
	struct tree *tree = ARENA_NEW(arena, struct tree);

	*tree = (struct tree){ .arena = arena,
		.failure = failure,
		.folder = folder,
		.name = arena_strdup(arena, name),
		.path = arena_printf(arena, "%s/%s", folder, name),
		.root = -1,
		.fresh = -1,
		.old = -1,
		.lock = -1,
		.work = arena_new(FILE_MEMORY) };
	arena_defer(arena, close_all, tree);
	return open_folders(tree) == OK ? tree : NULL;
}

const char *
tree_path(const struct tree *tree)
{
	return tree->path;
}

/* Does the tree before hold this file with these bytes? */
static bool
is_unchanged(const struct tree *tree, const char *path, const void *data, size_t size)
{
	unsigned char part[16384];
	struct stat status;
	size_t at = 0;
	ssize_t got = 1;
	int fd = tree->old < 0 ? -1 : openat(tree->old, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0)
		return false;
	if (fstat(fd, &status) == 0 && (uintmax_t)status.st_size == size)
		while (at < size && (got = read(fd, part, sizeof(part))) > 0 && (size_t)got <= size - at &&
		       memcmp(part, (const char *)data + at, (size_t)got) == 0)
			at += (size_t)got;
	else
		at = SIZE_MAX;
	(void)close(fd);
	return at == size;
}

/* The folders above `path`. */
static void
make_folders(const struct tree *tree, const char *path)
{
	for (const char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/'))
		(void)mkdirat(tree->fresh, arena_strndup(tree->work, path, (size_t)(slash - path)), FOLDER_MODE);
}

static enum err
write_file(struct tree *tree, const char *path, const void *data, size_t size)
{
	const char *bytes = data;
	int fd = openat(tree->fresh, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, FILE_MODE);

	if (fd < 0 && errno == ENOENT) {
		make_folders(tree, path);
		fd = openat(tree->fresh, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, FILE_MODE);
	}
	if (fd < 0)
		return wrong(tree, "create", path);
	while (size > 0) {
		ssize_t written = write(fd, bytes, size);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0) {
			(void)close(fd);
			return wrong(tree, "write", path);
		}
		bytes += written;
		size -= (size_t)written;
	}
	return close(fd) == 0 ? OK : wrong(tree, "close", path);
}

static enum err
write_compressed(struct tree *tree, const char *path, const void *data, size_t size)
{
	z_stream stream = { .next_in = (Bytef *)(uintptr_t)data, .avail_in = (uInt)size };
	enum err err;
	size_t room;
	unsigned char *out;

	if (deflateInit2(&stream, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW, GZIP_MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
		return FAILURE(tree->failure, ERR_INTERNAL, NULL, NULL, "no memory to compress %s", path);
	room = deflateBound(&stream, (uLong)size);
	out = arena_alloc(tree->work, room);
	stream.next_out = out;
	stream.avail_out = (uInt)room;
	err = deflate(&stream, Z_FINISH) == Z_STREAM_END
		  ? write_file(tree, path, out, stream.total_out)
		  : FAILURE(tree->failure, ERR_INTERNAL, NULL, NULL, "cannot compress %s", path);
	(void)deflateEnd(&stream);
	return err;
}

static bool
link_old(const struct tree *tree, const char *path)
{
	if (linkat(tree->old, path, tree->fresh, path, 0) == 0)
		return true;
	make_folders(tree, path);
	return linkat(tree->old, path, tree->fresh, path, 0) == 0;
}

enum err
tree_put(struct tree *tree, const char *path, const void *data, size_t size)
{
	const char *compressed;
	enum err err = OK;

	arena_reset(tree->work);
	compressed = arena_printf(tree->work, "%s.gz", path);
	tree->files++;
	if (is_unchanged(tree, path, data, size) && link_old(tree, path)) {
		if (link_old(tree, compressed))
			return OK;
	} else {
		tree->changed++;
		err = write_file(tree, path, data, size);
	}
	return err ? err : write_compressed(tree, compressed, data, size);
}

enum err
tree_finish(struct tree *tree)
{
	const char *link = arena_printf(tree->arena, ".%s.link", tree->name);

	if (syncfs(tree->fresh) != 0)
		return wrong(tree, "sync", "");
	(void)unlinkat(tree->root, link, 0);
	if (symlinkat(tree->name, tree->root, link) != 0 || renameat(tree->root, link, tree->root, CURRENT) != 0)
		return wrong(tree, "switch to", "");
	(void)fsync(tree->root);
	sweep(tree, tree->name, tree->before != NULL ? tree->before : "");
	return OK;
}

size_t
tree_files(const struct tree *tree)
{
	return tree->files;
}

size_t
tree_changed(const struct tree *tree)
{
	return tree->changed;
}
