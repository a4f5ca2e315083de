/*
 * The verbs `import procedures FILE` and `export procedures FILE`, as dvcctl hands them on: the same runs as on the page, with a
 * progress bar.
 */
#ifndef MOTCUA_CATALOGUE_IMPORT_VERB_H
#define MOTCUA_CATALOGUE_IMPORT_VERB_H

struct verb_ctx;

/* Exit code: 0 if every line went in (or would). */
int import_run_verb(struct verb_ctx *v, int argc, char **argv);
/* The format is the ending of FILE: .json, .xml, .csv or .xlsx. */
int export_run_verb(struct verb_ctx *v, int argc, char **argv);

#define IMPORT_USAGE                                                                                                   \
	"procedures FILE [--dry-run] [--all-or-nothing] [--resume] [--complete] [--publish NUMBER DAY] [--ministry]"
#define EXPORT_USAGE "procedures FILE.json|.xml|.csv|.xlsx"

#endif
