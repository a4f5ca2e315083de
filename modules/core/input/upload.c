/* Files that came with a form: writing, hashing, sniffing, keeping. See upload.h and upload_write.h. */
#include "core/input/upload.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <magic.h>
#include <openssl/evp.h>

#include "core/input/upload_write.h"
#include "core/memory/arena.h"
#include "core/system/file.h"

static void
discard(void *object)
{
	struct upload_writer *writer = object;

	if (writer->fd >= 0)
		(void)close(writer->fd);
	EVP_MD_CTX_free(writer->digest);
	if (!writer->upload.kept)
		(void)unlink(writer->upload.path);
}

enum err
upload_open(struct arena *arena, const char *folder, struct upload_writer **ret_writer, struct failure *failure)
{
	struct upload_writer *writer = ARENA_NEW(arena, struct upload_writer);
	const char *temporary = secure_getenv("TMPDIR");
	char *path;

	if (folder == NULL)
		folder = temporary != NULL ? temporary : "/tmp";
	writer->upload.path = path = arena_printf(arena, "%s/nhan-XXXXXX", folder);
	writer->fd = -1;
	arena_defer(arena, discard, writer);
	writer->fd = mkostemp(path, O_CLOEXEC);
	if (writer->fd < 0)
		return FAILURE(failure, ERR_UNAVAILABLE, NULL, NULL, "upload folder %s: %s", folder, strerror(errno));
	(void)fchmod(writer->fd, S_IRUSR | S_IWUSR | S_IRGRP);
	writer->digest = EVP_MD_CTX_new();
	if (writer->digest == NULL || EVP_DigestInit_ex(writer->digest, EVP_sha256(), NULL) != 1)
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "no SHA-256");
	*ret_writer = writer;
	return OK;
}

enum err
upload_write(struct upload_writer *writer, const void *data, size_t size, struct failure *failure)
{
	const char *from = data;

	writer->upload.size += (int64_t)size;
	if (EVP_DigestUpdate(writer->digest, data, size) != 1)
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "SHA-256 failed");
	while (size > 0) {
		ssize_t written = write(writer->fd, from, size);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return FAILURE(failure, ERR_UNAVAILABLE, NULL, NULL, "upload: %s", strerror(errno));
		from += written;
		size -= (size_t)written;
	}
	return OK;
}

static pthread_key_t sniffer_key;

static void
sniffer_close(void *magic)
{
	magic_close(magic);
}

static void
sniffer_key_make(void)
{
	if (pthread_key_create(&sniffer_key, sniffer_close) != 0)
		abort();
}

/* Enough to tell a type. libmagic would read 7 MB of each file, and keep a large file's memory in every worker. */
static const size_t sniffed_bytes = 256 * 1024;

/* libmagic's tables take milliseconds to load: once per worker thread, for its whole life. NULL: it cannot be had. */
static magic_t
sniffer(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	magic_t magic;

	(void)pthread_once(&once, sniffer_key_make);
	if ((magic = pthread_getspecific(sniffer_key)) != NULL)
		return magic;
	magic = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR | MAGIC_ERROR);
	if (magic != NULL && (magic_setparam(magic, MAGIC_PARAM_BYTES_MAX, &sniffed_bytes) != 0 ||
				 magic_load(magic, NULL) != 0 || pthread_setspecific(sniffer_key, magic) != 0)) {
		magic_close(magic);
		return NULL;
	}
	return magic;
}

enum err
upload_finish(struct upload_writer *writer, struct arena *arena, struct failure *failure)
{
	magic_t magic = sniffer();
	const char *type;

	if (EVP_DigestFinal_ex(writer->digest, writer->upload.sha256, NULL) != 1)
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "SHA-256 failed");
	if (fsync(writer->fd) != 0 || close(writer->fd) != 0) {
		writer->fd = -1;
		return FAILURE(failure, ERR_UNAVAILABLE, NULL, NULL, "upload: %s", strerror(errno));
	}
	writer->fd = -1;
	type = magic != NULL ? magic_file(magic, writer->upload.path) : NULL;
	writer->upload.type = arena_strdup(arena, type != NULL ? type : "application/octet-stream");
	return OK;
}

const char *
bytes_type(struct bytes bytes)
{
	magic_t magic = sniffer();
	const size_t size = bytes.size < sniffed_bytes ? bytes.size : sniffed_bytes;
	const char *type = magic != NULL ? magic_buffer(magic, bytes.data, size) : NULL;

	return type != NULL ? type : "application/octet-stream";
}

static enum err
copy_bytes(int from, int to)
{
	ssize_t copied;

	do {
		copied = copy_file_range(from, NULL, to, NULL, (size_t)1 << 30, 0);
	} while (copied > 0 || (copied < 0 && errno == EINTR));
	return copied == 0 && fsync(to) == 0 ? OK : ERR_UNAVAILABLE;
}

/* On another file system: a whole copy under the final name or nothing. */
static enum err
copy_file(const char *source, const char *path)
{
	int from = open(source, O_RDONLY | O_CLOEXEC);
	int to = from >= 0 ? open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640) : -1;
	enum err err = ERR_UNAVAILABLE;

	if (to >= 0) {
		err = copy_bytes(from, to);
		(void)close(to);
		if (err)
			(void)unlink(path);
	} else if (from >= 0 && errno == EEXIST) {
		err = ERR_CONFLICT;
	}
	if (from >= 0)
		(void)close(from);
	return err;
}

enum err
upload_keep(struct upload *upload, const char *path)
{
	enum err err = OK;

	/* link, not rename: it never replaces what is there. */
	if (link(upload->path, path) != 0) {
		if (errno == EEXIST)
			return ERR_CONFLICT;
		if (errno != EXDEV)
			return ERR_UNAVAILABLE;
		err = copy_file(upload->path, path);
	}
	if (err)
		return err;
	if (file_sync_entry(path)) {
		(void)unlink(path); /* the temporary name is still there: nothing has happened */
		return ERR_UNAVAILABLE;
	}
	(void)unlink(upload->path);
	upload->kept = true;
	return OK;
}
