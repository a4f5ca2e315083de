/* Running dossiers that go by a form or process, on its pages: how many by version, and the way to whether they may move. */
#ifndef MOTCUA_CATALOGUE_DEFINE_RUNNING_H
#define MOTCUA_CATALOGUE_DEFINE_RUNNING_H

#include <stdint.h>

#include "core/err.h"
#include "define/definition.h"

/*
 * Adds a table of them, where the work on dossiers is deployed here; each older version leads to the page that says which of its
 * dossiers may move to `newer` and why others may not, for those who may open it. Nothing for a rule, and without any dossier.
 */
MUST_CHECK enum err running_show(struct page *page, const struct definition_seen *seen, int64_t newer);

#endif
