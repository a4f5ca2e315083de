/* What the pages of citizens and cashiers share: a dossier with its demand, and who acts for the house itself. */
#ifndef MOTCUA_PAYMENT_PAY_H
#define MOTCUA_PAYMENT_PAY_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "domain/dossier/dossier.h"

#include "capture.h"
#include "demand_store.h"

struct ctx;

struct bill {
	struct dossier dossier;
	struct demand demand; /* the open one, else the newest; id 0: none was ever asked for */
	const struct demand_line *lines;
	size_t line_count;
};

/* Captures in the name of the house: what a gateway told, what the law exempts. ctx_now must have been asked. */
struct capture_context pay_context(struct ctx *c);

/* The demand of bill->dossier, made now if the journal asks for one that no job has made yet. */
MUST_CHECK enum err bill_load(struct ctx *c, struct bill *bill);

/* Where the citizen sees the dossier, NULL where no such page is deployed. */
const char *pay_dossier_url(struct ctx *c, const struct dossier *dossier);

#endif
