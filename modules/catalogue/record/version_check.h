/*
 * What a version lacks before it can be published (NĐ 63/2010 Điều 8 khoản 2, NĐ 224/2026 Điều 14): for the drafter in plain
 * words with the section of the editor that mends it, for the acts of version/ as what holds them back. Pure.
 */
#ifndef MOTCUA_CATALOGUE_VERSION_CHECK_H
#define MOTCUA_CATALOGUE_VERSION_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct messages;
struct version_record;
struct view;

enum gap_severity {
	GAP_BLOCKS,   /* it is not sent on before this is mended */
	GAP_DECISION, /* the decision itself brings it: missing until then, and no longer */
	GAP_WARNS,    /* the law does not ask for it in every case; an officer should look */
};

struct version_gap {
	enum gap_severity severity;
	const char *key;       /* of its text */
	const char *section;   /* slug of the editor's section: chung, trinh-tu, truong-hop ... */
	size_t case_no;        /* from 1; 0: the version as a whole */
	const char *case_name; /* NULL where the version has only one case */
	const char *channel;   /* online, counter, post; NULL */
	const char *name;      /* of the paper or document that is meant; NULL */
};

struct version_gaps {
	const struct version_gap *items; /* in the order of the law; at most GAPS_MAX */
	size_t count;
	size_t blocking;
	bool decision_missing;
};
enum { GAPS_MAX = 200 };

/* On `today` (days): documents that have ended by then count as gone. */
void version_check(
    struct arena *arena, const struct version_record *version, int32_t today, struct version_gaps *ret_gaps);

/* The gap in words: "Chưa ghi thời hạn giải quyết (Cấp mới, Trực tuyến)". */
const char *gap_text(struct arena *arena, const struct messages *messages, const char *language,
    const struct version_gap *gap) __attribute__((returns_nonnull));
/*
 * Adds `gaps` [{text, blocks, url}] to the page, without those that the decision brings; url: the editor's section of the
 * procedure of that code. And `any_gaps`, `any_blocking`.
 */
void gaps_view(struct arena *arena, const struct messages *messages, const char *language, const char *code,
    const struct version_gaps *gaps, struct view *page);

#endif
