/* The database's clock, the only one that counts. See db_now. */
#include "core/data/db_private.h"

struct clock_row {
	int64_t now, offset;
};

static const struct db_column clock_columns[] = { COL(clock_row, now, DB_TIME), COL(clock_row, offset, DB_INT) };
enum { SELECT_NOW, SELECT_SHIFTED_NOW, STATEMENT__MAX };
/* clang-format off */
static const struct db_statement statements[STATEMENT__MAX] = {
	[SELECT_NOW] = { "SELECT NOW(6), 0", ROW(clock_columns, clock_row) },
	[SELECT_SHIFTED_NOW] = { "SELECT NOW(6), CAST((SELECT value FROM core_setting"
	    " WHERE name = 'test_clock_offset_us') AS SIGNED)", ROW(clock_columns, clock_row) },
};
/* clang-format on */

enum err
db_now(struct db *db, int64_t *now)
{
	struct clock_row row = { 0 };
	enum err err = db_row(db, &statements[db->test_clock ? SELECT_SHIFTED_NOW : SELECT_NOW], NO_ARGS, &row);

	if (err == OK)
		*now = row.now + (row.offset == DB_NULL_INT ? 0 : row.offset);
	return err;
}
