/* The result's file for those who may see the dossier. */
#ifndef MOTCUA_WORKFLOW_STEP_FILE_H
#define MOTCUA_WORKFLOW_STEP_FILE_H

#include "core/err.h"

struct ctx;

MUST_CHECK enum err handle_step_file(struct ctx *c, const void *input);

#endif
