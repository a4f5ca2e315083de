/* SQL of reminders. See reminder_store.h. */
#include "govern/reminder_store.h"

#include "core/data/db.h"

enum { REMINDERS_MAX = 10000 };

static const struct db_column columns[] = {
	COL(reminder, agency_id, DB_INT),
	COL(reminder, at, DB_TIME),
	COL(reminder, officer_id, DB_INT),
	COL(reminder, missing, DB_INT),
};

enum { LATEST, ADD, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[LATEST] = { "SELECT agency_id, at, officer_id, missing FROM catalogue_reminder reminder WHERE at = "
		     "(SELECT MAX(later.at) FROM catalogue_reminder later WHERE later.agency_id = reminder.agency_id)",
	    ROW(columns, reminder) },
	[ADD] = { "INSERT INTO catalogue_reminder (agency_id, at, officer_id, missing) VALUES (?, ?, ?, ?)", NO_ROW },
};
const struct store reminder_store = { "reminder", statements, STATEMENT__MAX };

enum err
reminders_read(struct db *db, const struct reminder **ret_reminders, size_t *ret_count)
{
	struct db_rows rows = { NULL, 0, false };
	enum err err = db_rows(db, &statements[LATEST], NO_ARGS, REMINDERS_MAX, &rows);

	*ret_reminders = rows.rows;
	*ret_count = rows.count;
	return err;
}

enum err
reminder_add(struct db *db, const struct reminder *r)
{
	return db_exec(db, &statements[ADD], ARGS(INT(r->agency_id), TIME(r->at), INT(r->officer_id), INT(r->missing)));
}
