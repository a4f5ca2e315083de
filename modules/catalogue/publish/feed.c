/* Changes as feeds. See feed.h. */
#include "publish/feed.h"

#include <stdbool.h>
#include <string.h>

#include <libxml/xmlwriter.h>

#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/none.h"
#include "core/system/config.h"
#include "core/view/json.h"
#include "core/view/view.h"
#include "domain/site/site.h"
#include "publish/catalogue.h"
#include "publish/changes.h"
#include "publish/edition.h"
#include "publish/page.h"

#define ATOM      "http://www.w3.org/2005/Atom"
#define ATOM_FILE "thay-doi.atom"
#define JSON_FILE "thay-doi/feed.json"
enum { ENTRIES_MOST = 100, FEED_MOST = 4 << 20 };

struct feed {
	struct page_writer *w;
	struct arena *arena;
	const struct edition *edition;
	const struct change *changes;
	size_t count;
};

static const char *
address(const struct feed *feed, const char *path)
{
	return arena_printf(feed->arena, "%s%s", feed->edition->config->base_url, path);
}

static const char *
page_of(const struct feed *feed, const struct change *change)
{
	return address(feed, edition_url(feed->arena, feed->edition, "/thu-tuc/{}", change->procedure->slug));
}

/* The same for ever, whatever the address of the portal becomes. */
static const char *
id_of(const struct feed *feed, const struct change *change)
{
	return arena_printf(feed->arena, "urn:motcua:thay-doi:%s:%lld:%s", change->procedure->code,
	    (long long)change->version_no, date_iso(feed->arena, change->day));
}

/* When it was made known: the decision's day, or else the day from which it holds. */
static const char *
moment_of(const struct feed *feed, const struct change *change)
{
	int32_t day = change->decision_date != DATE_NONE ? change->decision_date : change->day;

	return arena_printf(feed->arena, "%sT00:00:00+07:00", date_iso(feed->arena, day));
}

static const char *
latest(const struct feed *feed)
{
	const char *moment = "1970-01-01T00:00:00+07:00";

	for (size_t i = 0; i < feed->count; i++) {
		const char *other = moment_of(feed, &feed->changes[i]);

		if (strcmp(other, moment) > 0)
			moment = other;
	}
	return moment;
}

static const char *
title_of(const struct feed *feed, const struct change *change)
{
	return arena_printf(
	    feed->arena, "%s: %s", change_kind_text(feed->edition, change->kind), change->procedure->name);
}

static const char *
summary_of(const struct feed *feed, const struct change *change)
{
	const char *since = edition_format(
	    feed->arena, feed->edition, "catalogue.change_since", "date", date_text(feed->arena, change->day));

	if (change->decision_no[0] == '\0')
		return since;
	return arena_printf(feed->arena, "%s %s", since,
	    edition_format(feed->arena, feed->edition, "catalogue.change_decision", "number", change->decision_no));
}

/* --- Atom ------------------------------------------------------------------------------------------------------------- */

static bool
element(xmlTextWriter *xml, const char *name, const char *text)
{
	return xmlTextWriterWriteElement(xml, BAD_CAST name, BAD_CAST text) >= 0;
}

static bool
link_element(xmlTextWriter *xml, const char *relation, const char *type, const char *href)
{
	return xmlTextWriterStartElement(xml, BAD_CAST "link") >= 0 &&
	       xmlTextWriterWriteAttribute(xml, BAD_CAST "rel", BAD_CAST relation) >= 0 &&
	       xmlTextWriterWriteAttribute(xml, BAD_CAST "type", BAD_CAST type) >= 0 &&
	       xmlTextWriterWriteAttribute(xml, BAD_CAST "href", BAD_CAST href) >= 0 &&
	       xmlTextWriterEndElement(xml) >= 0;
}

static bool
write_head(const struct feed *feed, xmlTextWriter *xml)
{
	return xmlTextWriterStartDocument(xml, NULL, "UTF-8", NULL) >= 0 &&
	       xmlTextWriterStartElementNS(xml, NULL, BAD_CAST "feed", BAD_CAST ATOM) >= 0 &&
	       xmlTextWriterWriteAttribute(xml, BAD_CAST "xml:lang", BAD_CAST feed->edition->language) >= 0 &&
	       element(xml, "id", address(feed, "/" ATOM_FILE)) &&
	       element(xml, "title", edition_text(feed->edition, "catalogue.changes")) &&
	       element(xml, "updated", latest(feed)) && xmlTextWriterStartElement(xml, BAD_CAST "author") >= 0 &&
	       element(xml, "name", site_province()->operator_name) && xmlTextWriterEndElement(xml) >= 0 &&
	       link_element(xml, "self", "application/atom+xml", address(feed, "/" ATOM_FILE)) &&
	       link_element(xml, "alternate", "text/html", address(feed, "/thay-doi/"));
}

static bool
write_entry(const struct feed *feed, xmlTextWriter *xml, const struct change *change)
{
	return xmlTextWriterStartElement(xml, BAD_CAST "entry") >= 0 && element(xml, "id", id_of(feed, change)) &&
	       element(xml, "title", title_of(feed, change)) && element(xml, "updated", moment_of(feed, change)) &&
	       link_element(xml, "alternate", "text/html", page_of(feed, change)) &&
	       element(xml, "summary", summary_of(feed, change)) && xmlTextWriterEndElement(xml) >= 0;
}

static bool
write_atom(const struct feed *feed, xmlTextWriter *xml)
{
	if (!write_head(feed, xml))
		return false;
	for (size_t i = 0; i < feed->count; i++)
		if (!write_entry(feed, xml, &feed->changes[i]))
			return false;
	return xmlTextWriterEndDocument(xml) >= 0 && xmlTextWriterFlush(xml) >= 0;
}

static enum err
put_atom(const struct feed *feed)
{
	xmlBuffer *bytes = xmlBufferCreate();
	xmlTextWriter *xml = bytes != NULL ? xmlNewTextWriterMemory(bytes, 0) : NULL;
	bool written = xml != NULL && write_atom(feed, xml);
	struct buffer out;

	buffer_init(&out, feed->arena, FEED_MOST);
	if (written)
		buffer_add(&out, xmlBufferContent(bytes), (size_t)xmlBufferLength(bytes));
	xmlFreeTextWriter(xml);
	xmlBufferFree(bytes);
	return written ? page_put_file(feed->w, ATOM_FILE, &out) : ERR_UNAVAILABLE /* out of memory */;
}

/* --- JSON Feed -------------------------------------------------------------------------------------------------------- */

static enum err
put_json(const struct feed *feed)
{
	struct view *root = view_object(feed->arena), *items;
	struct buffer out;

	view_text(root, "version", "https://jsonfeed.org/version/1.1");
	view_text(root, "title", edition_text(feed->edition, "catalogue.changes"));
	view_text(root, "home_page_url", address(feed, "/thay-doi/"));
	view_text(root, "feed_url", address(feed, "/" JSON_FILE));
	view_text(root, "language", feed->edition->language);
	items = view_list(root, "items");
	for (size_t i = 0; i < feed->count; i++) {
		struct view *item = view_item(items);

		view_text(item, "id", id_of(feed, &feed->changes[i]));
		view_text(item, "url", page_of(feed, &feed->changes[i]));
		view_text(item, "title", title_of(feed, &feed->changes[i]));
		view_text(item, "content_text", summary_of(feed, &feed->changes[i]));
		view_text(item, "date_published", moment_of(feed, &feed->changes[i]));
	}
	buffer_init(&out, feed->arena, FEED_MOST);
	json_write(&out, root);
	return page_put_file(feed->w, JSON_FILE, &out);
}

enum err
feed_put(struct page_writer *w, const struct change *changes, size_t count)
{
	const struct feed feed = { w, page_arena(w), page_edition(w), changes,
		count < ENTRIES_MOST ? count : ENTRIES_MOST };
	enum err err = put_atom(&feed);

	return err ? err : put_json(&feed);
}
