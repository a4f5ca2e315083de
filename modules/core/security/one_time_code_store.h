/*
 * One-time codes in the database: six digits, five minutes, five tries, one use, bound to a purpose and an address.
 * Neither code nor address is stored, only keyed hashes. Sending is the caller's.
 */
#ifndef MOTCUA_CORE_SECURITY_ONE_TIME_CODE_STORE_H
#define MOTCUA_CORE_SECURITY_ONE_TIME_CODE_STORE_H

#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/security/one_time_code_text.h"

struct db;
struct store;

/* A fresh code for the address; codes issued to it before are void. `key`: the installation's secret. */
enum err one_time_code_issue(struct db *db, struct bytes key, const char *purpose, const char *target, int64_t now,
    char code[ONE_TIME_CODE_DIGITS + 1]) MUST_CHECK;
/*
 * Uses the code up. ERR_INVALID: wrong (one try less), or not six digits; ERR_NOT_FOUND: none is open for this address:
 * expired, used, void or out of tries.
 */
enum err one_time_code_use(struct db *db, struct bytes key, const char *purpose, const char *target, const char *typed,
    int64_t now) MUST_CHECK;
/* For the sweeper: codes past their time; a thousand at most, *ret_gone says how many. */
enum err one_time_codes_expire(struct db *db, int64_t now, uint64_t *ret_gone) MUST_CHECK;

extern const struct store one_time_code_store;

#endif
