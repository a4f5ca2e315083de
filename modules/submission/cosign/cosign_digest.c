/* The digest of what is signed: a list of texts, each preceded by its length. See cosign_digest.h. */
#include "cosign/cosign_digest.h"

#include <string.h>

#include "core/security/hash.h"
#include "core/server/ctx.h"

#include "filing.h"

enum { HEAD_PARTS = 6, PARTS_EACH = 3 };

struct parts {
	struct arena *arena;
	struct bytes *items;
	size_t count;
};

static void
add_text(struct parts *parts, const char *text)
{
	parts->items[parts->count++] = (struct bytes){ (const unsigned char *)text, strlen(text) };
}

static void
add_number(struct parts *parts, int64_t number)
{
	add_text(parts, arena_printf(parts->arena, "%lld", (long long)number));
}

static void
add_answers(struct parts *parts, const struct filing *f, const struct form_frozen *frozen)
{
	for (size_t i = 0; i < frozen->count; i++) {
		if (frozen->answers[i].computed) /* follows from the others, and from the day */
			continue;
		add_text(parts, frozen->answers[i].field_id);
		add_number(parts, frozen->answers[i].row);
		add_text(parts, frozen->answers[i].value);
	}
	for (size_t i = 0; i < f->answer_count; i++) {
		if (f->answers[i].field_key[0] != '@')
			continue;
		add_text(parts, f->answers[i].field_key);
		add_number(parts, f->answers[i].row_no);
		add_text(parts, f->answers[i].value);
	}
}

static void
add_papers(struct parts *parts, const struct filing *f)
{
	for (size_t i = 0; i < f->paper_count; i++) {
		add_text(parts, f->papers[i].requirement_code);
		add_text(parts, f->papers[i].name);
		parts->items[parts->count++] = f->papers[i].sha256;
	}
}

struct bytes
cosign_digest(struct ctx *c, const struct filing *f)
{
	struct form_frozen frozen = { 0 };
	struct parts parts = { .arena = c->arena };
	unsigned char *digest = arena_alloc(c->arena, SHA256_SIZE);

	if (f->form != NULL)
		form_freeze(c->arena, f->form, &f->values, f->today, &frozen);
	parts.items = arena_array(c->arena, HEAD_PARTS + PARTS_EACH * (frozen.count + f->answer_count + f->paper_count),
	    sizeof(*parts.items));
	add_text(&parts, "motcua-cosign-1");
	add_text(&parts, f->procedure.code);
	add_number(&parts, f->course.case_no);
	add_number(&parts, f->course.offering.agency_receiving_id);
	add_number(&parts, f->course.offering.agency_solving_id);
	add_text(&parts, filing_definitions(c->arena, f));
	add_answers(&parts, f, &frozen);
	add_papers(&parts, f);
	sha256_parts(parts.items, parts.count, digest);
	return (struct bytes){ digest, SHA256_SIZE };
}
