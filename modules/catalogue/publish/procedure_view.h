/* The page of a procedure: what the law wants published of it, and how it is filed with what is deployed here. */
#ifndef MOTCUA_CATALOGUE_PROCEDURE_VIEW_H
#define MOTCUA_CATALOGUE_PROCEDURE_VIEW_H

struct arena;
struct catalogue_procedure;
struct edition;
struct view;

struct view *procedure_view(
    struct arena *arena, const struct edition *edition, const struct catalogue_procedure *procedure);

#endif
