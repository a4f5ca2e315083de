/*
 * The container of a bundle: a POSIX ustar archive of regular files and nothing else, neither compressed nor padded beyond
 * its blocks. Written so that the same members give the same bytes; read so that whatever is not such an archive is refused
 * by name. Pure: knows no disk and nothing of what the members say.
 */
#ifndef MOTCUA_CATALOGUE_TAR_H
#define MOTCUA_CATALOGUE_TAR_H

#include <stddef.h>

#include "core/err.h"
#include "core/memory/arena.h"

enum { TAR_NAME_MAX = 99, TAR_MEMBERS_MAX = 60000 };
#define TAR_MEMBER_MAX ((size_t)16 << 20)  /* bytes */
#define TAR_BYTES_MAX  ((size_t)128 << 20) /* of the archive */

struct tar_member {
	const char *name;
	struct bytes content;
};
struct tar_members {
	struct tar_member *items;
	size_t count;
	const struct tar_member *sorted; /* the same by name, as tar_read leaves them; NULL: nobody sorted them */
};

/* What is wrong, and with which member ("" for the archive): last part of a message key catalogue_bundle.faults.*. */
struct tar_fault {
	const char *reason, *member;
};

/* The archive of the members in their order; ERR_TOO_LARGE past the bounds above, ERR_INVALID for a name that is refused. */
MUST_CHECK enum err tar_write(struct arena *arena, const struct tar_members *members, struct bytes *ret_archive);
/*
 * The members; contents point into `archive`. ERR_INVALID with *fault: archive, checksum, link (anything but a regular
 * file), name (empty, absolute, "..", other characters than A-Z a-z 0-9 . _ - /), duplicate, size, truncated, trailing,
 * members.
 */
MUST_CHECK enum err tar_read(
    struct arena *arena, struct bytes archive, struct tar_members *ret_members, struct tar_fault *fault);

/* By name, of sorted members; NULL if there is none. */
const struct tar_member *tar_find(const struct tar_members *members, const char *name);

#endif
