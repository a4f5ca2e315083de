/* CommonMark into values. See markup.h. Walks the tree without recursion: its depth is the writer's. */
#include "content/markup.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <cmark.h>

#include "content/address.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/view.h"

enum { TEXT_MOST = 1 << 20, HEADING_LOWEST = 4 };

struct walk {
	struct arena *arena;
	struct view *lists[2 * MARKUP_DEPTH + 1]; /* where blocks go, and items of lists; the innermost last */
	size_t depth;                             /* containers open, of those that are kept */
	size_t opened;                            /* containers open beyond that */
	int heading;                              /* level of the first headings */
	bool headed;                              /* there was one */
	struct view *spans;                       /* of the block being written */
	struct buffer text;                       /* of the span being written */
	const char *url;                          /* of the link around it, or NULL */
	int strong, em;                           /* how many are open */
};

static struct view *
add_block(struct view *list)
{
	static const char *const flags[] = { "h2", "h3", "h4", "paragraph", "tight", "rule" };
	static const char *const parts[] = { "literal", "bullets", "numbers", "quote" };
	struct view *block = view_item(list);

	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		view_bool(block, flags[i], false);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		view_text(block, parts[i], NULL);
	(void)view_list(block, "spans");
	return block;
}

static void
add_span(struct walk *w, const char *text, const char *kind)
{
	static const char *const kinds[] = { "strong", "em", "code", "plain", "line" };
	struct view *span = view_item(w->spans);

	view_text(span, "text", text);
	view_url(span, "url", strcmp(kind, "url") == 0 ? w->url : NULL);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		view_bool(span, kinds[i], strcmp(kinds[i], kind) == 0);
}

/* Ends the span being written: from here on the words look different. */
static void
flush(struct walk *w)
{
	const char *kind = w->url != NULL ? "url" : w->strong > 0 ? "strong" : w->em > 0 ? "em" : "plain";

	if (w->spans == NULL || w->text.size == 0)
		return;
	add_span(w, arena_strdup(w->arena, w->text.data), kind);
	buffer_clear(&w->text);
}

static const char *
heading_name(struct walk *w, cmark_node *node)
{
	static const char *const names[] = { "h2", "h3", "h4" };
	int level = cmark_node_get_heading_level(node) > 2 && w->headed ? w->heading + 1 : w->heading;

	w->headed = true;
	return names[(level > HEADING_LOWEST ? HEADING_LOWEST : level) - 2];
}

static bool
is_tight(cmark_node *paragraph)
{
	cmark_node *item = cmark_node_parent(paragraph);

	return item != NULL && cmark_node_get_type(item) == CMARK_NODE_ITEM &&
	       cmark_node_get_list_tight(cmark_node_parent(item)) != 0;
}

static void
enter_text_block(struct walk *w, cmark_node *node, bool heading)
{
	struct view *block = add_block(w->lists[w->depth]);

	view_bool(block, heading ? heading_name(w, node) : is_tight(node) ? "tight" : "paragraph", true);
	w->spans = view_list(block, "spans");
}

/* A list, an item or a quotation: what comes next goes into it, unless it is too deep. */
static void
enter_container(struct walk *w, cmark_node *node)
{
	/* A list is kept with its items or not at all. */
	size_t needed = cmark_node_get_type(node) == CMARK_NODE_LIST ? 2 : 1;
	struct view *block;

	if (w->opened > 0 || w->depth + needed >= sizeof(w->lists) / sizeof(w->lists[0])) {
		w->opened++;
		return;
	}
	if (cmark_node_get_type(node) == CMARK_NODE_ITEM) {
		block = view_item(w->lists[w->depth]);
		w->lists[++w->depth] = view_list(block, "blocks");
		return;
	}
	block = add_block(w->lists[w->depth]);
	if (cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE)
		w->lists[++w->depth] = view_list(view_child(block, "quote"), "blocks");
	else if (cmark_node_get_list_type(node) == CMARK_ORDERED_LIST)
		w->lists[++w->depth] = view_list(view_child(block, "numbers"), "items");
	else
		w->lists[++w->depth] = view_list(view_child(block, "bullets"), "items");
}

static void
leave_container(struct walk *w)
{
	if (w->opened > 0)
		w->opened--;
	else
		w->depth--;
}

/* Code and raw HTML, as the text that they are. */
static void
add_literal(struct walk *w, cmark_node *node)
{
	view_text(add_block(w->lists[w->depth]), "literal", arena_strdup(w->arena, cmark_node_get_literal(node)));
}

static void
add_code(struct walk *w, cmark_node *node)
{
	flush(w);
	add_span(w, arena_strdup(w->arena, cmark_node_get_literal(node)), "code");
}

static void
on_enter(struct walk *w, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_LIST:
	case CMARK_NODE_ITEM:
	case CMARK_NODE_BLOCK_QUOTE: enter_container(w, node); break;
	case CMARK_NODE_PARAGRAPH: enter_text_block(w, node, false); break;
	case CMARK_NODE_HEADING: enter_text_block(w, node, true); break;
	case CMARK_NODE_CODE_BLOCK:
	case CMARK_NODE_HTML_BLOCK: add_literal(w, node); break;
	case CMARK_NODE_THEMATIC_BREAK: view_bool(add_block(w->lists[w->depth]), "rule", true); break;
	case CMARK_NODE_TEXT:
	case CMARK_NODE_HTML_INLINE: buffer_text(&w->text, cmark_node_get_literal(node)); break;
	case CMARK_NODE_SOFTBREAK: buffer_char(&w->text, ' '); break;
	case CMARK_NODE_LINEBREAK: flush(w), add_span(w, NULL, "line"); break;
	case CMARK_NODE_CODE: add_code(w, node); break;
	case CMARK_NODE_STRONG: flush(w), w->strong++; break;
	case CMARK_NODE_EMPH: flush(w), w->em++; break;
	case CMARK_NODE_LINK:
		flush(w);
		if (address_is_allowed(cmark_node_get_url(node)))
			w->url = arena_strdup(w->arena, cmark_node_get_url(node));
		break;
	default: break; /* the document; an image: its words follow */
	}
}

static void
on_exit_of(struct walk *w, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_LIST:
	case CMARK_NODE_ITEM:
	case CMARK_NODE_BLOCK_QUOTE: leave_container(w); break;
	case CMARK_NODE_PARAGRAPH:
	case CMARK_NODE_HEADING: flush(w), w->spans = NULL; break;
	case CMARK_NODE_STRONG: flush(w), w->strong--; break;
	case CMARK_NODE_EMPH: flush(w), w->em--; break;
	case CMARK_NODE_LINK: flush(w), w->url = NULL; break;
	default: break;
	}
}

static void
free_document(void *object)
{
	cmark_node_free(object);
}

static void
free_iterator(void *object)
{
	cmark_iter_free(object);
}

/* The document's events; both belong to the arena, which may jump out of the middle of the walk. */
static cmark_iter *
parse(struct arena *arena, const char *text)
{
	cmark_node *document = cmark_parse_document(text, strlen(text), CMARK_OPT_VALIDATE_UTF8);
	cmark_iter *iterator;

	arena_defer(arena, free_document, document);
	iterator = cmark_iter_new(document);
	arena_defer(arena, free_iterator, iterator);
	return iterator;
}

void
markup_view(struct arena *arena, struct view *object, const char *text, int heading)
{
	struct walk w = { .arena = arena, .lists = { view_list(object, "blocks") }, .heading = heading };
	cmark_iter *iterator = parse(arena, text);
	cmark_event_type event;

	buffer_init(&w.text, arena, TEXT_MOST);
	while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
		if (event == CMARK_EVENT_ENTER)
			on_enter(&w, cmark_iter_get_node(iterator));
		else
			on_exit_of(&w, cmark_iter_get_node(iterator));
	}
}

const char *
markup_words(struct arena *arena, const char *text, size_t most)
{
	cmark_iter *iterator = parse(arena, text);
	struct buffer words;
	char *last;
	cmark_event_type event;

	buffer_init(&words, arena, TEXT_MOST);
	while (words.size <= most && (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iterator);
		cmark_node_type type = cmark_node_get_type(node);

		if (event == CMARK_EVENT_ENTER && (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE))
			buffer_text(&words, cmark_node_get_literal(node));
		else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK ||
			 (event == CMARK_EVENT_EXIT && (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING)))
			buffer_char(&words, ' ');
	}
	while (words.size > 0 && words.data[words.size - 1] == ' ')
		words.data[--words.size] = '\0';
	if (words.size <= most)
		return words.data;
	words.data[utf8_cut(words.data, most)] = '\0';
	last = strrchr(words.data, ' ');
	if (last != NULL)
		*last = '\0';
	return arena_printf(arena, "%s...", words.data);
}
