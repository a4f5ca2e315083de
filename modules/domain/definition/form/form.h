/*
 * An electronic form: form-js schema (JSON) in the subset of README.md beside this file, read into a tree of fields.
 * One definition gives the page (form_view.h), the server's validation, the frozen evidence and the JSON Schema.
 * Pure: the day is passed in. A hidden field is absent for rules, kept in drafts, dropped when the form is frozen.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_FORM_H
#define MOTCUA_DOMAIN_DEFINITION_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "domain/definition/feel/feel.h"
#include "domain/number/decimal.h"

struct arena;

enum {
	FORM_BYTES_MAX = 256 * 1024, /* of a definition */
	FORM_DEPTH_MAX = 32,         /* of its JSON */
	FORM_FIELDS_MAX = 500,
	FORM_OPTIONS_MAX = 500,   /* of one field */
	FORM_CHOICES_SHOWN = 200, /* of a shared list that one field shows; in a longer one people search */
	FORM_CHOICES_PAGE = 600,  /* that all fields of a page show; beyond it they are searched too */
	FORM_MATCHES_MAX = 20,    /* shown of what was sought */
	FORM_ROWS_MAX = 100,      /* of a repeating list */
	FORM_TEXT_MAX = 10000,    /* bytes of one answer where the definition sets no smaller length */
	FORM_VALUES_MAX = 5000,
	FORM_COLUMNS_MAX = 2000 /* of a table of answers */
};

enum form_type {
	FORM_TEXT,     /* textfield */
	FORM_TEXTAREA, /* textarea */
	FORM_NUMBER,   /* number */
	FORM_DATE,     /* datetime, subtype date */
	FORM_TIME,     /* datetime, subtype time */
	FORM_CHECKBOX,
	FORM_CHECKLIST,
	FORM_RADIO,
	FORM_SELECT,
	FORM_FILE,       /* filepicker */
	FORM_GROUP,      /* group; a page if at the top with properties.page = "yes" */
	FORM_LIST,       /* dynamiclist: its fields repeat, row by row */
	FORM_NOTE,       /* text: an explanation or, where it begins with "#", a heading */
	FORM_EXPRESSION, /* expression: computed, never typed */
	FORM_TYPE__MAX
};

/* properties.kind: what a text is, with the check and the keyboard that belong to it. */
enum form_kind {
	FORM_KIND_NONE,
	FORM_PERSON_NUMBER, /* số định danh cá nhân: 12 digits, province, century and sex, year (NĐ 70/2024/NĐ-CP) */
	FORM_COMPANY_NUMBER, /* mã số doanh nghiệp / thuế: 10 digits, or 10-3, with the check digit */
	FORM_PHONE,          /* Vietnamese number: 0 or +84 and 9 or 10 digits */
	FORM_EMAIL,
	FORM_MONEY,   /* number, whole đồng, 0 or more */
	FORM_NAME,    /* a person's full name */
	FORM_ADDRESS, /* one line, or a group of linked choices and a street line */
	FORM_TAX_NUMBER, /* mã số thuế: that of a company, or since 1/7/2025 the personal number (Luật 38/2019/QH14, Đ35(7)) */
	FORM_OLD_IDENTITY_CARD, /* chứng minh nhân dân: 9 digits; no longer valid, still cited by papers */
	FORM_PASSPORT,          /* 6 to 9 letters and digits (ICAO 9303-3) */
	FORM_BANK_ACCOUNT,      /* 6 to 19 digits */
	FORM_VEHICLE_PLATE,     /* biển số: province, series, number (TT 79/2024/TT-BCA) */
	FORM_KIND__MAX
};

/* Names of kinds as definitions write them, FORM_KIND_NONE "none". */
const char *form_kind_name(enum form_kind kind);

struct form_option {
	const char *value, *label;
};

/* One choice of a shared list; `parent` is a choice of the list above it, "" at the top. */
struct form_choice {
	const char *value, *label, *parent;
	const char *above; /* of a match: what the parent is called, "" at the top; else NULL */
};

/* What was typed where a choice is sought, and what may be meant. */
struct form_search {
	const char *text, *parent; /* parent NULL: whatever it hangs on */
	const struct form_choice *items;
	size_t count;
	bool more; /* than FORM_MATCHES_MAX */
};

/*
 * A shared list as of one day, in the order in which people read it. It may hold only what one page needs: of a long one the
 * choices that were made, and what was sought.
 */
struct form_list {
	const char *code;
	const struct form_choice *items;
	size_t count;
	bool is_long; /* people search in it */
	const struct form_search *searches;
	size_t search_count;
};

struct form_lists {
	const struct form_list *items;
	size_t count;
};

struct form_property {
	const char *name, *value;
};

/* A limit of a date ("today - P18Y", "ngay_cuoi + P1D"): a day plus or minus a duration. */
struct form_bound {
	const struct form_field *field; /* whose date; NULL: today */
	struct feel_value offset;       /* FEEL_DAYS or FEEL_MONTHS, null: none */
};

/* Must there be an answer? Soft: it is asked for and its lack is shown, but the law lets people file without. */
enum form_need { FORM_OPTIONAL, FORM_SOFT, FORM_REQUIRED };

struct form_field {
	const char *id;  /* stable identity, survives edits */
	const char *key; /* name of the answer; NULL for groups and notes */
	const char *label, *description;
	enum form_type type;
	enum form_kind kind;
	size_t index;                    /* in form->fields */
	const struct form_field *parent; /* group or list; NULL at the top */
	const struct form_field *list;   /* the repeating list it stands in, or NULL */
	const struct form_field *page;   /* the page it stands on, or NULL */
	struct form_field *const *children;
	size_t child_count;

	bool required;                  /* whatever the answers */
	bool soft;                      /* where an answer is needed, its lack only warns */
	const struct feel *required_if; /* an answer is needed when it holds; NULL: no such condition */
	size_t min_length, max_length;  /* characters (code points); max 0: FORM_TEXT_MAX bytes */
	bool has_min, has_max;
	struct decimal min, max;
	int32_t decimal_digits; /* of a number: digits after the point, -1: any */
	bool not_past, not_future;
	const struct form_bound *not_before, *not_after; /* NULL: none */
	bool multiple;                                   /* of a file */
	size_t min_rows, max_rows;
	size_t min_chosen, max_chosen; /* of a checklist; 0: no limit */
	bool co_signer;                /* of a group or list: who is named in it must sign too */
	const char *text;              /* of a note */
	const char *default_value;     /* NULL: none */
	const struct form_option *options;
	size_t option_count;
	const char *list_code;                /* of the shared list it chooses from; NULL: its own options */
	const struct form_field *list_parent; /* whose answer the choices hang on; NULL: none */
	const struct form_list *shared; /* what form_give_lists gave; NULL: nothing, then every answer is refused */
	const struct feel *hide;        /* hidden when it holds; NULL: always shown */
	const struct feel *expression;  /* of FORM_EXPRESSION */
	const struct feel *valid_if;    /* wrong when it is false for certain; what is unknown is not wrong */
	const struct feel *ineligible;  /* when it holds, the service is not for this person */
	bool ineligible_stops;          /* and then nothing can be filed */
	const struct form_property *properties; /* ours: sensitivity, prefill, requirement, autocomplete ... */
	size_t property_count;
};

struct form {
	const char *id;
	struct form_field *fields; /* all of them, in document order */
	size_t field_count;
	struct form_field *const *top;
	size_t top_count;
	const struct form_field *const *pages; /* empty: the whole form is one page */
	size_t page_count;
	const struct form_field *const *logic; /* fields with conditions or expressions, each after what it reads */
	size_t logic_count;
	const uint16_t *keys; /* index of names, private to form_index.c */
};

/* Why a definition was refused: catalogue key and the path of the member, e.g. "components[3].validate.pattern". */
struct form_error {
	const char *message;
	const char *path;
	struct feel_error feel; /* of a condition or expression, message NULL otherwise */
};

/*
 * Reads a definition. ERR_TOO_LARGE past FORM_BYTES_MAX; ERR_INVALID with *error for anything outside the subset:
 * unknown types and members, duplicate ids or keys, script, conditions that do not check.
 */
enum err form_parse(
    struct arena *arena, const char *json, size_t size, struct form **ret, struct form_error *error) MUST_CHECK;

/* The codes of the shared lists that it chooses from, each once. */
size_t form_lists_needed(struct arena *arena, const struct form *form, const char *const **ret_codes);
/*
 * The shared lists for the answers at hand; what is not in them is refused. Of a linked list only the choices below the
 * answers so far are needed. They must live as long as the form is used.
 */
void form_give_lists(struct form *form, const struct form_lists *lists);

/* NULL if there is none. */
const struct form_field *form_field_by_key(const struct form *form, const char *key);
const struct form_field *form_field_by_id(const struct form *form, const char *id);
/* The property's text, or NULL. */
const char *form_property(const struct form_field *field, const char *name);
/* Only fields that a person answers: not groups, lists, notes and expressions. */
bool form_field_is_answered(const struct form_field *field);
/* Has the field, or a group or list around it, a condition? */
bool form_is_conditional(const struct form_field *field);

/*
 * One answer. `row` is 0 outside a repeating list and 0..n-1 inside. A checklist (or several files) has one value per
 * choice, all with the same key and row. A checkbox is "true" or absent; a date is YYYY-MM-DD; a number is as typed.
 */
struct form_value {
	const char *key;
	int row;
	const char *text; /* UTF-8, NFC, trimmed by form_values_add */
};

struct form_values {
	struct form_value *items;
	size_t count, capacity;
};

/*
 * Takes one pair of a posted form or JSON body. Names: "key", "key.ROW", and for dates in three boxes
 * "key-day", "key-month", "key-year" (with ".ROW" before the dash). "key-search" is what was typed to find a choice of a shared
 * list: until one is chosen it is the answer, and no choice; blank it says nothing. Names that are no field of the form are
 * ignored (false). Numbers typed the Vietnamese way ("1.234,5") and dates typed DD/MM/YYYY become canonical.
 */
bool form_values_add(
    struct arena *arena, const struct form *form, struct form_values *values, const char *name, const char *text);
/*
 * One answer from where answers are kept, as form_values_add or form_freeze left it: "1.234" is not typed, but 1 and 234
 * thousandths; the choices of a checklist may be joined by commas. The one way back for whoever reads stored answers.
 */
bool form_values_put(struct arena *arena, const struct form *form, struct form_values *values,
    const struct form_field *field, int row, const char *text);
/*
 * The same by the id of its field, as form_freeze gave it (struct form_answer). It takes the place of what an earlier round said
 * there; "" leaves nothing there. False: the form asks no such thing.
 */
bool form_values_restore(struct arena *arena, const struct form *form, struct form_values *values, const char *field_id,
    int row, const char *text);
/* The first value, or NULL. */
const char *form_values_get(const struct form_values *values, const char *key, int row);
/* Rows of a list that hold at least one answer: 1 + the highest row used. */
int form_values_rows(const struct form *form, const struct form_values *values, const struct form_field *list);

/* What is wrong with one answer. */
struct form_problem {
	const struct form_field *field;
	int row;
	const char *rule;    /* "required", "max_length" ... */
	const char *message; /* catalogue key "form.error.<rule>"; arguments: label, limit */
	const char *text;    /* the definition's own message in the language asked for, or NULL */
	const char *limit;   /* the bound as text, or "" */
	bool stops;          /* of "ineligible": nothing can be filed */
};

struct form_problems {
	struct form_problem *items;
	size_t count;
};

struct form_check {
	int64_t today;        /* days since 1970-01-01, in the office's time zone */
	const char *language; /* "vi", "en": for the definition's own messages */
	const char *page;     /* id of the page to check alone, or NULL for the whole form */
};

/* OK also when there are problems (count > 0). Hidden fields are not checked; unknown values never get here. */
void form_validate(struct arena *arena, const struct form *form, const struct form_values *values,
    const struct form_check *check, struct form_problems *ret);

/*
 * What is no mistake but must be said: rule "soft_required" (an answer is still lacking) and "ineligible" (the service is
 * not for this person; the text says where to turn). With check->page NULL of the whole form.
 */
void form_remarks(struct arena *arena, const struct form *form, const struct form_values *values,
    const struct form_check *check, struct form_problems *ret);

/*
 * One set of answers with what follows from it, for those who ask about many fields: conditions and expressions are
 * computed once. `today` in days since 1970-01-01; form and values must outlive it.
 */
struct form_state;
struct form_state *form_state_new(
    struct arena *arena, const struct form *form, const struct form_values *values, int64_t today);
/* By its own condition or that of a group or list around it. */
bool form_state_hidden(const struct form_state *state, const struct form_field *field, int row);
/* A hidden field needs no answer. */
enum form_need form_state_need(const struct form_state *state, const struct form_field *field, int row);

/* Somebody else who must sign what is filed: one per visible group, or row of a list, with properties.co_signer. */
struct form_co_signer {
	const struct form_field *group;
	int row;
	const char *name, *number, *phone, *email; /* as answered; "" if not */
};
size_t form_co_signers(const struct form_state *state, const struct form_co_signer **ret);

/* True if the field, or a group or list around it, is hidden by its condition, given the answers of `row`. */
bool form_hidden(struct arena *arena, const struct form *form, const struct form_values *values,
    const struct form_field *field, int row, int64_t today);

/*
 * The answers as typed inputs for fee rules and process conditions: every visible answered field, computed
 * expressions, and for fields of a list the list of its rows' values. Absent answers are not bound (null).
 */
void form_inputs(struct arena *arena, const struct form *form, const struct form_values *values, int64_t today,
    struct feel_context *ret);
/* The names and types of form_inputs: for checking a rule against a form. */
void form_names(struct arena *arena, const struct form *form, struct feel_names *ret);

/* One row of a frozen form, for the table of answers. */
struct form_answer {
	const char *field_id, *key;
	int row;
	const char
	    *value; /* as in struct form_value; a checklist is its choices, comma separated, in the form's order */
	const char *shown; /* for people: the label of a choice, 21/11/2026, 1.234.567 */
	bool computed;
};

struct form_frozen {
	const char *json; /* canonical: keys sorted, no white space; evidence, hashed as it stands */
	struct form_answer *answers;
	size_t count;
};

/* Drops hidden fields, computes expressions. Call after form_validate found nothing. form_values_restore reads the answers back. */
void form_freeze(struct arena *arena, const struct form *form, const struct form_values *values, int64_t today,
    struct form_frozen *ret);

/*
 * One thing that differs between two versions, or that stands in the way of a move. `message` is a catalogue key
 * (form.change.*, form.move.*, form.error.*) with the arguments label, what, from, to, limit (the same as to); `what` is a key
 * itself (form.aspect.*), to be put into words first, or NULL.
 */
struct form_change {
	const char *id;    /* of the field, the same in both versions */
	const char *label; /* as it stands now, or stood last */
	int row;           /* of an answer in a list */
	const char *message, *what, *from, *to;
};

struct form_changes {
	struct form_change *items;
	size_t count;
};

/*
 * How carefully an answer is handled: what the definition says (properties.sensitivity); where it says nothing, what tells of a
 * person by its kind (names, numbers, addresses, telephones) is personal (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15).
 */
enum form_sensitivity { FORM_OPEN, FORM_PERSONAL, FORM_SENSITIVE };
enum form_sensitivity form_sensitivity(const struct form_field *field);

/* A column of a table of answers: one question by its id, which is the same in every version of the form. */
struct form_column {
	const char *field_id;
	int row;           /* of a repeating list, from 0; else 0 */
	const char *label; /* as the newest version says it, with what encloses it: "Nơi ở: Tỉnh", "Con 2: Họ tên" */
	enum form_sensitivity sensitivity; /* the strictest that any version says */
};

struct form_columns {
	const struct form_column *items;
	size_t count;
};

/* How many rows of a repeating list the answers at hand fill; a list that is not named has one column for each question. */
struct form_list_rows {
	const char *list_id;
	int rows;
};

/*
 * The columns for answers to any of the versions, newest first: the questions of the newest in their order, then what only older
 * ones asked. The rows of a list stand one after the other. Files have no column: they are papers. ERR_TOO_LARGE past
 * FORM_COLUMNS_MAX.
 */
enum err form_columns(struct arena *arena, const struct form *const *versions, size_t count,
    const struct form_list_rows *rows, size_t row_count, struct form_columns *ret) MUST_CHECK;
/*
 * A kept answer (form_answer.value) as people read it: labels of choices, 21/11/2026, 1.234.567; a ticked box is "true". What the
 * field cannot explain stays as it was kept.
 */
const char *form_kept_shown(struct arena *arena, const struct form_field *field, const char *value);

/* What `b` changes against the older `a`, field by field by their ids: added, removed, moved, and what is asked of them. */
void form_diff(struct arena *arena, const struct form *a, const struct form *b, struct form_changes *ret);
/*
 * May a dossier that was filed with `a` go on with the newer `b`? True if every answer keeps its place and meaning and `b`
 * finds nothing wrong with them; else *ret says what stands in the way. `values` are the frozen answers.
 */
bool form_movable(struct arena *arena, const struct form *a, const struct form *b, const struct form_values *values,
    const struct form_check *check, struct form_changes *ret);

/*
 * JSON Schema 2020-12 of the frozen document, for partners. `id`: its $id, an address where it is found; NULL: none. Beside what
 * holds, notes that bind nobody: title, $comment (the shared list a choice is from), x-sensitivity ("personal", "sensitive").
 */
const char *form_json_schema(struct arena *arena, const struct form *form, const char *id);

/* --- numbers as people write them --------------------------------------------------------------------------------- */

/* "1.234,5" or "1 234,5", as people type it here, as "1234.5"; what does not look like a number stays as it is. */
const char *form_number_canonical(struct arena *arena, const char *text);
/* The other way, with a comma: form_number_canonical makes the same number of it. */
const char *form_number_typed(struct arena *arena, const char *text);

#endif
