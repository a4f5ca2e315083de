/* SQL of core_job_lease. See job_lease_store.h. */
#include "core/system/job_lease_store.h"

#include <stddef.h>

#include "core/data/db.h"
#include "core/server/module.h"

enum { ADD, TAKE, RELEASE, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[ADD] = { "INSERT IGNORE INTO core_job_lease (job, holder, until_at) VALUES (?, '', ?)", NO_ROW },
	[TAKE] = { "UPDATE core_job_lease SET holder = ?, until_at = ? WHERE job = ? AND (until_at <= ? OR holder = ?)",
	    NO_ROW },
	[RELEASE] = { "UPDATE core_job_lease SET until_at = ? WHERE job = ? AND holder = ?", NO_ROW },
};
const struct store job_lease_store = { "core/job_lease", statements, STATEMENT__MAX };

enum err
job_lease_take(struct db *db, const char *job, const char *holder, int64_t now, int64_t until)
{
	enum err err = db_exec(db, &statements[ADD], ARGS(TEXT(job), TIME(now)));

	return err ? err
		   : db_change_one(
			 db, &statements[TAKE], ARGS(TEXT(holder), TIME(until), TEXT(job), TIME(now), TEXT(holder)));
}

enum err
job_lease_release(struct db *db, const char *job, const char *holder, int64_t until)
{
	return db_exec(db, &statements[RELEASE], ARGS(TIME(until), TEXT(job), TEXT(holder)));
}
