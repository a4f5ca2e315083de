/*
 * A process document as people edit it: the table of the quy trình nội bộ and the diagram are two views of this one
 * model, read from BPMN 2.0 XML and written as such. It holds the whole subset (README.md beside this file) with names,
 * documentation, notes, sheet and layout. Pure: no SQL, no HTTP. Whether the process is right is process_of_model's
 * business; a model may be half done. All texts are "" where there is none, never NULL, and live in the model's arena.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_PROCESS_MODEL_H
#define MOTCUA_DOMAIN_DEFINITION_PROCESS_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "domain/definition/process/process.h"

enum {
	MODEL_NODES_MAX = PROCESS_NODES_MAX,
	MODEL_FLOWS_MAX = 400,
	MODEL_NOTES_MAX = 100,
	MODEL_POINTS_MAX = 40, /* of one line */
	MODEL_ROWS_MAX = 100,  /* of each list of the sheet */
	MODEL_ID_MAX = 64      /* bytes: letters, digits, "_", "-", "."; begins with a letter or "_" */
};

enum model_kind {
	MODEL_START,     /* startEvent */
	MODEL_END,       /* endEvent */
	MODEL_TERMINATE, /* endEvent with terminateEventDefinition: whatever else is open ends with it */
	MODEL_TASK,      /* userTask: a step of the own agency */
	MODEL_CALL,      /* callActivity: another agency is asked (agency), by its own process (called) */
	MODEL_EXCLUSIVE, /* exclusiveGateway: one of the ways */
	MODEL_PARALLEL,  /* parallelGateway: all of the ways; waits for all */
	MODEL_TIMER,     /* boundaryEvent with timerEventDefinition, on a step */
	MODEL_KIND__MAX
};

/* In the drawing's units, y downwards; rounded to hundredths when read. */
struct model_point {
	double x, y;
};
struct model_box {
	double x, y, width, height; /* width 0: not drawn */
};

struct model_node {
	const char *id, *name;
	enum model_kind kind;
	const char *documentation; /* of a step: nội dung công việc, lines separated by "\n" */
	struct model_box box, label;

	/* Of MODEL_TASK and MODEL_CALL: attributes of urn:motcua:bpmn by the same names. */
	const char *role;    /* role_name() of domain/directory/officer.h */
	const char *term;    /* "0,5 ngày"; of MODEL_TIMER its duration (also "PT4H") */
	bool calendar;       /* count="calendar": the term counts calendar days */
	const char *actions; /* "approve return_back": words with one space between */
	const char *form;    /* key of the form to fill at this step */
	const char *agency;  /* of MODEL_CALL: code of the agency asked */
	const char *called;  /* of MODEL_CALL: calledElement, code of that agency's own process */
	const char *symbol;  /* bước: "B1" */
	const char *unit;    /* đơn vị, người thực hiện */
	const char *output;  /* biểu mẫu, kết quả */
	const char *timing;  /* in the place of a term: "Giờ hành chính", or words that are no term */

	const char *default_flow; /* of MODEL_EXCLUSIVE: id of the way taken when no condition holds */
	const char *attached;     /* of MODEL_TIMER: id of its step */
	bool interrupting;        /* of MODEL_TIMER: the step ends when it fires */
};

struct model_flow {
	const char *id, *name, *documentation;
	const char *from, *to; /* ids of nodes */
	const char *condition; /* FEEL without "=" */
	struct model_point *points;
	size_t point_count; /* 0: not drawn */
	struct model_box label;
};

/* A remark in the drawing (textAnnotation). */
struct model_note {
	const char *id, *text;
	struct model_box box;
};
/* The line between a remark and what it is about (association). */
struct model_line {
	const char *id, *from, *to; /* a note and the id of a node, flow or note */
	struct model_point *points;
	size_t point_count;
};

/* What the decision's annex says beyond the steps: motcua:sheet in the process's extensionElements. */
struct model_paper { /* thành phần hồ sơ */
	const char *name;
	const char *form;        /* ký hiệu biểu mẫu */
	const char *originals;   /* số bản chính, as written: "01", "x" */
	const char *photocopies; /* số bản sao */
};
struct model_record { /* hồ sơ lưu */
	const char *name;
	const char *place; /* nơi lưu */
	const char *keep;  /* thời gian lưu */
};
struct model_sheet {
	const char *symbol;                       /* ký hiệu: "QT-13/SNV" */
	const char *issue;                        /* lần ban hành: "01" */
	const char *issued_on;                    /* ngày ban hành, as written */
	const char *purpose, *scope, *conditions; /* mục đích, phạm vi, điều kiện thực hiện; lines by "\n" */
	const char *quantity;                     /* số lượng hồ sơ: "01 bộ" */
	const char *term, *place, *result, *fee; /* thời hạn, nơi tiếp nhận, kết quả, phí lệ phí, as printed */
	const char **basis;                      /* cơ sở pháp lý, a paragraph each */
	struct model_paper *papers;
	struct model_record *records;
	size_t basis_count, paper_count, record_count; /* each at most MODEL_ROWS_MAX, which the lists have room for */
};

/* Its texts in the order of the print, by which they are read, written and compared; what beside them it has are the lists. */
enum { MODEL_SHEET_TEXTS = 11 };
struct model_sheet_text {
	const char *name; /* in the document; the words for it are process.sheet.<name> */
	size_t offset;    /* of the member */
	bool element;     /* may have lines: an element of its own, not an attribute */
};
extern const struct model_sheet_text model_sheet_texts[MODEL_SHEET_TEXTS];
const char *model_sheet_text(const struct model_sheet *sheet, size_t i);
/* `text` is kept, not copied. */
void model_sheet_set_text(struct model_sheet *sheet, size_t i, const char *text);

struct process_model {
	struct arena *arena;
	const char *id, *name, *documentation;
	struct model_sheet sheet;
	struct model_node *nodes; /* in document order, room for MODEL_NODES_MAX: pointers stay valid until a removal */
	size_t node_count;
	struct model_flow *flows; /* room for MODEL_FLOWS_MAX */
	size_t flow_count;
	struct model_note *notes; /* room for MODEL_NOTES_MAX */
	size_t note_count;
	struct model_line *lines; /* room for MODEL_NOTES_MAX */
	size_t line_count;
	size_t left_out; /* read, but not kept: lanes, and extensions of other tools */
};

/* An empty process; id and name are copied. */
struct process_model *process_model_new(struct arena *arena, const char *id, const char *name);

/*
 * ERR_TOO_LARGE past PROCESS_BYTES_MAX; ERR_INVALID with *error naming the element, for all that cannot be held here:
 * what lies outside the subset, ids that are no ids or not unique, references to nothing. A step without a role, a term or
 * a condition that cannot be read can be held, and is refused by process_of_model. process_parse does both. A drawing
 * that cannot be read counts as missing.
 */
MUST_CHECK enum err process_model_read(
    struct arena *arena, const char *xml, size_t size, struct process_model **ret, struct definition_error *error);
/*
 * BPMN 2.0 XML: the same model gives the same bytes, NUL-terminated. What is not drawn gets its place first
 * (process_model_lay_out's way). Characters that XML cannot hold are left out. ERR_TOO_LARGE past PROCESS_BYTES_MAX.
 */
MUST_CHECK enum err process_model_write(
    struct arena *arena, struct process_model *model, const char **ret_xml, size_t *ret_size);

/*
 * Draws the whole process anew from left to right: a layer behind the other, branches below each other, ways back under
 * everything. Notes keep their places where they have one.
 */
void process_model_lay_out(struct arena *arena, struct process_model *model);
/* The same for what has no place yet, where it fits beside the rest as drawn; everything else stays. */
void process_model_lay_out_missing(struct arena *arena, struct process_model *model);

/*
 * The executable process. ERR_INVALID with *error naming the element: no role, no name, not one start, a dead end, a
 * condition too many or too few, something unreachable ... (process_parse's refusals).
 */
MUST_CHECK enum err process_of_model(
    struct arena *arena, const struct process_model *model, struct process **ret, struct definition_error *error);

/* NULL if there is none. */
struct model_node *process_model_node(const struct process_model *model, const char *id);
struct model_flow *process_model_flow(const struct process_model *model, const char *id);
/* Is the id in use, by whatever element? */
bool process_model_has_id(const struct process_model *model, const char *id);
/* `prefix` and the first number that makes an id not in use: "step_3". */
const char *process_model_fresh_id(const struct process_model *model, const char *prefix);
/* May the text stand as an id? */
bool process_model_id_valid(const char *id);

/*
 * A node or flow at the end of its list, zeroed but for what is given (copied; id NULL: a fresh one); NULL if the list
 * is full. Texts are set by the caller; they must live as long as the model's arena.
 */
struct model_node *process_model_add_node(
    struct process_model *model, enum model_kind kind, const char *id, const char *name);
struct model_flow *process_model_add_flow(
    struct process_model *model, const char *id, const char *from, const char *to);
/* Goes with its flows, its timers and the lines of notes to it. */
void process_model_remove_node(struct process_model *model, const char *id);
void process_model_remove_flow(struct process_model *model, const char *id);

/* Is the node a step (MODEL_TASK, MODEL_CALL)? */
bool model_node_is_step(const struct model_node *node);
/* Name of the BPMN element: "userTask". */
const char *model_kind_element(enum model_kind kind);

#endif
