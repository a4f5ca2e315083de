/*
 * Ways of filing in the packet LayThuTuc: CACHTHUCTHUCHIEN[{KENH, THOIGIAN[{THOIGIANGIAIQUYET, DONVITINH, MOTA,
 * PHILEPHI[{MAPHILEPHI, SOTIEN, DONVI, MOTA}]}]}]. Private to the packet's reader.
 */
#ifndef MOTCUA_CATALOGUE_NATIONAL_CHANNEL_H
#define MOTCUA_CATALOGUE_NATIONAL_CHANNEL_H

#include <jansson.h>

struct arena;

/* The channels of a case as the record has them; a new reference. `ways` may be NULL. */
json_t *national_channels(struct arena *arena, const json_t *ways);

/* A member as text, trimmed; numbers as they are written; "" if it is neither. */
const char *national_text(struct arena *arena, const json_t *object, const char *name);
const char *national_trim(struct arena *arena, const char *text);
/* Line feeds and tabs made blanks. */
const char *national_line(struct arena *arena, const char *text);

#endif
