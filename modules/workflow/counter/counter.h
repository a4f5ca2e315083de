/*
 * The counter: a paper dossier registered by keyboard in under a minute (NĐ 61/2018/NĐ-CP Điều 17 khoản 1). Choose the
 * procedure, find the person, count the papers, scan, accept, print; a result given at once is recorded without a
 * receipt (Điều 17 khoản 4). Needs no other module; a fee is demanded only where payment is deployed.
 */
#ifndef MOTCUA_WORKFLOW_COUNTER_H
#define MOTCUA_WORKFLOW_COUNTER_H

#include <stdint.h>

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct job_ctx;
struct view;

struct counter_input {
	const char *procedure, *person, *q;
	int64_t case_no;
	const char *act; /* register, reckon, same_time */
	const char *kind, *name, *number, *phone, *email, *address;
	int32_t birth;
	const char *owner_kind, *owner_name, *owner_number, *owner_phone, *owner_address;
	const char *subject, *result, *note;
	const char *shown; /* case, agency and check-list as the officer saw them (counter_case_word); NULL: not said */
	int64_t copies;
	struct input_rest
	    rest; /* papers (original.1 ...), scans (scan.1), answers that fee, papers and routing depend on */
};
extern const struct input counter_choose_input, counter_page_input, counter_register_input;

enum err handle_counter(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_counter_page(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_counter_register(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_counter_more(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_counter_again(struct ctx *c, const void *input) MUST_CHECK;

/* Job: forgets the secrets of receipts that were not printed within a day. */
enum err counter_forget_secrets(struct job_ctx *j, bool *ret_more) MUST_CHECK;

/* For --check. */
struct view *counter_sample(struct arena *arena);
struct view *counter_register_sample(struct arena *arena);

#endif
