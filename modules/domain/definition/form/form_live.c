/* What the browser needs to follow a form's conditions as one types: its fields with their trees, and the answers that stand on
 * other pages. See form_private.h; the other side is www/static/js/form.js. */
#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/feel/feel_tree.h"
#include "domain/definition/form/form_private.h"

enum { LIVE_MAX = 256 * 1024 };

static const char *const type_names[FORM_TYPE__MAX] = { "text", "text", "number", "date", "time", "checkbox", "plural",
	"text", "text", "plural", "group", "list", "note", "expression" };

bool
form_is_conditional(const struct form_field *field)
{
	for (; field != NULL; field = field->parent)
		if (field->hide != NULL)
			return true;
	return false;
}

static bool
is_here(const struct form_field *field, const char *page)
{
	return page == NULL || (field->page != NULL && strcmp(field->page->id, page) == 0);
}

static void
write_member(struct buffer *out, const char *name, const char *text)
{
	if (text == NULL)
		return;
	buffer_printf(out, ",\"%s\":", name);
	feel_write_string(out, text);
}

static void
write_tree(struct buffer *out, const char *name, const struct feel *feel)
{
	if (feel == NULL)
		return;
	buffer_printf(out, ",\"%s\":", name);
	feel_write_json(feel, out);
}

static void
write_field(struct buffer *out, const struct form_field *field, const char *page)
{
	buffer_text(out, "{\"id\":");
	feel_write_string(out, field->id);
	write_member(out, "key", field->key);
	write_member(out, "type", type_names[field->type]);
	write_member(out, "list", field->list != NULL ? field->list->id : NULL);
	write_member(out, "parent", field->parent != NULL ? field->parent->id : NULL);
	write_member(out, "strip", form_kind_separators(field->kind));
	buffer_printf(out, ",\"here\":%s,\"upper\":%s", is_here(field, page) ? "true" : "false",
	    form_kind_is_upper(field->kind) ? "true" : "false");
	write_tree(out, "hide", field->hide);
	write_tree(out, "expression", field->expression);
	buffer_char(out, '}');
}

static void
write_values(struct buffer *out, const struct form_state *s, const char *page)
{
	const char *comma = "";

	for (size_t i = 0; i < s->values->count; i++) {
		const struct form_value *value = &s->values->items[i];
		const struct form_field *field = form_field_by_key(s->form, value->key);

		if (field == NULL || is_here(field, page))
			continue;
		buffer_printf(out, "%s[", comma);
		feel_write_string(out, value->key);
		buffer_printf(out, ",%d,", value->row);
		feel_write_string(out, value->text);
		buffer_char(out, ']');
		comma = ",";
	}
}

const char *
form_live(const struct form_state *s, const char *page)
{
	struct buffer out;

	buffer_init(&out, s->arena, LIVE_MAX);
	buffer_printf(&out, "{\"today\":%lld,\"fields\":[", (long long)s->today);
	for (size_t i = 0; i < s->form->field_count; i++) {
		buffer_text(&out, i > 0 ? "," : "");
		write_field(&out, &s->form->fields[i], page);
	}
	buffer_text(&out, "],\"order\":[");
	for (size_t i = 0; i < s->form->logic_count; i++) {
		buffer_text(&out, i > 0 ? "," : "");
		feel_write_string(&out, s->form->logic[i]->id);
	}
	buffer_text(&out, "],\"values\":[");
	write_values(&out, s, page);
	buffer_text(&out, "]}");
	return out.full ? "{}" : out.data;
}
