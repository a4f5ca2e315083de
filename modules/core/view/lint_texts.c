/* Compares the templates with the message catalogue: a misspelt key would be shown to a person as nothing at all. */
#include "core/view/lint.h"

#include <stdbool.h>
#include <string.h>

#include "core/memory/arena.h"
#include "core/view/lint_report.h"
#include "core/view/template_files.h"
#include "core/view/template_scan.h"
#include "core/view/view.h"

struct texts {
	const struct view *tree;
	struct buffer *report;
	size_t problems;
};

/* {{t.a.b}} needs a text, {{#t.a.b}} and {{^t.a.b}} anything of that name. */
static bool
is_known(const struct texts *texts, const struct template_token *token, const char *name)
{
	const struct view *found;

	if (strncmp(name, "t.", 2) != 0)
		return true;
	found = view_path(texts->tree, name + 2);
	if (token->kind == TOKEN_VALUE)
		return view_as_text(found) != NULL;
	return found != NULL || (token->kind != TOKEN_SECTION && token->kind != TOKEN_INVERTED);
}

static enum err
compare_file(void *visitor, const struct template_file *file, struct failure *failure)
{
	struct texts *texts = visitor;
	struct lint_report lines = { .name = file->path, .out = texts->report };
	struct template_scan scan;
	struct template_token token;

	(void)failure;
	template_scan_begin(&scan, file->source, file->size);
	while (template_scan_next(&scan, &token)) {
		const char *name = arena_strndup(texts->report->arena, token.text, token.size);

		if (!is_known(texts, &token, name))
			lint_problem(&lines, token.line, "not in the message catalogue", name + 2);
	}
	texts->problems += lines.problems;
	return OK;
}

size_t
lint_texts(const char *directory, const struct view *texts, struct buffer *report)
{
	struct texts comparison = { .tree = texts, .report = report };
	struct lint_report lines = { .name = directory, .out = report };
	struct failure failure = { 0 };

	if (template_files_each(report->arena, directory, compare_file, &comparison, &failure))
		lint_problem(&lines, 0, "cannot be read", failure.log);
	return comparison.problems + lines.problems;
}
