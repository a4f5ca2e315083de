/* F-select: the same, with one prepared point select before each answer. MOTCUA_BENCH_SOCKET names MariaDB's socket. */
#include <mysql.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "front.h"

enum { PAGE_BYTES = 4096, ROWS = 1000 };

struct own {
	MYSQL *connection;
	MYSQL_STMT *statement;
	int id, number;
	MYSQL_BIND in, out;
};

static char page[PAGE_BYTES];

static void *
open_own(void)
{
	static const char sql[] = "SELECT number FROM bench_floor WHERE id = ?";
	struct own *own = calloc(1, sizeof(*own));

	if (own == NULL || (own->connection = mysql_init(NULL)) == NULL ||
	    mysql_real_connect(
		own->connection, NULL, getenv("USER"), NULL, "motcua", 0, getenv("MOTCUA_BENCH_SOCKET"), 0) == NULL ||
	    (own->statement = mysql_stmt_init(own->connection)) == NULL ||
	    mysql_stmt_prepare(own->statement, sql, sizeof(sql) - 1) != 0) {
		fprintf(stderr, "floor: %s\n", own != NULL ? mysql_error(own->connection) : "memory");
		exit(1);
	}
	own->in = (MYSQL_BIND){ .buffer_type = MYSQL_TYPE_LONG, .buffer = &own->id };
	own->out = (MYSQL_BIND){ .buffer_type = MYSQL_TYPE_LONG, .buffer = &own->number };
	mysql_stmt_bind_param(own->statement, &own->in);
	mysql_stmt_bind_result(own->statement, &own->out);
	return own;
}

static void
answer(FCGX_Request *request, void *pointer)
{
	struct own *own = pointer;

	own->id = own->id % ROWS + 1;
	if (mysql_stmt_execute(own->statement) != 0 || mysql_stmt_fetch(own->statement) != 0) {
		FCGX_FPrintF(request->out, "Status: 500\r\n\r\n");
		return;
	}
	mysql_stmt_free_result(own->statement);
	FCGX_FPrintF(request->out, "Content-Type: text/plain\r\nContent-Length: %d\r\n\r\n", PAGE_BYTES);
	FCGX_PutStr(page, PAGE_BYTES, request->out);
}

int
main(void)
{
	static const struct front_program program = { open_own, answer };

	memset(page, 'x', sizeof(page));
	return front_run(&program);
}
