/* What fee tables are known by. Private to rule_fee.c and rule_check*.c; the shape is stated in rule.h. */
#ifndef MOTCUA_DOMAIN_DEFINITION_RULE_FEE_H
#define MOTCUA_DOMAIN_DEFINITION_RULE_FEE_H

#include "domain/definition/rule/rule_private.h"

#define RULE_FEES "fees"

/* Hit policy and outputs of a fee table. */
bool rule_decision_is_fees(const struct rule_decision *decision);
/* [a-z0-9_.-]{1,40} */
bool rule_fee_is_code(const char *code);

#endif
