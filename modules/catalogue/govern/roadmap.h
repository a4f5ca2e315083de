/*
 * The roadmap of online services (lộ trình): how many procedures stand at each level against what plans demand, by agency,
 * sector and tier; the share of dossiers filed online by unit; the list of procedures behind each number; their plans.
 */
#ifndef MOTCUA_CATALOGUE_ROADMAP_H
#define MOTCUA_CATALOGUE_ROADMAP_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

#define ROADMAP_PATH "/can-bo/danh-muc/lo-trinh"

extern const struct input roadmap_input;

/* GET /can-bo/danh-muc/lo-trinh?theo=, and the same table as a file below /tai-ve */
enum err handle_roadmap(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_roadmap_csv(struct ctx *c, const void *input) MUST_CHECK;
/* GET .../lo-trinh/truc-tuyen: dossiers filed online by unit */
enum err handle_online(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_online_csv(struct ctx *c, const void *input) MUST_CHECK;

#endif
