/* Removing files. See file_remove_store.h. */
#include "domain/file/file_remove_store.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/system/log.h"
#include "domain/file/file_store.h"

static const struct db_column left_columns[] = {
	COL(file, id, DB_INT),
	COL(file, reference, DB_TEXT),
	COL(file, owner_id, DB_INT),
};

enum { FORGET, LEFT, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[FORGET] = { "DELETE FROM file WHERE id = ? AND owner_kind = ? AND owner_id = ?", NO_ROW },
	[LEFT] = { "SELECT id, reference, owner_id FROM file WHERE owner_kind = ? AND created_at < ? ORDER BY id LIMIT "
		   "51",
	    ROW(left_columns, file) },
};
enum { LEFT_MOST = 50 };
const struct store file_remove_store = { "file_remove", statements, STATEMENT__MAX };

enum err
file_forget(struct db *db, int64_t id, const char *owner_kind, int64_t owner_id)
{
	return db_change_one(db, &statements[FORGET], ARGS(INT(id), TEXT(owner_kind), INT(owner_id)));
}

void
file_erase(struct arena *arena, const char *folder, const char *reference)
{
	const char *path = arena_printf(arena, "%s/%s", folder, file_path(arena, reference));

	if (unlink(path) != 0 && errno != ENOENT)
		log_event(
		    LOG_ERROR, "file not erased", LOG_TEXT("reference", reference), LOG_TEXT("cause", strerror(errno)));
}

void
file_drop(struct db *db, struct arena *arena, const char *folder, int64_t id, const char *owner_kind, int64_t owner_id)
{
	struct file file;

	if (file_by_id(db, id, &file) == OK && file_forget(db, id, owner_kind, owner_id) == OK)
		file_erase(arena, folder, file.reference);
	else
		log_event(LOG_WARNING, "file_not_dropped", LOG_INT("file", id), LOG_TEXT("owner", owner_kind));
}

enum err
files_left(struct db *db, const char *owner_kind, int64_t before, const struct file **ret_files, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[LEFT], ARGS(TEXT(owner_kind), TIME(before)), LEFT_MOST, &rows);

	if (err)
		return err;
	*ret_files = rows.rows;
	*ret_count = rows.count;
	return OK;
}
