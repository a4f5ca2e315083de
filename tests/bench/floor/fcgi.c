/* F-fcgi: a constant page of 4 KB through libfcgi. What no module of ours can be faster than. */
#include <stdio.h>
#include <string.h>

#include "front.h"

enum { PAGE_BYTES = 4096 };

static char page[PAGE_BYTES];

static void
answer(FCGX_Request *request, void *own)
{
	(void)own;
	FCGX_FPrintF(request->out, "Content-Type: text/plain\r\nContent-Length: %d\r\n\r\n", PAGE_BYTES);
	FCGX_PutStr(page, PAGE_BYTES, request->out);
}

int
main(void)
{
	static const struct front_program program = { NULL, answer };

	memset(page, 'x', sizeof(page));
	return front_run(&program);
}
