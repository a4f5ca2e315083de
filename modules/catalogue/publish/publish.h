/*
 * Publishing: the whole catalogue as finished pages and their JSON in every language, the search index and sitemap.xml, in
 * a new tree that takes the old one's place at once. What citizens read needs neither this program nor the database.
 */
#ifndef MOTCUA_CATALOGUE_PUBLISH_H
#define MOTCUA_CATALOGUE_PUBLISH_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"

struct arena;
struct catalogue;
struct core_config;
struct db;
struct failure;
struct job_ctx;
struct messages;
struct page_content;
struct publication;
struct templates;
struct tree;
struct verb_ctx;

struct publishing {
	struct arena *arena;
	struct db *db;
	struct failure *failure;
	const struct core_config *config;
	const struct messages *messages;
	const struct templates *templates;
	const char *national_portal;
	struct tree *tree; /* begun; holds the folder for this publication alone */
	int64_t now;       /* names the tree */
	bool afresh;       /* makes every file, whatever is known of the tree before */
};

/* Writes the pages of this catalogue into the tree and switches to it; *ret says what was written. */
enum err publish_tree(const struct publishing *publishing, const struct catalogue *catalogue,
    const struct page_content *content, struct publication *ret_publication) MUST_CHECK;

/* The verb `publish [afresh]`: what is in force today, read, written and noted. */
int publish_verb(struct verb_ctx *v, int argc, char **argv);

/* Jobs: orders from the outbox (topic "publish"); and such an order when procedures come into force or end by date. */
enum err publish_ordered(struct job_ctx *j, bool *ret_more) MUST_CHECK;
enum err publish_due(struct job_ctx *j, bool *ret_more) MUST_CHECK;

#endif
