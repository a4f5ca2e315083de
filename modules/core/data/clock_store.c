/* The database's clock, the only one that counts. See db_now. */
#include "core/data/db_private.h"

struct clock_row {
	int64_t now;
};
struct shift_row {
	int64_t shift;
};

static const struct db_column clock_columns[] = { COL(clock_row, now, DB_TIME) };
static const struct db_column shift_columns[] = { COL(shift_row, shift, DB_INT) };
enum { SELECT_NOW, SELECT_SHIFT, STATEMENT__MAX };
/* clang-format off */
static const struct db_statement statements[STATEMENT__MAX] = {
	[SELECT_NOW] = { "SELECT NOW(6) AS now", ROW(clock_columns, clock_row) },
	[SELECT_SHIFT] = { "SELECT CAST(value AS SIGNED) AS shift FROM core_setting"
	    " WHERE name = 'test_clock_offset_us'", ROW(shift_columns, shift_row) },
};
/* clang-format on */

enum err
db_test_shift(struct db *db, int64_t *now)
{
	struct shift_row row;
	enum err err;

	if (!db->test_clock)
		return OK;
	if ((err = db_row(db, &statements[SELECT_SHIFT], NO_ARGS, &row)))
		return err == ERR_NOT_FOUND ? OK : err;
	*now += row.shift;
	return OK;
}

enum err
db_now(struct db *db, int64_t *now)
{
	struct clock_row row;
	enum err err = db_row(db, &statements[SELECT_NOW], NO_ARGS, &row);

	if (err || (err = db_test_shift(db, &row.now)))
		return err;
	*now = row.now;
	return OK;
}
