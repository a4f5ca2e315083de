/* The answers of a dossier under the labels of the form version that it was filed with. Private to the dossier's page. */
#ifndef MOTCUA_WORKFLOW_DOSSIER_ANSWERS_H
#define MOTCUA_WORKFLOW_DOSSIER_ANSWERS_H

struct ctx;
struct dossier_page;
struct view;

/* A section {title, rows} for each page of the form; nothing without a form. */
void dossier_add_answers(struct ctx *c, const struct dossier_page *page, struct view *sections);

#endif
