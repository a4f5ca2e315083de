/*
 * A schema of its own, FIXTURE_SCHEMA, on the test server named by MOTCUA_TEST_DB_SOCKET (tests/support/mariadb.sh starts one); without
 * it the program says so and ends well. The handle reaches the server through a link that a test can take away.
 */
#ifndef MOTCUA_TESTS_CORE_DATA_DB_FIXTURE_H
#define MOTCUA_TESTS_CORE_DATA_DB_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/data/db.h"
#include "core/memory/arena.h"

struct fixture {
	struct db *db;
	struct arena *arena;
	char socket[64], schema[64];
};

enum { FIXTURE_DROP, FIXTURE_CREATE, FIXTURE_TABLE, FIXTURE_EMPTY, FIXTURE__MAX };
static const struct db_statement fixture_statements[FIXTURE__MAX] = {
	[FIXTURE_DROP] = { "DROP DATABASE IF EXISTS " FIXTURE_SCHEMA, NO_ROW },
	[FIXTURE_CREATE] = { "CREATE DATABASE " FIXTURE_SCHEMA " CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin",
	    NO_ROW },
	[FIXTURE_TABLE] = { "CREATE TABLE " FIXTURE_SCHEMA ".thing (id BIGINT UNSIGNED PRIMARY KEY AUTO_INCREMENT, "
			    "name VARCHAR(60) NULL UNIQUE, body LONGTEXT NULL, raw LONGBLOB NULL, at DATETIME(6) NULL, "
			    "day DATE NULL, yes TINYINT NULL, amount BIGINT NULL, version INT NOT NULL DEFAULT 1)",
	    NO_ROW },
	[FIXTURE_EMPTY] = { "DELETE FROM thing", NO_ROW },
};

/* Another connection to the same schema, through the same link. */
static inline struct db *
fixture_connection(const struct fixture *fixture, struct arena *arena)
{
	const struct db_config config = {
		.socket = fixture->socket,
		.schema = fixture->schema,
	};
	struct db *db = db_open(&config);

	db_set_arena(db, arena);
	return db;
}

static inline void
fixture_link(const struct fixture *fixture)
{
	if (symlink(getenv("MOTCUA_TEST_DB_SOCKET"), fixture->socket) != 0)
		abort();
}

static inline int
fixture_start(void **state)
{
	static struct fixture fixture;
	struct db *admin;
	int wrong = 0;

	(void)snprintf(fixture.socket, sizeof(fixture.socket), "/tmp/motcua-link.%ld", (long)getpid());
	fixture_link(&fixture);
	fixture.arena = arena_new((size_t)64 << 20);
	admin = fixture_connection(&fixture, fixture.arena);
	for (int i = FIXTURE_DROP; i <= FIXTURE_TABLE; i++)
		wrong += db_exec(admin, &fixture_statements[i], NO_ARGS) != OK;
	db_close(admin);
	(void)snprintf(fixture.schema, sizeof(fixture.schema), "%s", FIXTURE_SCHEMA);
	fixture.db = fixture_connection(&fixture, fixture.arena);
	*state = &fixture;
	return wrong;
}

/* Before each test: an empty table. */
static inline int
fixture_empty(void **state)
{
	struct fixture *fixture = *state;

	arena_reset(fixture->arena);
	db_set_arena(fixture->db, fixture->arena);
	return db_exec(fixture->db, &fixture_statements[FIXTURE_EMPTY], NO_ARGS) != OK;
}

static inline int
fixture_end(void **state)
{
	struct fixture *fixture = *state;
	int wrong = db_exec(fixture->db, &fixture_statements[FIXTURE_DROP], NO_ARGS) != OK;

	db_close(fixture->db);
	arena_free(fixture->arena);
	(void)unlink(fixture->socket);
	return wrong;
}

/* Without a server there is nothing to test: true after saying so. */
static inline bool
fixture_missing(void)
{
	if (getenv("MOTCUA_TEST_DB_SOCKET") != NULL)
		return false;
	(void)fputs(
	    "skipped: MOTCUA_TEST_DB_SOCKET is not set (tests/support/mariadb.sh start DIR prints it)\n", stderr);
	return true;
}

#endif
