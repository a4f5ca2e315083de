/* SQL of core_throttle. See throttle_store.h. */
#include "core/security/throttle_store.h"

#include <stddef.h>
#include <string.h>

#include "core/data/db.h"
#include "core/security/hash.h"
#include "core/server/module.h"

#define SECOND INT64_C(1000000)

struct throttle_row {
	int64_t hits, window_start;
};
static const struct db_column columns[] = {
	COL(throttle_row, hits, DB_INT),
	COL(throttle_row, window_start, DB_TIME),
};

enum { HIT, TAKE_BACK, LOOK, CLEAR, EXPIRE, STATEMENT__MAX };
/* clang-format off */
static const struct db_statement statements[STATEMENT__MAX] = {
	/* Assignments run from left to right: hits is judged by the old window. */
	[HIT] = { "INSERT INTO core_throttle (bucket, window_start, hits) VALUES (?, ?, 1) ON DUPLICATE KEY UPDATE "
	    "hits = IF(window_start <= ?, 1, hits + 1), window_start = IF(window_start <= ?, ?, window_start)", NO_ROW },
	[TAKE_BACK] = { "UPDATE core_throttle SET hits = hits - 1 WHERE bucket = ? AND hits > 0", NO_ROW },
	[LOOK] = { "SELECT hits, window_start FROM core_throttle WHERE bucket = ? AND window_start > ?",
	    ROW(columns, throttle_row) },
	[CLEAR] = { "DELETE FROM core_throttle WHERE bucket = ?", NO_ROW },
	[EXPIRE] = { "DELETE FROM core_throttle WHERE window_start < ? LIMIT 1000", NO_ROW },
};
/* clang-format on */
const struct store throttle_store = { "core/throttle", statements, STATEMENT__MAX };

/* "what:" and the hash of whom, in at most 96 bytes. */
struct bucket {
	unsigned char data[96];
	size_t size;
};

static struct bytes
bucket_of(const struct throttle *throttle, const char *whom, struct bucket *bucket)
{
	size_t size = strnlen(throttle->what, 60);

	memcpy(bucket->data, throttle->what, size);
	bucket->data[size] = ':';
	sha256(whom, strlen(whom), bucket->data + size + 1);
	bucket->size = size + 1 + SHA256_SIZE;
	return (struct bytes){ bucket->data, bucket->size };
}

enum err
throttle_look(struct db *db, const struct throttle *throttle, const char *whom, int64_t now)
{
	struct bucket bucket;
	struct throttle_row row;
	int64_t begin = now - throttle->window * SECOND;
	enum err err =
	    db_row(db, &statements[LOOK], ARGS(BYTES(bucket_of(throttle, whom, &bucket)), TIME(begin)), &row);

	if (err == ERR_NOT_FOUND)
		return OK;
	return !err && row.hits >= throttle->most ? ERR_LIMITED : err;
}

enum err
throttle_hit(struct db *db, const struct throttle *throttle, const char *whom, int64_t now)
{
	struct bucket bucket;
	struct throttle_row row = { 0, 0 };
	struct bytes name = bucket_of(throttle, whom, &bucket);
	int64_t begin = now - throttle->window * SECOND;
	enum err err = db_exec(db, &statements[HIT], ARGS(BYTES(name), TIME(now), TIME(begin), TIME(begin), TIME(now)));

	if (!err)
		err = db_row(db, &statements[LOOK], ARGS(BYTES(name), TIME(begin)), &row);
	if (err == ERR_NOT_FOUND)
		return OK;
	return !err && row.hits > throttle->most ? ERR_LIMITED : err;
}

enum err
throttle_take_back(struct db *db, const struct throttle *throttle, const char *whom)
{
	struct bucket bucket;

	return db_exec(db, &statements[TAKE_BACK], ARGS(BYTES(bucket_of(throttle, whom, &bucket))));
}

enum err
throttle_clear(struct db *db, const struct throttle *throttle, const char *whom)
{
	struct bucket bucket;

	return db_exec(db, &statements[CLEAR], ARGS(BYTES(bucket_of(throttle, whom, &bucket))));
}

enum err
throttles_expire(struct db *db, int64_t before, uint64_t *ret_gone)
{
	return db_change(db, &statements[EXPIRE], ARGS(TIME(before)), ret_gone);
}
