/* Small files read and written whole, folders synced. See file.h. */
#include "core/system/file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum err
check_status(int fd, const char *path, size_t limit, bool secret, size_t *size, struct failure *failure)
{
	struct stat status;

	if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "%s: not a regular file", path);
	if (secret && (status.st_mode & S_IRWXO) != 0)
		return FAILURE(
		    failure, ERR_FORBIDDEN, NULL, NULL, "%s: a secret that others may read; chmod o= it", path);
	if (status.st_size < 0 || (size_t)status.st_size > limit)
		return FAILURE(failure, ERR_TOO_LARGE, NULL, NULL, "%s: longer than %zu bytes", path, limit);
	*size = (size_t)status.st_size;
	return OK;
}

static enum err
read_whole(int fd, const char *path, unsigned char *data, size_t size, struct failure *failure)
{
	for (size_t got = 0; got < size;) {
		ssize_t part = read(fd, data + got, size - got);

		if (part < 0 && errno == EINTR)
			continue;
		if (part <= 0)
			return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "%s: ended early", path);
		got += (size_t)part;
	}
	return OK;
}

enum err
file_read(
    struct arena *arena, const char *path, size_t limit, bool secret, struct bytes *content, struct failure *failure)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	unsigned char *data;
	size_t size = 0;
	enum err err;

	if (fd < 0)
		return FAILURE(failure, errno == ENOENT ? ERR_NOT_FOUND : ERR_INTERNAL, NULL, NULL, "%s: %s", path,
		    strerrordesc_np(errno));
	err = check_status(fd, path, limit, secret, &size, failure);
	if (err == OK) {
		data = arena_alloc(arena, size + 1);
		*content = (struct bytes){ data, size };
		err = read_whole(fd, path, data, size, failure);
	}
	(void)close(fd);
	return err;
}

enum err
file_save(const char *path, struct bytes content, struct failure *failure)
{
	FILE *file = fopen(path, "wbe");
	bool written = file != NULL && fwrite(content.data, 1, content.size, file) == content.size;

	/* What the disk has no room for may show only now. */
	if (file != NULL && fclose(file) != 0)
		written = false;
	return written ? OK : FAILURE(failure, ERR_UNAVAILABLE, NULL, NULL, "%s: %s", path, strerrordesc_np(errno));
}

enum err
file_sync_entry(const char *path)
{
	char copy[PATH_MAX];
	int fd, result;

	if (snprintf(copy, sizeof(copy), "%s", path) >= (int)sizeof(copy))
		return ERR_UNAVAILABLE;
	if ((fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
		return ERR_UNAVAILABLE;
	result = fsync(fd);
	(void)close(fd);
	return result == 0 ? OK : ERR_UNAVAILABLE;
}
