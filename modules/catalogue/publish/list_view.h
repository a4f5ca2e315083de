/* The pages that lead to procedures: home, sectors, agencies, life events, levels, the site map; and accessibility. */
#ifndef MOTCUA_CATALOGUE_LIST_VIEW_H
#define MOTCUA_CATALOGUE_LIST_VIEW_H

#include <stddef.h>

struct agency;
struct arena;
struct catalogue_sector;
struct edition;
struct view;

struct view *home_view(struct arena *arena, const struct edition *edition);
struct view *accessibility_view(struct arena *arena, const struct edition *edition);

/* Lists of lists (template catalogue/index). */
struct view *procedures_view(struct arena *arena, const struct edition *edition);
struct view *sectors_view(struct arena *arena, const struct edition *edition);
struct view *agencies_view(struct arena *arena, const struct edition *edition);
struct view *site_map_view(struct arena *arena, const struct edition *edition);

/* Lists of procedures (template catalogue/sector); those that ended stand at the end. */
struct view *sector_view(struct arena *arena, const struct edition *edition, const struct catalogue_sector *sector);
struct view *life_event_view(struct arena *arena, const struct edition *edition, const char *event);
struct view *level_view(struct arena *arena, const struct edition *edition, const char *level);
/* Template catalogue/agency; of an agency that was closed, who answers for it now. */
struct view *agency_view(struct arena *arena, const struct edition *edition, const struct agency *agency);

/* How many procedures in force a life event or level has: pages without any are not published. */
size_t life_event_count(const struct edition *edition, const char *event);
size_t level_count(const struct edition *edition, const char *level);

#endif
