/*
 * The job of signing together: reminds who has not answered, tells the applicant before the draft expires (which expiry.h
 * does), forgets signers whose confirmation the dossier's journal has long held.
 */
#ifndef MOTCUA_SUBMISSION_COSIGN_JOB_H
#define MOTCUA_SUBMISSION_COSIGN_JOB_H

#include "core/system/jobs.h"

extern const struct job cosign_job;

#endif
