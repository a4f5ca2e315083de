/*
 * Bundles in the back office: procedures go out as one signed file, and come in from another installation: looked at with
 * their differences, what is missing here and their examples, then written whole or not at all.
 */
#ifndef MOTCUA_CATALOGUE_BUNDLE_PAGE_H
#define MOTCUA_CATALOGUE_BUNDLE_PAGE_H

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct view;

#define BUNDLE_PATH "/can-bo/danh-muc/goi"
#define BUNDLE_REST ((size_t)1 << 20) /* bytes of an upload beside the file */
#define BUNDLE_MEMORY                                                                                                  \
	((size_t)192 << 20) /* as many procedures as the page takes, on their way out; the list of the largest bundle */

extern const struct input bundle_upload_input, bundle_make_input, bundle_input, bundle_apply_input, bundle_drop_input,
    bundle_again_input;

/* GET, POST /can-bo/danh-muc/goi: what came in; a file. */
enum err handle_bundles(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_bundle_upload(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_bundle_upload_again(struct ctx *c, const void *input) MUST_CHECK;
/* GET, POST .../xuat: the file of chosen procedures. */
enum err handle_bundle_make_form(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_bundle_make(struct ctx *c, const void *input) MUST_CHECK;
/* GET .../den/{bundle}; POST .../ghi, .../bo, .../kiem-tra: ordered, given up, compared anew. */
enum err handle_bundle(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_bundle_apply(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_bundle_drop(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_bundle_again(struct ctx *c, const void *input) MUST_CHECK;

struct view *bundle_list_sample(struct arena *arena);

#endif
