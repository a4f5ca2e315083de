/* The evidence of signing together, as the journal keeps it (domain/dossier/co_signed.h). */
#ifndef MOTCUA_SUBMISSION_COSIGN_FACTS_H
#define MOTCUA_SUBMISSION_COSIGN_FACTS_H

#include <stddef.h>

#include "core/memory/arena.h"

struct cosigner;

/* The facts of filing with those who confirmed. */
const char *cosign_facts(
    struct arena *arena, const char *facts, struct bytes digest, const struct cosigner *signers, size_t count);

#endif
