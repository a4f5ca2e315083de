/* Change requests as pages. See request.h. */
#ifndef MOTCUA_CATALOGUE_REQUEST_VIEW_H
#define MOTCUA_CATALOGUE_REQUEST_VIEW_H

#include <stddef.h>
#include <stdint.h>

struct ctx;
struct page;
struct request;
struct request_event;
struct request_term;
struct sheet;

/* The list as a table. */
struct sheet *requests_sheet(struct ctx *c, const struct request *requests, size_t count);
/* The form of a new one; `code`: the procedure that it is about, or NULL. */
void request_form(struct page *page, const char *code);
/* One request: what it asks, whether both sides kept their days, its history. */
void request_show(struct page *page, const struct request *request, int32_t send_by, const struct request_event *events,
    size_t event_count);
/* What this officer may do with it. */
void request_acts(struct page *page, const struct request *request);

#endif
