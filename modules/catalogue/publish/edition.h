/*
 * The catalogue as pages of one language: what every view of the module is built from, published or served. Addresses
 * are made here and nowhere else: /thu-tuc/<slug>, /linh-vuc/<slug>, /co-quan/<slug>, /su-kien/<slug>, /muc-do/<slug>,
 * in other languages below /<language>/.
 */
#ifndef MOTCUA_CATALOGUE_EDITION_H
#define MOTCUA_CATALOGUE_EDITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct agency;
struct arena;
struct catalogue;
struct catalogue_procedure;
struct core_config;
struct messages;
struct view;

struct edition {
	const struct core_config *config;
	const struct messages *messages; /* NULL in samples: texts are then their keys */
	const char *language;
	const char *national_portal; /* address with {code} in it, "" if none */
	const struct catalogue *catalogue;
};

/* A text of catalogue.json. */
const char *edition_text(const struct edition *edition, const char *key);
/* The same with {name} replaced. */
const char *edition_format(
    struct arena *arena, const struct edition *edition, const char *key, const char *name, const char *value);
/* "12 procedures" */
const char *edition_count(struct arena *arena, const struct edition *edition, const char *key, size_t count);

/* The path of a page in this language: edition_url(arena, e, "/thu-tuc/{}", slug). */
const char *edition_url(struct arena *arena, const struct edition *edition, const char *pattern, const char *slug);
/* Is the module part of this installation? */
bool edition_has(const struct edition *edition, const char *module);

/* Home and then one more page, or none: `label` NULL. */
void edition_breadcrumbs(
    struct arena *arena, const struct edition *edition, struct view *page, const char *label, const char *url);
/* What the search box reads. */
void edition_search(struct arena *arena, const struct edition *edition, struct view *page, const char *q);

/* Slugs of pages that no row names. */
const char *life_event_slug(const char *event); /* "birth" -> "co-con-nho" */
const char *level_slug(const char *level);      /* "full" -> "toan-trinh" */

#endif
