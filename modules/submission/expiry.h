/* The job that lets drafts expire and tracking secrets be forgotten. */
#ifndef MOTCUA_SUBMISSION_EXPIRY_H
#define MOTCUA_SUBMISSION_EXPIRY_H

#include "core/system/jobs.h"

/* Every quarter of an hour: drafts untouched for 30 days go with their files; secrets shown long enough go. */
extern const struct job expiry_job;

#endif
