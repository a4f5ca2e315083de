/*
 * JSON: a list of procedures, alone or as member "procedures" (our own), "result" or "data" (the national base); or one
 * procedure. The list is cut into its entries by looking at brackets and quotes, and each entry parsed alone, so that a file
 * of any size takes the memory of one entry. See import_file.h.
 */
#include <string.h>

#include "import/import_file.h"
#include "import/national.h"

struct text {
	const char *bytes;
	size_t size, at, line;
	const struct import_sink *sink;
	struct file_fault *fault;
	size_t records;
};

static void
skip_blanks(struct text *t)
{
	while (t->at < t->size && strchr(" \t\r\n", t->bytes[t->at]) != NULL)
		t->line += t->bytes[t->at++] == '\n';
}

static bool
take_sign(struct text *t, char sign)
{
	skip_blanks(t);
	if (t->at >= t->size || t->bytes[t->at] != sign)
		return false;
	t->at++;
	return true;
}

static bool
skip_string(struct text *t)
{
	for (t->at++; t->at < t->size && t->bytes[t->at] != '"'; t->at++) {
		if (t->bytes[t->at] == '\n')
			return false;
		t->at += t->bytes[t->at] == '\\';
	}
	return t->at++ < t->size;
}

/* To the end of the value that begins here; its grammar is the parser's business. False: no end, or too deep. */
static bool
skip_value(struct text *t)
{
	size_t depth = 0;

	skip_blanks(t);
	while (t->at < t->size) {
		char byte = t->bytes[t->at];

		if (byte == '"') {
			if (!skip_string(t))
				return false;
		} else {
			if (depth == 0 && strchr(",]}", byte) != NULL)
				return true;
			t->line += byte == '\n';
			depth += byte == '{' || byte == '[';
			depth -= byte == '}' || byte == ']';
			t->at++;
		}
		if (depth > IMPORT_DEPTH_MAX)
			return false;
		if (depth == 0 && strchr("\"}]", byte) != NULL)
			return true;
	}
	return depth == 0;
}

/* The entry as what it says; a fault is one of this entry alone. */
static enum err
take_record(struct text *t, size_t from, size_t line)
{
	struct import_said one = { .line = line };
	json_error_t error;
	json_t *object = NULL, *said = NULL;
	enum err err;

	if (++t->records > IMPORT_RECORDS_MAX)
		return file_refuse(t->fault, line, "rows");
	if (t->at - from > IMPORT_RECORD_MAX)
		(void)record_refuse(&one.fault, "", "is too long");
	else if ((object = json_loadb(t->bytes + from, t->at - from, JSON_REJECT_DUPLICATES, &error)) == NULL)
		(void)record_refuse(&one.fault, "",
		    json_error_code(&error) == json_error_duplicate_key ? "holds a name twice" : "is no JSON object");
	else if (!json_is_object(object))
		(void)record_refuse(&one.fault, "", "is no JSON object");
	else if (!national_is(object))
		said = json_incref(object);
	else if (national_read(t->sink->work, object, &said, &one.fault) == OK)
		one.listed_only = !national_is_whole(object);
	one.said = said;
	one.code = json_string_value(json_object_get(object, national_is(object) ? "MATTHC" : "code"));
	err = t->sink->take(t->sink->of, &one);
	json_decref(said);
	json_decref(object);
	arena_reset(t->sink->work);
	return err;
}

static enum err
take_list(struct text *t)
{
	enum err err = OK;

	if (take_sign(t, ']'))
		return OK;
	do {
		size_t from, line;

		skip_blanks(t);
		from = t->at;
		line = t->line;
		if (!skip_value(t) || t->at == from)
			return file_refuse(t->fault, line, "json");
		err = take_record(t, from, line);
	} while (!err && take_sign(t, ','));
	return err || take_sign(t, ']') ? err : file_refuse(t->fault, t->line, "json");
}

/* Is it the name between these quotes? */
static bool
is_name(const struct text *t, size_t from, const char *name)
{
	return t->at - from == strlen(name) + 2 && memcmp(t->bytes + from + 1, name, strlen(name)) == 0;
}

/* An object: the list among its members, or a procedure itself. */
static enum err
take_object(struct text *t, size_t start, size_t line)
{
	while (!take_sign(t, '}')) {
		size_t from;

		(void)take_sign(t, ',');
		skip_blanks(t);
		from = t->at;
		if (t->at >= t->size || t->bytes[t->at] != '"' || !skip_string(t))
			return file_refuse(t->fault, t->line, "json");
		if (is_name(t, from, "MATTHC") || is_name(t, from, "code") || is_name(t, from, "name")) {
			t->at = start;
			return skip_value(t) ? take_record(t, start, line) : file_refuse(t->fault, line, "json");
		}
		if (is_name(t, from, "procedures") || is_name(t, from, "result") || is_name(t, from, "data")) {
			if (take_sign(t, ':') && take_sign(t, '['))
				return take_list(t);
		} else if (!take_sign(t, ':') || !skip_value(t)) {
			return file_refuse(t->fault, t->line, "json");
		}
		if (t->at >= t->size)
			break;
	}
	return file_refuse(t->fault, t->line, "list");
}

enum err
import_json_read(struct bytes file, const struct import_sink *sink, struct file_fault *fault)
{
	struct text t = {
		.bytes = (const char *)file.data, .size = file.size, .line = 1, .sink = sink, .fault = fault
	};
	size_t start;

	if (t.size >= 3 && memcmp(t.bytes, "\xef\xbb\xbf", 3) == 0)
		t.at = 3;
	if (take_sign(&t, '['))
		return take_list(&t);
	start = t.at;
	return take_sign(&t, '{') ? take_object(&t, start, t.line) : file_refuse(fault, t.line, "json");
}
