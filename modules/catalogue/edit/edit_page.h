/*
 * The draft that a page of the editor is about, opened for the officer of the request: whose it is, what it says, and the
 * structs that the section's parts belong to. Private to the room.
 */
#ifndef MOTCUA_CATALOGUE_EDIT_PAGE_H
#define MOTCUA_CATALOGUE_EDIT_PAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "edit/edit_clock.h"
#include "edit/edit_values.h"
#include "record/item_store.h"
#include "record/procedure_record.h"
#include "record/version_store.h"

struct ctx;

struct edit_page {
	struct procedure_item item;
	struct version_line line;
	struct version_record record;
	const struct edit_section *section;
	int64_t case_no;             /* from 1; of a section about a case */
	const char *channel;         /* an entry of channel_names */
	struct channel_record entry; /* a copy of the case's channel, or a new one */
	struct edit_clock clock;
	struct edit_definitions definitions;
	struct edit_bases bases;
};

/* The procedure's newest version, whatever its state, read. ERR_NOT_FOUND: no such procedure. */
MUST_CHECK enum err edit_open(struct ctx *c, const char *code, struct edit_page *page);
/* The same to be changed. ERR_CONFLICT: it is no draft; ERR_FORBIDDEN: another unit drafts it. */
MUST_CHECK enum err edit_open_draft(struct ctx *c, const char *code, struct edit_page *page);
/* The bases of one section. ERR_NOT_FOUND: there is no such case. */
MUST_CHECK enum err edit_open_section(
    struct ctx *c, struct edit_page *page, const struct edit_section *section, int64_t case_no, const char *channel);
/*
 * After the values were applied to the bases: what stands beside the record goes into it (the channel with its clock, the
 * definitions). ERR_INVALID: the clock refuses, its fault stands beside its value.
 */
MUST_CHECK enum err edit_close_section(struct ctx *c, struct edit_page *page, struct edit_values *values);

/* "/can-bo/danh-muc/thu-tuc/{code}/sua", of a section with its case and channel (NULL: the summary). */
const char *edit_path(struct ctx *c, const struct edit_page *page, const struct edit_section *section);

#endif
