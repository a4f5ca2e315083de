/* What comes in from outside in one go, by command: `dvcctl import WHAT FILE`. */
#ifndef MOTCUA_WORKFLOW_IMPORT_H
#define MOTCUA_WORKFLOW_IMPORT_H

#include "core/server/module.h"

extern const struct verb import_verb;

#endif
