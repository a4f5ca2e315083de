/* What each act takes in: one struct, one table of fields per act. Declared in step_act.h. */
#include "step/step_act.h"

#define TEXT_LABEL(name) .label = "workflow_process." name
#define NUMBER_FIELD     FIELD(step_input, number, FIELD_CODE, FROM_PATH, .required = true)
#define VERSION_FIELD    FIELD(step_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX)
#define NOTE_FIELD       FIELD(step_input, note, FIELD_LINES, FROM_FORM, .max = 2000, TEXT_LABEL("note"))
#define REASON_FIELD                                                                                                   \
	FIELD(step_input, reason, FIELD_LINES, FROM_FORM, .required = true, .max = 2000, TEXT_LABEL("reason"))

enum { RESULT_FILE_BYTES = 50 << 20, SCANS_MAX = 20 };

static const char *const result_types[] = { "application/pdf", NULL };
static const char *const scan_types[] = { "application/pdf", "image/jpeg", "image/png", NULL };

static const struct field form_fields[] = { NUMBER_FIELD };
static const struct field plain_fields[] = { NUMBER_FIELD, VERSION_FIELD };
static const struct field forward_fields[] = {
	NUMBER_FIELD,
	VERSION_FIELD,
	FIELD(step_input, assignee, FIELD_CODE, FROM_FORM, TEXT_LABEL("assignee")),
	NOTE_FIELD,
};
static const struct field reason_fields[] = { NUMBER_FIELD, VERSION_FIELD, REASON_FIELD };
static const struct field approve_fields[] = {
	NUMBER_FIELD,
	VERSION_FIELD,
	NOTE_FIELD,
	FIELD(step_input, seen, FIELD_CODE, FROM_FORM, .required = true, TEXT_LABEL("file")),
};
static const struct field number_fields[] = {
	NUMBER_FIELD,
	VERSION_FIELD,
	FIELD(step_input, symbol, FIELD_TEXT, FROM_FORM, .max = 40, TEXT_LABEL("symbol")),
	FIELD(step_input, issued_on, FIELD_DATE, FROM_FORM, .required = true, TEXT_LABEL("issued_on")),
};
static const struct field return_result_fields[] = {
	NUMBER_FIELD,
	VERSION_FIELD,
	FIELD(step_input, to, FIELD_TEXT, FROM_FORM, .required = true, .max = 255, TEXT_LABEL("to")),
	FIELD(step_input, identity, FIELD_CODE, FROM_FORM, .required = true, .pattern = "A-Z0-9", .min = 6, .max = 20,
	    TEXT_LABEL("identity")),
	FIELD(step_input, authorised, FIELD_BOOL, FROM_FORM, TEXT_LABEL("authorised")),
	FIELD(step_input, without_receipt, FIELD_BOOL, FROM_FORM, TEXT_LABEL("without_receipt")),
	FIELD(step_input, originals, FIELD_BOOL, FROM_FORM, TEXT_LABEL("originals")),
	FIELD(step_input, sign, FIELD_BOOL, FROM_FORM, TEXT_LABEL("sign")),
	NOTE_FIELD,
};
static const struct field supplement_brought_fields[] = {
	NUMBER_FIELD,
	VERSION_FIELD,
	FIELD(step_input, papers, FIELD_LINES, FROM_FORM, .required = true, .max = 4000, TEXT_LABEL("papers")),
	FIELD(step_input, scans, FIELD_FILES, FROM_FORM, .choices = scan_types, .most = SCANS_MAX, TEXT_LABEL("scans")),
	NOTE_FIELD,
};
static const struct field draft_fields[] = {
	NUMBER_FIELD,
	VERSION_FIELD,
	FIELD(step_input, title, FIELD_TEXT, FROM_FORM, .required = true, .max = 500, TEXT_LABEL("result_title")),
	FIELD(step_input, file, FIELD_FILE, FROM_FORM, .max = RESULT_FILE_BYTES, .choices = result_types,
	    TEXT_LABEL("file")),
};
static const struct field refuse_fields[] = {
	NUMBER_FIELD,
	VERSION_FIELD,
	FIELD(step_input, title, FIELD_TEXT, FROM_FORM, .required = true, .max = 500, TEXT_LABEL("result_title")),
	REASON_FIELD,
	FIELD(step_input, file, FIELD_FILE, FROM_FORM, .max = RESULT_FILE_BYTES, .choices = result_types,
	    TEXT_LABEL("file")),
};
static const struct field ask_supplement_fields[] = {
	NUMBER_FIELD,
	VERSION_FIELD,
	FIELD(step_input, items, FIELD_LINES, FROM_FORM, .required = true, .max = 4000, TEXT_LABEL("items")),
	REASON_FIELD,
	FIELD(step_input, contact, FIELD_TEXT, FROM_FORM, .required = true, .max = 200, TEXT_LABEL("contact")),
};
static const struct field consult_fields[] = {
	NUMBER_FIELD,
	VERSION_FIELD,
	FIELD(step_input, agency, FIELD_CODE, FROM_FORM, .required = true, .offered = true, TEXT_LABEL("agency")),
	FIELD(step_input, question, FIELD_LINES, FROM_FORM, .required = true, .max = 4000, TEXT_LABEL("question")),
	FIELD(step_input, deadline, FIELD_DATE, FROM_FORM, .required = true, TEXT_LABEL("deadline")),
};
static const struct field extend_fields[] = {
	NUMBER_FIELD,
	VERSION_FIELD,
	REASON_FIELD,
	FIELD(step_input, days, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = 90, TEXT_LABEL("days")),
};
static const struct field stop_fields[] = {
	NUMBER_FIELD,
	VERSION_FIELD,
	REASON_FIELD,
	FIELD(step_input, requested_by, FIELD_TEXT, FROM_FORM, .max = 255, TEXT_LABEL("requested_by")),
};

const struct input step_form_input = INPUT(step_input, form_fields);
const struct input step_inputs[STEP_ACTION__MAX] = {
	[STEP_CLAIM] = INPUT(step_input, plain_fields),
	[STEP_APPROVE] = INPUT(step_input, approve_fields),
	[STEP_NUMBER] = INPUT(step_input, number_fields),
	[STEP_PUBLISH] = INPUT(step_input, plain_fields),
	[STEP_RETURN_RESULT] = INPUT(step_input, return_result_fields),
	[STEP_SUPPLEMENT_BROUGHT] = INPUT(step_input, supplement_brought_fields),
	[STEP_RESUME] = INPUT(step_input, reason_fields),
	[STEP_FORWARD] = INPUT(step_input, forward_fields),
	[STEP_DRAFT] = INPUT(step_input, draft_fields),
	[STEP_RETURN_BACK] = INPUT(step_input, reason_fields),
	[STEP_ASK_SUPPLEMENT] = INPUT(step_input, ask_supplement_fields),
	[STEP_CONSULT] = INPUT(step_input, consult_fields),
	[STEP_REFUSE] = INPUT(step_input, refuse_fields),
	[STEP_EXTEND] = INPUT(step_input, extend_fields),
	[STEP_STOP] = INPUT(step_input, stop_fields),
};
