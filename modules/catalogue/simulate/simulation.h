/*
 * One walk opened for the officer of the request: its procedure, the definitions that were chosen, what was given, and what
 * comes of it. All pages of the room begin here. Private to simulate/.
 */
#ifndef MOTCUA_CATALOGUE_SIMULATION_H
#define MOTCUA_CATALOGUE_SIMULATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "domain/directory/directory_store.h"
#include "record/item_store.h"
#include "record/procedure_record.h"
#include "simulate/walk.h"
#include "simulate/walk_read.h"
#include "simulate/walk_record.h"
#include "simulate/walk_store.h"

struct ctx;
struct page;
struct view;

#define SIMULATE_PATH   "/can-bo/danh-muc/chay-thu"
#define SIMULATE_MEMORY ((size_t)48 << 20) /* definitions at their limits, read and walked */
#define EXAMPLES_PATH   "/can-bo/danh-muc/vi-du"

/* A definition that was chosen, or may be. */
struct simulation_pick {
	const char *pick;    /* as in struct walk_row; "" for none */
	const char *code;    /* of the definition; "" for none */
	int64_t version_no;  /* of an approved version; 0: a draft */
	const char *state;   /* of a draft; NULL */
	const char *content; /* "" for none */
};

struct simulation {
	struct walk_row row;
	struct procedure_item item;
	struct version_record version;
	const struct case_record *which;
	const struct channel_record *channel;
	const struct offering_record *offering; /* NULL: the agency receives it no more */
	struct agency agency;                   /* that receives the sample dossier */
	struct simulation_pick picks[WALK_KINDS];
	struct walk_definitions definitions;
	struct walk_read_fault fault; /* `message` NULL: all can be read */
	struct walk_given_record record;
	struct walk_given given;
	struct walk_trace trace;
	int32_t today;
};

/* The procedure as it stands: in force, else its newest version. ERR_NOT_FOUND. */
MUST_CHECK enum err simulation_procedure(
    struct ctx *c, const char *code, struct procedure_item *ret_item, struct version_record *ret_version);
/* What a pick means. ERR_NOT_FOUND: no such definition, or a draft that this officer may not see. */
MUST_CHECK enum err simulation_pick(
    struct ctx *c, enum definition_kind kind, const char *pick, struct simulation_pick *ret_pick);
/*
 * The walk of that reference, walked. ERR_NOT_FOUND: another officer's too. ERR_CONFLICT catalogue_simulate.gone: its case,
 * channel or agency is no more.
 */
MUST_CHECK enum err simulation_open(struct ctx *c, const char *reference, struct simulation **ret_simulation);
/* Gives the form its shared lists for those answers, as of the day of filing; simulation_walk does it for the answers kept. */
MUST_CHECK enum err simulation_lists(struct ctx *c, const struct simulation *s, const struct form_values *values);
/* Walks again after something was given otherwise. */
MUST_CHECK enum err simulation_walk(struct ctx *c, struct simulation *s);

/* The address of one of its pages. */
const char *simulation_url(struct ctx *c, const struct simulation *s, const char *what);

/* --- words and heads that its pages share ---------------------------------------------------------------------------- */

/* A text of catalogue_simulate.json. */
const char *simulate_text(const struct ctx *c, const char *key);
/* The same with {what} replaced. */
const char *simulate_format(struct ctx *c, const char *key, const char *what);
/* "09:10, thứ hai 23/11/2026"; NULL for TIME_NONE. */
const char *simulate_moment(struct ctx *c, int64_t at);
/* "trực tuyến" for online: the word of the drawn conditions and of rules tried out. */
const char *simulate_channel(struct ctx *c, const char *channel);
/* "Tiếp nhận" for accept; a word that the product does not know stays as it is. */
const char *simulate_action(struct ctx *c, const char *action);
/* "Chuyên viên thụ lý", of a consultation the agency asked. */
const char *simulate_role(struct ctx *c, const struct process_step *step);
/* "v12" in words: "Phiên bản 3", "Bản thảo (đang soạn)", "Không có". */
const char *simulate_pick_text(struct ctx *c, const struct simulation_pick *pick);
/* "16.000 đồng". */
const char *simulate_money(struct ctx *c, int64_t amount);
/* Is what is due paid: "Đã nộp 16.000 đồng (tiền mặt), lúc …", "Chưa nộp 16.000 đồng"; NULL: nothing is due. */
const char *simulate_payment(struct ctx *c, const struct simulation *s);
/* Working minutes in days, hours and minutes of 480 a day. */
const char *simulate_minutes(struct ctx *c, int64_t minutes);

/* Adds the tabs of a walk to a page of govern/page.h, `current` one of its slugs; and the lead line. */
void simulation_head(struct page *page, const struct simulation *s, const char *current);
/* Adds has_tabs, tabs [{label, url, current}], procedure (text) and picks (text) for pages with templates of their own. */
void simulation_show(struct ctx *c, struct view *page, const struct simulation *s, const char *current);
void simulation_show_sample(struct view *page);

#endif
