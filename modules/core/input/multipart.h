/*
 * multipart/form-data (RFC 7578) read once, in constant memory: texts become pairs, files go to disk while they are counted
 * and hashed. Every part, header and text has a bound of its own.
 */
#ifndef MOTCUA_CORE_INPUT_MULTIPART_H
#define MOTCUA_CORE_INPUT_MULTIPART_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

struct arena;
struct body;
struct field;
struct pairs;

enum { MULTIPART_PARTS_MOST = 600, MULTIPART_HEADER_MOST = 4096, MULTIPART_TEXT_MOST = 65536 };

struct multipart_rules {
	const struct field *fields; /* bounds and media types of each file field */
	size_t field_count;
	const char *folder; /* where temporary files go; NULL: TMPDIR or /tmp */
	int64_t file_size;  /* bound of one file where its field names none */
};

/*
 * `content_type` is the whole header. A file that is too large or of a wrong type is dropped and its pair carries the fault;
 * ERR_INVALID: the body is malformed; ERR_TOO_LARGE: too many parts or a part's header or text too long;
 * ERR_UNAVAILABLE: the disk is full or away.
 */
enum err multipart_parse(struct pairs *pairs, struct body *body, const char *content_type,
    const struct multipart_rules *rules, struct failure *failure) MUST_CHECK;

#endif
