/*
 * The dossier code (mã số hồ sơ) and the filing number (số tạm), made by a configurable mask from a counter's value.
 * The rule has changed three times since 2018 and will again (NĐ 309/2026 Điều 12), so the mask is data. The counter
 * row is the door's business; codes from elsewhere are opaque text.
 *
 * A mask is text with pieces in braces:
 *   {agency}      identifier of the agency that numbers (H01.21)
 *   {agency_old}  its identifier before QĐ 20/2020 (000.00.53.H48)
 *   {owner2}      two digits of the agency that owns a central system (TT 04/2025/TT-VPCP Điều 23)
 *   {yy} {yyyy} {mm} {dd} {yymmdd} {yyyymmdd}   day of reception in Asia/Ho_Chi_Minh
 *   {seq:n}       the counter's value, at least n digits (1..9), longer as needed; exactly once
 */
#ifndef MOTCUA_DOMAIN_DOSSIER_CODE_H
#define MOTCUA_DOMAIN_DOSSIER_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

#define CODE_SIZE_MAX   64 /* characters, the NUL not counted */
#define CODE_BUFFER     (CODE_SIZE_MAX + 1)
#define CODE_MASK_MAX   96
#define CODE_PIECES_MAX 16

enum code_piece_kind {
	CODE_LITERAL,
	CODE_AGENCY,
	CODE_AGENCY_OLD,
	CODE_OWNER2,
	CODE_YY,
	CODE_YYYY,
	CODE_MM,
	CODE_DD,
	CODE_YYMMDD,
	CODE_YYYYMMDD,
	CODE_SEQ,
};

struct code_piece {
	enum code_piece_kind kind;
	uint8_t digits;       /* of CODE_SEQ */
	uint8_t offset, size; /* of CODE_LITERAL: where in `text` */
};

struct code_mask {
	char text[CODE_MASK_MAX + 1];
	struct code_piece pieces[CODE_PIECES_MAX];
	int count;
};

/* What a code is made of. Texts may be NULL if the mask does not use them. */
struct code_parts {
	const char *agency, *agency_old, *owner2;
	int64_t at;       /* the reception, microseconds UTC */
	int64_t sequence; /* from the counter, >= 1 */
};

/* The counter a code is numbered from: one row per mask, agency and (if the mask names a day, month or year) period. */
struct code_counter_key {
	char mask[CODE_MASK_MAX + 1];
	char agency[CODE_BUFFER]; /* empty if the mask names no agency */
	int32_t day; /* yyyymmdd, yyyymm00 or yyyy0000 as fine as the mask's dates; 0: never starts again */
};

/*
 * ERR_INVALID with a key code.mask_*: unknown piece, open brace, no or two {seq}, a character that no code may hold,
 * too long. A mask without the full day must at least not repeat: with {dd} it needs month and year, with {mm} the year.
 */
MUST_CHECK enum err code_mask_parse(const char *text, struct failure *failure, struct code_mask *ret);
/* ERR_INVALID if a needed part is missing or no code text, the sequence < 1, or the code longer than CODE_SIZE_MAX. */
MUST_CHECK enum err code_format(const struct code_mask *mask, const struct code_parts *parts, char ret[CODE_BUFFER]);
/* ERR_INVALID if the mask names an agency and `parts` has none. The sequence is not read. */
MUST_CHECK enum err code_counter_key(
    const struct code_mask *mask, const struct code_parts *parts, struct code_counter_key *ret);
/* Any code, ours or foreign: 1..64 of A-Z 0-9 . - _ / */
bool code_valid(const char *code);

#endif
