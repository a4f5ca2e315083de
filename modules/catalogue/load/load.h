/*
 * The verb `load FOLDER|FILE...`: definitions, procedures and synonyms from files into the catalogue. A file comes in whole
 * or not at all; loading it again changes nothing. Each refused file is reported with the member and the reason.
 */
#ifndef MOTCUA_CATALOGUE_LOAD_H
#define MOTCUA_CATALOGUE_LOAD_H

struct verb_ctx;

/* Exit code: 0 if every file came in. */
int load_run(struct verb_ctx *v, int argc, char **argv);

#endif
