/* SQL of core_one_time_code. See one_time_code_store.h. */
#include "core/security/one_time_code_store.h"

#include <stddef.h>
#include <string.h>

#include "core/data/db.h"
#include "core/security/hash.h"
#include "core/security/random.h"
#include "core/server/module.h"

#define MINUTE INT64_C(60000000)

enum { ID_SIZE = 16 };

struct code_row {
	struct bytes id, code_hash;
};
static const struct db_column columns[] = {
	COL(code_row, id, DB_BYTES),
	COL(code_row, code_hash, DB_BYTES),
};

enum { VOID_OLDER, INSERT, FIND_OPEN, TRY, USE, EXPIRE, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[VOID_OLDER] = { "DELETE FROM core_one_time_code WHERE target_hash = ? AND purpose = ?", NO_ROW },
	[INSERT] = { "INSERT INTO core_one_time_code (id, purpose, target_hash, code_hash, tries_left, created_at, "
		     "expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[FIND_OPEN] = { "SELECT id, code_hash FROM core_one_time_code WHERE target_hash = ? AND purpose = ? AND "
			"used_at IS NULL AND tries_left > 0 AND expires_at > ? ORDER BY created_at DESC LIMIT 1",
	    ROW(columns, code_row) },
	/* The try is counted before the code is compared, so that two requests at once cannot share one. */
	[TRY] = { "UPDATE core_one_time_code SET tries_left = tries_left - 1 WHERE id = ? AND tries_left > 0 AND "
		  "used_at IS NULL",
	    NO_ROW },
	[USE] = { "UPDATE core_one_time_code SET used_at = ? WHERE id = ? AND used_at IS NULL", NO_ROW },
	[EXPIRE] = { "DELETE FROM core_one_time_code WHERE expires_at < ? LIMIT 1000", NO_ROW },
};
const struct store one_time_code_store = { "core/one_time_code", statements, STATEMENT__MAX };

static struct bytes
target_hash(struct bytes key, const char *target, unsigned char digest[SHA256_SIZE])
{
	hmac_sha256(key, target, strlen(target), digest);
	return (struct bytes){ digest, SHA256_SIZE };
}

struct issue {
	struct bytes id, target, code;
	const char *purpose;
	int64_t now;
};

static enum err
issue_once(struct db *db, const void *arg)
{
	const struct issue *i = arg;
	enum err err = db_exec(db, &statements[VOID_OLDER], ARGS(BYTES(i->target), TEXT(i->purpose)));

	if (err)
		return err;
	return db_exec(db, &statements[INSERT],
	    ARGS(BYTES(i->id), TEXT(i->purpose), BYTES(i->target), BYTES(i->code), INT(ONE_TIME_CODE_TRIES),
		TIME(i->now), TIME(i->now + ONE_TIME_CODE_MINUTES * MINUTE)));
}

enum err
one_time_code_issue(struct db *db, struct bytes key, const char *purpose, const char *target, int64_t now,
    char code[ONE_TIME_CODE_DIGITS + 1])
{
	unsigned char id[ID_SIZE], address[SHA256_SIZE], digest[SHA256_SIZE];
	struct issue issue = { .purpose = purpose, .now = now };

	one_time_code_make(code);
	random_bytes(id, sizeof(id));
	one_time_code_digest(key, purpose, target, code, digest);
	issue.id = (struct bytes){ id, sizeof(id) };
	issue.target = target_hash(key, target, address);
	issue.code = (struct bytes){ digest, sizeof(digest) };
	return db_transaction(db, issue_once, &issue);
}

enum err
one_time_code_use(
    struct db *db, struct bytes key, const char *purpose, const char *target, const char *typed, int64_t now)
{
	unsigned char address[SHA256_SIZE], digest[SHA256_SIZE];
	char code[ONE_TIME_CODE_DIGITS + 1];
	struct code_row row;
	enum err err;

	if (one_time_code_read(typed, code))
		return ERR_INVALID;
	err = db_row(
	    db, &statements[FIND_OPEN], ARGS(BYTES(target_hash(key, target, address)), TEXT(purpose), TIME(now)), &row);
	if (err)
		return err;
	if ((err = db_change_one(db, &statements[TRY], ARGS(BYTES(row.id)))))
		return err == ERR_CONFLICT ? ERR_NOT_FOUND : err;
	one_time_code_digest(key, purpose, target, code, digest);
	if (!hash_equal(digest, sizeof(digest), row.code_hash.data, row.code_hash.size))
		return ERR_INVALID;
	err = db_change_one(db, &statements[USE], ARGS(TIME(now), BYTES(row.id)));
	return err == ERR_CONFLICT ? ERR_NOT_FOUND : err;
}

enum err
one_time_codes_expire(struct db *db, int64_t now, uint64_t *ret_gone)
{
	return db_change(db, &statements[EXPIRE], ARGS(TIME(now)), ret_gone);
}
