/* The handle: opening and closing, settings and the check of statements. See db.h. */
#include "core/data/db_private.h"

#include <stdlib.h>
#include <string.h>

#include <mysqld_error.h>

#include "core/system/parse.h"

enum { DEFAULT_STATEMENT_MS = 5000, DEFAULT_PORT = 3306 };

/* A copy that outlives the configuration; NULL and "" are NULL. */
static char *
kept(const char *text)
{
	char *copy = NULL;

	if (text == NULL || *text == '\0')
		return NULL;
	if ((copy = strdup(text)) == NULL) {
		(void)fputs("db: no memory for the handle\n", stderr);
		abort();
	}
	return copy;
}

static unsigned
read_port(const char *colon, const char *end)
{
	char digits[8];
	int64_t port = DEFAULT_PORT;

	if (colon == NULL || (size_t)(end - colon) > sizeof(digits))
		return DEFAULT_PORT;
	(void)snprintf(digits, sizeof(digits), "%.*s", (int)(end - colon - 1), colon + 1);
	return parse_i64(digits, 1, UINT16_MAX, &port) == OK ? (unsigned)port : DEFAULT_PORT;
}

/* "db1,db2:3307": name and port of each; what is too long or too much is left out. */
static void
read_hosts(struct db *db, const char *text)
{
	while (text != NULL && *text != '\0' && db->host_count < DB_HOSTS_MAX) {
		const size_t length = strcspn(text, ",");
		const char *colon = memchr(text, ':', length);
		const size_t name_length = colon != NULL ? (size_t)(colon - text) : length;
		struct db_host *host = &db->hosts[db->host_count];

		if (name_length > 0 && name_length < sizeof(host->name)) {
			memcpy(host->name, text, name_length);
			host->port = read_port(colon, text + length);
			db->host_count++;
		}
		text += length + (text[length] == ',');
	}
}

struct db *
db_open(const struct db_config *config)
{
	struct db *db = calloc(1, sizeof(*db));

	if (db == NULL) {
		(void)fputs("db: no memory for the handle\n", stderr);
		abort();
	}
	db->socket = kept(config->socket);
	db->ca = kept(config->ca);
	db->user = kept(config->user);
	db->password = kept(config->password);
	db->schema = kept(config->schema);
	if (db->socket == NULL)
		read_hosts(db, config->hosts);
	db->failure = &db->own_failure;
	db->statement_ms = DEFAULT_STATEMENT_MS;
	db->random = (unsigned)clock_monotonic() ^ (unsigned)(uintptr_t)db;
	return db;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	db_disconnect(db);
	if (db->password != NULL)
		explicit_bzero(db->password, strlen(db->password));
	free(db->socket);
	free(db->ca);
	free(db->user);
	free(db->password);
	free(db->schema);
	free(db);
}

void
db_set_failure(struct db *db, struct failure *failure)
{
	db->failure = failure != NULL ? failure : &db->own_failure;
}

struct failure *
db_failure(struct db *db)
{
	return db->failure;
}

void
db_set_statement_time(struct db *db, unsigned milliseconds)
{
	if (milliseconds == db->statement_ms)
		return;
	db->statement_ms = milliseconds;
	if (db->depth == 0)
		db_disconnect(db); /* the next one starts with the new limit */
}

void
db_allow_test_clock(struct db *db, bool allowed)
{
	db->test_clock = allowed;
}

struct db_statistics
db_statistics(const struct db *db)
{
	return db->statistics;
}

uint64_t
db_insert_id(const struct db *db)
{
	return db->insert_id;
}

bool
db_duplicate(const struct db *db)
{
	return db->last_errno == ER_DUP_ENTRY || db->last_errno == ER_DUP_ENTRY_WITH_KEY_NAME;
}

size_t
db_check(struct db *db, const struct db_statement *checked, size_t count, FILE *out)
{
	size_t problems = 0;

	for (size_t i = 0; i < count; i++) {
		struct db_prepared *prepared;

		failure_clear(db->failure);
		if (db_prepare(db, &checked[i], &prepared) == OK)
			continue;
		problems++;
		(void)fprintf(out, "statement %zu: %s\n", i, db->failure->log);
	}
	failure_clear(db->failure);
	return problems;
}
