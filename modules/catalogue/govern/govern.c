/* The count of dossiers as job and as verb. See govern.h. */
#include "govern/govern.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/data/db.h"
#include "govern/fact.h"

enum err
traffic_job(struct job_ctx *j, bool *ret_more)
{
	*ret_more = false;
	return traffic_count(j->db, j->now);
}

int
traffic_verb(struct verb_ctx *v, int argc, char **argv)
{
	int64_t now;
	enum err err;

	(void)argc;
	(void)argv;
	err = db_now(v->db, &now);
	if (err || (err = traffic_count(v->db, now))) {
		(void)fprintf(stderr, "%s %s\n", err_name(err), v->failure.log);
		return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}
