/*
 * What a file says of a procedure laid over what the catalogue has of it: members that the file leaves out stay; a term or fee
 * in words becomes cases, channels, policies and amounts (term_text.h, fee_text.h), and what a person set before stays where the
 * words are the same. A procedure that a file names is listed, unless the file says otherwise. Knows no database.
 */
#ifndef MOTCUA_CATALOGUE_IMPORT_MERGE_H
#define MOTCUA_CATALOGUE_IMPORT_MERGE_H

#include <stdbool.h>

#include <jansson.h>

#include "core/err.h"
#include "import/import_texts.h"
#include "record/procedure_record.h"

struct arena;
struct import_index;

/* Heals the code in `said`. *ret_code NULL: there is none. ERR_INVALID with *fault: it can be no code. */
enum err import_code(struct arena *arena, const json_t *said, const char **ret_code, const char **ret_alias,
    struct record_fault *fault) MUST_CHECK;

/*
 * `procedure` and `version` hold what the catalogue has, or are newly begun (record_init); afterwards what it shall have, not
 * yet settled. ERR_INVALID with *fault.
 */
enum err import_merge(struct arena *arena, const struct import_texts *texts, const struct import_index *index,
    const json_t *said, struct procedure_record *procedure, struct version_record *version,
    struct record_fault *fault) MUST_CHECK;

/* Cases and channels from a term and a fee in words; "" is not said. */
void import_plain(struct arena *arena, const struct import_texts *texts, const char *term, const char *fee,
    struct version_record *version);

/* Something that a person must look at though the line comes in. */
struct import_note {
	const char *member; /* "cases[0].channels[1].term_text" */
	const char *reason; /* last part of a message key: "term_alternatives", "fee_several" */
	const char *text;   /* the source's words */
};
enum { IMPORT_NOTES_MAX = 50 };
/* Terms without a clock and fees without an amount, and why; how many. */
size_t import_notes(struct arena *arena, const struct import_texts *texts, const struct version_record *version,
    struct import_note notes[IMPORT_NOTES_MAX]);

#endif
