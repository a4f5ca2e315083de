/* Why no dossier of a procedure is taken today, in words: the same for the citizen at home and the officer at the counter. */
#ifndef MOTCUA_DOMAIN_PROCEDURE_CLOSURE_H
#define MOTCUA_DOMAIN_PROCEDURE_CLOSURE_H

struct arena;
struct messages;
struct procedure_closure;

/* A sentence or two (www/messages/<language>/procedure.json) with the reason and the day; NULL: the procedure is open. */
const char *closure_text(struct arena *arena, const struct messages *messages, const char *language,
    const struct procedure_closure *closure);

#endif
