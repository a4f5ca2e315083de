/*
 * F-commit: the same, with one durable transaction: an INSERT and an update of one shared counter row, the least that
 * filing a dossier can be. MOTCUA_BENCH_SOCKET names MariaDB's socket.
 */
#include <mysql.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "front.h"

enum { INSERT, COUNT, STATEMENTS };

struct own {
	MYSQL *connection;
	MYSQL_STMT *statements[STATEMENTS];
};

static const char *const texts[STATEMENTS] = {
	[INSERT] =
	    "INSERT INTO bench_floor_entry (what, at) VALUES ('0123456789012345678901234567890123456789', NOW(6))",
	[COUNT] = "UPDATE bench_floor SET number = number + 1 WHERE id = 1",
};

static void *
open_own(void)
{
	struct own *own = calloc(1, sizeof(*own));

	if (own == NULL || (own->connection = mysql_init(NULL)) == NULL ||
	    mysql_real_connect(
		own->connection, NULL, getenv("USER"), NULL, "motcua", 0, getenv("MOTCUA_BENCH_SOCKET"), 0) == NULL)
		exit(1);
	for (int i = 0; i < STATEMENTS; i++) {
		own->statements[i] = mysql_stmt_init(own->connection);
		if (mysql_stmt_prepare(own->statements[i], texts[i], strlen(texts[i])) != 0) {
			fprintf(stderr, "floor: %s\n", mysql_error(own->connection));
			exit(1);
		}
	}
	return own;
}

static void
answer(FCGX_Request *request, void *pointer)
{
	struct own *own = pointer;
	int bad = mysql_query(own->connection, "BEGIN");

	for (int i = 0; i < STATEMENTS && !bad; i++)
		bad = mysql_stmt_execute(own->statements[i]);
	if (bad || mysql_commit(own->connection) != 0) {
		mysql_rollback(own->connection);
		FCGX_FPrintF(request->out, "Status: 500\r\n\r\n");
		return;
	}
	FCGX_FPrintF(request->out, "Status: 303 See Other\r\nLocation: /\r\n\r\n");
}

int
main(void)
{
	static const struct front_program program = { open_own, answer };

	return front_run(&program);
}
