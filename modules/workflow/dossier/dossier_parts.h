/* The parts of a dossier's page that hang on it: people, papers, journal. Private to the dossier's page. */
#ifndef MOTCUA_WORKFLOW_DOSSIER_PARTS_H
#define MOTCUA_WORKFLOW_DOSSIER_PARTS_H

struct ctx;
struct dossier;
struct dossier_entry;
struct dossier_page;
struct view;

/* A section {title, rows} for each person. */
void dossier_add_people(struct ctx *c, const struct dossier_page *page, struct view *sections);
/* papers [{name, original, certified, copy, files, has_files}] */
void dossier_add_papers(struct ctx *c, const struct dossier_page *page, struct view *view);
/* events, newest first: for partials/timeline. */
void dossier_add_events(struct ctx *c, const struct dossier_page *page, struct view *view);
/* To the cashier's page of this dossier. */
void dossier_add_cashier_link(struct ctx *c, const struct dossier *dossier, struct view *links);
/* What an entry says beyond its kind: reason, items, note; NULL if nothing. */
const char *dossier_entry_text(struct ctx *c, const struct dossier_entry *entry);

#endif
