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
#include "publish/ledger.h"

#define CURRENT     "current"
#define FILE_MEMORY ((size_t)64 << 20)
enum { SYNC_SINGLY_MOST = 500 }; /* files and folders */
enum { FOLDER_MODE = 0755, FILE_MODE = 0644, GZIP_WINDOW = 15 + 16, GZIP_LEVEL = 6, GZIP_MEMORY = 8, REMOVE_FDS = 16 };

struct tree {
	struct arena *arena, *work; /* work: of one file */
	struct failure *failure;
	const char *folder, *name, *path;
	const char *before; /* name of the tree served until now, NULL: none */
	int root, fresh, old, lock;
	const struct ledger *stale;  /* what lies in the new folder from an earlier life; NULL: it was empty */
	const struct ledger *served; /* of the tree before; NULL: not known */
	struct ledger *ledger;
	struct ledger *touched; /* files and folders that are new since the last sync; digests mean nothing here */
	size_t changed;
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

/*
 * The tree before last, whole as it is: the new one's folder from now on. Any other that has a ledger would do as well,
 * for the ledger says what is in it. Without one the new folder is made empty.
 */
static bool
take_over(struct tree *tree, const char *name)
{
	int folder = openat(tree->root, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	const struct ledger *ledger = folder < 0 ? NULL : ledger_read(tree->arena, folder);
	bool taken = ledger != NULL && ledger_forget(folder, tree->failure) == OK &&
		     renameat(tree->root, name, tree->root, tree->name) == 0;

	if (folder >= 0)
		(void)close(folder);
	if (taken)
		tree->stale = ledger;
	return taken;
}

static enum err
make_folder(struct tree *tree, bool afresh)
{
	DIR *folder = afresh ? NULL : opendir(tree->folder);
	const struct dirent *entry;
	bool taken = false;

	while (!taken && folder != NULL && (entry = readdir(folder)) != NULL)
		if (is_tree_name(entry->d_name) && (tree->before == NULL || strcmp(entry->d_name, tree->before) != 0))
			taken = take_over(tree, entry->d_name);
	if (folder != NULL)
		(void)closedir(folder);
	sweep(tree, tree->before != NULL ? tree->before : "", taken ? tree->name : "");
	return taken || mkdirat(tree->root, tree->name, FOLDER_MODE) == 0 ? OK : wrong(tree, "mkdir", "");
}

static enum err
open_folders(struct tree *tree, bool afresh)
{
	enum err err;

	if (mkdir(tree->folder, FOLDER_MODE) != 0 && errno != EEXIST)
		return wrong(tree, "mkdir", "");
	tree->root = open(tree->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (tree->root < 0)
		return wrong(tree, "open", "");
	tree->lock = openat(tree->root, ".lock", O_RDWR | O_CREAT | O_CLOEXEC, FILE_MODE);
	if (tree->lock < 0 || flock(tree->lock, LOCK_EX) != 0)
		return wrong(tree, "lock", "");
	tree->before = served_now(tree);
	if (tree->before != NULL)
		tree->old = openat(tree->root, tree->before, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (tree->old >= 0 && !afresh)
		tree->served = ledger_read(tree->arena, tree->old);
	err = make_folder(tree, afresh);
	if (err)
		return err;
	tree->fresh = openat(tree->root, tree->name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return tree->fresh < 0 ? wrong(tree, "open", "") : OK;
}

struct tree *
tree_begin(struct arena *arena, const char *folder, const char *name, bool afresh, struct failure *failure)
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
		.ledger = ledger_new(arena),
		.touched = ledger_new(arena),
		.work = arena_new(FILE_MEMORY) };
	arena_defer(arena, close_all, tree);
	return open_folders(tree, afresh) == OK ? tree : NULL;
}

const char *
tree_name(const struct tree *tree)
{
	return tree->name;
}

const char *
tree_path(const struct tree *tree)
{
	return tree->path;
}

static void
note(struct tree *tree, const char *path, const unsigned char *digest, bool compressed)
{
	struct ledger_entry entry = { .path = path, .compressed = compressed };

	memcpy(entry.digest, digest, SHA256_SIZE);
	ledger_add(tree->ledger, &entry);
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

/* Must be on disk before the switch: the file or link, and the folder that names it. */
static void
touch(struct tree *tree, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (ledger_count(tree->touched) > SYNC_SINGLY_MOST)
		return;
	ledger_add(tree->touched, &(struct ledger_entry){ .path = path });
	ledger_add(
	    tree->touched, &(struct ledger_entry){
			       .path = slash != NULL ? arena_strndup(tree->work, path, (size_t)(slash - path)) : "." });
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
	touch(tree, path);
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

/* What lies there from an earlier life of the folder makes way. */
static void
clear_place(const struct tree *tree, const char *path)
{
	if (tree->stale != NULL)
		(void)unlinkat(tree->fresh, path, 0);
}

static bool
link_old(struct tree *tree, const char *path)
{
	clear_place(tree, path);
	touch(tree, path);
	if (linkat(tree->old, path, tree->fresh, path, 0) == 0)
		return true;
	make_folders(tree, path);
	return linkat(tree->old, path, tree->fresh, path, 0) == 0;
}

/* The entry, if it is made of that. */
static const struct ledger_entry *
made_of(const struct ledger *ledger, const char *path, const unsigned char digest[SHA256_SIZE])
{
	const struct ledger_entry *entry = ledger_find(ledger, path);

	return entry != NULL && memcmp(entry->digest, digest, SHA256_SIZE) == 0 ? entry : NULL;
}

static bool
is_there(const struct tree *tree, const char *path)
{
	struct stat status;

	return fstatat(tree->fresh, path, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(status.st_mode);
}

bool
tree_keep(struct tree *tree, const char *path, const unsigned char digest[SHA256_SIZE])
{
	const struct ledger_entry *entry = made_of(tree->stale, path, digest);
	const struct ledger_entry *old = made_of(tree->served, path, digest);
	const char *compressed;
	bool kept;

	arena_reset(tree->work);
	compressed = arena_printf(tree->work, "%s.gz", path);
	kept = entry != NULL && is_there(tree, path) && (!entry->compressed || is_there(tree, compressed));
	if (!kept && (entry = old) != NULL)
		kept = link_old(tree, path) && (!entry->compressed || link_old(tree, compressed));
	if (!kept)
		return false;
	tree->changed += old == NULL;
	note(tree, path, digest, entry->compressed);
	return true;
}

static enum err
put_files(struct tree *tree, const char *path, const void *data, size_t size)
{
	const char *compressed = arena_printf(tree->work, "%s.gz", path);
	enum err err = OK;

	if (is_unchanged(tree, path, data, size) && link_old(tree, path)) {
		if (link_old(tree, compressed))
			return OK;
	} else {
		tree->changed++;
		clear_place(tree, path);
		clear_place(tree, compressed);
		err = write_file(tree, path, data, size);
	}
	return err ? err : write_compressed(tree, compressed, data, size);
}

enum err
tree_put(struct tree *tree, const char *path, const unsigned char *digest, const void *data, size_t size)
{
	unsigned char own[SHA256_SIZE];
	enum err err;

	if (digest == NULL) {
		sha256(data, size, own);
		if (tree_keep(tree, path, own))
			return OK;
		digest = own;
	}
	arena_reset(tree->work);
	err = put_files(tree, path, data, size);
	if (!err)
		note(tree, path, digest, true);
	return err;
}

void
tree_claim(struct tree *tree, const char *path, const unsigned char digest[SHA256_SIZE])
{
	arena_reset(tree->work);
	clear_place(tree, path);
	make_folders(tree, path);
	tree->changed++;
	touch(tree, path);
	note(tree, path, digest, false);
}

/* Files of the folder's earlier life that are no part of this tree, and folders that they leave empty. */
static void
remove_stale(struct tree *tree)
{
	for (size_t i = 0; tree->stale != NULL && i < ledger_count(tree->stale); i++) {
		const struct ledger_entry *entry = ledger_at(tree->stale, i);
		const char *slash;

		if (ledger_find(tree->ledger, entry->path) != NULL)
			continue;
		arena_reset(tree->work);
		(void)unlinkat(tree->fresh, entry->path, 0);
		if (entry->compressed)
			(void)unlinkat(tree->fresh, arena_printf(tree->work, "%s.gz", entry->path), 0);
		slash = strrchr(entry->path, '/');
		if (slash != NULL)
			(void)unlinkat(tree->fresh,
			    arena_strndup(tree->work, entry->path, (size_t)(slash - entry->path)), AT_REMOVEDIR);
	}
}

static enum err
sync_one(struct tree *tree, const char *path)
{
	int fd = openat(tree->fresh, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	int rc = fd < 0 ? -1 : fsync(fd);
	enum err err = rc != 0 ? wrong(tree, "sync", path) : OK;

	if (fd >= 0)
		(void)close(fd);
	return err;
}

/* A few files are synced one by one: syncfs would wait for whatever else the machine is writing. */
static enum err
sync_all(struct tree *tree)
{
	enum err err = OK;

	if (ledger_count(tree->touched) > SYNC_SINGLY_MOST)
		return syncfs(tree->fresh) == 0 ? OK : wrong(tree, "sync", "");
	for (size_t i = 0; !err && i < ledger_count(tree->touched); i++)
		err = sync_one(tree, ledger_at(tree->touched, i)->path);
	return err;
}

enum err
tree_finish(struct tree *tree)
{
	const char *link = arena_printf(tree->arena, ".%s.link", tree->name);
	enum err err;

	remove_stale(tree);
	err = ledger_write(tree->ledger, tree->fresh, tree->failure);
	if (!err)
		err = sync_all(tree);
	if (!err)
		err = ledger_confirm(tree->fresh, tree->failure);
	if (err)
		return err;
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
	return ledger_count(tree->ledger);
}

size_t
tree_changed(const struct tree *tree)
{
	return tree->changed;
}
