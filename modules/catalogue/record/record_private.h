/* What record.c and record_settle.c share. */
#ifndef MOTCUA_CATALOGUE_RECORD_PRIVATE_H
#define MOTCUA_CATALOGUE_RECORD_PRIVATE_H

#include "record/record.h"

/* TEXT, LINES, CODE: its length, its characters and the field's own rule. */
enum err record_check_text(
    const char *path, const struct record_field *field, const char *text, struct record_fault *fault) MUST_CHECK;
/* One member as record_init leaves it. */
void record_init_member(const struct record_field *field, void *into);

#endif
