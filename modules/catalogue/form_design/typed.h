/* Numbers and days as people type them here, and as definitions write them. Pure. */
#ifndef MOTCUA_CATALOGUE_FORM_TYPED_H
#define MOTCUA_CATALOGUE_FORM_TYPED_H

struct arena;

/* "1.234,5" -> "1234.5", "12" -> "12"; NULL: no number. */
const char *typed_number(struct arena *arena, const char *text);
/* "1234.5" -> "1234,5". */
const char *shown_number(struct arena *arena, const char *text);
/* "2026-11-21" -> "21/11/2026"; anything else as it is. */
const char *shown_day(struct arena *arena, const char *text);

#endif
