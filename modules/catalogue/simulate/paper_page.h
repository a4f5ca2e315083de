/*
 * The printed forms that a sample dossier would get, through the same templates as a real one, each with the mark that it is a
 * sample: receipt, request for a supplement, refusal, control sheet.
 */
#ifndef MOTCUA_CATALOGUE_SIMULATE_PAPER_H
#define MOTCUA_CATALOGUE_SIMULATE_PAPER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct simulation;
struct view;

extern const struct input simulate_paper_input;
/* Their names in addresses; NULL at the end. */
extern const char *const simulate_papers[];
extern const size_t simulate_paper_count;

/* Would this dossier get that paper? */
bool simulate_paper_is_due(const struct simulation *s, size_t paper);

/* GET /can-bo/danh-muc/chay-thu/{walk}/in/{paper} */
enum err handle_simulate_paper(struct ctx *c, const void *input) MUST_CHECK;

struct view *simulate_paper_sample(struct arena *arena);

#endif
