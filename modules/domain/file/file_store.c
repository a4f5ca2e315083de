/* Keeping files: disk first, row second. See file_store.h. */
#include "domain/file/file_store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/data/db.h"
#include "core/security/hash.h"
#include "core/security/random.h"
#include "core/system/file.h"

static const struct db_column file_columns[] = {
	COL(file, id, DB_INT),
	COL(file, reference, DB_TEXT),
	COL(file, sha256, DB_BYTES),
	COL(file, size, DB_INT),
	COL(file, media_type, DB_TEXT),
	COL(file, name, DB_TEXT),
	COL(file, scan, DB_TEXT),
	COL(file, owner_kind, DB_TEXT),
	COL(file, owner_id, DB_INT),
	COL(file, created_at, DB_TIME),
	COL(file, created_by_kind, DB_TEXT),
	COL(file, created_by, DB_INT),
};
#define FILE_SELECT                                                                                                    \
	"SELECT id, reference, sha256, size, media_type, name, scan, owner_kind, owner_id, created_at, "               \
	"created_by_kind, created_by FROM file "

enum { INSERT, BY_REFERENCE, BY_ID, OF_OWNER, GIVE, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[INSERT] = { "INSERT INTO file (reference, sha256, size, media_type, name, owner_kind, owner_id, created_at, "
		     "created_by_kind, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[BY_REFERENCE] = { FILE_SELECT "WHERE reference = ?", ROW(file_columns, file) },
	[BY_ID] = { FILE_SELECT "WHERE id = ?", ROW(file_columns, file) },
	[OF_OWNER] = { FILE_SELECT "WHERE owner_kind = ? AND owner_id = ? ORDER BY id", ROW(file_columns, file) },
	[GIVE] = { "UPDATE file SET owner_kind = ?, owner_id = ? WHERE id = ? AND owner_kind = ? AND owner_id = ?",
	    NO_ROW },
};
const struct store file_store = { "file", statements, STATEMENT__MAX };

enum { REFERENCE_BYTES = 16, FILES_MAX = 500 };

const char *
file_path(struct arena *arena, const char *reference)
{
	return arena_printf(arena, "%.2s/%.2s/%s", reference, reference + 2, reference);
}

/* Makes the folder, which may be there already. */
static enum err
make_folder(struct db *db, const char *path)
{
	if (mkdir(path, 02750) == 0 ? file_sync_entry(path) == OK : errno == EEXIST)
		return OK;
	return FAILURE(db_failure(db), ERR_UNAVAILABLE, "file.not_kept", NULL, "mkdir %s: %s", path, strerror(errno));
}

/* Makes the two folders that a file lies in. */
static enum err
make_folders(struct db *db, struct arena *arena, const char *folder, const char *reference)
{
	const char *outer = arena_printf(arena, "%s/%.2s", folder, reference);
	enum err err = make_folder(db, outer);

	return err ? err : make_folder(db, arena_printf(arena, "%s/%.2s", outer, reference + 2));
}

static const char *
new_reference(struct arena *arena)
{
	unsigned char bytes[REFERENCE_BYTES];

	random_bytes(bytes, sizeof(bytes));
	return hex_encode(arena, bytes, sizeof(bytes));
}

/*
 * The row of a file that lies at `path`. Refused, it takes the file with it; if the answer got lost the row may be there,
 * and an orphan on disk is better than a row that points to nothing.
 */
static enum err
insert_row(struct db *db, const char *path, const struct file *file, const struct file_owner *owner, int64_t now,
    int64_t *ret_id)
{
	enum err err = db_exec(db, &statements[INSERT],
	    ARGS(TEXT(file->reference), BYTES(file->sha256), INT(file->size), TEXT(file->media_type), TEXT(file->name),
		TEXT(owner->kind), INT(owner->id), TIME(now), TEXT(owner->by_kind), INT(owner->by)));

	if (err && err != ERR_UNAVAILABLE)
		(void)unlink(path);
	if (err)
		return err;
	*ret_id = (int64_t)db_insert_id(db);
	return OK;
}

enum err
file_keep(struct db *db, struct arena *arena, const char *folder, struct upload *upload, const struct file_owner *owner,
    int64_t now, int64_t *ret_id)
{
	struct file file = {
		.reference = new_reference(arena),
		.sha256 = { upload->sha256, SHA256_SIZE },
		.size = upload->size,
		.media_type = upload->type,
		.name = upload->name,
	};
	const char *path = arena_printf(arena, "%s/%s", folder, file_path(arena, file.reference));
	enum err err = make_folders(db, arena, folder, file.reference);

	if (err)
		return err;
	if ((err = upload_keep(upload, path)))
		return FAILURE(
		    db_failure(db), err, "file.not_kept", NULL, "upload of %lld bytes", (long long)file.size);
	return insert_row(db, path, &file, owner, now, ret_id);
}

/* Writes and syncs; a half-written file is removed. */
static enum err
write_synced(struct db *db, const char *path, struct bytes content)
{
	int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0640);
	size_t written = 0;

	while (descriptor >= 0 && written < content.size) {
		ssize_t size = write(descriptor, content.data + written, content.size - written);

		if (size < 0 && errno == EINTR)
			continue;
		if (size <= 0)
			break;
		written += (size_t)size;
	}
	if (descriptor < 0 || written < content.size || fsync(descriptor) != 0 || file_sync_entry(path)) {
		int cause = errno;

		if (descriptor >= 0) {
			(void)close(descriptor);
			(void)unlink(path);
		}
		return FAILURE(
		    db_failure(db), ERR_UNAVAILABLE, "file.not_kept", NULL, "write %s: %s", path, strerror(cause));
	}
	(void)close(descriptor);
	return OK;
}

enum err
file_write(struct db *db, struct arena *arena, const char *folder, struct bytes content, const char *name,
    const char *media_type, const struct file_owner *owner, int64_t now, int64_t *ret_id)
{
	unsigned char *digest = arena_alloc(arena, SHA256_SIZE);
	struct file file = {
		.reference = new_reference(arena),
		.sha256 = { digest, SHA256_SIZE },
		.size = (int64_t)content.size,
		.media_type = media_type,
		.name = name,
	};
	const char *path = arena_printf(arena, "%s/%s", folder, file_path(arena, file.reference));
	enum err err;

	sha256(content.data, content.size, digest);
	if ((err = make_folders(db, arena, folder, file.reference)) || (err = write_synced(db, path, content)))
		return err;
	return insert_row(db, path, &file, owner, now, ret_id);
}

enum err
file_by_reference(struct db *db, const char *reference, struct file *ret_file)
{
	return db_row(db, &statements[BY_REFERENCE], ARGS(TEXT(reference)), ret_file);
}

enum err
file_by_id(struct db *db, int64_t id, struct file *ret_file)
{
	return db_row(db, &statements[BY_ID], ARGS(INT(id)), ret_file);
}

enum err
files_of(struct db *db, const char *owner_kind, int64_t owner_id, const struct file **ret_files, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[OF_OWNER], ARGS(TEXT(owner_kind), INT(owner_id)), FILES_MAX, &rows);

	if (err)
		return err;
	*ret_files = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
file_give(struct db *db, int64_t id, const char *from_kind, int64_t from_id, const char *to_kind, int64_t to_id)
{
	return db_change_one(
	    db, &statements[GIVE], ARGS(TEXT(to_kind), INT(to_id), INT(id), TEXT(from_kind), INT(from_id)));
}
