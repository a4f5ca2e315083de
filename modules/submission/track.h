/*
 * Tracking without an account: the number alone gives the degree of completion and nothing else; with the secret also the
 * status down to the department and the due date explained. An unknown number and a wrong secret are told alike. The owner,
 * signed in, is led to the whole dossier. Looking up is throttled by source.
 */
#ifndef MOTCUA_SUBMISSION_TRACK_H
#define MOTCUA_SUBMISSION_TRACK_H

#include "core/err.h"

struct arena;
struct ctx;
struct input;
struct view;

extern const struct input track_input, track_look_input, track_number_input;

/* GET /tra-cuu: the form; with so and ma in the query (a receipt's QR code) the answer. */
enum err handle_track(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_track_look(struct ctx *c, const void *input) MUST_CHECK;
enum err again_track(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_track_number(struct ctx *c, const void *input) MUST_CHECK;

struct view *track_sample(struct arena *arena);
struct view *track_result_sample(struct arena *arena);

#endif
