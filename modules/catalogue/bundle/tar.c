/* Archives of regular files. See tar.h. */
#include "bundle/tar.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"

enum { BLOCK = 512, MODE_SIZE = 8, SIZE_SIZE = 12, SUM_AT = 148, SUM_SIZE = 8, TYPE_AT = 156, MAGIC_AT = 257 };
enum { SIZE_AT = 124, NAME_SIZE = 100, OCTAL = 8 };
static const char magic[] = "ustar\00000"; /* magic, version */
static const unsigned char nothing[BLOCK];

/* Letters, digits, "._-" and single slashes between names that are not "." or "..". */
static bool
is_name(const char *name)
{
	const size_t size = strlen(name);

	if (size == 0 || size > TAR_NAME_MAX || name[0] == '/' || name[size - 1] == '/' ||
	    name[strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/")] != '\0')
		return false;
	for (const char *part = name; part != NULL; part = strchr(part, '/') != NULL ? strchr(part, '/') + 1 : NULL) {
		const size_t length = strcspn(part, "/");

		if (length == 0 || part[0] == '.')
			return false;
	}
	return true;
}

static unsigned
checksum(const unsigned char header[BLOCK])
{
	unsigned sum = 0;

	for (size_t i = 0; i < BLOCK; i++)
		sum += i >= SUM_AT && i < SUM_AT + SUM_SIZE ? ' ' : header[i];
	return sum;
}

static void
put_octal(unsigned char *into, size_t size, size_t number)
{
	char text[SIZE_SIZE + 1];

	(void)snprintf(text, sizeof(text), "%0*zo", (int)size - 1, number);
	memcpy(into, text, size);
}

/* Into zeroed memory; where the next one goes comes back. */
static unsigned char *
write_member(unsigned char *header, const struct tar_member *member)
{
	const size_t blocks = (member->content.size + BLOCK - 1) / BLOCK;

	memcpy(header, member->name, strlen(member->name));
	put_octal(header + NAME_SIZE, MODE_SIZE, 0644);
	put_octal(header + NAME_SIZE + MODE_SIZE, MODE_SIZE, 0);
	put_octal(header + NAME_SIZE + 2 * MODE_SIZE, MODE_SIZE, 0);
	put_octal(header + SIZE_AT, SIZE_SIZE, member->content.size);
	put_octal(header + SIZE_AT + SIZE_SIZE, SIZE_SIZE, 0); /* no time: the same members give the same bytes */
	header[TYPE_AT] = '0';
	memcpy(header + MAGIC_AT, magic, sizeof(magic) - 1);
	put_octal(header + SUM_AT, SUM_SIZE - 1, checksum(header));
	header[SUM_AT + SUM_SIZE - 1] = ' ';
	if (member->content.size > 0)
		memcpy(header + BLOCK, member->content.data, member->content.size);
	return header + (blocks + 1) * BLOCK;
}

/* Bytes of the whole archive; 0: over the bounds. */
static size_t
archive_size(const struct tar_members *members)
{
	size_t size = (size_t)2 * BLOCK;

	for (size_t i = 0; i < members->count; i++) {
		const size_t content = members->items[i].content.size;

		if (content > TAR_MEMBER_MAX)
			return 0;
		size += BLOCK + (content + BLOCK - 1) / BLOCK * BLOCK;
		if (size > TAR_BYTES_MAX)
			return 0;
	}
	return size;
}

enum err
tar_write(struct arena *arena, const struct tar_members *members, struct bytes *ret_archive)
{
	const size_t size = members->count <= TAR_MEMBERS_MAX ? archive_size(members) : 0;
	unsigned char *archive, *at;

	for (size_t i = 0; i < members->count; i++)
		if (!is_name(members->items[i].name))
			return ERR_INVALID;
	if (size == 0)
		return ERR_TOO_LARGE;
	archive = at = arena_alloc(arena, size);
	for (size_t i = 0; i < members->count; i++)
		at = write_member(at, &members->items[i]);
	*ret_archive = (struct bytes){ archive, size };
	return OK;
}

/* --- reading ----------------------------------------------------------------------------------------------------------- */

static enum err
refuse_archive(struct tar_fault *fault, const char *reason, const char *member)
{
	*fault = (struct tar_fault){ reason, member };
	return ERR_INVALID;
}

/* Digits, then a blank or NUL; SIZE_MAX for anything else. */
static size_t
octal_of(const unsigned char *field, size_t size)
{
	size_t number = 0, i = 0;

	while (i < size && field[i] >= '0' && field[i] <= '7')
		number = number * OCTAL + (size_t)(field[i++] - '0');
	if (i == 0 || i == size)
		return SIZE_MAX;
	while (i < size && (field[i] == ' ' || field[i] == '\0'))
		i++;
	return i == size ? number : SIZE_MAX;
}

static bool
is_blank(const unsigned char *block)
{
	return memcmp(block, nothing, BLOCK) == 0;
}

/* Nothing stands between the content and the end of its last block. */
static bool
is_padded(const unsigned char *end, size_t size)
{
	return memcmp(end - size, nothing, size) == 0;
}

/* A longer name in `prefix`, and whatever follows it, is nothing that a bundle has. */
static bool
is_plain_header(const unsigned char *header)
{
	return memcmp(header + MAGIC_AT, magic, sizeof(magic) - 1) == 0 && header[NAME_SIZE - 1] == '\0' &&
	       header[MAGIC_AT + 88] == '\0';
}

static enum err
read_header(struct arena *arena, const unsigned char *header, struct tar_member *member, struct tar_fault *fault)
{
	if (!is_plain_header(header))
		return refuse_archive(fault, "archive", "");
	member->name = arena_strndup(arena, (const char *)header, strnlen((const char *)header, NAME_SIZE));
	if (octal_of(header + SUM_AT, SUM_SIZE) != checksum(header))
		return refuse_archive(fault, "checksum", member->name);
	if (header[TYPE_AT] != '0')
		return refuse_archive(fault, "link", member->name);
	if (!is_name(member->name))
		return refuse_archive(fault, "name", member->name);
	member->content.size = octal_of(header + SIZE_AT, SIZE_SIZE);
	if (member->content.size > TAR_MEMBER_MAX)
		return refuse_archive(fault, "size", member->name);
	return OK;
}

static int
by_name(const void *one, const void *other)
{
	return strcmp(((const struct tar_member *)one)->name, ((const struct tar_member *)other)->name);
}

/* Puts `sorted` in place, for tar_find. */
static void
sort_members(struct arena *arena, struct tar_members *members)
{
	struct tar_member *sorted = arena_array(arena, members->count + 1, sizeof(*sorted));

	if (members->count > 0)
		memcpy(sorted, members->items, members->count * sizeof(*sorted));
	qsort(sorted, members->count, sizeof(*sorted), by_name);
	members->sorted = sorted;
}

static enum err
check_duplicates(const struct tar_members *members, struct tar_fault *fault)
{
	for (size_t i = 1; i < members->count; i++)
		if (strcmp(members->sorted[i - 1].name, members->sorted[i].name) == 0)
			return refuse_archive(fault, "duplicate", members->sorted[i].name);
	return OK;
}

/* The two blank blocks, and blank padding to a record as other writers of tar have it, end the archive. */
static enum err
check_end(struct bytes archive, size_t at, struct tar_fault *fault)
{
	if (archive.size - at < (size_t)2 * BLOCK)
		return refuse_archive(fault, "truncated", "");
	for (; at < archive.size; at += BLOCK)
		if (!is_blank(archive.data + at))
			return refuse_archive(fault, "trailing", "");
	return OK;
}

enum err
tar_read(struct arena *arena, struct bytes archive, struct tar_members *ret_members, struct tar_fault *fault)
{
	size_t at = 0, most;
	enum err err;

	*ret_members = (struct tar_members){ .count = 0 };
	if (archive.size < (size_t)3 * BLOCK || archive.size % BLOCK != 0 || archive.size > TAR_BYTES_MAX)
		return refuse_archive(fault, "archive", "");
	most = archive.size / BLOCK < TAR_MEMBERS_MAX ? archive.size / BLOCK : TAR_MEMBERS_MAX;
	ret_members->items = arena_array(arena, most, sizeof(*ret_members->items));
	while (at < archive.size && !is_blank(archive.data + at)) {
		struct tar_member *member = &ret_members->items[ret_members->count];
		size_t blocks;

		if (ret_members->count == most)
			return refuse_archive(fault, "members", "");
		if ((err = read_header(arena, archive.data + at, member, fault)))
			return err;
		at += BLOCK;
		blocks = (member->content.size + BLOCK - 1) / BLOCK;
		if (archive.size - at < blocks * BLOCK)
			return refuse_archive(fault, "truncated", member->name);
		member->content.data = archive.data + at;
		at += blocks * BLOCK;
		if (!is_padded(archive.data + at, blocks * BLOCK - member->content.size))
			return refuse_archive(fault, "trailing", member->name);
		ret_members->count++;
	}
	if ((err = check_end(archive, at, fault)))
		return err;
	sort_members(arena, ret_members);
	return check_duplicates(ret_members, fault);
}

const struct tar_member *
tar_find(const struct tar_members *members, const char *name)
{
	const struct tar_member wanted = { name, { NULL, 0 } };

	return bsearch(&wanted, members->sorted, members->count, sizeof(wanted), by_name);
}
