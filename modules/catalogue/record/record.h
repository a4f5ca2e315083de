/*
 * A record driven by a table of its members: read from a JSON object (an unknown or missing member is refused by its
 * path), started empty, checked against its bounds, digested. Other rooms walk the same tables: what a record has is
 * said once. Knows nothing of procedures.
 */
#ifndef MOTCUA_CATALOGUE_RECORD_H
#define MOTCUA_CATALOGUE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

struct arena;
struct buffer;

enum record_kind {      /* member of the struct: */
	RECORD_TEXT,    /* const char *: one line of UTF-8; null is NULL where allowed */
	RECORD_LINES,   /* const char *: several lines, "" allowed */
	RECORD_CODE,    /* const char *: [A-Za-z0-9._-]+; null is NULL where allowed */
	RECORD_INT,     /* int64_t; null is INT64_MIN where allowed */
	RECORD_BOOL,    /* bool */
	RECORD_DATE,    /* int32_t: days since 1970-01-01, "2026-11-23"; null is INT32_MIN where allowed */
	RECORD_CHOICE,  /* const char *: the entry of .choices itself */
	RECORD_CHOICES, /* const char *: a list of entries of .choices, each once, joined by commas */
	RECORD_LIST,    /* struct record_list: objects of .items */
};

struct record_table;

struct record_field {
	const char *name;
	enum record_kind kind;
	size_t offset;
	bool optional; /* null, or not there at all */
	bool apart;    /* no part of what the record says: left out of its digest */
	/* What an optional member is when nothing is said: texts (NULL: NULL), INT and BOOL (0: INT64_MIN and false). */
	const char *otherwise;
	int64_t otherwise_number;
	int64_t min, max; /* TEXT, LINES, CODE: characters (max 0: 1000); INT: bounds; LIST: items */
	const char *const *choices;
	const struct record_table *items;
	size_t spoken; /* offset of a const char * that names a code for people (NULL: the code itself); 0: none */
	/* A further rule for TEXT and CODE. */
	bool (*check)(const char *value);
};

struct record_table {
	const struct record_field *fields;
	size_t count;
	size_t size;      /* of the struct */
	const char *name; /* "channel"; NULL where nobody asks */
	/*
	 * How two lists know that an entry is the same one: equal in `group` (NULL: none) and in the first member of `key`
	 * that both have (a text that is not empty).
	 */
	const char *group, *key[2];
};

struct record_list {
	void *items;
	size_t count;
};

#define RECORD_FIELD(tag, member, ...)                                                                                 \
	{                                                                                                              \
		.name = #member, .offset = offsetof(struct tag, member), .kind = __VA_ARGS__                           \
	}
#define RECORD_TABLE(tag, fields_)                                                                                     \
	{                                                                                                              \
		.fields = (fields_), .count = sizeof(fields_) / sizeof((fields_)[0]), .size = sizeof(struct tag)       \
	}
/* One that lists are compared by. */
#define RECORD_TABLE_KEYED(tag, fields_, ...)                                                                          \
	{                                                                                                              \
		.fields = (fields_), .count = sizeof(fields_) / sizeof((fields_)[0]), .size = sizeof(struct tag),      \
		__VA_ARGS__                                                                                            \
	}

/* Why a file was refused: which member, and what is wrong with it, for the operator. */
struct record_fault {
	const char *member; /* "versions[0].cases[1].name"; "" for the file as a whole */
	const char *reason;
};

/* Notes the first fault; ERR_INVALID. */
enum err record_refuse(struct record_fault *fault, const char *member, const char *reason);

enum { RECORD_BYTES_MAX = 1 << 20, RECORD_DEPTH_MAX = 10 };

/*
 * Reads `size` bytes of JSON into the struct. ERR_INVALID with *fault: no JSON, a name given twice, a member that the
 * table does not allow. What the struct points to lives in the arena.
 */
enum err record_read(struct arena *arena, const void *json, size_t size, const struct record_table *table, void *into,
    struct record_fault *fault) MUST_CHECK;
/* The same of a text longer than RECORD_BYTES_MAX; its length is the caller's to bound. */
enum err record_read_long(struct arena *arena, const void *json, size_t size, const struct record_table *table,
    void *into, struct record_fault *fault) MUST_CHECK;

/* The struct as a record of which nothing is said yet: no texts, empty lists, what the table says otherwise. */
void record_init(const struct record_table *table, void *into);

/*
 * For a record that was built from somewhere else than a file: each optional text that is NULL becomes what the table
 * says otherwise, and every member must keep its bounds. With `unfinished`, what is still empty or too short passes.
 * ERR_INVALID with *fault.
 */
enum err record_settle(struct arena *arena, const struct record_table *table, void *record, bool unfinished,
    struct record_fault *fault) MUST_CHECK;

/* Adds everything the record says, each text with its length, so that no two records can look the same. */
void record_digest(struct buffer *out, const struct record_table *table, const void *record);

/* May it stand in an address: [a-z0-9] in groups joined by single hyphens, at most 160 characters, not "index". */
bool slug_is_valid(const char *slug);

#endif
