/* What the steps tell the journal: facts of events as JSON objects. Holds no rule. */
#ifndef MOTCUA_WORKFLOW_STEP_JOURNAL_H
#define MOTCUA_WORKFLOW_STEP_JOURNAL_H

struct arena;

/* journal_facts(arena, "reason", reason, "contact", contact): texts only; a NULL value is left out. */
#define journal_facts(arena, ...) journal_facts_of((arena), __VA_ARGS__, (const char *)0)
const char *journal_facts_of(struct arena *arena, ...) __attribute__((sentinel, returns_nonnull));

#endif
