/* The OpenAPI 3.1 document of a module, built from its route and field tables. See describe.h. */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/input/field.h"
#include "core/input/input.h"
#include "core/server/describe.h"
#include "core/server/module.h"
#include "core/server/shared.h"

static const struct {
	const char *type, *format;
} schema_types[FIELD__MAX] = {
	[FIELD_INT] = { "integer", "int64" },
	[FIELD_TEXT] = { "string", NULL },
	[FIELD_LINES] = { "string", NULL },
	[FIELD_CODE] = { "string", NULL },
	[FIELD_TOKEN] = { "string", NULL },
	[FIELD_SECRET] = { "string", "password" },
	[FIELD_BOOL] = { "boolean", NULL },
	[FIELD_CHOICE] = { "string", NULL },
	[FIELD_DATE] = { "string", "date" },
	[FIELD_MONEY] = { "integer", "int64" },
	[FIELD_EMAIL] = { "string", "email" },
	[FIELD_PHONE] = { "string", "phone" },
	[FIELD_TEXTS] = { "array", NULL },
	[FIELD_FILE] = { "string", "binary" },
	[FIELD_FILES] = { "array", NULL },
	[FIELD_REST] = { "object", NULL },
};

static void
set(json_t *object, const char *name, json_t *value)
{
	if (value == NULL || json_object_set_new(object, name, value) != 0)
		abort(); /* out of memory while printing a document */
}

static bool
is_number(const struct field *field)
{
	return field->type == FIELD_INT || field->type == FIELD_MONEY;
}

static void
add_bounds(json_t *schema, const struct field *field)
{
	if (is_number(field) && (field->min != 0 || field->max != 0)) {
		set(schema, "minimum", json_integer(field->min));
		if (field->max != 0)
			set(schema, "maximum", json_integer(field->max));
	}
	if (strcmp(schema_types[field->type].type, "string") == 0 && field->type != FIELD_FILE && field->max > 0)
		set(schema, "maxLength", json_integer(field->max));
}

/* A list is told as what one entry of it is, and how many there may be. */
static void
add_entries(json_t *schema, const struct field *field)
{
	json_t *entry = json_object();

	set(entry, "type", json_string("string"));
	if (field->type == FIELD_FILES)
		set(entry, "format", json_string("binary"));
	else if (field->max > 0)
		set(entry, "maxLength", json_integer(field->max));
	set(schema, "items", entry);
	set(schema, "maxItems", json_integer((json_int_t)field_most(field)));
}

static json_t *
schema_of(const struct field *field)
{
	json_t *schema = json_object();

	set(schema, "type", json_string(schema_types[field->type].type));
	if (schema_types[field->type].format != NULL)
		set(schema, "format", json_string(schema_types[field->type].format));
	if (field->type == FIELD_TEXTS || field->type == FIELD_FILES)
		add_entries(schema, field);
	if (field->type == FIELD_CHOICE && field->choices != NULL) {
		json_t *choices = json_array();

		for (const char *const *choice = field->choices; *choice != NULL; choice++)
			(void)json_array_append_new(choices, json_string(*choice));
		set(schema, "enum", choices);
	}
	add_bounds(schema, field);
	return schema;
}

/* The last part of a path that takes all that is left, "{name...}", is just "{name}" in OpenAPI; NULL: there is none. */
static const char *
rest_of(const char *path)
{
	return strstr(path, "...}");
}

static void
add_parameter(json_t *list, const char *name, bool in_path, bool required, json_t *schema)
{
	json_t *parameter = json_object();

	set(parameter, "name", json_string(name));
	set(parameter, "in", json_string(in_path ? "path" : "query"));
	set(parameter, "required", json_boolean(required || in_path));
	set(parameter, "schema", schema);
	(void)json_array_append_new(list, parameter);
}

static void
add_rest(json_t *list, const char *path)
{
	const char *dots = rest_of(path), *name;
	json_t *text;

	if (dots == NULL)
		return;
	name = strrchr(path, '{') + 1;
	text = json_sprintf("%.*s", (int)(dots - name), name);
	add_parameter(list, json_string_value(text), true, true, json_pack("{s:s}", "type", "string"));
	json_decref(text);
}

static json_t *
parameters_of(const struct route *route)
{
	const struct input *input = route->input;
	json_t *list = json_array();

	for (size_t i = 0; input != NULL && i < input->count; i++) {
		const struct field *field = &input->fields[i];

		if (field->from != FROM_FORM)
			add_parameter(list, field->name, field->from == FROM_PATH, field->required, schema_of(field));
	}
	add_rest(list, route->path);
	return list;
}

static json_t *
body_schema(const struct input *input, bool *ret_files)
{
	json_t *schema = json_object(), *properties = json_object(), *required = json_array();

	*ret_files = false;
	set(schema, "type", json_string("object"));
	set(schema, "additionalProperties", json_false());
	for (size_t i = 0; input != NULL && i < input->count; i++) {
		const struct field *field = &input->fields[i];

		if (field->from != FROM_FORM)
			continue;
		*ret_files = *ret_files || field->type == FIELD_FILE || field->type == FIELD_FILES;
		if (field->type == FIELD_REST) {
			set(schema, "additionalProperties", json_true());
			continue;
		}
		set(properties, field->name, schema_of(field));
		if (field->required)
			(void)json_array_append_new(required, json_string(field->name));
	}
	set(schema, "properties", properties);
	set(schema, "required", required);
	return schema;
}

static json_t *
request_body_of(const struct input *input)
{
	json_t *body = json_object(), *content = json_object(), *media = json_object();
	bool files;

	set(media, "schema", body_schema(input, &files));
	if (files) {
		set(content, "multipart/form-data", media);
	} else {
		(void)json_object_set(content, "application/json", media);
		set(content, "application/x-www-form-urlencoded", media);
	}
	set(body, "content", content);
	return body;
}

/* What comes when all is well: a page, which programs may have as JSON; another kind of answer; or the way to what was done. */
static void
add_done(json_t *responses, const struct route *route)
{
	json_t *done = json_object(), *content = json_object();
	const char *told = "Done: Location is where it can be seen";

	if (route->answers != NULL) {
		told = route->holds != NULL ? route->holds : route->summary != NULL ? route->summary : route->path;
		(void)json_object_set_new(content, route->answers, json_object());
	} else if (route->method != POST) {
		told = "The page; as JSON what stands on it";
		(void)json_object_set_new(content, "text/html", json_object());
		(void)json_object_set_new(content, "application/json", json_object());
	}
	set(done, "description", json_string(told));
	if (json_object_size(content) > 0)
		set(done, "content", content);
	else
		json_decref(content);
	set(responses, route->answers == NULL && route->method == POST ? "303" : "200", done);
}

static json_t *
responses_of(const struct route *route)
{
	static const char *const refusals[][2] = { { "401", "Not signed in" },
		{ "403", "Not this role, or no form token" }, { "404", "Unknown, or somebody else's" },
		{ "409", "It has moved on" }, { "422", "Fields to correct" }, { "503", "Try later" } };
	json_t *responses = json_object();

	add_done(responses, route);
	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		json_t *refusal = json_object();

		set(refusal, "description", json_string(refusals[i][1]));
		set(responses, refusals[i][0], refusal);
	}
	return responses;
}

static void
add_route(json_t *paths, const struct route *route)
{
	const char *dots = rest_of(route->path);
	json_t *path, *operation, *key;

	if (route->flags & ROUTE_INTERNAL)
		return;
	key = dots == NULL ? json_string(route->path)
			   : json_sprintf("%.*s%s", (int)(dots - route->path), route->path, dots + 3);
	path = json_object_get(paths, json_string_value(key));
	operation = json_object();
	if (path == NULL) {
		path = json_object();
		set(paths, json_string_value(key), path);
	}
	json_decref(key);
	set(operation, "summary", json_string(route->summary != NULL ? route->summary : route->path));
	set(operation, "x-guard", json_string(route->who->name));
	set(operation, "parameters", parameters_of(route));
	if (route->method == POST)
		set(operation, "requestBody", request_body_of(route->input));
	set(operation, "responses", responses_of(route));
	set(path, route->method == POST ? "post" : "get", operation);
}

enum err
describe_openapi(const struct module *module, FILE *out)
{
	json_t *document = json_object(), *info = json_object(), *paths = json_object();
	int result;

	set(info, "title", json_string(module->name));
	set(info, "version", json_string(MOTCUA_VERSION));
	for (size_t i = 0; i < core_routes_count; i++)
		add_route(paths, &core_routes[i]);
	for (size_t t = 0; t < module->table_count; t++) {
		for (size_t i = 0; i < module->tables[t].count; i++)
			add_route(paths, &module->tables[t].routes[i]);
	}
	set(document, "openapi", json_string("3.1.0"));
	set(document, "info", info);
	set(document, "paths", paths);
	result = json_dumpf(document, out, JSON_INDENT(2));
	(void)fputc('\n', out);
	json_decref(document);
	return result == 0 ? OK : ERR_INTERNAL;
}
