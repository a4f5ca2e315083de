/* Members of Form.io components: what is carried, what says nothing, what is script. See formio_private.h. */
#include <string.h>
#include <strings.h>

#include "core/locale/word_list.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/formio/formio_private.h"

/* Read by the importer, each in its place. */
static const char *const carried[] = { "type", "key", "label", "title", "legend", "description", "tooltip",
	"placeholder", "validate", "values", "data", "components", "columns", "rows", "conditional", "content", "html",
	"multiple", "enableTime", "enableDate", "format", "decimalLimit", "requireDecimal", "dataSrc", "id", NULL };

/* How it looks and how their editor and their server treat it: nothing that a form of ours would say. */
static const char *const silent[] = { "input", "tableView", "tabindex", "autofocus", "labelPosition", "labelWidth",
	"labelMargin", "hideLabel", "spellcheck", "mask", "inputType", "inputFormat", "inputMask", "displayMask",
	"inputMasks", "allowMultipleMasks", "applyMaskOn", "showCharCount", "showWordCount", "autocomplete", "widget",
	"attributes", "overlay", "customClass", "className", "tag", "attrs", "refreshOnChange", "persistent",
	"protected", "dbIndex", "encrypted", "redrawOn", "refreshOn", "refreshOnBlur", "clearOnRefresh", "clearOnHide",
	"modalEdit", "dataGridLabel", "tags", "properties", "errorLabel", "errors", "case", "truncateMultipleSpaces",
	"theme", "breadcrumb", "breadcrumbClickable", "nextPage", "buttonSettings", "navigation", "collapsible",
	"collapsed", "tree", "lazyLoad", "idPath", "template", "itemTemplate", "searchEnabled", "searchField",
	"searchThreshold", "minSearch", "selectThreshold", "selectFields", "readOnlyValue", "authenticate",
	"ignoreCache", "limit", "sort", "indexeddb", "fuseOptions", "selectValues", "valueProperty", "uniqueOptions",
	"customOptions", "useExactSearch", "optionsLabelPosition", "inline", "shortcut", "name", "value", "storage",
	"dir", "fileNameTemplate", "image", "uploadOnly", "webcam", "webcamSize", "privateDownload", "imageSize",
	"fileTypes", "uploadEnabled", "fileKey", "delimiter", "thousandsSeparator", "decimalSymbol", "currency",
	"datepickerMode", "timePicker", "datePicker", "defaultDate", "displayInTimezone", "timezone",
	"useLocaleSettings", "allowInput", "maxDate", "minDate", "dataFormat", "fields", "dayFirst", "hideInputLabels",
	"inputsLabelPosition", "kickbox", "editor", "wysiwyg", "autoExpand", "fixedSize", "isUploadEnabled",
	"uploadUrl", "uploadStorage", "uploadDir", "uploadOptions", "numRows", "numCols", "cloneRows", "cellAlignment",
	"striped", "bordered", "hover", "condensed", "size", "width", "offset", "push", "pull", "currentWidth",
	"autoAdjust", "hideOnChildrenHidden", "verticalLayout", "addAnother", "addAnotherPosition", "removePlacement",
	"defaultOpen", "layoutFixed", "enableRowGroups", "reorder", "initEmpty", "templates", "openWhenEmpty",
	"inlineEdit", "displayAsTable", "rowDrafts", "conditionalAddButton", "saveRow", "removeRow", "rowClass",
	"modal", "noFirstRow", "action", "showValidations", "disableOnInvalid", "leftIcon", "rightIcon", "block",
	"event", "allowCalculateOverride", "calculateServer", "validateOn", "lockKey", "isNew", "keyModified",
	"version", "fileMinSize", "prefix", "suffix", "unique", "scrollToError", "hideSelect", "dropdown",
	"expandDropdown", "subtype", "hideOnSubmit", "path", "submissionAccess", "alwaysEnabled", NULL };

/* Where Form.io keeps script. */
static const char *const scripts[] = { "customConditional", "calculateValue", "customDefaultValue", "custom",
	"onChange", "controller", "rowValidation", NULL };

const char *
formio_text(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text != NULL ? text : "";
}

/* Names come out of a hostile document; those that are no identifiers are shown as "?". */
const char *
formio_below(const struct formio *f, const char *path, const char *name)
{
	size_t size = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-[].");

	if (name[size] != '\0' || size > 80)
		name = "?";
	return *path == '\0' ? arena_strdup(f->arena, name) : arena_printf(f->arena, "%s.%s", path, name);
}

void
formio_note(struct formio *f, const char *message, const char *path)
{
	struct formio_report *report = f->report;
	bool script = strcmp(message, "formio.script") == 0;

	report->script_count += script;
	if (report->count < FORMIO_NOTES_MAX)
		report->notes[report->count++] = (struct formio_note){ path, f->label, message, script };
}

/* Says nothing: null, false, 0, "", [] and objects of such. */
static bool
is_empty(const json_t *value)
{
	const char *name;
	json_t *inside;

	if (json_is_object(value)) {
		json_object_foreach((json_t *)value, name, inside)
		{
			if (json_is_object(inside) || !is_empty(inside))
				return false;
		}
		return true;
	}
	return value == NULL || json_is_null(value) || json_is_false(value) ||
	       (json_is_string(value) && *json_string_value(value) == '\0') ||
	       (json_is_array(value) && json_array_size(value) == 0) ||
	       (json_is_number(value) && json_number_value(value) == 0);
}

/* Actions of "logic" are data, unless one of them holds script. */
static bool
holds_script(const json_t *value, int depth)
{
	static const char *const members[] = { "javascript", "customAction", NULL };
	const char *name;
	json_t *inside;
	size_t i;

	if (depth > 6)
		return true;
	json_object_foreach((json_t *)value, name, inside)
	{
		if ((word_list_find(members, name) != NULL && !is_empty(inside)) || holds_script(inside, depth + 1))
			return true;
	}
	json_array_foreach(value, i, inside)
	{
		if (holds_script(inside, depth + 1))
			return true;
	}
	return false;
}

static const char *
member_message(const char *name, const json_t *value)
{
	static const struct {
		const char *name, *message;
	} rows[] = { { "logic", "formio.logic" }, { "defaultValue", "formio.default" }, { "hidden", "formio.hidden" },
		{ "disabled", "formio.disabled" }, { "filePattern", "formio.file_kind" },
		{ "fileMaxSize", "formio.file_kind" } };

	if (word_list_find(scripts, name) != NULL || (strcmp(name, "logic") == 0 && holds_script(value, 0)))
		return "formio.script";
	if (strcmp(name, "filePattern") == 0 &&
	    strcmp(json_string_value(value) ? json_string_value(value) : "", "*") == 0)
		return NULL;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (strcmp(rows[i].name, name) == 0)
			return rows[i].message;
	return "formio.member";
}

void
formio_check_members(struct formio *f, const json_t *component, const char *path)
{
	const char *name, *message;
	json_t *value;

	json_object_foreach((json_t *)component, name, value)
	{
		if (word_list_find(carried, name) != NULL || word_list_find(silent, name) != NULL || is_empty(value))
			continue;
		if ((message = member_message(name, value)) != NULL)
			formio_note(f, message, formio_below(f, path, name));
	}
	/* Where choices come from may be script too. */
	if (!is_empty(json_object_get(json_object_get(component, "data"), "custom")))
		formio_note(f, "formio.script", formio_below(f, path, "data.custom"));
}

/* --- limits -------------------------------------------------------------------------------------------------------- */

void
formio_property(json_t *to, const char *name, const char *value)
{
	json_t *properties = json_object_get(to, "properties");

	if (properties == NULL) {
		json_object_set_new(to, "properties", json_object());
		properties = json_object_get(to, "properties");
	}
	json_object_set_new(properties, name, json_string(value));
}

static void
set_validate(json_t *to, const char *name, json_t *value)
{
	json_t *validate = json_object_get(to, "validate");

	if (validate == NULL) {
		json_object_set_new(to, "validate", json_object());
		validate = json_object_get(to, "validate");
	}
	json_object_set_new(validate, name, value);
}

/* Numbers stand there as numbers or as text. */
static bool
whole_number(const json_t *value, json_int_t *ret)
{
	const char *text = json_string_value(value);
	size_t digits = text != NULL ? strspn(text, "0123456789") : 0;

	if (text != NULL && digits > 0 && digits < 10 && text[digits] == '\0') {
		*ret = 0;
		for (; *text != '\0'; text++)
			*ret = *ret * 10 + (*text - '0');
		return true;
	}
	*ret = json_is_integer(value) ? json_integer_value(value) : -1;
	return json_is_integer(value);
}

/* One limit; false: nothing of ours says it. */
static bool
carry_limit(struct formio *f, const char *name, const json_t *value, const struct formio_type *type, json_t *to)
{
	bool words = strcmp(type->ours, "textfield") == 0 || strcmp(type->ours, "textarea") == 0;
	bool number = strcmp(type->ours, "number") == 0, many = strcmp(type->ours, "checklist") == 0;
	bool rows = type->shape == FORMIO_LIST;
	json_int_t whole = 0;
	bool is_whole = whole_number(value, &whole);

	if (number && (strcmp(name, "min") == 0 || strcmp(name, "max") == 0) && (is_whole || json_is_real(value))) {
		set_validate(to, name, json_deep_copy(value));
		return true;
	}
	if (!is_whole || whole < 0)
		return false;
	if (words && whole <= FORM_TEXT_MAX && (strcmp(name, "minLength") == 0 || strcmp(name, "maxLength") == 0))
		set_validate(to, name, json_integer(whole));
	else if (rows && whole <= FORM_ROWS_MAX && (strcmp(name, "minLength") == 0 || strcmp(name, "maxLength") == 0))
		formio_property(to, strcmp(name, "minLength") == 0 ? "min_rows" : "max_rows",
		    arena_printf(f->arena, "%d", (int)whole));
	else if (many && whole <= FORM_OPTIONS_MAX &&
		 (strcmp(name, "minSelectedCount") == 0 || strcmp(name, "maxSelectedCount") == 0))
		formio_property(to, strcmp(name, "minSelectedCount") == 0 ? "min_chosen" : "max_chosen",
		    arena_printf(f->arena, "%d", (int)whole));
	else
		return false;
	return true;
}

void
formio_validate(struct formio *f, const json_t *from, const struct formio_type *type, json_t *to, const char *path)
{
	static const char *const nothing[] = { "multiple", "unique", "strictDateValidation", "customPrivate", "step",
		"integer", "onlyAvailableItems", "unit", NULL };
	json_t *validate = json_object_get(from, "validate"), *value;
	const char *here = formio_below(f, path, "validate"), *name;
	bool required = json_is_true(json_object_get(validate, "required")), answered = type->shape <= FORMIO_CHOICES;

	if (required && answered)
		set_validate(to, "required", json_true());
	else if (required && type->shape == FORMIO_LIST)
		formio_property(to, "min_rows", "1");
	json_object_foreach(validate, name, value)
	{
		if (is_empty(value) || strcmp(name, "required") == 0 || word_list_find(nothing, name) != NULL ||
		    carry_limit(f, name, value, type, to))
			continue;
		if (strcmp(name, "custom") == 0)
			formio_note(f, "formio.script", formio_below(f, here, name));
		else if (strcmp(name, "customMessage") == 0 && required && answered && json_is_string(value))
			formio_property(to, "message.required.vi", json_string_value(value));
		else
			formio_note(f, strcmp(name, "pattern") == 0 ? "formio.pattern" : "formio.limit",
			    formio_below(f, here, name));
	}
}

/* --- HTML ---------------------------------------------------------------------------------------------------------- */

/* Past a tag; true if it is, or holds, script. */
static bool
skip_tag(const char **html)
{
	const char *start = *html + 1, *end = strchr(start, '>'), *at = start;
	bool script = strncasecmp(start, "script", 6) == 0;

	*html = end != NULL ? end + 1 : start + strlen(start);
	for (; !script && at + 3 < *html; at++)
		script = (*at == ' ' || *at == '/') && strncasecmp(at + 1, "on", 2) == 0 && at[3] >= 'A';
	return script || (strcasestr(start, "javascript:") != NULL && strcasestr(start, "javascript:") < *html);
}

static const char *
entity(const char *html, struct buffer *out)
{
	static const struct {
		const char *name, *text;
	} entities[] = { { "&nbsp;", " " }, { "&amp;", "&" }, { "&quot;", "\"" }, { "&#39;", "'" } };

	for (size_t i = 0; i < sizeof(entities) / sizeof(*entities); i++)
		if (strncmp(html, entities[i].name, strlen(entities[i].name)) == 0) {
			buffer_text(out, entities[i].text);
			return html + strlen(entities[i].name);
		}
	buffer_char(out, '&');
	return html + 1;
}

const char *
formio_plain(struct formio *f, const char *html, const char *path)
{
	struct buffer out;
	bool script = false;

	buffer_init(&out, f->arena, FORM_TEXT_MAX);
	while (*html != '\0') {
		if (*html == '<') {
			script = skip_tag(&html) || script;
			if (out.size > 0 && out.data[out.size - 1] != ' ')
				buffer_char(&out, ' ');
		} else if (*html == '&') {
			html = entity(html, &out);
		} else {
			if (strchr("\t\r\n", *html) == NULL)
				buffer_char(&out, *html);
			html++;
		}
	}
	while (out.size > 0 && out.data[out.size - 1] == ' ')
		out.data[--out.size] = '\0';
	if (script)
		formio_note(f, "formio.script", path);
	return script ? "" : out.data + strspn(out.data, " ");
}
