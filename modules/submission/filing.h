/*
 * A draft with everything that its pages need: the procedure in the version with which it was begun, its form with the
 * answers so far, the papers asked and those attached. Loaded once per request, read-only; draft_store.h writes.
 */
#ifndef MOTCUA_SUBMISSION_FILING_H
#define MOTCUA_SUBMISSION_FILING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/ctx.h"
#include "domain/definition/form/form.h"
#include "domain/definition/rule/rule.h"
#include "domain/directory/directory_store.h"
#include "domain/dossier/dossier.h"
#include "domain/procedure/course.h"
#include "domain/procedure/procedure_store.h"

#include "draft_store.h"
#include "prefill/prefill.h"

struct filing {
	struct draft draft;
	struct account account;
	struct procedure procedure;
	const struct rule *rule; /* NULL: the procedure has none, or it is a supplement */
	struct course course;    /* online; as the rule says of the answers so far */
	struct form *form;       /* with its shared lists; NULL: the procedure has none */
	struct form_values values;
	struct prefill prefill;
	const struct draft_value *answers; /* the applicant's page: keys that begin with '@' */
	size_t answer_count;
	const struct draft_paper *papers;
	size_t paper_count;
	int64_t now;
	int32_t today; /* days, in the office's time zone */
};

/* The draft of this citizen at /nop-ho-so/{code}/{draft}; another's is ERR_NOT_FOUND. */
MUST_CHECK enum err filing_load(struct ctx *c, const char *code, const char *reference, struct filing **ret_filing);
/*
 * The same, to be changed. *ret_filing NULL with OK: it waits for others to sign or was sent, and the answer leads to
 * where that is told.
 */
MUST_CHECK enum err filing_load_open(
    struct ctx *c, const char *code, const char *reference, struct filing **ret_filing);
/* As filing_load for a draft that was read already, whoever reads it. */
MUST_CHECK enum err filing_of_draft(struct ctx *c, const struct draft *draft, struct filing **ret_filing);

/*
 * May it be filed still? ERR_CONFLICT with the words for the applicant: the procedure was changed or withdrawn since the
 * draft was begun (what is filed today follows what is in force today), or is filed elsewhere.
 */
MUST_CHECK enum err filing_may_be_sent(struct ctx *c, const struct filing *filing);
/* NĐ 118/2025/NĐ-CP: with the national portal in front, standard procedures are filed there alone. */
bool filing_is_national(const struct ctx *c, const struct procedure *procedure);

/* "FORM.RULE": the versions that a draft is shown and filed by; 0 where there is none. */
const char *filing_definitions(struct arena *arena, const struct filing *filing);

/* What was given on the applicant's page ("@name"), or NULL. */
const char *filing_answer(const struct filing *filing, const char *key);
/* Does the form itself ask who files (properties.prefill = "identity.full_name" or "organisation.name")? */
bool filing_form_asks_applicant(const struct filing *filing);
/* The applicant as far as the answers tell; `name` is "" while nobody knows it. */
void filing_applicant(const struct filing *filing, struct dossier_party *ret_party);
/* online, counter or post, as the applicant chose to receive the result. */
const char *filing_result_channel(const struct filing *filing);

/* Does it complete a dossier that is there already? */
bool filing_is_supplement(const struct filing *filing);
/* How many pages the form has (a form without page groups has one), 0 without a form. */
size_t filing_page_count(const struct filing *filing);
/* The group of a page from 1, NULL where the form is one page. */
const struct form_field *filing_page(const struct filing *filing, size_t number);
/* The next or previous page from `number` that is not hidden; 0: there is none that way. */
size_t filing_page_beside(struct ctx *c, const struct filing *filing, size_t number, int direction);

/* A paper that is asked for, or that need not be given because a register has it. */
struct paper_slot {
	const char *code, *name;
	const char *replaced_by;   /* what has it already, "" if nothing: then it is not uploaded */
	const char *template_file; /* "" if none */
	bool shown_only, required, uploaded;
};
/* By the procedure's requirements and the form's visible file fields (properties.requirement names the requirement). */
void filing_slots(struct ctx *c, const struct filing *filing, const struct paper_slot **ret_slots, size_t *ret_count);
bool filing_has_paper(const struct filing *filing, const char *code);
/* The first required paper that is still missing; NULL if none is. */
const struct paper_slot *filing_missing_paper(struct ctx *c, const struct filing *filing);

/* The papers attached as the door takes them; their ids go into `files`, which holds paper_count. */
struct dossier_paper *filing_dossier_papers(struct ctx *c, const struct filing *filing, int64_t *files);

/* The rules of the form for one page, or all with page NULL. File fields are judged by their papers, not here. */
void filing_validate(struct ctx *c, const struct filing *filing, const struct form_values *values, const char *page,
    struct form_problems *ret_problems);
/* What must be said although it is no mistake: of one page, or all with page NULL. File fields are judged by their papers. */
void filing_remarks(struct ctx *c, const struct filing *filing, const struct form_values *values, const char *page,
    struct form_problems *ret_remarks);
/* The remark that keeps everybody from filing with these answers; NULL: there is none. */
const struct form_problem *filing_stop(const struct form_problems *remarks);
/* The shared lists that other answers than the draft's call for: before they are checked. */
MUST_CHECK enum err filing_give_choices(struct ctx *c, const struct filing *filing, const struct form_values *values);
/* For the options of form_view: problems in the reader's words. */
const char *filing_problem_words(void *context, const char *key, const char *label, const char *limit);

/* The course of the case and agency that the draft was begun with. */
MUST_CHECK enum err filing_begin_course(struct ctx *c, struct filing *filing);
/* Leads the course where the rule in force says (domain/procedure/course.h). Supplements go on as their dossier was filed. */
MUST_CHECK enum err filing_follow_rule(struct ctx *c, struct filing *filing);
/* The fee that the procedure's rule prescribes for these answers online; count 0: none. */
MUST_CHECK enum err filing_fees(struct ctx *c, const struct filing *filing, struct rule_fees *ret_fees);

/* /nop-ho-so/{code}/{draft}/<what> */
const char *filing_url(struct ctx *c, const struct draft *draft, const char *what);
const char *filing_page_url(struct ctx *c, const struct draft *draft, size_t number);
/* The same, opened from the summary: saving leads back there. */
const char *filing_change_url(struct ctx *c, const struct draft *draft, size_t number);
/* Where the citizen goes whose draft was sent already, or waits for second signers. */
MUST_CHECK enum err filing_redirect_sent(struct ctx *c, const struct draft *draft);

#endif
