/* Masks of dossier codes: parsed once, then filled. See code.h. */
#include "domain/dossier/code.h"

#include <stdio.h>
#include <string.h>

#include "core/locale/date.h"

/* clang-format off */
static const struct {
	const char *name;
	enum code_piece_kind kind;
	char finest; /* of a date: 'y', 'm' or 'd'; 0: no date */
} pieces[] = {
	{ "agency",     CODE_AGENCY,     0 },
	{ "agency_old", CODE_AGENCY_OLD, 0 },
	{ "owner2",     CODE_OWNER2,     0 },
	{ "yy",         CODE_YY,         'y' },
	{ "yyyy",       CODE_YYYY,       'y' },
	{ "mm",         CODE_MM,         'm' },
	{ "dd",         CODE_DD,         'd' },
	{ "yymmdd",     CODE_YYMMDD,     'a' },
	{ "yyyymmdd",   CODE_YYYYMMDD,   'a' },
};
/* clang-format on */

#define PIECE_COUNT (sizeof(pieces) / sizeof(*pieces))

/* Which parts of the date a mask holds. */
struct date_parts {
	bool year, month, day;
};

static bool
code_character(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == '/';
}

/* The sequence piece "seq:n", n one digit from 1. */
static bool
seq_parse(const char *name, size_t size, struct code_piece *piece)
{
	if (size != 5 || strncmp(name, "seq:", 4) != 0 || name[4] < '1' || name[4] > '9')
		return false;
	piece->kind = CODE_SEQ;
	piece->digits = (uint8_t)(name[4] - '0');
	return true;
}

static bool
piece_parse(const char *name, size_t size, struct code_piece *piece)
{
	for (size_t i = 0; i < PIECE_COUNT; i++)
		if (strlen(pieces[i].name) == size && memcmp(pieces[i].name, name, size) == 0) {
			piece->kind = pieces[i].kind;
			return true;
		}
	return seq_parse(name, size, piece);
}

static struct date_parts
date_parts_of(const struct code_mask *mask)
{
	struct date_parts parts = { 0 };

	for (int p = 0; p < mask->count; p++)
		for (size_t i = 0; i < PIECE_COUNT; i++) {
			if (pieces[i].kind != mask->pieces[p].kind || pieces[i].finest == 0)
				continue;
			parts.year |= pieces[i].finest == 'y' || pieces[i].finest == 'a';
			parts.month |= pieces[i].finest == 'm' || pieces[i].finest == 'a';
			parts.day |= pieces[i].finest == 'd' || pieces[i].finest == 'a';
		}
	return parts;
}

/* Takes the next piece of the mask's text at `at`; returns where it ends, 0 if it is wrong. */
static size_t
next_piece(const char *text, size_t at, struct code_piece *piece)
{
	size_t end = at;

	if (text[at] == '{') {
		const char *close = strchr(text + at, '}');

		if (close == NULL || !piece_parse(text + at + 1, (size_t)(close - text) - at - 1, piece))
			return 0;
		return (size_t)(close - text) + 1;
	}
	while (code_character(text[end]))
		end++;
	piece->kind = CODE_LITERAL;
	piece->offset = (uint8_t)at;
	piece->size = (uint8_t)(end - at);
	return end == at ? 0 : end;
}

static enum err
mask_sound(const struct code_mask *mask, struct failure *failure)
{
	struct date_parts parts = date_parts_of(mask);
	int sequences = 0;

	for (int i = 0; i < mask->count; i++)
		sequences += mask->pieces[i].kind == CODE_SEQ;
	if (sequences != 1)
		return FAILURE(failure, ERR_INVALID, "code.mask_sequence", "mask", "%d sequences", sequences);
	if ((parts.day && !parts.month) || (parts.month && !parts.year))
		return FAILURE(failure, ERR_INVALID, "code.mask_date", "mask", "codes would repeat: %s", mask->text);
	return OK;
}

enum err
code_mask_parse(const char *text, struct failure *failure, struct code_mask *ret)
{
	struct code_mask mask = { 0 };
	size_t size = strlen(text), at = 0;
	enum err err;

	if (size == 0 || size > CODE_MASK_MAX)
		return FAILURE(failure, ERR_INVALID, "code.mask_size", "mask", "%zu bytes", size);
	memcpy(mask.text, text, size + 1);
	while (at < size) {
		size_t end = 0;

		if (mask.count < CODE_PIECES_MAX)
			end = next_piece(mask.text, at, &mask.pieces[mask.count]);
		if (end == 0)
			return FAILURE(failure, ERR_INVALID, "code.mask_piece", "mask", "at byte %zu", at);
		mask.count++;
		at = end;
	}
	if ((err = mask_sound(&mask, failure)))
		return err;
	*ret = mask;
	return OK;
}

/* The text of one piece into `text`; a missing part gives the empty text. */
static void
piece_text(const struct code_mask *mask, const struct code_piece *piece, const struct code_parts *parts,
    struct civil date, char text[CODE_BUFFER + CODE_MASK_MAX])
{
	const size_t size = CODE_BUFFER + CODE_MASK_MAX;
	const char *part = piece->kind == CODE_AGENCY       ? parts->agency
			   : piece->kind == CODE_AGENCY_OLD ? parts->agency_old
							    : parts->owner2;
	int yy = date.year % 100;

	switch (piece->kind) {
	case CODE_LITERAL: (void)snprintf(text, size, "%.*s", (int)piece->size, mask->text + piece->offset); break;
	case CODE_AGENCY:
	case CODE_AGENCY_OLD:
	case CODE_OWNER2: (void)snprintf(text, size, "%s", part == NULL ? "" : part); break;
	case CODE_YY: (void)snprintf(text, size, "%02d", yy); break;
	case CODE_YYYY: (void)snprintf(text, size, "%04d", date.year); break;
	case CODE_MM: (void)snprintf(text, size, "%02d", date.month); break;
	case CODE_DD: (void)snprintf(text, size, "%02d", date.day); break;
	case CODE_YYMMDD: (void)snprintf(text, size, "%02d%02d%02d", yy, date.month, date.day); break;
	case CODE_YYYYMMDD: (void)snprintf(text, size, "%04d%02d%02d", date.year, date.month, date.day); break;
	case CODE_SEQ: (void)snprintf(text, size, "%0*lld", piece->digits, (long long)parts->sequence); break;
	}
}

static bool
owner_valid(const char *owner)
{
	return owner != NULL && strlen(owner) == 2 && owner[0] >= '0' && owner[0] <= '9' && owner[1] >= '0' &&
	       owner[1] <= '9';
}

enum err
code_format(const struct code_mask *mask, const struct code_parts *parts, char ret[CODE_BUFFER])
{
	char text[CODE_BUFFER + CODE_MASK_MAX], code[CODE_BUFFER] = "";
	struct civil date = civil_from_days(local_from_utc(parts->at).day);
	size_t size = 0;

	if (parts->sequence < 1 || date.year < 1 || date.year > 9999)
		return ERR_INVALID;
	for (int i = 0; i < mask->count; i++) {
		if (mask->pieces[i].kind == CODE_OWNER2 && !owner_valid(parts->owner2))
			return ERR_INVALID;
		piece_text(mask, &mask->pieces[i], parts, date, text);
		size_t more = strlen(text);
		if (more == 0 || size + more > CODE_SIZE_MAX)
			return ERR_INVALID;
		memcpy(code + size, text, more + 1);
		size += more;
	}
	if (!code_valid(code))
		return ERR_INVALID;
	memcpy(ret, code, sizeof(code));
	return OK;
}

enum err
code_counter_key(const struct code_mask *mask, const struct code_parts *parts, struct code_counter_key *ret)
{
	struct date_parts has = date_parts_of(mask);
	struct civil date = civil_from_days(local_from_utc(parts->at).day);
	const char *agency = "";

	for (int i = 0; i < mask->count; i++) {
		if (mask->pieces[i].kind == CODE_AGENCY)
			agency = parts->agency;
		else if (mask->pieces[i].kind == CODE_AGENCY_OLD && agency != NULL && agency[0] == '\0')
			agency = parts->agency_old;
		if (agency == NULL || (agency[0] != '\0' && !code_valid(agency)))
			return ERR_INVALID;
	}
	memset(ret, 0, sizeof(*ret));
	memcpy(ret->mask, mask->text, strlen(mask->text) + 1);
	memcpy(ret->agency, agency, strlen(agency) + 1);
	ret->day = (has.year ? date.year * 10000 : 0) + (has.month ? date.month * 100 : 0) + (has.day ? date.day : 0);
	return OK;
}

bool
code_valid(const char *code)
{
	size_t size = 0;

	while (size <= CODE_SIZE_MAX && code_character(code[size]))
		size++;
	return size > 0 && size <= CODE_SIZE_MAX && code[size] == '\0';
}
