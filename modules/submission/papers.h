/*
 * The papers of a draft: what is asked, what is attached, upload and removal. One message per kind of failure; a paper that a
 * register replaces is not asked for (NĐ 118/2025/NĐ-CP, Đ4(2a)).
 */
#ifndef MOTCUA_SUBMISSION_PAPERS_H
#define MOTCUA_SUBMISSION_PAPERS_H

#include <stdint.h>

#include "core/err.h"

#include "filing.h"

struct arena;
struct ctx;
struct input;
struct view;

enum { PAPER_BYTES_MOST = 20 << 20 };

extern const struct input papers_input, paper_upload_input, paper_remove_input, paper_file_input;

enum err handle_papers(struct ctx *c, const void *input) MUST_CHECK;
/* "Continue": every required paper must be there. */
enum err handle_papers_done(struct ctx *c, const void *input) MUST_CHECK;
enum err again_papers(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_paper_upload(struct ctx *c, const void *input) MUST_CHECK;
enum err again_paper_upload(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_paper_remove(struct ctx *c, const void *input) MUST_CHECK;
/* The attached file itself, for its owner. */
enum err handle_paper_file(struct ctx *c, const void *input) MUST_CHECK;

/* `papers`: one section per paper of the draft with its files and its upload form; `error_at` (may be NULL) is the code of
 * the paper whose upload failed with c->errors. */
void papers_show(struct ctx *c, struct view *page, const struct filing *filing, const char *error_at);

struct view *papers_sample(struct arena *arena);

#endif
