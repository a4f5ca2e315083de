/*
 * One-time codes sent by mail or SMS: how they are made, read from what a person typed, and kept (never in clear).
 * Pure: rows, tries and lifetimes are in one_time_code.c; sending is exchange's.
 */
#ifndef MOTCUA_CORE_SECURITY_ONE_TIME_CODE_TEXT_H
#define MOTCUA_CORE_SECURITY_ONE_TIME_CODE_TEXT_H

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"

enum { ONE_TIME_CODE_DIGITS = 6, ONE_TIME_CODE_MINUTES = 5, ONE_TIME_CODE_TRIES = 5 };

/* A fresh code, digits and NUL. */
void one_time_code_make(char code[ONE_TIME_CODE_DIGITS + 1]);

/* What a person typed without spaces, dots and hyphens; ERR_INVALID unless exactly six digits remain. */
MUST_CHECK enum err one_time_code_read(const char *typed, char code[ONE_TIME_CODE_DIGITS + 1]);

/*
 * What is stored instead of the code: HMAC-SHA256 with the house's key over purpose, subject and code, so that a code
 * serves only the act (`purpose`: "sign_in", "activate") and the address or account (`subject`) for which it was sent.
 */
void one_time_code_digest(struct bytes key, const char *purpose, const char *subject,
    const char code[ONE_TIME_CODE_DIGITS + 1], unsigned char digest[SHA256_SIZE]);

#endif
