/* The verb `import`: what is to be imported says who does it. See import.h. */
#include "old/import.h"

#include <stdio.h>
#include <string.h>

#include "old/old_dossier.h"
#include "organisation/organisation.h"

static int
run(struct verb_ctx *v, int argc, char **argv)
{
	int code = 2;

	if (argc > 1 && strcmp(argv[1], "organisation") == 0)
		code = organisation_run(v, argc, argv);
	else if (argc > 1 && strcmp(argv[1], "dossiers") == 0)
		code = old_dossiers_import(v, argc, argv);
	if (code == 2)
		(void)fprintf(stderr, "%s\n", import_verb.usage);
	return code;
}

const struct verb import_verb = {
	.name = "import",
	.usage = "import organisation FILE [--dry-run] [--accounts FILE] | import dossiers FILE",
	.summary = "agencies, officers and their rights from one spreadsheet; dossiers of an earlier time",
	.run = run,
};
