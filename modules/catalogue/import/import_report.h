/*
 * What a line is told to do or why it cannot, as the JSON that is kept with it: lists "faults" and "notes" of {member, reason,
 * text}, "changes" in words, "matches" of {code, name, percent}. import_view.c reads it. Knows no database and no language.
 */
#ifndef MOTCUA_CATALOGUE_IMPORT_REPORT_H
#define MOTCUA_CATALOGUE_IMPORT_REPORT_H

#include <jansson.h>

struct arena;
struct record_fault;

/* The report's list of that name, made where it is not there yet; it belongs to the report. */
json_t *import_report_list(json_t *report, const char *name);
/* A new, empty entry at the end of that list; it belongs to the report. */
json_t *import_report_entry(json_t *report, const char *name);
/* An entry: which member ("": the line), why (the record's phrase, or the last part of a message key), what stands there. */
void import_report_reason(json_t *report, const char *list, const char *member, const char *reason, const char *text);
/* The report as text in the arena; the report is gone afterwards. */
const char *import_report_text(struct arena *arena, json_t *report);
/* A whole report of this one fault. */
const char *import_report_fault(struct arena *arena, const struct record_fault *fault);

#endif
