/*
 * The verb `bundle`, as dvcctl hands it on: exports procedures, checks and imports bundles, tells our public key. The same
 * functions as the pages.
 */
#ifndef MOTCUA_CATALOGUE_BUNDLE_VERB_H
#define MOTCUA_CATALOGUE_BUNDLE_VERB_H

struct verb_ctx;

#define BUNDLE_USAGE                                                                                                   \
	"export FILE CODE...|--all | check FILE | import FILE [--decision NUMBER DATE FROM] [--take-lists] | key"

/* Exit code: 0 if it was done; of check: if nothing stands in the way. */
int bundle_run_verb(struct verb_ctx *v, int argc, char **argv);

#endif
