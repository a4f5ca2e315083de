/* SQL of core_idempotency, and the transaction that joins key and effect. See idempotency_store.h. */
#include "core/security/idempotency_store.h"

#include <inttypes.h>
#include <string.h>

#include "core/data/db.h"
#include "core/input/field.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"
#include "core/security/random.h"
#include "core/server/ctx.h"
#include "core/server/request.h"
#include "core/server/respond.h"
#include "core/server/module.h"

struct answer_row {
	struct bytes request_hash;
	const char *answer_location;
};
static const struct db_column columns[] = {
	COL(answer_row, request_hash, DB_BYTES),
	COL(answer_row, answer_location, DB_TEXT),
};

enum { INSERT, ANSWER, FIND, EXPIRE, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[INSERT] = { "INSERT INTO core_idempotency (scope, key_hash, request_hash, created_at) VALUES (?, ?, ?, ?)",
	    NO_ROW },
	[ANSWER] = { "UPDATE core_idempotency SET answer_status = 303, answer_location = ? WHERE scope = ? AND "
		     "key_hash = ?",
	    NO_ROW },
	[FIND] = { "SELECT request_hash, answer_location FROM core_idempotency WHERE scope = ? AND key_hash = ?",
	    ROW(columns, answer_row) },
	[EXPIRE] = { "DELETE FROM core_idempotency WHERE created_at < ? LIMIT 1000", NO_ROW },
};
const struct store idempotency_store = { "core/idempotency", statements, STATEMENT__MAX };

struct run {
	struct bytes scope, key, request;
	int64_t now;
	idempotent_act *act;
	void *arg;
	char location[IDEMPOTENCY_LOCATION];
	bool repeated;
};

/* A repetition waits here for the first one's commit: the unique key makes them one after the other. */
static enum err
run_once(struct db *db, const void *arg)
{
	struct run *r = *(struct run *const *)arg;
	enum err err;

	r->repeated = false;
	r->location[0] = '\0';
	if (r->key.size == 0)
		return r->act(db, r->arg, r->location);
	err = db_exec(db, &statements[INSERT], ARGS(BYTES(r->scope), BYTES(r->key), BYTES(r->request), TIME(r->now)));
	if (err) {
		r->repeated = err == ERR_CONFLICT && db_duplicate(db);
		return err;
	}
	if ((err = r->act(db, r->arg, r->location)))
		return err;
	return db_exec(db, &statements[ANSWER], ARGS(TEXT(r->location), BYTES(r->scope), BYTES(r->key)));
}

static enum err
answer_again(struct ctx *c, const struct run *r)
{
	struct answer_row row;
	enum err err;

	failure_clear(&c->failure);
	if ((err = db_row(c->db, &statements[FIND], ARGS(BYTES(r->scope), BYTES(r->key)), &row)))
		return err == ERR_NOT_FOUND ? refuse(c, ERR_UNAVAILABLE, NULL, NULL) : err;
	if (row.answer_location == NULL ||
	    !hash_equal(row.request_hash.data, row.request_hash.size, r->request.data, r->request.size))
		return refuse(c, ERR_CONFLICT, "idempotency.other", NULL);
	return respond_redirect(c, row.answer_location);
}

/* What was asked for: path and every name and value, in order. */
static void
request_digest(struct ctx *c, unsigned char digest[SHA256_SIZE])
{
	struct sha256_stream *stream = sha256_begin(c->arena);

	sha256_add(stream, c->request->path, strlen(c->request->path) + 1);
	for (size_t i = 0; c->raw != NULL && i < c->raw->count; i++) {
		const struct input_pair *pair = &c->raw->pairs[i];

		sha256_add(stream, pair->name, strlen(pair->name) + 1);
		if (pair->value != NULL)
			sha256_add(stream, pair->value, strlen(pair->value) + 1);
		else if (pair->file != NULL)
			sha256_add(stream, pair->file->sha256, sizeof(pair->file->sha256));
	}
	sha256_end(stream, digest);
}

enum err
idempotency_run(struct ctx *c, const char *scope, idempotent_act *act, void *arg)
{
	unsigned char key[SHA256_SIZE], request[SHA256_SIZE];
	const char *name = arena_printf(c->arena, "%s/%d/%" PRId64, scope, (int)c->session.kind, c->session.account_id);
	struct run *run = ARENA_NEW(c->arena, struct run);
	enum err err;

	if ((err = ctx_now(c, &run->now)))
		return err;
	run->act = act;
	run->arg = arg;
	run->scope = (struct bytes){ (const unsigned char *)name, strlen(name) };
	if (c->once != NULL) {
		sha256(c->once, strlen(c->once), key);
		request_digest(c, request);
		run->key = (struct bytes){ key, sizeof(key) };
		run->request = (struct bytes){ request, sizeof(request) };
	}
	err = db_transaction(c->db, run_once, &run);
	if (err && run->repeated)
		return answer_again(c, run);
	return err ? err : respond_redirect(c, run->location);
}

const char *
idempotency_key(struct ctx *c)
{
	return random_token(c->arena, 16);
}

enum err
idempotency_expire(struct db *db, int64_t before, uint64_t *ret_gone)
{
	return db_change(db, &statements[EXPIRE], ARGS(TIME(before)), ret_gone);
}
