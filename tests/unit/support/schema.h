/*
 * A schema with all migrations on the test server of MOTCUA_TEST_DB_SOCKET, for unit tests of stores. Each program that
 * uses it has a schema of its own name and drops it at the end; without a server the program says so and ends well.
 */
#ifndef MOTCUA_TESTS_UNIT_SUPPORT_SCHEMA_H
#define MOTCUA_TESTS_UNIT_SUPPORT_SCHEMA_H

#include <fcntl.h>
#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/data/db.h"
#include "core/memory/arena.h"

static inline bool
schema_server_missing(void)
{
	if (getenv("MOTCUA_TEST_DB_SOCKET") != NULL)
		return false;
	(void)fputs(
	    "skipped: MOTCUA_TEST_DB_SOCKET is not set (tests/support/mariadb.sh start DIR prints it)\n", stderr);
	return true;
}

/* Runs the mariadb client with a file, or an -e text, on standard input's place; true if it ended well. */
static inline bool
schema_client(const char *schema, const char *file, const char *text)
{
	pid_t child = fork();
	int status = 0;

	if (child == 0) {
		char socket_option[200];

		(void)snprintf(socket_option, sizeof(socket_option), "--socket=%s", getenv("MOTCUA_TEST_DB_SOCKET"));
		if (file != NULL) {
			int input = open(file, O_RDONLY | O_CLOEXEC);

			if (input < 0 || dup2(input, STDIN_FILENO) < 0)
				_exit(1);
			(void)execlp("mariadb", "mariadb", "--no-defaults", socket_option,
			    "--default-character-set=utf8mb4", schema, (char *)NULL);
		} else {
			(void)execlp("mariadb", "mariadb", "--no-defaults", socket_option, "-e", text, (char *)NULL);
		}
		_exit(1);
	}
	return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

/* Makes the schema afresh with every migration of db/migrations in order. */
static inline bool
schema_make(const char *schema)
{
	char text[300];
	glob_t files = { 0 };
	bool made;

	(void)snprintf(
	    text, sizeof(text), "DROP DATABASE IF EXISTS %s; CREATE DATABASE %s CHARACTER SET utf8mb4", schema, schema);
	made = schema_client(NULL, NULL, text) && glob("db/migrations/*.sql", 0, NULL, &files) == 0;
	for (size_t i = 0; made && i < files.gl_pathc; i++)
		made = schema_client(schema, files.gl_pathv[i], NULL);
	globfree(&files);
	return made;
}

static inline bool
schema_run(const char *schema, const char *text)
{
	char with_use[4000];

	(void)snprintf(with_use, sizeof(with_use), "USE %s; %s", schema, text);
	return schema_client(NULL, NULL, with_use);
}

static inline void
schema_drop(const char *schema)
{
	char text[120];

	(void)snprintf(text, sizeof(text), "DROP DATABASE %s", schema);
	(void)schema_client(NULL, NULL, text);
}

static inline struct db *
schema_open(const char *schema, struct arena *arena)
{
	const struct db_config config = { .socket = getenv("MOTCUA_TEST_DB_SOCKET"), .schema = schema };
	struct db *db = db_open(&config);

	db_set_arena(db, arena);
	return db;
}

#endif
