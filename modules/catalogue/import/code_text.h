/*
 * Codes of procedures as files write them, healed: "2.000908.00 0.00.00.H61" (blanks of a broken line), "2.002621.H56" (with
 * its owner), "1.01264" (a spreadsheet took it for a number). The national code is the identity; what stood there with an
 * owner becomes another code of the same procedure (TT 01/2018 Dieu 20; law.md of the project's sources). Pure.
 */
#ifndef MOTCUA_CATALOGUE_CODE_TEXT_H
#define MOTCUA_CATALOGUE_CODE_TEXT_H

#include <stdbool.h>

struct arena;

/* *ret_alias: the longer form, NULL if there was none. False: no code at all. A local code stays as it is. */
bool code_heal(struct arena *arena, const char *text, const char **ret_code, const char **ret_alias);

/* An address for a procedure of this name and code: "dang-ky-khai-sinh-1-001193". */
const char *code_slug(struct arena *arena, const char *name, const char *code);
/* A code for a sector of which only the name is known, at most 40 characters. */
const char *code_of_sector(struct arena *arena, const char *name);

#endif
